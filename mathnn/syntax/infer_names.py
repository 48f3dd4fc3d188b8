"""Names and numbers without scripts, and the symbols of functions."""

from __future__ import annotations

import re

from mathnn.expression import NUMBER, Call, Expr, Sort, Symbol, function
from mathnn.expression.sort import SET
from mathnn.syntax.grammar import rest_of_all
from mathnn.syntax.infer import Inference, UnreadableError
from mathnn.syntax.infer import number as written_number
from mathnn.syntax.number_sets import NUMBER_SETS
from mathnn.syntax.surface import Node
from mathnn.syntax.uses import RAISED

SIGMOID = r"\sigma"
MOST_DIGITS = 400  # of one number


def number(inf: Inference, node: Node) -> Expr:
    """A decimal as it is written."""
    if len(node.text) > MOST_DIGITS:
        raise UnreadableError(f"a number of more than {MOST_DIGITS} digits", node, node.text[:20])
    return written_number(node.text)


def name(inf: Inference, node: Node) -> Expr:
    """A name without scripts."""
    text = node.text
    if rest_of_all(text):
        raise UnreadableError("the rest of what, no case before it tells", node, text)
    if text in NUMBER_SETS and inf.declared(text) is None:
        return Call(NUMBER_SETS[text], (), SET)
    if text == "e" and is_euler(inf) and inf.evidence.of("e") & RAISED:
        return _euler(inf)
    return bare(inf, text)


def bare(inf: Inference, text: str) -> Symbol:
    """A name without a label: beside x_t the letter x is a value of the kind that each step has."""
    found = inf.name(text)
    value = found.sort.value if found.sort.kind == "family" else None
    if value is None or any(isinstance(size, Call) for size in value.shape):  # the width of a layer hangs on its label
        return found
    return Symbol(text, value) if f"{text}_" in inf.text[0].replace(" ", "") else found


def _euler(inf: Inference) -> Symbol:
    """The base of the natural logarithm."""
    inf.taken.setdefault("e", "e: the base of the natural logarithm")
    return Symbol(r"\mathrm{e}")


def words(inf: Inference, node: Node) -> Expr:
    """A quantity or an event in words."""
    return inf.name(node.text)


def is_euler(inf: Inference) -> bool:
    """Is e the base of the natural logarithm here? Not where a function of an error e gets its formula, H(e) = e^2."""
    if inf.bound.get("e") or inf.declared("e") is not None or "e" in inf.symbols:
        return False
    return "(e)" not in inf.text[0].replace(" ", "") or _OF_ERROR.match(inf.text[0]) is None


_OF_ERROR = re.compile(r"\s*(?:[A-Za-z]|\\[A-Za-z]+)(?:_\{?\\?\w+\}?)?'*\s*\(\s*e\s*\)\s*="
                       r".*(?<![A-Za-z\\])e(?![A-Za-z])", re.DOTALL)


def function_named(inf: Inference, text: str, value: Sort = NUMBER, domain: tuple[Sort, ...] = ()) -> Symbol:
    """The symbol of a function that is declared, or is taken for one because it is applied."""
    found = inf.symbols.get(text)
    if found is None or found.sort.kind not in ("function", "family"):
        declared = inf.declared(text)
        if declared is not None:
            found = declared
        else:
            found = Symbol(text, function(*domain, value=value))
            if text == SIGMOID:
                inf.taken.setdefault(text, r"\sigma: the logistic function 1/(1 + e^{-z})")
            inf.remember(found)
        inf.symbols[text] = found
    return found


__all__ = ["bare", "function_named", "is_euler", "name", "number", "words"]

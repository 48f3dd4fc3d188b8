"""Steps of a method: x_{t+1} = x_t - eta g_t gives each member of a sequence by the one before it.

What follows such an equation may use it: the sequence is a family that is defined by itself, as the layers of a network
are. A letter beside its own steps, the x of x_{t+1} = x_t - eta f'(x), means its value at the step that is made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from mathnn.check.question import beginning
from mathnn.expression import INTEGER, NUMBER, Call, Expr, Number, Sort, Symbol
from mathnn.expression.build import number
from mathnn.expression.tree import is_zero, substitute, symbols, walk
from mathnn.notation import Name, Notation
from mathnn.syntax.dimensions import simple

_COUNTED = r"(?:t|k|n|s|T|K|N|\\tau|\d+)"
_UNROLLED = re.compile(r"\b(?:unroll|recurs|iterat(?:e|ing)|by induction|expand(?:ing)? the|repeatedly)", re.IGNORECASE)
_SHIFT = r"(?:\s*[-+]\s*\d+)?"


def step_of(tree: Expr) -> Name | None:
    """The row that an update makes: of a family whose members hang on those before; None for any other statement."""
    first = tree.args[0] if isinstance(tree, Call) and tree.op == "chain" else tree
    if not (isinstance(first, Call) and first.op == "equal" and isinstance(first.args[0], Call)):
        return None
    left, right = first.args
    if left.op != "layer" or not isinstance(left.args[0], Symbol):  # type: ignore[union-attr]
        return None
    family, label = left.args  # type: ignore[union-attr]
    found = _shifted(label)
    if found is None or not isinstance(family, Symbol) or right.sort != left.sort:
        return None
    letter, shift = found
    right = with_current(right, family)
    back = simple(Call("add", (letter, number(-shift)), INTEGER)) if shift else letter
    formula = _at(right, letter, back)
    members = [node for node in walk(formula) if isinstance(node, Call) and node.op == "layer"
               and node.args[0] == family]
    alone = sum(node == family for node in walk(formula))
    if alone != len(members) or not all(_is_before(node.args[1], letter) for node in members):
        return None
    return Name(family, "", formula, (letter,))


def beginnings(tree: Expr) -> Iterator[tuple[str, Name]]:
    """The sequences whose first members a statement gives: v of v_0 = 0, m and v of m_0 = v_0 = 0."""
    links = tree.args if isinstance(tree, Call) and tree.op == "chain" else (tree,)
    if not all(isinstance(link, Call) and link.op in ("equal", "define") for link in links):
        return
    value = links[-1].args[1]  # type: ignore[union-attr]
    for link in links:
        first = link.args[0]  # type: ignore[union-attr]
        if isinstance(first, Call) and first.op == "layer" and isinstance(first.args[0], Symbol) and (
                is_zero(first.args[1])):
            name = first.args[0].name
        elif isinstance(first, Symbol) and first.name.endswith("_0"):
            name = first.name[:-2]
        else:
            continue
        yield name, Name(Symbol(beginning(name), first.sort), "", value)


def with_beginnings(notation: Notation, known: Mapping[str, Name]) -> Notation:
    """The notation in which the sequences that it gives by their steps begin as the text says."""
    names = dict(notation.names)
    for row in notation:
        if row.symbol.sort.kind == "family" and row.definition is not None and row.symbol in symbols(row.definition):
            name, value = row.symbol.name, row.symbol.sort.value or NUMBER
            first = known.get(name)
            if first is not None and first.definition is not None:
                is_column = is_zero(first.definition) and value.shape
                if is_column or first.definition.sort.shape == value.shape:
                    made = Symbol(r"\mathbf{0}", value) if is_column else first.definition
                    names[beginning(name)] = Name(Symbol(beginning(name), value), "", made)
    return Notation(names, notation.assumptions) if len(names) > len(notation.names) else notation


def with_current(tree: Expr, family: Symbol, among: Expr | None = None) -> Expr:
    """The tree with a bare letter read as the earliest member of its family that stands beside it, or in `among`."""
    bare = next((s for s in symbols(tree) if s.name == family.name and s.sort.kind != "family"), None)
    if bare is None:
        return tree
    members = {node.args[1]: node for part in (tree, among) if part is not None for node in walk(part)
               if isinstance(node, Call) and node.op == "layer" and node.args[0] == family}
    shifts = {label: found for label in members if (found := _shifted(label)) is not None}
    if not shifts or len({letter for letter, _ in shifts.values()}) > 1 or len(shifts) < len(members):
        return tree
    return substitute(tree, {bare: members[min(shifts, key=lambda label: shifts[label][1])]})


def with_members(tree: Expr, notation: Notation) -> tuple[Expr, Notation]:
    """The same in a statement about sequences that the text gave by their steps, and in what is assumed of them."""
    for row in notation:
        if row.symbol.sort.kind == "family" and row.definition is not None and row.symbol in symbols(tree):
            tree = with_current(tree, row.symbol)
            given = tuple(with_current(each, row.symbol, tree) for each in notation.assumptions)
            notation = Notation(notation.names, given) if given != notation.assumptions else notation
    return tree, notation


def unrolls(before: str) -> bool:
    """Do the words say that the steps are put together from the beginning on?"""
    return _UNROLLED.search(before[-160:]) is not None


def _shifted(label: Expr) -> tuple[Symbol, int] | None:
    """The letter of a label and what is added to it: t + 1."""
    if isinstance(label, Symbol):
        return label, 0
    if isinstance(label, Call) and label.op == "add" and len(label.args) == 2:
        letter, term = label.args
        sign = -1 if isinstance(term, Call) and term.op == "negate" else 1
        amount = term.args[0] if isinstance(term, Call) and term.op == "negate" else term
        if isinstance(letter, Symbol) and isinstance(amount, Number) and amount.value.denominator == 1:
            return letter, sign * int(amount.value)
    return None


def _at(tree: Expr, letter: Symbol, back: Expr) -> Expr:
    """The tree one step earlier or later; labels with their numbers added up."""
    if tree == letter:
        return back
    if isinstance(tree, Call) and tree.op == "layer":
        label = simple(substitute(tree.args[1], {letter: back}))
        return Call("layer", (tree.args[0], label), tree.sort)
    if isinstance(tree, Call):
        return Call(tree.op, tuple([_at(arg, letter, back) for arg in tree.args]), tree.sort)
    return substitute(tree, {letter: back})


def _is_before(label: Expr, letter: Symbol) -> bool:
    found = _shifted(label)
    return found is not None and found[0] == letter and found[1] < 0


# --- reading ----------------------------------------------------------------------------------------------------------
def with_steps(notation: Notation, latex: str, letter: str) -> Notation:
    """The notation in which what carries the number of a step is a sequence of such values: x_t after x in R^n."""
    found = {name: Name(Symbol(name, Sort("family", (), (INTEGER,), row.symbol.sort)), row.meaning)
             for name, row in notation.names.items()
             if row.symbol.sort.kind == "number" and row.definition is None and _carries(name, letter).search(latex)}
    return Notation({**notation.names, **found}, notation.assumptions) if found else notation


def is_stepped(row: Name, latex: str) -> bool:
    """Does a formula speak of members of this sequence? x_1 alone may be an entry of a column x."""
    name = row.symbol.name
    value = row.symbol.sort.value
    found = [match[1] for match in _carries(name, _COUNTED).finditer(latex)]
    is_plain = value is not None and bool(value.shape) and name[:1] != "\\"
    return bool(found) and not (is_plain and all(sign.isdigit() for sign in found))


@lru_cache(maxsize=1024)
def _carries(name: str, letter: str) -> re.Pattern[str]:
    """Finds a name with such a letter, and perhaps a number, below."""
    spelled = r"\s*".join(re.escape(piece) + ("?" if piece in "{}" else "") for piece in re.findall(
        r"\\[A-Za-z]+|[^\s]", name))  # \hat m_t is \hat{m}_t
    start = r"(?<![A-Za-z\\])" if name[:1] != "\\" else ""
    return re.compile(rf"{start}{spelled}\s*_\s*\{{?\s*({letter}){_SHIFT}\s*(?:\}}|(?![A-Za-z,]))")


__all__ = ["beginnings", "is_stepped", "step_of", "unrolls", "with_beginnings", "with_current", "with_members",
           "with_steps"]

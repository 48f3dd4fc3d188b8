"""Numbers as a text writes them: 3.14159..., cut off behind the digits; 1 1/2; a logarithm to a base unsaid."""

from __future__ import annotations

import re
from collections.abc import Callable

from mathnn.check.powers import HIGHEST, constant
from mathnn.claims import Verdict
from mathnn.expression.build import add, multiply
from mathnn.expression.tree import Call, Expr, Number, Symbol, operators, rebuild

LOGARITHMS = frozenset(("log", "log2", "log10"))
_BASES = (("log10", 10), ("log2", 2))
_SIGNS = ((r"\log", "log"), (r"\lg", "log2"))  # and what they are taken for at first
_MIXED = re.compile(r"(?<![.\d_^])\d+\s*\\[dt]?frac(?![A-Za-z])")
_WHOLE = r"\s*(?:\{\s*\d+\s*\}|\d)"
_ONLY_MIXED = re.compile(rf"^[^=]*=\s*-?\s*\d+\s*\\[dt]?frac{_WHOLE}{_WHOLE}\s*$")


def without_dots(tree: Call) -> Call | None:
    """The relation without the dots behind a number that is a side of it; None where there are none."""
    whole = tuple(map(_whole, tree.args))
    if not any(whole):
        return None
    return Call(tree.op, tuple(new or old for new, old in zip(whole, tree.args, strict=True)), tree.sort)


def _whole(side: Expr) -> Expr | None:
    """0.333 of 0.333..., which is read as a product with the dots."""
    if not isinstance(side, Call) or side.op not in ("negate", "multiply"):
        return None
    if side.op == "negate":
        inner = _whole(side.args[0])
        return Call("negate", (inner,), side.sort) if inner is not None else None
    if len(side.args) != 2 or not any(isinstance(arg, Symbol) and "dots" in arg.name for arg in side.args):
        return None
    return next((arg for arg in side.args if isinstance(arg, Number) and "." in arg.written), None)


def with_small_exponents(tree: Expr) -> Expr:
    """log b^k is k log b, for numbers b > 0 and exponents that no power could be taken to."""
    if operators(tree).isdisjoint(LOGARITHMS):
        return tree
    made = rebuild(tree, with_small_exponents)
    inner = made.args[0] if isinstance(made, Call) and made.op in LOGARITHMS else None
    if not isinstance(inner, Call) or inner.op != "power":
        return made
    assert isinstance(made, Call)
    base, exponent = map(constant, inner.args)
    if base is None or exponent is None or base <= 0 or abs(exponent) <= HIGHEST:
        return made
    return multiply(inner.args[1], Call(made.op, (inner.args[0],), made.sort))


def in_its_base(found: Verdict, tree: Expr, latex: str, again: Callable[[Expr], Verdict | None]) -> Verdict:
    r"""The verdict, or where digits are wrong for the natural logarithm one for the base that \log may mean instead."""
    if found.method != "certified digits" or found.kind != "refuted" or r"\ln" in latex:
        return found
    for sign, own in _SIGNS:
        for op, base in _BASES if sign in latex and own in operators(tree) else ():
            other = again(_with(tree, own, op)) if op != own else None
            if other is not None and other.is_true:
                condition = rf"{sign} \text{{ is the logarithm to the base }} {base}"
                return other.changed(kind="conditional", reason=f"It holds where ${condition}$.",
                                     conditions=(*other.conditions, condition))
    return found


def _with(tree: Expr, own: str, op: str) -> Expr:
    made = rebuild(tree, lambda part: _with(part, own, op))
    return Call(op, made.args, made.sort) if isinstance(made, Call) and made.op == own else made


def with_mixed_numbers(found: Verdict, tree: Expr, latex: str, again: Callable[[Expr], Verdict | None]) -> Verdict:
    r"""The verdict, or where it is false of the product of 1 and \frac12 one with the mixed number there."""
    if not found.is_wrong or _MIXED.search(latex) is None:
        return found
    mixed = _mixed(tree)
    other = again(mixed) if mixed != tree else None
    return found if other is None or other.kind == "none" else other


def given_as_mixed(tree: Expr, latex: str) -> Expr:
    r"""x = 1\frac12 alone, which gives x the value 3/2: nobody would write 1/2 so. Any other tree as it is."""
    return _mixed(tree) if r"frac" in latex and _ONLY_MIXED.search(latex) is not None else tree


def _mixed(tree: Expr) -> Expr:
    """One and a half for the product of 1 and 1/2, where the fraction is less than 1."""
    made = rebuild(tree, _mixed)
    if not isinstance(made, Call) or made.op != "multiply" or len(made.args) < 2:
        return made
    whole, part, *rest = made.args
    is_whole = isinstance(whole, Number) and whole.written.isdigit() and whole.value > 0
    if not is_whole or not isinstance(part, Call) or part.op != "divide":
        return made
    above, below = part.args
    if isinstance(above, Number) and isinstance(below, Number) and above.value < below.value:
        return multiply(add(whole, part), *rest) if rest else add(whole, part)
    return made


__all__ = ["LOGARITHMS", "given_as_mixed", "in_its_base", "with_mixed_numbers", "with_small_exponents", "without_dots"]

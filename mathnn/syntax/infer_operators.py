"""Derivatives written with letters: D f, the Jacobian J f and Hessian H f, f_x for a partial derivative."""

from __future__ import annotations

from mathnn.expression import NUMBER, Call, Expr, Symbol
from mathnn.syntax.function_letters import FUNCTIONS
from mathnn.syntax.infer import Inference, number
from mathnn.syntax.infer_applied import applied
from mathnn.syntax.infer_names import function_named
from mathnn.syntax.surface import Node, factors, opened
from mathnn.syntax.typefaces import face

_SLOPES = frozenset(("D", r"\mathrm{D}", r"\operatorname{D}", r"\mathbf{D}", r"\mathrm{J}", r"\mathbf{J}", "J"))
_HESSIANS = frozenset(("H", r"\mathbf{H}", r"\mathrm{H}", r"\operatorname{H}", r"\boldsymbol{H}"))


def letter_operator(inf: Inference, parts: tuple[Node, ...], i: int, node: Node) -> tuple[Expr, int] | None:
    """The derivative that a letter before a function is, and where the next factor begins; None when it is none."""
    letter = opened(parts[i])
    if letter.kind != "name" or letter.text not in _SLOPES | _HESSIANS or i + 1 >= len(parts):
        return None
    if letter.text in inf.symbols or inf.bound.get(letter.text) or inf.declared(letter.text) is not None:
        return None
    group = parts[i + 2] if i + 2 < len(parts) else None
    is_called = group is not None and group.kind == "group" and group.text == "()"
    head = _function(inf, opened(parts[i + 1]), group if is_called else None)
    if head is None:
        return None
    if not is_called:
        return (Call("prime", (head,), head.sort), i + 2) if letter.text in _SLOPES else None
    y, end = applied(inf, parts, i + 1)
    if not isinstance(y, Call) or y.op != "apply":
        return None
    return _derivative(inf, letter.text, y, node), end


def _function(inf: Inference, node: Node, group: Node | None) -> Symbol | None:
    """The function that a name stands for; None when it may be a number or matrix."""
    if node.kind != "name":
        return None
    known = inf.symbols.get(node.text) or inf.declared(node.text)
    if known is not None:
        return known if known.sort.kind == "function" else None
    is_function = group is not None and (face(node.text)[1] in FUNCTIONS)
    if not is_function:
        return None
    return function_named(inf, node.text)


def _derivative(inf: Inference, letter: str, y: Call, node: Node) -> Expr:
    """By the only argument, or by the column of all."""
    args = y.args[1:]
    is_number = len(args) == 1 and not args[0].sort.shape
    x = args[0] if len(args) == 1 else inf.make("vector", args, node)
    if letter in _HESSIANS:
        inf.taken.setdefault(letter, f"{letter}: the Hessian of what follows")
        return Call("apply", (Call("prime", (y.args[0], _two()), y.args[0].sort), *args), y.sort) if is_number else (
            inf.make("hessian", (y, x), node))
    inf.taken.setdefault(letter, f"{letter}: the derivative of what follows")
    if is_number:
        return Call("apply", (Call("prime", (y.args[0],), y.args[0].sort), *args), y.sort)
    return inf.make("jacobian", (y, x), node)


def _two() -> Expr:
    return number("2")


def by_subscript(inf: Inference, base: str, below: Node) -> Expr | None:
    """f_x and f_{xy} for derivatives: of a function of x that the text defined, or beside other derivatives by x."""
    parts = factors(below)
    letters = [part.text for part in parts if part.kind == "name"]
    known = inf.symbols.get(base) or inf.declared(base)
    if known is None or known.sort.shape or not letters or any(map(inf.bound.get, letters)):
        return None
    row = inf.notation.find(base)
    parameters = row.parameters if row is not None and known.sort.kind == "function" else ()
    allowed = {p.name for p in parameters} | inf.evidence.slopes.get(base, set())
    if not allowed.issuperset(letters) or len(letters) < len(parts):
        return None
    variables = [inf.name(letter) for letter in letters]
    if any(x.sort.kind != "number" for x in variables):
        return None
    inf.taken.setdefault(base + "_", f"{base}_{''.join(letters)}: the derivative by {', '.join(letters)}")
    made: Expr = Call("apply", (known, *parameters), known.sort.value or NUMBER) if parameters else known
    for x in variables:
        made = inf.make("partial", (made, x), below)
    return made


__all__ = ["by_subscript", "letter_operator"]

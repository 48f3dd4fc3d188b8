"""A name before brackets: a function of what is in them, or a product."""

from __future__ import annotations

from itertools import pairwise

from mathnn.expression import NUMBER, Call, Expr, Sort, Symbol
from mathnn.syntax.function_letters import is_function
from mathnn.syntax.infer import Inference
from mathnn.syntax.infer_calls import (
    BRACKETS,
    OF_ANY_NUMBER,
    arguments,
    call,
    expect,
    for_arguments,
    for_entries,
    is_policy,
)
from mathnn.syntax.infer_heads import DENSITIES, head_of
from mathnn.syntax.infer_indicators import indicator_in_brackets
from mathnn.syntax.infer_means import expectation, mean_of_rest
from mathnn.syntax.infer_moments import of_vectors
from mathnn.syntax.infer_slopes import evaluated, subscripted_slope
from mathnn.syntax.infer_superscripts import raised, superscript
from mathnn.syntax.spelled_names import script_parts
from mathnn.syntax.surface import Node, opened, walk

MEAN_VALUE = Symbol("E", Sort("function", (), (), NUMBER))  # E[X]: the brackets say that it is no error E


def applied(inf: Inference, parts: tuple[Node, ...], i: int) -> tuple[Expr, int]:
    """The factor that begins at `i`, and where the next one begins."""
    part = parts[i]
    after = parts[i + 1] if i + 1 < len(parts) else None
    if after is None:
        return inf.tree(part), i + 1
    group = after.parts[0] if after.kind == "scripts" else after
    if part.kind == "scripts" and (mean := mean_of_rest(inf, parts[i:])) is not None:
        return mean, len(parts)
    if group.kind != "group" or group.text not in BRACKETS:
        return inf.tree(part), i + 1
    whole = Node("juxtaposed", "", (part, after), part.first, after.last)
    made = (indicator_in_brackets(inf, part, group, whole) or expectation(inf, part, group, whole)
            or evaluated(inf, part, group, whole) or _call(inf, part, group, whole))
    if made is None:
        return inf.tree(part), i + 1
    if after.kind == "scripts":
        made = raised(inf, made, after, script_parts(after))  # scripts behind the brackets belong to the value
    return made, i + 2


def _call(inf: Inference, part: Node, group: Node, whole: Node) -> Expr | None:
    marks = part.text if part.kind == "scripts" else ""
    if marks.strip("'") == "^" and opened(part.parts[1]).kind == "number" and (
            "'" in marks or _is_function(inf, opened(part.parts[0]), group)):
        return _power_of_value(inf, part, group, whole)
    if marks == "_" and (slope := subscripted_slope(inf, part, group, whole)) is not None:
        return slope
    head = head_of(inf, part, group)
    if head is None or _holds_itself(part, group):
        return None
    expect(inf, head, group)
    args = arguments(inf, group, listed=not (isinstance(head, Symbol) and head.name in OF_ANY_NUMBER),
                     of_values=is_policy(head))
    if isinstance(head, Symbol):
        if any(map(_has_shape, args)) and (moment := of_vectors(inf, head, args, group)) is not None:
            return moment
        if head.name == "E" and group.text == "[]" and inf.declared("E") is None:
            return Call("apply", (MEAN_VALUE, *args), NUMBER)
        if head.name in DENSITIES and (inner := opened(group.parts[0])).kind == "list" and ";" in inner.text:
            args = (_with_parameters(inner, args),)
        head = for_entries(inf, for_arguments(inf, head, args), args, group)
    return call(inf, head, args, whole)


def _holds_itself(part: Node, group: Node) -> bool:
    """Does the bracket hold the bare function again? sigma (1 - sigma) is a product of values, f(f(x)) is none."""
    base = opened(part.parts[0]) if part.kind == "scripts" else part
    if base.kind != "name":
        return False
    called = {id(item) for node in walk(group) if node.kind == "juxtaposed"
              for item, after in pairwise(node.parts) if opened(after) is not after or after.kind == "group"}
    return any(node.kind == "sum" and any(_is_bare(item, base.text, called) for item in node.parts)
               for node in walk(group))


def _is_bare(item: Node, name: str, called: set[int]) -> bool:
    inner = opened(item)
    return inner.kind == "name" and inner.text == name and id(item) not in called


def _has_shape(arg: Expr) -> bool:
    """Is it a column or matrix, or one under a condition, x | y?"""
    return bool(arg.sort.shape or (isinstance(arg, Call) and arg.op == "given" and arg.args[0].sort.shape))


def _with_parameters(inner: Node, args: tuple[Expr, ...]) -> Expr:
    """p(x; \\theta) is the density of x where the parameter is \\theta."""
    at = inner.text.split().index(";") + 1
    front, behind = (part[0] if len(part) == 1 else Call("tuple", part, NUMBER) for part in (args[:at], args[at:]))
    return Call("given", (front, behind), NUMBER)


def _is_function(inf: Inference, base: Node, group: Node) -> bool:
    known = inf.symbols.get(base.text) or inf.declared(base.text)
    if base.kind != "name" or (base.text == r"\sigma" and inf.declared(base.text) is None):  # sigma^2 is a variance
        return False
    if known is not None:
        return known.sort.kind == "function"
    return base.text not in inf.forced and base.text not in inf.bound and is_function(
        base.text, inf.evidence.of(base.text), group)


def _power_of_value(inf: Inference, part: Node, group: Node, whole: Node) -> Expr | None:
    """f^2(x) is the square of f(x), f'^2(x) that of f'(x)."""
    marks = part.text.replace("^", "")
    head = Node("scripts", marks, part.parts[:1], part.first, part.last) if marks else opened(part.parts[0])
    made = _call(inf, head, group, whole)
    return None if made is None else superscript(inf, made, part.parts[1], whole)


__all__ = ["applied"]

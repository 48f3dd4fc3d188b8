"""softmax(z + c), softmax(z - max(z)): a number beside the logits shifts every one of them."""

from __future__ import annotations

from mathnn.expression import Expr
from mathnn.syntax.infer import Inference
from mathnn.syntax.infer_calls import arguments
from mathnn.syntax.surface import Node, opened

_SHIFTS = frozenset(("c", "k", "C", "a", r"\alpha", r"\epsilon", r"\lambda", r"\delta"))  # by convention numbers


def of_logits(inf: Inference, argument: Node) -> tuple[Expr, ...]:
    """What stands in the brackets behind softmax, where numbers are added to all entries of a column."""
    _take_shifts_for_numbers(inf, opened(argument.parts[0]) if argument.parts else argument)
    inf.shifts_logits = True
    try:
        return arguments(inf, argument)
    finally:
        inf.shifts_logits = False


def _take_shifts_for_numbers(inf: Inference, inner: Node) -> None:
    """c of softmax(z + c), of which nothing else is known."""
    names = [opened(part).text for part in inner.parts if opened(part).kind == "name"] if inner.kind == "sum" else []
    new = {name: 0 for name in names if name in _SHIFTS and name not in inf.symbols and inf.declared(name) is None
           and name not in inf.forced}
    if new and not all(opened(part).text in new for part in inner.parts):
        inf.forced = {**inf.forced, **new}


__all__ = ["of_logits"]

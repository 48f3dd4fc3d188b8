"""What sums show of their letters: layers W_1 x + b, and what counts in 1 + 2 + ... + n or above a large sign."""

from __future__ import annotations

from mathnn.syntax.grammar import DOTS
from mathnn.syntax.index_letters import counts_steps, is_label
from mathnn.syntax.surface import Node, opened, walk
from mathnn.syntax.uses import COUNTS, LAYER, TRANSPOSED, TWO_INDICES, Uses

_FEWEST_WITH_DOTS = 2  # terms: one before the dots, the dots, one behind them
MATRICES = frozenset("ABMQUVWXSKZYJH")


def _last_term(uses: Uses, parts: tuple[Node, ...]) -> None:
    """The letter that only the term behind dots holds says how many terms there are."""
    *shown, last = ({inner.text for inner in walk(part) if inner.kind == "name"} for part in parts)
    new = last - {name for names in shown for name in names} - set(DOTS)
    if len(new) == 1 and (name := new.pop()).isalpha() and name.islower():
        uses.add(name, COUNTS)


def from_sum(uses: Uses, node: Node) -> None:
    """W_1 x + b_1, W h_{t-1} + U x_t + b: weights, what goes in, and a bias; the n of 1 + 2 + ... + n counts."""
    if len(node.parts) > _FEWEST_WITH_DOTS and any(
            part.kind == "name" and part.text in DOTS for part in map(opened, node.parts[1:-1])):
        _last_term(uses, node.parts)
    products = [part.parts for part in map(opened, node.parts)
                if part.kind == "juxtaposed" and len(part.parts) == 2]
    rest = node.parts[len(products):]
    if not products or len(rest) > 1 or len(node.parts) < 2 or any(part.kind == "juxtaposed" for part in rest):
        return
    weights, inputs = ([_numbered(product[side]) for product in products] for side in (0, 1))
    bias = _numbered(rest[0]) if rest else ""
    is_marked = all(opened(product[0]).kind == "scripts" for product in products) or (
        len(products) > 1 and all(opened(product[1]).kind == "scripts" for product in products)) or (
        any(uses.shown.get(name, 0) & (TWO_INDICES | TRANSPOSED) for name in (*weights, *inputs)))
    if is_marked and all(name in MATRICES for name in weights) and bias not in inputs and (
            all(name.islower() or name in MATRICES for name in inputs)) and (bias.islower() or not rest):
        for name in (*weights, *inputs, *([bias] if bias else ())):
            uses.add(name, LAYER)


def from_big(uses: Uses, node: Node) -> None:
    head = node.parts[0]
    at = 0
    for sign in head.text:
        if sign == "^" and node.text in ("sum", "product"):
            for part in walk(head.parts[at]):
                if part.kind == "name":
                    uses.add(part.text, COUNTS)
        at += sign in "_^"


def _numbered(node: Node) -> str:
    """A Latin letter alone, with a number, a step or letters below or a label above; empty for anything else."""
    node = opened(node)
    if node.kind == "scripts" and node.text in ("_", "^"):
        script = opened(node.parts[1])
        is_number = script.kind in ("number", "name") or counts_steps(script) or (
            script.kind == "juxtaposed" and all(opened(part).kind == "name" for part in script.parts))
        is_known = is_number if node.text == "_" else is_label(node.parts[1])
        node = opened(node.parts[0]) if is_known else node
    return node.text if node.kind == "name" and len(node.text) == 1 else ""


__all__ = ["MATRICES", "from_big", "from_sum"]

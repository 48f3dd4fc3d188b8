"""Values by cases: each with its condition, the last one otherwise."""

from __future__ import annotations

from mathnn.expression import Expr
from mathnn.syntax import grammar
from mathnn.syntax.infer import ClashError, Inference, UnreadableError
from mathnn.syntax.infer_new_names import entry_or_value
from mathnn.syntax.infer_spread import spread
from mathnn.syntax.surface import Node, opened


def looks_like_cases(node: Node) -> bool:
    return all(len(row.parts) == 2 for row in node.parts) and any(
        opened(row.parts[1]).kind in ("when", "relation", "words") for row in node.parts)


def by_cases(inf: Inference, node: Node) -> Expr:
    """Values and the conditions under which they hold; the last may hold otherwise."""
    values: list[Expr] = []
    conditions: list[Expr | None] = []
    for row in node.parts:
        cells = [cell for cell in row.parts if cell.kind != "empty"]
        value, condition = _line(cells)
        values.append(entry_or_value(inf, value))
        conditions.append(None if condition is None else inf.tree(condition))
    shape = next((value.sort for value in values if value.sort.shape), None)
    args: list[Expr] = []
    for position, (tree, when) in enumerate(zip(values, conditions, strict=True)):
        if shape is not None and not tree.sort.shape:
            tree = spread(inf, tree, shape)
        if when is None and position != len(values) - 1:
            raise UnreadableError("only the last case holds otherwise", node.parts[position])
        args += [tree] if when is None else [tree, when]
        if when is not None and when.sort.kind != "truth":
            raise ClashError("a condition is expected here", node.parts[position])
    if len(args) < 2:
        raise UnreadableError("cases without a condition", node)
    return inf.make("cases", tuple(args), node)


def _line(cells: list[Node]) -> tuple[Node, Node | None]:
    """The value and the condition of one case, however they are separated."""
    value = cells[0]
    if len(cells) == 1:
        if value.kind == "when" and value.text == "when" and len(value.parts) == 2:
            return value.parts[0], value.parts[1]
        if value.kind == "when" and value.text.split()[0] == "else" and value.parts[1].kind == "empty":
            return value.parts[0], None
        if value.kind == "list" and len(value.parts) == 2:
            return value.parts[0], _condition(value.parts[1])
        return value, None
    return value, _condition(cells[1])


def _condition(node: Node) -> Node | None:
    node = opened(node)
    said = (grammar.words_of(node.text) or "").strip(" .,;").lower()
    if node.kind in ("words", "name") and said in grammar.OTHERWISE:
        return None
    if node.kind == "when" and node.parts[0].kind == "empty" and len(node.parts) == 2:
        return node.parts[1]
    return node


__all__ = ["by_cases", "looks_like_cases"]

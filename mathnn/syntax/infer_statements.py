"""Several statements in one: lists, rows, and, or, implies, conditions in words, what stands behind a bar."""

from __future__ import annotations

from itertools import pairwise

from mathnn.expression import NUMBER, TRUTH, Call, Expr
from mathnn.syntax.grammar import DOTS
from mathnn.syntax.infer import ClashError, Inference, UnreadableError
from mathnn.syntax.infer_quantifiers import quantify
from mathnn.syntax.infer_relations import relation
from mathnn.syntax.infer_sets import mapping
from mathnn.syntax.ranges import as_members, is_range
from mathnn.syntax.spelled_names import name_of, text_of
from mathnn.syntax.surface import Node, noted, opened


def statements(inf: Inference, node: Node) -> Expr:
    """A list: names before a relation share it (a, b > 0); statements side by side all hold."""
    parts = [part for part in node.parts if part.kind != "empty"]
    if len(parts) >= 2 and parts[-1].kind == "big" and parts[-1].text in ("forall", "exists") and _is_bare(parts[-1]):
        rest = parts[:-1]
        inner = opened(parts[-1].parts[1])
        for each in inner.parts if inner.kind == "list" else (inner,):
            _announce(inf, each)
        body = inf.tree(rest[0]) if len(rest) == 1 else statements(inf, Node("list", " ".join(
            "," * (len(rest) - 1)), tuple(rest), node.first, rest[-1].last))
        return quantify(inf, parts[-1].text, inner.parts if inner.kind == "list" else (inner,), body, node)
    if is_range(parts):
        return inf.tree(as_members(parts, node))
    if (at := _where_a_range_begins(parts)) is not None:
        return _within(inf, parts[:at], parts[at:], node)
    shared = _shared(parts)
    if shared is not None:
        return shared_relation(inf, shared[0], shared[1])
    trees = [inf.tree(part) for part in parts]
    if all(tree.sort == TRUTH for tree in trees):
        return Call("and", tuple(trees), TRUTH) if len(trees) > 1 else trees[0]
    if any(tree.sort == TRUTH for tree in trees):
        raise UnreadableError("statements and values stand in one list", node, ",")
    return Call("tuple", tuple(trees), NUMBER)


def _where_a_range_begins(parts: list[Node]) -> int | None:
    """Where behind a relation a range stands: x_i > 0, i = 1, ..., n; log xy = log x + log y, x, y > 0."""
    if len(parts) > 1 and parts[-1].kind == "group" and parts[-1].text == "()" and (
            inner := opened(parts[-1].parts[0])).kind == "list" and is_range(inner.parts):
        return len(parts) - 1
    for at in range(1, len(parts) - 1):
        names = parts[at:-1]
        is_shared = parts[-1].kind == "relation" and parts[-1].text in _ORDERED and all(map(name_of, names))
        if parts[at - 1].kind == "relation" and (is_range(parts[at:]) or is_shared):
            return at
    return None


def _within(inf: Inference, before: list[Node], behind: list[Node], node: Node) -> Expr:
    """Statements under the range behind them."""
    inner = opened(behind[0].parts[0]) if len(behind) == 1 else Node(
        "list", " ".join("," * (len(behind) - 1)), tuple(behind), behind[0].first, behind[-1].last)
    _announce(inf, inner)
    body = inf.tree(before[0]) if len(before) == 1 else statements(inf, Node(
        "list", " ".join("," * (len(before) - 1)), tuple(before), before[0].first, before[-1].last))
    return _under_condition(inf, body, inner, node)


_ORDERED = frozenset(("less", "less_equal", "greater", "greater_equal", "unequal", "member"))


def _is_bare(node: Node) -> bool:
    inner = opened(node.parts[1])
    return inner.kind in ("name", "scripts", "relation") or inner.kind == "list"


def _shared(parts: list[Node]) -> tuple[list[Node], Node] | None:
    """Names before the relation that they share."""
    last = parts[-1]
    if last.kind != "relation" or any(part.kind not in ("name", "scripts") for part in parts[:-1]):
        return None
    if not all(name_of(part) for part in parts[:-1]) or not name_of(last.parts[0]):
        return None
    return [*parts[:-1], last.parts[0]], last


def shared_relation(inf: Inference, names: list[Node], last: Node) -> Expr:
    """Each of the names stands in the relation."""
    if last.text == "equal" and len(names) > 1:
        right = inf.tree(last.parts[1])
        left = Call("tuple", tuple(inf.tree(name) for name in names), right.sort)
        return Call("equal", (left, right), TRUTH)
    if last.text == "member" and (each := _any_of(names)) is not None:
        names = [each]
    made = []
    for name in names:
        made.append(relation(inf, Node("relation", last.text, (name, *last.parts[1:]), name.first, last.last)))
    return Call("and", tuple(made), TRUTH)


def _any_of(names: list[Node]) -> Node | None:
    """x_i for x_1, ..., x_n; None for a list without dots."""
    first = opened(names[0])
    if first.kind != "scripts" or first.text != "_" or not any(opened(name).text in DOTS for name in names):
        return None
    index = Node("name", "i", (), first.parts[1].first, first.parts[1].last)
    return Node("scripts", "_", (first.parts[0], index), first.first, first.last)


_LOGICAL = {
    r"\land": "and", r"\lor": "or", r"\vee": "or", "and": "and", "or": "or", r"\iff": "iff", r"\Leftrightarrow": "iff",
    r"\Longleftrightarrow": "iff", r"\impliedby": "implied", r"\Leftarrow": "implied", r"\Longleftarrow": "implied",
}


def logic(inf: Inference, node: Node) -> Expr:
    """Implications and equivalences as a chain of links; "and" binds tighter than "or", and both tighter than these."""
    signs = [_LOGICAL.get(sign, sign if sign == "iff" else "implies") for sign in node.text.split()]
    trees = [_truth(inf, part) for part in node.parts]
    arrows = [position for position, sign in enumerate(signs) if sign not in ("and", "or")]
    starts, ends = [0, *(position + 1 for position in arrows)], [*arrows, len(signs)]
    sides = [_joined(signs[start:end], trees[start : end + 1]) for start, end in zip(starts, ends, strict=True)]
    links: list[Expr] = []
    for position, (left, right) in zip(arrows, pairwise(sides), strict=True):
        pair = (right, left) if signs[position] == "implied" else (left, right)
        links.append(Call("iff" if signs[position] == "iff" else "implies", pair, TRUTH))
    return sides[0] if not links else links[0] if len(links) == 1 else Call("and", tuple(links), TRUTH)


def _joined(signs: list[str], trees: list[Expr]) -> Expr:
    """Statements between "and" and "or": each run of "and" is one statement, and these are alternatives."""
    runs: list[list[Expr]] = [[trees[0]]]
    for sign, tree in zip(signs, trees[1:], strict=True):
        if sign == "and":
            runs[-1].append(tree)
        else:
            runs.append([tree])
    made = [run[0] if len(run) == 1 else Call("and", tuple(run), TRUTH) for run in runs]
    return made[0] if len(made) == 1 else Call("or", tuple(made), TRUTH)


def _truth(inf: Inference, node: Node) -> Expr:
    made = inf.tree(node)
    if made.sort != TRUTH and made.sort.kind != "number":
        raise ClashError("a statement is expected here", node)
    return made


def when(inf: Inference, node: Node) -> Expr:
    """Words between statements: a condition after "if", "for all", "where"; "and", "or"."""
    signs = node.text.split()
    for part, sign in zip(node.parts[1:], signs, strict=True):
        if sign == "when":
            _announce(inf, part)
    made: Expr | None = None
    for position, part in enumerate(node.parts):
        sign = signs[position - 1] if position else ""
        if sign == "when":
            made = _under_condition(inf, made, part, node)
        elif sign == "else":
            made = _or_else(inf, made, part, node)
        elif sign in ("and", "or"):
            made = Call(sign, (made, inf.tree(part)), TRUTH)  # type: ignore[arg-type]
        elif position == 0:
            made = None if part.kind == "empty" else inf.tree(part)
        else:
            raise UnreadableError("these words between statements are not known", node, sign)
    assert made is not None
    return made


def _announce(inf: Inference, node: Node) -> None:
    """What a condition says of the sort of a new name is known before the statement is read."""
    node = opened(node)
    if (node.kind == "relation" and node.text == "member") or (node.kind == "list" and is_range(node.parts)):
        inf.tree(node)


def _under_condition(inf: Inference, body: Expr | None, node: Node, whole: Node) -> Expr:
    inner = opened(node)
    if body is None:
        return inf.tree(inner)
    names = inner.parts if inner.kind == "list" else (inner,)
    if all(name_of(opened(part)) for part in names):
        return quantify(inf, "forall", names, body, whole)
    condition = inf.tree(inner)
    if condition.sort != TRUTH:
        if condition.sort.kind == "number":
            return Call("implies", (condition, body), TRUTH)
        raise ClashError("a condition is expected after these words", node)
    return Call("implies", (condition, body), TRUTH)


def _or_else(inf: Inference, made: Expr | None, rest: Node, whole: Node) -> Expr:
    """y = 1 if A else 0, and y = 1 if A else y = 0: y by cases."""
    if not isinstance(made, Call) or made.op != "implies" or rest.kind == "empty":
        raise UnreadableError("the rest of what, no case before it tells", whole)
    other = inf.tree(rest)
    condition, said = made.args
    left, value = said.args if isinstance(said, Call) and said.op in ("equal", "define") else (None, None)
    if other.sort == TRUTH and isinstance(other, Call) and other.op == "equal" and other.args[0] == left:
        other = other.args[1]
    if left is not None and value is not None and other.sort == value.sort:
        assert isinstance(said, Call)
        return Call(said.op, (left, Call("cases", (value, condition, other), value.sort)), TRUTH)
    if other.sort != TRUTH:
        raise ClashError("a statement is expected after these words", whole)
    return Call("and", (made, Call("implies", (Call("not", (condition,), TRUTH), other), TRUTH)), TRUTH)


def conditioned(inf: Inference, node: Node) -> Expr:
    """A | B inside a probability; y | x \\sim p says what y is like where x is given."""
    last = opened(node.parts[-1])
    if last.kind == "relation" and last.text == "distributed":
        front = Node("given", node.text, (*node.parts[:-1], last.parts[0]), node.first, last.parts[0].last)
        return inf.tree(Node("relation", "distributed", (front, last.parts[1]), node.first, node.last))
    sides = []
    for part in node.parts:
        inner = opened(part)
        trees = tuple(inf.tree(each) for each in (inner.parts if inner.kind == "list" else (inner,)))
        sides.append(trees[0] if len(trees) == 1 else Call("tuple", trees, NUMBER))
    return Call("given", (sides[0], *sides[1:]), NUMBER)


def given(inf: Inference, node: Node) -> Expr:
    """A bar or colon between: f : A -> B says of f what it is; else it is a condition."""
    if node.text in (":", r"\colon") and len(node.parts) == 2:
        right = opened(node.parts[1])
        if right.kind == "relation" and right.text == "tends":
            return mapping(inf, node.parts[0], right)
        left = opened(node.parts[0])
        if left.kind in ("name", "words"):
            return inf.tree(node.parts[1])
    return conditioned(inf, node)


def with_notes(inf: Inference, node: Node) -> Expr:
    """What has a note under it is itself; the notes are kept in the reading."""
    body, notes = noted(node)
    for note in notes:
        inf.taken.setdefault("note " + text_of(note), f"a note under a brace: {text_of(opened(note))}")
    return inf.tree(body)


def rows(inf: Inference, node: Node) -> Expr:
    """Statements in rows: all of them hold."""
    trees = [inf.tree(part) for part in node.parts if part.kind != "empty"]
    if all(tree.sort == TRUTH for tree in trees):
        return Call("and", tuple(trees), TRUTH) if len(trees) > 1 else trees[0]
    raise UnreadableError("rows that are no statements", node)


__all__ = ["conditioned", "given", "logic", "rows", "statements", "when", "with_notes"]

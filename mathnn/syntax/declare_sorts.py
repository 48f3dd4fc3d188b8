"""Declarations of sorts: x \\in S and f : A -> B, for names, members of families and entries."""

from __future__ import annotations

from dataclasses import dataclass, field

from mathnn.expression import INTEGER, Call, Expr, Sort, Symbol
from mathnn.expression.tree import substitute
from mathnn.notation import DECLARED, Name
from mathnn.syntax.dimensions import LABEL, linear, simple, tidy, written
from mathnn.syntax.index_letters import is_index, is_label
from mathnn.syntax.infer import Inference, UnreadableError
from mathnn.syntax.infer_indices import index_parts, label_of
from mathnn.syntax.infer_labels import is_step_of
from mathnn.syntax.infer_relations import related
from mathnn.syntax.infer_sets import mapping, members_of, set_of
from mathnn.syntax.spelled_names import name_of
from mathnn.syntax.surface import Node, opened


@dataclass(slots=True)
class Table:
    """What was declared so far."""

    rows: dict[str, Name] = field(default_factory=dict)
    assumptions: list[Expr] = field(default_factory=list)


def is_sort(node: Node) -> bool:
    """Is this x \\in S, or f : A -> B, or a list of names before such?"""
    if node.kind == "list":
        return is_sort(node.parts[-1]) and all(name_of(part) for part in node.parts[:-1])
    if node.kind == "given":
        return node.text in (":", r"\colon")
    return node.kind == "relation" and node.text == "member"


def take_sort(inf: Inference, node: Node, table: Table) -> None:
    """Take what one declaration says of the names in it."""
    names: tuple[Node, ...] = ()
    if node.kind == "list":
        *before, node = node.parts
        names = tuple(before)
    head, right = node.parts
    if node.kind == "given":
        arrow = opened(right)
        if arrow.kind != "relation" or arrow.text != "tends":
            raise UnreadableError("a declaration of a function is f : A -> B", node)
        heads = Node("list", "", (*names, head), node.first, node.last) if names else head
        mapping(inf, heads, arrow)
        for each in (*names, *(opened(head).parts if opened(head).kind == "list" else (head,))):
            text = name_of(opened(each))
            table.rows[text] = Name(inf.symbols[text])
        return
    collection = set_of(inf, right)
    for each in (*names, head):
        _member(inf, opened(each), collection, node, table)


def _member(inf: Inference, node: Node, collection: Expr, whole: Node, table: Table) -> None:
    """One name and the set that it is in: its sort, and the condition where the set says more than a sort."""
    op = collection.op if isinstance(collection, Call) else ""
    sort = members_of(collection)[0]
    name = _declared_name(inf, node, sort)
    if name is not None and name not in inf.symbols:
        inf.symbols[name] = Symbol(name, sort)
    elif name is None:
        label = _labelled(inf, node)
        if label is not None:
            _family(inf, label, sort, table)
        else:
            tree = inf.tree(node)
            if isinstance(tree, Call) and tree.op == "entry" and isinstance(tree.args[0], Symbol):
                table.rows.setdefault(tree.args[0].name, Name(tree.args[0]))
    if name is not None:
        table.rows[name] = Name(inf.symbols[name], DECLARED)
    if op != "reals" and not (op == "integers" and isinstance(collection, Call) and collection.args):
        table.assumptions.append(related(inf, "member", inf.tree(node), collection, whole))


def _declared_name(inf: Inference, node: Node, sort: Sort) -> str | None:
    """The name that is declared; None for a member of a family and for an entry."""
    if node.kind == "name":
        return node.text
    if node.kind != "scripts":
        return None
    if "^" in node.text and (is_label(node.parts[-1]) or "_" in node.text):
        return None
    if "_" in node.text:
        base = opened(node.parts[0])
        if base.kind == "name" and is_step_of(inf, base.text, node.parts[1]):
            return None
        indices = index_parts(node.parts[1])
        if all(map(is_index, indices)) and not all(index.kind == "number" for index in indices):
            return None if not sort.shape else name_of(node)
    return name_of(node)


def _labelled(inf: Inference, node: Node) -> tuple[str, Node] | None:
    """The name and label of a member of a family: W^{(l)}, x_t."""
    if node.kind != "scripts":
        return None
    base = opened(node.parts[0])
    if base.kind != "name":
        return None
    if node.text == "^" and is_label(node.parts[1]):
        return base.text, node.parts[1]
    if node.text == "_" and is_step_of(inf, base.text, node.parts[1]):
        return base.text, node.parts[1]
    return None


def _family(inf: Inference, head: tuple[str, Node], sort: Sort, table: Table) -> None:
    """A family by the sort of one member, whose dimensions may use its label."""
    text, node = head
    label = label_of(inf, node)
    value = for_any_label(sort, label)
    symbol = Symbol(text, Sort("family", (), (INTEGER,), value))
    inf.symbols[text] = symbol
    table.rows[text] = Name(symbol)


def for_any_label(sort: Sort, label: Expr) -> Sort:
    """A sort in terms of the formal label."""
    atoms, constant = linear(label)
    if len(atoms) != 1 or (atoms[0][0] == LABEL and not constant):
        return sort
    back = simple(Call("add", (LABEL, written(((), -constant))), INTEGER)) if constant else LABEL
    shape = tuple(tidy(substitute(d, {atoms[0][0]: back})) for d in sort.shape)
    return Sort(sort.kind, shape, sort.domain, sort.value)


__all__ = ["Table", "for_any_label", "is_sort", "take_sort"]

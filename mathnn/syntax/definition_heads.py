"""The left side of a definition: the name, and its arguments, label or indices."""

from __future__ import annotations

from dataclasses import dataclass

from mathnn.syntax.grammar import FUNCTIONS, TRANSPOSES
from mathnn.syntax.index_letters import is_index, is_label
from mathnn.syntax.infer import Inference, names_in
from mathnn.syntax.infer_indices import index_parts
from mathnn.syntax.infer_labels import is_step_of
from mathnn.syntax.spelled_names import name_of, scripted_text
from mathnn.syntax.surface import Node, opened, script, walk


@dataclass(frozen=True, slots=True)
class Head:
    """The left side of a definition: the name, and what it is taken at."""

    name: str
    node: Node
    arguments: tuple[Node, ...] = ()
    label: Node | None = None
    indices: tuple[Node, ...] = ()
    is_function: bool = False


def head_of(inf: Inference, node: Node) -> Head | None:
    """What a relation defines, when its left side is a name that may be new; None otherwise."""
    if node.kind != "relation" or node.text not in ("equal", "define", "assign"):
        return None
    left = opened(node.parts[0])
    head = _of_function(left) or _of_name(inf, left)
    if head is None:
        return None
    row = inf.notation.names.get(head.name)
    if (row is not None and row.definition is not None) or _is_equation(head, node.parts[1]):
        return None
    if not head.arguments and head.label is None and not head.indices and head.name in _mentioned(node.parts[1]):
        return None
    return head


def _is_equation(head: Head, right: Node) -> bool:
    """Is it an equation between values that are there: max(x, y) = x, f(a) = 0, f(x) = f(y), A_ij = A_ji?"""
    found = _mentioned(right)
    if head.is_function:
        at = {name_of(argument) for argument in head.arguments}
        is_constant = at.isdisjoint(found)
        meaning = FUNCTIONS.get(head.name.removeprefix(r"\operatorname{").removesuffix("}"))
        return meaning in _FIXED or (is_constant and (
            meaning is not None or head.name in found or not at.isdisjoint(_PLACES))) or (
                name_of(right) in (at & _PLACES if meaning is None else at))
    names = {index.text for index in head.indices}
    return len(names) > 1 and any(
        part.kind == "scripts" and part.text == "_" and opened(part.parts[0]).text == head.name
        and {index.text for index in index_parts(part.parts[1])} == names for part in walk(right))


_FIXED = frozenset("exp log log2 sin cos tan arcsin arccos arctan max min argmax argmin trace det rank angle".split())
_PLACES = frozenset("abcpq")  # letters of a place at which a function has some value; of any place it is x or t


def _mentioned(node: Node) -> set[str]:
    found = names_in((node,))
    for part in walk(node):
        if part.kind == "scripts" and (text := name_of(part)):
            found.add(text)
    return found


def _of_function(left: Node) -> Head | None:
    """f(x), f(x, y), \\operatorname{ReLU}(x)."""
    if left.kind == "function" and left.parts[0].kind == "name" and left.parts[1].kind == "group":
        name, group = left.parts[0].text, left.parts[1]
    elif left.kind == "juxtaposed" and len(left.parts) == 2 and left.parts[1].kind == "group" and (
            left.parts[1].text in ("()", "[]") and name_of(left.parts[0])):
        name, group = name_of(left.parts[0]), left.parts[1]
    else:
        return None
    if not group.parts:
        return None
    inner = opened(group.parts[0])
    arguments = inner.parts if inner.kind == "list" else (inner,)
    if not all(name_of(opened(argument)) for argument in arguments):
        return None
    return Head(name, left, tuple(map(opened, arguments)), is_function=True)


def _of_name(inf: Inference, left: Node) -> Head | None:
    """x, x_0, p_i, W_{ij}, z^{(l)}, z^l_j, x_{t+1}."""
    if left.kind == "name":
        return Head(left.text, left)
    if left.kind != "scripts" or not {"'", "!"}.isdisjoint(left.text) or opened(left.parts[0]).kind != "name":
        return None
    base = opened(left.parts[0]).text
    below, above = script(left, "_"), script(left, "^")
    indices = index_parts(below)
    counts = all(map(is_index, indices)) and not all(index.kind == "number" for index in indices)
    if above is not None:
        if is_label(above) and (not indices or counts):
            return Head(base, left, label=above, indices=indices)
        return None if indices or _is_exponent(base, opened(above)) else Head(scripted_text(base, left), left)
    if below is not None and is_step_of(inf, base, below):
        return Head(base, left, label=below)
    if below is not None and counts and all(index.kind == "name" for index in indices):
        return Head(base, left, indices=indices)
    return Head(scripted_text(base, left), left)


def _is_exponent(base: str, above: Node) -> bool:
    """Does a script say what is done to a value, A^T, e^x, rather than which one it is, w^*?"""
    return above.kind != "name" or above.text in TRANSPOSES or base == "e" or above.text in _EXPONENTS


_EXPONENTS = frozenset("abcnpqxyz")


__all__ = ["Head", "head_of"]

"""What factors side by side, and those of df/dx, show of each other: functions, columns, matrices, families."""

from __future__ import annotations

from itertools import pairwise

from mathnn.syntax.function_letters import is_of_one_column, is_of_one_letter
from mathnn.syntax.grammar import TRANSPOSES
from mathnn.syntax.index_letters import is_index, is_label
from mathnn.syntax.surface import Node, factors, opened
from mathnn.syntax.typefaces import face, is_capital, is_small
from mathnn.syntax.uses import BARE, CALLED, DEFINED, FAMILY, PRIMED, TRANSPOSED, VECTOR_LIKE, Uses

_WEIGHTS = frozenset((r"\theta", r"\beta", r"\omega", r"\phi", r"\eta"))  # weights as often as w


def from_juxtaposed(uses: Uses, node: Node) -> None:
    for item, after in zip(node.parts, node.parts[1:], strict=False):
        head = item.parts[0] if item.kind == "scripts" else item
        group = after.parts[0] if after.kind == "scripts" else after
        if head.kind == "name" and group.kind == "group" and group.text in ("()", "[]") and item.kind == "name":
            uses.add(head.text, CALLED)
            if group.text == "()" and (is_of_one_column(group) or is_of_one_letter(head.text, group)):
                uses.add(head.text, DEFINED)  # then it is a function elsewhere too
        if item.kind == "frac" and group.kind == "group" and group.text == "()":
            _slope_at(uses, item, group)
        if _is_row(item) and (beside := _letter_beside(after)):
            uses.add(beside, VECTOR_LIKE)  # a^T x
        if _is_transposed_member(item) and after.kind == "scripts" and after.text == "_":
            uses.add(opened(item.parts[0]).text, FAMILY)
            uses.add(opened(after.parts[0]).text, FAMILY)
        if _is_transposed_member(item) and is_small(opened(item.parts[0]).text) and after.kind == "name":
            uses.add(opened(item.parts[0]).text, FAMILY)  # x_i^T w: a number has no transpose
        if _is_sample(item) and _is_transposed_member(after) and (
                _letters(item) == _letters(after)):
            uses.add(opened(item.parts[0]).text, FAMILY)  # x_i x_i^T
        if (matrix := _capital(after)) and item.kind == "scripts" and opened(item.parts[-1]).text in TRANSPOSES:
            _of_quadratic_form(uses, item, matrix)
        if _is_transposed(item) and _is_sample(after):
            uses.add(opened(after.parts[0]).text, FAMILY)  # w^T x_i is a number
        if after.kind == "function" and len(after.parts) == 2 and (names := _scored(item)) is not None:
            _of_score(uses, after.parts[1], names)
    for three in zip(node.parts, node.parts[1:], node.parts[2:], strict=False):
        _between_matrices(uses, *three)
    for item in node.parts:
        if item.kind == "name":
            uses.add(item.text, BARE)
    last = node.parts[-1]
    if len(node.parts) > 1 and last.kind == "name" and not is_capital(last.text):
        before = opened(node.parts[-2].parts[0]) if node.parts[-2].kind == "scripts" else node.parts[-2]
        if before.kind == "name" and is_capital(before.text):
            uses.behind.setdefault(last.text, set()).add(before.text)


def _scored(row: Node) -> set[str] | None:
    """The letters below the v of v_a^T before a function of the table: they name it; None for what is no row."""
    if row.kind != "scripts" or opened(row.parts[-1]).text not in TRANSPOSES or row.text not in ("^", "_^"):
        return None
    base = opened(row.parts[0])
    if base.kind != "name" or is_capital(base.text):
        return None
    return {opened(row.parts[1]).text} if row.text == "_^" else set()


def _of_score(uses: Uses, group: Node, names: set[str]) -> None:
    """v^T tanh(W s_i + U h_j): weights beside states, each of which is a column."""
    inside = opened(opened(group).parts[0]) if opened(group).kind == "group" and opened(group).parts else group
    terms = [opened(term) for term in (inside.parts if inside.kind == "sum" else (inside,))]
    pairs = [tuple(map(opened, term.parts)) for term in terms if term.kind == "juxtaposed" and len(term.parts) == 2]
    for weight, state in pairs:
        letter = opened(weight.parts[0]) if weight.kind == "scripts" and weight.text == "_" else weight
        if letter.kind != "name" or not is_capital(letter.text) or state.kind != "scripts" or state.text != "_":
            continue
        head = opened(state.parts[0])
        if head.kind == "name" and is_small(head.text) and is_index_or_step(state.parts[1]):
            uses.add(head.text, FAMILY)
            uses.gates |= names | ({opened(weight.parts[1]).text} if letter is not weight else set())


def is_index_or_step(below: Node) -> bool:
    """Is it i, t or i - 1?"""
    inner = opened(below)
    inner = opened(inner.parts[0]) if inner.kind == "sum" else inner
    return is_index(inner) or inner.text == "t"


def _of_quadratic_form(uses: Uses, row: Node, matrix: str) -> None:
    """x_i^T A x_i, (m_1 - m_0)^T A^{-1} ...: columns beside a matrix; the power T of numbers stands alone."""
    base = opened(row.parts[0])
    inside = opened(base.parts[0]) if base.kind == "group" and base.text == "()" and len(base.parts) == 1 else base
    found = False
    for term in (inside.parts if inside.kind == "sum" else (inside,)):
        term = opened(term)
        term = opened(term.parts[0]) if term.kind == "prefix" and len(term.parts) == 1 else term
        has_index = (inside is base and row.text == "_^") or (term.kind == "scripts" and term.text == "_")
        name = opened(term.parts[0]) if term.kind == "scripts" and term.text == "_" else term
        if name.kind == "name" and not is_capital(name.text) and not face(name.text)[0]:
            found = True
            uses.add(name.text, FAMILY if has_index else TRANSPOSED)
    if found:
        uses.add(matrix, VECTOR_LIKE)


def _between_matrices(uses: Uses, first: Node, middle: Node, last: Node) -> None:
    """P D P^{-1}, U \\Sigma V^T: three capitals, the last of them turned or inverted."""
    names = [_capital(part) for part in (first, middle, last)]
    turned = last.kind == "scripts" and last.text == "^" and (
        opened(last.parts[1]).text in (*TRANSPOSES, "-")) and opened(last.parts[1]).kind in ("name", "prefix")
    if turned and all(names):
        for name in names:
            uses.add(name, VECTOR_LIKE)


def from_fraction(uses: Uses, node: Node) -> None:
    """df/dx: by which letters each letter is differentiated."""
    top, bottom = (factors(part) for part in node.parts)
    if top and bottom and _is_d(top[0]) and _is_d(bottom[0]) and len(bottom) > 1:
        head = opened(top[1]).text if len(top) > 1 else ""
        found = uses.slopes.setdefault(head, set())
        for sign, variable in pairwise(bottom):
            if _is_d(sign):
                inner = opened(variable)
                is_power = inner.kind == "scripts" and inner.text == "^"
                found.add(opened(inner.parts[0]).text if is_power else inner.text)


def _slope_at(uses: Uses, node: Node, group: Node) -> None:
    """df/dx (x): f is a function."""
    top, bottom = (factors(part) for part in node.parts)
    inside = opened(group.parts[0]) if group.parts else None
    if inside is None or len(top) != 2 or not _is_d(top[0]) or opened(top[1]).kind != "name":
        return
    variables = {opened(part).text for part in bottom}
    applied = inside.kind == "juxtaposed" and len(inside.parts) == 2 and inside.parts[1].kind == "group"
    if (inside.kind == "name" and inside.text in variables) or (applied and inside.parts[0].kind == "name"):
        uses.add(opened(top[1]).text, PRIMED)


def _is_row(node: Node) -> bool:
    """A small letter with a transpose sign that is no T: a power T may be meant."""
    return node.kind == "scripts" and node.text == "^" and opened(node.parts[0]).kind == "name" and (
        not is_capital(opened(node.parts[0]).text) and opened(node.parts[1]).text in TRANSPOSES)


def _capital(node: Node) -> str:
    """A capital letter, Latin or Greek, alone or raised; empty for anything else."""
    node = opened(node)
    node = opened(node.parts[0]) if node.kind == "scripts" and node.text == "^" else node
    return node.text if node.kind == "name" and is_capital(node.text) and (
        len(node.text) == 1 or node.text[0] == "\\") else ""


def _is_d(node: Node) -> bool:
    """The d of a derivative, also with its order."""
    node = opened(node)
    base = opened(node.parts[0]) if node.kind == "scripts" and node.text == "^" else node
    return base.kind == "name" and base.text in ("d", r"\mathrm{d}", r"\partial", r"\text{d}")


def _letter_beside(node: Node) -> str:
    """The small letter that stands alone behind a row, or with the label of a layer or sample; empty for none."""
    node = opened(node)
    if node.kind == "scripts" and node.text == "^" and is_label(node.parts[1]):
        node = opened(node.parts[0])
    return node.text if node.kind == "name" and len(node.text) == 1 and node.text.islower() else ""


def _is_transposed_member(node: Node) -> bool:
    """w_j^T: one column of several, not an entry."""
    return (node.kind == "scripts" and node.text == "_^" and opened(node.parts[2]).text in TRANSPOSES
            and opened(node.parts[0]).kind == "name" and not face(opened(node.parts[0]).text)[0])


def _is_transposed(node: Node) -> bool:
    r"""w^T of a small plain letter, or \theta^T."""
    return node.kind == "scripts" and node.text == "^" and opened(node.parts[1]).text in TRANSPOSES and (
        is_small(opened(node.parts[0]).text) or opened(node.parts[0]).text in _WEIGHTS)


def _is_sample(node: Node) -> bool:
    """x_i of a small plain letter, without more scripts."""
    return node.kind == "scripts" and node.text == "_" and is_small(opened(node.parts[0]).text) and (
        is_index(node.parts[1]) and opened(node.parts[1]).kind == "name")


def _letters(node: Node) -> tuple[str, str]:
    """The name and the index of a member, x and i of x_i and of x_i^T."""
    return opened(node.parts[0]).text, opened(node.parts[1]).text


__all__ = ["from_fraction", "from_juxtaposed"]

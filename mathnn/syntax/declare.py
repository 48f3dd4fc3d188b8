"""Declarations in mathematics, separated by semicolons: sorts, domains, side conditions, definitions, conventions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from mathnn.errors import ReadError
from mathnn.expression import NUMBER, Call, Expr, Symbol
from mathnn.expression.build import number
from mathnn.expression.tree import conjuncts, symbols
from mathnn.notation import Name, Notation
from mathnn.syntax import finish
from mathnn.syntax.declare_definitions import define
from mathnn.syntax.declare_sorts import Table, is_sort, take_sort
from mathnn.syntax.definition_heads import Head, head_of
from mathnn.syntax.evidence import Evidence
from mathnn.syntax.grammar import TRANSPOSES
from mathnn.syntax.infer import PRIMES, SUMMED, Inference, UnreadableError, names_in
from mathnn.syntax.parse import parse
from mathnn.syntax.read import EMPTY, settled
from mathnn.syntax.surface import Node, by_kind, opened
from mathnn.syntax.tokens import LONGEST
from mathnn.syntax.typefaces import face

NO_RANKS: Mapping[str, int] = MappingProxyType({})
MOST_DECLARATIONS = 200  # of one notation
_ROOTS = frozenset((r"\sigma", r"\tau", r"\hat{\sigma}", "s", "r"))  # of what is never negative
_TWO = number(2)
_CONVENTION = re.compile(r"repeated ind|summation convention|einstein", re.IGNORECASE)


@dataclass(slots=True)
class _Item:
    """One declaration: its surface tree, the name that it would define, and how it is written there."""

    node: Node
    text: tuple[str, int]
    head: Head | None = None
    done: bool = False


def declare(text: str, notation: Notation = EMPTY, beside: str = "",
            ranks: Mapping[str, int] = NO_RANKS) -> Notation:
    r"""A notation with these declarations: ``W \in \mathbb{R}^{m \times n}; x > 0; \sigma(z) = \frac{1}{1 + e^{-z}}``.

    A name that was not defined before is defined by ``=``; every other relation is an assumption. Dollar signs around
    formulas are allowed. What a statement `beside` them shows of their letters, w_{jk}, counts too;
    `ranks` are what letters are to be that no declaration gives a sort, 2 for a matrix. Raises ReadError and SortError
    with places in `text`.
    """
    if len(text) > LONGEST:
        raise ReadError(f"the notation is longer than {LONGEST} characters", start=LONGEST, end=len(text))
    text = text.replace("$", " ")
    pieces = list(_pieces(text))
    if len(pieces) > MOST_DECLARATIONS:
        raise ReadError(f"more than {MOST_DECLARATIONS} declarations", start=pieces[MOST_DECLARATIONS][0],
                        end=len(text))
    items = [_Item(_on_its_range(_parsed(piece, start)), (piece, start)) for start, piece in pieces]
    if not items:
        return notation
    conventions = tuple(found for item in items if (found := _convention(item.node)) is not None)
    known = notation.assuming(*conventions) if conventions else notation
    items = [item for item in items if _convention(item.node) is None]
    nodes = [item.node for item in items] + ([parse(beside)[0]] if beside else [])
    evidence = Evidence(by_kind(nodes), text)
    inf, table = settled(lambda forced: Inference(known, evidence, {**ranks, **forced}),
                         lambda inf: _declared(inf, items))
    return _finished(inf, table, known)


def _parsed(piece: str, start: int) -> Node:
    try:
        return parse(piece)[0]
    except ReadError as error:
        error.start, error.end = error.start + start, error.end + start
        raise


def _on_its_range(node: Node) -> Node:
    """f(x) = x^2 for x >= 0 as a definition by one case: for other arguments f has no value. For all x it is one."""
    if node.kind != "when" or node.text != "when" or (node.parts[0].kind, node.parts[0].text) != ("relation", "equal"):
        return node
    equation, condition = node.parts
    left, right = equation.parts
    group = opened(left).parts[-1] if opened(left).parts else left
    if group.kind != "group" or not names_in((group,)) & names_in((condition,)):
        return node
    if all(opened(part).kind == "name" for part in (condition.parts if condition.kind == "list" else (condition,))):
        return equation
    row = Node("row", "", (right, condition), right.first, condition.last)
    cases = Node("grid", "cases", (row,), right.first, condition.last)
    return Node("relation", "equal", (left, cases), node.first, node.last)


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """The declarations: parts between semicolons outside brackets and environments."""
    depth = start = 0
    for found in re.finditer(r"\\begin\b|\\end\b|\\.|[{}();]", text, re.DOTALL):
        sign = found[0]
        if sign in ("{", "(", r"\begin"):
            depth += 1
        elif sign in ("}", ")", r"\end"):
            depth -= 1
        elif sign == ";" and depth <= 0:
            if text[start : found.start()].strip():
                yield start, text[start : found.start()]
            start = found.end()
    if text[start:].strip():
        yield start, text[start:]


def _convention(node: Node) -> Symbol | None:
    """A rule of reading that is declared: the summation convention, primes as transposes."""
    if node.kind == "words" and _CONVENTION.search(node.text):
        return SUMMED
    if node.kind == "relation" and node.text == "equal":
        left, right = map(opened, node.parts)
        if left.kind == right.kind == "scripts" and left.text == "'" and right.text == "^" and (
                left.parts[0].text == right.parts[0].text and opened(right.parts[1]).text in TRANSPOSES):
            return PRIMES
    return None


def _declared(inf: Inference, items: list[_Item]) -> Table:
    """Sorts first, then definitions, each after those that it needs, then conditions."""
    table = Table()
    for item in items:
        item.done = False
        item.head = head_of(inf, item.node)
    for item in items:
        inf.text = item.text
        if is_sort(item.node):
            take_sort(inf, item.node, table)
            item.done = True
    heads = {item.head.name: item for item in items if item.head is not None and not item.done}
    for item in list(heads.values()):
        _in_order(inf, item, heads, table, 0)
    for item in items:
        if not item.done:
            item.done = True
            inf.text = item.text
            if item.head is not None and item.head.name in table.rows and table.rows[item.head.name].definition is None:
                define(inf, item.head, item.node.parts[1], item.node, table)
            else:
                tree = inf.tree(item.node)
                if tree.sort.kind != "truth":
                    raise UnreadableError("it declares nothing: a declaration is a membership, an equation or another "
                                          "relation", item.node)
                if (row := _of_square(tree, table)) is not None:
                    table.rows[row.symbol.name] = row
                else:
                    table.assumptions.extend(conjuncts(tree))
    return table


def _of_square(tree: Expr, table: Table) -> Name | None:
    """The deviation sigma by its formula, the root of the right side of sigma^2 = v; so r of r^2 = x^2 + y^2."""
    left, right = tree.args if isinstance(tree, Call) and tree.op == "equal" else (tree, tree)
    if not isinstance(left, Call) or left.op != "power" or left.args[1] != _TWO or not right.sort.is_number:
        return None
    root = left.args[0]
    is_open = isinstance(root, Symbol) and root.name in _ROOTS and root.sort.is_number and (
        root.name not in table.rows) and root not in symbols(right) and bool(symbols(right))
    return Name(root, "", Call("root", (right,), NUMBER)) if isinstance(root, Symbol) and is_open else None


def _in_order(inf: Inference, item: _Item, heads: dict[str, _Item], table: Table, deep: int) -> None:
    if item.done or deep > 30:
        return
    item.done = True
    assert item.head is not None
    for name in sorted(names_in((item.node.parts[1],))):
        plain = face(name)[1]
        for key, other in heads.items():
            other_face = face(key)[1] == plain and face(key)[0] != face(name)[0]
            if other is not item and (key == name or other_face or key.startswith(name + "_")):
                _in_order(inf, other, heads, table, deep + 1)
    before, inf.text = inf.text, item.text
    define(inf, item.head, item.node.parts[1], item.node, table)
    inf.text = before


def _finished(inf: Inference, table: Table, known: Notation) -> Notation:
    """The notation with every dimension named; names that only occur get rows too."""
    done = finish.Finish(inf)
    rows: dict[str, Name] = {}
    for name, row in table.rows.items():
        definition = done.tree(row.definition) if row.definition is not None else None
        parameters = tuple(done.symbol(p) for p in row.parameters)
        rows[name] = Name(done.symbol(row.symbol), row.meaning, definition, parameters)
    for name, row in done.rows().items():
        if name not in rows and row.symbol.sort.kind not in ("set", "truth"):
            rows[name] = row
    made = known
    for row in rows.values():
        old = known.names.get(row.symbol.name)
        if old is not None and row.definition is None and old.definition is not None:
            continue
        made = made.with_name(row)
    return made.assuming(*(done.tree(tree) for tree in table.assumptions))


__all__ = ["declare"]

"""Declarations in mathematics, separated by semicolons: sorts, domains, side conditions, definitions, conventions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from mathnn.errors import ReadError, SortError
from mathnn.expression import INTEGER, NUMBER, Bind, Call, Expr, Number, Sort, Symbol, function
from mathnn.expression.sort import TRUTH
from mathnn.expression.tree import rebuild, substitute
from mathnn.notation import DECLARED, Name, Notation
from mathnn.syntax import finish
from mathnn.syntax.dimensions import LABEL, linear, simple, tidy, written
from mathnn.syntax.evidence import Evidence, rank_of
from mathnn.syntax.grammar import TRANSPOSES
from mathnn.syntax.index_letters import is_index, is_label
from mathnn.syntax.infer import PRIMES, SUMMED, ClashError, Inference, UnreadableError, names_in
from mathnn.syntax.infer_indices import counting, index_parts, label_of
from mathnn.syntax.infer_labels import is_step_of
from mathnn.syntax.infer_relations import related
from mathnn.syntax.infer_sets import mapping, members_of, set_of
from mathnn.syntax.parse import parse
from mathnn.syntax.read import EMPTY, settled
from mathnn.syntax.spelled_names import name_of, scripted_text
from mathnn.syntax.surface import Node, by_kind, opened, walk
from mathnn.syntax.tokens import LONGEST
from mathnn.syntax.typefaces import face
from mathnn.syntax.uses import LETTER_INDEX

MOST_DECLARATIONS = 200  # of one notation
_CONVENTION = re.compile(r"repeated ind|summation convention|einstein", re.IGNORECASE)
_DIMENSIONED = ("reals", "integers", "naturals")


@dataclass(slots=True)
class _Item:
    """One declaration: its surface tree, the name that it would define, and how it is written there."""

    node: Node
    text: tuple[str, int]
    head: _Head | None = None
    done: bool = False


@dataclass(frozen=True, slots=True)
class _Head:
    """The left side of a definition: the name, and what it is taken at."""

    name: str
    node: Node
    arguments: tuple[Node, ...] = ()
    label: Node | None = None
    indices: tuple[Node, ...] = ()
    is_function: bool = False


@dataclass(slots=True)
class _Table:
    """What was declared so far."""

    rows: dict[str, Name] = field(default_factory=dict)
    assumptions: list[Expr] = field(default_factory=list)


def declare(text: str, notation: Notation = EMPTY) -> Notation:
    r"""A notation with these declarations: ``W \in \mathbb{R}^{m \times n}; x > 0; \sigma(z) = \frac{1}{1 + e^{-z}}``.

    A name that was not defined before is defined by ``=``; every other relation is an assumption. Dollar signs around
    formulas are allowed. Raises ReadError and SortError with places in `text`.
    """
    if len(text) > LONGEST:
        raise ReadError(f"the notation is longer than {LONGEST} characters", start=LONGEST, end=len(text))
    text = text.replace("$", " ")
    pieces = list(_pieces(text))
    if len(pieces) > MOST_DECLARATIONS:
        raise ReadError(f"more than {MOST_DECLARATIONS} declarations", start=pieces[MOST_DECLARATIONS][0],
                        end=len(text))
    items = [_Item(_parsed(piece, start), (piece, start)) for start, piece in pieces]
    if not items:
        return notation
    conventions = tuple(found for item in items if (found := _convention(item.node)) is not None)
    known = notation.assuming(*conventions) if conventions else notation
    items = [item for item in items if _convention(item.node) is None]
    evidence = Evidence(by_kind([item.node for item in items]), text)
    inf, table = settled(lambda forced: Inference(known, evidence, forced), lambda inf: _declared(inf, items))
    return _finished(inf, table, known)


def _parsed(piece: str, start: int) -> Node:
    try:
        return parse(piece)[0]
    except ReadError as error:
        error.start, error.end = error.start + start, error.end + start
        raise


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


# --- in what order ----------------------------------------------------------------------------------------------------
def _declared(inf: Inference, items: list[_Item]) -> _Table:
    """Sorts first, then definitions, each after those that it needs, then conditions."""
    table = _Table()
    for item in items:
        item.done = False
        item.head = _head(inf, item.node)
    for item in items:
        inf.text = item.text
        if _is_sort(item.node):
            _sorted(inf, item.node, table)
            item.done = True
    heads = {item.head.name: item for item in items if item.head is not None and not item.done}
    for item in list(heads.values()):
        _in_order(inf, item, heads, table, 0)
    for item in items:
        if not item.done:
            item.done = True
            inf.text = item.text
            if item.head is not None and item.head.name in table.rows and table.rows[item.head.name].definition is None:
                _define(inf, item.head, item.node.parts[1], item.node, table)
            else:
                tree = inf.tree(item.node)
                if tree.sort.kind != "truth":
                    raise UnreadableError("it declares nothing: a declaration is a membership, an equation or another "
                                          "relation", item.node)
                table.assumptions.extend(_split(tree))
    return table


def _in_order(inf: Inference, item: _Item, heads: dict[str, _Item], table: _Table, deep: int) -> None:
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
    _define(inf, item.head, item.node.parts[1], item.node, table)
    inf.text = before


def _split(tree: Expr) -> tuple[Expr, ...]:
    """The conditions in a list, each by itself."""
    if isinstance(tree, Call) and tree.op == "and":
        return tuple(part for arg in tree.args for part in _split(arg))
    return (tree,)


# --- sorts ------------------------------------------------------------------------------------------------------------
def _is_sort(node: Node) -> bool:
    """Is this x \\in S, or f : A -> B, or a list of names before such?"""
    if node.kind == "list":
        return _is_sort(node.parts[-1]) and all(name_of(part) for part in node.parts[:-1])
    if node.kind == "given":
        return node.text in (":", r"\colon")
    return node.kind == "relation" and node.text == "member"


def _sorted(inf: Inference, node: Node, table: _Table) -> None:
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
        mapping(inf, heads, arrow, node)
        for each in (*names, *(opened(head).parts if opened(head).kind == "list" else (head,))):
            text = name_of(opened(each))
            table.rows[text] = Name(inf.symbols[text])
        return
    collection = set_of(inf, right)
    for each in (*names, head):
        _member(inf, opened(each), collection, node, table)


def _member(inf: Inference, node: Node, collection: Expr, whole: Node, table: _Table) -> None:
    """One name and the set that it is in: its sort, and the condition where the set says more than a sort."""
    op = collection.op if isinstance(collection, Call) else ""
    sort = _members(collection)
    name = _declared_name(inf, node, sort)
    if name is not None and name not in inf.symbols:
        known = inf.declared(name)
        inf.symbols[name] = Symbol(name, sort)
        if known is not None and known.sort != sort:
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


def _members(collection: Expr) -> Sort:
    return members_of(collection)[0]


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


def _family(inf: Inference, head: tuple[str, Node], sort: Sort, table: _Table) -> None:
    """A family by the sort of one member, whose dimensions may use its label."""
    text, node = head
    label = label_of(inf, node)
    value = _for_any_label(sort, label)
    symbol = Symbol(text, Sort("family", (), (INTEGER,), value))
    inf.symbols[text] = symbol
    table.rows[text] = Name(symbol)


def _for_any_label(sort: Sort, label: Expr) -> Sort:
    """A sort in terms of the formal label."""
    atoms, constant = linear(label)
    if len(atoms) != 1 or (atoms[0][0] == LABEL and not constant):
        return sort

    back = simple(Call("add", (LABEL, written(((), -constant))), INTEGER)) if constant else LABEL
    shape = tuple(tidy(substitute(d, {atoms[0][0]: back})) for d in sort.shape)
    return Sort(sort.kind, shape, sort.domain, sort.value)


# --- definitions ------------------------------------------------------------------------------------------------------
def _head(inf: Inference, node: Node) -> _Head | None:
    """What a relation defines, when its left side is a name that may be new; None otherwise."""
    if node.kind != "relation" or node.text not in ("equal", "define", "assign"):
        return None
    left = opened(node.parts[0])
    head = _of_function(left) or _of_name(inf, left)
    if head is None:
        return None
    row = inf.notation.names.get(head.name)
    if row is not None and row.definition is not None:
        return None
    if not head.arguments and head.label is None and not head.indices and head.name in _mentioned(node.parts[1]):
        return None
    return head


def _mentioned(node: Node) -> set[str]:
    found = names_in((node,))
    for part in walk(node):
        if part.kind == "scripts" and (text := name_of(part)):
            found.add(text)
    return found


def _of_function(left: Node) -> _Head | None:
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
    return _Head(name, left, tuple(map(opened, arguments)), is_function=True)


def _of_name(inf: Inference, left: Node) -> _Head | None:
    """x, x_0, p_i, W_{ij}, z^{(l)}, z^l_j, x_{t+1}."""
    if left.kind == "name":
        return _Head(left.text, left)
    if left.kind != "scripts" or "'" in left.text or opened(left.parts[0]).kind != "name":
        return None
    base = opened(left.parts[0]).text
    below = left.parts[1 + left.text.index("_")] if "_" in left.text else None
    above = left.parts[1 + left.text.index("^")] if "^" in left.text else None
    indices = index_parts(below)
    counts = all(map(is_index, indices)) and not all(index.kind == "number" for index in indices)
    if above is not None:
        if is_label(above) and (not indices or counts):
            return _Head(base, left, label=above, indices=indices)
        return None if indices or opened(above).kind != "name" else _Head(scripted_text(base, left), left)
    if below is not None and is_step_of(inf, base, below):
        return _Head(base, left, label=below)
    if below is not None and counts and all(index.kind == "name" for index in indices):
        return _Head(base, left, indices=indices)
    return _Head(scripted_text(base, left), left)


def _define(inf: Inference, head: _Head, right: Node, whole: Node, table: _Table) -> None:
    """A row with a definition; its parameters are bound while the right side is read."""
    if head.is_function:
        _define_function(inf, head, right, table)
        return
    parameters: list[Symbol] = []
    label: Expr | None = None
    if head.label is not None:
        label = label_of(inf, head.label)
        parameters += _letters(label)
    indices = [Symbol(index.text, INTEGER) for index in head.indices if index.kind == "name"]
    for symbol in indices:
        inf.enter(symbol)
    tree = inf.tree(right)
    ranges = [inf.indexed.get(symbol) for symbol in indices]
    for symbol in reversed(indices):
        inf.leave(symbol)
    parameters += indices
    if head.name == r"\delta" and len(indices) == 2 and _is_kronecker(tree, indices):
        return
    if not head.indices and label is None and isinstance(tree, Bind) and tree.op == "vector" and _is_constant(tree):
        inf.symbols.pop(head.name, None)
        return
    symbol, tree = _defined_symbol(inf, head, tree, label, ranges, whole)
    if isinstance(tree, Bind) and tree.op == "vector" and label is None and not indices and not tree.body.sort.shape:
        parameters = [tree.index]
        tree = tree.body
    if label is not None:
        tree = _at_parameter(tree, label, parameters)
    table.rows[symbol.name] = Name(symbol, "", tree, tuple(parameters))


def _is_constant(tree: Bind) -> bool:
    """(1, ..., 1) and (0, ..., 0), which are known by their names."""
    return isinstance(tree.body, Number) and tree.body.value in (0, 1)


def _letters(label: Expr) -> list[Symbol]:
    return [atom for atom, _ in linear(label)[0] if isinstance(atom, Symbol)]


def _at_parameter(tree: Expr, label: Expr, parameters: list[Symbol]) -> Expr:
    """x_{t+1} = g(x_t) is x_t = g(x_{t-1}): the parameter is the label itself."""
    atoms, constant = linear(label)
    if not constant or not atoms:
        return tree

    letter = atoms[0][0]
    shifted = simple(Call("add", (letter, written(((), -constant))), INTEGER))
    return _simple_labels(substitute(tree, {letter: shifted}))


def _simple_labels(tree: Expr) -> Expr:
    if isinstance(tree, Call) and tree.op == "layer":
        return Call("layer", (tree.args[0], simple(tree.args[1])), tree.sort)
    return rebuild(tree, _simple_labels)


def _is_kronecker(tree: Expr, indices: list[Symbol]) -> bool:
    if not isinstance(tree, Call) or tree.op != "cases" or len(tree.args) < 3:
        return False
    value, condition, other = tree.args[:3]
    return isinstance(value, Number) and value.value == 1 and isinstance(other, Number) and other.value == 0 and (
        isinstance(condition, Call) and condition.op == "equal" and set(condition.args) == set(indices))


def _defined_symbol(inf: Inference, head: _Head, tree: Expr, label: Expr | None, ranges: list[Expr | None],
                    whole: Node) -> tuple[Symbol, Expr]:
    """The symbol that is defined, its sort agreeing with the right side."""
    known = inf.symbols.get(head.name) or inf.declared(head.name)
    if known is None and head.indices and label is None:
        known = inf.styled(head.name, len(head.indices))
    if tree.sort.kind == "function" and known is None:
        known = Symbol(head.name, tree.sort)
    if label is not None:
        return _defined_family(inf, head, tree, label, ranges, known, whole), tree
    if head.indices:
        shape = tuple(size if size is not None else inf.dimensions.fresh() for size in ranges)
        if known is not None and len(known.sort.shape) == len(shape):
            for a, b in zip(known.sort.shape, shape, strict=True):
                _same(inf, a, b)
        else:
            known = Symbol(head.name, Sort("number", (*shape, *tree.sort.shape)))
    elif known is None:
        rank, sure = rank_of(head.name, inf.evidence)
        sort = Sort("number", tree.sort.shape) if tree.sort.kind in ("number", "integer") else tree.sort
        if sure and rank != len(sort.shape) and not inf.evidence.of(head.name) & LETTER_INDEX:
            raise ClashError(f"{head.name} is set equal to something of another shape", whole)
        known = Symbol(head.name, sort)
    elif known.sort.kind in ("number", "integer"):
        related(inf, "equal", known, tree, whole)
    inf.symbols[head.name] = known
    return known, tree


def _same(inf: Inference, a: Expr, b: Expr) -> None:
    try:
        inf.dimensions.same(a, b)
    except SortError:
        return


def _defined_family(inf: Inference, head: _Head, tree: Expr, label: Expr, ranges: list[Expr | None],
                    known: Symbol | None, whole: Node) -> Symbol:
    if known is None and head.indices:
        known = inf.styled(head.name, len(head.indices))
    shape = tree.sort.shape
    if head.indices:
        shape = tuple(size if size is not None else inf.dimensions.width() for size in ranges)
    if known is not None and known.sort.kind == "family":
        member = inf.layer(known, label)
        if head.indices:
            for a, b in zip(member.sort.shape, shape, strict=False):
                _same(inf, a, b)
        else:
            related(inf, "equal", member, tree, whole)
        return known
    rank, sure = rank_of(head.name, inf.evidence)
    if sure and not head.indices and rank != len(shape):
        raise ClashError(f"{head.name} is set equal to something of another shape", whole)
    value = _for_any_label(Sort("number", shape), label)
    symbol = Symbol(head.name, Sort("family", (), (INTEGER,), value))
    inf.symbols[head.name] = symbol
    return symbol


def _define_function(inf: Inference, head: _Head, right: Node, table: _Table) -> None:
    parameters = []
    for argument in head.arguments:
        text = name_of(argument)
        rank, _ = rank_of(text, inf.evidence) if face(text)[0] else (0, True)
        parameters.append(Symbol(text, inf.sort_of_rank(rank)))
    known = inf.symbols.get(head.name)
    if known is None or known.sort.kind != "function":
        inf.symbols[head.name] = Symbol(head.name, function(*(p.sort for p in parameters)))
    for symbol in parameters:
        inf.enter(symbol)
    tree = inf.tree(right)
    for symbol in reversed(parameters):
        inf.leave(symbol)
    if tree.sort.kind not in ("number", "integer"):
        raise ClashError(f"the value of {head.name} is no number", right)
    symbol = Symbol(head.name, function(*(p.sort for p in parameters), value=Sort("number", tree.sort.shape)))
    if known is not None and known.sort.kind == "function":
        symbol = known
    inf.symbols[head.name] = symbol
    inf.inferred.pop(head.name, None)
    table.rows[head.name] = Name(symbol, "", tree, tuple(parameters))


# --- the end ----------------------------------------------------------------------------------------------------------
def _finished(inf: Inference, table: _Table, known: Notation) -> Notation:
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


__all__ = ["NUMBER", "TRUTH", "counting", "declare"]

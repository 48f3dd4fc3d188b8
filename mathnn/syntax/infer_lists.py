"""Vectors and matrices by their entries, cases, and what dots leave out."""

from __future__ import annotations

import re
from fractions import Fraction

from mathnn.errors import SortError
from mathnn.expression import INTEGER, NUMBER, Bind, Call, Expr, Number, Sort, Symbol
from mathnn.expression.operators import ONE, is_one
from mathnn.expression.tree import children, substitute, walk
from mathnn.syntax import grammar
from mathnn.syntax.dimensions import counted, simple
from mathnn.syntax.grammar import DOTS
from mathnn.syntax.infer import ClashError, Inference, UnreadableError
from mathnn.syntax.infer_products import add, new_name, signed, spread, with_sign
from mathnn.syntax.infer_signs import fresh_index
from mathnn.syntax.progressions import progression
from mathnn.syntax.surface import Node, opened
from mathnn.syntax.tokens import spans

# --- patterns ---------------------------------------------------------------------------------------------------------
_SPACES = re.compile(r"\\[;,:! ]")


def is_dots(node: Node) -> bool:
    """Dots that stand for what is left out."""
    node = opened(node)
    return node.kind == "name" and node.text in DOTS


def pattern(first: Expr, last: Expr, index: Symbol) -> tuple[Expr, Expr, Expr] | None:
    """The body that gives the first tree at one value of the index and the last at another, and the two values."""
    ends: list[tuple[Expr, Expr]] = []
    body = _match(first, last, index, ends)
    if body is None or len(set(ends)) > 1:
        return None
    return (body, *ends[0]) if ends else (first, first, last)


def _match(a: Expr, b: Expr, index: Symbol, ends: list[tuple[Expr, Expr]]) -> Expr | None:
    if a == b:
        return a
    if isinstance(a, Call) and isinstance(b, Call) and a.op == b.op and len(a.args) == len(b.args) and (
            a.sort.kind != "integer"):
        parts = [_match(x, y, index, ends) for x, y in zip(a.args, b.args, strict=True)]
        if any(part is None for part in parts):
            return None
        return Call(a.op, tuple(part for part in parts if part is not None), a.sort)
    if isinstance(a, Bind) and isinstance(b, Bind) and (a.op, a.index) == (b.op, b.index):
        pairs = list(zip(children(a), children(b), strict=True)) if len(children(a)) == len(children(b)) else []
        if pairs and all(x == y for x, y in pairs[1:]) and (inner := _match(a.body, b.body, index, ends)) is not None:
            return Bind(a.op, a.index, inner, a.lower, a.upper, a.where, a.sort)
        return None
    if isinstance(a, Number) and (isinstance(b, Symbol | Number) or b.sort.kind == "integer"):
        ends.append((a, b))
        return index
    return None


_ZERO = Number(Fraction(0), "0")
_FEWEST = 2  # factors before dots, where they are the numbers themselves


def multiplied(inf: Inference, factors: list[Expr], node: Node) -> list[Expr]:
    """p_1 p_2 ... p_n is the product; without a pattern the dots stay a factor."""
    made: list[Expr] = []
    rest = list(factors)
    while rest:
        factor = rest.pop(0)
        bind, count = general(inf, made, rest[0], node, "product") if made and rest and (
            isinstance(factor, Symbol) and factor.name in DOTS and not rest[0].sort.shape) else (None, 0)
        if bind is not None and count < _FEWEST and isinstance(bind.body, Symbol):
            bind = None  # 1 ... N is no product
        if bind is None:
            made.append(factor)
        else:
            made[-count:] = [bind]
            rest.pop(0)
    return made


def general(inf: Inference, shown: list[Expr], last: Expr, node: Node, op: str = "sum") -> tuple[Bind | None, int]:
    """The general term from those shown before the dots and the one after; how many of them belong to it."""
    index = fresh_index(inf, node)
    found = pattern(shown[-1], last, index)
    is_number = found is not None and found[0] == index
    if op == "sum" and (found is None or is_number) and (term := progression(shown, last, index)) is not None:
        return Bind(op, index, *term, None, Sort("number", ())), len(shown)
    if found is None or not isinstance(found[1], Number) or found[1] == found[2]:
        return None, 0
    body, at, end = found
    assert isinstance(at, Number)
    count = 1
    while count < len(shown) and _at(body, index, int(at.value) - count) == shown[-1 - count]:
        count += 1
    if is_number and count < len(shown) and isinstance(shown[-1 - count], Number):
        return None, 0  # 1 + 3 + ... + n: how it goes on does not show
    first = counted(int(at.value) - count + 1)
    if isinstance(end, Symbol) and first.value == 1:  # w_1 x_1 + ... + w_n x_n takes all entries, as a sum to n does
        inf.dimensions.hints += [(entry.args[0].sort.shape[0], end) for entry in walk(body) if isinstance(entry, Call)
                                 and entry.op == "entry" and entry.args[1:] == (index,) and len(entry.args) == 2]
    return Bind(op, index, body, first, end, None, Sort("number", body.sort.shape)), count


def _at(body: Expr, index: Symbol, value: int) -> Expr:
    return substitute(body, {index: counted(value)})


# --- sums with dots ---------------------------------------------------------------------------------------------------
def expanded(inf: Inference, node: Node, signs: list[str]) -> Expr:
    """a_1 + a_2 + ... + a_n is the sum; without a pattern the dots stand for the rest of it."""
    trees: list[Expr | None] = [
        None if is_dots(part) else signed(sign, inf.tree(part)) for sign, part in zip(signs, node.parts, strict=True)
    ]
    made: list[Expr] = []
    position = 0
    while position < len(trees):
        tree = trees[position]
        if tree is not None:
            made.append(tree)
            position += 1
            continue
        after = trees[position + 1] if position + 1 < len(trees) else None
        bind, count = general(inf, made, after, node) if after is not None and made else (None, 0)
        if bind is None or after is None:
            inf.taken.setdefault("dots", "dots at the end of a sum: the rest of it")
            made.append(Symbol(r"\dots", Sort("number", made[-1].sort.shape if made else ())))
            position += 1
            continue
        del made[-count:]
        made.append(Call("expanded", (bind, counted(count)), bind.sort))
        position += 2
    return made[0] if len(made) == 1 else add(inf, made, node)


# --- vectors ----------------------------------------------------------------------------------------------------------
def column(inf: Inference, node: Node) -> Expr:
    """A column by its entries; wide spaces between them write a row."""
    tree = _vector(inf, list(node.parts), node)
    if not _is_spaced(inf, node):
        return tree
    if isinstance(tree, Call) and tree.op == "block":
        return _side_by_side(inf, tree, node)
    return _as_row(inf, tree, node) if tree.sort.is_vector else tree


def _is_spaced(inf: Inference, node: Node) -> bool:
    """Do spaces part the entries, as in a row of a matrix, and not commas?"""
    latex, _ = inf.text
    at = spans(latex)
    pairs = zip(node.parts, node.parts[1:], strict=False)
    between = [_SPACES.sub("", latex[at[a.last - 1][1] : at[b.first][0]]) for a, b in pairs]
    return not any(sign in text for text in between for sign in ",;&")


def _as_row(inf: Inference, tree: Expr, node: Node) -> Expr:
    if isinstance(tree, Bind):
        return inf.make("transpose", (tree,), node)
    return inf.make("rows", (tree,), node)


def _apart(part: Node) -> tuple[Node, ...]:
    """An entry that follows dots without a comma, apart from them."""
    inner = opened(part)
    if inner.kind != "juxtaposed" or len(inner.parts) < 2 or not is_dots(inner.parts[0]):
        return (part,)
    rest = inner.parts[1:]
    alone = rest[0] if len(rest) == 1 else Node("juxtaposed", "", rest, rest[0].first, rest[-1].last)
    return inner.parts[0], alone


def _vector(inf: Inference, parts: list[Node], node: Node) -> Expr:
    parts = [each for part in parts for each in _apart(part)]
    if any(map(is_dots, parts)):
        return _with_dots(inf, parts, node)
    trees = _cells(inf, parts)
    if any(tree.sort.kind in ("truth", "set", "function", "family") for tree in trees):
        return Call("tuple", tuple(trees), Sort("number"))
    if len({len(tree.sort.shape) for tree in trees}) > 1:
        return Call("tuple", tuple(trees), Sort("number"))
    if trees[0].sort.shape:
        return _stacked(inf, trees, node)
    return inf.make("vector", tuple(trees), node)


def _cells(inf: Inference, parts: list[Node]) -> list[Expr]:
    made = []
    for part in parts:
        text = new_name(inf, part)
        made.append(with_sign(part, inf.name(text)) if text is not None else inf.tree(part))
    return made


def _stacked(inf: Inference, trees: list[Expr], node: Node) -> Expr:
    """Vectors below each other: rows of a matrix where they are rows; else one long column, by blocks."""
    if all(tree.sort.is_matrix and is_one(tree.sort.shape[0]) for tree in trees):
        turned = tuple(inf.make("transpose", (tree,), node) for tree in trees)
        return inf.make("rows", turned, node)
    height = inf.dimensions.fresh()
    shape = (height, *trees[0].sort.shape[1:])
    return Call("block", tuple(trees), Sort("number", shape))


def _with_dots(inf: Inference, parts: list[Node], node: Node) -> Expr:
    """(x_1, ..., x_n): entries by a general one; what stands before the pattern is given entry by entry."""
    at = next(position for position, part in enumerate(parts) if is_dots(part))
    shown = _cells(inf, parts[:at])
    rest = _cells(inf, parts[at + 1:])
    if not shown or len(rest) != 1:
        raise UnreadableError("dots without a first and a last entry", node, parts[at].text)
    index = fresh_index(inf, node)
    found = pattern(shown[-1], rest[0], index)
    if found is None:
        raise UnreadableError("the entries around the dots have no common form", node, parts[at].text)
    body, first, last = found
    if first == body:  # all alike: (1, ..., 1)
        upper: Expr = inf.dimensions.fresh()
        inf.taken.setdefault("spread", "a vector of equal entries: as long as its place asks")
        return Bind("vector", index, body, ONE, upper, None, Sort("number", (upper, *body.sort.shape)))
    assert isinstance(first, Number)
    count = 1
    while count < len(shown) and _at(body, index, int(first.value) - count) == shown[-1 - count]:
        count += 1
    start = int(first.value) - count + 1
    lead = shown[: len(shown) - count]
    if body.sort.shape and not lead:
        return _of_vectors(inf, body, index, last, node)
    return _listed_from(inf, lead, body, index, start, last, node)


def listed_arguments(inf: Inference, parts: tuple[Node, ...], node: Node) -> Expr:
    """What f(x_1, ..., x_n) and f(x_1, ..., x_i + h, ..., x_n) are functions of: one column.

    Raises UnreadableError where the entries around the dots have no common form.
    """
    places = [position for position, part in enumerate(parts) if is_dots(part)]
    if len(places) == 1:
        return _whole(inf, _moved_first(inf, parts, places[0], node) or _with_dots(inf, list(parts), node), node)
    first, last = places[0], places[-1]
    before, middle, after = (_cells(inf, list(part)) for part in (
        parts[:first], parts[first + 1 : last], parts[last + 1 :]))
    index = fresh_index(inf, node)
    found = pattern(before[0], after[-1], index) if before and after else None
    if len(places) != 2 or not middle or found is None or len(after) != 1:
        raise UnreadableError("the entries around the dots have no common form", node, parts[first].text)
    body, _, size = found
    made = Bind("vector", index, body, ONE, size, None, Sort("number", (size,)))
    if len(middle) == 1 and pattern(before[0], middle[0], index) == (body, *_ends(before[0], middle[0], index)):
        return _whole(inf, made, node)
    ends = pattern(before[0], middle[0], index)
    place = _place_of(middle[0], body) if len(middle) == 1 else (
        simple(Call("add", (ends[2], ONE), INTEGER)) if len(middle) == 3 and ends is not None and ends[0] == body
        else None)
    if place is None:
        raise UnreadableError("the entries around the dots have no common form", node, parts[first].text)
    _runs_through(inf, body, index, size)
    changed = middle[len(middle) // 2]
    cases = Call("cases", (changed, Call("equal", (index, place), Sort("truth")), body), body.sort)
    return Bind("vector", index, cases, ONE, size, None, made.sort)


def _place_of(changed: Expr, body: Expr) -> Expr | None:
    """Which entry x_i + h stands for: that of the only x_i in it."""
    places = {node.args[1] for node in walk(changed) if isinstance(node, Call) and node.op == "entry"
              and isinstance(body, Call) and body.op == "entry" and node.args[0] == body.args[0]}
    return next(iter(places)) if len(places) == 1 else None


def _moved_first(inf: Inference, parts: tuple[Node, ...], at: int, node: Node) -> Expr | None:
    """x_1 + h, x_2 + k, ..., x_n: entries of which the first ones are something else."""
    shown, rest = _cells(inf, list(parts[:at])), _cells(inf, list(parts[at + 1 :]))
    index = fresh_index(inf, node)
    if not shown or len(rest) != 1 or pattern(shown[-1], rest[0], index) is not None:
        return None
    last = rest[0]
    if not (isinstance(last, Call) and last.op == "entry" and len(last.args) == 2 and isinstance(last.args[1], Symbol)):
        return None
    body = Call("entry", (last.args[0], index), last.sort)
    _runs_through(inf, body, index, last.args[1])
    return _listed_from(inf, shown, body, index, len(shown) + 1, last.args[1], node)


def _ends(first: Expr, last: Expr, index: Symbol) -> tuple[Expr, ...]:
    found = pattern(first, last, index)
    return found[1:] if found is not None else ()


def _whole(inf: Inference, tree: Expr, node: Node) -> Expr:
    """(x_1, ..., x_n) is x."""
    if not isinstance(tree, Bind) or not _runs_through(inf, tree.body, tree.index, tree.upper):
        return tree
    assert isinstance(tree.body, Call)
    return tree.body.args[0]


def _runs_through(inf: Inference, body: Expr, index: Symbol, size: Expr | None) -> bool:
    """Is it the entry x_i of a column, which then has this size?"""
    if not (isinstance(body, Call) and body.op == "entry" and body.args[1:] == (index,)) or size is None:
        return False
    try:
        inf.dimensions.same(body.args[0].sort.shape[0], size)
    except SortError:
        return False
    return True


def _of_vectors(inf: Inference, body: Expr, index: Symbol, last: Expr, node: Node) -> Expr:
    """Columns side by side, or rows below each other, are a matrix; all else is one by blocks."""
    is_upright = node.kind == "grid" and len(node.parts) > 1
    is_row = body.sort.is_matrix and is_one(body.sort.shape[0])
    if is_row != is_upright or (body.sort.is_matrix and not is_row):
        return Call("block", (body,), Sort("number", (inf.dimensions.fresh(), *body.sort.shape[1:])))
    if is_row:
        turned = isinstance(body, Call) and body.op == "transpose"
        body = body.args[0] if turned and isinstance(body, Call) else inf.make("transpose", (body,), node)
    made = Bind("vector", index, body, ONE, last, None, Sort("number", (last, *body.sort.shape)))
    return made if is_upright else inf.make("transpose", (made,), node)


def _listed_from(inf: Inference, lead: list[Expr], body: Expr, index: Symbol, start: int, last: Expr,
                 node: Node) -> Expr:
    """The column of some entries and then those of a pattern."""
    shift = start - 1 - len(lead)
    size = simple(Call("add", (last, counted(-shift) if shift <= 0 else Call("negate", (counted(shift),), INTEGER)),
                       INTEGER)) if shift else last
    moved = substitute(body, {index: _plus(index, shift)}) if shift else body
    pieces: list[Expr] = []
    for position, entry in enumerate(lead):
        pieces += [entry, Call("equal", (index, counted(position + 1)), Sort("truth"))]
    whole = Call("cases", (*pieces, moved), moved.sort) if pieces else moved
    return Bind("vector", index, whole, ONE, size, None, Sort("number", (size, *body.sort.shape)))


def _plus(index: Symbol, shift: int) -> Expr:
    part: Expr = counted(abs(shift))
    return Call("add", (index, part if shift > 0 else Call("negate", (part,), INTEGER)), INTEGER)


# --- environments -----------------------------------------------------------------------------------------------------
def grid(inf: Inference, node: Node) -> Expr:
    """A matrix, a column, a determinant, or cases."""
    if node.text in ("cases", "dcases", "rcases") or (node.text == "array" and _looks_like_cases(node)):
        return _cases(inf, node)
    full = tuple(row for row in node.parts if any(cell.kind != "empty" for cell in row.parts))
    lines = [[cell for cell in row.parts if cell.kind != "empty"] for row in full]
    node = Node(node.kind, node.text, full, node.first, node.last)
    if not lines:
        raise UnreadableError("an empty matrix", node)
    if len(lines) > 1 and len({len(line) for line in lines if not all(map(is_dots, line))}) > 1:
        raise ClashError("the rows of this matrix have different lengths", node)
    made = _matrix(inf, lines, node)
    if node.text == "vmatrix":
        return inf.make("det", (made,), node)
    return made


def _matrix(inf: Inference, lines: list[list[Node]], node: Node) -> Expr:
    if len(lines) == 1:
        single = lines[0]
        if len(single) == 1 and single[0].kind == "list":
            return column(inf, single[0])
        if len(single) == 1:
            return inf.tree(single[0])
        tree = _vector(inf, single, node)
        if isinstance(tree, Call) and tree.op in ("block", "tuple"):
            return _side_by_side(inf, tree, node)
        return tree if tree.sort.is_matrix else _as_row(inf, tree, node)
    if all(len(line) == 1 for line in lines):
        return _vector(inf, [line[0] for line in lines], node)
    if any(is_dots(cell) for line in lines for cell in line):
        return _matrix_with_dots(inf, lines, node)
    rows = [_vector(inf, line, node) for line in lines]
    if any(isinstance(row, Call) and row.op in ("block", "tuple") for row in rows):
        shape = (inf.dimensions.fresh(), inf.dimensions.fresh())
        return Call("block", tuple(rows), Sort("number", shape))
    return inf.make("rows", tuple(rows), node)


def _side_by_side(inf: Inference, tree: Call, node: Node) -> Expr:
    if all(arg.sort.is_vector for arg in tree.args):
        return inf.make("transpose", (inf.make("rows", tree.args, node),), node)
    return tree


def _matrix_with_dots(inf: Inference, lines: list[list[Node]], node: Node) -> Expr:
    """a_{11} ... a_{1n} over dots: the general entry from the corners."""
    full = [line for line in lines if not all(map(is_dots, line))]
    if len(full) < 2 or len(full) == len(lines):
        rows = [_with_dots(inf, line, node) if any(map(is_dots, line)) else _vector(inf, line, node) for line in lines]
        return inf.make("rows", tuple(rows), node)
    if (diagonal := _diagonal(inf, full, node)) is not None:
        return diagonal
    first, last = ((_with_dots(inf, line, node) if any(map(is_dots, line)) else _vector(inf, line, node))
                   for line in (full[0], full[-1]))
    outer = Symbol("i" if not (isinstance(first, Bind) and first.index.name == "i") else "j", INTEGER)
    while outer.name in inf.evidence.uses:
        outer = Symbol(outer.name + "'", INTEGER)
    found = pattern(first, last, outer)
    if found is None or not isinstance(found[1], Number):
        raise UnreadableError("the rows around the dots have no common form", node, r"\vdots")
    body, _, end = found
    return Bind("vector", outer, body, ONE, end, None, Sort("number", (end, *body.sort.shape)))


def _diagonal(inf: Inference, full: list[list[Node]], node: Node) -> Expr | None:
    """d_1, d_2, ..., d_n on the diagonal and zeros elsewhere; None for any other matrix."""
    if any(not _is_zero(cell) and not is_dots(cell) for row, line in enumerate(full) for column, cell in enumerate(line)
           if column != (row if row < len(full) - 1 else len(line) - 1)):
        return None
    cells = [line[row if row < len(full) - 1 else len(line) - 1] for row, line in enumerate(full)]
    if any(map(is_dots, cells)) or len({len(line) for line in full}) != 1:
        return None
    shown = _cells(inf, cells)
    row_index, column_index = (Symbol(letter, INTEGER) for letter in _free_letters(inf))
    found = pattern(shown[0], shown[-1], row_index)
    if found is None:
        return None
    body, start, end = found
    size: Expr = inf.dimensions.fresh() if start == body else end
    value = shown[0] if start == body else body
    cases = Call("cases", (value, Call("equal", (row_index, column_index), Sort("truth")), _ZERO), NUMBER)
    inner = Bind("vector", column_index, cases, ONE, size, None, Sort("number", (size,)))
    return Bind("vector", row_index, inner, ONE, size, None, Sort("number", (size, size)))


def _free_letters(inf: Inference) -> list[str]:
    return [letter for letter in "ijkrst" if letter not in inf.evidence.uses and letter not in inf.symbols][:2]


def _is_zero(cell: Node) -> bool:
    inner = opened(cell)
    return inner.kind == "number" and inner.text == "0"


def _looks_like_cases(node: Node) -> bool:
    return all(len(row.parts) == 2 for row in node.parts) and any(
        opened(row.parts[1]).kind in ("when", "relation", "words") for row in node.parts)


def _cases(inf: Inference, node: Node) -> Expr:
    """Values and the conditions under which they hold; the last may hold otherwise."""
    values: list[Expr] = []
    conditions: list[Expr | None] = []
    for row in node.parts:
        cells = [cell for cell in row.parts if cell.kind != "empty"]
        value, condition = _line(cells)
        values.append(_value(inf, value))
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


def _value(inf: Inference, node: Node) -> Expr:
    text = new_name(inf, node)
    return with_sign(node, inf.name(text)) if text is not None else inf.tree(node)


def _line(cells: list[Node]) -> tuple[Node, Node | None]:
    """The value and the condition of one case, however they are separated."""
    value = _without_comma(cells[0])
    if len(cells) == 1:
        if value.kind == "when" and len(value.parts) == 2:
            return value.parts[0], value.parts[1]
        if value.kind == "list" and len(value.parts) == 2:
            return value.parts[0], _condition(value.parts[1])
        return value, None
    return value, _condition(cells[1])


def _without_comma(node: Node) -> Node:
    return node


def _condition(node: Node) -> Node | None:
    node = opened(node)
    said = (grammar.words_of(node.text) or "").strip(" .,;").lower()
    if node.kind in ("words", "name") and said in grammar.OTHERWISE:
        return None
    if node.kind == "when" and node.parts[0].kind == "empty" and len(node.parts) == 2:
        return node.parts[1]
    return node


__all__ = ["Fraction", "column", "expanded", "grid", "is_dots", "pattern"]

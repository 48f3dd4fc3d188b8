"""Large signs: sums, products, extremes, limits, integrals, quantifiers. Each binds what stands below it."""

from __future__ import annotations

from mathnn.expression import INTEGER, NUMBER, TRUTH, Bind, Call, Expr, Number, Sort, Symbol
from mathnn.syntax.evidence import rank_of
from mathnn.syntax.index_letters import is_index, is_label
from mathnn.syntax.infer import ClashError, Inference, UnreadableError
from mathnn.syntax.infer_indices import counting
from mathnn.syntax.spelled_names import name_of
from mathnn.syntax.surface import Node, opened, walk
from mathnn.syntax.typefaces import BOLD_FACES, face, is_capital

_OPS = {"sum": "sum", "product": "product", "max": "max", "min": "min", "argmax": "argmax", "argmin": "argmin",
        "supremum": "max", "infimum": "min", "union": "union", "intersection": "intersection"}
_OF_SETS = frozenset(("union", "intersection"))
_LIKE_CALLS = frozenset(("sum", "product"))


def large(inf: Inference, node: Node) -> Expr:
    """A large sign with what it is over and its body."""
    if node.text.startswith("integral"):
        from mathnn.syntax.infer_integrals import integral

        return integral(inf, node)
    if node.text in ("forall", "exists"):
        from mathnn.syntax.infer_quantifiers import quantified

        return quantified(inf, node)
    head, body = node.parts
    below, above = under(head)
    if node.text == "limit":
        return _limit(inf, below, body, node)
    op = _OPS[node.text]
    if below is None and op in _OF_SETS:
        raise UnreadableError("it does not say over which index", node)
    if below is None:
        return _over_nothing(inf, op, body, node)
    return over(inf, op, below, above, body, node)


def under(head: Node) -> tuple[Node | None, Node | None]:
    """What stands below and above a sign."""
    below = above = None
    at = 0
    for sign in head.text:
        if sign == "_":
            below = head.parts[at]
        elif sign == "^":
            above = head.parts[at]
        at += sign in "_^"
    return below, above


def _over_nothing(inf: Inference, op: str, body: Node, node: Node) -> Expr:
    """A sum that does not say over what: the only index that stands in it, or the entries of a vector."""
    if op in ("sum", "product") and (only := _only_index(inf, body)) is not None:
        inf.taken.setdefault(op, f"a {op} without an index: over {only.text}")
        return over(inf, op, only, None, body, node)
    made = inf.tree(body)
    if op in ("argmax", "argmin"):
        return inf.make(op, (made,), node)
    if op in ("max", "min") or not made.sort.is_vector:
        raise UnreadableError("it does not say over which index", node)
    index = fresh_index(inf, node)
    inf.taken.setdefault(op, f"a {op} without an index: over the entries")
    return inf.bind(op, index, inf.entry(made, (index,), node))


def _only_index(inf: Inference, body: Node) -> Node | None:
    """The one letter that stands as an index in the body; None where there are several, or none that is free."""
    found: dict[str, Node] = {}
    for node in walk(body):
        if node.kind == "scripts":
            for sign, part in zip((sign for sign in node.text if sign in "_^"), node.parts[1:], strict=True):
                inner = opened(part)
                is_marked = sign == "^" and inner.kind == "group" and inner.text in ("()", "[]") and inner.parts
                inner = opened(inner.parts[0]) if is_marked else inner
                if (sign == "_" or is_marked) and inner.kind == "name" and is_index(inner):
                    found[inner.text] = inner
    (only,) = found.values() if len(found) == 1 else (None,)
    return None if only is None or inf.bound.get(only.text) else only


def fresh_index(inf: Inference, node: Node) -> Symbol:
    """An index that the text does not use."""
    for letter in "ijkrst":
        if letter not in inf.evidence.uses and letter not in inf.symbols and not inf.bound.get(letter):
            return Symbol(letter, INTEGER)
    return Symbol("i'", INTEGER)


# --- what is bound ----------------------------------------------------------------------------------------------------
class _Range:
    """One bound index: its symbol, its bounds, its condition."""

    __slots__ = ("index", "lower", "node", "upper", "where")

    def __init__(self, index: Symbol, node: Node) -> None:
        self.index, self.node = index, node
        self.lower: Expr | None = None
        self.upper: Expr | None = None
        self.where: Expr | None = None


def over(inf: Inference, op: str, below: Node, above: Node | None, body: Node, node: Node) -> Expr:
    """The sign over one index or several, the first outermost."""
    ranges = _ranges(inf, op, opened(below), above, body)
    for each in ranges:
        inf.enter(each.index)
    try:
        for each in ranges:
            _condition(inf, each)
        made = inf.tree(body)
        if made.sort.kind in ("truth", "set", "family", "function") and (made.sort.kind != "set" or op not in _OF_SETS):
            raise ClashError(f"a {op} of what is no number", body)
    finally:
        for each in reversed(ranges):
            known = inf.indexed.get(each.index)
            if known is not None and each.upper is not None and isinstance(each.upper, Symbol) and _starts(each.lower):
                inf.dimensions.hints.append((known, each.upper))
            inf.leave(each.index)
    for each in reversed(ranges):
        made = inf.bind(op, each.index, made, each.lower, each.upper, each.where)
    return made


def _starts(lower: Expr | None) -> bool:
    return lower is None or (isinstance(lower, Number) and lower.value == 1)


def _ranges(inf: Inference, op: str, below: Node, above: Node | None, body: Node) -> list[_Range]:
    """The indices below a sign: i, i=1, i,j, i \\in S, j \\ne i, 1 \\le i \\le n, x \\sim p."""
    if below.kind == "list":
        found: list[_Range] = []
        condition: Node | None = None
        for part in below.parts:
            inner = opened(part)
            if inner.kind == "relation" and found and name_of(inner.parts[0]) in {r.index.name for r in found}:
                condition = inner
                continue
            if inner.kind == "relation" and inner.text == "equal" and not found and below.parts[-1] is part:
                found += _ranges(inf, op, inner, above, body)
                continue
            found += _ranges(inf, op, inner, above if inner.kind == "relation" else None, body)
        if condition is not None:
            found[-1].where = _pending(condition)
        return found
    if below.kind == "juxtaposed" and all(part.kind == "name" for part in below.parts):
        return [_Range(_index(inf, op, part, body), part) for part in below.parts]
    if below.kind in ("given", "when"):
        found = _ranges(inf, op, opened(below.parts[0]), above, body)
        if found[-1].where is None:
            found[-1].where = _pending(below.parts[1])
        return found
    if below.kind == "relation":
        return [_related(inf, op, below, above, body)]
    made = _Range(_index(inf, op, below, body), below)
    if above is not None:
        made.lower, made.upper = Number(ONE.value, "1"), _bound(inf, above)
        inf.taken.setdefault(op + "from", f"a {op} with an end and no beginning: from 1")
    return [made]


from mathnn.expression.operators import ONE  # noqa: E402


class _LaterError(Exception):
    """A condition to be read when its index is bound."""

    def __init__(self, node: Node) -> None:
        super().__init__()
        self.node = node


def _pending(node: Node) -> Expr:
    return node  # type: ignore[return-value]  # read by `_condition`, once the index is bound


def _condition(inf: Inference, each: _Range) -> None:
    if isinstance(each.where, Node):
        each.where = inf.tree(each.where)


def _related(inf: Inference, op: str, below: Node, above: Node | None, body: Node) -> _Range:
    signs = below.text.split()
    position = next((k for k, part in enumerate(below.parts[:2]) if len(signs) > 1 and k == 1), 0)
    head = below.parts[position]
    if opened(head).kind == "list":
        parts = opened(head).parts
        first = _Range(_index(inf, op, parts[0], body), parts[0])
        first.where = _pending(below)
        return first
    made = _Range(_index(inf, op, head, body, signs[0]), below)
    if signs == ["equal"]:
        made.lower = _bound(inf, below.parts[1])
        made.upper = _bound(inf, above) if above is not None else None
        if made.upper is None:
            made.where, made.lower = _pending(below), None
    else:
        made.where = _pending(below)
        if above is not None and signs != ["unequal"]:
            raise UnreadableError("a bound above a condition", above)
        made.upper = _bound(inf, above) if above is not None else None  # i != k below, n above: all but k
        made.lower = ONE if above is not None else None
    return made


def _bound(inf: Inference, node: Node) -> Expr:
    """A bound: letters in it count."""
    inner = opened(node)
    if inner.kind == "scripts" and inner.text == "_" and opened(inner.parts[1]).kind == "number":
        whole = name_of(inner)
        base = opened(inner.parts[0]).text
        if not any(name in inf.symbols or inf.declared(name) is not None for name in (whole, base)):
            inf.symbols[whole] = Symbol(whole, INTEGER)  # n_1, how many there are in the first layer
    if inner.kind == "scripts" or inner.kind in ("function", "group", "frac", "prefix"):
        return inf.tree(inner)
    return counting(inf, inner)


def _index(inf: Inference, op: str, node: Node, body: Node, sign: str = "") -> Symbol:
    """The symbol of an index: an integer where it counts, else what its typeface says."""
    node = opened(node)
    text = name_of(node)
    if not text:
        raise UnreadableError("the index is no name", node)
    style, letter = face(text)
    if style in BOLD_FACES or (is_capital(letter) and len(letter) == 1 and op in (
            "max", "min", "argmax", "argmin")):
        known = inf.symbols.get(text) or inf.declared(text)
        return known if known is not None and known.sort.kind != "family" else Symbol(
            text, inf.sort_of_rank(rank_of(text, inf.evidence)[0]))
    known = inf.symbols.get(text) or inf.declared(text)
    is_number = known is not None and known.sort.kind in ("number", "integer")
    if known is not None and is_number and op not in _LIKE_CALLS and not _counts(text, body):
        return known
    return Symbol(text, INTEGER if _counts(text, body) or sign == "equal" else NUMBER)


def _counts(text: str, body: Node) -> bool:
    """Does this name stand in a subscript or label of the body?"""
    if text in ("i", "j", "k", "l", "m", "n"):
        return True
    for node in walk(body):
        if node.kind == "scripts":
            for script in node.parts[1:]:
                if any(part.kind == "name" and part.text == text for part in walk(script)) and (
                        "_" in node.text or is_label(script)):
                    return True
    return False


# --- limits, integrals, quantifiers -----------------------------------------------------------------------------------
def _limit(inf: Inference, below: Node | None, body: Node, node: Node) -> Expr:
    inner = opened(below) if below is not None else None
    if inner is None or inner.kind != "relation" or inner.text != "tends":
        raise UnreadableError("a limit says where its variable goes", node)
    name = name_of(inner.parts[0])
    style = face(name)[0]
    index = Symbol(name, INTEGER if name in "nmkNT" and not style else inf.sort_of_rank(
        1 if style in ("mathbf", "boldsymbol") else 0))
    inf.enter(index)
    where = Call("tends", (index, inf.tree(inner.parts[1])), TRUTH)
    made = inf.tree(body)
    inf.leave(index)
    return inf.bind("limit", index, made, where=where)


def _drawn(below: Node) -> tuple[tuple[Node, ...], Node]:
    """The letters below an expectation, and the relation that says where they come from: x, y \\sim p, or p(x, y)."""
    if below.kind == "list" and (last := opened(below.parts[-1])).kind == "relation":
        return (*below.parts[:-1], last.parts[0]), last
    if below.kind == "juxtaposed" and len(below.parts) == 2 and (group := opened(below.parts[1])).text == "()":
        inner = opened(group.parts[0]) if group.parts else group
        front = opened(inner.parts[0]) if inner.kind == "given" else inner
        relation = Node("relation", "distributed", (front, below), below.first, below.last)
        return front.parts if front.kind == "list" else (front,), relation
    head = opened(below.parts[0]) if below.kind in ("relation", "given") else below
    if head.kind == "group" and head.parts and opened(head.parts[0]).kind == "list":
        head = opened(head.parts[0])
    return head.parts if head.kind == "list" else (head,), below


def bound_over(inf: Inference, op: str, below: Node, body: Node, node: Node) -> Expr:
    """An expectation over x, or over x \\sim p."""
    names, below = _drawn(below)
    symbols: list[Symbol] = []
    for each in names:
        text = name_of(opened(each))
        if not text:
            raise UnreadableError("what the expectation is over is no name", each)
        known = inf.symbols.get(text) or inf.declared(text)
        symbols.append(known if known is not None and known.sort.kind == "number" else Symbol(
            text, inf.sort_of_rank(rank_of(text, inf.evidence)[0])))
    for symbol in symbols:
        inf.enter(symbol)
    where = None
    if below.kind == "relation":
        drawn = opened(below.parts[-1])
        is_name = below.text == "distributed" and drawn.kind == "name"
        right = Symbol(drawn.text) if is_name else inf.tree(drawn)  # p is applied elsewhere: no number
        left: Expr = symbols[0] if len(symbols) == 1 else Call("tuple", tuple(symbols), Sort("number"))
        where = Call({"distributed": "distributed"}.get(below.text.split()[0], "member"), (left, right), TRUTH)
    made = inf.tree(body.parts[0])
    for symbol in symbols:
        inf.leave(symbol)
    for position, symbol in enumerate(reversed(symbols)):
        made = Bind(op, symbol, made, None, None, where if position == 0 else None, Sort("number", made.sort.shape))
    return made


__all__ = ["bound_over", "fresh_index", "large", "over", "under"]

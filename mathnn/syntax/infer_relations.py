"""Relations and chains: which sorts the sides have, and that their shapes agree, in one layout of derivatives."""

from __future__ import annotations

from mathnn.errors import SortError
from mathnn.expression import INTEGER, NUMBER, TRUTH, Call, Expr, Sort, Symbol, function
from mathnn.expression.operators import describe, normal, sort_of
from mathnn.expression.tree import is_zero, symbols
from mathnn.syntax.dimensions import in_words
from mathnn.syntax.evidence import rank_of
from mathnn.syntax.index_letters import is_label
from mathnn.syntax.infer import PRIMES, ClashError, Inference
from mathnn.syntax.infer_names import function_named
from mathnn.syntax.infer_new_names import new_name, with_sign
from mathnn.syntax.infer_sets import set_of
from mathnn.syntax.spelled_names import scripted_text
from mathnn.syntax.surface import Node, opened
from mathnn.syntax.typefaces import face, is_capital
from mathnn.syntax.uses import FAMILY

_SWAPPED = {"contains": "member", "superset": "subset"}
_MEMBERS = frozenset(("member", "not_member", "subset", "superset", "contains", "distributed"))
_DERIVATIVES = frozenset(("partial", "derivative"))
_GIVING = ("equal", "identical", "define", "assign")
_VALUES = frozenset(("number", "integer"))


def relation(inf: Inference, node: Node) -> Expr:
    """a = b, or a chain; a side that is one new name takes the sort of the other side."""
    ops = node.text.split()
    sides = _sides(inf, node.parts, ops)
    links = []
    for position, op in enumerate(ops):
        whole = Node("relation", op, node.parts[position : position + 2], node.parts[position].first,
                     node.parts[position + 1].last)
        links.append(related(inf, op, sides[position], sides[position + 1], whole))
    return links[0] if len(links) == 1 else Call("chain", tuple(links), TRUTH)


def _sides(inf: Inference, parts: tuple[Node, ...], ops: list[str]) -> list[Expr]:
    if len(parts) == 2 and ops[0] == "member":
        collection = set_of(inf, parts[1])
        return [_member_side(inf, parts[0], collection), collection]
    news = [None if op in _MEMBERS else new_name(inf, part) for part, op in zip(parts, [ops[0], *ops], strict=True)]
    made: dict[int, Expr] = {}
    for position, part in enumerate(parts):
        if news[position] is None:
            made[position] = _side(inf, part, ops[max(position - 1, 0)])
    if len(made) == len(parts):
        return list(made.values())
    shape = next((tree.sort for tree in made.values() if tree.sort.kind in _VALUES and tree.sort.shape), None)
    for position, part in enumerate(parts):
        text = news[position]
        if text is not None and made and all(tree.sort.kind == "function" for tree in made.values()):
            made[position] = with_sign(part, _like(inf, text, next(iter(made.values())).sort))  # f = g \\circ h
        elif text is not None:
            made[position] = with_sign(part, inf.name(text, shape))
    return [made[position] for position in range(len(parts))]


def _like(inf: Inference, text: str, sort: Sort) -> Symbol:
    """A new name for a function of the same kind."""
    return function_named(inf, text, sort.value or NUMBER, sort.domain)


def _side(inf: Inference, node: Node, op: str) -> Expr:
    if op in _MEMBERS and opened(node).kind == "group":
        return set_of(inf, node)
    return inf.tree(node)


def _member_side(inf: Inference, node: Node, collection: Expr) -> Expr:
    """x \\in R^n says of a new name what it is."""
    text = new_name(inf, node)
    if isinstance(collection, Call) and collection.op in ("naturals", "integers") and not collection.args:
        text = text or _open_name(inf, opened(node))
    if text is not None and isinstance(collection, Call) and collection.op in ("span", "naturals", "integers"):
        inf.symbols[text] = Symbol(text, INTEGER)
        return inf.remember(inf.symbols[text])
    if text is not None and isinstance(collection, Call) and collection.op == "reals" and collection.args:
        return inf.name(text, Sort("number", collection.args))
    if isinstance(collection, Call) and collection.op == "reals" and (text := _one_member(inf, opened(node))):
        inf.symbols[text] = Symbol(text, Sort("number", collection.args))
        return inf.remember(inf.symbols[text])
    if isinstance(collection, Call) and collection.op == "reals" and collection.args and (
            text := _numbered(inf, opened(node))):
        inf.symbols[text] = Symbol(text, Sort("number", collection.args))
        return inf.remember(inf.symbols[text])
    if opened(node).kind == "list":
        return Call("tuple", tuple(inf.tree(part) for part in opened(node).parts), NUMBER)
    return inf.tree(node)


def _numbered(inf: Inference, node: Node) -> str | None:
    """A_1, W_Q or x', a name of its own, which a set of columns or matrices gives its shape; no entry of A."""
    if node.kind != "scripts" or node.text not in ("_", "'", "_'", "'_") or opened(node.parts[0]).kind != "name":
        return None
    base, text = opened(node.parts[0]).text, scripted_text(opened(node.parts[0]).text, node)
    below = opened(node.parts[1]) if "_" in node.text else None
    names = below is None or below.kind in ("number", "words") or (below.kind == "name" and is_capital(below.text))
    known = inf.symbols.get(base) or inf.declared(base)
    is_family = inf.evidence.of(base) & FAMILY or (known is not None and known.sort.kind in ("family", "function"))
    is_free = PRIMES not in inf.notation.assumptions and inf.declared(text) is None
    return text if names and is_free and not is_family else None


def _open_name(inf: Inference, node: Node) -> str | None:
    """A name of which only its uses tell: as an exponent, or in a sum, it is a number, whole or not."""
    is_open = node.kind == "name" and node.text not in inf.symbols and not inf.bound.get(node.text) and (
        inf.declared(node.text) is None and node.text not in inf.forced)
    return node.text if is_open and rank_of(node.text, inf.evidence)[0] == 0 else None


def _one_member(inf: Inference, node: Node) -> str | None:
    """W^{(1)}, which is said to have a shape of its own: a name by itself, whatever W^{(2)} is."""
    if node.kind != "scripts" or node.text != "^" or not is_label(node.parts[1]):
        return None
    label, base = opened(node.parts[1]), opened(node.parts[0])
    inner = opened(label.parts[0]) if label.kind == "group" and label.parts else label
    if base.kind != "name" or inner.kind != "number" or inf.declared(base.text) is not None:
        return None
    return scripted_text(base.text, node)


def related(inf: Inference, op: str, left: Expr, right: Expr, node: Node) -> Expr:
    """One link. Raises ClashError where the two sides cannot have one shape."""
    if op == "not_member":
        return Call("not", (related(inf, "member", left, right, node),), TRUTH)
    if op in _SWAPPED:
        return Call(_SWAPPED[op], (right, left), TRUTH)
    if op == "member":
        return _membership(inf, left, right, node)
    if op in ("perpendicular", "parallel_to") and left.sort.is_vector and right.sort.is_vector:
        _agree(inf, left.sort, right.sort)
    if op in ("proportional", "distributed", "tends", "perpendicular", "parallel_to", "precedes", "succeeds"):
        return Call(op, (left, right), TRUTH)
    if left.sort.kind in _VALUES and right.sort.kind in _VALUES:
        if _in_words_only(inf, left) or _in_words_only(inf, right):
            return Call(op, (left, right), TRUTH)
        if is_zero(left) or is_zero(right):
            return Call(op, (left, right), TRUTH)
        if _differentiated(left, right) and not _agree(inf, left.sort, right.sort):
            return _in_a_layout(inf, op, left, right, node)
        if (by_entries := _by_entries(inf, left, right, node)) is not None:
            return inf.make(op, by_entries, node)
        left = _with_its_value(inf, op, left, right)
        if len(left.sort.shape) != len(right.sort.shape):
            raise ClashError(f"the left side is {_said(inf, left.sort)}, the right side {_said(inf, right.sort)}", node,
                             certain=_written_out(left) and _written_out(right))
        return inf.make(op, (left, right), node)
    if (left.sort.kind == "truth") != (right.sort.kind == "truth") and "set" not in (left.sort.kind, right.sort.kind):
        raise ClashError("a statement is compared with a value", node)
    return Call(op, (left, right), TRUTH)


def _with_its_value(inf: Inference, op: str, left: Expr, right: Expr) -> Expr:
    """r(t) = (cos t, sin t): what an unknown function of numbers has for its value is of the kind of its formula."""
    head = left.args[0] if isinstance(left, Call) and left.op == "apply" else None
    if not (isinstance(left, Call) and right.sort.shape and not left.sort.shape and op in _GIVING):
        return left
    if not isinstance(head, Symbol) or head.name not in inf.inferred or inf.notation.find(head.name) is not None:
        return left
    if any(symbol.name == head.name for symbol in symbols(right)):
        return left
    if not _written_out(right) and any(arg.sort.shape for arg in left.args[1:]):
        return left
    known = Symbol(head.name, function(*(arg.sort for arg in left.args[1:]), value=Sort("number", right.sort.shape)))
    inf.symbols[head.name] = inf.remember(known)
    return Call("apply", (known, *left.args[1:]), right.sort)


def _by_entries(inf: Inference, left: Expr, right: Expr, node: Node) -> tuple[Expr, Expr] | None:
    """A = (a_{ij}): brackets around a general entry are the matrix of these entries."""
    if right.sort.shape or not isinstance(right, Call) or right.op != "entry" or not isinstance(left, Symbol):
        return None
    places = right.args[1:]
    around = opened(node.parts[-1])
    in_brackets = around.kind == "group" and around.text in ("()", "[]")
    if not in_brackets or len(places) != len(left.sort.shape) or not all(
            isinstance(place, Symbol) and not inf.bound.get(place.name) for place in places):
        return None
    return inf.entry(left, places, node), right


def _written_out(tree: Expr) -> bool:
    """A column, row or matrix by its entries: its shape is what it looks like."""
    return isinstance(tree, Call) and tree.op in ("vector", "rows")


def _in_words_only(inf: Inference, tree: Expr) -> bool:
    """A function that has a name in words and no formula, prod(A, B): its value may have any shape."""
    if not isinstance(tree, Call) or tree.op not in ("apply", "add"):
        return False
    parts = tree.args if tree.op == "add" else (tree,)
    return all(is_in_words(part) and any(s.name in inf.inferred for s in symbols(part)) for part in parts)


def is_in_words(tree: Expr) -> bool:
    """Is this a function with a name in words, applied to vectors or to several things?"""
    if not isinstance(tree, Call) or tree.op != "apply" or not isinstance(tree.args[0], Symbol):
        return False
    style, letters = face(tree.args[0].name)
    return style in ("text", "operatorname", "mathrm", "mathsf") and len(letters) > 1 and len(tree.args) > 2


def _said(inf: Inference, sort: Sort) -> str:
    shape = tuple(inf.dimensions.resolve(d) for d in sort.shape)
    return in_words(describe(Sort(sort.kind, shape)))


def _differentiated(left: Expr, right: Expr) -> bool:
    return any(isinstance(side, Call) and side.op in _DERIVATIVES and side.args[1].sort.shape for side in (left, right))


def _agree(inf: Inference, a: Sort, b: Sort) -> bool:
    """Can these shapes be equal? What is learned on the way to a no is harmless: both layouts are tried later."""
    if len(a.shape) != len(b.shape):
        return False
    before = dict(inf.dimensions.bound)
    try:
        for m, n in zip(a.shape, b.shape, strict=True):
            inf.dimensions.same(m, n)
    except SortError:
        inf.dimensions.bound = before
        return False
    return True


def _in_a_layout(inf: Inference, op: str, left: Expr, right: Expr, node: Node) -> Expr:
    """The transpose of a derivative: both layouts are in use, so the shapes may agree in the other one."""
    for side, other in ((left, right), (right, left)):
        if isinstance(side, Call) and side.op in _DERIVATIVES and len(side.sort.shape) in (1, 2):
            turned = sort_of("transpose", (side.sort,))
            if _agree(inf, turned, other.sort):
                return Call(op, (left, right), TRUTH)
    raise ClashError(f"the left side is {_said(inf, left.sort)}, the right side {_said(inf, right.sort)}", node)


def _membership(inf: Inference, left: Expr, right: Expr, node: Node) -> Expr:
    """x in R^n; shapes are compared where the set has one."""
    if isinstance(right, Call) and right.op == "reals" and left.sort.kind in _VALUES:
        wanted = normal(right.args)
        if len(wanted) != len(left.sort.shape):
            raise ClashError(f"{_said(inf, left.sort)} is no member of this set", node)
        try:
            for a, b in zip(left.sort.shape, wanted, strict=True):
                inf.dimensions.same(a, b)
        except SortError as error:
            raise ClashError(error.message, node) from None
    return Call("member", (left, right), TRUTH)


__all__ = ["is_in_words", "related", "relation"]

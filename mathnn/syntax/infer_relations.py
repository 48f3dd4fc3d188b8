"""Relations and chains, conditions, sets and brackets: what makes a statement of expressions."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from mathnn.errors import SortError
from mathnn.expression import INTEGER, NUMBER, SET, TRUTH, Bind, Call, Expr, Number, Sort, Symbol, function
from mathnn.expression.operators import describe, is_one, normal, sort_of
from mathnn.expression.tree import symbols
from mathnn.syntax.evidence import rank_of
from mathnn.syntax.grammar import DOTS
from mathnn.syntax.index_letters import is_label
from mathnn.syntax.infer import ClashError, Inference, UnreadableError, negated
from mathnn.syntax.infer_lists import column
from mathnn.syntax.infer_names import function_named
from mathnn.syntax.infer_products import new_name, with_sign
from mathnn.syntax.infer_signs import _index_name, quantify
from mathnn.syntax.number_sets import number_set
from mathnn.syntax.ranges import as_members, is_range
from mathnn.syntax.spelled_names import script_parts, scripted_text, text_of
from mathnn.syntax.surface import Node, opened
from mathnn.syntax.typefaces import BOLD_FACES, face, is_capital

_SWAPPED = {"contains": "member", "superset": "subset"}
_MEMBERS = frozenset(("member", "not_member", "subset", "superset", "contains", "distributed"))
_DERIVATIVES = frozenset(("partial", "derivative"))
_VALUES = frozenset(("number", "integer"))


# --- relations --------------------------------------------------------------------------------------------------------
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
    if text is not None and isinstance(collection, Call) and collection.op == "span":
        inf.symbols[text] = Symbol(text, INTEGER)
        return inf.remember(inf.symbols[text])
    if text is not None and isinstance(collection, Call) and collection.op == "reals" and collection.args:
        return inf.name(text, Sort("number", collection.args))
    if isinstance(collection, Call) and collection.op == "reals" and (text := _one_member(inf, opened(node))):
        inf.symbols[text] = Symbol(text, Sort("number", collection.args))
        return inf.remember(inf.symbols[text])
    if opened(node).kind == "list":
        return Call("tuple", tuple(inf.tree(part) for part in opened(node).parts), NUMBER)
    return inf.tree(node)


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
    if op in ("proportional", "distributed", "tends", "perpendicular", "parallel_to", "precedes", "succeeds"):
        return Call(op, (left, right), TRUTH)
    if left.sort.kind in _VALUES and right.sort.kind in _VALUES:
        if _in_words_only(inf, left) or _in_words_only(inf, right):
            return Call(op, (left, right), TRUTH)
        if _zero(left) or _zero(right):
            return Call(op, (left, right), TRUTH)
        left, right = _constants(inf, left, right), _constants(inf, right, left)
        if _differentiated(left, right) and not _agree(inf, left.sort, right.sort):
            return _in_a_layout(inf, op, left, right, node)
        if (by_entries := _by_entries(inf, left, right, node)) is not None:
            return inf.make(op, by_entries, node)
        left = _with_column(inf, left, right)
        if len(left.sort.shape) != len(right.sort.shape):
            raise ClashError(f"the left side is {_said(inf, left.sort)}, the right side {_said(inf, right.sort)}", node,
                             certain=_written_out(left) and _written_out(right))
        return inf.make(op, (left, right), node)
    if (left.sort.kind == "truth") != (right.sort.kind == "truth") and "set" not in (left.sort.kind, right.sort.kind):
        raise ClashError("a statement is compared with a value", node)
    return Call(op, (left, right), TRUTH)


def _with_column(inf: Inference, left: Expr, right: Expr) -> Expr:
    """r(t) = (cos t, sin t): a function that nothing is known of has a column for its value, where one is written."""
    head = left.args[0] if isinstance(left, Call) and left.op == "apply" else None
    if not (isinstance(left, Call) and isinstance(right, Call) and right.op == "vector" and not left.sort.shape):
        return left
    if not isinstance(head, Symbol) or head.name not in inf.inferred or inf.notation.find(head.name) is not None:
        return left
    known = Symbol(head.name, function(*(arg.sort for arg in left.args[1:]), value=right.sort))
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
    return describe(Sort(sort.kind, shape)).replace("?", "unknown ")


def _constants(inf: Inference, tree: Expr, other: Expr) -> Expr:
    """An identity or a vector of zeros beside another side takes its size from there."""
    return tree


def _zero(tree: Expr) -> bool:
    return isinstance(tree, Number) and tree.value == 0


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


# --- several statements -----------------------------------------------------------------------------------------------
def statements(inf: Inference, node: Node) -> Expr:
    """A list: names before a relation share it (a, b > 0); statements side by side all hold."""
    parts = [part for part in node.parts if part.kind != "empty"]
    if len(parts) >= 2 and parts[-1].kind == "big" and parts[-1].text in ("forall", "exists") and _is_bare(parts[-1]):
        rest = parts[:-1]
        body = inf.tree(rest[0]) if len(rest) == 1 else statements(inf, Node("list", " ".join(
            "," * (len(rest) - 1)), tuple(rest), node.first, rest[-1].last))
        inner = opened(parts[-1].parts[1])
        return quantify(inf, parts[-1].text, inner.parts if inner.kind == "list" else (inner,), body, node)
    if is_range(parts):
        return inf.tree(as_members(parts, node))
    shared = _shared(parts)
    if shared is not None:
        return shared_relation(inf, shared[0], shared[1], node)
    trees = [inf.tree(part) for part in parts]
    if all(tree.sort == TRUTH for tree in trees):
        return Call("and", tuple(trees), TRUTH) if len(trees) > 1 else trees[0]
    if any(tree.sort == TRUTH for tree in trees):
        raise UnreadableError("statements and values stand in one list", node, ",")
    return Call("tuple", tuple(trees), NUMBER)


def _is_bare(node: Node) -> bool:
    inner = opened(node.parts[1])
    return inner.kind in ("name", "scripts", "relation") or inner.kind == "list"


def _shared(parts: list[Node]) -> tuple[list[Node], Node] | None:
    """Names before the relation that they share."""
    last = parts[-1]
    if last.kind != "relation" or any(part.kind not in ("name", "scripts") for part in parts[:-1]):
        return None
    if not all(_index_name(part) for part in parts[:-1]) or not _index_name(last.parts[0]):
        return None
    return [*parts[:-1], last.parts[0]], last


def shared_relation(inf: Inference, names: list[Node], last: Node, node: Node) -> Expr:
    """Each of the names stands in the relation."""
    if last.text == "equal" and len(names) > 1:
        right = inf.tree(last.parts[1])
        left = Call("tuple", tuple(inf.tree(name) for name in names), right.sort)
        return Call("equal", (left, right), TRUTH)
    made = []
    for name in names:
        made.append(relation(inf, Node("relation", last.text, (name, *last.parts[1:]), name.first, last.last)))
    return Call("and", tuple(made), TRUTH)


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
    if all(_index_name(opened(part)) for part in names):
        return quantify(inf, "forall", names, body, whole)
    condition = inf.tree(inner)
    if condition.sort != TRUTH:
        if condition.sort.kind == "number":
            return Call("implies", (condition, body), TRUTH)
        raise ClashError("a condition is expected after these words", node)
    return Call("implies", (condition, body), TRUTH)


def conditioned(inf: Inference, node: Node) -> Expr:
    """A | B inside a probability."""
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
            return mapping(inf, node.parts[0], right, node)
        left = opened(node.parts[0])
        if left.kind in ("name", "words"):
            return inf.tree(node.parts[1])
    return conditioned(inf, node)


def mapping(inf: Inference, heads: Node, arrow: Node, node: Node) -> Expr:
    """f, g : R^n -> R."""
    domain, value = (set_of(inf, part) for part in arrow.parts)
    made = []
    inner = opened(heads)
    for head in inner.parts if inner.kind == "list" else (inner,):
        text = _index_name(opened(head))
        if not text:
            raise UnreadableError("what is mapped is no name", head)
        symbol = Symbol(text, Sort("function", (), members_of(domain), members_of(value)[0]))
        inf.symbols[text] = symbol
        inf.inferred[text] = symbol
        made.append(Call("member", (symbol, Call("maps", (domain, value), SET)), TRUTH))
    return made[0] if len(made) == 1 else Call("and", tuple(made), TRUTH)


def members_of(collection: Expr) -> tuple[Sort, ...]:
    """The sorts of the members of a set; of a product of sets one for each."""
    if isinstance(collection, Call):
        if collection.op == "reals":
            return (Sort("number", normal(collection.args)),)
        if collection.op in ("integers", "naturals", "span"):
            return (INTEGER,)
        if collection.op == "cartesian":
            return tuple(sort for part in collection.args for sort in members_of(part))
        if collection.op == "finite_set" and collection.args:
            return (Sort("number", collection.args[0].sort.shape),)
    return (NUMBER,)


# --- sets and brackets ------------------------------------------------------------------------------------------------
def set_of(inf: Inference, node: Node) -> Expr:
    """What stands right of a membership: intervals and finite sets too."""
    inner = opened(node)
    bracketed = inner.kind == "group" and inner.text in ("[]", "()", "[)", "(]", "][")
    if bracketed and inner.parts and inner.parts[0].kind == "list" and (
            len(inner.parts[0].parts) == 2):
        ends = tuple(inf.tree(part) for part in inner.parts[0].parts)
        return Call("interval", (*ends, Symbol(inner.text, SET)), SET)
    if inner.kind == "name" and inner.text == "R" and inf.declared("R") is None:
        return Call("reals", (), SET)
    unknown = inf.declared("R") is None and "R" not in inf.symbols
    if inner.kind == "scripts" and opened(inner.parts[0]).text == "R" and unknown:
        return number_set(inf, r"\mathbb{R}", script_parts(inner), inner)
    if inner.kind == "product" and set(inner.text.split()) <= {r"\times"}:
        return Call("cartesian", tuple(set_of(inf, part) for part in inner.parts), SET)
    if inner.kind == "name" and inner.text not in inf.symbols and inf.declared(inner.text) is None and (
            not inf.bound.get(inner.text)) and inner.text not in (r"\mathbb{R}", r"\mathbb{N}", r"\mathbb{Z}"):
        symbol = Symbol(inner.text, SET)
        inf.symbols[inner.text] = symbol
        return inf.remember(symbol)
    return inf.tree(inner)


def group(inf: Inference, node: Node) -> Expr:
    """Brackets: around an expression they say nothing more; around a list they make a vector or set."""
    if not node.parts:
        if node.text == r"\{\}":
            return Call("finite_set", (), SET)
        raise UnreadableError("there is nothing between these brackets", node, node.text)
    inner = node.parts[0]
    rule = _BRACKETS.get(node.text)
    if rule is None:
        raise UnreadableError("these brackets are not known together", node, node.text)
    return rule(inf, inner, node)


def _round(inf: Inference, inner: Node, node: Node) -> Expr:
    if inner.kind == "list":
        return column(inf, inner)
    if node.text == "[]" and inner.kind == "juxtaposed" and all(map(_is_column, inner.parts)):
        return column(inf, Node("list", "", inner.parts, inner.first, inner.last))
    made = inf.tree(inner)
    if node.text == "[]" and made.sort == TRUTH:
        return inf.make("indicator", (made,), node)
    return made


def _is_column(node: Node) -> bool:
    """A bold small letter, or the dots between two: no product, but columns side by side."""
    node = opened(node)
    base = opened(node.parts[0]) if node.kind == "scripts" and node.text == "_" else node
    style, letter = face(base.text) if base.kind == "name" else ("", "")
    return base.text in DOTS or (style in BOLD_FACES and not is_capital(letter))


def _braces(inf: Inference, inner: Node, node: Node) -> Expr:
    return inf.tree(inner)


def _set(inf: Inference, inner: Node, node: Node) -> Expr:
    """{a, b}, {x | ...}, {x : ...}."""
    if inner.kind == "list":
        return _span(inf, inner) or _listed([inf.tree(part) for part in inner.parts])
    if inner.kind == "given" and len(inner.parts) == 2:
        return _set_builder(inf, inner, node)
    if inner.kind == "grid":
        return inf.tree(Node("grid", "cases", inner.parts, inner.first, inner.last))
    made = inf.tree(inner)
    if made.sort.kind == "truth":
        return made
    if made.sort.shape and isinstance(made, Call) and made.op in ("multiply", "add"):
        return made  # braces as brackets: x {A v} is a product
    return _listed([made])


def _listed(members: list[Expr]) -> Call:
    """The set of these; {±1} is the set of 1 and -1."""
    flat: list[Expr] = []
    for member in members:
        is_both = isinstance(member, Call) and member.op == "plus_minus"
        flat += (member.args[0], negated(member.args[0])) if isinstance(member, Call) and is_both else (member,)
    return Call("finite_set", tuple(flat), SET)


def _span(inf: Inference, inner: Node) -> Expr | None:
    """{1, ..., n} and {0, 1, ..., n}: all whole numbers from one to another."""
    *front, dots, last = inner.parts
    firsts = [part.text for part in map(opened, front) if part.kind == "number" and part.text.isdigit()]
    if opened(dots).text not in DOTS or len(firsts) < max(len(front), 1):
        return None
    if any(int(b) != int(a) + 1 for a, b in pairwise(firsts)):
        return None
    text = new_name(inf, last)
    if text is not None and text not in inf.forced:
        inf.symbols[text] = inf.remember(Symbol(text, INTEGER))
    return Call("span", (inf.tree(front[0]), inf.tree(last)), SET)


def _set_builder(inf: Inference, inner: Node, node: Node) -> Expr:
    left = opened(inner.parts[0])
    head = opened(left.parts[0]) if left.kind == "relation" else left
    text = _index_name(head)
    if not text:
        trees = tuple(inf.tree(part) for part in inner.parts)
        return Call("finite_set", (Call("given", trees, NUMBER),), SET)
    known = inf.symbols.get(text) or inf.declared(text)
    symbol = known or Symbol(text, inf.sort_of_rank(rank_of(text, inf.evidence)[0]))
    inf.enter(symbol)
    where = inf.tree(left) if left.kind == "relation" else None
    made = inf.tree(inner.parts[1])
    inf.leave(symbol)
    if made.sort != TRUTH:
        raise ClashError("a condition is expected in this set", inner.parts[1])
    return Bind("set", symbol, made, None, None, where, SET)


def _bars(inf: Inference, inner: Node, node: Node) -> Expr:
    """|x|: absolute value, length of a vector, determinant."""
    made = inf.tree(inner)
    if made.sort.kind == "set":
        return Call("size", (made,), NUMBER)
    if made.sort.is_matrix and not is_one(inf.dimensions.resolve(made.sort.shape[0])):
        return inf.make("det", (made,), node)
    if made.sort.shape:
        return inf.make("norm", (made,), node)
    return inf.make("abs", (made,), node)


def _double_bars(inf: Inference, inner: Node, node: Node) -> Expr:
    made = inf.tree(inner)
    return inf.make("norm" if made.sort.shape else "abs", (made,), node)


def _angles(inf: Inference, inner: Node, node: Node) -> Expr:
    """<a, b> of two vectors is their dot product; a list of numbers is a vector."""
    if inner.kind == "list":
        trees = [inf.tree(part) for part in inner.parts]
        if len(trees) == 2 and any(tree.sort.shape for tree in trees):
            return inf.make("dot", tuple(trees), node)

        return column(inf, inner)
    return inf.tree(inner)


def _floor(op: str) -> Callable[[Inference, Node, Node], Expr]:
    return lambda inf, inner, node: inf.make(op, (inf.tree(inner),), node)


def _interval(inf: Inference, inner: Node, node: Node) -> Expr:
    if inner.kind != "list" or len(inner.parts) != 2:
        raise UnreadableError("an interval has two ends", node, node.text)
    return set_of(inf, node)


_BRACKETS: dict[str, Callable[[Inference, Node, Node], Expr]] = {
    "{}": _braces, "()": _round, "[]": _round, r"\{\}": _set, "||": _bars, r"\|\|": _double_bars,
    r"\langle\rangle": _angles, r"\lfloor\rfloor": _floor("floor"), r"\lceil\rceil": _floor("ceil"),
    r"\{.": _set, "[)": _interval, "(]": _interval,
}


def noted(inf: Inference, node: Node) -> Expr:
    """What has a note under it is itself; the notes are kept in the reading."""
    for note in node.parts[1:]:
        inf.taken.setdefault("note " + text_of(note), f"a note under a brace: {text_of(opened(note))}")
    return inf.tree(node.parts[0])


def rows(inf: Inference, node: Node) -> Expr:
    """Statements in rows: all of them hold."""
    trees = [inf.tree(part) for part in node.parts if part.kind != "empty"]
    if all(tree.sort == TRUTH for tree in trees):
        return Call("and", tuple(trees), TRUTH) if len(trees) > 1 else trees[0]
    raise UnreadableError("rows that are no statements", node)


__all__ = [
    "conditioned", "is_in_words", "given", "group", "logic", "members_of", "noted", "related", "relation",
    "rows", "set_of", "statements", "when",
]

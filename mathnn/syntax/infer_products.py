"""Sums and products: what stands side by side is applied, differentiated or multiplied, as the sorts say."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from operator import attrgetter
from typing import TypeAlias

from mathnn.errors import SortError
from mathnn.expression import Call, Expr, Number, Sort, Symbol
from mathnn.expression.operators import describe, is_one, sort_of
from mathnn.expression.tree import walk
from mathnn.syntax.grammar import DOTS
from mathnn.syntax.infer import ClashError, Inference, UnreadableError, negated
from mathnn.syntax.infer_applied import applied
from mathnn.syntax.infer_calculus import differentiated, is_operator
from mathnn.syntax.infer_dots import multiplied
from mathnn.syntax.infer_functions import composed
from mathnn.syntax.infer_operators import letter_operator
from mathnn.syntax.scope import gathered
from mathnn.syntax.spelled_names import text_of
from mathnn.syntax.surface import Node, opened
from mathnn.syntax.typefaces import face

_COLUMNS = frozenset("abdeghpqrsuvwxyz")  # letters that mostly stand for columns behind a matrix
_KIND = attrgetter("kind")
Operation: TypeAlias = Callable[[Inference, Expr, Expr, Node, str], Expr]


# --- sums -------------------------------------------------------------------------------------------------------------
def total(inf: Inference, node: Node) -> Expr:
    """Terms with their signs, flat; a term of unknown sort takes the shape of the others."""
    node = gathered(inf, node)
    if node.kind != "sum":
        return inf.tree(node)
    if inf.may_have_dots:
        node = _dots_apart(node)
        if any(opened(part).kind == "name" and opened(part).text in DOTS for part in node.parts):
            from mathnn.syntax.infer_expanded import expanded

            return expanded(inf, node, ["+", *node.text.split()])
    signs = ["+", *node.text.split()]
    return add(inf, [signed(sign, tree) for sign, tree in zip(signs, terms(inf, node.parts), strict=True)], node)


def _dots_apart(node: Node) -> Node:
    """a - b ... - c: dots that stand behind a term without a sign are a term of their own."""
    parts: list[Node] = []
    signs: list[str] = []
    following = [*node.text.split(), ""]
    for part, sign in zip(node.parts, following, strict=True):
        inner = opened(part)
        last = opened(inner.parts[-1]) if inner.kind == "juxtaposed" else inner
        if sign and inner.kind == "juxtaposed" and last.kind == "name" and last.text in DOTS:
            rest = inner.parts[:-1]
            parts += [rest[0] if len(rest) == 1 else Node("juxtaposed", "", rest, inner.first, rest[-1].last), last]
            signs += [sign, sign]
        else:
            parts.append(part)
            signs.append(sign)
    return node if len(parts) == len(node.parts) else Node(
        "sum", " ".join(signs[:-1]), tuple(parts), node.first, node.last)


def signed(sign: str, tree: Expr) -> Expr:
    """A term with its sign."""
    if (both := _BOTH.get(sign)) is not None:
        return Call(both, (tree,), tree.sort)
    return negated(tree) if sign in ("-", "−") else tree


_BOTH = {r"\pm": "plus_minus", r"\mp": "minus_plus"}


def terms(inf: Inference, parts: tuple[Node, ...]) -> list[Expr]:
    """The trees of terms: those of a known shape first, so that new names can take it."""
    made: dict[int, Expr] = {}
    waiting: list[int] = []
    for position, part in enumerate(parts):
        if new_name(inf, part) is not None:
            waiting.append(position)
        else:
            made[position] = inf.tree(part)
    if not waiting:
        return list(made.values())
    shape = next((tree.sort for tree in made.values() if tree.sort.shape), None)
    for position in waiting:
        part, found = parts[position], new_name(inf, parts[position])  # another term may have made it known by now
        made[position] = inf.tree(part) if found is None else with_sign(part, inf.name(found, shape))
    return [made[position] for position in range(len(parts))]


def new_name(inf: Inference, node: Node) -> str | None:
    """The name that a node is, when its sort is still open."""
    node = opened(node)
    if node.kind == "prefix" and node.text == "-":  # of +-x the place says nothing
        node = opened(node.parts[0])
    return node.text if node.kind == "name" and node.text not in ("e",) and inf.is_new(node.text) else None


def with_sign(node: Node, tree: Expr) -> Expr:
    """The tree of a name, negated where it stands with a minus."""
    return negated(tree) if opened(node).kind == "prefix" else tree


def add(inf: Inference, parts: list[Expr], node: Node) -> Expr:
    """A flat sum; a plain number beside vectors stands for that number in every entry."""
    flat: list[Expr] = []
    for part in parts:
        flat += part.args if type(part) is Call and part.op == "add" else (part,)
    shaped = [part for part in flat if part.sort.shape]
    if shaped:
        if len(shaped) < len(flat):
            shape = shaped[0].sort
            flat = [spread(inf, part, shape) for part in flat]
            if any(map(_is_entrywise, flat)) and len(shape.shape) == 1:
                ones = Symbol(r"\mathbf{1}", Sort("number", shape.shape))
                flat = [part if part.sort.shape else Call("multiply", (part, ones), shape) for part in flat]
        batch = next((part for part in flat if _is_batch(part)), None)
        if batch is not None:
            flat = [beside_batch(inf, part, batch) for part in flat]
    return inf.make("add", tuple(flat), node)


def _is_batch(tree: Expr) -> bool:
    """A product of matrices: samples in rows or columns, to which a bias may be added."""
    return (tree.sort.is_matrix and isinstance(tree, Call) and tree.op == "multiply"
            and all(arg.sort.is_matrix for arg in tree.args if arg.sort.shape) and not is_one(tree.sort.shape[0]))


def beside_batch(inf: Inference, tree: Expr, batch: Expr) -> Expr:
    """A bias beside a batch X W: a row, or a column that fits its rows or columns, is added to every sample."""
    rows, columns = batch.sort.shape
    shape = inf.shape(tree)
    is_row = tree.sort.is_matrix and is_one(shape[0])
    if not (is_row or tree.sort.is_vector):
        return tree
    first = batch.args[0] if isinstance(batch, Call) else batch
    inner = getattr(first, "args", (first,))[0]
    weights_first = face(getattr(first, "name", getattr(inner, "name", "")))[1] == "W"
    for along in ((rows, columns) if weights_first and not is_row else (columns, rows)):
        try:
            inf.dimensions.same(shape[-1], along)
        except SortError:
            continue
        break
    else:
        return tree
    inf.taken.setdefault("bias", f"{spoken(tree)} beside a product of matrices: added to every "
                                 + ("column" if along is rows else "row"))
    ones = Symbol(r"\mathbf{1}", Sort("number", (columns if along is rows else rows,)))
    flat = tree if is_row or along is rows else _made(inf, "transpose", tree)
    return _made(inf, "multiply", flat, _made(inf, "transpose", ones)) if along is rows else (
        _made(inf, "multiply", ones, flat))


def _made(inf: Inference, op: str, *args: Expr) -> Call:
    return Call(op, args, sort_of(op, tuple(arg.sort for arg in args), inf.dimensions.same))


def spoken(tree: Expr) -> str:
    """A short tree as it is spelled in a note."""
    from mathnn.syntax.to_latex import to_latex

    return to_latex(tree)


def spread(inf: Inference, tree: Expr, sort: Sort) -> Expr:
    """A number written in digits, in every entry of a vector."""
    if isinstance(tree, Call) and tree.op == "negate":
        inner = spread(inf, tree.args[0], sort)
        return tree if inner is tree.args[0] else negated(inner)
    if not isinstance(tree, Number) or len(sort.shape) != 1:
        return tree
    name = r"\mathbf{0}" if tree.value == 0 else r"\mathbf{1}"
    inf.taken.setdefault("spread", f"{tree.written} beside a vector: that number in every entry")
    whole = Symbol(name, Sort("number", sort.shape))
    return whole if tree.value in (0, 1) else Call("multiply", (tree, whole), whole.sort)


def prefix(inf: Inference, node: Node) -> Expr:
    """A sign before an operand."""
    if node.text in ("-", "−"):
        return negated(inf.tree(node.parts[0]))
    if node.text in (r"\neg", r"\lnot"):
        return inf.make("not", (inf.tree(node.parts[0]),), node)
    return signed(node.text, inf.tree(node.parts[0]))


# --- side by side -----------------------------------------------------------------------------------------------------
def juxtaposed(inf: Inference, node: Node) -> Expr:
    """Factors side by side."""
    parts, kinds = node.parts, set(map(_KIND, node.parts))
    if "group" in kinds:
        parts = tuple(part for part in parts if part.kind != "group" or part.parts or part.text != "{}")
        for part, after in pairwise(parts):
            if after.kind == "group" and after.text in ("()", "[]") and _is_convolution(part):
                raise UnreadableError("a convolution", part, "*")
    if "noted" in kinds:
        for part in parts[1:]:
            if part.kind == "noted" and _begins_with_sign(part.parts[0]):
                raise UnreadableError("a sign stands inside the brace, so it is no factor", part)
    if "words" in kinds and kinds.isdisjoint(("big", "function")):
        return in_words(inf, node)
    return sequence(inf, parts, node)


def _is_convolution(node: Node) -> bool:
    """(f * g) that is applied to something."""
    inner = opened(node.parts[0]) if node.kind == "group" and node.text == "()" and node.parts else node
    return (inner.kind == "product" and set(inner.text.split()) <= {"*", r"\ast", r"\star"}
            and all(opened(part).kind == "name" for part in inner.parts))


def _begins_with_sign(node: Node) -> bool:
    """Is what stands over a brace a term with its sign: \\underbrace{- 2 x}?"""
    inner = opened(node)
    while inner.kind in ("sum", "product") and inner.parts:
        inner = opened(inner.parts[0])
    return inner.kind == "prefix"


def in_words(inf: Inference, node: Node) -> Expr:
    """A quantity or event that is partly described in words: one symbol, as it is written."""
    inf.taken.setdefault("words", "what is described in words is one quantity")
    return inf.name(text_of(node))


def sequence(inf: Inference, parts: tuple[Node, ...], node: Node) -> Expr:
    """The product of factors, after operators and functions have taken theirs."""
    factors: list[Expr] = []
    i = 0
    while i < len(parts):
        part = parts[i]
        if (found := letter_operator(inf, parts, i, node)) is not None:
            tree, i = found
        elif is_operator(inf, part):
            tree, i = differentiated(inf, parts, i, node)
        elif factors and factors[-1].sort.is_matrix and (found := _column_behind(inf, parts, i)) is not None:
            tree, i = found
        else:
            tree, i = applied(inf, parts, i, node)
        factors.append(tree)
    return product(inf, factors, node)


def _column_behind(inf: Inference, parts: tuple[Node, ...], i: int) -> tuple[Expr, int] | None:
    """The small letter at the end of a product, right behind a matrix: a column, as numbers stand in front."""
    text = new_name(inf, parts[i]) if i == len(parts) - 1 else None
    if text is None or text not in _COLUMNS:
        return None
    inf.soft[text] = 1
    return inf.name(text, inf.sort_of_rank(1)), i + 1


def product(inf: Inference, factors: list[Expr], node: Node) -> Expr:
    """A flat product in the order written. Raises ClashError where matrices do not fit."""
    for at in range(len(factors) - 1, 0, -1):
        if factors[at].sort.is_vector and factors[at - 1].sort.is_vector and _is_entrywise_quotient(factors[at - 1]):
            factors[at - 1 : at + 1] = [inf.make("hadamard", (factors[at - 1], factors[at]), node)]
    if len(factors) == 1:
        return factors[0]
    flat: list[Expr] = []
    for factor in factors:
        flat += factor.args if _opens(factor) else (factor,)  # type: ignore[union-attr]
    kinds = {factor.sort.kind for factor in flat}
    if "truth" in kinds:
        raise ClashError("a statement stands as a factor", node)
    if kinds == {"function"}:
        return Call("multiply", tuple(flat), flat[0].sort)
    if inf.may_have_dots and any(isinstance(factor, Symbol) and factor.name in DOTS for factor in flat[1:-1]):
        flat = multiplied(inf, flat, node)
        if len(flat) == 1:
            return flat[0]
    for factor in flat:
        if factor.sort.kind == "family":  # without a label it is no factor
            raise ClashError(f"{getattr(factor, 'name', 'a family')} stands without its label", node)
    return inf.make("multiply", tuple(flat), node)


def _opens(factor: Expr) -> bool:
    """May this product be opened inside another one? Not when its factors are matrices that make a number."""
    if not (isinstance(factor, Call) and factor.op == "multiply"):
        return False
    return bool(factor.sort.shape) or not any(arg.sort.shape for arg in factor.args)


# --- products with a sign ---------------------------------------------------------------------------------------------
def operated(inf: Inference, node: Node) -> Expr:
    """Operators between factors, from left to right; a new name takes the shape that its operator asks for."""
    signs = node.text.split()
    if signs[0] == r"\circ" and (found := composed(inf, node)) is not None:
        return found
    trees = _operands(inf, node, signs)
    made = trees[0]
    for position, sign in enumerate(signs):
        right = trees[position + 1]
        made = _BINARY.get(sign, _unknown)(inf, made, right, _part(node, position + 1), sign)
    return made


def _part(node: Node, upto: int) -> Node:
    return Node("product", "", node.parts[: upto + 1], node.first, node.parts[upto].last)


def _operands(inf: Inference, node: Node, signs: list[str]) -> list[Expr]:
    if any(sign in (r"\odot", r"\circ", r"\circledcirc") for sign in signs):
        return terms(inf, node.parts)
    if all(sign in (r"\cdot",) for sign in signs) and len(node.parts) == 2:
        return _dotted(inf, node)
    return [inf.tree(part) for part in node.parts]


def _dotted(inf: Inference, node: Node) -> list[Expr]:
    """Two factors with a dot: a new name beside a bold one is a vector too."""
    news = [new_name(inf, part) for part in node.parts]
    if news[0] is None and news[1] is not None:
        left = inf.tree(node.parts[0])
        right = inf.name(news[1], left.sort if left.sort.is_vector else None)
        return [left, with_sign(node.parts[1], right)]
    if news[1] is None and news[0] is not None:
        right_tree = inf.tree(node.parts[1])
        return [with_sign(node.parts[0], inf.name(news[0], right_tree.sort if right_tree.sort.is_vector else None)),
                right_tree]
    return [inf.tree(part) for part in node.parts]


def _unknown(inf: Inference, a: Expr, b: Expr, node: Node, sign: str) -> Expr:
    raise UnreadableError("nothing is known of this operator between these", node, sign)


def _cdot(inf: Inference, a: Expr, b: Expr, node: Node, sign: str) -> Expr:
    if a.sort.is_vector and b.sort.is_vector and _is_entrywise_quotient(a):
        return inf.make("hadamard", (a, b), node)
    if a.sort.is_vector and b.sort.is_vector:
        return inf.make("dot", (a, b), node)
    return product(inf, [a, b], node)


def _times(inf: Inference, a: Expr, b: Expr, node: Node, sign: str) -> Expr:
    if a.sort.is_vector and b.sort.is_vector:
        return inf.make("cross", (a, b), node)
    if a.sort.kind == "set" or b.sort.kind == "set":
        return Call("cartesian", (a, b), a.sort)
    return product(inf, [a, b], node)


def _hadamard(inf: Inference, a: Expr, b: Expr, node: Node, sign: str) -> Expr:
    goes_on = len(node.parts) > 2  # a was made of factors of this product, not set in brackets
    parts = (*(a.args if isinstance(a, Call) and a.op == "hadamard" and goes_on else (a,)), b)
    if all(not part.sort.shape for part in parts):
        return product(inf, [a, b], node)
    if any(not part.sort.shape for part in parts):
        shape = next(part.sort for part in parts if part.sort.shape)
        parts = tuple(spread(inf, part, shape) for part in parts)
    return inf.make("hadamard", parts, node)


def _circle(inf: Inference, a: Expr, b: Expr, node: Node, sign: str) -> Expr:
    inf.taken.setdefault("circ", r"\circ: the elementwise product")
    return _hadamard(inf, a, b, node, sign)


def _kronecker(inf: Inference, a: Expr, b: Expr, node: Node, sign: str) -> Expr:
    return inf.make("outer" if a.sort.is_vector and b.sort.is_vector else "kronecker", (a, b), node)


def _divided(inf: Inference, a: Expr, b: Expr, node: Node, sign: str) -> Expr:
    return quotient(inf, a, b, node)


def quotient(inf: Inference, a: Expr, b: Expr, node: Node) -> Expr:
    """a over b: by a number, or entry by entry."""
    if b.sort.is_matrix:
        raise ClashError("a division by a matrix", node)
    if b.sort.shape and not a.sort.shape:
        wide = spread(inf, a, b.sort)
        if wide is a and _is_entrywise(b):
            inf.taken.setdefault("spread", "a number over a column: over each of its entries")
            wide = Call("multiply", (a, Symbol(r"\mathbf{1}", Sort("number", b.sort.shape))), b.sort)
        if wide is a:
            raise ClashError(f"{describe(a.sort)} is divided by {describe(b.sort)}", node)
        a = wide
    return inf.make("divide", (a, b), node)


def _is_entrywise(tree: Expr) -> bool:
    """Does a root of a column stand in it? Then the author works entry by entry."""
    return any(isinstance(node, Call) and node.op == "root" and node.args[0].sort.shape for node in walk(tree))


def _is_entrywise_quotient(tree: Expr) -> bool:
    return isinstance(tree, Call) and tree.op == "divide" and _is_entrywise(tree)


def _of_sets(op: str) -> Operation:
    def make(inf: Inference, a: Expr, b: Expr, node: Node, sign: str) -> Expr:
        return Call(op, (a, b), a.sort if a.sort.kind in ("set", "truth") else Sort("set"))
    return make


_BINARY: dict[str, Operation] = {
    r"\cdot": _cdot, "*": _cdot, r"\ast": _cdot, r"\cdotp": _cdot, r"\bullet": _cdot, r"\times": _times,
    r"\odot": _hadamard, r"\circledcirc": _hadamard, r"\circ": _circle, r"\otimes": _kronecker, "/": _divided,
    r"\div": _divided, r"\cup": _of_sets("union"), r"\cap": _of_sets("intersection"),
    r"\setminus": _of_sets("difference"), r"\backslash": _of_sets("difference"),
    r"\wedge": lambda inf, a, b, node, sign: inf.make("and", (a, b), node),
    r"\bmod": lambda inf, a, b, node, sign: Call("modulo", (a, b), a.sort),
    r"\mod": lambda inf, a, b, node, sign: Call("modulo", (a, b), a.sort),
}


__all__ = ["add", "juxtaposed", "new_name", "operated", "prefix", "product",
           "quotient", "sequence", "signed", "spread", "terms", "total", "with_sign"]

"""What stands above a tree: a transpose, an inverse, a power, a factorial."""

from __future__ import annotations

from mathnn.expression import INTEGER, NUMBER, Call, Expr, Number, Symbol, function
from mathnn.expression.operators import describe
from mathnn.expression.tree import DAGGER
from mathnn.syntax import slices
from mathnn.syntax.grammar import TRANSPOSES
from mathnn.syntax.infer import ClashError, Inference, UnreadableError
from mathnn.syntax.infer import number as written_number
from mathnn.syntax.infer_indices import counting, digit_by_digit, fresh_index, index_parts, label_of, side_by_side
from mathnn.syntax.infer_primes import prime_of
from mathnn.syntax.spelled_names import DECORATIONS, text_of
from mathnn.syntax.surface import Node, opened, walk
from mathnn.syntax.uses import COUNTS


def raised(inf: Inference, tree: Expr, node: Node, parts: dict[str, Node], primes: int | None = None,
           is_list: bool = False) -> Expr:
    """What is left of the scripts, on a tree: entries, primes, powers, transposes, factorials."""
    if (below := parts.get("_")) is not None:
        indices = index_parts(below)
        if tree.sort.is_matrix and len(indices) == 1:
            indices = tuple(digit_by_digit(side_by_side(indices)))
        if not tree.sort.shape:
            tree = _of_column_value(inf, tree, len(indices))
        if not tree.sort.shape:
            raise ClashError(f"{describe(tree.sort)} has no entries", node)
        if (side := slices.of(indices)) is not None and tree.sort.is_matrix:
            return raised(inf, slices.taken(inf, tree, indices[side], side, node), node,
                          {"^": parts["^"]} if "^" in parts else {}, primes)
        tree = inf.entry(tree, tuple(counting(inf, index) for index in indices), node)
    count = node.text.count("'") if primes is None else primes
    for _ in range(count):
        tree = prime_of(inf, tree, node)
    if (above := parts.get("^")) is not None:
        tree = superscript(inf, tree, above, node, is_list)
    for _ in range(node.text.count("!")):
        tree = inf.make("factorial", (tree,), node)
    return tree


def _of_column_value(inf: Inference, tree: Expr, count: int) -> Expr:
    """f(x)_j makes a column of the value of an f that nothing was said of."""
    head = tree.args[0] if isinstance(tree, Call) and tree.op == "apply" else None
    if not isinstance(head, Symbol) or head.name not in inf.inferred or count != 1 or not isinstance(tree, Call):
        return tree
    value = inf.sort_of_rank(1)
    head = Symbol(head.name, function(*head.sort.domain, value=value))
    inf.symbols[head.name] = inf.inferred[head.name] = head
    inf.taken.setdefault("value " + head.name, f"{head.name} has columns as its values")
    return Call("apply", (head, *tree.args[1:]), value)


def is_pseudoinverse(above: Node) -> bool:
    r"""Is it the mark of A^+ and A^\dagger?"""
    return opened(above).kind == "name" and opened(above).text in ("+", r"\dagger")


def pseudoinverse(inf: Inference, tree: Expr, above: Node, node: Node) -> Expr:
    """The pseudoinverse; a dagger may be meant as the mark of the adjoint."""
    return inf.make("pseudoinverse", (tree, DAGGER) if opened(above).text == DAGGER.name else (tree,), node)


def superscript(inf: Inference, tree: Expr, above: Node, node: Node, is_list: bool = False) -> Expr:
    """A transpose, an inverse, a power."""
    inner = opened(above)
    if _is_transpose(inf, tree, inner):
        return tree if is_list and tree.sort.is_vector else inf.make("transpose", (tree,), node)
    if inner.kind == "prefix" and inner.text == "-" and tree.sort.is_matrix:
        exponent = opened(inner.parts[0])
        if exponent.text == "1" or exponent.text in TRANSPOSES:
            made = inf.make("inverse", (tree,), node)
            return made if exponent.text == "1" else inf.make("transpose", (made,), node)
    if inner.kind == "name" and inner.text == r"\perp":
        raise UnreadableError("an orthogonal complement", node, r"\perp")
    if inner.text == r"\circ" and isinstance(tree, Number):
        degree = inf.make("divide", (inf.name(r"\pi"), written_number("180")), node)
        return inf.make("multiply", (tree, degree), node)
    if is_pseudoinverse(above) and tree.sort.is_matrix:
        return pseudoinverse(inf, tree, above, node)
    if inner.kind == "name" and inner.text in DECORATIONS:
        raise UnreadableError("a mark on what is no name", above, inner.text)
    if tree.sort.kind == "function":
        if inner.kind == "group" and inner.text == "()":
            return Call("prime", (tree, label_of(inf, inner)), tree.sort)
        if inner.kind == "prefix":
            return Symbol(f"{getattr(tree, 'name', 'f')}^{{{text_of(inner)}}}", tree.sort)
    if tree.sort.is_matrix:
        _count_factors(inf, inner)
    exponent_tree = inf.tree(inner) if inner.kind != "group" else inf.tree(above)
    if isinstance(exponent_tree, Symbol) and exponent_tree.sort.kind == "function":
        raise UnreadableError("a function as exponent", above)
    if exponent_tree.sort.is_vector and tree.sort.is_vector and {tree.sort.kind, exponent_tree.sort.kind} == {"number"}:
        return _by_entries(inf, tree, exponent_tree, node)
    if exponent_tree.sort.shape:
        raise ClashError(f"the exponent is {describe(exponent_tree.sort)}", above)
    return inf.make("power", (tree, exponent_tree), node)


def _by_entries(inf: Inference, base: Expr, exponent: Expr, node: Node) -> Expr:
    """p^z of two vectors is the product of p_j^{z_j}, as with exponents in a multi-index."""
    inf.make("dot", (base, exponent), node)  # of one size
    index = fresh_index(inf)
    entries = tuple(Call("entry", (each, index), NUMBER) for each in (base, exponent))
    inf.taken.setdefault("power of a vector", "a vector to the power of a vector: the product of the powers of entries")
    return inf.bind("product", index, Call("power", entries, NUMBER), written_number("1"), inf.shape(base)[0])


def _count_factors(inf: Inference, exponent: Node) -> None:
    """A^k is a product of k factors: a letter that nothing was said of is a whole number there."""
    for part in walk(exponent):
        if part.kind == "name" and len(part.text) == 1 and inf.is_new(part.text):
            inf.symbols[part.text] = inf.remember(Symbol(part.text, INTEGER))


def _is_transpose(inf: Inference, tree: Expr, inner: Node) -> bool:
    """Is this superscript a transpose? T may be a number where it is used as one."""
    if inner.kind != "name" or inner.text not in TRANSPOSES:
        return False
    if inner.text != "T" or tree.sort.shape:
        return True
    is_counted = tree.sort.kind == "integer" or bool(inf.evidence.of("T") & COUNTS)
    if is_counted or inf.declared("T") is not None or "T" in inf.symbols:
        return False
    return isinstance(tree, Symbol) or (isinstance(tree, Call) and tree.op == "layer")


__all__ = ["is_pseudoinverse", "pseudoinverse", "raised", "superscript"]

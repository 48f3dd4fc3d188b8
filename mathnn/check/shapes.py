"""Do the two sides of a relation have one shape? With derivatives in both layouts."""

from __future__ import annotations

from dataclasses import dataclass

from mathnn.check.prove import shown_by_shape
from mathnn.claims import Verdict
from mathnn.errors import SortError
from mathnn.expression.build import transpose
from mathnn.expression.operators import DERIVATIVES, describe, is_one, normal
from mathnn.expression.sort import TRUTH, Sort
from mathnn.expression.tree import Call, Expr, Symbol, is_zero, walk
from mathnn.notation import Notation

# A gradient has the shape of what it is taken by; of the others texts use both layouts.
LAID_OUT = ("partial", "derivative", "jacobian")
# What a text says of its layout, among a notation's assumptions.
NUMERATOR = Symbol(r"\text{derivatives are in numerator layout}", TRUTH)
DENOMINATOR = Symbol(r"\text{derivatives are in denominator layout}", TRUTH)
ROWS = Symbol(r"\text{the derivative of a number is a row}", TRUTH)


@dataclass(frozen=True, slots=True)
class Layout:
    """The sides as they are compared; `note` says in which layout of derivatives that is."""

    left: Expr
    right: Expr
    note: str = ""


def layouts(tree: Call) -> tuple[Layout, ...]:
    """The ways to compare the sides. Raises SortError when their shapes cannot agree."""
    left, right = tree.args
    if not _valued(left.sort) or not _valued(right.sort):
        return (Layout(left, right),)
    found = []
    if _same(left.sort, right.sort) or is_zero(left) or is_zero(right):
        found.append(Layout(left, right))
    for side, other, flip in ((left, right, 0), (right, left, 1)):
        if isinstance(side, Call) and side.op in LAID_OUT and side.args[1].sort.shape and side.sort.shape:
            turned = transpose(side)
            if _same(turned.sort, other.sort):
                note = "The derivative is laid out with " + _layout(side)
                found.append(Layout(other, turned, note) if flip else Layout(turned, other, note))
    if not found:
        raise SortError(f"the left side is {describe(left.sort)}, the right side {describe(right.sort)}")
    return tuple(found)


def named_layouts(tree: Call, notation: Notation) -> tuple[Layout, ...]:
    """The same, but for the layout that the text does not name, where one derivative is all that has a layout.

    Also in numerator layout many write the derivative of a number as a column. Raises SortError as `layouts` does.
    """
    found = layouts(tree)
    named = {NUMERATOR, DENOMINATOR}.intersection(notation.assumptions) if notation.assumptions else ()
    if len(named) != 1:
        return found
    laid_out = [node for side in tree.args for node in walk(side) if isinstance(node, Call) and _has_layout(node)]
    if len(laid_out) != 1 or laid_out[0] not in tree.args:
        return found
    is_of_column, is_turned = bool(laid_out[0].args[0].sort.shape), DENOMINATOR in named
    if not is_of_column and not is_turned and ROWS not in notation.assumptions:
        return found
    kept = tuple(each for each in found if bool(each.note) == (is_of_column == is_turned))
    if not kept:
        name = "denominator" if is_turned else "numerator"
        raise SortError(f"its sides have other shapes in {name} layout, which the text names")
    return kept


def _has_layout(node: Call) -> bool:
    """Is it a derivative by a column or a matrix, other than a gradient?"""
    return node.op in DERIVATIVES and len(node.args) > 1 and bool(node.args[1].sort.shape)


def membership(tree: Call) -> Verdict:
    """x in R^n: a statement about the shape of an expression; of other sets nothing is decided."""
    element, collection = tree.args
    if not isinstance(collection, Call) or collection.op != "reals" or not _valued(element.sort):
        return Verdict("unsettled", "Whether it is a member of this set is not decided.")
    shape = normal(collection.args)
    if len(shape) == len(element.sort.shape) and all(a == b for a, b in zip(shape, element.sort.shape, strict=True)):
        return shown_by_shape()
    return Verdict("mistyped", f"It is {describe(element.sort)}, not {describe(Sort('number', shape))}.")


def _layout(side: Call) -> str:
    if side.args[0].sort.shape:
        return "one row for each input (denominator layout)."
    return "the shape of a row (numerator layout)."


def _valued(sort: Sort) -> bool:
    return sort.kind in ("number", "integer")


def _same(a: Sort, b: Sort) -> bool:
    return len(a.shape) == len(b.shape) and all(
        m == n or (is_one(m) and is_one(n)) for m, n in zip(a.shape, b.shape, strict=True)
    )

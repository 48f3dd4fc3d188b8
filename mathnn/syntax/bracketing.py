"""Where brackets or a dot must stand between factors, so that what is printed reads as it was meant."""

from __future__ import annotations

from mathnn.expression.tree import Call, Expr, Number
from mathnn.syntax.boxes import Box, Row, Scripts, Word
from mathnn.syntax.layout_signs import SPACED


def is_multiple(tree: Expr) -> bool:
    """A vector times a letter: in a dot product it is bracketed, since c u . v would hide that c u comes first."""
    if not (isinstance(tree, Call) and tree.op == "multiply" and tree.sort.shape):
        return False
    return not tree.args[0].sort.shape and not isinstance(tree.args[0], Number)


def is_named(factor: Expr) -> bool:
    """A function by its name ends the argument before it: sin x cos x."""
    return isinstance(factor, Call) and factor.op in SPACED


def is_closed(factor: Expr) -> bool:
    """A product of matrices that makes a number stays together among other factors."""
    return (isinstance(factor, Call) and factor.op == "multiply" and not factor.sort.shape
            and any(arg.sort.shape for arg in factor.args))


def begins_with_digit(box: Box) -> bool:
    """Does what is printed begin with a digit?"""
    while isinstance(box, Row | Scripts):
        box = box.parts[0] if isinstance(box, Row) else box.base
    return isinstance(box, Word) and box.kind == "number"


def is_numeric(tree: Expr) -> bool:
    """A number with its sign, or a fraction of such."""
    return isinstance(tree, Number) or (
        isinstance(tree, Call) and tree.op in ("negate", "divide") and all(map(is_numeric, tree.args))
    )


def is_raised(tree: Expr) -> bool:
    """Do the boxes of this node already end in a superscript?"""
    if isinstance(tree, Call) and tree.op == "entry":
        return is_raised(tree.args[0])
    return isinstance(tree, Call) and tree.op in ("layer", "prime", "transpose", "power", "inverse", "pseudoinverse")

"""Tree -> LaTeX: laid out as boxes, then spelled."""

from __future__ import annotations

from mathnn.expression.tree import Expr
from mathnn.syntax.latex import latex
from mathnn.syntax.layout import layout


def to_latex(tree: Expr) -> str:
    """The LaTeX of a tree, in one style. Raises KeyError for an operator without a form."""
    return latex(layout(tree))

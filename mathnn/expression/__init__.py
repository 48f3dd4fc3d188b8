"""The noun that everything speaks in: a typed tree of mathematics, and its sorts."""

from mathnn.expression.operators import OPERATORS, Operator
from mathnn.expression.sort import INTEGER, NUMBER, SET, TRUTH, Sort, function, matrix, vector
from mathnn.expression.tree import Bind, Call, Expr, Number, Symbol

__all__ = [
    "INTEGER", "NUMBER", "OPERATORS", "SET", "TRUTH",
    "Bind", "Call", "Expr", "Number", "Operator", "Sort", "Symbol", "function", "matrix", "vector",
]

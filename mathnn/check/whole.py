"""Whole numbers that count nothing: the n of n^2 >= n. A letter of a size or an index gets its values elsewhere.

Sizes are tried from 2 on, as a column of one entry hides mistakes; such a number may be 1, or 10, or below 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from itertools import product

from mathnn.check.constraints import relations
from mathnn.check.powers import constant
from mathnn.check.question import Question
from mathnn.check.scene import OutOfRange
from mathnn.expression import INTEGER, NUMBER, Call, Expr, Symbol
from mathnn.expression.build import number
from mathnn.expression.sort import TRUTH
from mathnn.expression.tree import Bind, substitute, symbols, walk
from mathnn.notation import Notation

_VALUES = (2, 3, 1, 10, 7, 4)  # by the number of the plan
_MORE = (5, 6, 8, 9, 12, 20, 50, 1000)  # for what is not proved: n < 20
_NEGATIVE = (2, -1, 0, 10, -7, 1)  # of what is declared to be any integer
_RATIONAL = frozenset(("add", "negate", "multiply", "divide", "hadamard", "dot", "outer", "transpose", "trace", "root",
                       "norm", "mean", "vector", "rows", "expanded", "inverse", "diag", "equal", "cases", "delta"))
_PLACES = frozenset(("layer", "entry"))
_OF_FIRST = frozenset(("entry", "layer", "derivative", "partial", "gradient", "jacobian", "hessian"))
ORDERS = {"less": (-1,), "less_equal": (-1, 0), "greater": (1,), "greater_equal": (0, 1), "equal": (0,),
           "unequal": (-1, 1)}


def whole_numbers(question: Question) -> tuple[Symbol, ...]:
    """The free whole numbers that are no size, no index and no label."""
    kept = question.kept
    if "whole numbers" not in kept:
        kept["whole numbers"] = tuple(sorted(_found(question), key=lambda symbol: symbol.name))
    found: tuple[Symbol, ...] = kept["whole numbers"]
    return found


def _found(question: Question) -> Iterator[Symbol]:
    if all(letter.sort.kind != "integer" for letter in question.letters):
        return
    others = {*question.dimensions, *question.free_indices, *question.labels}
    for symbol in {symbol for side in question.sides for symbol in symbols(side)}:
        row = question.notation.find(symbol.name)
        if symbol.sort == INTEGER and symbol.name not in others and (row is None or row.definition is None):
            yield symbol


def values(question: Question, turn: int, more: bool = False) -> dict[tuple[str, int | None], int]:
    """Their values for one set of samples. Raises OutOfRange where none of those tried fulfils what is assumed."""
    letters = whole_numbers(question)
    if not letters:
        return {}
    assumed = [relation for a in question.notation.assumptions for relation in relations(a)
               if relation.op in ORDERS and symbols(relation) <= set(letters)]
    choices = (_turned(_MORE if more else _NEGATIVE if _is_any(letter, question) else _VALUES, turn + at)
               for at, letter in enumerate(letters))
    for chosen in product(*choices):
        table: dict[Expr, Expr] = dict(zip(letters, map(number, chosen), strict=True))
        if all(fulfilled(substitute(relation, table)) for relation in assumed):
            return {(letter.name, None): value for letter, value in zip(letters, chosen, strict=True)}
    raise OutOfRange("no whole numbers fit")


def more_turns(question: Question) -> range:
    """The turns of values beyond those that are tried first."""
    return range(len(_MORE) if whole_numbers(question) else 0)


def _turned(found: tuple[int, ...], turn: int) -> tuple[int, ...]:
    at = turn % len(found)
    return found[at:] + found[:at]


def _is_any(letter: Symbol, question: Question) -> bool:
    """Was it said to be an integer, which may be negative?"""
    return any(isinstance(node, Call) and node.op == "member" and node.args[0] == letter
               and isinstance(node.args[1], Call) and node.args[1].op == "integers"
               for a in question.notation.assumptions for node in walk(a))


def fulfilled(relation: Expr) -> bool:
    """Does a relation between whole numbers hold? True where its sides are not known."""
    assert isinstance(relation, Call)
    a, b = map(constant, relation.args)
    return a is None or b is None or (a > b) - (a < b) in ORDERS[relation.op]


def is_polynomial(question: Question) -> bool:
    """Do whole numbers and sizes stand in sums and products alone, and never in an exponent or below a function?

    What holds for a few of them then holds for all; 2^n = 2n does for two of them.
    """
    free = {s.name for side in question.sides for s in symbols(side) if s.sort == INTEGER} | question.dimensions
    return not free or not any(_grows(side, free, False) for side in question.sides)


def _grows(tree: Expr, free: Set[str], inside: bool) -> bool:
    if isinstance(tree, Symbol):
        return inside and tree.name in free and not tree.sort.shape
    if isinstance(tree, Bind):
        return _grows(tree.body, free - {tree.index.name}, inside)
    if not isinstance(tree, Call):
        return False
    if tree.op == "power":
        base, exponent = tree.args
        is_fixed = constant(exponent) is not None
        return _grows(base, free, inside or not is_fixed) or _grows(exponent, free, True)
    if tree.op in _OF_FIRST:
        return _grows(tree.args[0], free, inside)
    return any(_grows(arg, free, inside or tree.op not in _RATIONAL) for arg in tree.args)


def as_real(question: Question) -> Question | None:
    """The same question of all numbers from 1 on in place of these, where that makes sense."""
    if question.counts_inside:
        return None
    letters = (*whole_numbers(question), *(Symbol(name, INTEGER) for name in sorted(question.counted)))
    if not letters:
        return None
    table: dict[Expr, Expr] = {letter: Symbol(letter.name + " ", NUMBER) for letter in letters}
    if question.counted:
        table |= {node: node for side in question.sides for node in walk(side)
                  if isinstance(node, Call) and node.op in _PLACES}  # there it remains a label
    bounds = tuple(Call("greater_equal", (table[letter], number(1)), TRUTH)
                   for letter in letters if not _is_any(letter, question))
    known = question.notation
    assumptions = tuple(substitute(a, table) for a in known.assumptions)
    left, right = (substitute(side, table) for side in (question.left, question.right))
    notation = Notation({row.symbol.name: row for row in known}, (*assumptions, *bounds))
    return Question(question.relation, left, right, notation, question.implied)

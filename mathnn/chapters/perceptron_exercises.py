"""The exercises of chapter 1. A solution is printed from the statements that are checked, so the two cannot differ."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from mathnn.chapters.chapter import Exercise
from mathnn.claims import Claim
from mathnn.examples.numbers import perfect_root, result, root, rounded, steps
from mathnn.examples.working import inner, written
from mathnn.expression.build import add, call, divide, dot, equal, multiply, norm, number, power, subtract
from mathnn.expression.tree import Expr
from mathnn.letters import u, v
from mathnn.syntax.to_latex import to_latex

Numbers = Sequence[int | str]


def _exact(values: Numbers) -> tuple[Fraction, ...]:
    return tuple(map(Fraction, values))


def _exercise(name: str, question: str, *solution: str | Expr) -> Exercise:
    """Sentences stay as they are; a statement is printed as a formula and kept to be checked."""
    checks = [part for part in solution if not isinstance(part, str)]
    text = ""
    for part in solution:
        piece = part if isinstance(part, str) else f"${to_latex(part)}$"
        text += piece if not text or piece[0] in ",.;" else f" {piece}"
    return Exercise(name, question, text, tuple(Claim(f"{n}", check) for n, check in enumerate(checks, start=1)))


def _shown(values: Numbers) -> str:
    return f"$({', '.join(map(str, values))})$"


def _pairs(a: tuple[Fraction, ...], b: tuple[Fraction, ...], *more: Fraction) -> Expr:
    """The sum of products of two lists of numbers, written out."""
    return add(*(multiply(number(s), number(t)) for s, t in zip(a, b, strict=True)), *map(number, more))


def _squares(values: tuple[Fraction, ...]) -> Expr:
    """The sum of the squares of some numbers, written out."""
    return add(*(power(number(value), 2) for value in values))


def dot_product(a: Numbers, b: Numbers) -> Exercise:
    """Compute a dot product, and say what its sign tells."""
    left, right = _exact(a), _exact(b)
    value = inner(left, right)
    kind = "acute" if value > 0 else "obtuse" if value < 0 else "right"
    return _exercise(
        "a-dot-product",
        f"What is the dot product of {_shown(a)} and {_shown(b)}, and which kind of angle do the two make?",
        "Multiply in pairs and add:",
        steps(_pairs(left, right), *result(value)),
        f", so the angle is {kind}.",
    )


def cosine(a: Numbers, b: Numbers) -> Exercise:
    """Compute the cosine of an angle."""
    left, right = _exact(a), _exact(b)
    product, squared = inner(left, right), inner(left, left) * inner(right, right)
    below = multiply(*(call("root", _squares(side)) for side in (left, right)))
    perfect = perfect_root(squared)
    ending = result(product / perfect) if perfect else (("approximately", rounded(product / root(squared))),)
    return _exercise(
        "a-cosine",
        f"What is the cosine of the angle between {_shown(a)} and {_shown(b)}?",
        "The dot product is divided by both lengths:",
        steps(divide(_pairs(left, right), below), *ending),
        ".",
    )


def distance_from_origin(weights: Numbers, bias: int) -> Exercise:
    """Compute how far a hyperplane is from the origin."""
    normal = _exact(weights)
    squared = inner(normal, normal)
    perfect = perfect_root(squared)
    ending = result(abs(bias) / perfect) if perfect else (("approximately", rounded(abs(bias) / root(squared))),)
    return _exercise(
        "a-distance",
        f"A hyperplane has the normal {_shown(weights)} and the bias ${bias}$. How far is it from the origin?",
        "The size of the bias is divided by the length of the normal:",
        steps(divide(call("abs", number(bias)), call("root", _squares(normal))), *ending),
        ".",
    )


def decision(weights: Numbers, bias: str, point: Numbers) -> Exercise:
    """Decide for one input, and find the least bias for which the neuron fires."""
    w, x = _exact(weights), _exact(point)
    value = inner(w, x) + Fraction(bias)
    least = -inner(w, x)
    return _exercise(
        "a-decision",
        f"A neuron has the weights {_shown(weights)} and the bias ${bias}$. Does it fire for {_shown(point)}? "
        "What is the least bias for which it does?",
        "The sum is",
        steps(_pairs(w, x, Fraction(bias)), *result(value)),
        ", so it fires." if value >= 0 else ", so it does not fire.",
        f"It fires as soon as the bias is at least ${to_latex(number(least))}$, since then the sum is not negative:",
        steps(_pairs(w, x, least), ("equal", number(0))),
        "for that bias.",
    )


def witness_for_or() -> Exercise:
    """Check a witness for OR by its four sums."""
    weights, bias = _exact((1, 1)), Fraction("-0.5")
    sums = [(point, _pairs(weights, _exact(point), bias)) for point in ((0, 0), (0, 1), (1, 0), (1, 1))]
    checks = [call("greater_equal" if any(point) else "less", total, 0) for point, total in sums]
    between = [part for check in checks for part in (check, ",")]
    return _exercise(
        "a-witness",
        "OR is 1 unless both inputs are 0. Find weights and a bias for OR, and check all four inputs.",
        "The weights $(1, 1)$ and the bias $-0.5$ will do:",
        *between[:-1],
        ", in the order of the inputs $(0, 0)$, $(0, 1)$, $(1, 0)$, $(1, 1)$.",
    )


def diagonals() -> Exercise:
    """Show that the diagonals of a rhombus are orthogonal."""
    product = dot(add(u, v), subtract(u, v))
    squares = subtract(power(norm(u), 2), power(norm(v), 2))
    return _exercise(
        "a-rhombus",
        "The sides of a rhombus are all equally long. Show that its diagonals $\\mathbf{u} + \\mathbf{v}$ and "
        "$\\mathbf{u} - \\mathbf{v}$ are orthogonal.",
        "Multiply out; the two mixed products cancel:",
        equal(product, squares),
        ", which is zero when the sides are equally long.",
    )


def projection(a: Numbers, b: Numbers) -> Exercise:
    """Split a vector into a part along another and a part orthogonal to it."""
    left, right = _exact(a), _exact(b)
    share = inner(left, right) / inner(right, right)
    along = tuple(share * item for item in right)
    across = tuple(s - t for s, t in zip(left, along, strict=True))
    return _exercise(
        "a-projection",
        f"Split {_shown(a)} into a part along {_shown(b)} and a part orthogonal to it.",
        "The part along it is",
        equal(multiply(divide(_pairs(left, right), _pairs(right, right)), written(right)), written(along)),
        "and what is left over is",
        equal(subtract(written(left), written(along)), written(across)),
        ". The two are orthogonal, since",
        equal(_pairs(along, across), 0),
        ".",
    )


EXERCISES = (
    dot_product((1, -2, 3), (4, 0, -1)),
    cosine((1, 2, 2), (2, 0, 0)),
    projection((5, 1), (1, 1)),
    distance_from_origin((3, -4), 10),
    decision((1, -2), "0.5", (1, 1)),
    witness_for_or(),
    diagonals(),
)

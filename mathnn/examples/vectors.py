"""Worked examples with two vectors: the dot product both ways, the angle, the projection."""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction

from mathnn.examples.numbers import perfect_root, result, root, rounded, steps
from mathnn.examples.worked import Example, Input, Line, Value, Worked
from mathnn.examples.working import (
    Column,
    column_in,
    column_result,
    dot_line,
    given,
    inner,
    is_short,
    length_line,
    nonzero,
    notation_of,
    put_in,
    several,
    sized,
    squares,
    written,
)
from mathnn.expression.build import add, call, divide, dot, entry, multiply, norm, number, power, subtract
from mathnn.expression.tree import Expr, Symbol
from mathnn.letters import named, p, r, theta, u, v
from mathnn.notation import Name

PI = Symbol(r"\pi")


def _pair(values: Mapping[str, Value]) -> dict[Symbol, Column]:
    return {u: column_in(values, "u"), v: column_in(values, "v")}


def _inputs(first: str, second: str) -> tuple[Input, ...]:
    return (Input("u", u, first, ("n",), "the first vector"), Input("v", v, second, ("n",), "the second vector"))


def _work_dot_product(values: Mapping[str, Value]) -> Worked:
    pair = _pair(values)
    left, right = pair[u], pair[v]
    size = len(left)
    gap = tuple(s - t for s, t in zip(left, right, strict=True))
    a, b = sized(u, size), sized(v, size)
    lines = (
        dot_line("Entry by entry: multiply the entries that stand in the same place, and add.", u, v, pair),
        _square_line("The other way needs only lengths. The square of the first,", a, squares(a, size), pair, left),
        _square_line("of the second,", b, squares(b, size), pair, right),
        _square_line(
            "and of the side that closes the triangle:",
            subtract(a, b),
            add(*(power(subtract(entry(a, k), entry(b, k)), 2) for k in range(1, size + 1))),
            pair,
            gap,
        ),
        _by_lengths(a, b, left, right, gap),
    )
    answer = "Both ways give the same number."
    return Worked("dot-product", DOT_PRODUCT_TITLE, given(pair), lines, answer, notation_of(pair))


def _square_line(text: str, vector: Expr, formula: Expr, pair: dict[Symbol, Column], value: Column) -> Line:
    sides = (("equal", formula), ("equal", put_in(formula, pair)))
    return Line(text, steps(power(norm(vector), 2), *sides, *result(inner(value, value))))


def _by_lengths(a: Expr, b: Expr, left: Column, right: Column, gap: Column) -> Line:
    """Half of what the squared lengths leave over is the dot product."""
    half, numbers = (
        divide(add(first, second, call("negate", third)), 2)
        for first, second, third in (
            tuple(power(norm(side), 2) for side in (a, b, subtract(a, b))),
            tuple(number(inner(side, side)) for side in (left, right, gap)),
        )
    )
    chain = steps(dot(a, b), ("equal", half), ("equal", numbers), *result(inner(left, right)))
    return Line("The last square is the sum of the first two less twice the dot product. So the dot product is", chain)


DOT_PRODUCT_TITLE = "The dot product, both ways"
DOT_PRODUCT = Example(
    "dot-product",
    DOT_PRODUCT_TITLE,
    "What is the dot product of these two vectors, and do entries and lengths agree on it?",
    _inputs("2,-1,3", "1,4,2"),
    _work_dot_product,
)


def _work_angle(values: Mapping[str, Value]) -> Worked:
    pair = _pair(values)
    for name, value in zip("uv", pair.values(), strict=True):
        nonzero(name, value, "a zero vector makes no angle with anything")
    left, right = pair[u], pair[v]
    a, b = sized(u, len(left)), sized(v, len(right))
    product, squared = inner(left, right), inner(left, left) * inner(right, right)
    cosine = _cosine(product, squared)
    exact_cosine = divide(number(product), multiply(*(call("root", number(inner(s, s))) for s in (left, right))))
    lines = (
        dot_line("The dot product of the two is", u, v, pair),
        length_line("The lengths are", u, left),
        length_line("and", v, right),
        Line(
            "So the cosine of the angle between them is",
            steps(
                call("cos", theta),
                ("equal", divide(dot(a, b), multiply(norm(a), norm(b)))),
                ("equal", exact_cosine),
                *(result(cosine) if perfect_root(squared) is not None else (("approximately", rounded(cosine)),)),
            ),
        ),
        *_sizes_of_angle(product, squared),
    )
    table = notation_of(pair, Name(theta, named(theta)[0].meaning, definition=call("angle", a, b)))
    return Worked("angle", ANGLE_TITLE, given(pair), lines, _kind_of_angle(product, squared), table)


def _sizes_of_angle(product: Fraction, squared: Fraction) -> tuple[Line, Line]:
    """The angle in radians and in degrees, in full where it is 0, a right or a straight one."""
    radians: Expr
    if product**2 in (0, squared):
        relation = "equal"
        radians, degrees = (divide(PI, 2), number(90)) if not product else (PI, number(180)) if product < 0 else (
            number(0), number(0))
    else:
        relation = "approximately"
        size = math.atan2(root(squared - product**2), product)  # an arccos near 1 loses its digits
        radians, degrees = rounded(size), rounded(math.degrees(size))
    return (
        Line("In radians the angle is", steps(theta, (relation, radians))),
        Line("and in degrees", steps(multiply(divide(180, PI), theta), (relation, degrees))),
    )


def _cosine(product: Fraction, squared: Fraction) -> Fraction:
    perfect = perfect_root(squared)
    return product / (perfect if perfect is not None else root(squared))


def _kind_of_angle(product: Fraction, squared: Fraction) -> str:
    if product == 0:
        return "The dot product is 0: the vectors are orthogonal."
    if product**2 == squared:
        return f"The cosine is {'$1$: the vectors are aligned' if product > 0 else '$-1$: the vectors are opposite'}."
    kind = "positive: the angle is acute" if product > 0 else "negative: the angle is obtuse"
    return f"The dot product is {kind}."


ANGLE_TITLE = "The angle between two vectors"
ANGLE = Example(
    "angle", ANGLE_TITLE, "Which angle do these two vectors make?", _inputs("3,4", "4,-3/2"), _work_angle
)


def _work_projection(values: Mapping[str, Value]) -> Worked:
    pair = _pair(values)
    several("v", pair[v], "on a line every vector is its own projection")
    nonzero("v", pair[v], "there is no direction to project on")
    left, right = pair[u], pair[v]
    a, b, foot, rest = (sized(letter, len(left)) for letter in (u, v, p, r))
    share = inner(left, right) / inner(right, right)
    along = tuple(share * item for item in right)
    across = tuple(s - t for s, t in zip(left, along, strict=True))
    formula = multiply(divide(dot(a, b), power(norm(b), 2)), b)
    numbers = multiply(divide(number(inner(left, right)), number(inner(right, right))), written(right))
    numbers_left = (("equal", subtract(written(left), written(along))),) if is_short(along) else ()
    lines = (
        dot_line("How much of the first vector lies along the second? The dot product is", u, v, pair),
        _square_line("and the squared length of the second", b, squares(b, len(right)), pair, right),
        Line("So the projection is", steps(foot, ("equal", formula), ("equal", numbers), *column_result(along))),
        Line("What is left over is", steps(rest, ("equal", subtract(a, foot)), *numbers_left, *column_result(across))),
        dot_line("It is orthogonal to the second vector:", r, v, {r: across, v: right}),
    )
    table = notation_of(
        pair,
        Name(foot, "the projection of the first vector on the second", definition=formula),
        Name(rest, named(r)[0].meaning, definition=subtract(a, foot)),
    )
    answer = "The two parts add up to the first vector, and they are orthogonal."
    return Worked("projection", PROJECTION_TITLE, given(pair), lines, answer, table)


PROJECTION_TITLE = "A projection and what is left of it"
PROJECTION = Example(
    "projection",
    PROJECTION_TITLE,
    "Which part of the first vector lies along the second, and which part is orthogonal to it?",
    _inputs("3,1", "4,2"),
    _work_projection,
)

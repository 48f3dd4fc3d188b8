"""A chapter that holds one of each part."""

from typing import Any

import numpy as np

from mathnn.chapters.chapter import Agreement, Chapter, Exercise, Mistake, Run
from mathnn.claims import Claim, Derivation, Step
from mathnn.examples.catalogue import find
from mathnn.expression import Symbol, vector
from mathnn.expression.build import bind, dot, entry, equal, index, multiply, norm, power, scalar, transpose
from mathnn.figures.figure import Figure
from mathnn.notation import Name, notation

n, i = index("n"), index("i")
u, v = (Symbol(rf"\mathbf{{{letter}}}", vector(n)) for letter in "uv")
words = "Words *of* the module, $n = 2$."

products = bind("sum", i, multiply(entry(u, i), entry(v, i)), 1, n)
as_sum = Claim("dot-as-sum", equal(dot(u, v), products))
forms = Derivation("forms", "Forms of the dot product", dot(u, v), (
    Step("definition, summed over $i$", dot(u, v), products),
    Step("a row times a column is a number, the sum of the products of the entries, each with its own", products,
         multiply(transpose(u), v)),
))
order = Mistake(
    Claim("square", equal(dot(u, v), power(norm(u), 2)), role="mistake"),
    "It looks like a square.",
    "It is the square of a length only when $\\mathbf{u} = \\mathbf{v}$.",
)
worked = find("dot-product")


def draw() -> Any:
    """An arrow from the origin."""
    from matplotlib.figure import Figure as Picture

    picture = Picture(figsize=(2, 2))
    axes = picture.add_subplot()
    axes.plot([0, 2], [0, 1], gid="arrow")
    axes.set_aspect("equal")
    return picture


arrow = Figure("arrow", draw, "An arrow, $\\mathbf{u}$.", "An arrow from the origin to (2, 1).", ())


def compute() -> str:
    """The sum of two products."""
    return f"{np.array([3, 4]) @ np.array([2, 5])} coins"


run = Run("coins", "Apples and pears", compute)
agreement = Agreement("sum", as_sum, lambda: 2e-16, 12)
exercise = Exercise("two", "What is $2 \\cdot 3$?", "It is 6.", (Claim("product", equal(scalar("z"), scalar("z"))),))

chapter = Chapter(
    notation(Name(u, "a vector"), Name(v, "another one"), Name(n, "how many entries")),
    (as_sum,), (forms,), (run,), (agreement,), (worked,), (arrow,), (order,), (exercise,),
)

"""The letters of the book: each has one meaning, the same in all chapters. Chapters choose from here.

Vectors are bold and columns; their entries are plain letters with an index. A capital is a matrix.
"""

from __future__ import annotations

from mathnn.expression import INTEGER, NUMBER, Sort, Symbol, function, matrix, vector
from mathnn.notation import Name


def bold(letter: str, size: Symbol) -> Symbol:
    """A column of `size` numbers, printed bold."""
    return Symbol(rf"\mathbf{{{letter}}}", vector(size))


def _number(letter: str, sort: Sort = NUMBER) -> Symbol:
    return Symbol(letter, sort)


n, m, i, j = (_number(letter, INTEGER) for letter in "nmij")
u, v, w, x, p, q, r = (bold(letter, n) for letter in "uvwxpqr")
b, c, d, s, t, y, z = (_number(letter) for letter in "bcdstyz")
w0, x0 = (_number(letter) for letter in ("w_0", "x_0"))
theta, threshold = (_number(letter) for letter in (r"\theta", r"\vartheta"))
W = Symbol("W", matrix(m, n))
B, G = (Symbol(letter, matrix(n, n)) for letter in "BG")
basis = Symbol(r"\mathbf{e}", matrix(n, n))
biases = Symbol(r"\boldsymbol{\beta}", vector(m))
mu, nu = (Symbol(rf"\boldsymbol{{\{name}}}", vector(n)) for name in ("mu", "nu"))
H = Symbol("H", function())

MEANINGS: dict[Symbol, str] = {
    n: "the number of entries of a vector, which is the number of inputs",
    m: "the number of neurons in a layer",
    i: "an index that counts entries or neurons",
    j: "a second index",
    u: "a vector",
    v: "another vector",
    w: "the weights of a neuron; the normal of its hyperplane",
    x: "the input of a neuron; a point",
    p: "a point",
    q: "another point",
    r: "what is left of a vector after a projection",
    b: "the bias of a neuron",
    c: "a factor",
    d: "the signed distance of a point from a hyperplane",
    s: "another factor",
    t: "a share of the way from one point to another, from 0 to 1",
    y: "the output of a neuron, 0 or 1",
    z: "the pre-activation of a neuron: weighted sum plus bias",
    w0: "the bias, as the weight of a constant input",
    x0: "that constant input, which is 1",
    theta: r"the angle between two vectors, from 0 to $\pi$",
    threshold: "the threshold that a weighted sum is compared with",
    W: "the weights of a layer: row $i$ belongs to neuron $i$",
    B: "a matrix whose columns are the axes",
    G: "the dot products of the vectors of a basis with each other",
    basis: "the vectors of a basis, one for each index",
    mu: "the coordinates of a vector in a basis",
    nu: "the coordinates of another vector in that basis",
    biases: "the biases of a layer, one for each neuron",
    H: r"the step: 1 for $z \ge 0$, else 0",
}


def named(*symbols: Symbol) -> tuple[Name, ...]:
    """Rows of a notation for these letters."""
    return tuple(Name(symbol, MEANINGS[symbol]) for symbol in symbols)

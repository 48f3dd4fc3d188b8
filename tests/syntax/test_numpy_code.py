"""The NumPy text of a tree is run: what the book claims comes out true, what it calls a mistake comes out false."""

from __future__ import annotations

import numpy as np
import pytest

from mathnn.claims import Claim
from mathnn.errors import UsageError
from mathnn.expression import INTEGER, NUMBER, Expr, Symbol, function, matrix, vector
from mathnn.expression.build import add, bind, call, divide, entry, equal, multiply, negate, number, power, transpose
from mathnn.expression.tree import FROBENIUS
from mathnn.loading import chapter_of
from mathnn.outline import builtin, load
from mathnn.syntax.numpy_code import name, numpy_code

CHAPTER = chapter_of(load(builtin()), "perceptron")[1]
CLAIMS = [claim for claim in CHAPTER.equations if claim.role == "claim"]
MISTAKES = [mistake.claim for mistake in CHAPTER.mistakes]
n, m, i, j = (Symbol(letter, INTEGER) for letter in "nmij")
u, v = (Symbol(rf"\mathbf{{{letter}}}", vector(n)) for letter in "uv")
A, W = Symbol("A", matrix(n, n)), Symbol("W", matrix(m, n))
x, y, f = Symbol("x"), Symbol("y"), Symbol("f", function())


def values(seed: int) -> dict[str, object]:
    """What the letters of chapter 1 stand for, in sizes that are all different; what is defined is worked out here."""
    random = np.random.default_rng(seed)
    found: dict[str, object] = {"np": np, "n": 3, "m": 2, "i": 2, "j": 1, "c": 1.7 + seed, "x_0": 1.0}
    found |= {letter: random.normal(size=3) for letter in "uvwxpqr"}
    found |= {letter: random.normal() for letter in "bdst"} | {"B": random.normal(size=(3, 3))}
    found |= {"W": random.normal(size=(2, 3)), "beta": random.normal(size=2), "H": lambda z: float(z >= 0)}
    a, b = np.asarray(found["u"]), np.asarray(found["v"])
    found["theta"] = float(np.arccos(a @ b / np.sqrt(a @ a) / np.sqrt(b @ b)))
    return found | {"w_0": found["b"], "vartheta": -float(found["b"])}  # type: ignore[arg-type]


def run(tree: Expr, seed: int = 0, **more: object) -> object:
    return eval(numpy_code(tree), {**values(seed), **more})


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.name)
def test_what_the_book_claims_is_true_when_it_is_run(claim: Claim) -> None:
    assert all(bool(run(claim.statement, seed)) for seed in range(5))


@pytest.mark.parametrize("claim", MISTAKES, ids=lambda claim: claim.name)
def test_what_the_book_calls_a_mistake_is_false_somewhere(claim: Claim) -> None:
    signs = [{"c": -1.0}, {}]
    assert not all(bool(run(claim.statement, seed, **more)) for seed in range(40) for more in signs)


SQUARE = np.array([[2.0, 1.0, 0.0], [0.0, 3.0, 1.0], [1.0, 0.0, 4.0]])


@pytest.mark.parametrize(("tree", "expected"), [
    (multiply(u, transpose(v)), np.outer([1, 2, 3], [4, 5, 6])),
    (multiply(transpose(u), A, v), np.array([1, 2, 3]) @ SQUARE @ [4, 5, 6]),
    (multiply(transpose(u), v), 32.0),
    (call("norm", A, FROBENIUS), np.sqrt(np.sum(SQUARE ** 2))),
    (call("norm", u, Symbol(r"\infty")), 3.0),
    (multiply(u, transpose(v), A), np.outer([1, 2, 3], [4, 5, 6]) @ SQUARE),
    (multiply(x, add(u, v)), 0.5 * np.array([5, 7, 9])),
    (transpose(u), [[1, 2, 3]]),
    (power(A, number(2)), SQUARE @ SQUARE),
    (power(negate(x), number(2)), 0.25),
    (negate(power(x, number(2))), -0.25),
    (power(x, negate(number(1))), 2.0),
    (divide(number(1), multiply(x, y)), 1.0),
    (divide(divide(x, y), y), 0.125),
    (add(x, negate(add(x, y))), -2.0),
    (call("norm", u, number(1)), 6.0),
    (call("root", y, number(2)), np.sqrt(2)),
    (call("sigmoid", x), 1 / (1 + np.exp(-0.5))),
    (call("relu", negate(x)), 0.0),
    (call("softmax", u), np.exp([1, 2, 3]) / np.exp([1, 2, 3]).sum()),
    (call("max", x, y, number(1)), 2.0),
    (call("step", number(0)), 1.0),
    (call("angle", u, v), np.arccos(32 / np.sqrt(14 * 77))),
    (call("argmax", v), 3),
    (call("hadamard", u, v), [4, 10, 18]),
    (call("trace", A), 9.0),
    (call("det", A), np.linalg.det(SQUARE)),
    (call("inverse", A), np.linalg.inv(SQUARE)),
    (call("vec", A), [2, 0, 1, 1, 3, 0, 0, 1, 4]),
    (call("rows", call("vector", x, y), call("vector", y, x)), [[0.5, 2], [2, 0.5]]),
    (call("cases", x, call("less", x, y), y), 0.5),
    (entry(A, number(1), number(2)), 1.0),
    (entry(v, i), 5.0),
    (bind("sum", i, multiply(entry(u, i), entry(v, i))), 32.0),
    (bind("product", i, entry(u, i), 1, n), 6.0),
    (bind("max", i, entry(v, i)), 6.0),
    (call("expanded", bind("sum", i, entry(u, i), 1, n), number(2)), 6.0),
    (call("apply", f, x), 1.5),
    (call("delta", i, j), 0.0),
    (Symbol(r"\mathbf{1}", vector(n)), [1, 1, 1]),
], ids=str)
def test_values(tree: Expr, expected: object) -> None:
    given = {"np": np, "n": 3, "i": 2, "j": 1, "x": 0.5, "y": 2.0, "f": lambda z: z + 1, "A": SQUARE,
             "u": np.array([1, 2, 3]), "v": np.array([4, 5, 6])}
    found, wanted = np.asarray(eval(numpy_code(tree), given)), np.asarray(expected)
    assert found.shape == wanted.shape
    np.testing.assert_allclose(found, wanted)


@pytest.mark.parametrize(("tree", "text"), [
    (equal(y, add(x, number(1))), "y = x + 1"),
    (equal(call("apply", f, x), power(x, number(2))), "def f(x):\n    return x ** 2"),
    (equal(add(x, y), number(1)), "np.allclose(x + y, 1)"),
])
def test_definitions_assign(tree: Expr, text: str) -> None:
    assert numpy_code(tree, definition=True) == text


@pytest.mark.parametrize(("written", "python"), [
    (r"\mathbf{w}", "w"), (r"\theta", "theta"), (r"\hat{y}", "y_hat"), (r"\boldsymbol{\beta}", "beta"), ("x_0", "x_0"),
    ("lambda", "lambda_"),
])
def test_names(written: str, python: str) -> None:
    assert name(Symbol(written, NUMBER)) == python


@pytest.mark.parametrize("tree", [
    call("partial", y, x), call("factorial", x), add(Symbol("x"), entry(Symbol(r"\mathbf{x}", vector(n)), number(1))),
    bind("sum", i, x), bind("forall", x, call("less", x, y)),
], ids=str)
def test_what_numpy_has_no_form_for_is_refused(tree: Expr) -> None:
    with pytest.raises(UsageError):
        numpy_code(tree)


def test_the_chapter_has_claims_to_run() -> None:
    assert len(CLAIMS) > 10
    assert len(MISTAKES) >= 3

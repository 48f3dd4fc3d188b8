"""What would take for ever is refused at once, with a count of operations and not of seconds."""

from __future__ import annotations

import random
from collections.abc import Callable
from time import process_time

import pytest

from mathnn.check.exact import Exact, Field, TooLarge, derivative, exp, power, root, sigmoid, sign_of, sin, sqrt

SECONDS = 2.0  # generous: each takes milliseconds, what is not bounded takes for ever


def repeated(change: Callable[[Exact], Exact], times: int) -> Callable[[Exact, Exact], Exact]:
    def run(x: Exact, _: Exact) -> Exact:
        for _turn in range(times):
            x = change(x)
        return x

    return run


HOSTILE: dict[str, Callable[[Exact, Exact], Exact]] = {
    "a power tower of a number": lambda x, y: (x * 0 + 2) ** (10**9),
    "a number squared again and again": lambda x, y: repeated(lambda e: e * e, 60)(x * 0 + 2, y),
    "a monomial squared again and again": lambda x, y: repeated(lambda e: e * e, 60)(3 * x, y),
    "a surd squared again and again": lambda x, y: repeated(lambda e: e * e, 60)(1 + sqrt(x * 0 + 2), y),
    "a negative power": lambda x, y: (x + y) ** (-(10**9)),
    "a power of a sum": lambda x, y: (x + y) ** (10**6),
    "powers of powers": repeated(lambda e: (e + 1) ** 60, 5),
    "a rational power": lambda x, y: power(x, x * 0 + 10**9 + 1) * power(x, (x * 0 + 1) / (10**9 + 7)),
    "a root of high degree": lambda x, y: root(x, 10**9),
    "a multiple of an angle": lambda x, y: sin(10**9 * x),
    "an exponential of a huge multiple": lambda x, y: exp(x) + exp(10**9 * x),
    "roots of roots": repeated(lambda e: sqrt(e * e * e + 1) + sqrt(e), 40),
    "a deep network": repeated(lambda e: sigmoid(e * e + e), 400),
    "exponentials of exponentials": repeated(exp, 1000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_grows_without_end_is_refused_at_once(name: str) -> None:
    field = Field()
    x, y = field.variable("x"), field.variable("y")
    begin = process_time()
    with pytest.raises(TooLarge):
        HOSTILE[name](x, y)
    assert process_time() - begin < SECONDS


def test_many_fractions_are_refused_at_once() -> None:
    field = Field()
    begin = process_time()
    with pytest.raises(TooLarge):
        sum(1 / (field.variable(f"a{i}") + field.variable(f"b{i}")) for i in range(40))
    assert process_time() - begin < SECONDS


def test_a_sign_that_is_not_found_is_given_up() -> None:
    field = Field()
    chance = random.Random(7)
    v = [field.variable(f"v{i}") for i in range(6)]
    for fact in v:
        field.assume_positive(fact + 1)
    e = field.number(1)
    for _ in range(12):
        e = e + chance.choice([-3, 1, 2]) * chance.choice(v) ** 2 * chance.choice(v) * sqrt(chance.choice(v) ** 2 + 1)
    begin = process_time()
    sign_of(e)
    assert process_time() - begin < SECONDS


def test_the_budget_counts_operations_so_that_it_does_not_depend_on_the_machine() -> None:
    def left() -> int:
        field = Field()
        x = field.variable("x")
        derivative(sigmoid(x) ** 5, x)
        return field.ring.left

    assert left() == left()
    field = Field(budget=500)
    x, y = field.variable("x"), field.variable("y")
    with pytest.raises(TooLarge):
        (x + y + 1) ** 12 * (x + 1) ** 12

"""Stand-ins for a smooth function that the text leaves open: sums of powers and waves of linear forms.

Their derivatives of any order are known in closed form and are rational at rational points, but for the wave. What the
words say of the shape of a function, convex or increasing, its stand-ins keep.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from math import perm
from typing import Any
from zlib import crc32

import numpy as np

from mathnn.check.dual import Array
from mathnn.check.systems import System

SHAPES = ("simple", "mixed", "wave")
BLOCK = " @"  # behind a name: from which to which number are the arguments that a curve is about
CURVES = ("convex", "concave", "increasing", "decreasing", "gentle", "strong", "calm", "even", "odd")
MIRRORED = frozenset(("even", "odd"))
MODULI = ("gentle", "strong")  # f is L-smooth, f is mu-strongly convex: with the number as second argument


@dataclass(frozen=True, slots=True)
class Term:
    """factor (weights . u + shift)^degree; a degree of -1 is a sine."""

    factor: int
    weights: tuple[int, ...]
    shift: int
    degree: int


@lru_cache(maxsize=1024)
def terms(name: str, arity: int, shape: str) -> tuple[Term, ...]:
    """The function that a name stands for, the same in every run."""
    rng = np.random.default_rng(crc32(f"{name}/{arity}/{shape}".encode()))

    def weights() -> tuple[int, ...]:
        return tuple(int(w) for w in rng.choice([-2, -1, 1, 2], size=arity))

    curve, _, kind = shape.partition(" ")
    mirrored, _, bend = curve.partition("/")
    if mirrored in MIRRORED:
        return _mirrored(terms(name, arity, f"{bend} {kind}" if bend else kind), 1 if mirrored == "even" else -1)
    if (word := curve.partition("@")[0]) in CURVES:
        bent = _curved(word, SHAPES.index(kind), weights)
        block = name.partition(BLOCK)[2]
        return (*bent, _of_others(block, weights())) if block else bent
    if shape == "simple":
        return (Term(1, weights(), int(rng.integers(0, 3)), 2), Term(1, weights(), 0, 1))
    found = [Term(int(rng.choice([-1, 1, 2])), weights(), int(rng.integers(-1, 3)), d) for d in (3, 2, 1)]
    if shape == "wave":
        found.append(Term(1, weights(), 1, -1))
    return tuple(found)


def _mirrored(found: tuple[Term, ...], sign: int) -> tuple[Term, ...]:
    """f(u) + f(-u), which is even, or f(u) - f(-u), which is odd."""
    return (*found, *(Term(sign * term.factor, tuple(-w for w in term.weights), term.shift, term.degree)
                      for term in found))


def _of_others(block: str, weights: tuple[int, ...]) -> Term:
    """A cube of the arguments outside of a block: the function bends in them as it likes."""
    start, stop = map(int, block.split(":"))
    return Term(2, tuple(0 if start <= i < stop else w for i, w in enumerate(weights)), 1, 3)


def _with_modulus(curve: str, number: int, weights: Callable[[], tuple[int, ...]]) -> tuple[Term, ...]:
    """A square and a linear form; with a wave where it may bend both ways, all squares where it is strongly convex.

    The first strongly convex one bends just as much as its modulus says: a bound that asks for more fails there. The
    first smooth one has no linear form: its slope is small near 0, where bounds by the slope without its square fail.
    """
    bent = [Term(1, weights(), number, 2), Term(1, weights(), 0, 1)]
    count = len(bent[0].weights)
    if curve == "gentle":
        return (*bent, Term(1, weights(), 1, -1)) if number else tuple(bent[:1])
    own = [Term(1, tuple(int(i == j) for j in range(count)), 0, 2) for i in range(count)]
    if curve == "strong":
        return (*bent, *own, Term(1, weights(), 0, 4)) if number else (*own, bent[1])
    return (*bent, *own) if number else (bent[0], *own)


def modulus(word: str, name: str, arity: int, shape: str) -> int:
    """How much the stand-in for an L-smooth function bends at most; how much that of a strongly convex one at least."""
    if word == "strong":
        return 2
    found = terms(name, arity, shape)
    waves = sum(sum(w * w for w in term.weights) for term in found if term.degree < 0)
    return 2 * sum(w * w for w in found[0].weights) + waves + 2 * shape.startswith("calm")


def _curved(curve: str, number: int, weights: Callable[[], tuple[int, ...]]) -> tuple[Term, ...]:
    """Even powers of linear forms and a linear form; or odd powers, which rise with every argument."""
    if curve in (*MODULI, "calm"):
        return _with_modulus(curve, number, weights)
    if curve in ("convex", "concave"):
        sign = 1 if curve == "convex" else -1
        bent = [Term(sign * (1 + number), weights(), number, 2), Term(sign, weights(), 0, 4)]
        return (*bent[: 1 + number], Term(1, weights(), 0, 1))
    sign = 1 if curve == "increasing" else -1
    rising = tuple(1 + (number + i) % 2 for i in range(len(weights())))
    return tuple(Term(sign, rising, shift, degree) for shift, degree in ((0, 1), (number, 3))[: 1 + number])


def value(system: System, name: str, order: tuple[int, ...], args: tuple[Array, ...], shape: str) -> Array:
    """The function differentiated `order[i]` times by its i-th argument."""
    total: Array | None = None
    times = sum(order)
    for term in terms(name, len(args), shape):
        if 0 <= term.degree < times:
            continue
        scale = term.factor
        for weight, k in zip(term.weights, order, strict=True):
            scale *= weight**k
        inside = _inside(term, args)
        if term.degree < 0:
            wave = system.function("cos" if times % 2 else "sin", inside)
            added = wave * (scale * (-1) ** (times // 2))
        else:
            left, scale = term.degree - times, scale * perm(term.degree, times)
            added = inside if left == 1 else inside**left
            added = added if scale == 1 else added * scale
        total = added if total is None else total + added
    return system.number(0) if total is None else total


def _inside(term: Term, args: tuple[Array, ...]) -> Any:
    """weights . u + shift; nothing is multiplied by one or added to zero."""
    inside: Any = None
    for weight, arg in zip(term.weights, args, strict=True):
        if inside is None:
            inside = arg if weight == 1 else arg * weight
        elif weight == 1:
            inside = inside + arg
        elif weight == -1:
            inside = inside - arg
        elif weight:
            inside = inside + arg * weight
    return inside if not term.shift else term.shift if inside is None else inside + term.shift


def place(name: str) -> str:
    """The letter for the place at which a function of this name is spelled."""
    return "u" if name.strip() != "u" else "t"


def spell(name: str, arity: int, shape: str) -> str:
    """The function as LaTeX, for a counterexample."""
    names = [place(name)] if arity == 1 else [f"u_{{{i + 1}}}" for i in range(arity)]
    parts = []
    for term in terms(name, arity, shape):
        form = _linear(term, names)
        inside = form if term.degree == 1 and term.factor == 1 else f"({form})"
        if term.degree < 0:
            inside = rf"\sin{inside}"
        power = f"^{term.degree}" if term.degree > 1 else ""
        factor = {1: "", -1: "-"}.get(term.factor, str(term.factor))
        parts.append(f"{factor}{inside}{power}")
    return " + ".join(parts).replace("+ -", "- ")


def _linear(term: Term, names: list[str]) -> str:
    text = ""
    for weight, name in zip(term.weights, names, strict=True):
        size = "" if abs(weight) == 1 else str(abs(weight))
        text += (" - " if weight < 0 else " + " if text else "") + size + name
    if term.shift:
        text += f" {'-' if term.shift < 0 else '+'} {abs(term.shift)}"
    return text.strip()

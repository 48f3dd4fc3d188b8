"""What a proof asks for beyond what the text says, spelled for a reader."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from mathnn.check.exact import Condition, Exact, holds, missing
from mathnn.check.exact_value import as_fraction
from mathnn.check.products import determinant

if TYPE_CHECKING:
    from mathnn.check.setting import ExactScene

_SIGNS = {"nonzero": r"\ne", "positive": ">", "nonnegative": r"\ge", "smooth": r"\ne"}


@dataclass(frozen=True, slots=True)
class Needed:
    """A condition that the text did not give. `leaf` is the free symbol that must not be 0, where that is all."""

    latex: str
    kind: str
    leaf: str | None = None


def needed(scene: ExactScene, own: list[Condition], other: list[Condition]) -> list[Needed]:
    """What `own` asks for beyond the facts and beyond `other`."""
    from mathnn.check.setting import supposing

    if not own:
        return []
    with supposing(scene.system.field, other):
        left = [c for c in missing(own) if not holds(c)]
    return [spell(scene, c) for c in left]


def without(scene: ExactScene, answers: tuple[int, ...]) -> list[Needed]:
    """The case that has to be left out: what was last supposed to be 0; without such, what was below or above it."""
    supposed = tuple(zip(scene.system.supposed, answers, strict=False))
    if not supposed:
        return []
    last, sign = next((each for each in reversed(supposed) if not each[1]), supposed[-1])
    return [spell(scene, Condition("nonnegative", -last if sign > 0 else last) if sign else Condition("nonzero", last))]


def strict(conditions: tuple[str, ...]) -> tuple[str, ...]:
    """x >= 0 and x != 0 as x > 0, and so with <=; the rest as it is."""
    found = list(conditions)
    for weak, sign in ((r" \ge ", " > "), (r" \le ", " < ")):
        for bound in conditions:
            if weak in bound and (apart := bound.replace(weak, r" \ne ")) in found:
                found[found.index(bound)] = bound.replace(weak, sign)
                found.remove(apart)
    return tuple(found)


def spell(scene: ExactScene, condition: Condition) -> Needed:
    """A condition in the symbols of the text: x > 0, w != 0 for a sum of squares, a - b >= 0."""
    matrix = _determinant(scene, condition.value)
    if matrix is not None and condition.kind == "nonzero":
        return Needed(rf"\det {matrix} \ne 0", "nonzero")
    vector = _vector_of_squares(scene, condition.value)
    if vector is not None:
        return Needed(rf"{vector} \ne 0", "nonzero", vector)
    name = _variable(condition.value)
    shown = _generic(name) if name else _polynomial(condition.value)
    solved = _solved(condition)
    leaf = name if name and "_{" not in name and condition.kind == "nonzero" else None
    return Needed(solved or f"{shown} {_SIGNS[condition.kind]} 0", condition.kind, leaf)


def _variable(e: Exact) -> str | None:
    """The name when e is a single variable, or its absolute value."""
    n = e.numerator
    if not e.denominator.is_one() or len(n) != 1 or n.total_degree() != 1 or n.leading_coefficient() != 1:
        return None
    field = e.field
    n = field.ring.lift(n)
    number_ = field.ring.size - 1 - next(i for i, k in enumerate(n.degrees()) if k)
    generator = field.generators[number_]
    if generator.kind in ("abs", "root") and generator.args:
        return _variable(generator.args[0])
    return generator.name if generator.kind == "variable" else None


def _generic(name: str) -> str:
    """x_i for every entry: what one entry asks for, each does."""
    head, _, at = name.rpartition("_{")
    if not head:
        return name
    places = at.rstrip("}").split(",")
    return f"{head}_{{{','.join('ijk'[: len(places)])}}}" if len(places) > 1 else f"{head}_i"


def _polynomial(e: Exact) -> str:
    """Any exact value, roughly as LaTeX."""
    text = e.field.spell(e)
    for head, shown in _SPELLED.items():
        if head in text:
            text = re.sub(rf"\b{head}\(([^()]*)\)", shown, text)
    return text.replace("*", " ")


def _solved(condition: Condition) -> str | None:
    """x != 1 for x - 1 != 0, and the same for inequalities."""
    e = condition.value
    n = e.field.ring.lift(e.numerator)
    if not e.denominator.is_one() or n.total_degree() != 1 or len(n) != 2:
        return None
    terms = [(c, m) for m, c in n.terms()]
    constant = [c for c, m in terms if not any(m)]
    linear = [(c, m) for c, m in terms if any(m)]
    if len(constant) != 1 or len(linear) != 1:
        return None
    c, m = linear[0]
    place = next(i for i, k in enumerate(m) if k)
    generator = e.field.generators[e.field.ring.size - 1 - place]
    if generator.kind not in ("variable", "abs"):
        return None
    name = _generic(generator.name) if generator.kind == "variable" else f"|{_polynomial(generator.args[0])}|"
    value = -as_fraction(constant[0]) / as_fraction(c)
    sign = _SIGNS[condition.kind]
    if c < 0:
        sign = {">": "<", r"\ge": r"\le"}.get(sign, sign)
    return f"{name} {sign} {_fraction(value)}"


def _fraction(value: Fraction) -> str:
    if value.denominator == 1:
        return str(value)
    sign = "-" if value < 0 else ""
    return rf"{sign}\frac{{{abs(value.numerator)}}}{{{value.denominator}}}"


def _determinant(scene: ExactScene, e: Exact) -> str | None:
    """A when e is its determinant; X^T X, or X X^T, when it is that of one of these."""
    for (name, label), values in scene.variables.made.items():
        if values.ndim != 3 or label is not None or min(values.shape[:2]) < 2:
            continue
        rows, columns = values.shape[:2]
        squared = name if rows == columns else rf"({name}^\top {name})" if rows > columns else rf"({name} {name}^\top)"
        whole = determinant(scene.system, values if rows == columns else _gram(values, rows > columns))
        assert isinstance(whole, np.ndarray)
        if e.field.same(scene.system.lift(whole[0]), e) or e.field.same(-scene.system.lift(whole[0]), e):
            return squared
    return None


def _gram(values: np.ndarray, is_tall: bool) -> np.ndarray:
    """X^T X of a tall matrix, X X^T of a wide one; the last axis counts the points."""
    tall = values if is_tall else values.swapaxes(0, 1)
    at = range(tall.shape[1])
    return np.array([[sum(row[i] * row[j] for row in tall) for j in at] for i in at], dtype=object)


def _vector_of_squares(scene: ExactScene, e: Exact) -> str | None:
    """w when e is the sum of the squares of all its entries, or the root of that."""
    field = e.field
    single = e.numerator if len(e.numerator) == 1 and e.numerator.total_degree() == 1 else None
    if single is not None and e.denominator.is_one():
        at = field.ring.size - 1 - next(i for i, k in enumerate(field.ring.lift(single).degrees()) if k)
        generator = field.generators[at]
        return _vector_of_squares(scene, generator.args[0]) if generator.kind == "root" else None
    for key, values in scene.variables.made.items():
        if values.size > 1 and key[1] is None:
            squares = sum((scene.system.lift(v) ** 2 for v in values.flat), field.number(0))
            if field.same(squares, e):
                return key[0]
    return None


_SPELLED = {"abs": r"|\1|", "root": r"\\sqrt{\1}", "exp": r"e^{\1}"}  # of functions in what stands for a value

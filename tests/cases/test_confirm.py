"""The case tables are well formed, and NumPy alone confirms the verdict that each expects."""

from __future__ import annotations

import importlib
import zlib
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from .confirm.draw import Draw
from .confirm.oracle import Kind, Outcome
from .tables import Case, read_cases

POINTS = 60
# A difference this large cannot come from rounding or from a difference quotient.
CERTAIN = 1e-3
GROUPS = {
    "scalar", "sums", "dot_products", "matrices", "elementwise", "activations", "softmax",
    "gradients", "chain_rule", "backward", "steps", "inequalities", "updates", "numbers", "integrals", "limits",
    "probability", "quantifiers", "hypotheses", "assumptions",
}  # fmt: skip
CASES = read_cases()
IDS = [case.id for case in CASES]
Confirmation = Callable[[Draw], Outcome]


@cache
def _module(group: str) -> ModuleType:
    return importlib.import_module(f"{__package__}.confirm.{group}")


def _confirmation(case: Case) -> Confirmation:
    function: Confirmation = getattr(_module(case.group), case.id.replace("-", "_"))
    return function


@cache
def _outcomes(case: Case) -> tuple[Outcome, ...]:
    """What the confirmation sees at each point; a product that NumPy refuses is a clash of shapes.

    A clash of shapes is sought at sizes above 1: a column and a row of one entry do not clash.
    """
    seen, smallest = [], 2 if case.expect == "mistyped" else 1
    for point in range(POINTS):
        try:
            with np.errstate(all="ignore"):
                seen.append(_confirmation(case)(Draw([zlib.crc32(case.id.encode()), point], smallest)))
        except ValueError:
            seen.append(Outcome(Kind.CLASH))
    return tuple(seen)


def _is_confirmed(expect: str, outcomes: tuple[Outcome, ...]) -> bool:
    if expect == "mistyped":
        return _always_clashes(outcomes)
    if expect == "refuted":
        return _has_counterexample(outcomes)
    if expect == "conditional":
        return _needs_its_condition(outcomes)
    return all(outcome.admitted is None for outcome in outcomes) and _always_holds(outcomes)


def _always_clashes(outcomes: tuple[Outcome, ...]) -> bool:
    return all(outcome.kind is Kind.CLASH for outcome in outcomes)


def _has_counterexample(outcomes: tuple[Outcome, ...]) -> bool:
    fits = all(outcome.kind is not Kind.CLASH and outcome.admitted is None for outcome in outcomes)
    return fits and any(outcome.kind is Kind.FAILS and outcome.gap > CERTAIN for outcome in outcomes)


def _always_holds(outcomes: tuple[Outcome, ...]) -> bool:
    """At every point where a side is defined, with at least a few such points."""
    kinds = Counter(outcome.kind for outcome in outcomes)
    return kinds[Kind.HOLDS] >= 3 and kinds[Kind.HOLDS] + kinds[Kind.NOWHERE] == len(outcomes)


def _needs_its_condition(outcomes: tuple[Outcome, ...]) -> bool:
    """True wherever the condition holds; without it false, or undefined on one side, somewhere."""
    inside = tuple(outcome for outcome in outcomes if outcome.admitted is True)
    outside = [outcome for outcome in outcomes if outcome.admitted is False]
    broken = [o for o in outside if o.kind is Kind.PARTLY or (o.kind is Kind.FAILS and o.gap > CERTAIN)]
    return bool(broken) and len(inside) + len(outside) == len(outcomes) and _always_holds(inside)


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_numpy_confirms_the_expected_verdict(case: Case) -> None:
    outcomes = _outcomes(case)
    seen = Counter((outcome.kind.value, outcome.admitted) for outcome in outcomes)
    assert _is_confirmed(case.expect, outcomes), f"{case.path}:{case.line}: {case.expect}, but saw {dict(seen)}"


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_no_other_verdict_is_confirmed(case: Case) -> None:
    verdicts = {"proved", "conditional", "refuted", "mistyped"}
    own = "proved" if case.expect in ("tested", "proved-or-tested") else case.expect
    assert not any(_is_confirmed(other, _outcomes(case)) for other in verdicts - {own})


def test_every_confirmation_belongs_to_a_case() -> None:
    for group in GROUPS:
        module = _module(group)
        confirmed = {
            name.replace("_", "-")
            for name, value in vars(module).items()
            if callable(value) and value.__module__ == module.__name__ and not name.startswith("_")
        }
        assert confirmed == {case.id for case in CASES if case.group == group}


def test_the_confirmations_are_independent_of_the_package() -> None:
    sources = sorted((Path(__file__).parent / "confirm").glob("*.py"))
    assert len(sources) > len(GROUPS)
    assert not [path.name for path in sources if "mathnn" in path.read_text(encoding="utf-8")]


def test_the_tables_are_large_and_spread() -> None:
    assert {case.group for case in CASES} == GROUPS
    assert len(CASES) >= 340
    assert sum(case.is_false for case in CASES) >= 150
    assert min(Counter(case.group for case in CASES).values()) >= 20
    assert len({(case.latex, case.given) for case in CASES}) == len(CASES)


def test_every_group_holds_both_true_and_false_statements() -> None:
    for group in GROUPS:
        assert {case.is_false for case in CASES if case.group == group} == {True, False}


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("id: a\nlatex: x = x\nexpect: proved\n", "no value for why"),
        ("id: a\nlatex: x = x\nexpect: true\nwhy: b\n", "unknown verdict"),
        ("id: a\nlatex: x = x\nexpect: conditional\nwhy: b\n", "a condition belongs"),
        ("id: a\nid: b\n", "expected one"),
        ("id: a\nlatex: x = x\nexpect: proved\nwhy: b\n\n" * 2, "the id a is used twice"),
    ],
)
def test_a_bad_block_is_refused_with_its_place(tmp_path: Path, text: str, complaint: str) -> None:
    (tmp_path / "bad.txt").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=rf"bad\.txt:\d+: {complaint}"):
        read_cases(tmp_path)


def test_a_case_is_read_as_written(tmp_path: Path) -> None:
    text = "# scalars\nid: a\nlatex: x : x = 1\ngiven: x > 0\nexpect: refuted\nwhy: b\n"
    (tmp_path / "small.txt").write_text(text, encoding="utf-8")
    (case,) = read_cases(tmp_path)
    expected = Case("a", "x : x = 1", "x > 0", "refuted", "", "b", "small", tmp_path / "small.txt", 2)
    assert case == expected
    assert case.is_false
    assert not replace(case, expect="tested").is_false

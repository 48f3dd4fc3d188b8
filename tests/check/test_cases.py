"""Every statement of the case tables gets the verdict that was settled before any checker ran."""

from __future__ import annotations

import pytest

from mathnn.check.verify import verify
from tests.cases.tables import Case, read_cases

CASES = read_cases()
PROOF_EXPECTED = [case for case in CASES if case.expect in ("proved", "proved-or-tested")]


def allowed(case: Case) -> tuple[str, ...]:
    """The verdicts that are right for a case."""
    return ("proved", "tested") if case.expect == "proved-or-tested" else (case.expect,)


@pytest.mark.parametrize("case", CASES, ids=[case.id for case in CASES])
def test_verdict(case: Case) -> None:
    found = verify(case.latex, case.given)
    assert found.kind in allowed(case), f"{case.path.name}:{case.line}: {found.reason} ({found.reading})"
    if found.kind == "refuted":
        assert found.counterexample is not None
    if found.kind == "conditional":
        assert found.conditions


def test_most_true_equalities_are_proved() -> None:
    kinds = [verify(case.latex, case.given).kind for case in PROOF_EXPECTED]
    assert kinds.count("proved") >= 0.95 * len(kinds)

"""Every statement of the case tables gets the verdict that was settled before any checker ran."""

from __future__ import annotations

import pytest

from mathnn.check.verify import verify
from mathnn.expression import Call
from mathnn.syntax.declare import declare
from mathnn.syntax.read import read
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
    kinds = [verify(case.latex, case.given).kind for case in PROOF_EXPECTED if is_equality(case)]
    assert len(kinds) > 200
    assert kinds.count("proved") >= 0.95 * len(kinds)


def is_equality(case: Case) -> bool:
    """Is the statement an equation, or a chain of such?"""
    tree = read(case.latex, declare(case.given)).tree
    links = tree.args if isinstance(tree, Call) and tree.op in ("chain", "and") else (tree,)
    return all(isinstance(link, Call) and link.op in ("equal", "identical") for link in links)

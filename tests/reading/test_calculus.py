"""Integrals, limits, derivatives at points and total derivatives where a text writes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from mathnn.proofread import review
from mathnn.reading.entry import Entry

DOCUMENT = Path(__file__).parent.parent / "documents_cases" / "calculus.md"
TRUE = ("proved", "conditional", "tested")
WRONG = (r"\int_a^b q(x) \;dx = A(a) - A(b)", r"\int_0^2 x \;dx = 1", r"\nabla f(1, 1) =")


@pytest.fixture(scope="module")
def claims() -> list[Entry]:
    """The displayed statements of the document, in order."""
    return [entry for entry in review(DOCUMENT).entries if entry.display]


def is_wrong(entry: Entry) -> bool:
    """Is this one of the statements that were written to be false?"""
    return entry.latex.strip().startswith(WRONG)


def test_every_equation_is_read(claims: list[Entry]) -> None:
    assert all(entry.is_read for entry in claims)
    assert len(claims) == 12


def test_true_statements_are_not_called_false(claims: list[Entry]) -> None:
    found = {entry.latex: entry.verdict.kind for entry in claims if not is_wrong(entry)}
    assert set(found.values()) <= set(TRUE), found
    nearly = [latex for latex, kind in found.items() if kind == "conditional"]
    assert any(latex.startswith("q(x + h)") for latex in nearly), found  # it holds as h goes to 0
    assert not any(entry.verdict.is_wrong for entry in claims if not is_wrong(entry))


def test_false_statements_are_found(claims: list[Entry]) -> None:
    assert [entry.verdict.kind for entry in claims if is_wrong(entry)] == ["refuted"] * len(WRONG)

"""The book as a foreign document: its own checker reads all of it and calls nothing wrong but what is marked so."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from mathnn.proofread import Review, review_all

OUTPUT = Path(__file__).parents[1] / "output"
FOLDERS = ("markdown", "latex", "examples")


@pytest.fixture(scope="module")
def reviews() -> Sequence[Review]:
    return review_all([OUTPUT / folder for folder in FOLDERS])


def test_every_document_can_be_used(reviews: Sequence[Review]) -> None:
    assert len(reviews) >= 10
    assert not [(each.path, each.problem) for each in reviews if each.problem]
    assert not [notice for each in reviews for notice in each.notices]


def test_nothing_is_unreadable(reviews: Sequence[Review]) -> None:
    assert not [(str(entry.place), entry.verdict.reason) for each in reviews for entry in each.entries
                if not entry.is_read]


def test_nothing_is_called_wrong_but_what_is_marked(reviews: Sequence[Review]) -> None:
    entries = [entry for each in reviews for entry in each.entries]
    assert not [(str(entry.place), entry.latex) for entry in entries
                if entry.verdict.is_wrong and entry.role != "mistake"]
    marked = [entry for entry in entries if entry.role == "mistake"]
    assert len(marked) >= 8
    assert not [(str(entry.place), entry.latex, entry.verdict.kind) for entry in marked
                if not (entry.verdict.is_wrong or entry.verdict.kind == "conditional")]  # c < 0 swaps the sides


def test_there_are_no_findings(reviews: Sequence[Review]) -> None:
    assert not [found for each in reviews for found in each.findings]


def test_most_claims_are_settled(reviews: Sequence[Review]) -> None:
    claims = [entry for each in reviews for entry in each.entries if entry.role == "claim"]
    settled = sum(entry.verdict.is_settled for entry in claims)
    assert settled / len(claims) >= 0.75, f"{settled} of {len(claims)}"

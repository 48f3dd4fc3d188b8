"""Small texts of ours: for each statement the line, the role and the verdict that a reader gives it.

The expectations stand beside a text in a table of the same name, written before the checker ran.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from mathnn.proofread import review

TEXTS = Path(__file__).parent / "texts"
TABLES = sorted(TEXTS.glob("*.txt"))


def expected(table: Path) -> list[tuple[int, str, str]]:
    """The rows of a table: line, role, verdict."""
    rows = (line.split() for line in table.read_text(encoding="utf-8").splitlines())
    return [(int(line), role, verdict) for line, role, verdict in rows]


@pytest.mark.parametrize("table", TABLES, ids=[table.stem for table in TABLES])
def test_each_statement_is_read_as_expected(table: Path) -> None:
    (text,) = (path for path in TEXTS.glob(f"{table.stem}.*") if path != table)
    found = [(entry.place.line or 0, entry.role, entry.verdict.kind)
             for entry in review(text).entries if entry.role != "fragment"]
    assert found == expected(table)


def test_every_text_has_its_table() -> None:
    assert {path.stem for path in TEXTS.iterdir()} == {table.stem for table in TABLES}
    assert len(TABLES) >= 6

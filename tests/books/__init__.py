"""A small book for the tests, and copies of it in which one thing is wrong."""

from __future__ import annotations

import shutil
from pathlib import Path

VECTORS = Path(__file__).parent / "vectors"


def copy(to: Path, *edits: tuple[str, str, str]) -> Path:
    """The test book in a folder of its own, with (file, old, new) replaced; an old text must be there."""
    book = to / "book"
    shutil.copytree(VECTORS, book, ignore=shutil.ignore_patterns("__pycache__"))
    for name, old, new in edits:
        path = book / name
        text = path.read_text(encoding="utf-8")
        assert old in text, (name, old)
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return book

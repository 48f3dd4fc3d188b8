"""A book's outline, `book.toml`: its titles, its chapters in order, and where their templates and modules are.

A book is a folder with `book.toml`, a template ``chapters/NAME.md.j2`` and a module ``NAME.py`` for each written
chapter. The modules of a book stand beside its templates, or in the package that `modules` names.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mathnn.errors import Place, UsageError
from mathnn.nearby import suggestion

_SOURCE = re.compile(r"[a-z][a-z0-9_]*")
_KEYS = {"title", "subtitle", "author", "language", "modules", "chapter"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One chapter of the outline; without a `source` it is not yet written."""

    number: int
    title: str
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """The book as `book.toml` tells it. `modules` is a package's name, empty when the modules stand in the folder."""

    folder: Path
    title: str
    chapters: tuple[Entry, ...]
    subtitle: str = ""
    author: str = ""
    language: str = "en"
    modules: str = ""

    @property
    def written(self) -> tuple[Entry, ...]:
        """The chapters that have a source."""
        return tuple(entry for entry in self.chapters if entry.source)

    def template(self, source: str) -> Path:
        """Where a chapter's template is."""
        return self.folder / "chapters" / f"{source}.md.j2"

    def choose(self, names: tuple[str, ...]) -> tuple[Entry, ...]:
        """The chapters of these names or numbers, each once; all that are written without any. Raises UsageError."""
        known = {entry.source: entry for entry in self.written if entry.source}
        numbers = {str(entry.number): entry for entry in self.chapters}
        chosen = []
        for name in names:
            entry = known.get(name) or numbers.get(name)
            if entry is None:
                raise UsageError(f"there is no chapter {name!r}; {suggestion(name, known)}")
            if entry.source is None:
                raise UsageError(f"chapter {entry.number}, {entry.title!r}, is not yet written")
            if entry not in chosen:
                chosen.append(entry)
        return tuple(chosen) or self.written


def builtin() -> Path:
    """The folder of the book that comes with the package: packed inside it, or beside it in a checkout."""
    inside = Path(__file__).parent / "templates"
    return inside if inside.is_dir() else Path(__file__).parents[1] / "templates"


def load(folder: Path) -> Outline:
    """Read ``book.toml``. Raises UsageError with its place for a file that is missing or is no outline."""
    path = folder / "book.toml"
    place = Place(str(path))
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise UsageError("there is no such file; a book is a folder with a book.toml", place=place) from None
    except OSError as error:
        raise UsageError(f"cannot be read: {error.strerror}", place=place) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"is not TOML: {error}", place=place) from None
    try:
        return _outline(folder, table)
    except UsageError as error:
        raise error.at(place) from None


def _outline(folder: Path, table: dict[str, Any]) -> Outline:
    for key in table:
        if key not in _KEYS:
            raise UsageError(f"unknown key {key!r}; {suggestion(key, _KEYS)}")
    rows = table.pop("chapter", [])
    if not isinstance(rows, list) or not rows:
        raise UsageError("has no [[chapter]]")
    if "title" not in table:
        raise UsageError("has no title")
    for key, value in table.items():
        if not isinstance(value, str):
            raise UsageError(f"{key} is a text, not {value!r}")
    chapters = tuple(_entry(number, row) for number, row in enumerate(rows, start=1))
    sources = [entry.source for entry in chapters if entry.source]
    for entry in chapters:
        if entry.source and sources.count(entry.source) > 1:
            raise UsageError(f"chapter {entry.number}: the source {entry.source!r} stands twice; give it another")
    return Outline(folder, chapters=chapters, **table)


def _entry(number: int, row: object) -> Entry:
    if not isinstance(row, dict) or not isinstance(row.get("title"), str):
        raise UsageError(f"chapter {number} has no title")
    if extra := set(row) - {"title", "source"}:
        raise UsageError(f"chapter {number}: unknown key {min(extra)!r}; {suggestion(min(extra), ('title', 'source'))}")
    source = row.get("source")
    if source is not None and (not isinstance(source, str) or not _SOURCE.fullmatch(source)):
        raise UsageError(f"chapter {number}: source is a name in small letters, such as perceptron, not {source!r}")
    return Entry(number, row["title"], source)

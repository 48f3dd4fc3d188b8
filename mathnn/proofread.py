"""Flow 2, `verify`: a document goes in, every statement of it comes out with its role and its verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from mathnn.documents.document import Document, Kind, Notice
from mathnn.documents.files import find_documents
from mathnn.documents.read import document_from_text, read_document
from mathnn.errors import MathnnError, Place, UsageError
from mathnn.notation import Notation
from mathnn.reading.entry import Entry, Finding
from mathnn.reading.known import Known
from mathnn.reading.walk import entries
from mathnn.syntax.declare import declare
from mathnn.workers import workers

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Review:
    """What was found of one document: its statements in order, and what several of them show together.

    `problem` says why the file could not be used; then there are no entries.
    """

    path: str
    entries: tuple[Entry, ...] = ()
    findings: tuple[Finding, ...] = ()
    notices: tuple[Notice, ...] = ()
    problem: str | None = None

    @property
    def faults(self) -> tuple[Entry, ...]:
        """What its author should look at: refuted and mistyped statements, and mistakes on purpose that are none."""
        return tuple(entry for entry in self.entries if entry.is_fault)

    @property
    def summary(self) -> dict[str, int]:
        """Counts, as in the JSON report."""
        from mathnn.review_report import summary

        return summary([self])

    def to_json(self) -> dict[str, object]:
        """The JSON report of this document alone."""
        from mathnn.review_report import as_json

        return as_json([self])

    def _repr_markdown_(self) -> str:
        from mathnn.review_report import as_markdown

        return as_markdown([self])

    def __str__(self) -> str:
        from mathnn.review_report import as_text

        return as_text([self])


def review(path: str | Path, notation: str | Notation = "") -> Review:
    """Read a document and judge every statement of it in the context of all before it.

    `notation` holds declarations for the whole document, as a comment at its beginning would. Raises UsageError for a
    file that cannot be used, ReadError and SortError for a notation that cannot be read.
    """
    return review_document(read_document(path), notation)


def review_text(text: str, kind: Kind = "markdown", notation: str | Notation = "", path: str = "-") -> Review:
    """The same for a document that is no file."""
    return review_document(document_from_text(text, kind, path), notation)


def review_document(document: Document, notation: str | Notation = "") -> Review:
    """The same for a document whose equations were located."""
    known = Known()
    known.take(declare(notation) if isinstance(notation, str) else notation, 0)
    found = tuple(entries(document, known))
    return Review(document.path, found, tuple(known.findings), document.notices)


# --- many documents ---------------------------------------------------------------------------------------------------


def review_all(paths: Sequence[Path], notation: str = "", jobs: int = 1,
               progress: Progress = lambda doing: None) -> list[Review]:
    """Reviews of files and of every document below folders, in order. What cannot be used is a review that says why."""
    declare(notation)  # what is wrong with it is said once, before any document is read
    found = list(_documents(paths))
    asked = [path for path in found if isinstance(path, Path)]
    work = partial(_reviewed, notation=notation)
    done = iter(_in_parallel(work, asked, jobs))
    reviews: list[Review] = []
    for path in found:
        if isinstance(path, Review):
            reviews.append(path)
            continue
        progress(str(path))
        reviews.append(next(done))
    included = {name for each in reviews for name in _included(each)}
    return [each for each in reviews if each.path not in included]


def _included(review: Review) -> set[str]:
    """Other files whose equations are among this document's: they need not be reported twice."""
    return {entry.place.path for entry in review.entries} - {review.path}


def _in_parallel(work: Callable[[Path], Review], paths: Sequence[Path], jobs: int) -> Iterable[Review]:
    if jobs == 1 or len(paths) < 2:
        yield from map(work, paths)
        return
    with workers(min(jobs, len(paths))) as pool:
        yield from pool.map(work, paths)


def _documents(paths: Sequence[Path]) -> Iterator[Path | Review]:
    """The documents that are asked for, each once; a path that leads to none is a review that says so."""
    seen: set[Path] = set()
    for path in paths:
        try:
            found = find_documents(path)
        except MathnnError as error:
            yield Review(str(path), problem=error.message)
            continue
        for document in found:
            if document not in seen:
                seen.add(document)
                yield document


def _reviewed(path: Path, notation: str) -> Review:
    try:
        return review(path, notation)
    except UsageError as error:
        place = error.place or Place()
        return Review(str(path), problem=str(error) if place.path not in ("", str(path)) else error.message)

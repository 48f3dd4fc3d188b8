"""`mathnn verify PATH...`: the reviews of documents, what is new against a baseline, the report, the exit status."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from mathnn.documents.files import decode
from mathnn.errors import Place, UsageError
from mathnn.proofread import Progress, Review, review_all, review_text
from mathnn.reading.entry import Entry
from mathnn.review_report import as_markdown, as_text, json_text, shows
from mathnn.review_sarif import as_sarif

INPUT = Path("-")
Seen = Counter[tuple[str, str, str]]

_FORMATS: dict[str, Callable[..., str]] = {
    "text": as_text, "sarif": as_sarif, "markdown": as_markdown, "json": lambda reviews, strict: json_text(reviews),
}


def verify_documents(paths: Sequence[Path], notation: str, form: str, *, strict: bool, jobs: int,
                     baseline: Path | None, progress: Progress) -> tuple[str, int]:
    """The report on these documents, and the exit status: 2 a file could not be used, 1 there is a fault, 0 neither.

    Raises UsageError for a baseline that cannot be used, ReadError and SortError for a notation that cannot be read.
    """
    known = _baseline(baseline) if baseline is not None else Counter()
    reviews: list[Review] = []
    for path in paths:
        reviews += [_from_input(notation)] if path == INPUT else []
    reviews += review_all([path for path in paths if path != INPUT], notation, jobs, progress)
    status = _status(reviews, known, strict=strict)
    if known:
        left = Counter(known)
        reviews = [_without(review, left, strict=strict) for review in reviews]
    return _FORMATS[form](reviews, strict=strict), status


def _from_input(notation: str) -> Review:
    """The document on standard input."""
    if sys.stdin is None:
        return Review("-", problem="standard input is closed")
    try:
        return review_text(decode(sys.stdin.buffer.read(), "-"), "markdown", notation)
    except UsageError as error:
        return Review("-", problem=error.message)


def _status(reviews: Sequence[Review], known: Seen, *, strict: bool) -> int:
    if any(review.problem is not None for review in reviews):
        return 2
    left = Counter(known)
    for review in reviews:
        for entry in review.entries:
            if shows(entry, strict=strict) and not _take(left, _key(review, entry)):
                return 1
    return 0


def _take(left: Seen, key: tuple[str, str, str]) -> bool:
    """Whether a fault stands in the baseline; each one there excuses one here."""
    left[key] -= 1
    return left[key] >= 0


def _without(review: Review, left: Seen, *, strict: bool) -> Review:
    """The review with what stands in the baseline marked as ignored."""
    def stands(entry: Entry) -> bool:
        return shows(entry, strict=strict) and _take(left, _key(review, entry))

    return replace(review, entries=tuple(
        replace(entry, ignored="it stands in the baseline") if stands(entry) else entry for entry in review.entries))


def _key(review: Review, entry: Entry) -> tuple[str, str, str]:
    return os.path.abspath(review.path), _spaced(entry.latex), entry.verdict.kind


def _baseline(path: Path) -> Seen:
    """The faults of an earlier JSON report, counted; lines may have moved since, so they do not matter."""
    try:
        report = json.loads(path.read_text(encoding="utf-8"))
        return Counter((os.path.abspath(document["path"]), _spaced(equation["latex"]), equation["verdict"])
                       for document in report["documents"] for equation in document["equations"]
                       if equation["verdict"] in ("refuted", "mistyped", "unreadable", "unsettled"))
    except OSError as error:
        raise UsageError(f"the baseline cannot be read: {error.strerror}", place=Place(str(path))) from None
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise UsageError("is no JSON report of mathnn verify", place=Place(str(path))) from None


def _spaced(latex: str) -> str:
    return " ".join(latex.split())

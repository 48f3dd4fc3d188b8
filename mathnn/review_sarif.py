"""Reviews as SARIF 2.1.0 (OASIS, 2020), which code hosts show beside the lines of a change."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING
from urllib.parse import quote

from mathnn import __version__
from mathnn.errors import Place
from mathnn.reading.entry import Entry
from mathnn.review_report import shows

if TYPE_CHECKING:
    from mathnn.proofread import Review

Row = dict[str, object]
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
# What each rule is about, and how it is shown.
RULES: dict[str, tuple[str, str]] = {
    "refuted": ("error", "A statement that a counterexample shows to be false."),
    "mistyped": ("error", "Shapes that cannot agree."),
    "unreadable": ("warning", "A formula that was not understood."),
    "unsettled": ("note", "A statement that was not decided."),
    "not-a-mistake": ("warning", "Marked as false by its author, but it holds."),
    "mixed-layout": ("warning", "Derivatives in two layouts."),
    "two-meanings": ("warning", "One symbol with two meanings."),
    "contradiction": ("warning", "An equation that contradicts an earlier one."),
    "unbalanced-index": ("warning", "An index that is bound on one side and free on the other."),
    "redefinition": ("note", "A symbol that gets another meaning."),
    "not-followed": ("note", "A part of a document that could not be followed."),
    "unusable": ("error", "A file that cannot be used."),
}


def as_sarif(reviews: Sequence[Review], *, strict: bool = False) -> str:
    """One run with a result for each fault, each finding and each part that was not followed."""
    rules = [{"id": name, "shortDescription": {"text": text}, "defaultConfiguration": {"level": level}}
             for name, (level, text) in RULES.items()]
    results = [result for review in reviews for result in _results(review, strict)]
    driver = {"name": "mathnn", "version": __version__, "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1, ensure_ascii=False)


def _results(review: Review, strict: bool) -> Iterator[Row]:
    if review.problem is not None:
        yield _result("unusable", review.problem, Place(review.path), review.path)
    for entry in review.entries:
        if shows(entry, strict=strict):
            rule = "not-a-mistake" if entry.role == "mistake" else entry.verdict.kind
            yield _result(rule, _message(entry), entry.place, review.path)
    for found in review.findings:
        yield _result(found.kind, found.message, found.place, review.path)
    for notice in review.notices:
        yield _result("not-followed", notice.message, notice.place, review.path)


def _message(entry: Entry) -> str:
    hint = f" It would hold as {entry.verdict.suggestion}" if entry.verdict.suggestion else ""
    return f"{entry.latex}: {entry.verdict.reason}{hint}"


def _result(rule: str, message: str, place: Place, path: str) -> Row:
    uri = quote(PurePath(place.path or path).as_posix())
    region = {"startLine": place.line or 1, **({"startColumn": place.column} if place.column else {})}
    where = {"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}
    if place.cell is not None:  # a notebook's line is that of its cell, which SARIF cannot say
        where = {"physicalLocation": {"artifactLocation": {"uri": uri}, "region": {"startLine": 1}}}
        line = f", line {place.line}" if place.line is not None else ""
        message = f"cell {place.cell}{line}: {message}"
    return {"ruleId": rule, "level": RULES.get(rule, ("warning", ""))[0], "message": {"text": message},
            "locations": [where]}

"""Reviews of documents for people and for programs: text, JSON, Markdown; SARIF stands in `review_sarif.py`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from mathnn.claims import KINDS
from mathnn.counterexamples import as_row, in_words
from mathnn.errors import Place
from mathnn.reading.entry import Entry

if TYPE_CHECKING:
    from mathnn.proofread import Review

Row = dict[str, object]


# --- counts -----------------------------------------------------------------------------------------------------------
def summary(reviews: Sequence[Review]) -> dict[str, int]:
    """Counts over documents. `equations` leaves out fragments and what its author had ignored; so do the others.

    `claims` and `settled` are of role claim; the counts by verdict are of all that is counted in `equations`.
    """
    every = [entry for review in reviews for entry in review.entries]
    counted = [entry for entry in every if entry.role != "fragment" and entry.ignored is None]
    claims = [entry for entry in counted if entry.role == "claim"]
    kinds = Counter(entry.verdict.kind for entry in counted)
    return {
        "documents": sum(review.problem is None for review in reviews),
        "equations": len(counted), "read": sum(entry.is_read for entry in counted),
        "displayed": sum(entry.display for entry in counted),
        "claims": len(claims), "settled": sum(entry.verdict.is_settled for entry in claims),
        **{kind: kinds[kind] for kind in KINDS},
        "mistakes": sum(entry.role == "mistake" for entry in counted),
        "findings": sum(len(review.findings) for review in reviews),
        "ignored": sum(entry.ignored is not None for entry in every),
        "unusable": sum(review.problem is not None for review in reviews),
    }


# --- JSON -------------------------------------------------------------------------------------------------------------
def as_json(reviews: Sequence[Review]) -> Row:
    """The report as data; `documents`, `findings` and `summary` as the contract has them."""
    return {"version": 1, "documents": [_document(review) for review in reviews], "summary": summary(reviews)}


def _document(review: Review) -> Row:
    row: Row = {
        "path": review.path,
        "equations": [_equation(entry, review.path) for entry in review.entries if entry.role != "fragment"],
        "findings": [{"kind": found.kind, **_placed(found.place, review.path), "message": found.message,
                      "related": list(found.related)} for found in review.findings],
    }
    if review.problem is not None:
        row["problem"] = review.problem
    if review.notices:
        row["notices"] = [{**_placed(notice.place, review.path), "message": notice.message}
                          for notice in review.notices]
    return row


def _placed(place: Place, path: str) -> Row:
    """A line and a column, with the cell of a notebook and the file where it is not the document itself."""
    row: Row = {"line": place.line, "column": place.column}
    if place.cell is not None:
        row["cell"] = place.cell
    if place.path not in ("", path):
        row["path"] = place.path
    return row


def _equation(entry: Entry, path: str) -> Row:
    verdict = entry.verdict
    row: Row = {
        "line": entry.place.line, "column": entry.place.column, "cell": entry.place.cell, "latex": entry.latex,
        "display": entry.display, "role": entry.role, "role_reason": entry.role_reason, "verdict": verdict.kind,
        "reason": verdict.reason, "reading": verdict.reading, "conditions": list(verdict.conditions),
        "suggestion": verdict.suggestion, "checked_for": verdict.checked_for,
        "counterexample": None if verdict.counterexample is None else as_row(verdict.counterexample),
        "method": verdict.method, "ms": round(entry.milliseconds, 2),
    }
    if entry.ignored is not None:
        row["ignored"] = entry.ignored
    if entry.place.path not in ("", path):
        row["path"] = entry.place.path
    return row


def json_text(reviews: Sequence[Review]) -> str:
    """The JSON report as text."""
    return json.dumps(as_json(reviews), indent=1, ensure_ascii=False)


# --- text -------------------------------------------------------------------------------------------------------------
def as_text(reviews: Sequence[Review], *, strict: bool = False) -> str:
    """What an author should look at, with a marker under the part that is wrong, then the counts."""
    lines: list[str] = []
    for review in reviews:
        if review.problem is not None:
            lines += [f"{review.path}: {review.problem}", ""]
        for entry in review.entries:
            if shows(entry, strict=strict) or entry.is_broken_comment:
                lines += [*_entry_lines(entry, review.path), ""]
        noted = [f"{found.place}: {found.kind}: {found.message}{_related(found.related)}" for found in review.findings]
        noted += [f"{notice.place}: {notice.message}" for notice in review.notices]
        lines += [*noted, ""] if noted else []
    return "\n".join([*lines, *_counts(reviews)])


def shows(entry: Entry, *, strict: bool) -> bool:
    """Whether an entry is a fault under these rules."""
    open_ = entry.verdict.kind in ("unreadable", "unsettled") and entry.role != "fragment" and entry.ignored is None
    return entry.is_fault or (strict and open_)


def _related(lines: tuple[int, ...]) -> str:
    return f" (see line{'s' if len(lines) > 1 else ''} {', '.join(map(str, lines))})" if lines else ""


def _entry_lines(entry: Entry, path: str) -> Iterator[str]:
    verdict = entry.verdict
    yield f"{entry.place if entry.place.path else path}: {_said(entry)}: {verdict.reason}"
    yield from _marked(entry.latex, verdict.start, verdict.end)
    if verdict.counterexample is not None:
        yield from (f"    {line}" for line in in_words(verdict.counterexample))
    if verdict.suggestion:
        yield f"    hint: {verdict.suggestion}"
    if verdict.reading:
        yield f"    read as: {verdict.reading}"


def _said(entry: Entry) -> str:
    kind = entry.verdict.kind
    return f"marked as false, but {kind}" if entry.role == "mistake" and entry.is_fault else kind


def _marked(latex: str, start: int | None, end: int | None) -> Iterator[str]:
    """The formula line by line, and carets under what is wrong."""
    at = 0
    for line in latex.split("\n"):
        text = line.replace("\t", " ")
        yield f"    {text}"
        if start is not None and end is not None and at <= start <= at + len(line):
            width = max(1, min(end, at + len(line)) - start)
            yield "    " + " " * (start - at) + "^" * width
        at += len(line) + 1


def _counts(reviews: Sequence[Review]) -> Iterator[str]:
    counts = summary(reviews)
    yield (f"{_many(counts['equations'], 'equation')} in {_many(counts['documents'], 'document')}, "
           f"{counts['read']} read; {_many(counts['claims'], 'claim')}, {counts['settled']} settled")
    kinds = ", ".join(f"{counts[kind]} {kind}" for kind in KINDS if counts[kind] and kind != "none")
    marked = f"{counts['ignored']} ignored, {_many(counts['mistakes'], 'mistake')} on purpose"
    unusable = f", {_many(counts['unusable'], 'file')} not used" if counts["unusable"] else ""
    yield f"verdicts: {kinds or 'none'}; {_many(counts['findings'], 'finding')}; {marked}{unusable}"


def _many(count: int, thing: str) -> str:
    return f"{count} {thing}" + ("" if count == 1 else "s")


# --- Markdown ---------------------------------------------------------------------------------------------------------
def as_markdown(reviews: Sequence[Review], *, strict: bool = False) -> str:
    """A report to put under a pull request: the counts, a table of faults, findings and what was not followed."""
    lines = ["# Equations", "", *(f"- {line}" for line in _counts(reviews)), ""]
    for review in reviews:
        rows = [_markdown_row(entry) for entry in review.entries
                if shows(entry, strict=strict) or entry.is_broken_comment]
        rows += [f"| {_where(found.place)} | {found.kind} | | {_cell(found.message)} |" for found in review.findings]
        rows += [f"| {_where(notice.place)} | not followed | | {_cell(notice.message)} |" for notice in review.notices]
        if review.problem is not None:
            lines += [f"## {_cell(review.path)}", "", review.problem, ""]
        elif rows:
            head = ["| line | verdict | equation | why |", "|--:|---|---|---|"]
            lines += [f"## {_cell(review.path)}", "", *head, *rows, ""]
    return "\n".join(lines).rstrip() + "\n"


def _markdown_row(entry: Entry) -> str:
    hint = f" {entry.verdict.suggestion}" if entry.verdict.suggestion else ""
    return f"| {_where(entry.place)} | {_said(entry)} | `{_code(entry.latex)}` | {_cell(entry.verdict.reason + hint)} |"


def _where(place: Place) -> str:
    """The line, behind the cell in a notebook: ``3:1``; a whole cell by its number."""
    if place.line is None:
        return f"cell {place.cell}" if place.cell is not None else ""
    return str(place.line) if place.cell is None else f"{place.cell}:{place.line}"


def _cell(text: str) -> str:
    """Text that stays inside its cell and is no markup."""
    plain = " ".join(text.split())
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace("|", "\\|")


def _code(latex: str) -> str:
    return " ".join(latex.split()).replace("|", "\\|").replace("`", "'")

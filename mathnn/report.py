"""Verdicts for people and for programs: the book's claims as text and as data, one equation in the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from mathnn.claims import KINDS, Verdict
from mathnn.counterexamples import as_row, in_words
from mathnn.render.page import Page, below
from mathnn.witnesses import POSED, Checked, Examined

Row: TypeAlias = dict[str, object]
WITNESSES = ("symbolic", "reading", "run")


def claims_of(examined: Examined, page: Page) -> list[Row]:
    """The rows of claims.json for a chapter: each claim, the template's line that prints it, who speaks for it."""
    lines = {getattr(block, "label", ""): getattr(block, "line", 0) for block in below(page.blocks)}
    return [_claim(examined.name, found, lines.get(found.statement.label)) for found in examined.checked.values()]


def _claim(chapter: str, found: Checked, line: int | None) -> Row:
    statement = found.statement
    witnesses = {name: found.heard[name].kind if name in found.heard else None for name in WITNESSES}
    return {"id": f"{chapter}.{statement.name}", "chapter": chapter, "line": line, "latex": statement.latex,
            "role": statement.role, "verdict": found.verdict.kind, "witnesses": witnesses}


# --- the book -----------------------------------------------------------------------------------------------------


def book_text(chapters: Sequence[Examined]) -> str:
    """Every statement of the book with its verdict and its witnesses, the agreements, and what they add up to."""
    lines = [line for examined in chapters for line in _chapter_lines(examined)]
    return "\n".join([*lines, *_summary(chapters)])


def _chapter_lines(examined: Examined) -> Iterator[str]:
    yield f"{examined.name}"
    for found in examined.checked.values():
        statement, verdict = found.statement, found.verdict
        kind = statement.role if verdict.kind == "none" else verdict.kind
        who = ", ".join(f"{name} {said.kind}" for name, said in found.heard.items()) or "no witness"
        yield f"  {kind:<11} {statement.part:<12} {statement.name:<40} {who}"
        if (fault := found.fault) is not None:
            yield from (f"      {statement.latex}", f"      {fault}")
    for agreement in examined.chapter.agreements:
        difference = examined.differences[agreement.name]
        agrees = "agrees" if difference <= agreement.tolerance else "differs"
        seen = f"largest difference {difference:.1e} in {agreement.samples} values"
        yield f"  {agrees:<11} {'agreement':<12} {agreement.name:<40} {seen}"


def _summary(chapters: Sequence[Examined]) -> Iterator[str]:
    checked = [found for examined in chapters for found in examined.checked.values()]
    claims = [found for found in checked if found.statement.role not in (*POSED, "mistake")]
    kinds = Counter(found.verdict.kind for found in claims)
    counts = ", ".join(f"{kinds[kind]} {kind}" for kind in KINDS if kinds[kind])
    yield f"{len(claims)} claims: {counts or 'none'}"
    yield f"{sum(found.statement.role == 'mistake' for found in checked)} mistakes, shown to be false"
    steps = [found.statement.step for found in checked if found.statement.step is not None]
    stated = sum(step.stated for step in steps)
    share = f" ({stated / len(steps):.1%})" if steps else ""
    yield f"{len(steps)} steps of derivations, {stated} of them stated{share}"
    two = sum(len(found.support) >= 2 for found in claims)
    yield f"{two} of {len(claims)} claims have two witnesses or more"


def book_row(chapters: Sequence[Examined]) -> Row:
    """The same as data."""
    claims = [_claim(examined.name, found, None) for examined in chapters for found in examined.checked.values()]
    agreements = [{"chapter": examined.name, "name": agreement.name, "samples": agreement.samples,
                   "largest_difference": examined.differences[agreement.name]}
                  for examined in chapters for agreement in examined.chapter.agreements]
    return {"version": 1, "claims": claims, "agreements": agreements, "summary": list(_summary(chapters))}


def faults(chapters: Iterable[Examined]) -> list[tuple[Checked, str]]:
    """Everything that may not be printed."""
    return [fault for examined in chapters for fault in examined.faults]


# --- one equation -------------------------------------------------------------------------------------------------


def equation_text(latex: str, verdict: Verdict) -> str:
    """A verdict in the terminal, with a marker under the part of the equation that is wrong."""
    lines = list(_marked(latex, verdict.start, verdict.end))
    lines.append(f"{verdict.kind}: {verdict.reason}")
    if verdict.reading:
        lines.append(f"read as: {verdict.reading}")
    lines += [f"on condition that {condition}" for condition in verdict.conditions]
    lines += [f"checked for: {verdict.checked_for}"] if verdict.checked_for else []
    lines += [f"by: {verdict.method}"] if verdict.method else []
    lines += in_words(verdict.counterexample) if verdict.counterexample else []
    lines += [f"perhaps: {verdict.suggestion}"] if verdict.suggestion else []
    return "\n".join(lines)


def _marked(latex: str, start: int | None, end: int | None) -> Iterator[str]:
    """The lines of an equation; under the one where the wrong part begins a marker, as far as it goes there."""
    at = 0
    for line in latex.split("\n"):
        yield line
        if start is not None and at <= start <= at + len(line):
            width = min(end or start, at + len(line)) - start
            yield "".join("\t" if sign == "\t" else " " for sign in line[: start - at]) + "^" * max(width, 1)
        at += len(line) + 1


def verdict_row(latex: str, verdict: Verdict) -> Row:
    """One equation's verdict as data."""
    found = verdict.counterexample
    return {
        "latex": latex, "verdict": verdict.kind, "reason": verdict.reason, "reading": verdict.reading,
        "conditions": list(verdict.conditions), "suggestion": verdict.suggestion, "checked_for": verdict.checked_for,
        "counterexample": None if found is None else as_row(found),
        "method": verdict.method,
    }

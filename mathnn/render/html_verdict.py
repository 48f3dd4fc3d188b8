"""The badge beside an equation, and what it opens: verdict, witnesses, reading, counterexample."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from itertools import groupby

from mathnn.claims import Verdict, worst
from mathnn.errors import ReadError
from mathnn.render.page import Inlines
from mathnn.render.parts import counterexample
from mathnn.syntax.mathml import mathml
from mathnn.syntax.spoken import spoken
from mathnn.syntax.typeset import typeset
from mathnn.witnesses import Checked

WITNESSES = {
    "symbolic": "SymPy derived it",
    "reading": "The checker read it as it is printed",
    "run": "NumPy ran it",
}
Setter = Callable[[Inlines], str]


def findings(checked: Mapping[str, Checked], label: str) -> tuple[Checked, ...]:
    """What was found of the statements that are printed under a label: of one, or of each step of a derivation."""
    return tuple(found for found in checked.values() if label and found.statement.label == label)


def badge(found: Sequence[Checked], write: Setter) -> str:
    """A word that opens the details. Nothing was found of what is not a statement: then there is no badge."""
    if not found:
        return ""
    word = word_of(found)
    kind = worst(tuple(part.verdict for part in found)).kind
    inside = _steps(found) if len(found) > 1 else _details(found[0], write)
    return (
        f'<details class="verdict {kind}"><summary>{escape(word)}</summary>'
        f'<div class="finding">{inside}</div></details>'
    )


def word_of(found: Sequence[Checked]) -> str:
    """The verdict in a word; a definition, which claims nothing, says so."""
    verdict = worst(tuple(part.verdict for part in found))
    if verdict.kind != "none":
        return verdict.kind
    role = found[0].statement.role
    return "definition" if role == "claim" else role


def _details(found: Checked, write: Setter) -> str:
    verdict = found.verdict
    kind = verdict.kind if verdict.kind != "none" else found.statement.role
    rows = [
        ("Found", f"{escape(kind)}: {escape(verdict.reason)}"),
        ("Read as", f"<code>{escape(verdict.reading)}</code>" if verdict.reading else ""),
        ("Provided", ", ".join(map(_formula, verdict.conditions))),
        ("Holds for", escape(verdict.checked_for)),
        ("Fails", write(counterexample(verdict.counterexample)) if verdict.counterexample else ""),
        ("Why", escape(found.statement.because)),
        ("Witnesses", _witnesses(found.heard)),
    ]
    return "<dl>" + "".join(f"<div><dt>{title}</dt><dd>{text}</dd></div>" for title, text in rows if text) + "</dl>"


def _steps(found: Sequence[Checked]) -> str:
    """What was found of the steps of a derivation: one entry for neighbours of which the same was found."""
    lines, first = [], 1
    for text, same in groupby(found, key=lambda part: f"{escape(part.verdict.kind)}</dt><dd>{_witnesses(part.heard)}"):
        last = first + len(list(same)) - 1
        name = f"Step {first}" if first == last else f"Steps {first}–{last}"
        lines.append(f"<div><dt>{name}: {text}</dd></div>")
        first = last + 1
    return f"<dl>{''.join(lines)}</dl>"


def _witnesses(heard: Mapping[str, Verdict]) -> str:
    lines = (
        f"<li>{WITNESSES.get(name, escape(name))}: {escape(_said(verdict))}</li>" for name, verdict in heard.items()
    )
    return f'<ul>{"".join(lines)}</ul>' if heard else ""


def _said(verdict: Verdict) -> str:
    method = f" ({verdict.method})" if verdict.method else ""
    return f"{'nothing to judge' if verdict.kind == 'none' else verdict.kind}{method}"


def _formula(latex: str) -> str:
    """A condition as a formula, or as it is spelled when it cannot be set."""
    try:
        box = typeset(latex)
    except ReadError:
        return f"<code>{escape(latex)}</code>"
    return mathml(box, alt=spoken(box))

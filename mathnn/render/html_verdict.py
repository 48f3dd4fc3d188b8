"""The badge beside an equation, and what it opens: verdict, witnesses, reading, counterexample."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from html import escape
from itertools import groupby

from mathnn.claims import Verdict, worst
from mathnn.errors import ReadError
from mathnn.expression import Sort
from mathnn.expression.tree import symbols
from mathnn.render.page import Inlines
from mathnn.render.parse import read_inline
from mathnn.render.parts import counterexample
from mathnn.syntax.boxes import Word
from mathnn.syntax.mathml import mathml
from mathnn.syntax.spoken import spoken
from mathnn.syntax.to_latex import to_latex
from mathnn.syntax.typeset import typeset
from mathnn.witnesses import Checked

WITNESSES = {
    "symbolic": "SymPy derived it",
    "reading": "The checker read it as it is printed",
    "run": "NumPy ran it",
}
_TAG = re.compile("<[^>]*>")
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
    kind = escape(verdict.kind if verdict.kind != "none" else found.statement.role)
    rows = [
        ("Found", kind if verdict.counterexample else f"{kind}: {escape(verdict.reason)}"),
        ("Read as", _read_as(found)),
        ("Provided", ", ".join(map(_formula, verdict.conditions))),
        ("Tried for" if verdict.is_wrong else "Holds for", escape(_reach(found))),
        ("Fails", write(counterexample(fails, found.statement.tree)) if (fails := verdict.counterexample) else ""),
        ("Hint", write(read_inline(verdict.suggestion)) if verdict.suggestion else ""),
        ("Why", escape(found.statement.because)),
        ("Witnesses", _witnesses(found.heard)),
    ]
    return "<dl>" + "".join(f"<div><dt>{title}</dt><dd>{text}</dd></div>" for title, text in rows if text) + "</dl>"


def _reach(found: Checked) -> str:
    """For what it holds: the widest that a witness with this verdict names."""
    reach = [said.checked_for for said in found.heard.values() if said.kind == found.verdict.kind]
    return next((said for said in reach if said.startswith("all ")), found.verdict.checked_for)


def _read_as(found: Checked) -> str:
    """How it was understood: in the checker's words, or each letter as the kind of thing that it stands for."""
    for said in found.heard.values():
        if said.reading:
            return f"<code>{escape(said.reading)}</code>"
    used, kinds = symbols(found.statement.tree), dict[str, list[str]]()
    for name in found.statement.notation:
        if name.symbol in used and (kind := _kind(name.symbol.sort)):
            kinds.setdefault(kind, []).append(_letter(name.symbol.name))
    letters = [f"{', '.join(names)} ∈ {kind}" for kind, names in kinds.items()]
    assumed = [_formula(to_latex(condition)) for condition in found.statement.notation.assumptions]
    return "; ".join(letters + assumed)


def _kind(sort: Sort) -> str:
    """The set that a letter is a member of; empty for what is neither a number nor made of numbers."""
    if sort.kind not in ("number", "integer"):
        return ""
    size = "×".join(_letter(to_latex(dimension)) for dimension in sort.shape)
    return ("ℕ" if sort.kind == "integer" else "ℝ") + (f"<sup>{size}</sup>" if size else "")


def _letter(latex: str) -> str:
    """One letter as text, which is lighter than a formula; more than one as a formula."""
    box = typeset(latex)
    return _TAG.sub("", mathml(box)) if isinstance(box, Word) else mathml(box, alt=spoken(box))


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
    lines = (f"<li>{_who(name, verdict)}: {escape(_said(verdict))}</li>" for name, verdict in heard.items())
    return f'<ul>{"".join(lines)}</ul>' if heard else ""


def _who(name: str, verdict: Verdict) -> str:
    """A witness and what it did; what no derivation made, the checker judges before it is printed, too."""
    if name == "symbolic" and not verdict.method.startswith("SymPy"):
        return "The checker judged what is meant"
    return WITNESSES.get(name, escape(name))


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

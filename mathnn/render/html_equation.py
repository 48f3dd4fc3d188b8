"""A displayed formula on a web page: its number, which is its permanent link, its badge, and buttons that copy it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from mathnn.errors import Place
from mathnn.render import html_maths
from mathnn.render.formula_parts import boxes, ems
from mathnn.render.html_verdict import Setter, badge
from mathnn.render.page import Formula, Steps
from mathnn.witnesses import Checked

WIDE_START = 11.0  # ems; a first expression that is longer stands on a line of its own
WIDE_STEP = 22.0  # ems; beside a longer line there is no room for its rule, which then stands below
DEFINED = frozenset(("definition", "declaration", "update"))


def identifier(label: str) -> str:
    """The id of a part in its page, as an attribute's value."""
    return escape(label.replace(":", "-"), quote=True)


def anchor(label: str) -> str:
    """The attribute that makes a part a place to link to."""
    return f' id="{identifier(label)}"' if label else ""


def equation(block: Formula, name: str, number: str, found: Sequence[Checked], write: Setter, place: Place) -> str:
    """A displayed statement. `name` is its id, empty when nobody can point at it; `write` sets a run of text."""
    definition = bool(found) and found[0].statement.role in DEFINED
    numpy = html_maths.numpy_form(block.tree, definition)
    kind = "equation mistake" if block.mistake else "equation"
    formula = html_maths.displayed(block, place)
    return _part(kind, name, formula, number, _tools(found, block.latex, numpy, write))


def derivation(block: Steps, name: str, number: str, found: Sequence[Checked], write: Setter, place: Place) -> str:
    """The lines of a derivation, aligned at the relation, the rule beside each."""
    relation, spelled = ("⟹", r"\implies") if block.tree.sort.kind == "truth" else ("=", "=")
    lines = [html_maths.step(row, relation, place) for row in block.rows]
    start, above, beside = _start(block, max(map(ems, lines)), place)
    rows = []
    for position, (row, box) in enumerate(zip(block.rows, lines, strict=True)):
        left = f'<span class="left">{start}</span>' if start and position == 0 else ""
        long = ' class="long"' if ems(box) > WIDE_STEP - beside else ""
        rows.append(
            f'<li{long}>{left}<span class="right">{html_maths.chain(box, goes_on=True)}</span>'
            f'<span class="rule">{write(row.rule)}</span></li>'
        )
    latex = " \\\\\n".join([block.start, *(f"{spelled} {row.latex}" for row in block.rows)])
    numpy = "\n".join(filter(None, (html_maths.numpy_form(row.tree) for row in block.rows)))
    title = f'<p class="steps-title">{write(block.title)}</p>'
    body = f'{above}<ol class="steps">{"".join(rows)}</ol>'
    return title + _part("equation derivation", name, body, number, _tools(found, latex, numpy, write))


def _start(block: Steps, longest: float, place: Place) -> tuple[str, str, float]:
    """The first expression: above all when it claims, or leaves no room beside it for the longest line; else beside."""
    box = boxes(block.tree, block.start, place)
    formula = html_maths.chain(box)
    if block.tree.sort.kind == "truth" or ems(box) + longest > html_maths.LINE or ems(box) > WIDE_START:
        return "", f'<div class="formula chain start">{formula}</div>', 0.0
    return formula, "", ems(box)


def _part(kind: str, name: str, body: str, number: str, tools: str) -> str:
    shown = escape(number)
    link = f'<a class="number" href="#{identifier(name)}">({shown})</a>' if number else ""
    aside = f'<div class="tools">{tools}</div>' if tools else ""
    return f'<div class="{kind}"{anchor(name)}><div class="body">{body}</div>{link}{aside}</div>'


def _tools(found: Sequence[Checked], latex: str, numpy: str, write: Setter) -> str:
    buttons = [("LaTeX", latex), ("NumPy", numpy)]
    copies = "".join(
        f'<button data-copy="{escape(text, quote=True)}">{label}</button>'
        for label, text in buttons if text
    )
    return badge(found, write) + (f'<span class="copies">{copies}</span>' if copies else "")

"""Boxes -> Typst's mathematics, for the PDF."""

from __future__ import annotations

import unicodedata

from mathnn.syntax.boxes import Accent, Applied, Box, Fenced, Fraction, Grid, Limits, Root, Row, Scripts, Word, touch

_ACCENTS = {"hat": "hat", "widehat": "hat", "bar": "macron", "overline": "overline", "tilde": "tilde",
            "widetilde": "tilde", "vec": "arrow", "dot": "dot", "ddot": "dot.double", "underline": "underline"}
_FACES = {"bold": "bold(upright({}))", "blackboard": "bb({})", "calligraphic": "cal({})", "upright": "upright({})"}
_GREEK = frozenset("αβγδϵεζηθϑικλμνξπρστυϕφχψωΓΔΘΛΞΠΣΥΦΨΩ")
# Signs that Unicode does not class as mathematics sets them: as relations, or with no space at all.
_SIGNS = {"·": "dot.op", "…": "dots.h", "⋯": "dots.h.c", "⊤": "tack.b", "∥": "parallel", "∣": "divides"}
_OPERATORS = frozenset("+−·⊙⊗×=")
_PLAIN = frozenset("∠∀∃∇∂¬")
_RELATIONS = frozenset("∥∣:⊥")
_WIDE = {"⟹": "med", "⟺": "med", "⇒": "med", "∧": "med", "∨": "med"}  # they stand between relations
_MEANT = frozenset("#$\"'/\\_^&~()[]{}|*:!,;`@<>-+=.?⟦⟧⟨⟩⌈⌉⌊⌋")  # signs that Typst would take for its own


def typst(box: Box) -> str:
    """What stands between the dollar signs. Raises KeyError for an accent or a bracket without a form."""
    match box:
        case Word():
            return _word(box)
        case Row(parts):
            return _row(_centred(parts))
        case Scripts(base, below, above):
            return _attached(typst(base) or '""', below, above)
        case Limits(sign, below, above):
            return _attached(f'op("{sign.text}", limits: #true)' if sign.text.isalpha() else sign.text, below, above)
        case Accent(base, mark):
            return f"{_ACCENTS[mark]}({typst(base)})"
        case Fraction(top, bottom):
            return f"frac({typst(top)}, {typst(bottom)})"
        case Root(inside, degree):
            return f"root({typst(degree)}, {typst(inside)})" if degree else f"sqrt({typst(inside)})"
        case Fenced():
            return _fenced(box)
        case Applied(head, argument):
            space = " " if isinstance(argument, Fenced) else " thin "
            return f"{typst(head)}{space}{typst(argument)}"
        case Grid():
            return _grid(box)


def _row(parts: tuple[Box, ...]) -> str:
    """Parts side by side, with a thin space between bars of two norms."""
    return " ".join(f"thin {typst(part)}" if touch(before, part) else typst(part)
                    for before, part in zip((None, *parts), parts, strict=False))


def _centred(parts: tuple[Box, ...]) -> tuple[Box, ...]:
    """Dots between operators stand as high as these: a + ... + b, but a, ..., b."""
    return tuple(
        Word("letter", "⋯") if part == Word("letter", "…", part.latex if isinstance(part, Word) else "")
        and isinstance(before, Word) and before.text in _OPERATORS else part
        for before, part in zip((None, *parts), parts, strict=False)
    )


def _attached(base: str, below: Box | None, above: Box | None) -> str:
    parts = [base]
    parts += [f"b: {typst(below)}"] if below is not None else []
    parts += [f"t: {typst(above)}"] if above is not None else []
    return f"attach({', '.join(parts)})"


def _word(word: Word) -> str:
    if word.kind == "text":
        return quoted(word.text)
    if word.kind == "function":
        return f"op({quoted(word.text)})"
    if word.kind == "operator":
        return _operator(word)
    text = _SIGNS.get(word.text) or _signs(word.text)
    if word.kind == "number":
        return quoted(word.text) if len(word.text) > 1 else text
    if word.style == "bold" and word.text in _GREEK:
        return f"bold({text})"
    return _FACES[word.style].format(text) if word.style else text


def _operator(word: Word) -> str:
    text = _SIGNS.get(word.text) or _signs(word.text)
    if word.tight or word.text in _PLAIN:
        return f'class("normal", {text})'
    if word.text in _WIDE:
        return f"{_WIDE[word.text]} {text} {_WIDE[word.text]}"
    return f'class("relation", {text})' if word.text in _RELATIONS else text


def _signs(text: str) -> str:
    """One letter, or signs that are no letters, as they are; all else as a string, or it would be a name."""
    if (len(text) > 1 and not all(sign in _MEANT or sign in "′−" for sign in text)) or any(map(_joins, text)):
        return quoted(text)
    return "".join(f"\\{sign}" if _is_meant(sign) else sign for sign in text) if text.strip() else '""'


def _joins(sign: str) -> bool:
    """Is it a mark, or a sign that does not show, which would be one with the sign beside it?"""
    return not sign.isspace() and unicodedata.category(sign)[0] in "CM"


def _is_meant(sign: str) -> bool:
    """Would Typst take it for its own? So it does with every bracket, also one that no formula of ours has."""
    return sign in _MEANT or unicodedata.category(sign) in ("Ps", "Pe")


def quoted(text: str) -> str:
    """A text as Typst's string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"'


_FENCES = {"": "", "(": r"\(", ")": r"\)", "[": r"\[", "]": r"\]", "{": r"\{", "}": r"\}", "|": r"\|", "‖": "‖"}


def _fenced(box: Fenced) -> str:
    """Brackets that grow with what is inside, or that keep the size of a line."""
    left, right = _FENCES[box.left], _FENCES[box.right]
    if box.tall:
        return f"lr({' '.join(filter(None, (left, typst(box.inside), right)))})"
    before = f'class("opening", {left})' if left else ""
    after = f'class("closing", {right})' if right else ""
    return " ".join(filter(None, (before, typst(box.inside), after)))


def _grid(grid: Grid) -> str:
    if grid.left == "{" and not grid.right:
        return "cases(" + ", ".join(" & quad ".join(map(_cell, line)) for line in grid.rows) + ")"
    if grid.left == "(" and [len(line) for line in grid.rows] == [1, 1]:
        return f"binom({_cell(grid.rows[0][0])}, {_cell(grid.rows[1][0])})"
    lines = "; ".join(", ".join(map(_cell, line)) for line in grid.rows)
    brackets = ", ".join(quoted(sign) if sign else "#none" for sign in (grid.left, grid.right))
    return f"mat(delim: #({brackets.replace('#none', 'none')}), {lines})"


def _cell(box: Box) -> str:
    return typst(box) or '""'

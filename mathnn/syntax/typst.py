"""Boxes -> Typst's mathematics, for the PDF."""

from __future__ import annotations

from mathnn.syntax.boxes import Accent, Applied, Box, Fenced, Fraction, Grid, Limits, Root, Row, Scripts, Word

_ACCENTS = {"hat": "hat", "widehat": "hat", "bar": "macron", "overline": "overline", "tilde": "tilde",
            "widetilde": "tilde", "vec": "arrow", "dot": "dot", "ddot": "dot.double", "underline": "underline"}
_FACES = {"bold": "bold(upright({}))", "blackboard": "bb({})", "calligraphic": "cal({})", "upright": "upright({})"}
_CLASSES = {"·": "dot.op", "∥": "parallel", "‖": "bar.v.double", "⊤": "tack.b", "…": "dots.h"}


def typst(box: Box) -> str:
    """What stands between the dollar signs. Commas and semicolons are escaped, as calls would take them apart."""
    match box:
        case Word():
            return _word(box)
        case Row(parts):
            return " ".join(map(typst, parts))
        case Scripts(base, below, above):
            return _attached(typst(base), below, above)
        case Limits(sign, below, above):
            return _attached(f"limits({_word(sign)})", below, above)
        case Accent(base, mark):
            return f"{_ACCENTS[mark]}({typst(base)})"
        case Fraction(top, bottom):
            return f"frac({typst(top)}, {typst(bottom)})"
        case Root(inside, degree):
            return f"root({typst(degree)}, {typst(inside)})" if degree else f"sqrt({typst(inside)})"
        case Fenced(left, inside, right, tall):
            fenced = " ".join(part for part in (_fence(left), typst(inside), _fence(right)) if part)
            return f"lr({fenced})" if tall else f"lr({fenced}, size: #100%)"
        case Applied(head, argument):
            return f"{typst(head)}{'' if isinstance(argument, Fenced) else ' '}{typst(argument)}"
        case Grid():
            return _grid(box)


def _attached(base: str, below: Box | None, above: Box | None) -> str:
    parts = [base]
    parts += [f"b: {typst(below)}"] if below is not None else []
    parts += [f"t: {typst(above)}"] if above is not None else []
    return f"attach({', '.join(parts)})"


def _word(word: Word) -> str:
    if word.kind == "text":
        return _quoted(word.text)
    if word.kind == "function":
        return f"op({_quoted(word.text)})"
    if word.kind == "operator" and word.text in _CLASSES:
        return _CLASSES[word.text]
    text = "".join(f"\\{sign}" if sign in ",;#$\"'/\\_^&~()[]{}|*:!" else sign for sign in word.text)
    if word.kind == "operator" and word.tight:
        return f'class("normal", {text})'
    if len(word.text) > 1 and word.kind == "letter":
        text = _quoted(word.text)
    return _FACES[word.style].format(text) if word.style else text


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _fence(sign: str) -> str:
    return _CLASSES.get(sign, f"\\{sign}") if sign else ""


def _grid(grid: Grid) -> str:
    if grid.left == "{":
        return "cases(" + ", ".join(" & ".join(map(typst, line)) for line in grid.rows) + ")"
    lines = "; ".join(", ".join(map(typst, line)) for line in grid.rows)
    return f'mat(delim: "{grid.left}", {lines})'

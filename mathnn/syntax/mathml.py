"""Boxes -> MathML Core, for pages that need no script to show mathematics."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from mathnn.syntax.boxes import Accent, Applied, Box, Fenced, Fraction, Grid, Limits, Root, Row, Scripts, Word, touch

_MARKS = {"hat": "^", "widehat": "^", "bar": "‾", "overline": "‾", "tilde": "~", "widetilde": "~", "vec": "→",
          "dot": "˙", "ddot": "¨", "underline": "_"}
# Where the letters of a typeface begin in Unicode: capitals, small letters. (Unicode 15, Mathematical Alphanumerics.)
_FACES = {"bold": (0x1D400, 0x1D41A), "blackboard": (0x1D538, 0x1D552), "calligraphic": (0x1D49C, 0x1D4B6)}
_BOLD_GREEK = (0x1D6A8, 0x1D736)  # capitals upright and small letters slanted, as LaTeX has them
_EXCEPTIONS = {
    ("blackboard", "C"): "ℂ", ("blackboard", "H"): "ℍ", ("blackboard", "N"): "ℕ", ("blackboard", "P"): "ℙ",
    ("blackboard", "Q"): "ℚ", ("blackboard", "R"): "ℝ", ("blackboard", "Z"): "ℤ", ("blackboard", "1"): "𝟙",
    ("calligraphic", "B"): "ℬ", ("calligraphic", "E"): "ℰ", ("calligraphic", "F"): "ℱ", ("calligraphic", "H"): "ℋ",
    ("calligraphic", "I"): "ℐ", ("calligraphic", "L"): "ℒ", ("calligraphic", "M"): "ℳ", ("calligraphic", "R"): "ℛ",
}


def mathml(box: Box, display: bool = False, alt: str = "", large: bool = False, goes_on: bool = False) -> str:
    """A ``<math>`` element; `alt` is what a screen reader may say instead.

    With `large` a formula of a sentence is as large as a displayed one. With `goes_on` it continues the formula before
    it, so the sign that it begins with stands between two things, though nothing is before it in the element.
    """
    attributes = ' display="block"' if display else ' displaystyle="true"' if large else ""
    label = f' alttext="{escape(alt, quote=True)}"' if alt else ""
    return f"<math{attributes}{label}>{_first(box, display, goes_on)}</math>"


def _first(box: Box, display: bool, goes_on: bool) -> str:
    """What stands in the element; in a sentence, which has its own spaces, it begins with none."""
    if isinstance(box, Word) and box.kind == "operator" and not display:
        return _word(replace(box, tight=True))
    inside = _open(box)
    if not inside.startswith("<mo>"):
        return inside
    if goes_on:
        return f'<mo form="infix">{inside[4:]}' if inside[4] in "+−" else inside  # other signs have no other form
    return inside if display else f'<mo lspace="0">{inside[4:]}'


def write(box: Box) -> str:
    """The element of one box."""
    match box:
        case Word():
            return _word(box)
        case Row(parts):
            return f"<mrow>{_row(parts)}</mrow>"
        case Scripts(base, below, above):
            return _scripts(write(base), below, above, "msub", "msup", "msubsup")
        case Limits(sign, below, above):
            return _scripts(_word(sign, large=True), below, above, "munder", "mover", "munderover")
        case Accent(base, mark):
            return f'<mover accent="true">{write(base)}<mo stretchy="false">{_MARKS[mark]}</mo></mover>'
        case Fraction(top, bottom):
            return f"<mfrac>{write(top)}{write(bottom)}</mfrac>"
        case Root(inside, degree):
            strut = '<mspace height="0.8em" depth="0.2em"></mspace>'  # a small root has a gap after it in Chromium
            return (
                f"<mroot>{write(inside)}{write(degree)}</mroot>" if degree else f"<msqrt>{strut}{_open(inside)}</msqrt>"
            )
        case Fenced():
            return f"<mrow>{_fenced(box)}</mrow>"
        case Applied(head, argument):
            space = "" if isinstance(argument, Fenced) else ' rspace="0.1667em"'
            apply = f"<mo{space}>\u2061</mo>"  # the sign of application, which nobody sees
            return f"<mrow>{write(head)}{apply}{write(argument)}</mrow>"
        case Grid():
            return _grid(box)


def _row(parts: tuple[Box, ...]) -> str:
    """Parts side by side: a thin space before a function's name, as in TeX, and between the bars of two norms; dots
    between signs at their height.
    """
    text = ""
    for before, part in zip((None, *parts), parts, strict=False):
        ordinary = before is not None and not (isinstance(before, Word) and before.kind == "operator")
        if (ordinary and _begins_with_function(part)) or touch(before, part):
            text += '<mspace width="0.1667em"></mspace>'
        raised = isinstance(part, Word) and part.text == "…" and isinstance(before, Word) and before.text in "+−·="
        if raised:
            text += "<mi>⋯</mi>"
        elif isinstance(part, Fenced) and not part.tall and not _are_flat_bars(part):  # it needs no row of its own
            text += _fenced(part)
        else:
            text += write(part)
    return text


def _open(box: Box) -> str:
    """The parts of a row where MathML takes a row for granted: in a formula, under a root, in a cell."""
    return _row(box.parts) if isinstance(box, Row) else write(box)


def _begins_with_function(box: Box) -> bool:
    while isinstance(box, Applied | Scripts):
        box = box.head if isinstance(box, Applied) else box.base
    return isinstance(box, Word) and box.kind == "function"


def _word(word: Word, large: bool = False) -> str:
    text = escape(_styled(word))
    if word.kind == "number":
        return f"<mn>{text}</mn>"
    if word.kind == "operator":
        space = ' lspace="0" rspace="0"' if word.tight else ""
        size = ' movablelimits="true" largeop="true"' if large and word.text not in "∑∏" else ""  # these are so anyway
        return f"<mo{size}{space}>{text}</mo>"
    if word.kind == "text":
        return f"<mtext>{text.replace(' ', '&#xA0;')}</mtext>"
    if word.kind == "function":
        return f'<mi mathvariant="normal">{text}</mi>'
    upright = ' mathvariant="normal"' if word.style == "upright" or (text == word.text and word.style) else ""
    return f"<mi{upright}>{text}</mi>"


def _styled(word: Word) -> str:
    """Letters of a typeface as the characters that Unicode has for them, since MathML Core has no other way."""
    return "".join(_letter(sign, word.style) for sign in word.text)


def _letter(sign: str, style: str) -> str:
    if (style, sign) in _EXCEPTIONS:
        return _EXCEPTIONS[style, sign]
    if style == "bold" and "α" <= sign <= "ω":
        return chr(_BOLD_GREEK[1] + ord(sign) - ord("α"))
    if style == "bold" and "Α" <= sign <= "Ω":
        return chr(_BOLD_GREEK[0] + ord(sign) - ord("Α"))
    if style in _FACES and sign.isascii() and sign.isalpha():
        capitals, small = _FACES[style]
        return chr(capitals + ord(sign) - ord("A")) if sign.isupper() else chr(small + ord(sign) - ord("a"))
    if style == "bold" and sign.isascii() and sign.isdigit():
        return chr(0x1D7CE + int(sign))
    return sign


def _scripts(base: str, below: Box | None, above: Box | None, under: str, over: str, both: str) -> str:
    if below is not None and above is not None:
        return f"<{both}>{base}{write(below)}{write(above)}</{both}>"
    if below is not None:
        return f"<{under}>{base}{write(below)}</{under}>"
    return f"<{over}>{base}{write(above)}</{over}>" if above is not None else base


def _fenced(box: Fenced) -> str:
    """Brackets and what is in them; those that grow with it have it as one element."""
    inside = write(box.inside) if box.tall else _open(box.inside)
    grows = box.tall or _are_flat_bars(box)
    return _fence(box.left, grows, "prefix") + inside + _fence(box.right, grows, "postfix")


def _are_flat_bars(box: Fenced) -> bool:
    """Bars around letters on a line have the size of the line by themselves, though they may grow."""
    parts = box.inside.parts if isinstance(box.inside, Row) else (box.inside,)
    return box.left in ("|", "‖") and all(isinstance(part, Word) for part in parts)


def _fence(sign: str, tall: bool, form: str) -> str:
    if not sign:
        return ""
    if sign in "|‖":  # a bar is no bracket by itself
        fixed = "" if tall else ' stretchy="false"'
        return f'<mo form="{form}"{fixed}>{escape(sign)}</mo>'
    return f"<mo>{escape(sign)}</mo>" if tall else f'<mo stretchy="false">{escape(sign)}</mo>'


def _grid(grid: Grid) -> str:
    align = ' class="cases"' if grid.left == "{" else ""  # MathML Core leaves alignment to the style sheet
    cells = (
        "<mtr>" + "".join(f"<mtd>{_open(cell)}</mtd>" for cell in line) + "</mtr>" for line in grid.rows
    )
    table = f"<mtable{align}>{''.join(cells)}</mtable>"
    return f"<mrow>{_fence(grid.left, True, 'prefix')}{table}{_fence(grid.right, True, 'postfix')}</mrow>"

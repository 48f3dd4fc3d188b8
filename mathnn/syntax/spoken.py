"""Boxes -> words that can be spoken, for those who do not see the formula."""

from __future__ import annotations

from mathnn.syntax.boxes import Accent, Applied, Box, Fenced, Fraction, Grid, Limits, Root, Row, Scripts, Word
from mathnn.syntax.names import LETTERS

_SIGNS = {
    "=": "equals", "≠": "is not equal to", "<": "is less than", "≤": "is less than or equal to", ">": "is greater than",
    "≥": "is greater than or equal to", "≈": "is about", "∝": "is proportional to", "≡": "is identical to",
    "≔": "is defined as", "←": "becomes", "→": "to", "↦": "maps to", "⟹": "implies", "⇒": "implies",
    "⟺": "if and only if", "∈": "in", "∉": "not in", "⊂": "is a subset of", "∧": "and", "∨": "or", "¬": "not",
    "∀": "for all", "∃": "there is", "+": "plus", "−": "minus", "±": "plus or minus", "∓": "minus or plus", "·": "dot",
    "×": "times",
    "⊙": "times entry by entry", "⊗": "tensor", "∗": "star", "∘": "after", "∪": "union", "∩": "intersected with",
    "/": "over", ":": ":", ",": ",", ";": ";", "!": "factorial", "∇": "nabla", "∂": "partial", "⊤": "transpose",
    "⊥": "orthogonal", "∥": "parallel", "∠": "angle", "∣": "such that", "∑": "the sum", "⋃": "the union",
    "⋂": "the intersection", "∏": "the product",
    "∫": "the integral", "%": "percent", ".": ".", "≪": "is much less than", "≫": "is much greater than",
}
_LETTERS = {letter: name.removeprefix("var") for name, letter in LETTERS.items()} | {
    "…": "and so on", "⋯": "and so on", "⋮": "and so on", "⋱": "and so on", "∞": "infinity", "ℓ": "l",
}
_SETS = {"R": "the reals", "N": "the natural numbers", "Z": "the integers", "Q": "the rationals", "1": "the indicator"}
_FUNCTIONS = {
    "sin": "sine", "cos": "cosine", "tan": "tangent", "log": "log", "ln": "natural log",
    "log₂": "log base 2", "log₁₀": "log base 10", "det": "determinant", "lim": "the limit", "max": "the maximum",
    "min": "the minimum", "tr": "trace",
}
_POWERS = {"2": "squared", "3": "cubed", "⊤": "transpose", "′": "prime", "′′": "double prime", "∥": "parallel",
           "∗": "star"}


def spoken(box: Box) -> str:
    """The words of a formula, on one line."""
    return " ".join(_say(box).split()).replace(" ,", ",").replace(" ;", ";").replace(" :", ":").replace(" .", ".")


def _say(box: Box) -> str:
    match box:
        case Word():
            return _word(box)
        case Row(parts):
            return _row(parts)
        case Scripts():
            return _scripts(box)
        case Limits():
            return _limits(box)
        case Accent(base, mark):
            return f"{_say(base)} {mark.removeprefix('wide')}"
        case Fraction(top, bottom):
            if _is_short(top) and _is_short(bottom):
                return f"{_say(top)} over {_say(bottom)}"
            return f"the fraction {_say(top)} over {_say(bottom)}, end fraction,"
        case Root(inside, degree):
            name = "the square root of" if degree is None else f"the root of degree {_say(degree)} of"
            return _closed(name, inside, "root")
        case Fenced():
            return _fenced(box)
        case Applied(head, argument):
            return _applied(head, argument)
        case Grid():
            return _grid(box)


def _row(parts: tuple[Box, ...]) -> str:
    """Parts one after the other; a dot before a number multiplies."""
    words = []
    for part, after in zip(parts, (*parts[1:], None), strict=False):
        times = isinstance(part, Word) and part.text == "·" and isinstance(after, Word) and after.kind == "number"
        words.append("times" if times else _say(part))
    return " ".join(words)


def _word(word: Word) -> str:
    if word.kind == "operator":
        return _SIGNS.get(word.text, "prime" if word.text.strip("′") == "" else word.text)
    if word.kind == "function":
        return _FUNCTIONS.get(word.text, word.text)
    if word.kind != "letter":
        return word.text
    if word.style == "blackboard":
        return _SETS.get(word.text, f"blackboard {word.text}")
    name = _LETTERS.get(word.text, word.text)
    face = f"{word.style} " if word.style in ("bold", "calligraphic") else ""
    return face + (f"capital {name}" if word.text.isupper() and len(word.text) == 1 else name)


def _scripts(box: Scripts) -> str:
    base = _say(box.base)
    below = f"sub {_say(box.below)}" if box.below is not None else ""
    if box.below is not None and not _is_short(box.below):
        below += ", end sub,"
    return f"{base} {below} {_above(box.above) if box.above is not None else ''}"


def _above(box: Box) -> str:
    if isinstance(box, Word) and box.text in _POWERS:
        return _POWERS[box.text]
    if isinstance(box, Fenced):  # the label of a layer or of a sample, which is no power
        return f"superscript {_say(box.inside)}"
    return f"to the power {_say(box)}" + ("" if _is_short(box) else ", end power,")


def _limits(box: Limits) -> str:
    words = [_say(box.sign)]
    if box.below is not None:
        equation = isinstance(box.below, Row) and any(isinstance(p, Word) and p.text == "=" for p in box.below.parts)
        words.append(f"{'from' if equation else 'as' if box.sign.text == 'lim' else 'over'} {_say(box.below)}")
    if box.above is not None:
        words.append(f"to {_say(box.above)}")
    return " ".join(words) + (" of" if box.below is not None or box.above is not None else "")


def _fenced(box: Fenced) -> str:
    if box.left == "‖":
        return _closed("the norm of", box.inside, "norm")
    if box.left == "|":
        return _closed("the absolute value of", box.inside, "absolute value")
    if box.left == "{":
        return _closed("the set of", box.inside, "set")
    return f"open bracket {_say(box.inside)} close bracket"


def _closed(opening: str, inside: Box, name: str) -> str:
    return f"{opening} {_say(inside)}" + ("" if _is_short(inside) else f", end {name},")


def _applied(head: Box, argument: Box) -> str:
    if not isinstance(argument, Fenced):
        return f"{_say(head)} of {_say(argument)}"
    inside = argument.inside
    return f"{_say(head)} of {_say(inside) if _is_short(inside) else _say(argument)}"


def _grid(grid: Grid) -> str:
    if grid.left == "{":
        return "by cases: " + "; ".join(" ".join(map(_say, line)) for line in grid.rows) + ", end cases"
    lines = [", ".join(map(_say, line)) for line in grid.rows]
    if grid.left == "(" and len(lines) == 2 and len(grid.rows[0]) == 1:
        return f"{lines[0]} choose {lines[1]}"
    if all(len(line) == 1 for line in grid.rows):
        return f"the column {', '.join(lines)}, end column,"
    name = "determinant" if grid.left == "|" else "matrix"
    if len(lines) == 1:
        return f"the row {lines[0]}, end row,"
    return f"the {name} with the rows {'; '.join(lines)}; end {name},"


def _is_short(box: Box) -> bool:
    """One letter or number, with simple scripts or a sign: nothing that needs to be said to end."""
    if isinstance(box, Scripts):
        return _is_short(box.base) and all(part is None or _is_short(part) for part in (box.below, box.above))
    if isinstance(box, Accent):
        return _is_short(box.base)
    if isinstance(box, Row):
        return len(box.parts) <= 2 and all(isinstance(part, Word | Scripts) for part in box.parts)
    return isinstance(box, Word)

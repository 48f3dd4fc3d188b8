"""Boxes -> LaTeX, in one style, with amsmath's environments."""

from __future__ import annotations

from mathnn.syntax.boxes import Accent, Applied, Box, Fenced, Fraction, Grid, Limits, Root, Row, Scripts, Word

_FENCES = {"{": r"\{", "}": r"\}", "‖": r"\|"}
_GRIDS = {"[": "bmatrix", "(": "pmatrix", "{": "cases", "|": "vmatrix"}


def latex(box: Box) -> str:
    """The LaTeX of a formula."""
    match box:
        case Word(text=text, latex=spelled):
            return spelled or text
        case Row(parts):
            return _row(parts)
        case Scripts(base, below, above):
            return latex(base) + _script("_", below) + _script("^", above)
        case Limits(sign, below, above):
            return latex(sign) + _script("_", below) + _script("^", above)
        case Accent(base, mark):
            return f"\\{mark}{{{latex(base)}}}"
        case Fraction(top, bottom):
            return rf"\frac{{{latex(top)}}}{{{latex(bottom)}}}"
        case Root(inside, degree):
            return rf"\sqrt{f'[{latex(degree)}]' if degree else ''}{{{latex(inside)}}}"
        case Fenced():
            return _fenced(box)
        case Applied(head, argument):
            return latex(head) + ("" if isinstance(argument, Fenced) else " ") + latex(argument)
        case Grid():
            return _grid(box)


def _row(parts: tuple[Box, ...]) -> str:
    """Parts with a space between them, but none after a tight sign nor before a comma."""
    text, close = "", True
    for part in parts:
        text += latex(part) if close or _is_comma(part) else " " + latex(part)
        close = isinstance(part, Word) and part.tight
    return text


def _is_comma(part: Box) -> bool:
    return isinstance(part, Word) and part.text in (",", "!", "]")


def _script(sign: str, box: Box | None) -> str:
    if box is None:
        return ""
    text = latex(box).replace(" ", "") if _is_plain(box) else latex(box)
    bare = len(text) == 1 or text in (r"\top",) or set(text) == {"'"}
    if set(text) == {"'"} and sign == "^":
        return text
    return sign + (text if bare else f"{{{text}}}")


def _is_plain(box: Box) -> bool:
    """Letters and digits only: indices stand close together."""
    parts = box.parts if isinstance(box, Row) else (box,)
    return all(isinstance(part, Word) and not part.latex and part.text.isalnum() for part in parts)


def _fenced(box: Fenced) -> str:
    left, right = (_FENCES.get(sign, sign) for sign in (box.left, box.right))
    if not box.tall:
        return left + latex(box.inside) + right
    space = " " if box.left == "|" else ""
    inside = latex(box.inside)
    if box.left == "|" and inside.startswith(r"\left|"):  # two bars side by side would be those of a norm
        inside = f"{{{inside}}}"
    return rf"\left{left}{space}{inside}{space}\right{right}"


def _grid(grid: Grid) -> str:
    inside = r" \\ ".join(" & ".join(map(latex, line)) for line in grid.rows)
    name = _GRIDS[grid.left]
    if grid.left == "(" and grid.rows and len(grid.rows[0]) == 1 and len(grid.rows) == 2:
        return rf"\binom{{{latex(grid.rows[0][0])}}}{{{latex(grid.rows[1][0])}}}"
    return rf"\begin{{{name}}} {inside} \end{{{name}}}"

r"""f_x, f_{xy} and \partial_x f of an f(x, y) with a formula: its slopes, written as \frac{\partial f}{\partial x}.

Only where every letter below is an argument of f, and where f_x is called, if at all, with as many arguments as f:
f_x(y) is f with its first argument held.
"""

from __future__ import annotations

import re

from mathnn.notation import Name
from mathnn.reading.known import Known
from mathnn.reading.trust import STATISTICS
from mathnn.reading.usage import DENSITIES

_FEWEST = 2  # arguments: f' needs no index
_LETTER = re.compile(r"(?<![A-Za-z\\_])(\\?[A-Za-z]+)\s*_\s*(?:([a-z])(?![A-Za-z])|\{\s*([a-z]{1,3})\s*\})")


_BY_LETTER = re.compile(r"\\partial\s*_\s*(?:([a-z])|\{\s*([a-z])\s*\})\s*(\\?[A-Za-z]+)(?![A-Za-z_])")
_AT_POINT = re.compile(  # df/dx |_{(1, 2)}, and |_{(x, y) = (1, 2)}
    r"(?:\\left\s*\.\s*)?(\\[dt]?frac\s*\{\s*\\partial\s*([A-Za-z])\s*\}\s*\{\s*\\partial\s*([a-z])\s*\})\s*"
    r"(?:\\(?:right|[Bb]igg?[lrm]?)\s*)?(?:\||\\vert)\s*_\s*\{\s*(?:\(([a-z\s,]+)\)\s*=\s*)?(\([^(){}]*\))\s*\}")


def with_partials(latex: str, known: Known) -> str:
    """The formula with such derivatives written out; the same string where there is none."""
    if "_" not in latex:
        return latex
    if r"\partial" in latex:
        latex = _at_points(_by_letters(latex, known), known)
    return _by_indices(latex, known)


def _by_letters(latex: str, known: Known) -> str:
    def written(found: re.Match[str]) -> str:
        letter, row = found[1] or found[2], _function(found[3], known)
        is_argument = row is not None and letter in {parameter.name for parameter in row.parameters}
        return _slope(found[3], letter) if is_argument else found[0]

    return _BY_LETTER.sub(written, latex) if "_" in latex else latex


def _at_points(latex: str, known: Known) -> str:
    def written(found: re.Match[str]) -> str:
        row = _function(found[2], known)
        names = [parameter.name for parameter in row.parameters] if row is not None else []
        is_of_all = found[4] is None or found[4].replace(" ", "").split(",") == names
        return f"{found[1]}{found[5]}" if names and is_of_all and _arguments(found[5]) == len(names) else found[0]

    return _AT_POINT.sub(written, latex)


def _by_indices(latex: str, known: Known) -> str:
    found = tuple(_LETTER.finditer(latex))
    rows = {match[1]: row for match in found if (row := _function(match[1], known)) is not None}
    taken = [match for match in found if match[1] in rows and _is_slope(match, latex, rows[match[1]])]
    if not taken or any(match[1] in rows and match not in taken for match in found):
        return latex  # f_i beside f_x is another f
    pieces, at = [], 0
    for match in taken:
        slope = _slope(match[1], match[2] or match[3])
        is_raised = latex[match.end():].lstrip().startswith("^")
        pieces += [latex[at:match.start()], rf"\left({slope}\right)" if is_raised else slope]
        at = match.end()
    return "".join((*pieces, latex[at:]))


def _function(name: str, known: Known) -> Name | None:
    """The function of several numbers that this section, or one around it, gave a formula for this name."""
    said = known.names.get(name)
    if said is None or name in STATISTICS or name in DENSITIES:
        return None
    row, still = said.name, {known.section, *(number for _, number in known.around)}
    is_of_numbers = row.symbol.sort.kind == "function" and len(row.parameters) >= _FEWEST and all(
        each.sort.kind == "number" and each.sort.is_number for each in row.parameters)
    return row if row.definition is not None and is_of_numbers and row.definition.sort.is_number and (
        said.section in still) else None


def _is_slope(match: re.Match[str], latex: str, row: Name) -> bool:
    letters = {parameter.name for parameter in row.parameters}
    if not set(match[2] or match[3]) <= letters:
        return False
    behind = latex[match.end():].lstrip()
    return not behind.startswith(("_", "'")) and (
        not behind.startswith("(") or _arguments(behind) in (len(row.parameters), 0))


def _arguments(behind: str) -> int:
    """How many stand in the brackets that open here; 0 where they hold more than letters, numbers and signs."""
    inner = behind[1:behind.find(")")]
    return inner.count(",") + 1 if re.fullmatch(r"[\w\s,.+*/-]*", inner) else 0


def _slope(name: str, letters: str) -> str:
    if len(letters) == 1:
        return rf"\frac{{\partial {name}}}{{\partial {letters}}}"
    below = " ".join(rf"\partial {letter}" for letter in letters)
    return rf"\frac{{\partial^{len(letters)} {name}}}{{{below}}}"


__all__ = ["with_partials"]

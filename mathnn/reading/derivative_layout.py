"""Derivatives by vectors in two layouts within one document, which does not say so.

Numerator layout: the derivative of a column by a column has a row for each output, that of a number is a row.
Denominator layout: a row for each input; that of a number is a column. A gradient (nabla) of a number is a column in
either, so it shows nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from mathnn.check.shapes import DENOMINATOR, LAID_OUT, NUMERATOR, ROWS, layouts
from mathnn.errors import SortError
from mathnn.expression import Call, Expr, Symbol
from mathnn.expression.tree import walk
from mathnn.reading.entry import Finding
from mathnn.reading.known import Known
from mathnn.reading.phrases import phrase
from mathnn.reading.stated import Seen

_STATED = ("claim", "definition", "update")
LAYOUTS = ("numerator layout", "denominator layout")
_NAMED = phrase(r"\b(numerator|denominator)[- ]+(?:layout|convention)", "layout|convention")
_AS_ROWS = phrase(r"\b(?:scalar|number|gradient)s?\b[^.;]{0,60}\b(?:is|are|as)\s+(?:an?\s+)?rows?\b", "row")
_OTHERS = re.compile(r"\b(?:some|other|others|many|most|unlike|not|instead|rather|than|differs?|opposed|versus|vs|both|"
                     r"either|mixed|mix|if|authors?|transpose[sd]?)\b", re.IGNORECASE)


def named(texts: Iterable[str]) -> tuple[Symbol, ...]:
    """The layout that the words of a document say it keeps to; none where they speak of two, or of what others do."""
    found: set[str] = set()
    rows: tuple[Symbol, ...] = ()
    for text in texts:
        rows = (ROWS,) if _AS_ROWS.stands_in(text) else rows
        for match in _NAMED.finditer(text):
            start = text.rfind(".", 0, match.start()) + 1
            end = text.find(".", match.end())
            if _OTHERS.search(text[start:end if end > 0 else len(text)]):
                return ()
            found.add(match[1].lower())
    kept = [layout for word, layout in (("numerator", NUMERATOR), ("denominator", DENOMINATOR)) if word in found]
    return (*kept, *rows) if len(kept) == 1 else ()


def mixed(seen: Seen, known: Known) -> Iterator[Finding]:
    """The first derivative that stands in the other layout."""
    stated = known.stated
    if seen.role not in _STATED or stated.layout_is_declared or seen.verdict.is_wrong:
        return
    for link in seen.links:
        shown = _shown(link, seen)
        if shown is None:
            continue
        other = LAYOUTS[1 - LAYOUTS.index(shown)]
        if other in stated.layouts and stated.once("mixed-layout"):
            line = stated.layouts[other]
            yield Finding("mixed-layout", seen.statement.located.row.place,
                          f"This derivative stands in {shown}, the one on line {line} in {other}, and the text names "
                          "no convention.", (line,))
        stated.layouts.setdefault(shown, seen.line)


def _shown(link: Call, seen: Seen) -> str | None:
    """The layout that a relation is in: of a true one that in which it holds, else the one in which shapes agree."""
    side = next((side for side in link.args if _is_laid_out(side)), None)
    if link.op not in ("equal", "identical", "define") or side is None:
        return None
    assert isinstance(side, Call)
    other = link.args[1] if link.args[0] is side else link.args[0]
    if any(_differentiates(node) for node in walk(other)):
        return None
    direct, turned = LAYOUTS if side.args[0].sort.shape else LAYOUTS[::-1]
    if len(seen.links) == 1 and seen.verdict.is_true:
        named = [layout for layout in LAYOUTS if layout in seen.verdict.reason]
        return named[0] if named else direct
    try:
        found = layouts(link)
    except SortError:
        return None
    if len(found) != 1 or not _is_told_apart(side, other):
        return None
    return turned if found[0].note else direct


def _is_laid_out(side: Expr) -> bool:
    """A derivative by a column, of a number or of a column; nabla of a number shows nothing."""
    if not isinstance(side, Call) or side.op not in LAID_OUT or len(side.args) < 2:
        return False
    of, by = side.args[0].sort, side.args[1].sort
    return len(by.shape) == 1 and len(of.shape) <= 1 and (side.op != "jacobian" or bool(of.shape))


def _differentiates(node: Expr) -> bool:
    return isinstance(node, Call) and node.op in (*LAID_OUT, "gradient") and bool(node.args[1].sort.shape)


def _is_told_apart(side: Call, other: Expr) -> bool:
    """Would the transpose have another shape? Not where both dimensions are one."""
    shape = other.sort.shape
    return len(shape) != 2 or shape[0] != shape[1] or not side.args[0].sort.shape


__all__ = ["LAYOUTS", "mixed", "named"]

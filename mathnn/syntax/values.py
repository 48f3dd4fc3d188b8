"""Numbers, vectors and matrices as they are typed on a command line: ``2``, ``1/3``, ``2,-1``, ``1,0;0,1``.

Read to exact fractions by a grammar of a line, so that no text that somebody sends is ever run.
"""

from __future__ import annotations

import re
from fractions import Fraction

from mathnn.errors import UsageError

_DIGITS = 15
_NUMBER = re.compile(r"\s*([+-]?)(\d+)?(?:\.(\d*))?(?:/(\d+))?\s*", re.ASCII)
MOST_ENTRIES = 400


def read_number(text: str) -> Fraction:
    """A decimal or a fraction, exactly. Raises UsageError for anything else, and for a division by zero."""
    if not text.strip():
        raise UsageError("a number is missing; write them as in 2,-1")
    found = _NUMBER.fullmatch(text.replace("\u2212", "-"))  # the minus sign of printed pages
    if not found or not (found[2] or found[3]) or (found[3] is not None and found[4]):
        raise UsageError(f"{_shown(text)} is not a number; write a decimal such as -0.5 or a fraction such as 1/3"
                         + (", without brackets" if set(text) & set("()[]{}") else ""))
    if any(len(part or "") > _DIGITS for part in found.groups()):
        raise UsageError(f"{_shown(text)} has more than {_DIGITS} digits")
    if found[4] and int(found[4]) == 0:
        raise UsageError(f"{_shown(text)} divides by zero")
    whole, part = found[2] or "0", found[3] or ""
    value = Fraction(int(whole + part), 10 ** len(part) * int(found[4] or 1))
    return -value if found[1] == "-" else value


def read_rows(text: str) -> tuple[tuple[Fraction, ...], ...]:
    """Rows separated by ``;``, numbers in a row by ``,``. Raises UsageError for ragged rows and too many numbers."""
    if text.count(",") + text.count(";") >= MOST_ENTRIES:
        raise UsageError(f"more than {MOST_ENTRIES} numbers in one value")
    rows = tuple(tuple(map(read_number, row.split(","))) for row in text.split(";"))
    if len({len(row) for row in rows}) > 1:
        raise UsageError(f"the rows of {_shown(text)} have different lengths")
    return rows


def _shown(text: str) -> str:
    return repr(text if len(text) <= 40 else text[:37] + "...")

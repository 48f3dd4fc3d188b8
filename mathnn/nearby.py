"""What a user may have meant: the known names that are nearest to one that is not known."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

MOST_NAMED = 12


def suggestion(name: str, known: Iterable[str]) -> str:
    """``did you mean 'x'?``, or the names that there are."""
    names = sorted(set(known))
    near = get_close_matches(name, names, n=2, cutoff=0.6)
    if near:
        return f"did you mean {' or '.join(map(repr, near))}?"
    if not names:
        return "there are none"
    more = ", ..." if len(names) > MOST_NAMED else ""
    return f"there are: {', '.join(names[:MOST_NAMED])}{more}"

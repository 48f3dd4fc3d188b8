"""LaTeX environments that hold displayed formulas, and how their rows and columns are to be read."""

from __future__ import annotations

import re
from enum import Enum
from functools import cache


class Layout(Enum):
    """What ``\\\\`` and ``&`` mean in an environment."""

    SINGLE = "one formula"
    BROKEN = "one formula over several lines"
    LINES = "a formula on each line"
    ALIGNED = "every other & begins a new column of formulas"
    CELLS = "every & only aligns"


OUTER = {
    "equation": Layout.SINGLE,
    "math": Layout.SINGLE,
    "displaymath": Layout.SINGLE,
    "dmath": Layout.SINGLE,
    "multline": Layout.BROKEN,
    "gather": Layout.LINES,
    "dgroup": Layout.LINES,
    "align": Layout.ALIGNED,
    "flalign": Layout.ALIGNED,
    "alignat": Layout.ALIGNED,
    "xalignat": Layout.ALIGNED,
    "xxalignat": Layout.ALIGNED,
    "eqnarray": Layout.CELLS,
    "IEEEeqnarray": Layout.CELLS,
}
"""Environments that begin mathematics, each also with a star."""

INNER = {
    "aligned": Layout.ALIGNED,
    "alignedat": Layout.ALIGNED,
    "split": Layout.ALIGNED,
    "gathered": Layout.LINES,
    "multlined": Layout.BROKEN,
    "array": Layout.CELLS,
}
"""Environments inside mathematics that may wrap a whole formula."""

_ARGUMENTS = {"alignat": 1, "xalignat": 1, "xxalignat": 1, "alignedat": 1, "IEEEeqnarray": 1, "array": 1}
_ARGUMENT = re.compile(r"\s*\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}")
_OPTION = re.compile(r"[ \t]*\[[^\[\]\n]{0,40}\]")
_TAKES_OPTION = frozenset(INNER) | {"IEEEeqnarray", "dmath", "dgroup"}

OPENING = re.compile(r"\\begin\s*\{\s*((?:" + "|".join(sorted(OUTER, key=len, reverse=True)) + r")\*?)\s*\}")


def layout(environment: str) -> Layout | None:
    """How the body of this environment is laid out; None when it holds no statements of its own (a matrix)."""
    name = environment.rstrip("*")
    return OUTER.get(name) or INNER.get(name)


def body_start(text: str, environment: str, position: int) -> int:
    """Position after the arguments of ``\\begin{environment}``, which ends at `position`."""
    name = environment.rstrip("*")
    if name in _TAKES_OPTION and (found := _OPTION.match(text, position)):
        position = found.end()
    if name in _ARGUMENTS and (found := _ARGUMENT.match(text, position)):
        position = found.end()
    return position


@cache
def _limits(environment: str) -> re.Pattern[str]:
    return re.compile(r"%[^\n]*|\\(begin|end)\s*\{\s*" + re.escape(environment) + r"\s*\}|\\.", re.S)


def find_end(text: str, environment: str, position: int) -> tuple[int, int] | None:
    """Where ``\\end{environment}`` begins and ends; None when it never ends or the same begins again before it.

    An unclosed formula thus ends the search at the next one of its kind, which keeps a scan of the whole text linear.
    """
    for found in _limits(environment).finditer(text, position):
        if found[1]:
            return (found.start(), found.end()) if found[1] == "end" else None
    return None

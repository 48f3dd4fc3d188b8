"""Processor time of other processes, to compare one with another in the same run: no clock of any machine counts."""

from __future__ import annotations

import os
import resource
import subprocess
import sys

FIRST_VERDICT = r"import mathnn; print(mathnn.verify(r'\|\mathbf{a}\|^2 = \mathbf{a}^\top \mathbf{a}').kind)"
WITHOUT_US = "import numpy, flint"  # what no verdict can do without
# The first run leaves compiled files for the others, as an installed package has them: else most of it is compiling.
_COMPILED = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def of_python(*arguments: str, runs: int = 4) -> float:
    """Seconds of processor time that Python takes with these arguments, in the quickest of some runs."""
    seconds = []
    for _ in range(runs):
        begun = _of_children()
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True, env=_COMPILED)
        seconds.append(_of_children() - begun)
    return min(seconds)


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime

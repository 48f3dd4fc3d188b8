"""How long the commands of the book take, as processes of their own: ``python benchmarks/speed_build.py``.

Prints a table with the limit of each, and ends with status 1 when a limit is exceeded.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

REPEATS = 3


def timed(*arguments: str) -> float:
    """Seconds that one run of the command takes, from start to end of its process."""
    begun = perf_counter()
    subprocess.run([sys.executable, "-m", "mathnn", *arguments], check=True, capture_output=True)
    return perf_counter() - begun


def help_text(folder: Path) -> float:
    """The help."""
    return timed("--help")


def from_nothing(folder: Path) -> float:
    """The whole book into a folder that is not there."""
    with tempfile.TemporaryDirectory(dir=folder) as place:
        return timed("build", "--output", f"{place}/output")


def unchanged(folder: Path) -> float:
    """The whole book again, with nothing changed."""
    return timed("build", "--output", str(folder / "output"))


ROWS: tuple[tuple[str, Callable[[Path], float], float], ...] = (
    ("mathnn --help", help_text, 0.3),
    ("mathnn build, output and cache absent", from_nothing, 8.0),
    ("mathnn build, nothing changed", unchanged, 1.0),
)


def main() -> int:
    """Measure each row, and say which limits hold."""
    print(f"{'command':<40} {'median s':>9} {'worst s':>9} {'limit s':>9}")
    late = 0
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        timed("build", "--output", str(folder / "output"))
        for name, run, limit in ROWS:
            seconds = [run(folder) for _ in range(REPEATS)]
            late += median(seconds) > limit
            print(f"{name:<40} {median(seconds):>9.2f} {max(seconds):>9.2f} {limit:>9.1f}")
    return 1 if late else 0


if __name__ == "__main__":
    raise SystemExit(main())

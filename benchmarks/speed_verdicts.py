"""How long a verdict takes: ``python benchmarks/speed_verdicts.py [--slowest COUNT]``.

Over the case tables, in one process that is warm: parsing alone, and whole verdicts from the LaTeX on. A case counts
with the best of a few runs, so that what else the machine does shows less. In the same run, SymPy's
`simplify(left - right)` on the equations between numbers that SymPy can be given.
"""

from __future__ import annotations

import argparse
import gc
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # the case tables stand among the tests

import sympy

from benchmarks.to_sympy import CannotConvert, to_sympy
from mathnn.check.verify import verify
from mathnn.errors import ReadError, SortError
from mathnn.expression import Call
from mathnn.syntax.declare import declare
from mathnn.syntax.parse import parse
from mathnn.syntax.read import read
from tests.cases.tables import Case, read_cases
from tests.seconds import FIRST_VERDICT, WITHOUT_US, of_python

REPEATS = 3
FIRST_LIMIT = 0.5
PATIENCE = 5  # seconds for SymPy with one statement: some it never ends
LIMITS = {"parsing": (50e-6, None, None), "verdict": (0.5e-3, 5e-3, 1.0)}  # median, 95th percentile, maximum


def timed(work: Callable[[], object], repeats: int = REPEATS) -> float:
    """Seconds of the fastest of a few runs, each of which reads its formula anew."""
    best = float("inf")
    for _ in range(repeats):
        parse.cache_clear()
        begun = perf_counter()
        work()
        best = min(best, perf_counter() - begun)
    return best


def percentile(times: Sequence[float], share: float) -> float:
    """The time that this share of the cases does not exceed."""
    return sorted(times)[min(int(share * len(times)), len(times) - 1)]


def spelled(seconds: float) -> str:
    """Microseconds, milliseconds or seconds."""
    if seconds < 1e-3:
        return f"{seconds * 1e6:.0f} µs"
    return f"{seconds * 1e3:.2f} ms" if seconds < 1 else f"{seconds:.2f} s"


def row(name: str, times: Sequence[float]) -> str:
    """Median, 95th percentile and maximum, each with its limit."""
    found = (median(times), percentile(times, 0.95), max(times))
    limits = LIMITS.get(name, (None, None, None))
    cells = [spelled(t) + (f" (at most {spelled(limit)})" if limit else "")
             for t, limit in zip(found, limits, strict=True)]
    return f"{name:<18}{len(times):>6}   " + "".join(f"{cell:<30}" for cell in cells)


def within(name: str, times: Sequence[float]) -> bool:
    """Are all limits kept?"""
    found = (median(times), percentile(times, 0.95), max(times))
    return all(limit is None or t <= limit for t, limit in zip(found, LIMITS[name], strict=True))


def equations(cases: Sequence[Case]) -> Iterator[tuple[Case, sympy.Expr]]:
    """The cases that are an equation between numbers, as left - right."""
    for case in cases:
        try:
            reading = read(case.latex, declare(case.given))
            if isinstance(reading.tree, Call) and reading.tree.op == "equal" and not reading.tree.args[0].sort.shape:
                left, right = (to_sympy(side, reading.notation) for side in reading.tree.args)
                yield case, left - right
        except (ReadError, SortError, CannotConvert):
            continue


class OutOfPatience(BaseException):
    """`simplify` was stopped. No Exception, since SymPy catches those here and there and goes on."""


def simplified(difference: sympy.Expr) -> None:
    """`simplify`, for at most PATIENCE seconds."""
    def stop(*_: object) -> None:
        raise OutOfPatience

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(PATIENCE)
    try:
        sympy.simplify(difference)
    except OutOfPatience:
        pass
    finally:
        signal.alarm(0)


def beside_sympy(cases: Sequence[Case]) -> str:
    """How many times as long `simplify` takes, on the same statements; one that is stopped counts as PATIENCE."""
    ratios, ours, theirs = [], [], []
    for case, difference in equations(cases):
        ours.append(timed(lambda case=case: verify(case.latex, case.given)))  # type: ignore[misc]
        sympy.core.cache.clear_cache()
        theirs.append(timed(lambda difference=difference: simplified(difference), 1))  # type: ignore[misc]
        ratios.append(theirs[-1] / ours[-1])
    stopped = sum(t >= PATIENCE for t in theirs)
    return (f"SymPy's simplify(left - right) on {len(ratios)} equations between numbers ({stopped} stopped after "
            f"{PATIENCE} s): median "
            f"{spelled(median(theirs))} beside {spelled(median(ours))} for our verdicts; "
            f"{median(ratios):.0f} times as long (median ratio)")


def first_verdict() -> float:
    """Print the processor time from the start of Python to a verdict, beside that of importing NumPy and flint."""
    ours, theirs = (of_python("-c", code) for code in (FIRST_VERDICT, WITHOUT_US))
    print(f"first verdict, Python's start included: {spelled(ours)} (at most {spelled(FIRST_LIMIT)}), beside "
          f"{spelled(theirs)} for importing NumPy and flint")
    return ours


def main() -> int:
    """Print the table. Status 1 when a limit is exceeded."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--slowest", type=int, default=5, metavar="COUNT", help="how many slow cases to name")
    slowest = options.parse_args().slowest
    cases = read_cases()
    for case in cases:
        verify(case.latex, case.given)
    gc.collect()
    parsing = [timed(lambda case=case: parse(case.latex)) for case in cases]  # type: ignore[misc]
    whole = [timed(lambda case=case: verify(case.latex, case.given)) for case in cases]  # type: ignore[misc]
    print(f"{'':<18}{'cases':>6}   {'median':<30}{'95th percentile':<30}{'maximum':<30}")
    print(row("parsing", parsing))
    print(row("verdict", whole))
    first = first_verdict()
    for time, name in sorted(zip(whole, (case.id for case in cases), strict=True))[::-1][:slowest]:
        print(f"    {spelled(time):>10}  {name}")
    print(beside_sympy(cases))
    return int(not (within("parsing", parsing) and within("verdict", whole) and first <= FIRST_LIMIT))


if __name__ == "__main__":
    sys.exit(main())

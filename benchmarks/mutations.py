"""How many corruptions of true statements are caught: ``python benchmarks/mutations.py [--list OUTCOME]``.

Every true case of the tables is corrupted at every place; what the checker did not call wrong is tried in plain NumPy.
`caught` is refuted or mistyped; `passed` is proved or tested although NumPy found a point that contradicts it;
`not tried` is proved or tested where NumPy could not say. `--list` prints the mutants of one outcome.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # the case tables stand among the tests

from tests.cases.tables import read_cases
from tests.check.mutation_run import OUTCOMES, WITHOUT_ORACLE, Judged, caught_share, run


def table(found: Sequence[Judged]) -> Iterator[str]:
    """A row for each kind of corruption, then all of them."""
    yield f"{'corruption':<21}{'mutants':>9}" + "".join(f"{name:>13}" for name in OUTCOMES)
    for kind in dict.fromkeys(judged.kind for judged in found):
        yield row(kind, [judged for judged in found if judged.kind == kind])
    yield row("all", found)


def row(title: str, found: Sequence[Judged]) -> str:
    """The counts of one kind."""
    counts = Counter(judged.outcome for judged in found)
    return f"{title:<21}{len(found):>9}" + "".join(f"{counts[name]:>13}" for name in OUTCOMES)


def main() -> int:
    """Print the table. Status 1 when a false statement passed."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--list", choices=OUTCOMES, help="print the mutants of one outcome")
    wanted = options.parse_args().list
    cases = read_cases()
    found = list(run(cases))
    print("\n".join(table(found)))
    false = [judged for judged in found if judged.outcome != "still true"]
    caught = sum(judged.outcome == "caught" for judged in found)
    print(f"from {len({judged.case.id for judged in found})} true cases; caught {caught} of {len(false)} that are not "
          f"still true ({caught_share(found, apart=()):.1%}); {caught_share(found):.1%} of those that are neither "
          "conditional nor unsettled")
    print(f"left out: {sum(case.group in WITHOUT_ORACLE and not case.is_false for case in cases)} true cases of "
          f"{', '.join(sorted(WITHOUT_ORACLE))}, for which the oracle has no values")
    for judged in found:
        if judged.outcome == wanted:
            print(f"{judged.case.id}: {judged.kind}: {judged.latex}   [{judged.case.given}]")
    return int(any(judged.outcome == "passed" for judged in found))


if __name__ == "__main__":
    sys.exit(main())

"""Agreement of the tool's roles with 150 relations labelled by hand: `python benchmarks/roles.py FOLDER...`.

The folders hold the labelled documents under the names of the table, at any depth. Prints every disagreement, a table
of label against tool, and the agreement with the labeller's first reading (strict) and with any reading that can be
defended.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from mathnn.proofread import review
from mathnn.reading.entry import Entry

TABLE = Path(__file__).parent / "labels" / "roles.txt"
COLUMNS = 7


class Label(NamedTuple):
    """One labelled relation."""

    path: str
    line: int
    column: int
    roles: tuple[str, ...]
    reason: str


def labels() -> Iterator[Label]:
    """The rows of the table."""
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            path, row, column, _display, roles, _truth, reason = line.split(None, COLUMNS - 1)
            yield Label(path, int(row), int(column), tuple(roles.split("|")), reason)


def nearest(label: Label, entries: tuple[Entry, ...]) -> Entry:
    """The entry that begins at the label's place, or closest to it."""
    def distance(entry: Entry) -> tuple[int, int]:
        return abs((entry.place.line or 0) - label.line), abs((entry.place.column or 0) - label.column)

    return min(entries, key=distance)


def located(name: str, folders: Sequence[Path]) -> Path:
    """The document of a name such as d2l/calculus.md: the only file below the folders whose path ends so."""
    found = sorted({path for folder in folders for path in (folder / name, *folder.glob(f"*/{name}"))
                    if path.is_file()})
    if len(found) != 1:
        raise SystemExit(f"{name}: {'no' if not found else 'more than one'} such document below the folders")
    return found[0]


def table(counts: Counter[tuple[str, str]]) -> Iterator[str]:
    """Labels down, the tool's roles across."""
    labels = sorted({label for label, _ in counts})
    tools = sorted({tool for _, tool in counts})
    yield f"{'label / tool':<16}" + "".join(f"{tool:>15}" for tool in tools) + f"{'agree':>10}"
    for label in labels:
        row = [counts[label, tool] for tool in tools]
        agreed = f"{counts[label, label]:>5} of {sum(row)}"
        yield f"{label:<16}" + "".join(f"{count or '.':>15}" for count in row) + agreed


def main(folders: Sequence[Path]) -> None:
    """Compare and print."""
    rows = list(labels())
    reviews = {name: review(located(name, folders)).entries for name in dict.fromkeys(row.path for row in rows)}
    counts: Counter[tuple[str, str]] = Counter()
    strict = either = 0
    for row in rows:
        entry = nearest(row, reviews[row.path])
        counts[row.roles[0], entry.role] += 1
        strict += entry.role == row.roles[0]
        either += entry.role in row.roles
        if entry.role not in row.roles:
            place = f"{row.path}:{row.line}:{row.column}"
            print(f"{place}  {'|'.join(row.roles)}, tool: {entry.role} ({entry.role_reason})")
    print("\n".join(("", *table(counts))))
    print(f"strict: {strict} of {len(rows)} ({strict / len(rows):.1%})")
    print(f"with either reading: {either} of {len(rows)} ({either / len(rows):.1%})")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    main([Path(argument) for argument in sys.argv[1:]])

"""Agreement of the tool's roles with 150 relations labelled by hand: `python benchmarks/roles.py FOLDER`.

FOLDER holds the labelled documents under the names of the table. Prints every disagreement, a table of label against
tool, and the agreement with the labeller's first reading (strict) and with any reading that can be defended.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
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


def main(folder: Path) -> None:
    """Compare and print."""
    rows = list(labels())
    reviews = {path: review(folder / path).entries for path in dict.fromkeys(row.path for row in rows)}
    table: Counter[tuple[str, str]] = Counter()
    strict = either = 0
    for row in rows:
        entry = nearest(row, reviews[row.path])
        table[row.roles[0], entry.role] += 1
        strict += entry.role == row.roles[0]
        either += entry.role in row.roles
        if entry.role not in row.roles:
            place = f"{row.path}:{row.line}:{row.column}"
            print(f"{place}  {'|'.join(row.roles)}, tool: {entry.role} ({entry.role_reason})")
    print()
    for (label, tool), count in sorted(table.items()):
        print(f"{label:<14} {tool:<14} {count}")
    print(f"strict: {strict} of {len(rows)} ({strict / len(rows):.1%})")
    print(f"with either reading: {either} of {len(rows)} ({either / len(rows):.1%})")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

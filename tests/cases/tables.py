"""Read the case tables: blocks of `key: value` lines, one block a statement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CASES = Path(__file__).parent
EXPECTATIONS = ("proved", "conditional", "tested", "refuted", "mistyped", "proved-or-tested")
REQUIRED = frozenset({"id", "latex", "expect", "why"})
OPTIONAL = frozenset({"given", "condition"})


@dataclass(frozen=True, slots=True)
class Case:
    """One statement, what is declared about it, and the verdict that was settled before any checker ran."""

    id: str
    latex: str
    given: str
    expect: str
    condition: str
    why: str
    group: str
    path: Path
    line: int

    @property
    def is_false(self) -> bool:
        """Whether a reader must be warned: the statement is false or cannot be typed."""
        return self.expect in ("refuted", "mistyped")


def read_cases(folder: Path = CASES) -> tuple[Case, ...]:
    """Every case of the `*.txt` tables in `folder`, ordered by file name and line.

    Raises ValueError, with the file and line, for a block that is not well formed or an id used twice.
    """
    cases: dict[str, Case] = {}
    for path in sorted(folder.glob("*.txt")):
        for line, fields in _blocks(path):
            case = _case(path, line, fields)
            if case.id in cases:
                raise ValueError(f"{path}:{line}: the id {case.id} is used twice")
            cases[case.id] = case
    return tuple(cases.values())


def _blocks(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each block with the number of its first line; comment lines belong to no block."""
    start, fields = 0, dict[str, str]()
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, text in enumerate([*lines, ""], start=1):
        if text.startswith("#"):
            continue
        if not text.strip():
            if fields:
                yield start, fields
            fields = {}
            continue
        key, colon, value = text.partition(":")
        if not colon or key not in REQUIRED | OPTIONAL or key in fields:
            raise ValueError(f"{path}:{number}: expected one `key: value` of this block, found {text!r}")
        if not fields:
            start = number
        fields[key] = value.strip()


def _case(path: Path, line: int, fields: dict[str, str]) -> Case:
    missing = sorted(REQUIRED - {key for key, value in fields.items() if value})
    if missing:
        raise ValueError(f"{path}:{line}: no value for {', '.join(missing)}")
    if fields["expect"] not in EXPECTATIONS:
        raise ValueError(f"{path}:{line}: unknown verdict {fields['expect']!r}; known: {', '.join(EXPECTATIONS)}")
    if (fields["expect"] == "conditional") != bool(fields.get("condition")):
        raise ValueError(f"{path}:{line}: a condition belongs to a conditional case, and only there")
    values = {"given": "", "condition": "", **fields}
    return Case(**values, group=path.stem, path=path, line=line)

"""Imports run one way, and what is heavy is loaded only where it is needed."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.seconds import of_python

PACKAGE = Path(__file__).parents[1] / "mathnn"
HEAVY = ("sympy", "matplotlib", "scipy", "sklearn")

# The trunk from the ground up. A module may import what stands below it, and within its own row what the row allows.
ROWS: tuple[tuple[str, ...], ...] = (
    ("errors", "nearby"),
    ("expression",),
    ("notation",),
    ("claims", "letters", "streams", "workers"),
    ("counterexamples",),
    ("syntax", "theory"),
    ("check",),
    ("reading", "examples"),
    ("chapters",),
    ("outline",),
    ("loading", "readback", "fingerprint", "output", "serving"),
    ("witnesses", "drawing"),
    ("testimony",),
    ("render",),
    ("report", "review_report"),
    ("review_sarif",),
    ("book", "proofread"),
    ("verify_command",),
    ("watch",),
    ("cli",),
    ("__main__",),
)
# They stand beside the trunk, near the ground: what each may import of the rest.
BESIDE = {"models": {"errors"}, "datasets": {"errors"}, "figures": {"errors", "models", "datasets"},
          "documents": {"errors"}}
NEVER = {("check", "theory"), ("theory", "check"), ("models", "theory"), ("theory", "syntax"), ("syntax", "theory")}
RANK = {name: rank for rank, row in enumerate(ROWS) for name in row}


def part(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path, *, types_too: bool = True) -> Iterator[str]:
    """The modules of the package that a file imports anywhere, and all others, by their full names."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped = set() if types_too else {id(node) for test in ast.walk(tree) if _is_for_types(test)
                                       for node in ast.walk(test)}
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _is_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


SOURCES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_run_one_way(path: Path) -> None:
    here = part(path)
    if here == "__init__":
        return  # the public table, which loads names when they are first used
    for name in imported(path, types_too=False):
        there = name.removeprefix("mathnn.").partition(".")[0] if name.startswith("mathnn.") else here
        if there == here or there not in RANK.keys() | BESIDE.keys():
            continue
        assert (here, there) not in NEVER, f"{here} never imports {there}"
        if here in BESIDE:
            assert there in BESIDE[here], f"{here} imports {there}"
        elif there in RANK:
            assert RANK[there] <= RANK[here], f"{here} imports {there}, which stands above it"


def test_every_part_has_its_place() -> None:
    assert {part(path) for path in SOURCES} <= RANK.keys() | BESIDE.keys() | {"__init__", "testing"}


def loaded(code: str) -> set[str]:
    """The modules that are loaded after some code ran in a process of its own."""
    shown = subprocess.run([sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules)"], check=True,
                           capture_output=True, text=True).stdout.split()
    return {name.partition(".")[0] for name in shown}


@pytest.mark.parametrize("code", ["import mathnn", "import mathnn.cli", "import mathnn.book",
                                  "import mathnn.chapters.chapter", "import mathnn.figures.write"])
def test_importing_loads_nothing_heavy(code: str) -> None:
    assert not loaded(code) & set(HEAVY)


def test_help_is_quick() -> None:
    assert of_python("-m", "mathnn", "--help") <= of_python("-c", "import numpy")

"""LaTeX compiles with the packages that Debian's base set has, nothing sticks out, and TeX counts as we do."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from mathnn.book import build
from tests.books import VECTORS
from tests.witnessing import witnesses

pytestmark = pytest.mark.latex
FAULTS = re.compile(r"^(?:! .*|LaTeX Warning: .*undefined.*|LaTeX Warning: Label .* multiply defined.*)$", re.MULTILINE)
OVERFULL = re.compile(r"^Overfull \\[hv]box \((\d+\.\d+)pt too (?:wide|high)\).*$", re.MULTILINE)
MOST_OVERFULL = 5.0  # points

# What Markdown prints of a label after its anchor.
NUMBERS = {"sec": r"## ([\d.]+) ", "eq": r"\\tag\{([\d.]+)\}", "der": r"\\tag\{([\d.]+)\}",
           **dict.fromkeys(("fig", "tab", "ex", "run", "mis", "exr"), r"\*\*[A-Z][a-z ]+ ([\d.]+\d)")}


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The outputs of the built-in book and of the test book."""
    folder = tmp_path_factory.mktemp("books")
    build(output=folder / "builtin")
    build(VECTORS, output=folder / "vectors", witnesses=witnesses)
    return {path.name: path for path in folder.iterdir()}


def compiled(path: Path) -> str:
    """The log of a file that compiled, after as many runs as its references need."""
    assert shutil.which("latexmk"), "latexmk is missing: apt-get install latexmk texlive-latex-recommended lmodern"
    command = ["latexmk", "-pdf", "-interaction=nonstopmode", "-halt-on-error", path.name]
    done = subprocess.run(command, cwd=path.parent, capture_output=True, check=False)
    log = path.with_suffix(".log").read_text(encoding="utf-8", errors="replace")
    assert done.returncode == 0, FAULTS.findall(log) or done.stdout[-3000:]
    return log


def check(path: Path) -> None:
    log = compiled(path)
    assert not FAULTS.findall(log)
    assert not [line[0] for line in OVERFULL.finditer(log) if float(line[1]) > MOST_OVERFULL]


@pytest.mark.parametrize("book", ["builtin", "vectors"])
def test_every_file_compiles_alone_and_nothing_sticks_out(books: dict[str, Path], book: str) -> None:
    files = sorted(books[book].glob("*/*.tex"))
    assert {"latex", "examples"} == {path.parent.name for path in files}
    for path in files:
        check(path)


@pytest.mark.parametrize("book", ["builtin", "vectors"])
def test_tex_counts_as_markdown_does(books: dict[str, Path], book: str) -> None:
    for path in sorted(books[book].glob("latex/*.tex")):
        if path.stem == "book":
            continue
        compiled(path)
        markdown = (books[book] / "markdown" / f"{path.stem}.md").read_text(encoding="utf-8")
        aux = path.with_suffix(".aux").read_text(encoding="utf-8")
        counted = dict(re.findall(rf"\\newlabel\{{{path.stem}:([^}}]+)\}}\{{\{{([\d.]+)\}}", aux))
        printed = {label: number for label in counted if (number := printed_number(markdown, label))}
        assert counted
        assert printed == counted


def printed_number(markdown: str, label: str) -> str | None:
    kind = label.partition(":")[0]
    after = markdown.partition(f'<a id="{label.replace(":", "-")}"></a>')[2]
    found = re.search(NUMBERS[kind], after)
    return found[1] if found else None

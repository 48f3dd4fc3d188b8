"""How fast the printed book and its web pages follow an edit, and how heavy a page is.

``python benchmarks/speed_render.py`` prints a table with the limit of each row, and ends with status 1 when one is
exceeded. A copy of the built-in book is watched by a process of its own, as an author has it; a row's figure is the
median of several edits.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from statistics import median
from time import perf_counter

from mathnn.outline import builtin
from mathnn.render.typst_book import printed
from mathnn.serving import EVENTS

REPEATS = 7
CHAPTER = "perceptron"
SECONDS, KILOBYTES = 1.0, 300.0


@dataclass(frozen=True, slots=True)
class Watched:
    """A copy of the book that is being watched, its output, and what open pages are told."""

    template: Path
    output: Path
    address: str
    events: HTTPResponse

    def news(self) -> None:
        """Wait for the next build. Raises RuntimeError when something is wrong with it."""
        while not (line := self.events.readline()).startswith(b"data: "):
            if not line:
                raise RuntimeError("the watching process ended")
        if (problem := json.loads(line.removeprefix(b"data: "))["problem"]) is not None:
            raise RuntimeError(problem["message"])

    def page(self) -> str:
        """The page as a browser gets it."""
        connection = HTTPConnection(self.address, timeout=30)
        connection.request("GET", f"/{CHAPTER}.html")
        return connection.getresponse().read().decode()


@contextmanager
def watched(folder: Path, formats: str) -> Iterator[Watched]:
    """Watch a copy of the book until the block ends."""
    book, output = folder / "book", folder / "output"
    shutil.copytree(builtin(), book)
    command = [sys.executable, "-um", "mathnn", "build", "--watch", "--to", formats, "--book", str(book), "--output",
               str(output)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            address = process.stdout.readline().split("/")[2]
            process.stdout.readline()  # the first build, which draws the figures
            connection = HTTPConnection(address, timeout=60)
            connection.request("GET", EVENTS)
            found = Watched(book / "chapters" / f"{CHAPTER}.md.j2", output, address, connection.getresponse())
            found.news()
            yield found
        finally:
            process.terminate()


def edits(book: Watched, shows: Callable[[str], bool]) -> list[float]:
    """Seconds from saving an edit to the moment when the new text is there."""
    text = book.template.read_text(encoding="utf-8")
    taken = []
    for number in range(REPEATS):
        word = f"edited{number}"
        begun = perf_counter()
        book.template.write_text(f"{text}\n\n{word}\n", encoding="utf-8")
        book.news()
        if not shows(word):
            raise RuntimeError(f"edit {number} is not shown")
        taken.append(perf_counter() - begun)
    return taken


def page_by_watch(folder: Path) -> list[float]:
    """From an edit in the template to the new page."""
    with watched(folder, "html") as book:
        return edits(book, lambda word: word in book.page())


def pdf_by_watch(folder: Path) -> list[float]:
    """From an edit in the template to the new page and the new PDF of the chapter; its figures stand."""
    with watched(folder, "html,pdf") as book:
        source = book.output / "pdf" / "typst" / f"{CHAPTER}.typ"
        return edits(book, lambda word: word in source.read_text(encoding="utf-8"))


def print_alone(folder: Path) -> list[float]:
    """What Typst takes of that for a whole chapter, from text that it did not see before."""
    source = folder / "output" / "pdf" / "typst" / f"{CHAPTER}.typ"
    built("--to", "pdf", "--output", str(folder / "output"))
    style = (builtin() / "typst" / "style.typ").read_text(encoding="utf-8")
    taken = []
    for number in range(REPEATS):
        text = f"{style}\n#show: document-style.with(title: \"{number}\")\n{source.read_text(encoding='utf-8')}"
        begun = perf_counter()
        printed(text)
        taken.append(perf_counter() - begun)
    return taken


def page_weight(folder: Path) -> list[float]:
    """Kilobytes of the heaviest chapter with its styles and scripts, without figures."""
    built("--to", "html", "--output", str(folder / "output"))
    html = folder / "output" / "html"
    shared = sum(path.stat().st_size for path in html.glob("*.[cj]s*")) + sum(
        path.stat().st_size for path in html.glob("play/*.js"))
    return [max(path.stat().st_size + shared for path in html.glob("*.html")) / 1000]


def built(*arguments: str) -> None:
    """Run `mathnn build`."""
    subprocess.run([sys.executable, "-m", "mathnn", "build", *arguments], check=True, capture_output=True)


ROWS: tuple[tuple[str, Callable[[Path], list[float]], str, float], ...] = (
    ("edit in a template to the new page, --watch", page_by_watch, "s", SECONDS),
    ("edit to page and PDF, --watch --to html,pdf", pdf_by_watch, "s", SECONDS),
    ("Typst alone, the PDF of a chapter", print_alone, "s", SECONDS),
    ("page with styles and scripts, no figures", page_weight, "kB", KILOBYTES),
)


def main() -> int:
    """Measure each row, and say which limits hold."""
    print(f"{'what':<46} {'median':>9} {'worst':>9} {'limit':>9}")
    late = 0
    with tempfile.TemporaryDirectory() as place:
        for number, (name, measure, unit, limit) in enumerate(ROWS):
            folder = Path(place, str(number))
            folder.mkdir()
            found = measure(folder)
            late += median(found) > limit
            print(f"{name:<46} {median(found):>9.2f} {max(found):>9.2f} {limit:>9.1f} {unit}", flush=True)
    return 1 if late else 0


if __name__ == "__main__":
    raise SystemExit(main())

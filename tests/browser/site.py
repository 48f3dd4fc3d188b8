"""The web pages that the browser opens: chapter 1, and the page made by hand, in one folder with their figures."""

from __future__ import annotations

from pathlib import Path

from mathnn.examples.catalogue import worked
from mathnn.examples.vectors import DOT_PRODUCT
from mathnn.figures.write import write
from mathnn.loading import chapter_of
from mathnn.outline import Entry, Outline, builtin, load
from mathnn.render import html_book
from mathnn.render.chapter import page
from mathnn.render.chapter import report as report_page
from mathnn.render.html_report import report as html_report
from mathnn.render.numbering import number
from mathnn.render.written import Written
from mathnn.witnesses import examine
from tests.browser.sample import CHECKED, PAGE, marks
from tests.witnessing import witnesses

BOOK = load(builtin())
CHAPTERS = (BOOK.chapters[0], Entry(2, "A page made by hand", "sample"), *BOOK.chapters[2:])
OUTLINE = Outline(builtin(), BOOK.title, CHAPTERS, BOOK.subtitle, BOOK.author)


def chapter_one() -> dict[str, str]:
    """The files of chapter 1 and of the book."""
    entry = BOOK.written[0]
    module, chapter = chapter_of(BOOK, str(entry.source))
    examined = examine(str(entry.source), chapter, witnesses(chapter))
    text = page(BOOK.template(str(entry.source)), entry, module, examined)
    written = Written(text, number(text), examined.checked)
    return html_book.chapter_files(OUTLINE, written) | html_book.book_files(OUTLINE)


def report() -> str:
    """The report of an example with long lines."""
    done = worked(DOT_PRODUCT)
    return html_report(OUTLINE, report_page(DOT_PRODUCT, done), {})


def build(folder: Path) -> None:
    """Write the pages and draw the figures."""
    files = chapter_one() | html_book.chapter_files(OUTLINE, Written(PAGE, marks(), CHECKED))
    files["report.html"] = report()
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for figure in chapter_of(BOOK, "perceptron")[1].figures:
        write(figure, folder / "figures" / "perceptron")

"""The folder of web pages: complete, linked to nothing outside, light, and the same each time."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mathnn.book import build
from mathnn.errors import BuildError
from mathnn.outline import Entry, Outline, builtin
from mathnn.render import html_book
from mathnn.render.written import Written
from tests.books import VECTORS, copy
from tests.browser.sample import CHECKED, EVIL, PAGE, marks
from tests.browser.site import chapter_one
from tests.witnessing import witnesses

CHAPTERS = (Entry(1, "Unwritten"), Entry(2, f"A title {EVIL}", "sample"))
OUTLINE = Outline(builtin(), f"A book {EVIL}", CHAPTERS, EVIL, EVIL)
HEAVIEST = 300_000  # bytes of a page with its styles and scripts, without figures


def files() -> dict[str, str]:
    return html_book.chapter_files(OUTLINE, Written(PAGE, marks(), CHECKED)) | html_book.book_files(OUTLINE)


FILES = files()


def test_two_builds_give_the_same_bytes() -> None:
    assert files() == FILES


def test_every_link_leads_to_a_file_of_the_folder() -> None:
    for name, text in FILES.items():
        if name.endswith(".html"):
            targets = re.findall(r'(?:href|src)="([^"#]+)[^"]*"', text)
            elsewhere = ("https://example.org", "data:,", "figures/")
            assert {target for target in targets if not target.startswith(elsewhere)} <= FILES.keys(), name


def test_styles_and_scripts_ask_for_nothing_outside() -> None:
    for name, text in FILES.items():
        if name.endswith((".css", ".js")) and not name.startswith("search/"):
            found = set(re.findall(r"(?:https?:)?//[\w.]+\.\w+[^\s\"]*", text))
            assert found <= {"http://www.w3.org/2000/svg"}, name
            assert "@import" not in text
            assert not re.search(r"url\(", text), name


def test_titles_are_escaped() -> None:
    for name in ("index.html", "sample.html"):
        assert "<script>window" not in FILES[name]
        assert "<img src=x" not in FILES[name]
        assert "&lt;script&gt;" in FILES[name]


def test_the_chapter_is_between_its_neighbours() -> None:
    page = FILES["sample.html"]
    assert '<a rel="prev" href="index.html">' in page
    assert '<li class="unwritten"><span class="count">1</span> Unwritten</li>' in page
    assert page.count('<script src="play/') == 1
    assert page.count("<h1>") == 1


def test_a_book_may_bring_figures_of_its_own_to_play_with(tmp_path: Path) -> None:
    play = tmp_path / "html" / "play"
    play.mkdir(parents=True)
    (play / "step.js").write_text("mathnnPlay('step', {});")
    outline = Outline(tmp_path, "b", OUTLINE.chapters)
    assert html_book.book_files(outline)["play/step.js"] == "mathnnPlay('step', {});"
    page = html_book.chapter_files(outline, Written(PAGE, marks(), CHECKED))["sample.html"]
    assert 'data-play="step"' in page


@pytest.fixture(scope="module")
def chapter() -> dict[str, str]:
    return chapter_one()


def test_a_page_is_light(chapter: dict[str, str]) -> None:
    own = [text for name, text in chapter.items() if not name.startswith(("search/", "index"))]
    assert sum(len(text.encode()) for text in own) <= HEAVIEST


def test_each_statement_of_the_chapter_has_its_badge(chapter: dict[str, str]) -> None:
    page = chapter["perceptron.html"]
    equations = page.count('<div class="equation')
    assert equations > 40
    assert page.count('<details class="verdict') == equations


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small book in three formats."""
    folder = tmp_path_factory.mktemp("book")
    build(VECTORS, formats=("html", "markdown", "latex"), output=folder, witnesses=witnesses)
    return folder


def test_the_folder_can_be_taken_away(built: Path) -> None:
    pages = sorted((built / "html").rglob("*.html"))
    assert {page.name for page in pages} >= {"index.html", "dot_product.html", "lengths.html", "dot-product.html"}
    for page in pages:
        for target in re.findall(r'(?:href|src)="([^"#:]+)', page.read_text(encoding="utf-8")):
            path = (page.parent / target).resolve()
            inside = path.is_relative_to(built / "html") and path.exists()
            assert inside or target in ("data", "https"), (page, target)


def test_numbers_are_equal_in_all_formats(built: Path) -> None:
    files = ("html/dot_product.html", "markdown/dot_product.md")
    web, markdown = ((built / name).read_text(encoding="utf-8") for name in files)
    shown = r'id="((?:eq|der)-[^"]+)"><div class="body">.*?class="number"[^>]*>\(([\d.]+)\)'
    numbered = dict(re.findall(shown, web, re.DOTALL))
    anchored = dict(re.findall(r'<a id="((?:eq|der)-[^"]+)"></a>.*?\\tag\{([\d.]+)\}', markdown, re.DOTALL))
    assert len(numbered) >= 2
    assert numbered == anchored
    figures = dict(re.findall(r'<figure id="(fig-[^"]+)".*?Figure ([\d.]+)<', web, re.DOTALL))
    assert figures == dict(re.findall(r'<a id="(fig-[^"]+)"></a>.*?\*\*Figure ([\d.]+)\.\*\*', markdown, re.DOTALL))


def test_a_report_needs_no_other_file(built: Path) -> None:
    page = (built / "html/examples/dot-product.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "<math" in page
    assert re.findall(r'(?:href|src)="(?!#)([^"]*)"', page) == ["data:,"]


def test_a_formula_that_cannot_be_set_leaves_the_output_as_it_was(built: Path, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in built.rglob("*") if path.is_file()}
    text = (VECTORS / "chapters" / "lengths.md.j2").read_text(encoding="utf-8")
    line = text.splitlines()[-1]
    book = copy(tmp_path, ("chapters/lengths.md.j2", line, f"{line}\n\nSo $\\unheard{{x}}$."))
    with pytest.raises(BuildError, match=r"lengths.md.j2:\d+: the formula .unheard\{x\} cannot be set"):
        build(book, formats=("html",), output=built, witnesses=witnesses)
    assert {path: path.read_bytes() for path in built.rglob("*") if path.is_file()} == before

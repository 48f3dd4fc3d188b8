"""The folder of web pages: complete, linked to nothing outside, light, and the same each time."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mathnn.outline import Entry, Outline, builtin
from mathnn.render import html_book
from tests.browser.sample import CHECKED, EVIL, PAGE, marks
from tests.browser.site import chapter_one

CHAPTERS = (Entry(1, "Unwritten"), Entry(2, f"A title {EVIL}", "sample"))
OUTLINE = Outline(builtin(), f"A book {EVIL}", CHAPTERS, EVIL, EVIL)
HEAVIEST = 300_000  # bytes of a page with its styles and scripts, without figures


def files() -> dict[str, str]:
    return html_book.chapter_files(OUTLINE, html_book.Written(PAGE, marks(), CHECKED)) | html_book.book_files(OUTLINE)


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
    page = html_book.chapter_files(outline, html_book.Written(PAGE, marks(), CHECKED))["sample.html"]
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

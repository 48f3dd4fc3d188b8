"""Every page in a real browser: links lead somewhere, formulas have a size, nothing runs over the edge."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlparse

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import Open

PAGES = ("index.html", "perceptron.html", "sample.html", "report.html")
WIDTHS = (320, 360, 800, 1400)
THEMES = ("light", "dark")


def serious(page: Page) -> list[tuple[str, list[str]]]:
    """The serious findings of axe-core, which may not load the styles again: a page from a disk cannot."""
    found = Axe().run(page, options={"resultTypes": ["violations"], "preload": False}).response["violations"]
    return [(rule["id"], [f"{node['html'][:160]} {node['failureSummary']}" for node in rule["nodes"][:3]])
            for rule in found if rule["impact"] in ("serious", "critical")]


@pytest.mark.parametrize("name", PAGES)
def test_each_link_and_picture_leads_somewhere(visit: Open, site: Path, name: str) -> None:
    page = visit(name)
    for link in page.locator("a[href]").evaluate_all("links => links.map(link => link.href)"):
        parts = urlparse(link)
        if parts.scheme == "file":
            path = Path(unquote(parts.path))
            assert path.exists(), link
            if parts.fragment and path.name == name:
                assert page.locator(f"[id='{unquote(parts.fragment)}']").count() == 1, link
    assert page.locator("img").evaluate_all("all => all.every(img => img.naturalWidth > 0)")
    assert page.evaluate("window.hacked") is None


@pytest.mark.parametrize("name", PAGES[1:3])  # a report has no script that could name its formulas
def test_formulas_have_a_size_and_a_name(visit: Open, name: str) -> None:
    page = visit(name)
    sizes = page.locator("main math").evaluate_all(
        "all => all.filter(math => math.checkVisibility()).map(math => { const box = math.getBoundingClientRect();"
        " return [box.width, box.height, math.getAttribute('aria-label')]; })")
    assert len(sizes) > 10
    assert all(width > 2 and height > 2 and label for width, height, label in sizes)


def test_fractions_and_sums_are_set_not_spelled(visit: Open) -> None:
    page = visit()
    tall = page.locator("main > .equation math:has(mfrac)").first.bounding_box()
    flat = page.locator("main > .equation math:not(:has(mfrac, munderover, mtable))").first.bounding_box()
    assert tall
    assert flat
    assert tall["height"] > 1.5 * flat["height"]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_nothing_runs_over_the_edge(visit: Open, name: str, width: int, theme: str) -> None:
    page = visit(name, width, theme)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    wide = page.locator("main :is(p, h1, h2, h3, figure, .equation, .box, .table, pre)").evaluate_all(
        f"all => all.filter(part => part.getBoundingClientRect().right > {width} + 0.5).map(part => part.outerHTML)")
    assert wide == []


@pytest.mark.parametrize("width", WIDTHS[1:])  # on the narrowest the longest ones are moved aside with a finger
@pytest.mark.parametrize("name", ["perceptron.html", "report.html"])
def test_no_formula_is_cut(visit: Open, name: str, width: int) -> None:
    page = visit(name, width)
    cut = page.locator("main :is(.formula, .steps .left, .steps .right)").evaluate_all(
        "all => all.filter(part => part.scrollWidth > part.clientWidth + 1).map(part => part.innerText)")
    assert cut == []


def test_lines_of_a_broken_formula_do_not_touch(visit: Open) -> None:
    page = visit("report.html", 700)
    page.add_style_tag(content="main { max-width: 16rem !important; }")
    chains = page.locator(".chain").evaluate_all(
        "all => all.map(chain => [...chain.children].map(part => part.getBoundingClientRect())"
        ".map(box => [box.left, box.top, box.bottom]))")
    gaps = [below[1] - above[2] for chain in chains for above, below in pairwise(chain) if below[0] < above[0] + 1]
    assert gaps
    assert min(gaps) > 2


def test_a_report_has_the_width_of_a_text(visit: Open) -> None:
    widths = [visit("report.html", width).locator("main").bounding_box() for width in (800, 1100, 1400)]
    assert all(box is not None and box["width"] > 600 for box in widths)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", PAGES)
def test_accessible(visit: Open, name: str, theme: str) -> None:
    page = visit(name, theme=theme)
    assert serious(page) == []


@pytest.mark.parametrize("theme", THEMES)
def test_accessible_with_everything_open(visit: Open, theme: str) -> None:
    page = visit("sample.html", width=800, theme=theme)
    page.locator("#search").fill("first")
    page.locator("#hits a").first.wait_for()
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    assert serious(page) == []


def test_the_theme_is_kept_and_follows_the_system_without_a_choice(visit: Open) -> None:
    page = visit(theme="dark")
    paper = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(paper)
    page.get_by_role("button", name="System theme").click()
    light = page.evaluate(paper)
    assert light != dark
    page.reload()
    assert page.evaluate(paper) == light
    page.get_by_role("button", name="Light theme").click()
    assert page.evaluate(paper) == dark


def test_the_contents_follow_the_reader(visit: Open) -> None:
    page = visit()
    page.locator("#sec-projections").scroll_into_view_if_needed()
    page.evaluate("document.getElementById('sec-projections').scrollIntoView()")
    page.locator(".sections a[aria-current='true']", has_text="Projections").wait_for()


def test_without_a_script_everything_is_there(visit: Open) -> None:
    page = visit(script=False)
    assert page.locator("figure[data-play] img").first.is_visible()
    assert page.locator(".theme").is_hidden()
    badge = page.locator(".verdict").first
    badge.locator("summary").click()
    assert badge.locator(".finding").is_visible()


def test_on_paper_the_text_is_alone(visit: Open) -> None:
    page = visit()
    page.emulate_media(media="print")
    for hidden in (".bar", ".contents", ".play", ".copies", ".neighbours"):
        assert page.locator(hidden).first.is_hidden()
    assert page.locator("figure[data-play] img").first.is_visible()

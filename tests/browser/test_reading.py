"""What a reader does: search, hover over a reference, open a badge, copy an equation."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Open


@pytest.mark.parametrize(("asked", "anchor"), [
    ("cauchy schwarz", "#eq-cauchy-schwarz"), (r"\cos\theta", "#eq-geometric-form"),
    ("Hyperplanes", "#sec-hyperplanes"), ("the norm of bold u", "#eq-squared-norm"),
])
def test_the_search_finds(visit: Open, asked: str, anchor: str) -> None:
    page = visit()
    page.keyboard.press("/")
    page.keyboard.type(asked)
    page.locator("#hits a").first.wait_for()
    found = page.locator("#hits a").evaluate_all("all => all.map(link => link.hash)")
    assert anchor in found


def test_the_search_leads_there_by_the_keyboard(visit: Open) -> None:
    page = visit("index.html")
    page.locator("#search").fill("cauchy")
    page.locator("#hits a[aria-selected='true']").wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url("**/perceptron.html#eq-cauchy-schwarz")
    assert page.locator("#eq-cauchy-schwarz").is_visible()


def test_the_search_says_when_there_is_nothing(visit: Open) -> None:
    page = visit()
    page.locator("#search").fill("xyzzy")
    page.get_by_text("Nothing found").wait_for()
    page.keyboard.press("Escape")
    assert page.locator("#hits").is_hidden()


def test_what_is_found_is_text_and_no_markup(visit: Open) -> None:
    page = visit("sample.html")
    page.locator("#search").fill("script")
    page.locator("#hits a").first.wait_for()
    assert page.locator("#hits script, #hits img").count() == 0
    assert page.evaluate("window.hacked") is None


def test_a_hover_shows_what_a_reference_refers_to(visit: Open) -> None:
    page = visit("sample.html")
    page.locator("a.ref[href='#eq-product']").first.hover()
    card = page.locator("#preview")
    card.locator("math").first.wait_for()
    assert "(2.1)" in card.inner_text()
    assert card.locator("[id], .tools").count() == 0
    page.keyboard.press("Escape")
    assert card.is_hidden()


def test_the_focus_shows_it_too(visit: Open) -> None:
    page = visit("sample.html")
    page.locator("main").focus()
    page.keyboard.press("Tab")
    page.locator("#preview math").first.wait_for()


def test_a_badge_opens_its_witnesses_and_escape_closes_it(visit: Open) -> None:
    page = visit("sample.html")
    badge = page.locator("#eq-product .verdict")
    badge.locator("summary").click()
    assert "NumPy ran it: tested" in badge.inner_text()
    assert "canonical form" in badge.inner_text()
    page.keyboard.press("Escape")
    assert badge.locator(".finding").is_hidden()


def test_a_mistake_shows_its_counterexample(visit: Open) -> None:
    page = visit("sample.html")
    badge = page.locator("#mis-triangle .verdict")
    badge.locator("summary").click()
    assert "refuted" in badge.locator("summary").inner_text()
    assert badge.get_by_text("It fails for").is_visible()


@pytest.mark.parametrize(("what", "text"), [
    ("LaTeX", r"z = \mathbf{u} \cdot \mathbf{v} + 0.50"), ("NumPy", "np.allclose(z, u @ v + 0.50)"),
])
def test_an_equation_is_copied(visit: Open, what: str, text: str) -> None:
    page = visit("sample.html")
    page.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
    page.locator("#eq-product").hover()
    page.locator("#eq-product [data-copy]", has_text=what).click()
    assert page.evaluate("window.copied") == text
    page.get_by_role("status").get_by_text(f"{what} copied").wait_for()

"""Chromium, and pages in it that may neither fail nor ask the network for anything.

Chromium is Debian's (package chromium), or the one that CHROMIUM names; without it these tests fail.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.site import build

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
             "--disable-sync"]
Open = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here needs a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of web pages."""
    folder = tmp_path_factory.mktemp("html")
    build(folder)
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, for all tests."""
    executable = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def visit(browser: Browser, site: Path) -> Iterator[Open]:
    """Opens a page from the disk; at the end nothing may have gone wrong in it."""
    wrong: list[str] = []
    contexts = []

    def visit(name: str = "perceptron.html", width: int = 1400, theme: str = "light", script: bool = True) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme,  # type: ignore[arg-type]
                                      java_script_enabled=script, reduced_motion="reduce")
        contexts.append(context)
        page = context.new_page()
        _listen(page, wrong)
        page.goto((site / name).as_uri())
        return page

    yield visit
    for context in contexts:
        context.close()
    assert wrong == []


def _listen(page: Page, wrong: list[str]) -> None:
    """Note what goes wrong in a page: errors, what it asks the network for, files that are not there."""
    page.on("console", lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("requestfailed", lambda asked: wrong.append(f"not there: {asked.url}"))
    page.on("request", lambda asked: None if asked.url.startswith(("file:", "data:")) else wrong.append(asked.url))

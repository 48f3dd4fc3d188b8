"""The pictures of the rendered book in the README: ``make gallery``.

Needs Debian's chromium (or the one that CHROMIUM names) and its poppler-utils, and the built book in `output/`.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

GALLERY = Path(__file__).parent / "gallery"
OUTPUT = Path(__file__).parent.parent / "output"
SPREAD = (1, 3, 8, 9)  # pages of the printed book
DOTS = 88  # an inch, of a printed page
EDGE = 14  # pixels around a printed page
DESK = (222, 219, 212)


@dataclass(frozen=True, slots=True)
class View:
    """A page in a browser: its file, the size of the window, the theme, and what a reader does before it is drawn."""

    page: str
    width: int
    height: int
    theme: str
    act: Callable[[Page], None]
    scale: float = 1.0


def scroll(page: Page, target: str, above: int = 70) -> None:
    """Bring a part of the page to the top, below the bar."""
    page.evaluate(f"document.querySelector('{target}').scrollIntoView(); scrollBy(0, {80 - above});")
    page.wait_for_timeout(300)


def _front(page: Page) -> None:
    page.wait_for_timeout(100)


def _text(page: Page) -> None:
    scroll(page, "#sec-dot-product")


def _badge(page: Page) -> None:
    scroll(page, "#mis-sign-is-alignment")
    page.locator("#mis-sign-is-alignment .verdict summary").click()


def _play(page: Page) -> None:
    scroll(page, "figure[data-play=hyperplane-line]")
    handle = page.locator("figure[data-play=hyperplane-line] .handle[data-name=w]")
    handle.focus()
    for key in ("ArrowRight",) * 8 + ("ArrowUp",) * 3:
        page.keyboard.press(key)


def _derivation(page: Page) -> None:
    scroll(page, "#der-lagrange-identity", above=130)


def _search(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("distance")
    page.locator("#hits a").first.wait_for()


CHAPTER = "perceptron.html"
VIEWS = {
    "front": View("index.html", 1200, 800, "light", _front),
    "text": View(CHAPTER, 1200, 800, "light", _text),
    "badge": View(CHAPTER, 1200, 800, "light", _badge),
    "play": View(CHAPTER, 1200, 800, "dark", _play),
    "search": View(CHAPTER, 1200, 800, "dark", _search),
    "phone": View(CHAPTER, 360, 720, "light", _derivation, 1.5),
    "phone-dark": View(CHAPTER, 360, 720, "dark", _play, 1.5),
}
PICTURES = (*VIEWS, "print")


def draw_view(browser: Browser, view: View) -> Image.Image:
    """What a reader sees in the window."""
    context = browser.new_context(viewport={"width": view.width, "height": view.height},
                                  color_scheme="dark" if view.theme == "dark" else "light",
                                  device_scale_factor=view.scale, reduced_motion="reduce")
    page = context.new_page()
    page.goto((OUTPUT / "html" / view.page).resolve().as_uri())
    view.act(page)
    picture = Image.open(io.BytesIO(page.screenshot()))
    context.close()
    return picture


def draw_print() -> Image.Image:
    """Some pages of the printed book beside each other."""
    pages = [_printed(number) for number in SPREAD]
    width, height = pages[0].size
    desk = Image.new("RGB", (len(pages) * (width + EDGE) + EDGE, height + 2 * EDGE), DESK)
    for position, page in enumerate(pages):
        desk.paste(page, (EDGE + position * (width + EDGE), EDGE))
    return desk


def _printed(number: int) -> Image.Image:
    command = ["pdftoppm", "-r", str(DOTS), "-f", str(number), "-l", str(number), "-png", str(OUTPUT / "pdf/book.pdf")]
    return Image.open(io.BytesIO(subprocess.run(command, check=True, capture_output=True).stdout))


def save(picture: Image.Image, name: str) -> int:
    """Write a picture in the colours that a PNG can list, which halves it; gives its size in bytes."""
    path = GALLERY / f"{name}.png"
    few = picture.convert("RGB").quantize(256, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(path, optimize=True)
    return path.stat().st_size


def main() -> int:
    """Draw every picture, and say how heavy each is."""
    executable = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if executable is None or shutil.which("pdftoppm") is None:
        print("chromium or pdftoppm is missing. On Debian: apt-get install chromium poppler-utils", file=sys.stderr)
        return 2
    GALLERY.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox", "--disable-gpu"])
        sizes = {name: save(draw_view(browser, view), name) for name, view in VIEWS.items()}
        browser.close()
    sizes["print"] = save(draw_print(), "print")
    for name, size in sizes.items():
        print(f"{name:<12} {size / 1000:>6.0f} kB")
    print(f"{'all':<12} {sum(sizes.values()) / 1000:>6.0f} kB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

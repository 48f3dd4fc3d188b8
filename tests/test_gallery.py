"""The pictures of the README: each is drawn by the command, shown with words for it, and light."""

from __future__ import annotations

import re
from pathlib import Path

from docs.draw_gallery import GALLERY, PICTURES

README = Path(__file__).parent.parent / "README.md"
HEAVIEST = 1_000_000  # bytes of all together


def shown() -> dict[str, str]:
    """The pictures that the README shows, with what stands for each."""
    text = README.read_text(encoding="utf-8")
    found = {name: words for words, name in re.findall(r"!\[([^\]]*)\]\(docs/gallery/([\w-]+)\.png\)", text)}
    return found | dict(re.findall(r'<img src="docs/gallery/([\w-]+)\.png"[^>]* alt="([^"]*)"', text))


def test_each_picture_is_drawn_by_the_command_and_shown_with_words() -> None:
    there = {path.stem for path in GALLERY.iterdir()}
    assert there == set(PICTURES) == set(shown())
    assert all(len(words) > 20 for words in shown().values())


def test_the_gallery_is_light() -> None:
    assert sum(path.stat().st_size for path in GALLERY.iterdir()) < HEAVIEST

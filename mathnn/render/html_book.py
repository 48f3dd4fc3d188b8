"""The folder of web pages: a page a chapter, a front page, what the search looks through, styles and scripts.

Everything in it links to files beside it, so it works from a disk as it does from a server, and asks no network.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from mathnn.outline import Entry, Outline, builtin
from mathnn.render import html, html_search
from mathnn.render.page import Heading, Page, Picture, below
from mathnn.render.parse import read_inline
from mathnn.render.template import environment
from mathnn.render.written import Written

SHELLS = "html"
FIGURES = "figures"
_REMARK, _REMARK_LINE = re.compile(r"/\*.*?\*/", re.DOTALL), re.compile(r"^\s*//.*\n", re.MULTILINE)
_INDENTED = re.compile(r"^\s+", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Section:
    """A line of the contents beside the text."""

    anchor: str
    number: str
    title: Markup


def chapter_files(outline: Outline, written: Written) -> dict[str, str]:
    """The files of one chapter by their paths in the folder. Raises BuildError for what cannot be set."""
    page, marks = written.page, written.marks
    plays = playable(outline)
    setting = html.Setting(marks, page.source, written.checked, FIGURES, frozenset(plays))
    shown = sorted({block.name for block in below(page.blocks) if isinstance(block, Picture)} & plays.keys())
    text = _shell("chapter.html.j2", outline, page.name,
                  title=html_search.plain(page.title), heading=Markup(html.run(page.title, setting)),
                  number=page.number, body=Markup(html.write(page, setting)), sections=_sections(page, setting),
                  plays=shown, **_neighbours(outline, page.name))
    return {f"{page.name}.html": text, f"search/{page.name}.js": html_search.index(page, marks)}


def book_files(outline: Outline, examples: Sequence[tuple[str, str]] = ()) -> dict[str, str]:
    """The front page, the styles and the scripts, by their paths in the folder; `examples` have a name and a title."""
    listed = [(name, Markup(html.run(read_inline(title), html.Setting({})))) for name, title in examples]
    files = {"index.html": _shell("front.html.j2", outline, "", title=outline.title, plays=[], examples=listed)}
    for path in sorted((builtin() / SHELLS).iterdir()):
        if path.suffix in (".css", ".js"):
            files[path.name] = _light(path)
    return files | {f"play/{name}.js": _light(path) for name, path in playable(outline).items()}


def _light(path: Path) -> str:
    """A style or a script without remarks and indentation, which every page would carry."""
    text = path.read_text(encoding="utf-8")
    return _INDENTED.sub("", (_REMARK if path.suffix == ".css" else _REMARK_LINE).sub("", text))


def playable(outline: Outline) -> dict[str, Path]:
    """The scripts of the figures that can be played with, by the figure's name: of the book, and of the package."""
    folders = (builtin() / SHELLS / "play", outline.folder / SHELLS / "play")
    return {path.stem: path for folder in folders if folder.is_dir() for path in sorted(folder.glob("*.js"))}


def _sections(page: Page, setting: html.Setting) -> list[Section]:
    found = []
    for block in page.blocks:
        if isinstance(block, Heading) and block.level == 2:
            number = setting.marks[block.label].number
            found.append(Section(block.label.replace(":", "-"), number, Markup(html.run(block.title, setting))))
    return found


def _neighbours(outline: Outline, name: str) -> dict[str, Entry | None]:
    """The chapters before and after this one that are written."""
    sources = [entry.source for entry in outline.written]
    at = sources.index(name) if name in sources else len(sources)
    return {
        "previous": outline.written[at - 1] if 0 < at < len(sources) else None,
        "following": outline.written[at + 1] if at + 1 < len(sources) else None,
    }


def _shell(name: str, outline: Outline, current: str, **parts: object) -> str:
    """A page around its parts. What is no Markup is escaped."""
    jinja = environment().overlay(autoescape=True)
    source = (builtin() / SHELLS / name).read_text(encoding="utf-8")
    frame = (builtin() / SHELLS / "frame.html.j2").read_text(encoding="utf-8")
    content = jinja.from_string(source).render(book=outline, current=current, **parts)
    return jinja.from_string(frame).render(book=outline, current=current, content=Markup(content), **parts)

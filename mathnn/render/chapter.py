"""A chapter's template and what was examined of it -> its page, with nothing left out."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

from mathnn.errors import Place, UsageError
from mathnn.examples.worked import Example, Worked
from mathnn.outline import Entry
from mathnn.render.calls import KINDS, Calls
from mathnn.render.page import Page
from mathnn.render.parse import read_blocks, read_inline
from mathnn.render.parts import worked_blocks
from mathnn.render.template import render
from mathnn.witnesses import Examined


def page(template: Path, entry: Entry, module: ModuleType, examined: Examined) -> Page:
    """The page of a chapter.

    Raises UsageError or BuildError with the template's line for what cannot be printed there, and UsageError for a part
    of the chapter that its text nowhere prints.
    """
    calls = Calls(examined)
    names = {str(entry.source): module, "chapter": examined.chapter}
    text = _untitled(render(template, calls.table, names), entry, str(template))
    blocks = read_blocks(text, str(template), calls.values)
    _all_printed(calls, str(template))
    return Page(str(entry.source), read_inline(entry.title), entry.number, blocks, str(template))


def _untitled(text: str, entry: Entry, path: str) -> str:
    """The text without its title, which must be that of the outline; as many lines as before."""
    first, _, rest = text.partition("\n")
    if first.startswith("# "):
        if first[2:].strip() != entry.title:
            message = f"the title is {entry.title!r} in book.toml and {first[2:].strip()!r} here"
            raise UsageError(message, place=Place(path, 1))
        return f"\n{rest}"
    return text


def _all_printed(calls: Calls, path: str) -> None:
    """Each part of a chapter stands in its text, or its label would lead nowhere."""
    chapter = calls.examined.chapter
    asked = {place: place for _, place in KINDS.values()} | {"agreements": "agreements", "solutions": "exercises"}
    for what, place in asked.items():
        for part in getattr(chapter, place):
            name = getattr(part, "claim", part).name if place == "mistakes" else part.name
            if (what, name) not in calls.printed:
                raise UsageError(f"{name!r} is among the chapter's {place}, but the text does not print "
                                 f"{'its solution' if what == 'solutions' else 'it'}", place=Place(path))



def report(example: Example, worked: Worked) -> Page:
    """A worked example on a page of its own."""
    return Page(example.name, read_inline(example.title), 0, worked_blocks(example, worked))

"""PDF of a chapter, of the whole book, of a report: documents around what the writer wrote, printed by Typst."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Literal

from mathnn.errors import Place, UsageError
from mathnn.outline import Entry, Outline, builtin
from mathnn.render import typst
from mathnn.render.numbering import Marks
from mathnn.render.page import Page, words
from mathnn.render.parse import read_inline
from mathnn.render.template import environment
from mathnn.render.typst_text import string
from mathnn.render.written import Written

if TYPE_CHECKING:
    from typst import TypstError

SHELLS = "typst"
SOURCES = "typst"  # in the folder of PDFs: what each chapter was printed from, and the book is put together from
# Tagged for those who do not see; it refuses a character that no font has, and a picture without words.
STANDARD: Literal["ua-1"] = "ua-1"
_LINE = re.compile(r"[─-]\[?\s*\S*?:(\d+):\d+|:(\d+):\d+")
_SAID = re.compile(r'panicked with: "?(.*?) @ (.*?)"?$', re.DOTALL)


def chapter(outline: Outline, written: Written) -> dict[str, str | bytes]:
    """The PDF of a chapter and the source that the whole book takes of it, by their paths in the folder of PDFs.

    Raises BuildError or UsageError with the place for what cannot be set.
    """
    page = written.page
    setting = typst.Setting(page.name, written.marks, written.drawn, page.source)
    title, body = typst.run(page.title, setting), typst.blocks(page.blocks, setting)
    number = string(str(page.number))
    source = _shell("chapter", outline, words(page.title), label=_label(page.name), number=number, title=title,
                    body=body)
    opening = f"#chapter({_label(page.name)}, {number}, [{title}])"
    return {f"{page.name}.pdf": printed(source), f"{SOURCES}/{page.name}.typ": f"{opening}\n\n{body}\n"}


def book(outline: Outline, examples: Sequence[tuple[str, str]], stands: Callable[[str], str]) -> dict[str, bytes]:
    """The PDF of the whole book, of the chapters whose sources stand in the folder of PDFs."""
    bodies = {entry: stands(f"{SOURCES}/{entry.source}.typ") for entry in outline.written}
    entries, body = ", ".join(_entry(entry, bodies) for entry in outline.chapters), "\n\n".join(bodies.values())
    source = _shell("book", outline, words(read_inline(outline.title)), title=_inline(outline.title),
                    subtitle=_optional(outline.subtitle), author=_optional(outline.author), entries=entries,
                    letters=typst.LETTERS in body, body=body)
    return {"book.pdf": printed(source)}


def report(outline: Outline, page: Page, marks: Marks) -> bytes:
    """The PDF of a worked example."""
    setting = typst.Setting(page.name, {})
    source = _shell("report", outline, words(page.title), label=_label(page.name), title=typst.run(page.title, setting),
                    body=typst.blocks(page.blocks, setting))
    return printed(source)


def printed(source: str) -> bytes:
    """The PDF of a Typst document, the same bytes each time, from Typst's own fonts and nothing else of the machine.

    Raises UsageError with the place in the chapter for what Typst cannot print.
    """
    import typst as compiler

    try:
        with TemporaryDirectory() as folder:  # of its own, so that there is nothing which a document could read
            path = Path(folder, "main.typ")
            path.write_text(source, encoding="utf-8")
            return compiler.compile(path, root=Path(folder), ignore_system_fonts=True, format="pdf",
                                    pdf_standards=STANDARD, timestamp=0)
    except compiler.TypstError as error:
        raise _fault(error, source) from None


def _fault(error: TypstError, source: str) -> UsageError:
    """What Typst found, at the place in the chapter that its own line was made from."""
    if found := _SAID.search(error.message):
        path, _, line = found[2].rpartition(":")
        place = Place(path, int(line)) if line.isdigit() else Place(found[2])
        return UsageError(f"a formula or a piece of code {found[1]} for the printed page", place=place)
    numbers = [int(first or second) for first, second in _LINE.findall(error.diagnostic)]
    message = f"cannot be printed: {error.message}"
    return UsageError(message, place=_place(source, numbers[0]) if numbers else None)


def _place(source: str, line: int) -> Place | None:
    """The place that the last remark before a line of the source names."""
    for text in reversed(source.split("\n")[:line]):
        if text.startswith(typst.PLACE):
            path, _, number = text.removeprefix(typst.PLACE).strip('"').rpartition(":")
            return Place(path, int(number)) if number.isdigit() else Place(text.removeprefix(typst.PLACE).strip('"'))
    return None


def _entry(entry: Entry, bodies: Mapping[Entry, str]) -> str:
    """A line of the contents: number, title, and the label of a chapter that is there."""
    name = _label(str(entry.source)) if bodies.get(entry) else '""'
    return f"({string(str(entry.number))}, [{_inline(entry.title)}], {name})"


def _label(name: str) -> str:
    return string(f"{name}:chapter")


def _inline(text: str) -> str:
    return typst.run(read_inline(text), typst.Setting("", {}))


def _optional(text: str) -> str:
    return f"[{_inline(text)}]" if text else "none"


def _shell(name: str, outline: Outline, said: str, **parts: object) -> str:
    """A document around its parts. `said`, its title, and the author stand in the file's properties, as plain text."""
    folder = builtin() / SHELLS
    source = (folder / f"{name}.typ.j2").read_text(encoding="utf-8")
    style = (folder / "style.typ").read_text(encoding="utf-8")
    text: str = environment().from_string(source).render(
        style=style, document_title=string(said), document_author=string(words(read_inline(outline.author))),
        language=string(outline.language), **parts)
    return text

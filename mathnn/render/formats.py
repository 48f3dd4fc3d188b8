"""The outputs that a book can be written to. A new one is a writer and a row in `FORMATS`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeAlias

from jinja2 import Environment, FileSystemLoader

from mathnn.errors import UsageError
from mathnn.nearby import suggestion
from mathnn.outline import Entry, Outline, builtin
from mathnn.render import html_book, latex, markdown, typst_book
from mathnn.render.html_report import report as html_report
from mathnn.render.numbering import Marks
from mathnn.render.page import Page
from mathnn.render.parse import read_inline
from mathnn.render.template import environment
from mathnn.render.written import Written

Files: TypeAlias = Mapping[str, str | bytes]
Stands: TypeAlias = Callable[[str], str]  # the text of a file in the format's folder, empty when there is none


@dataclass(frozen=True, slots=True)
class Format:
    """How one output is written: a chapter, what ties the chapters together, a report of its own.

    Files are by their paths in the format's folder. `reports` is where the reports of a book go; `figures` is the
    suffix of the pictures that the format keeps in its own folder, so that it can be taken away as it is.
    """

    suffix: str
    chapter: Callable[[Outline, Written], Files]
    front: Callable[[Outline, Sequence[tuple[str, str]], Stands], Files]
    report: Callable[[Outline, Page, Marks], str | bytes]
    reports: str = "examples"
    figures: str = ""


def chosen(names: Sequence[str]) -> tuple[str, ...]:
    """The formats of these names, each once. Raises UsageError for one that there is not."""
    for name in names:
        if name not in FORMATS:
            raise UsageError(f"there is no format {name!r}; {suggestion(name, FORMATS)}")
    return tuple(dict.fromkeys(names))


# --- Markdown -----------------------------------------------------------------------------------------------------


def _markdown_chapter(outline: Outline, written: Written) -> Files:
    """A chapter between the links to its neighbours."""
    page = written.page
    way = _way(outline, page.number)
    return {f"{page.name}.md": f"{way}\n\n{markdown.write(page, written.marks).rstrip()}\n\n---\n\n{way}\n"}


def _way(outline: Outline, number: int) -> str:
    """Links to the written chapters before and after, and to the contents."""
    before = [entry for entry in outline.written if entry.number < number][-1:]
    after = [entry for entry in outline.written if entry.number > number][:1]
    links = [f"← {_chapter_link(entry)}" for entry in before] + ["[Contents](README.md)"]
    return " · ".join(links + [f"{_chapter_link(entry)} →" for entry in after])


def _chapter_link(entry: Entry) -> str:
    return f"[{entry.number} {_inline_markdown(entry.title)}]({entry.source}.md)"


def _inline_markdown(text: str) -> str:
    return markdown.run(read_inline(text), markdown.Setting({}))


def _markdown_front(outline: Outline, examples: Sequence[tuple[str, str]], stands: Stands) -> Files:
    """The contents: every chapter of the outline, and the worked examples."""
    lines = [f"# {_inline_markdown(outline.title)}"]
    lines += [_inline_markdown(outline.subtitle) + "."] if outline.subtitle else []
    chapters = [f"{entry.number}. {_contents_line(entry)}" for entry in outline.chapters]
    reports = [f"- [{_inline_markdown(title)}](../examples/{name}.md)" for name, title in examples]
    lines += ["## Chapters", "\n".join(chapters)]
    lines += ["## Worked examples", "\n".join(reports)] if reports else []
    return {"README.md": "\n\n".join(lines) + "\n"}


def _contents_line(entry: Entry) -> str:
    title = _inline_markdown(entry.title)
    return f"[{title}]({entry.source}.md)" if entry.source else f"{title} (not yet written)"


def _markdown_report(outline: Outline, page: Page, marks: Marks) -> str:
    return markdown.write(page, marks)


# --- LaTeX --------------------------------------------------------------------------------------------------------


def _inline_latex(text: str) -> str:
    return latex.run(read_inline(text), latex.Setting("", {}))


def _latex_chapter(outline: Outline, written: Written) -> Files:
    page = written.page
    setting = latex.Setting(page.name, written.marks)
    title = latex.run(page.title, setting)
    text = _shell(outline, "chapter", preamble=_preamble(outline, "report", title), number=page.number, title=title,
                  body=latex.blocks(page.blocks, setting))
    return {f"{page.name}.tex": text}


def _latex_front(outline: Outline, examples: Sequence[tuple[str, str]], stands: Stands) -> Files:
    title = _inline_latex(outline.title)
    text = _shell(outline, "book", preamble=_preamble(outline, "report", title), title=title,
                  subtitle=_inline_latex(outline.subtitle), author=_inline_latex(outline.author),
                  chapters=outline.written)
    return {"book.tex": text}


def _latex_report(outline: Outline, page: Page, marks: Marks) -> str:
    setting = latex.Setting(page.name, marks)
    title = latex.run(page.title, setting)
    return _shell(outline, "report", preamble=_preamble(outline, "article", title),
                  body=latex.blocks(page.blocks, setting))


def _preamble(outline: Outline, kind: str, title: str) -> str:
    return _shell(outline, "preamble", kind=kind, title=title, author=_inline_latex(outline.author)).rstrip()


def _shell(outline: Outline, name: str, **parts: object) -> str:
    """A document around its parts, by a template of the book or of the package."""
    text: str = _shells(outline.folder).get_template(f"{name}.tex.j2").render(parts)
    return text


@cache
def _shells(folder: Path) -> Environment:
    jinja = environment()
    jinja.trim_blocks = True
    jinja.loader = FileSystemLoader([folder, builtin()])
    return jinja



# --- HTML ---------------------------------------------------------------------------------------------------------


def _html_front(outline: Outline, examples: Sequence[tuple[str, str]], stands: Stands) -> Files:
    return html_book.book_files(outline, examples)


FORMATS = {
    "markdown": Format(".md", _markdown_chapter, _markdown_front, _markdown_report),
    "latex": Format(".tex", _latex_chapter, _latex_front, _latex_report),
    "html": Format(".html", html_book.chapter_files, _html_front, html_report, "html/examples", ".svg"),
    "pdf": Format(".pdf", typst_book.chapter, typst_book.book, typst_book.report, "pdf/examples"),
}

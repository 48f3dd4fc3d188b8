"""A worked example as one HTML file that needs no other: the styles stand in it, and there is no script."""

from __future__ import annotations

from markupsafe import Markup

from mathnn.outline import Outline, builtin
from mathnn.render import html, html_search
from mathnn.render.numbering import Marks
from mathnn.render.page import Page
from mathnn.render.template import environment

STYLES = ("style.css", "maths.css")


def report(outline: Outline, page: Page, marks: Marks) -> str:
    """The file. Raises BuildError with its place for a formula that cannot be set."""
    shells = builtin() / "html"
    setting = html.Setting(marks, page.source)
    jinja = environment().overlay(autoescape=True)
    text: str = jinja.from_string((shells / "report.html.j2").read_text(encoding="utf-8")).render(
        book=outline, title=html_search.plain(page.title), heading=Markup(html.run(page.title, setting)),
        body=Markup(html.write(page, setting)),
        styles=Markup("\n".join((shells / name).read_text(encoding="utf-8") for name in STYLES)),
    )
    return text

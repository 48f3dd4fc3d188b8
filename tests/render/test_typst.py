"""The PDF: nothing of an author is markup, what cannot be printed stops with its place, all outputs have one number."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, get_args

import pytest
import typst as compiler
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from mathnn.book import build
from mathnn.errors import BuildError, MathnnError, UsageError
from mathnn.expression import Symbol
from mathnn.expression.build import add, equal
from mathnn.outline import Entry, Outline, builtin
from mathnn.render import typst, typst_book
from mathnn.render.numbering import number
from mathnn.render.page import (
    Block,
    Box,
    Code,
    Formula,
    Inline,
    Link,
    Listing,
    Math,
    Page,
    Paragraph,
    Picture,
    Row,
    Steps,
    Styled,
    Text,
)
from mathnn.render.typst_text import escape, string, target
from mathnn.render.written import Written
from mathnn.syntax.to_latex import to_latex
from tests.books import VECTORS
from tests.browser.sample import EVIL, PAGE, marks
from tests.witnessing import witnesses

NASTY = r"""#eval("1") $x$ \u{41} <script> "q" 'r' // no /* no */ *b* _e_ @who <label> `c` ~ = - + 1. [x] {y} ; ... -- http://a.b"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><rect width="40" height="20"/></svg>'


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    path = tmp_path_factory.mktemp("drawn") / "figure.svg"
    path.write_text(SVG)
    return dict.fromkeys(("dot-product-projection", "step"), path)


LINE = re.sub(r"[$*_`]", "", NASTY)  # of the outline, which is Markdown
CHAPTERS = (Entry(1, "Unwritten"), Entry(2, f"A title {LINE}", "sample"))
OUTLINE = Outline(builtin(), f"A book {LINE}", CHAPTERS, LINE, LINE)


def read(pdf: str | bytes) -> PdfReader:
    assert isinstance(pdf, bytes)
    return PdfReader(BytesIO(pdf))


def printed(*blocks: Block, drawn: dict[str, Path] | None = None) -> PdfReader:
    """A chapter of these blocks, as it is printed."""
    page = Page("sample", (Text("A title"),), 2, blocks, "sample.md.j2")
    return read(typst_book.chapter(OUTLINE, Written(page, number(page), {}, drawn or {}))["sample.pdf"])


def text_of(pdf: PdfReader) -> str:
    """All text, with straight quotation marks, without spaces and hyphens, where lines may have been broken."""
    text = "".join(page.extract_text() for page in pdf.pages)
    return re.sub(r"[\s\u00ad\u2010]", "", re.sub("[“”″]", '"', re.sub("[‘’′]", "'", text)))


def spelled(text: str) -> str:
    return re.sub(r"\s", "", text)


def content(value: Any) -> str:
    """The text of what Typst made of a piece of markup; anything but text is shown as such."""
    if isinstance(value, list):
        return "".join(map(content, value))
    match value["func"]:
        case "text" | "symbol":
            return str(value["text"])
        case "space":
            return " "
        case "smartquote":
            return '"' if value.get("double", True) else "'"
        case "sequence":
            return content(value["children"])
        case other:
            return f"<<{other}>>"


# --- what an author wrote -----------------------------------------------------------------------------------------


def test_every_kind_of_node_can_be_written() -> None:
    assert set(typst.INLINES) == set(get_args(Inline))
    assert set(typst.BLOCKS) == set(get_args(Block))


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1))
def test_typst_reads_escaped_text_as_itself(text: str) -> None:
    source = f"#metadata([{escape(text)}])<it>"
    value = json.loads(compiler.query(source.encode(), "<it>", field="value", one=True))
    assert re.sub(" +", " ", content(value)) == re.sub(" +", " ", text)


@pytest.mark.parametrize("after", ["(x)", "[x]", ".x", ";x", " x", "x", "- x"])
def test_what_follows_a_call_is_text(after: str) -> None:
    parts = (Styled("strong", (Text("a"),)), Text(after), Code("b"), Text(after), Math("x"), Text(after))
    assert text_of(printed(Paragraph(parts))).count(spelled(after)) >= 3


def test_nothing_that_an_author_wrote_is_markup(drawn: dict[str, Path]) -> None:
    files = typst_book.chapter(OUTLINE, Written(PAGE, marks(), {}, drawn))
    assert text_of(read(files["sample.pdf"])).count(spelled(EVIL)) >= 11
    book = read(typst_book.book(OUTLINE, (), lambda path: str(files.get(path, "")))["book.pdf"])
    assert text_of(book).count(spelled(LINE)) >= 3
    assert book.metadata is not None
    assert book.metadata.title == f"A book {LINE}"


def test_text_that_looks_like_typst_is_printed() -> None:
    parts = (Text(NASTY), Code(NASTY), Styled("strong", (Text(NASTY),)), Link("https://a.org", (Text(NASTY),)))
    assert text_of(printed(Paragraph(parts), Listing("", NASTY))).count(spelled(NASTY)) == 5


@pytest.mark.parametrize("url", [
    'https://a.org/"x"#y\\z', "https://a.org/(a)[b]{c}$d", "files/a.pdf", "mailto:a@b.org"])
def test_links_lead_where_they_say(url: str) -> None:
    found = printed(Paragraph((Link(url, (Text("here"),)),))).pages[0]["/Annots"]
    targets = [note.get_object()["/A"].get("/URI") for note in found if "/A" in note.get_object()]  # type: ignore[attr-defined]
    assert url in targets


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", " data:text/html,x", "", "https://a\x07b"])
def test_other_links_are_refused(url: str) -> None:
    with pytest.raises(UsageError):
        target(url)


@pytest.mark.parametrize("text", ["a\x00b", "\x1b[31m", "\ue000", "\x9b"])
def test_what_is_no_sign_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="cannot be printed"):
        escape(text)
    with pytest.raises(UsageError, match="cannot be printed"):
        string(text)


# --- what cannot be printed ---------------------------------------------------------------------------------------

x, y = Symbol("x"), Symbol("y")
WIDE = Symbol(r"\text{" + "wide" * 40 + "}")


def wide(tree: Any) -> Formula:
    return Formula(to_latex(tree), tree, "eq:wide", line=7)


@pytest.mark.parametrize(("block", "error", "said"), [
    (Paragraph((Math(r"\oint x", line=7),)), BuildError, r"\\oint"),
    (Formula("x", Symbol(r"\widehat{\vec{x}}"), line=7), None, ""),
    (wide(equal(WIDE, y)), UsageError, "too wide"),
    (Steps((Text("t"),), "x", x, (Row("y", WIDE, (Text("r"),)),), "der:d", line=7), UsageError, "too wide"),
    (Box("note", (), (Paragraph((Text("the sign 𓀀"),)),), line=7), UsageError, "𓀀"),
    (Box("note", (), (Paragraph((Text("a\x00b"),)),), line=7), UsageError, r"U\+0000"),
    (Box("run", (), (Listing("python", "x" * 130),), "run:r", line=7), UsageError, "a line that is too wide"),
])
def test_what_cannot_be_printed_stops_with_its_place(block: Block, error: type[MathnnError] | None, said: str) -> None:
    if error is None:
        assert printed(block).pages
        return
    with pytest.raises(error, match=said) as caught:
        printed(block)
    assert str(caught.value).startswith("sample.md.j2:7: ")


def test_a_picture_without_words_is_refused(drawn: dict[str, Path]) -> None:
    with pytest.raises(UsageError, match="alt"):
        printed(Picture("step", "c", (Text("c"),), "", "fig:f", 7), drawn=drawn)


def test_long_formulas_are_broken_before_relations_and_then_before_terms() -> None:
    letters = [Symbol(rf"\mathbf{{{letter}}}") for letter in "abcdefghijklmnopqrstuvwxyz"]
    assert starts(equal(x, add(*letters[:14]), add(*letters[12:]))) == ["𝑥", "="]
    assert starts(equal(x, add(*letters, *letters))) == ["𝑥", "+", "+", "+"]


def starts(tree: Any) -> list[str]:
    """The first signs of the lines of a formula."""
    lines = printed(wide(tree)).pages[0].extract_text().split("\n")
    return [line.lstrip()[:1] for line in lines if "𝐦" in line or "𝐚" in line or "+" in line]


# --- the book -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    build(VECTORS, formats=("markdown", "html", "pdf"), output=folder, witnesses=witnesses)
    return folder


def test_the_numbers_are_those_of_the_other_outputs(output: Path) -> None:
    markdown = (output / "markdown/dot_product.md").read_text()
    pdf = read((output / "pdf/dot_product.pdf").read_bytes())
    lines = "\n".join(page.extract_text() for page in pdf.pages).partition("Index of equations")[0]
    equations = re.findall(r"\\tag\{([\d.]+)\}", markdown)
    assert re.findall(r"(?<!equation )(?<!Equation )\((\d+\.\d+)\)$", lines, re.MULTILINE) == equations
    web = (output / "html/dot_product.html").read_text()
    assert re.findall(r'class="number"[^>]*>\(([\d.]+)\)', web) == equations
    for word, start in (("Figure", r"\*\*Figure"), ("Table", r"\*\*Table"), ("Example", r"\*\*Example"),
                        ("Run", r"\*\*Run"), ("Common mistake", r"\*\*Common mistake")):
        expected = re.findall(rf"{start} (\d+\.\d+)", markdown)
        assert expected
        assert list(dict.fromkeys(re.findall(rf"^{word} (\d+\.\d+)", lines, re.MULTILINE))) == expected
    sections = re.findall(r"^## (\d+\.\d+) ", markdown, re.MULTILINE)
    assert set(sections) <= set(re.findall(r"^(\d+\.\d+) ", lines, re.MULTILINE))


def test_two_builds_give_the_same_bytes(output: Path, tmp_path: Path) -> None:
    build(VECTORS, formats=("pdf",), output=tmp_path, witnesses=witnesses)
    for path in (tmp_path / "pdf").rglob("*.*"):
        assert path.read_bytes() == (output / path.relative_to(tmp_path)).read_bytes(), path
    assert {path.name for path in (tmp_path / "pdf").iterdir()} == {
        "book.pdf", "dot_product.pdf", "lengths.pdf", "examples", "typst"}


def test_one_chapter_keeps_the_others_in_the_book(output: Path, tmp_path: Path) -> None:
    build(VECTORS, ("3",), ("pdf",), tmp_path, witnesses=witnesses)
    alone = text_of(read((tmp_path / "pdf/book.pdf").read_bytes()))
    assert "(notyetwritten)2Unwritten(notyetwritten)3Lengths" in alone
    build(VECTORS, ("1",), ("pdf",), tmp_path, witnesses=witnesses)
    assert (tmp_path / "pdf/book.pdf").read_bytes() == (output / "pdf/book.pdf").read_bytes()


def elements(node: Any) -> Iterator[DictionaryObject]:
    """The elements of a tagged PDF."""
    node = node.get_object()
    if isinstance(node, list):
        for part in node:
            yield from elements(part)
    elif isinstance(node, dict):
        if "/S" in node:
            yield DictionaryObject(node)
        if "/K" in node:
            yield from elements(node["/K"])


def test_it_can_be_heard(output: Path) -> None:
    pdf = read((output / "pdf/dot_product.pdf").read_bytes())
    root: Any = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    tags = list(elements(root["/StructTreeRoot"]))
    kinds = {str(tag["/S"]) for tag in tags}
    assert {"/H1", "/H2", "/P", "/Formula", "/Figure", "/Table", "/TH", "/Link", "/Code"} <= kinds
    assert all(str(tag.get("/Alt", "")) for tag in tags if str(tag["/S"]) in ("/Formula", "/Figure"))
    assert pdf.outline


def test_all_fonts_are_inside(output: Path) -> None:
    pdf = read((output / "pdf/dot_product.pdf").read_bytes())
    fonts: set[tuple[str, bool]] = set()
    for page in pdf.pages:
        resources: Any = page["/Resources"]
        for font in resources.get("/Font", {}).values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            inside = {"/FontFile2", "/FontFile3"} & inner["/FontDescriptor"].keys()
            fonts.add((str(inner["/BaseFont"]).partition("+")[2], bool(inside)))
    assert {name for name, inside in fonts if not inside} == set()
    assert any("NewCM10" in name for name, _ in fonts)


def test_every_reference_leads_somewhere(output: Path) -> None:
    pdf = read((output / "pdf/book.pdf").read_bytes())
    inner = [note.get_object() for page in pdf.pages for note in page.get("/Annots", [])]
    assert len([note for note in inner if "/Dest" in note or note.get("/A", {}).get("/S") == "/GoTo"]) >= 10


def test_typst_has_nothing_to_warn_of(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sources: list[str] = []
    monkeypatch.setattr(typst_book, "printed", sources.append)
    stands = {path.name: path.read_text() for path in (output / "pdf/typst").iterdir()}
    typst_book.book(Outline(VECTORS, "A book", (Entry(1, "One", "dot_product"), Entry(2, "Two", "lengths"))), (),
                    lambda path: stands[Path(path).name])
    _, warnings = compiler.compile_with_warnings(sources[0].encode(), ignore_system_fonts=True, format="pdf")
    assert [warning.message for warning in warnings] == []

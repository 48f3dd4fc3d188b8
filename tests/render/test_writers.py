"""The writers: text of an author is escaped, formulas are not, every kind of node has a function in every writer."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from mathnn.errors import UsageError
from mathnn.expression import Symbol
from mathnn.render import latex, markdown
from mathnn.render.numbering import Mark
from mathnn.render.page import (
    Block,
    Box,
    Code,
    Formula,
    Inline,
    Items,
    Link,
    Listing,
    Math,
    Paragraph,
    Picture,
    Reference,
    Styled,
    Table,
    Text,
)

x = Symbol("x")
MARKS = {"eq:a": Mark("eq:a", "equation", "1.1"), "fig:f": Mark("fig:f", "figure", "1.2"),
         "tab:t": Mark("tab:t", "table", "1.3"), "ex:e": Mark("ex:e", "example", "1.4")}
MARKDOWN, LATEX = markdown.Setting(MARKS), latex.Setting("c", MARKS)


@pytest.mark.parametrize("writer", [markdown, latex])
def test_every_kind_of_node_can_be_written(writer: object) -> None:
    assert set(writer.INLINES) == set(get_args(Inline))  # type: ignore[attr-defined]
    assert set(writer.BLOCKS) == set(get_args(Block))  # type: ignore[attr-defined]


@pytest.mark.parametrize(("part", "in_markdown", "in_latex"), [
    (Text("50 % & $5_#"), r"50 % & \$5\_#", r"50 \% \& \$5\_\#"),
    (Text("<script>"), r"\<script>", r"\textless{}script\textgreater{}"),
    (Text(r"\input{x}"), r"\\input{x}", r"\textbackslash{}input\{x\}"),
    (Text("&lt; *a* `b` [c](d)"), r"&amp;lt; \*a\* \`b\` \[c\](d)",
     r"\&lt; *a* \textasciigrave{}b\textasciigrave{} [c](d)"),
    (Text("σ ≤ “é” — ½"), "σ ≤ “é” — ½",
     r"\ensuremath{\sigma} \ensuremath{\le} ``é'' --- \ensuremath{\tfrac{1}{2}}"),
    (Math(r"a_1 + b"), "$a_1 + b$", "$a_1 + b$"),
    (Math(r"\|a\|"), r"$`\|a\|`$", r"$\|a\|$"),
    (Code("a`b_c"), "``a`b_c``", r"\texttt{a\textasciigrave{}b\_c}"),
    (Styled("strong", (Text("a"),)), "**a**", r"\textbf{a}"),
    (Link('http://x/a"b_c?d=1&e=%20#f', (Text("y"),)), '[y](<http://x/a"b_c?d=1&e=%20#f>)',
     r'\href{http://x/a"b\_c?d=1\&e=\%20\#f}{y}'),
    (Link("http://x/}\\evil{>", (Text("y"),)), r"[y](<http://x/}\evil{%3E>)", r"\href{http://x/\%7D\%5Cevil\%7B>}{y}"),
    (Reference("eq:a"), "[equation (1.1)](#eq-a)", r"equation~\eqref{c:eq:a}"),
    (Reference("fig:f", capital=True), "[Figure 1.2](#fig-f)", r"Figure~\ref{c:fig:f}"),
])
def test_inlines(part: Inline, in_markdown: str, in_latex: str) -> None:
    assert markdown.run((part,), MARKDOWN) == in_markdown
    assert latex.run((part,), LATEX) == in_latex


@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1))
def test_escaped_text_reads_back_as_itself(text: str) -> None:
    written = markdown.blocks((Paragraph((Text(text),)),), MARKDOWN)
    tokens = MarkdownIt("commonmark").enable("table").parse(written)
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert "".join(child.content for child in tokens[1].children or []) == text


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126)))
def test_no_ascii_text_holds_a_command_in_latex(text: str) -> None:
    written = latex.escape(text)
    for known in sorted(latex.CHARACTERS.values(), key=len, reverse=True):
        written = written.replace(known, "")
    assert not set(written) & set("\\{}$&#%_^~")


def test_equations() -> None:
    numbered = Formula("x = 1", x, "eq:a")
    assert markdown.blocks((numbered,), MARKDOWN) == '<a id="eq-a"></a>\n\n```math\nx = 1 \\tag{1.1}\n```'
    assert latex.blocks((numbered,), LATEX) == "\\begin{equation}\\label{c:eq:a}\nx = 1\n\\end{equation}"
    mistake = Formula("x = 1", x, mistake=True)
    assert markdown.blocks((mistake,), MARKDOWN) == "<!-- mathnn: false -->\n\n```math\nx = 1\n```"
    assert latex.blocks((mistake,), LATEX) == "% mathnn: false\n\\begin{equation*}\nx = 1\n\\end{equation*}"


def test_a_formula_goes_on_with_its_paragraph_in_latex() -> None:
    parts = (Paragraph((Text("So"),)), Formula("x = 1", x), Formula("y = 1", x), Paragraph((Text("Then"),)))
    written = latex.blocks(parts, LATEX)
    assert "So\n\\begin{equation*}\nx = 1\n\\end{equation*}\n\\begin{equation*}" in written
    assert written.endswith("\\end{equation*}\n\nThen")


def test_a_page_ends_within_a_long_listing_only() -> None:
    for lines in (latex.UNBROKEN, latex.UNBROKEN + 1):
        written = latex.blocks((Listing("", "\n".join("x" * lines)),), LATEX)
        assert (r"\begin{minipage}" in written) == (lines <= latex.UNBROKEN)


def test_a_page_ends_within_a_long_table_only_and_leaves_no_single_row() -> None:
    def ends(rows: int) -> list[bool]:
        """Whether a page may end after each row but the last."""
        table = Table(((Text("a"),),), tuple(((Text("b"),),) for _ in range(rows)), (), "tab:t")
        return [line == r"b \\" for line in latex.blocks((table,), LATEX).splitlines() if line.startswith("b ")][:-1]

    assert not any(ends(latex.UNBROKEN - 1))
    long = ends(latex.UNBROKEN + 6)
    assert (long[0], long[-1]) == (False, False)
    assert all(long[1:-1])


def test_a_crowded_fraction_within_a_line_is_set_in_full_size() -> None:
    fractions = {r"\frac{1 \cdot 2 + 3}{4}": True, r"\frac{1}{\sqrt{2 + 3}}": True, r"\frac{1}{2}": False}
    for formula, crowded in fractions.items():
        assert latex.run((Math(formula),), LATEX).startswith(r"$\displaystyle ") == crowded


def test_no_bar_ends_a_cell() -> None:
    table = Table(((Text("a"),),), (((Math(r"\|x\| + |y|"),),), ((Text("b|c"),),), ((Code("d|e"),),)), (), "tab:t")
    rows = markdown.blocks((table,), MARKDOWN).splitlines()[-3:]
    assert rows == [r"| $\Vert x\Vert  + \vert y\vert $ |", r"| b\|c |", r"| `d\|e` |"]


def test_a_wide_table_wraps_its_longest_column() -> None:
    table = Table(((Text("a"),), (Text("b"),)), (((Text("c"),), (Text("d" * 90),)),), (), "tab:t")
    assert r"{@{}l>{\raggedright\arraybackslash}p{0." in latex.blocks((table,), LATEX)


def test_titles_end_with_one_sign() -> None:
    for title, head in (("Why?", "Why?"), ("So", "So.")):
        box = Box("example", (Text(title),), (), "ex:e")
        assert f"**Example 1.4: {head}**" in markdown.blocks((box,), MARKDOWN)
        assert rf"\numberedbox{{example}}{{Example}}{{: {head}}}{{\label{{c:ex:e}}}}" in latex.blocks((box,), LATEX)


def test_lists_keep_their_shape() -> None:
    items = Items(((Paragraph((Text("a"),)), Items(((Paragraph((Text("b"),)),),))), (Paragraph((Text("c"),)),)), 3)
    assert markdown.blocks((items,), MARKDOWN) == "3. a\n\n   - b\n\n4. c"


def test_a_figure_links_its_files() -> None:
    picture = Picture("f", "c", (Text("A caption."),), "An [arrow].", "fig:f")
    assert r"![An \[arrow\].](../figures/c/f.svg)" in markdown.blocks((picture,), MARKDOWN)
    assert r"{../figures/c/f.pdf}" in latex.blocks((picture,), LATEX)


@pytest.mark.parametrize(("block", "said"), [
    (Listing("python", "x" * 107), "107 characters"),
    (Listing("", "\\end{verbatim}\\input{x}"), "cannot be set"),
    (Listing("", "→"), "'→'"),
    (Paragraph((Text("漢"),)), "U+6F22"),
])
def test_what_latex_cannot_set_stops(block: Block, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        latex.blocks((block,), LATEX)
    assert said in caught.value.message

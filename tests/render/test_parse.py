"""Markdown to pages: every kind of token is read or refused, and what fills a slot is never taken for markup."""

from __future__ import annotations

import pytest

from mathnn.errors import UsageError
from mathnn.render.page import (
    Box,
    Break,
    Code,
    Heading,
    Items,
    Link,
    Listing,
    Math,
    Paragraph,
    Quote,
    Rule,
    Styled,
    Table,
    Text,
)
from mathnn.render.parse import read_blocks, read_inline, slot


def test_inline_kinds() -> None:
    assert read_inline(r"a *b* **c** `d` $e_1$ [f](http://g)") == (
        Text("a "), Styled("emphasis", (Text("b"),)), Text(" "), Styled("strong", (Text("c"),)), Text(" "), Code("d"),
        Text(" "), Math("e_1"), Text(" "), Link("http://g", (Text("f"),)),
    )


def test_dollars_in_prose_are_no_formulas() -> None:
    assert read_inline("costs $5 and $ 6") == (Text("costs $5 and $ 6"),)


def test_html_is_text() -> None:
    assert read_inline("<script>alert(1)</script>") == (Text("<script>alert(1)</script>"),)
    assert read_blocks("<div>\n\nx") == (Paragraph((Text("<div>"),)), Paragraph((Text("x"),)))


def test_block_kinds() -> None:
    text = "## One two\n\n### Three {#three}\n\nx\ny\n\n- a\n- b\n\n3. c\n\n> q\n\n> [!NOTE]\n> r\n\n"
    text += "```python\ns\n```\n\n---"
    assert read_blocks(text) == (
        Heading(2, (Text("One two"),), "sec:one-two", 1), Heading(3, (Text("Three"),), "sec:three", 3),
        Paragraph((Text("x"), Break(), Text("y"))),
        Items(((Paragraph((Text("a"),)),), (Paragraph((Text("b"),)),))), Items(((Paragraph((Text("c"),)),),), 3),
        Quote((Paragraph((Text("q"),)),)), Box("note", (), (Paragraph((Text("r"),)),), line=15),
        Listing("python", "s"), Rule(),
    )


def test_a_table_takes_its_caption() -> None:
    assert read_blocks("| a | b |\n|--|--|\n| $c$ | d |\n\nTable: Of *letters*. {#letters}\n\nx") == (
        Table(((Text("a"),), (Text("b"),)), (((Math("c"),), (Text("d"),)),),
              (Text("Of "), Styled("emphasis", (Text("letters"),)), Text(".")), "tab:letters", 1),
        Paragraph((Text("x"),)),
    )


def test_slots_are_filled_with_values() -> None:
    values = (Math("x"), Rule(), (Rule(), Rule()))
    text = f"a {slot(0)} b\n\n{slot(1)}\n\n{slot(2)}"
    assert read_blocks(text, values=values) == (
        Paragraph((Text("a "), Math("x"), Text(" b"))), Rule(), Rule(), Rule()
    )


def test_what_fills_a_slot_is_not_markup() -> None:
    assert read_blocks(slot(0), values=(Text("# *not* a heading"),)) == (Paragraph((Text("# *not* a heading"),)),)


@pytest.mark.parametrize(("text", "line", "said"), [
    ("x\n\n$$\ny\n$$", 3, "<< equation(...) >>"),
    ("x\n\n![alt](p.png)", 3, "<< figure(...) >>"),
    ("x\n\n# Title", 3, "book.toml"),
    ("x\n\n#### Deep", 3, "## and ###"),
    ("| a |\n|--|\n| b |\n\nx", 1, "caption"),
    ("| a |\n|--|\n| b |", 1, "caption"),
    ("| a |\n|--|\n| b |\n\nTable: no label", 1, "caption"),
    ("x\n\nTable: of nothing {#t}", 3, "right after its table"),
    ("| a |\n|--|\n| `b|c` |\n\nTable: t {#t}", 3, "bar"),
    ("| a |\n|--|\n| $\\|b\\|$ |\n\nTable: t {#t}", 3, "bar"),
    (f"x {slot(0)}", 1, "stands alone"),
    (f"\n\n`{slot(0)}`", 3, "in code"),
    (f"${slot(0)}$", 1, "within a formula"),
    (f"```\n{slot(0)}\n```", 1, "in code"),
])
def test_what_has_no_place_is_refused_with_its_line(text: str, line: int, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_blocks(text, "c.md.j2", (Rule(),))
    assert said in caught.value.message
    assert str(caught.value).startswith(f"c.md.j2:{line}: ")


def test_an_empty_text_has_no_blocks() -> None:
    assert read_blocks("") == read_blocks("\n\n") == ()

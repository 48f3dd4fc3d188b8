"""One number for each labelled part, in reading order; nothing is labelled twice or missing."""

from __future__ import annotations

import pytest

from mathnn.errors import UsageError
from mathnn.expression import Symbol
from mathnn.render.numbering import number
from mathnn.render.page import Block, Box, Formula, Heading, Page, Paragraph, Reference, Steps, Styled, Table, Text

x = Symbol("x")


def page(*blocks: Block, chapter: int = 3) -> Page:
    return Page("c", (Text("Title"),), chapter, blocks, "c.md.j2")


def equation(name: str, line: int = 1) -> Formula:
    return Formula("x", x, f"eq:{name}", line=line)


def test_kinds_count_for_themselves_and_derivations_with_equations() -> None:
    derivation = Steps((Text("D"),), "x", x, (), "der:a")
    box = Box("example", (Text("E"),), (equation("c"),), "ex:e")
    marks = number(page(Heading(2, (Text("S"),), "sec:s"), equation("a"), derivation, box, Heading(3, (), "sec:t")))
    assert {label: mark.number for label, mark in marks.items()} == {
        "sec:s": "3.1", "eq:a": "3.1", "der:a": "3.2", "ex:e": "3.1", "eq:c": "3.3",
    }


def test_a_report_of_its_own_has_no_chapter_number() -> None:
    assert number(page(equation("a"), chapter=0))["eq:a"].number == "1"


def test_two_parts_of_one_label_stop() -> None:
    with pytest.raises(UsageError, match=r"c\.md\.j2:7: 'eq:a' labels two things"):
        number(page(equation("a"), equation("a", 7)))


@pytest.mark.parametrize("place", ["paragraph", "caption", "cell", "inside"])
def test_a_reference_to_nothing_stops_wherever_it_stands(place: str) -> None:
    lost = Reference("eq:weigths", line=5)
    blocks: dict[str, Block] = {
        "paragraph": Paragraph((lost,)),
        "caption": Table((), (), (lost,), "tab:t"),
        "cell": Table(((Text("a"),),), (((lost,),),), (), "tab:t"),
        "inside": Box("note", (), (Paragraph((Styled("strong", (lost,)),)),)),
    }
    with pytest.raises(UsageError, match=r"c\.md\.j2:5: .*equation 'weigths'.*did you mean 'weights'"):
        number(page(equation("weights"), blocks[place]))

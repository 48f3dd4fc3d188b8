"""The web page's text: what an author wrote is escaped, each kind of node is written, references lead somewhere."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import get_args

import pytest

from mathnn.claims import Counterexample, Verdict
from mathnn.errors import BuildError, UsageError
from mathnn.expression import INTEGER, Symbol, vector
from mathnn.expression.build import call, dot, equal, number
from mathnn.notation import Name, notation
from mathnn.render import html, html_search
from mathnn.render.html_verdict import badge
from mathnn.render.page import Block, Formula, Inline, Link, Math, Page, Paragraph, Reference, Text
from mathnn.witnesses import Checked, Statement
from tests.browser.sample import CHECKED, EVIL, PAGE, marks

SETTING = html.Setting(marks(), PAGE.source, CHECKED, playable=frozenset(("dot-product-projection",)))
VOID = frozenset(("br", "hr", "img", "meta", "link", "input"))


class Tree(HTMLParser):
    """The elements of a text, and whether each was closed where it should be."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


TREE = Tree(html.write(PAGE, SETTING))


def attributes(name: str) -> list[str]:
    return [found for _, attrs in TREE.elements if (found := attrs.get(name)) is not None]


def test_every_kind_of_node_can_be_written() -> None:
    assert set(html.INLINES) == set(get_args(Inline))
    assert set(html.BLOCKS) == set(get_args(Block))


def test_nothing_that_an_author_wrote_is_markup() -> None:
    assert "script" not in {tag for tag, _ in TREE.elements}
    assert not [attrs for _, attrs in TREE.elements if any(name.startswith("on") or name == "style" for name in attrs)]
    assert {attrs["src"] for tag, attrs in TREE.elements if tag == "img"} == {
        "figures/perceptron/dot-product-projection.svg", "figures/perceptron/step.svg"}
    assert EVIL in attributes("alt")
    assert "".join(TREE.text).count(EVIL) >= 11


def test_what_is_copied_is_no_markup() -> None:
    evil = '"><script>hacked()</script>\'&amp;'
    written = html.write(Page("c", (), 1, (Formula(evil, Symbol("x"), "eq:product"),)), SETTING)
    assert ("button", {"data-copy": evil}) in Tree(written).elements


def test_each_reference_leads_to_one_part() -> None:
    ids = attributes("id")
    assert len(ids) == len(set(ids))
    inner = [target[1:] for target in attributes("href") if target.startswith("#")]
    assert set(inner) <= set(ids)
    assert {label.replace(":", "-") for label in marks()} <= set(ids)


def test_equations_have_a_link_a_badge_and_what_is_copied() -> None:
    copied = attributes("data-copy")
    assert "z = \\mathbf{u} \\cdot \\mathbf{v} + 0.50" in copied
    assert "np.allclose(z, u @ v + 0.50)" in copied
    text = " ".join("".join(TREE.text).split())
    for words in ("SymPy derived it", "The checker read it as it is printed", "NumPy ran it", "Holds for", "all n",
                  "Provided", "Steps 1–2", "It fails for", r"\unknown{<b>}"):
        assert words in text
    assert {"eq-product", "ex-worked-1"} <= set(attributes("id"))
    assert sum("verdict" in kind for kind in attributes("class")) == 4


def test_a_badge_says_how_each_letter_was_read_and_what_would_mend_a_mistake() -> None:
    n = Symbol("n", INTEGER)
    letters = [Symbol(rf"\mathbf{{{letter}}}", vector(n)) for letter in "uv"]
    table = notation(*map(Name, (n, *letters, Symbol("c")))).assuming(call("less", Symbol("c"), number(1)))
    tree = equal(dot(*letters), Symbol("c"))
    false = Verdict("refuted", "At (1, 0) it fails.", checked_for="n = 2", suggestion="It holds where $c = 0$.",
                    counterexample=Counterexample({"c": 1}, 1, 2))
    written = badge([Checked(Statement("x", "eq:x", "mistake", tree, table), {"symbolic": false, "reading": false})],
                    lambda run: html.run(run, SETTING))
    text = "".join(Tree(written).text)
    for words in ("Read as𝐮, 𝐯 ∈ ℝn; c ∈ ℝ; c<1", "Tried forn = 2", "FailsIt fails for c=1", "HintIt holds where c=0",
                  "The checker judged what is meant: refuted"):
        assert words in text
    assert "SymPy" not in text


def test_a_badge_names_the_widest_that_was_proved() -> None:
    tree = equal(Symbol("c"), Symbol("c"))
    heard = {"symbolic": Verdict("proved", "", checked_for="n = 1", method="SymPy, entry by entry"),
             "reading": Verdict("proved", "", checked_for="all sizes"),
             "run": Verdict("tested", "", checked_for="all values")}
    written = badge([Checked(Statement("x", "eq:x", "equation", tree, notation()), heard)], lambda run: "")
    assert "Holds forall sizes" in "".join(Tree(written).text)


def test_numbers_are_those_of_the_marks() -> None:
    text = "".join(TREE.text)
    for words in ("(2.1)", "equation (2.1)", "Section 2.2", "Figure 2.2", "Table 2.1", "Example 2.1",
                  "Exercise 2.1"):
        assert words in text


@pytest.mark.parametrize("target", [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:x", "data:text/html,x", "vbscript:x", "java\nscript:x",
    "\tx", "file:///etc/passwd",
])
def test_a_link_that_runs_something_is_refused(target: str) -> None:
    with pytest.raises(UsageError, match=r"sample.md.j2:7: a link leads"):
        html.run((Link(target, (Text("x"),)),), html.Setting({}, "sample.md.j2", line=7))


@pytest.mark.parametrize(("target", "written"), [
    ("https://a.org/?q=\"><script>&x='", "https://a.org/?q=&quot;&gt;&lt;script&gt;&amp;x=&#x27;"),
    ("other.html#a:b", "other.html#a:b"), ("mailto:a@b.org", "mailto:a@b.org"), ("../x y", "../x y"),
])
def test_other_links_are_quoted(target: str, written: str) -> None:
    assert html.run((Link(target, (Text("x"),)),), html.Setting({})) == f'<a href="{written}">x</a>'


@pytest.mark.parametrize("latex", [r"\unknown{x}", "{x", "x_1_2", r"\href{javascript:x}{y}"])
def test_a_formula_that_cannot_be_set_stops_the_build_with_its_place(latex: str) -> None:
    page = Page("c", (), 1, (Paragraph((Math(latex, line=12),)),), "c.md.j2")
    with pytest.raises(BuildError, match=r"c.md.j2:12: the formula .* cannot be set"):
        html.write(page, html.Setting({}, "c.md.j2"))


def test_a_tree_that_cannot_be_set_stops_the_build_with_its_place() -> None:
    from mathnn.expression import Call, Symbol

    page = Page("c", (), 1, (Formula("?", Call("unheard", (Symbol("x"),)), "eq:x", line=5),), "c.md.j2")
    with pytest.raises(BuildError, match=r"c.md.j2:5: the formula \? cannot be set"):
        html.write(page, html.Setting(marks(), "c.md.j2"))


def test_the_search_finds_sections_equations_and_words() -> None:
    script = html_search.index(PAGE, marks())
    assert "<" not in script
    name, title, rows = json.loads(f"[{script.removeprefix('mathnnSearch(').removesuffix(');' + chr(10))}]")
    assert name == "sample"
    assert title.startswith("A title")
    found = {anchor: (kind, f"{head} {text}") for kind, anchor, head, text in rows}
    assert found["sec-first"][0] == "section"
    assert "the square root of 2" in found["sec-first"][1]
    assert found["eq-product"][0] == "equation"
    assert r"\mathbf{u} \cdot \mathbf{v}" in found["eq-product"][1]
    assert "bold u dot bold v" in found["eq-product"][1]
    assert {"fig-played", "tab-one", "ex-worked", "eq-derived"} <= found.keys()


def test_a_reference_is_set_as_in_the_other_outputs() -> None:
    assert html.run((Reference("eq:product", capital=True),), SETTING) == (
        '<a class="ref" href="#eq-product">Equation (2.1)</a>')


def test_a_formula_keeps_its_punctuation() -> None:
    written = html.run((Math("x"), Text(", and "), Math("y"), Text(" <")), SETTING)
    assert written == (
        '<span class="whole"><math alttext="x"><mi>x</mi></math>,</span> and <math alttext="y"><mi>y</mi></math> &lt;')

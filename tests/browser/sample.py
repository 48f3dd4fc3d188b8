"""A page made by hand with every kind of block, in which each text tries to be more than text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from mathnn.claims import Counterexample, Verdict
from mathnn.expression import NUMBER, Symbol
from mathnn.expression.build import add, call, divide, dot, equal, norm, number, power
from mathnn.expression.sort import vector
from mathnn.notation import Notation
from mathnn.render.numbering import Marks
from mathnn.render.numbering import number as numbered
from mathnn.render.page import (
    Box,
    Break,
    Code,
    Formula,
    Heading,
    Inlines,
    Items,
    Link,
    Listing,
    Math,
    Page,
    Paragraph,
    Picture,
    Quote,
    Reference,
    Row,
    Rule,
    Steps,
    Styled,
    Table,
    Text,
)
from mathnn.syntax.to_latex import to_latex
from mathnn.witnesses import Checked, Statement

EVIL = """<script>window.hacked = 1</script>"><img src=x onerror="window.hacked=2">'&amp;"""
n = Symbol("n", NUMBER)
u, v = (Symbol(rf"\mathbf{{{letter}}}", vector(n)) for letter in "uv")
z = Symbol("z")
PRODUCT = equal(z, add(dot(u, v), number("0.50")))
WRONG = equal(norm(add(u, v)), add(norm(u), norm(v)))
LONG = equal(
    power(norm(add(u, v)), 2), dot(add(u, v), add(u, v)), add(dot(u, u), dot(u, v), dot(v, u), dot(v, v)),
    add(power(norm(u), 2), call("multiply", number(2), dot(u, v)), power(norm(v), 2)),
)
START, MIDDLE, END = dot(u, add(u, v)), add(dot(u, u), dot(u, v)), add(power(norm(u), 2), dot(u, v))


def _text(text: str) -> Inlines:
    return (Text(text),)


def _formula(tree: object, label: str = "", mistake: bool = False) -> Formula:
    return Formula(to_latex(tree), tree, label, mistake)  # type: ignore[arg-type]


STEPS = Steps(_text("A derivation"), to_latex(START), START, (
    Row(to_latex(MIDDLE), MIDDLE, (Text("distributed "), Math(r"\mathbf{u}"))),
    Row(to_latex(END), END, _text(EVIL)),
), "eq:derived")

PAGE = Page("sample", _text(f"A title {EVIL}"), 2, (
    Paragraph((Text(EVIL), Break(), Code(EVIL), Break(hard=True), Styled("strong", _text("strong")), Text(" "),
               Styled("emphasis", _text("leaning")), Text(" see "), Reference("eq:product"), Text(" and "),
               Reference("sec:second", capital=True), Link('https://example.org/a"b?c=<d>&e', _text("link")))),
    Heading(2, (Text("First "), Math("x_1")), "sec:first", line=3),
    _formula(PRODUCT, "eq:product"),
    _formula(LONG, "eq:long"),
    _formula(divide(number(1), number(3))),
    STEPS,
    Heading(3, _text("A part"), "sec:part"),
    Items(((Paragraph(_text("one")),), (Paragraph((Text("two "), Math(r"\sqrt{2}"))),)), None),
    Items(((Paragraph(_text("three")), Paragraph(_text("more"))),), 3),
    Quote((Paragraph(_text(EVIL)),)),
    Listing("python", 'def f(x):  # <b>\n    return "</code>" + 1'),
    Listing("", EVIL),
    Rule(),
    Heading(2, _text(f"Second {EVIL}"), "sec:second"),
    Picture("dot-product-projection", "perceptron", _text(EVIL), EVIL, "fig:played"),
    Picture("step", "perceptron", (Text("still "), Math("H")), "a step", "fig:still"),
    Table((_text("a"), (Math("b"),)), ((_text(EVIL), (Reference("fig:still"),)),), _text("A table"), "tab:one"),
    Box("example", _text(EVIL), (Paragraph(_text("Question")), _formula(PRODUCT)), "ex:worked"),
    Box("mistake", (), (_formula(WRONG, mistake=True), Paragraph(_text("why"))), "mis:triangle"),
    Box("run", _text("a run"), (Listing("python", "print(1)"), Listing("", "1")), "run:once"),
    Box("exercise", (), (Paragraph(_text("What?")),), "exr:what"),
    Box("solution", (Reference("exr:what", capital=True),), (Paragraph(_text("That.")),)),
    Box("note", (), (Paragraph(_text("Note.")),)),
    Box("tip", (), (Paragraph(_text("Tip.")),)),
    Box("warning", (), (Paragraph(_text("Warning.")),)),
), "sample.md.j2")


def _checked(name: str, label: str, tree: object, **heard: Verdict) -> Checked:
    statement = Statement(name, label, "equation", tree, Notation())  # type: ignore[arg-type]
    return Checked(statement, heard)


PROVED = Verdict("proved", f"both sides agree {EVIL}", reading=f"u, v in R^n {EVIL}", checked_for="all n",
                 method="canonical form", conditions=(r"\mathbf{u} \ne 0", r"\unknown{<b>}"))
DERIVED = replace(PROVED, method="SymPy, entry by entry")
FAILS = Counterexample({r"\mathbf{u}": (1, 0), r"\mathbf{v}": (0, 1)}, 1, 2)
REFUTED = Verdict("refuted", "it fails", counterexample=FAILS)
CHECKED: Mapping[str, Checked] = {found.statement.name: found for found in (
    _checked("product", "eq:product", PRODUCT, symbolic=DERIVED, reading=PROVED, run=Verdict("tested", "it held")),
    _checked("derived.1", "eq:derived", equal(START, MIDDLE), symbolic=DERIVED),
    _checked("derived.2", "eq:derived", equal(MIDDLE, END), symbolic=DERIVED),
    _checked("worked.1", "ex:worked", PRODUCT, reading=PROVED),
    _checked("triangle", "mis:triangle", WRONG, reading=REFUTED),
)}


def marks() -> Marks:
    """The numbers of the page."""
    return numbered(PAGE)

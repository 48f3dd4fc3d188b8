"""Markdown: every way of writing a formula is found at its exact place; code, money and comments are left alone."""

from __future__ import annotations

import pytest

from mathnn.documents import Comment, Equation, Heading, Prose, document_from_text

Found = list[tuple[int, int, str, bool]]  # line, column, latex, displayed

CASES: dict[str, tuple[str, Found]] = {
    "inline dollars": ("Let $x = 1$ and $y$.", [(1, 6, "x = 1", False), (1, 18, "y", False)]),
    "dollars with spaces inside": ("so $ x = 1 $ holds", [(1, 6, "x = 1", False)]),
    "over two lines": ("so $a =\nb$ holds", [(1, 5, "a =\nb", False)]),
    "display on one line": ("$$a = b$$", [(1, 3, "a = b", True)]),
    "display on its own lines": ("text\n$$\na = b\n$$\nmore", [(3, 1, "a = b", True)]),
    "display whose lines look like Markdown": (
        "$$\nf\n= a\n- b\n+ c\n$$", [(2, 1, "f\n= a\n- b\n+ c", True)]
    ),
    "display with a blank line": ("$$\na = b\n\n= c\n$$", [(2, 1, "a = b\n\n= c", True)]),
    "display that is never closed": ("$$\na = b\n\n\n# Next\n\n$x = 1$", [(7, 2, "x = 1", False)]),
    "display in running text": ("so $$a = b$$ follows from $c$", [(1, 6, "a = b", True), (1, 28, "c", False)]),
    "double dollars as kramdown's inline sign": ("so $$a = b$$ follows", [(1, 6, "a = b", False)]),
    "display of kramdown, with its attributes": ("$$\na = b\n$$\n{: .wide}", [(2, 1, "a = b", True)]),
    "brackets with one backslash": (r"so \(x = 1\) and \[y = 2\]", [(1, 6, "x = 1", False), (1, 20, "y = 2", True)]),
    "brackets with two backslashes": (r"set \\(\\{x\\} = y\\)", [(1, 8, r"\{x\} = y", False)]),
    "display brackets": ("\\[\na = b\n\\]", [(2, 1, "a = b", True)]),
    "escaped brackets that are no formula": (r"see \[1\], [A \(Chain Rule\)](#)", []),
    "fenced": ("```math\na = b\n```", [(2, 1, "a = b", True)]),
    "dollar and backtick": ("so $`a = b`$.", [(1, 6, "a = b", False)]),
    "tags of a site generator": ("so {% latex %}a = b{% endlatex %}.", [(1, 15, "a = b", False)]),
    "tag of a site generator that is never closed": ("so {% latex %}a = b.", []),
    "script that sets a formula": (
        "<script type=\"math/tex; mode=display\">\na = b\n</script>", [(2, 1, "a = b", True)]),
    "role": ("so {math}`a = b`.", [(1, 11, "a = b", False)]),
    "directive": ("```{math}\n:label: first\na = b\n```", [(3, 1, "a = b", True)]),
    "directive with colons": (":::{math}\na = b\n:::", [(2, 1, "a = b", True)]),
    "directive that holds text": ("```{note}\nHere $a = b$.\n```", [(2, 7, "a = b", False)]),
    "environment": (
        "\\begin{align}\na &= b \\\\\n&= c\n\\end{align}", [(2, 1, "a &= b \\\\\n&= c", True)]
    ),
    "environment in running text": (r"so \begin{equation} a = b \end{equation}", [(1, 21, "a = b", True)]),
    "quote": ("> $$\n> a = b\n> $$\n> and $c$", [(2, 3, "a = b", True), (4, 8, "c", False)]),
    "quote in a list": ("- > so $a = b$", [(1, 9, "a = b", False)]),
    "list": ("- first\n\n  $$\n  a = b\n  $$", [(4, 3, "a = b", True)]),
    "table": ("| a | b |\n|---|---|\n| $x=1$ | $y=2$ |", [(3, 4, "x=1", False), (3, 12, "y=2", False)]),
    "heading": ("## The case $a = b$ ##", [(1, 14, "a = b", False)]),
    "underlined heading": ("The case $a = b$\n---", [(1, 11, "a = b", False)]),
    "emphasis around a display": ("(**$$a = b$$**) with $c$", [(1, 6, "a = b", True), (1, 23, "c", False)]),
    "HTML block": ("<div class='note'>\nso $a = b$\n</div>", [(2, 5, "a = b", False)]),
    "Windows line ends": ("one\r\n\r\n$a = b$\r\n", [(3, 2, "a = b", False)]),
    "tab": ("-\t$a = b$", [(1, 4, "a = b", False)]),
    "letters beyond ASCII": ("Für σ gilt $σ = 1$", [(1, 13, "σ = 1", False)]),
    "line of a list that goes on after a display": (
        "1. so\n$$a = b$$\n    * with $c = d$", [(2, 3, "a = b", True), (3, 13, "c = d", False)]
    ),
    "money": ("It costs $5 and $6, US$7 or $8,000.", []),
    "money with words": ("from $5 million to 6$ at most", []),
    "numbers are formulas": ("at $0.5$ and $1-p$", [(1, 5, "0.5", False), (1, 15, "1-p", False)]),
    "escaped dollars": (r"from \$5 to \$6, $a = \$5$", [(1, 19, r"a = \$5", False)]),
    "code": ("`$a = b$` and ``$`$`` and\n\n    $$a = b$$\n\n```python\n$$a = b$$\n```\n~~~\n$c$\n~~~", []),
    "code of a site generator": ("{% highlight sh %}\necho $A $B=$C\n{% endhighlight %}", []),
    "HTML code": ("<pre>$a = b$</pre>\n\ntext <code>$c = d$</code>, <a href=\"$e=f$\">g</a>", []),
    "HTML comment": ("<!-- $a = b$ -->\n\ntext <!-- $c = d$ --> text", []),
    "front matter": ("---\ntitle: $a = b$\n---\n", []),
    "link's target": ("[text](http://a.b/$c=d$)", []),
    "comment of LaTeX in a display": ("$$\na % not this\n= b\n$$", [(2, 1, "a \n= b", True)]),
    "empty": ("", []),
    "blank formula": ("$$ $$ and $$\n\n$$", []),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_places(text: str, expected: Found) -> None:
    found = document_from_text(text, "markdown").equations
    assert [(e.line, e.column, e.latex, e.display) for e in found] == expected


def test_every_place_leads_back_to_the_character_it_was() -> None:
    for text, _ in CASES.values():
        lines = text.replace("\r\n", "\n").split("\n")
        for equation in document_from_text(text, "markdown").equations:
            for position, character in enumerate(equation.latex):
                place = equation.place_at(position)
                assert place.line is not None
                assert place.column is not None
                assert (lines[place.line - 1] + "\n")[place.column - 1] == character


NUMBERS = {
    "$$\na = b\n$$ (eq:one)": "eq:one",
    "$$a = b$$ {#eq:two}": "eq:two",
    "$$a = b$$\n:eqlabel:`three`": "three",
    "```{math}\n:label: four\na = b\n```": "four",
}


@pytest.mark.parametrize(("text", "number"), NUMBERS.items())
def test_number_beside_a_formula(text: str, number: str) -> None:
    document = document_from_text(text, "markdown")
    assert [e.number for e in document.equations] == [number]
    assert not [part for part in document.parts if isinstance(part, Prose)]


def test_parts_in_reading_order() -> None:
    document = document_from_text("# One\n\nLet $x = 1$ and\n\n$$y = 2$$\n", "markdown")
    assert [(type(part), part.line, part.column) for part in document.parts] == [
        (Heading, 1, 3),
        (Prose, 3, 1),
        (Equation, 3, 6),
        (Prose, 3, 13),
        (Equation, 5, 3),
    ]
    assert document.parts[1].block == document.parts[3].block != document.parts[4].block


def test_comments_to_the_checker() -> None:
    text = (
        "<!-- mathnn: $W \\in \\mathbb{R}^{m\\times n}$;\n$x > 0$ -->\n\n"
        "<!-- mathnn: false -->\nWith $x$ we see $x = x + 1$, then $y = y$.\n\n"
        "Inline <!-- mathnn: ignore (a sketch) --> too:\n\n$$a = b$$\n"
    )
    document = document_from_text(text, "markdown")
    comments = [part for part in document.parts if isinstance(part, Comment)]
    assert [(c.kind, c.text, c.line) for c in comments] == [
        ("declare", "$W \\in \\mathbb{R}^{m\\times n}$;\n$x > 0$", 1),
        ("false", "", 4),
        ("ignore", "a sketch", 7),
    ]
    marks = [(e.latex, [(m.kind, m.reason) for m in e.marks]) for e in document.equations]
    assert marks == [("x", []), ("x = x + 1", [("false", "")]), ("y = y", []), ("a = b", [("ignore", "a sketch")])]


def test_a_mark_before_nothing_is_told() -> None:
    document = document_from_text("$a = b$\n\n<!-- mathnn: false -->\n", "markdown")
    assert [(n.place.line, n.message) for n in document.notices] == [(3, "'mathnn: false' stands before no equation")]


@pytest.mark.parametrize(("text", "noted"), [
    ("a\n\n$$\nx = y\n\nb", [(3, "the formula that $$ opens has no end")]),
    ("\\begin{align}\nx &= y\n\nb", [(1, "\\begin{align} has no end")]),
    ("it costs $$ and more", []), ("\\begin{center} x = y", []), ("`$$ x = y`", []),
])
def test_a_formula_without_an_end_is_told(text: str, noted: list[tuple[int, str]]) -> None:
    assert [(n.place.line, n.message) for n in document_from_text(text, "markdown").notices] == noted


def test_macros_in_a_formula() -> None:
    first = "$$\\newcommand{\\R}{\\mathbb{R}}\\def\\f#1{f(#1)}$$"
    document = document_from_text(f"{first}\n\n$\\newcommand{{\\g}}[2][x]{{g_{{#2}}(#1)}} \\f{{x}} = 1$", "markdown")
    assert document.macros == {
        "\\R": (0, None, "\\mathbb{R}"),
        "\\f": (1, None, "f(#1)"),
        "\\g": (2, "x", "g_{#2}(#1)"),
    }
    assert [(e.line, e.latex) for e in document.equations] == [(3, "\\f{x} = 1")]

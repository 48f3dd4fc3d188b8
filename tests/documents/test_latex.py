"""LaTeX: formulas at their exact places, macros, comments, and files that are brought in."""

from __future__ import annotations

from pathlib import Path

import pytest

from mathnn.documents import Comment, Heading, document_from_text, read_document

CASES: dict[str, tuple[str, list[tuple[int, int, str, str]]]] = {  # line, column, latex, environment
    "dollars": (r"so $a = b$ and $$c = d$$", [(1, 5, "a = b", ""), (1, 18, "c = d", "")]),
    "brackets": (r"so \(a = b\) and \[c = d\]", [(1, 6, "a = b", ""), (1, 20, "c = d", "")]),
    "a row's spacing is no display": (r"\begin{gather} a \\[2pt] b \end{gather}", [(1, 16, r"a \\[2pt] b", "gather")]),
    "ensuremath": (r"so \ensuremath{a = b}.", [(1, 16, "a = b", "")]),
    "starred": ("\\begin{align*}\n a &= b\n\\end{align*}", [(2, 2, "a &= b", "align*")]),
    "number of columns": (r"\begin{alignat}{2} a &= b \end{alignat}", [(1, 20, "a &= b", "alignat")]),
    "columns of IEEEeqnarray": (r"\begin{IEEEeqnarray}{rCl} a &=& b \end{IEEEeqnarray}",
                                [(1, 27, "a &=& b", "IEEEeqnarray")]),
    "subequations": (
        "\\begin{subequations}\n\\begin{equation}a=b\\end{equation}\n\\end{subequations}", [(2, 17, "a=b", "equation")]
    ),
    "aligned inside": (
        r"\begin{equation}\begin{aligned}a&=b\end{aligned}\end{equation}",
        [(1, 17, r"\begin{aligned}a&=b\end{aligned}", "equation")],
    ),
    "shorthand": (
        "\\def\\be{\\begin{equation}}\\def\\ee{\\end{equation}}\n\\be a = b \\ee", [(2, 5, "a = b", "equation")]
    ),
    "comment in a formula": ("$a % = c\n= b$", [(1, 2, "a \n= b", "")]),
    "dollar in a text in a formula": (r"$a = \text{if $b$} c$", [(1, 2, r"a = \text{if $b$} c", "")]),
    "comments and code": (
        "50\\% % $a$\n\\verb|$b$| \\lstinline{$c$}\n"
        "\\begin{verbatim}\n$d$\n\\end{verbatim}\n\\iffalse $e$ \\fill\n\\fi $f$",
        [(7, 6, "f", "")],
    ),
    "only the body": ("$a$\n\\begin{document}\n$b$\n\\end{document}\n$c$", [(3, 2, "b", "")]),
    "no end": ("so $a = b\n\n\\begin{align} x\n\n\\[ y\n\nbut $c = d$", [(7, 6, "c = d", "")]),
    "escaped": (r"\$5 and \\$a$", [(1, 12, "a", "")]),
    "heading": (r"\section{The case $a = b$}", [(1, 20, "a = b", "")]),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_places(text: str, expected: list[tuple[int, int, str, str]]) -> None:
    found = document_from_text(text, "latex").equations
    assert [(e.line, e.column, e.latex, e.environment) for e in found] == expected


def test_inline_and_displayed() -> None:
    text = r"$a$ \(b\) \ensuremath{c} $$d$$ \[e\] \begin{equation}f\end{equation} \begin{math}g\end{math}"
    assert "".join(e.latex for e in document_from_text(text, "latex").equations if e.display) == "def"


MACROS = {
    r"\newcommand{\R}{\mathbb{R}}": ("\\R", (0, None, "\\mathbb{R}")),
    r"\newcommand*\v[1]{\mathbf{#1}}": ("\\v", (1, None, "\\mathbf{#1}")),
    r"\renewcommand{\d}[2][x]{\frac{d#2}{d#1}}": ("\\d", (2, "x", "\\frac{d#2}{d#1}")),
    r"\def\f#1#2{#1(#2)}": ("\\f", (2, None, "#1(#2)")),
    r"\let\eps\varepsilon": ("\\eps", (0, None, "\\varepsilon")),
    r"\DeclareMathOperator{\tr}{tr}": ("\\tr", (0, None, "\\operatorname{tr}")),
    r"\DeclareMathOperator*{\argmin}{arg\,min}": ("\\argmin", (0, None, "\\operatorname*{arg\\,min}")),
    r"\DeclarePairedDelimiter{\norm}{\lVert}{\rVert}": ("\\norm", (1, None, "\\lVert #1 \\rVert")),
    r"\newcommand{\a}{1}\providecommand{\a}{2}": ("\\a", (0, None, "1")),
}


@pytest.mark.parametrize(("text", "macro"), MACROS.items())
def test_macros(text: str, macro: tuple[str, tuple[int, str | None, str]]) -> None:
    assert document_from_text(text, "latex").macros == dict([macro])


@pytest.mark.parametrize("text", [r"\def\a#1.#2{x}", r"\newcommand{\a}{x", r"\def", r"\newcommand{\a", r"\let\a"])
def test_definitions_that_cannot_be_followed(text: str) -> None:
    assert document_from_text(text, "latex").macros == {}


def test_comments_to_the_checker_before_and_inside_a_formula() -> None:
    text = (
        "% mathnn: $x > 0$\n% mathnn: false\n$a = b$\n"
        "\\begin{align}\na &= b \\\\\n% mathnn: ignore (later)\nc &= d\n\\end{align}"
    )
    document = document_from_text(text, "latex")
    comments = [(p.kind, p.text) for p in document.parts if isinstance(p, Comment)]
    assert comments == [("declare", "$x > 0$"), ("false", "")]
    first, second = document.equations
    assert [(m.kind, m.place) for m in first.marks] == [("false", None)]
    assert [(m.kind, m.reason, m.place and m.place.line) for m in second.marks] == [("ignore", "later", 6)]


def test_headings() -> None:
    document = document_from_text("\\chapter{A}\n\\section*{B \\emph{c}}\n\\subsection[short]{D}", "latex")
    headings = [(p.line, p.column, p.text, p.level) for p in document.parts if isinstance(p, Heading)]
    assert headings == [(1, 10, "A", 1), (2, 11, "B \\emph{c}", 2), (3, 20, "D", 3)]


def test_an_unclosed_formula_is_told_with_its_place() -> None:
    (notice,) = document_from_text("one\ntwo $a = b\n\nthree", "latex").notices
    assert (notice.place.line, notice.place.column) == (2, 5)


def test_input_in_the_own_folder(tmp_path: Path) -> None:
    (tmp_path / "part").mkdir()
    (tmp_path / "part" / "one.tex").write_text("\\newcommand{\\R}{R}\n$b = c$")
    (tmp_path / "own.sty").write_text("\\newcommand{\\S}{S}")
    (tmp_path / "main.tex").write_text("\\usepackage{own,amsmath}\n$a = b$ \\input{part/one} $c = d$")
    document = read_document(tmp_path / "main.tex")
    assert [(Path(e.place.path).name, e.line, e.column, e.latex) for e in document.equations] == [
        ("main.tex", 2, 2, "a = b"),
        ("one.tex", 2, 2, "b = c"),
        ("main.tex", 2, 27, "c = d"),
    ]
    assert set(document.macros) == {"\\R", "\\S"}
    assert document.included == (str(tmp_path / "own.sty"), str(tmp_path / "part" / "one.tex"))
    assert document.notices == ()


REFUSED = {
    "/etc/hostname": "only files in the document's own folder",
    "../outside": "leads out of the document's own folder",
    "link": "leads out of the document's own folder",
    "main": "brings itself in",
    "two": "brings itself in",
    "missing": "not found",
}


@pytest.mark.parametrize(("name", "reason"), REFUSED.items())
def test_input_that_is_not_followed(tmp_path: Path, name: str, reason: str) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (tmp_path / "outside.tex").write_text("$secret = 1$")
    (own / "link.tex").symlink_to(tmp_path / "outside.tex")
    (own / "two.tex").write_text("\\input{main}")
    (own / "main.tex").write_text(f"\\input{{{name}}} $a = b$")
    document = read_document(own / "main.tex")
    assert [e.latex for e in document.equations] == ["a = b"]
    assert reason in document.notices[0].message


def test_inputs_are_bounded_in_number(tmp_path: Path) -> None:
    for depth in range(9):  # 4^9 files, were nobody counting
        (tmp_path / f"f{depth}.tex").write_text(f"\\input{{f{depth + 1}}}" * 4)
    (tmp_path / "f9.tex").write_text("$a = b$")
    document = read_document(tmp_path / "f0.tex")
    assert len(document.included) <= 200
    assert any("200 files" in notice.message for notice in document.notices)

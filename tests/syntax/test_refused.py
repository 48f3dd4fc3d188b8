"""What cannot be read is refused by its name, with its place; nothing in a formula is dropped."""

from __future__ import annotations

import pytest

from mathnn.errors import ReadError, SortError
from mathnn.syntax.declare import declare
from mathnn.syntax.parse import parse
from mathnn.syntax.read import read
from mathnn.syntax.tokens import spans
from tests.cases.tables import read_cases

# The formula; the part that is refused, between bars of its own.
REFUSED = r"""
x = ¦\foo¦{y}
x = \begin{pmatrix} 1 & 2 ¦¦
¦\begin{foo}¦ x \end{foo} = 1
(x + y ¦¦
x + y¦)¦ = z
x = ¦}¦
x_1¦_¦2 = 3
x^2¦^¦3 = 4
\frac{1}¦¦
¦\newcommand¦{\a}{b} \a = b
¦\input¦{file} = 1
x = 1 =¦¦
x ¦#¦ y = 1
¦\left¦ x = 1
¦\arg¦ \foo x = 1
¦\sum¦'_i x_i = 1
¦\nabla'^2¦ f = 1
""".strip().splitlines()
CLASHES = (
    (r"\mathbf{w} + W = \mathbf{w}", r"W \in \mathbb{R}^{m \times n}; \mathbf{w} \in \mathbb{R}^n", r"\mathbf{w} + W"),
    (r"A B = B A", r"A \in \mathbb{R}^{m \times n}; B \in \mathbb{R}^{p \times q}", "A B"),
    (
        r"\mathbf{a}^\top \mathbf{b} = c",
        r"\mathbf{a} \in \mathbb{R}^m; \mathbf{b} \in \mathbb{R}^n",
        r"\mathbf{a}^\top \mathbf{b}",
    ),
    (
        r"c = \operatorname{tr}(\mathbf{a})",
        r"\mathbf{a} \in \mathbb{R}^n; c \in \mathbb{R}",
        r"\operatorname{tr}(\mathbf{a})",
    ),
)


@pytest.mark.parametrize("marked", REFUSED)
def test_a_construct_is_refused_at_its_place(marked: str) -> None:
    before, part, after = marked.split("¦")
    latex = before + part + after
    with pytest.raises(ReadError) as found:
        read(latex)
    assert found.value.start is not None
    assert found.value.end is not None
    assert 0 <= found.value.start <= found.value.end <= len(latex) + 1
    assert found.value.start == len(before) or part == ""
    assert part == "" or part in found.value.message


@pytest.mark.parametrize(("latex", "given", "part"), CLASHES)
def test_a_clash_of_sorts_has_its_place(latex: str, given: str, part: str) -> None:
    with pytest.raises(SortError) as found:
        read(latex, declare(given))
    assert found.value.start is not None
    assert latex[found.value.start : found.value.end] == part


def test_every_token_of_every_case_is_in_the_tree() -> None:
    for case in read_cases():
        node, tokens = parse(case.latex)
        assert node.first == 0
        assert spans(case.latex)[node.last - 1][1] == len(case.latex.rstrip()), case.id
        assert tokens


@pytest.mark.parametrize(("latex", "said"), [
    (r"\|\mathbf{w}\|^2 = \mathbf{w}\mathbf{w}^\top", "the left side is a number, the right side a square matrix"),
    (r"\mathbf{w}^\top = \|\mathbf{w}\|", "the left side is a row, the right side a number"),
    (r"\mathbf{a}\mathbf{b}^\top = \mathbf{a}", "the left side is a matrix, the right side a column"),
])
def test_sizes_that_nobody_gave_are_not_said(latex: str, said: str) -> None:
    with pytest.raises(SortError) as clash:
        read(latex)
    assert clash.value.message == said

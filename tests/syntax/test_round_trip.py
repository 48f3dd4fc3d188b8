"""What is printed is read as what was printed: over all cases, and over random formulas."""

from __future__ import annotations

from random import Random

import pytest

from mathnn.errors import ReadError, SortError
from mathnn.notation import Notation
from mathnn.readback import same
from mathnn.syntax.declare import declare
from mathnn.syntax.parse import parse
from mathnn.syntax.read import EMPTY, read
from mathnn.syntax.surface import Node, printed
from mathnn.syntax.to_latex import to_latex
from tests.cases.tables import read_cases

LEAVES = r"""
a b c x y z i j k n w_i x_j W_{ij} A B W \mathbf{w} \mathbf{x} \mathbf{y} a^{(l)}
z^{(l)} 0 1 2 3 0.5 \pi p_i f(x) f'(x) g(z) \theta x_1
I \hat{y} \mathbf{x}_k
""".split()
FORMS = (
    "A + B",
    "A - B",
    "-A",
    "A B",
    r"\frac{A}{B}",
    "(A)^2",
    r"\sqrt{A}",
    r"\|A\|",
    "|A|",
    r"(A)^\top",
    r"(A)^\top B",
    r"(A) \odot (B)",
    r"\sum_{i=1}^{n} A",
    r"\sum_j (A)",
    r"\prod_{k=1}^{3} A",
    r"\max(A, B)",
    r"\exp(A)",
    r"\log(A)",
    r"\sin(A)",
    r"\operatorname{ReLU}(A)",
    r"\frac{\partial}{\partial x} (A)",
    r"\begin{cases} A & x > 0 \\ B & x \le 0 \end{cases}",
    r"\operatorname{tr}(A)",
    r"\det(A)",
    r"(A)^{-1}",
    r"\begin{pmatrix} A & B \\ B & A \end{pmatrix}",
    "e^{A}",
    r"\operatorname{softmax}(A)",
    r"\operatorname{diag}(A)",
    "(A)!",
    r"\sum_{i=1}^{n} (A) + B",
    r"\sin(A) B",
    r"\log(A) (B)^2",
)
RELATIONS = ("=", r"\le", "<", r"\ne", r"\approx")
FORMULAS = 1500
MOST_ODD = 6  # numbers that are transposed or stacked with vectors, which no text does


def term(random: Random, depth: int) -> str:
    """A random expression."""
    if depth == 0 or random.random() < 0.3:
        return random.choice(LEAVES)
    first, second = term(random, depth - 1), term(random, depth - 1)
    return random.choice(FORMS).replace("A", "\0").replace("B", "\1").replace("\0", first).replace("\1", second)


def printed_again(latex: str, notation: Notation) -> str | None:
    """What goes wrong when a formula is printed and read again with the sorts that were taken; None if nothing."""
    try:
        reading = read(latex, notation)
    except (ReadError, SortError):
        return None
    tree, text = reading.tree, to_latex(reading.tree)
    try:
        again = read(text, reading.notation).tree
    except (ReadError, SortError) as error:
        return f"{latex} is printed as {text}: {error}"
    return None if same(again, tree) else f"{latex} is printed as {text}: {tree} became {again}"


def test_every_case_reads_back() -> None:
    found = []
    for case in read_cases():
        if (fault := printed_again(case.latex, declare(case.given))) is not None:
            found.append(f"{case.id}: {fault}")
    assert not found


def test_every_token_is_in_the_surface_tree() -> None:
    random = Random(2)
    latex = [case.latex for case in read_cases()] + [term(random, 3) for _ in range(FORMULAS)]
    for text in latex:
        try:
            node, keys = parse(text)
        except ReadError:
            continue
        assert list(printed(node, keys)) == keys[: node.last], text


def test_a_surface_tree_whose_parts_overlap_prints_nothing() -> None:
    a, b = (Node("name", name, (), 0, 1) for name in "ab")
    with pytest.raises(ValueError, match="overlap"):
        list(printed(Node("product", "", (a, b), 0, 2), ["a", "b"]))


@pytest.mark.parametrize("seed", range(2))
def test_random_formulas_read_back(seed: int) -> None:
    random = Random(seed)
    texts = [f"{term(random, 3)} {random.choice(RELATIONS)} {term(random, 2)}" for _ in range(FORMULAS)]
    found = [fault for text in texts if (fault := printed_again(text, EMPTY)) is not None]
    assert len(found) <= MOST_ODD, "\n".join(found)


@pytest.mark.parametrize(
    "latex",
    [
        "x! = 3",
        r"\sin(b) y = 0",
        r"(\sin a)^{-1} = b",
        r"(\mathbf{v}^\top \mathbf{u}) \mathbf{u} \mathbf{v}^\top = A",
        r"(a \odot b) \odot c = a \odot (b \odot c)",
        r"\mathbf{x} = (b, x_1, \dots, x_n)^\top",
        r"(-x)^2 = x^2",
        r"-x^2 = y",
        r"\frac{a}{b} c = a \frac{c}{b}",
        r"2 \cdot 3 = 6",
        r"2 (3 + x) = y",
        r"(x^2)^3 = x^6",
        r"x^{2^3} = x^8",
        r"|a| |b| = |a b|",
    ],
)
def test_what_was_once_printed_as_something_else(latex: str) -> None:
    assert printed_again(latex, EMPTY) is None

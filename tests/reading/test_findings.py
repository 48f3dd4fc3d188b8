"""What several statements show together, on small texts of ours: found where it is, not reported where it is not."""

from __future__ import annotations

import pytest

from mathnn.proofread import review_text

VECTORS = "Let $\\mathbf{w}, \\mathbf{x} \\in \\mathbb{R}^n$ and $b \\in \\mathbb{R}$.\n\n"
MATRIX = "For $A \\in \\mathbb{R}^{m \\times n}$ and $\\mathbf{a}, \\mathbf{x} \\in \\mathbb{R}^n$ we have\n\n"
JACOBIAN = "$$\\frac{\\partial (A \\mathbf{x})}{\\partial \\mathbf{x}} = A$$\n\n"
TURNED = "$$\\frac{\\partial (A \\mathbf{x})}{\\partial \\mathbf{x}} = A^\\top$$\n\n"
COLUMN = "$$\\frac{\\partial (\\mathbf{a}^\\top \\mathbf{x})}{\\partial \\mathbf{x}} = \\mathbf{a}$$\n\n"
ROW = "$$\\frac{\\partial (\\mathbf{a}^\\top \\mathbf{x})}{\\partial \\mathbf{x}} = \\mathbf{a}^\\top$$\n\n"
STEP = "$$\\sigma(x) = \\begin{cases} 1, & \\text{if } \\mathbf{w} \\cdot \\mathbf{x} + b \\ge 0 \\\\ 0, & " \
       "\\text{otherwise} \\end{cases}$$\n\n"
STEP_OF_SUM = "$$\\sigma(\\mathbf{w}^\\top \\mathbf{x} + b) = \\begin{cases} 1, & \\text{if } \\mathbf{w}^\\top " \
              "\\mathbf{x} + b \\ge 0 \\\\ 0, & \\text{otherwise} \\end{cases}$$\n\n"


def found(text: str) -> list[tuple[str, int, tuple[int, ...]]]:
    """Kind, line and related lines of the findings."""
    return [(each.kind, each.place.line or 0, each.related) for each in review_text(text).findings]


@pytest.mark.parametrize(("text", "expected"), [
    (VECTORS + "$$z = \\mathbf{w}^\\top \\mathbf{x} + b.$$\n\nThe sum is\n\n$$z = \\mathbf{w}^\\top \\mathbf{x} - b.$$",
     [("contradiction", 7, (3,))]),
    ("Let $f(x) = x^2$.\n\n# Next\n\nLet $f(t) = t^3$.", [("redefinition", 5, (1,))]),
    ("The step is $\\sigma(z) = \\max(0, z)$.\n\n# Next\n\nThe sigmoid is $$\\sigma(z) = \\frac{1}{1 + e^{-z}}$$",
     [("redefinition", 5, (1,))]),
    (VECTORS + STEP + "It is also written\n\n" + STEP_OF_SUM, [("two-meanings", 7, (3,))]),
    ("Let $p \\in \\mathbb{R}^n$.\n\nLet $p \\in \\mathbb{R}$.", [("two-meanings", 3, (1,))]),
    ("We get $$g_i = \\sum_i (a_i - y_i) x_i$$", [("unbalanced-index", 1, ())]),
    (MATRIX + JACOBIAN + COLUMN, [("mixed-layout", 5, (3,))]),
    (MATRIX + ROW + TURNED, [("mixed-layout", 5, (3,))]),
    ("Then we get:\n\n$$b + c^2 = 3$$\n\nHence we get:\n\n$$b + c^2 = 4$$", [("contradiction", 7, (3,))]),
    ("The linear kernel is $k(x, y) = x y$, and the linear kernel is $k(x, y) = x + y$.", [("redefinition", 1, (1,))]),
])
def test_found(text: str, expected: list[tuple[str, int, tuple[int, ...]]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize("text", [
    # the same thing in other words is no second meaning
    VECTORS + "$$z = \\mathbf{w}^\\top \\mathbf{x} + b.$$\n\nThat is $$z = \\sum_i w_i x_i + b$$",
    "Let $f(x) = x^2$.\n\n# Next\n\nLet $f(t) = t^2$.",
    "Let $f(x) = (x + 1)^2$.\n\n# Next\n\nLet $f(t) = t^2 + 2 t + 1$.",
    # one value for each case
    "For $x > 0$ we have $$g(x) = x.$$\n\nIf $x < 0$, then $$g(x) = -x.$$",
    # of a number, and for each entry of a vector
    "$$\\phi(z) = \\max(0, z)$$\n\n$$\\phi(\\mathbf{z}) = \\max(0, \\mathbf{z})$$",
    # two cases of indices without a word
    "$$\\frac{\\partial a_j}{\\partial z_i} = a_i (1 - a_i), \\quad i = j$$\n\n"
    "$$\\frac{\\partial a_j}{\\partial z_i} = -a_i a_j, \\quad i \\ne j$$",
    # two planes
    "The margins are\n\n\\begin{align} \\mathbf{w}^\\top \\mathbf{x} + b &= 1 \\\\ "
    "\\mathbf{w}^\\top \\mathbf{x} + b &= -1 \\end{align}",
    # other things by their names
    "- **Bernoulli $(p)$**\n\n  $$Var(X) = p (1 - p)$$\n\n- **Geometric $(p)$**\n\n  $$Var(X) = \\frac{1 - p}{p^2}$$",
    "- Bernoulli: $M_X(t) = 1 - p + p e^t$\n- Binomial: $M_X(t) = (1 - p + p e^t)^n$",
    "The linear kernel is $k(x, y) = x y$, the polynomial kernel $k(x, y) = (x y + a)^b$.",
    # another letter runs
    "We get $$g_i = \\sum_j A_{ij} x_j$$",
    # the convention is named
    "In index notation, repeated indices are summed: $$\\sum_i a_i b_i = a_i b_i$$",
    # one layout throughout; the convention is named
    MATRIX + JACOBIAN + ROW,
    MATRIX + TURNED + COLUMN,
    MATRIX + "In mixed layout:\n\n" + JACOBIAN + COLUMN,
    # nabla of a number is a column in both
    MATRIX + JACOBIAN + "$$\\nabla_{\\mathbf{x}} (\\mathbf{a}^\\top \\mathbf{x}) = \\mathbf{a}$$",
    "Let $p \\in \\mathbb{R}^n$.\n\n# Next\n\nLet $p \\in \\mathbb{R}$.",
    "Set $x = 2$ and then $x = 3$.",
])
def test_not_found(text: str) -> None:
    assert found(text) == []


def test_it_is_said_in_words() -> None:
    review = review_text(MATRIX + JACOBIAN + COLUMN, path="layouts.md")
    assert "layouts.md:5:3: mixed-layout: This derivative stands in denominator layout" in str(review)
    assert review.summary["findings"] == 1

"""What is known where: settings end, premises hold for what follows, reasons in words are conditions."""

from __future__ import annotations

import pytest

from mathnn.proofread import review_text


def verdicts(text: str) -> list[tuple[str, str]]:
    """Role and verdict of every statement."""
    return [(entry.role, entry.verdict.kind) for entry in review_text(text).entries if entry.role != "fragment"]


def test_a_derivation_is_read_row_by_row() -> None:
    text = "$$\\begin{aligned} & x + y = s \\\\ \\implies{} & x = s - y \\\\ \\implies{} & x^2 = (s - y)^2 " \
           "\\end{aligned}$$"
    assert verdicts(text) == [("hypothesis", "none"), ("claim", "proved"), ("claim", "proved")]


def test_what_does_not_follow_is_refuted() -> None:
    text = "$$\\begin{aligned} & x + y = s \\\\ \\implies{} & x = s + y \\end{aligned}$$"
    assert verdicts(text)[1] == ("claim", "refuted")


def test_a_proof_by_contradiction_is_no_mistake() -> None:
    text = "$$\\begin{aligned} & x > 0 \\land x < 0 \\\\ \\implies{} & 0 < 0 \\end{aligned}$$"
    assert [kind for _, kind in verdicts(text)] == ["none", "none"]


@pytest.mark.parametrize(("reason", "kind"), [
    ("$\\mathbf{p}$ and $\\mathbf{r}$ are orthogonal", "proved"),
    ("$\\mathbf{r}$ is orthogonal to $\\mathbf{p}$", "proved"),
    ("$\\mathbf{p}$ and $\\mathbf{r}$ are parallel", "refuted"), ("", "refuted"),
])
def test_a_reason_in_words_is_a_condition(reason: str, kind: str) -> None:
    text = ("$$\\begin{aligned} \\|\\mathbf{p} + \\mathbf{r}\\|^2 & = \\|\\mathbf{p}\\|^2 + \\|\\mathbf{r}\\|^2 \\\\ "
            f"& \\quad \\text{{{reason}}} \\end{{aligned}}$$")
    assert [found for _, found in verdicts(text)] == [kind]


def test_the_numbers_of_an_example_end_with_it() -> None:
    text = "**Example.** Let $x = 2$.\n\n$$x^2 = 4$$\n\n**In general.** It is wrong that\n\n" \
           "<!-- mathnn: false -->\n$$x^2 = 2 x$$\n"
    assert verdicts(text) == [("definition", "none"), ("claim", "proved"), ("mistake", "refuted")]


def test_a_conclusion_about_a_letter_that_the_premise_does_not_hold_is_left_open() -> None:
    text = "We find $$\\mathbf{u} \\cdot \\mathbf{v} < 0 \\implies \\theta > \\frac{\\pi}{2}$$"
    assert verdicts(text)[0][1] == "unsettled"


def test_where_something_holds_is_no_claim() -> None:
    text = "Let $\\mathbf{w} = (1, 2)^\\top$. It points to the side where $\\mathbf{w} \\cdot \\mathbf{x} > 0$."
    assert verdicts(text)[1] == ("hypothesis", "none")


def test_each_of_two_meanings_of_sigma_holds_in_its_section() -> None:
    text = "# Step\n\n$$\\sigma(x) = \\begin{cases} 1 & x \\ge 0 \\\\ 0 & \\text{otherwise} \\end{cases}$$\n\n" \
           "So $\\sigma(2) = 1$.\n\n# Logistic\n\n$$\\sigma(x) = \\frac{1}{1 + e^{-x}}$$\n\n" \
           "So $\\sigma(0) = \\frac{1}{2}$."
    assert verdicts(text) == [("definition", "none"), ("claim", "proved")] * 2

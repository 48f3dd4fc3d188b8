"""What is said of probabilities: what is proved and refuted stands in the case tables; here what must be left alone."""

from __future__ import annotations

import pytest

from mathnn.check.outcomes import Assumed, Space
from mathnn.check.probability import INDEPENDENT, is_chance
from mathnn.check.verify import verify
from mathnn.notation import Notation
from mathnn.reading.random_words import said_of_variables
from mathnn.syntax.read import read

LEFT_OPEN = (  # true of some random variables, which a text may mean
    r"\operatorname{Var}(X + Y) = \operatorname{Var}(X) + \operatorname{Var}(Y)",
    r"E[XY] = E[X] E[Y]",
    r"P(A, B) = P(A) P(B)",
    r"P(A \mid B) = P(A)",
    r"P(A \cup B) = P(A) + P(B)",
    r"\mathbb{E}[X \mid Y] = \mathbb{E}[X]",
    r"\operatorname{Var}(X) = E[X^2]",
    r"\operatorname{Var}(X_1 + X_2) = 2 \operatorname{Var}(X_1)",
    r"H(X, Y) = H(X) + H(Y)",
    r"H(X) = \log 2",
    r"p(x \mid y) = q(x \mid y)",
    r"\mathbb{E}_{x \sim p}[x] = \mathbb{E}_{x \sim q}[x]",
    r"H(p, q) = H(p)",
    r"D_{KL}(p \| q) = 0",
    r"P(A \cap B) = 0",
    r"P(\text{sick}) = 1 - P(\text{not sick})",
    r"P(\mathrm{rain}) = 2 P(\mathrm{sun})",
    r"\operatorname{Var}(X) = E[X]",
    r"\operatorname{Var}(X) = E[X^2] - \frac{1}{4}",
    r"\sigma_X^2 = \int_{-\infty}^\infty x^2 p(x) \, dx - \left(\frac{1}{2}\right)^2",
    r"P(X = 1) = \frac{1}{2}",
    r"P(X \ge a) \le \frac{E[X]}{a}",
    r"P(|X - \mu| \ge k \sigma) \le \frac{1}{k^2}",
    r"\mathbb{E}[f(X)] \ge f(\mathbb{E}[X])",
    r"\mathbb{E}[f(X)] = f(\mathbb{E}[X])",
    r"p(x, y, z) = p(x) p(y \mid x) p(z \mid y)",
    r"\log p(x_1, x_2, x_n) = \log p(x_1) + \log p(x_2) \cdots + \log p(x_n)",
    r"P(X \mid \theta) = P(x_1 \mid \theta) P(x_2 \mid \theta) \cdots P(x_n \mid \theta)",
)
NO_CHANCE = (r"E(w) = \frac{1}{2} w^2", r"H(z) + H(-z) = 1", r"p(x) = x^2 + 1", r"P = Q", r"I x = x")


@pytest.mark.parametrize("latex", LEFT_OPEN)
def test_what_may_be_so_for_the_variables_of_a_text_is_left_open(latex: str) -> None:
    assert verify(latex).kind == "unsettled"


@pytest.mark.parametrize("latex", NO_CHANCE)
def test_letters_of_statistics_may_mean_something_else(latex: str) -> None:
    assert not is_chance(read(latex).tree, Notation())


def test_a_counterexample_is_a_distribution() -> None:
    found = verify(r"\operatorname{Var}(2X) = 2 \operatorname{Var}(X)")
    assert found.kind == "refuted"
    assert found.counterexample is not None
    assert set(found.counterexample.values) == {"X", "P(X)"}


def test_a_proof_says_that_it_holds_for_all_spaces() -> None:
    assert verify(r"\operatorname{Cov}(X, X) = \operatorname{Var}(X)").checked_for == "all finite probability spaces"


def test_integrals_are_no_sums_that_are_counted() -> None:
    assert verify(r"-\sum_x p(x) \log p(x) \ge 0").kind != "refuted"
    assert verify(r"H(X) = -\int p(x) \log p(x) \, dx").kind == "tested"


def test_weights_of_independent_variables_are_products() -> None:
    space = Space({"X": 2, "Y": 3}, Assumed(independent=True))
    assert len(space.outcomes) == 6
    assert all(getattr(space.weight("p", outcome), "op", "") == "multiply" for outcome in space.outcomes)


@pytest.mark.parametrize(("text", "says"), [
    ("Let X and Y be independent.", True), ("for i.i.d. samples", True), ("they need not be independent", False),
    ("two linearly independent columns", False), ("Since the draws are not independent, no", False),
    ("The words are statistically independent", True), ("independence was assumed", True),
])
def test_words_of_independence(text: str, *, says: bool) -> None:
    assert (INDEPENDENT in said_of_variables(text)) is says

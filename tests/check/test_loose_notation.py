r"""Notations as they are written in a hurry: no sort is declared, the formulas and the statement have to show it."""

from __future__ import annotations

from pathlib import Path

import pytest

from mathnn.check.verify import verify

TYPED = Path(__file__).with_name("typed_in_a_hurry.txt")

LAYER = r"z = W x + b; \delta = \frac{\partial C}{\partial z}"
BISHOP = r"a_j = \sum_i w_{ji} x_i; \delta_j = \frac{\partial E}{\partial a_j}"
SQUARES = r"L = \frac12 \|X w - y\|^2"
PROJECTION = r"P = A (A^\top A)^{-1} A^\top"
CENTRED = r"H = I - \frac1n \mathbf{1} \mathbf{1}^\top"


@pytest.mark.parametrize(("latex", "given"), [
    (r"\frac{\partial z_j}{\partial W_{jk}} = x_k", "z = W x + b"),
    (r"z_j = \sum_k W_{jk} x_k + b_j", "z = W x + b"),
    (r"\frac{\partial C}{\partial W_{jk}} = \delta_j x_k", LAYER),
    (r"\frac{\partial C}{\partial W} = \delta x^\top", LAYER),
    (r"\frac{\partial C}{\partial x} = W^\top \delta", LAYER),
    (r"\frac{\partial C}{\partial b} = \delta", LAYER),
    (r"\frac{\partial E}{\partial w_{ji}} = \delta_j x_i", BISHOP),
    (r"\frac{\partial L}{\partial w} = X^\top (X w - y)", SQUARES),
    (r"\nabla f(x) = (A + A^\top) x", r"A \in \mathbb{R}^{n \times n}; x \in \mathbb{R}^n; f(x) = x^\top A x"),
    (r"\nabla f(x) = (A + A^\top) x", r"A \in \mathbb{R}^{n \times n}; f(x) = x^\top A x"),
    (r"\nabla^2 f(x) = A + A^\top", r"A \in \mathbb{R}^{n \times n}; x \in \mathbb{R}^n; f(x) = x^\top A x"),
    (r"s(x)_i = \frac{1}{1 + e^{-x_i}}", r"x \in \mathbb{R}^n; s(x) = \frac{1}{1 + e^{-x}}"),
    (r"P^2 = P", PROJECTION),
    (r"H^2 = H", CENTRED),
    (r"H \mathbf{1} = 0", CENTRED),
    (r"\mathbf{1}^\top \mathbf{1} = n", ""),
    (r"72\,\frac{\text{km}}{\text{h}} = 20\,\frac{\text{m}}{\text{s}}", ""),
])
def test_true(latex: str, given: str) -> None:
    assert verify(latex, given).is_true


@pytest.mark.parametrize(("latex", "given", "kinds"), [
    (r"\frac{\partial C}{\partial W_{jk}} = \delta_k x_j", LAYER, "refuted mistyped"),
    (r"\frac{\partial C}{\partial W} = x^\top \delta", LAYER, "unsettled"),  # true of numbers alone
    (r"\frac{\partial C}{\partial W} = 2 \delta x^\top", LAYER, "refuted"),
    (r"\frac{\partial E}{\partial w_{ji}} = \delta_i x_j", BISHOP, "refuted mistyped"),
    (r"\frac{\partial z_j}{\partial W_{jk}} = x_j", "z = W x + b", "refuted mistyped"),
    (r"\nabla f(x) = A x", r"A \in \mathbb{R}^{n \times n}; x \in \mathbb{R}^n; f(x) = x^\top A x", "refuted"),
    (r"H \mathbf{1} = \mathbf{1}", CENTRED, "refuted"),
    (r"1\,\text{h} = 60\,\text{s}", "", "refuted"),
    (r"3\,\mathrm{cm} + 4\,\mathrm{mm} = 3.5\,\mathrm{cm}", "", "refuted"),
    (r"100\,\text{min} = 1.76\,\text{h}", "", "refuted"),
    (r"\Gamma(x + 1) = x \Gamma(x)", "", "unsettled"),
    (r"\nabla \cdot (\nabla f) = \Delta f", "", "unsettled"),
    (r"w_{t+1} = w_t - \eta \nabla L(w_t)", "", "none"),
    (r"x_t = x_{t-1} + 1", r"x_t = x_{t-1} + 2", "refuted"),
    (r"\operatorname{accuracy} = \frac{T + N}{T + N + F}", "", "unsettled"),
])
def test_false_or_open(latex: str, given: str, kinds: str) -> None:
    assert verify(latex, given).kind in kinds.split()


def typed() -> list[tuple[bool, str, str]]:
    """The statements of the file: whether it is true, the formula, what is given."""
    found: list[tuple[bool, str, str]] = []
    for line in TYPED.read_text().splitlines():
        key, _, rest = line.strip().partition(": ")
        if key in ("true", "false"):
            found.append((key == "true", rest, ""))
        elif key == "given":
            found[-1] = (*found[-1][:2], rest)
    return found


@pytest.mark.parametrize(("is_true", "latex", "given"), typed())
def test_typed_in_a_hurry(is_true: bool, latex: str, given: str) -> None:
    found = verify(latex, given)
    assert found.is_true if is_true else found.is_wrong, found.reason

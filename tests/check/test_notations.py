"""Notations that texts use, each in a statement that is true and in one that is not."""

from __future__ import annotations

import pytest

from mathnn.check.verify import verify

TRUE = ("proved", "conditional", "tested")
STATEMENTS = r"""
\frac{d(x^2)}{dx}\Big|_{x=3} = 6
\frac{d(x^2)}{dx}\Big|_{x=3} = 9

\left.\frac{d(x^3)}{dx}\right|_{x=a} = 3a^2
\left.\frac{d(x^3)}{dx}\right|_{x=a} = 3x^2

\left.\frac{\partial (x^2 y)}{\partial x}\right|_{x=1, y=2} = 4
\left.\frac{\partial (x^2 y)}{\partial x}\right|_{x=2, y=1} = 3

\int_0^2 2x\,dx = \left[x^2\right]_0^2 = 4
\int_0^2 2x\,dx = \left[x^2\right]_0^2 = 2

x^3 \Big|_1^2 = 7
x^3 \Big|_1^2 = 9

\sec^2 x = 1 + \tan^2 x
\sec^2 x = 1 - \tan^2 x

\cot x = \frac{1}{\tan x}
\cot x = -\frac{1}{\tan x}

13\% = 0.13
13\% = 1.3

0.1306 \approx 13.1\%
0.1306 \approx 13.2\%

\textcolor{red}{x} + x = 2x
{\color{red} x} + x = 3x

\mathbb{1}_{x > 0} + \mathbb{1}_{x \le 0} = 1
\mathbb{1}_{x > 0} + \mathbb{1}_{x \le 0} = 2

[\![ x > 0 ]\!] \, x = \max(0, x)
[\![ x > 0 ]\!] \, x = \min(0, x)

\mathbf{A}_{i,:} \mathbf{x} = (\mathbf{A} \mathbf{x})_i
\mathbf{A}_{i,:} \mathbf{x} = -(\mathbf{A} \mathbf{x})_i

\mathbf{A} \mathbf{B}_{:,j} = \sum_k B_{kj} \mathbf{A}_{:,k}
\mathbf{A} \mathbf{B}_{:,j} = \sum_k B_{kj}^2 \mathbf{A}_{:,k}

2 h^{<t>} - h^{<t>} = h^{<t>}
2 h^{<t>} - h^{<t>} = 2 h^{<t>}

\begin{array}{cc} 1 & 2 \\ 3 & 4 \end{array} = \begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}
\begin{array}{cc} 1 & 2 \\ 3 & 4 \end{array} = \begin{bmatrix} 1 & 3 \\ 2 & 4 \end{bmatrix}
"""
PAIRS = [block.splitlines() for block in STATEMENTS.strip().split("\n\n")]


@pytest.mark.parametrize(("right", "wrong"), PAIRS)
def test_it_is_read_and_judged(right: str, wrong: str) -> None:
    found = verify(right)
    assert found.kind in TRUE, (found.reason, found.reading)
    found = verify(wrong)
    assert found.kind == "refuted", (found.reason, found.reading)

"""The work for a document grows with its length alone, counted in calls and not by the clock."""

from __future__ import annotations

import sys
from types import FrameType

from mathnn.proofread import review_text

SECTION = """# Section {number}

Let $\\mathbf{{w}}, \\mathbf{{x}} \\in \\mathbb{{R}}^n$ and $\\eta > 0$. The weighted sum is

$$z = \\mathbf{{w}}^\\top \\mathbf{{x}} + b$$

and after a step

$$(\\mathbf{{w}} + \\eta \\mathbf{{x}})^\\top \\mathbf{{x}} + b = z + \\eta \\|\\mathbf{{x}}\\|^2.$$

We know $(a_{{{number}}} + 1)^2 = a_{{{number}}}^2 + 2 a_{{{number}}} + 1$ and $h_{{{number}}} = {number} z$.

$$\\mathbf{{w}} \\leftarrow \\mathbf{{w}} + \\eta \\mathbf{{x}}$$

"""
IN_A_SECTION = 7


def document(equations: int) -> str:
    """A text of about so many equations: each section names letters of its own besides those of all."""
    return "".join(SECTION.format(number=number) for number in range(max(1, equations // IN_A_SECTION)))


def calls(text: str) -> int:
    """Python calls that verifying a text makes."""
    count = 0

    def counted(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event == "call"

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        review_text(text)
    finally:
        sys.setprofile(before)
    return count


def test_twice_the_text_is_twice_the_work() -> None:
    calls(document(70))  # what is kept for later is made once
    one, two, four = (calls(document(70 * factor)) for factor in (1, 2, 4))
    assert (four - two) / (two - one) < 2.2


def test_every_statement_of_it_is_settled() -> None:
    kinds = [entry.verdict.kind for entry in review_text(document(IN_A_SECTION)).entries if entry.role == "claim"]
    assert kinds == ["proved", "proved"]

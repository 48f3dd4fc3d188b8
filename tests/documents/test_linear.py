"""Time grows with the length of a document and no faster, also for texts made to be slow."""

from __future__ import annotations

import gc
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mathnn.documents import document_from_text
from mathnn.documents.document import Kind
from mathnn.documents.rows import rows

REPEATED = [
    "$", "$ ", "$$", "$$ x\n", "\\(", "\\[\n", "\\\\[\n", "\\begin{align} x ", "\\begin{align}\n", "$\\text{$ ",
    "$\\text{", "`", "``` \n", "```{note}\n", "<!--", "<a b=\"", "<a ", "](", "{math}`", "$`", "> $$\n", "- $$\n",
    "|a|", "{(", "\\left(", "\\def\\a{", "\\newcommand{\\a}[1][", "\\iffalse ", "\\verb|", "\\section{", "\\be ",
    "\\ensuremath{", ":::{math}\n", "a=b,", "a=b \\text{and} ", "&=&", "\\\\", "\\tag{", "\\quad ", "#\n", "a\n=\n",
    "[a\n", "{% highlight x %}\n", "a \\quad \\text{if } b,",
]  # fmt: skip
LINES = 2_100  # more than one formula may have: below that, a document that is shorter still is read in another way
AROUND = [("", ""), ("$$", "$$"), ("\\begin{align}", "\\end{align}")]


def seconds(text: str, kind: Kind) -> float:
    """Processor time of one reading: the quickest of three, without the collector, which looks at other tests too."""
    took = []
    gc.disable()
    for _ in range(3):
        start = time.process_time()
        for equation in document_from_text(text, kind).equations:
            rows(equation)
        took.append(time.process_time() - start)
        if took[-1] < 0.05:
            break
    gc.enable()
    return min(took)


def grows_linearly(piece: str, kind: Kind, size: int) -> None:
    """Four times the length may take eight times as long (a square would take sixteen), and a little for the clock."""
    for before, after in AROUND:
        once, four_times = (seconds(before + piece * (n // len(piece)) + after, kind) for n in (size, 4 * size))
        assert four_times < 8 * once + 0.1, (before, once, four_times)


@pytest.mark.parametrize("kind", ["markdown", "latex"])
@pytest.mark.parametrize("piece", REPEATED)
def test_repetition(piece: str, kind: Kind) -> None:
    grows_linearly(piece, kind, LINES * len(piece) if "\n" in piece else 3_000)


@pytest.mark.deep
@pytest.mark.parametrize("kind", ["markdown", "latex"])
@pytest.mark.parametrize("piece", REPEATED)
def test_long_repetition(piece: str, kind: Kind) -> None:
    grows_linearly(piece, kind, 50_000)


PIECES = [*"$\\`<>{}[]()&=,ab \n%!-#|_", "\\begin{align}", "\\end{align}", "\\text{", "$$", "\\quad "]


@given(st.lists(st.sampled_from(PIECES)).map("".join))
@settings(max_examples=300, deadline=None)
def test_every_place_is_in_the_text(text: str) -> None:
    kinds: list[Kind] = ["markdown", "latex"]
    for kind in kinds:
        for equation in document_from_text(text, kind).equations:
            for row in rows(equation):
                place = row.place
                assert text.split("\n")[(place.line or 0) - 1][(place.column or 0) - 1 :].startswith(row.latex[:1])

"""Statements that were written to break the checker: nothing true is called false, nothing false passes."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from mathnn.check.verify import verify
from tests.check.mutation_run import is_true

TABLE = Path(__file__).with_name("second_reader.txt")
NEVER = {"T": ("refuted", "mistyped"), "F": ("proved", "tested")}
# NumPy cannot say: a letter that nothing defines, a matrix that may have no inverse, seams, single points, large sizes.
NOT_TRIED = (
    r"\frac{dy}{dx}",
    "P^2 = P",
    "f'(x) = \\begin",
    "f'(0)",
    r"(\operatorname{tr} I)^2",
    r"\sigma'(z) < \frac14",
)


def statements() -> tuple[tuple[str, str, str], ...]:
    """T or F, the LaTeX, what is declared."""
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line[:3] in ("T @", "F @")]
    found = [[part.strip() for part in line.split("@")] for line in lines]
    return tuple((truth, latex, given) for truth, latex, given in found)


STATEMENTS = statements()


@pytest.mark.parametrize(("truth", "latex", "given"), STATEMENTS, ids=[" ".join(s[:2]) for s in STATEMENTS])
def test_nothing_true_is_called_false_and_nothing_false_passes(truth: str, latex: str, given: str) -> None:
    found = verify(latex, given)
    assert found.kind not in NEVER[truth], found.reason
    if not latex.startswith(NOT_TRIED):
        assert is_true(latex, given) in (None, truth == "T")


def test_most_are_settled() -> None:
    kinds = Counter((truth, verify(latex, given).kind) for truth, latex, given in STATEMENTS)
    true, false = (sum(count for (truth, _), count in kinds.items() if truth == which) for which in "TF")
    assert true > 120
    assert false > 110
    assert kinds["T", "proved"] >= 0.75 * true
    assert kinds["F", "refuted"] + kinds["F", "mistyped"] >= 0.85 * false

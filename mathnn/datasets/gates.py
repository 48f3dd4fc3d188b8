"""The truth tables of four logic gates with two inputs; their source is the definition of the gates."""

from __future__ import annotations

from fractions import Fraction

from mathnn.datasets.table import Feature, Samples
from mathnn.errors import UsageError

INPUTS = ((0, 0), (0, 1), (1, 0), (1, 1))

GATES = {
    "AND": (0, 0, 0, 1),
    "OR": (0, 1, 1, 1),
    "NAND": (1, 1, 1, 0),
    "XOR": (0, 1, 1, 0),
}
"""The output of each gate for the inputs (0, 0), (0, 1), (1, 0), (1, 1)."""


def gate(name: str) -> Samples:
    """The truth table of a gate as four samples. Raises UsageError for a name that is not in GATES."""
    if name not in GATES:
        raise UsageError(f"there is no gate {name!r}; the gates are {', '.join(GATES)}")
    return Samples(
        names=tuple(f"{name}({first}, {second})" for first, second in INPUTS),
        features=(Feature("first input", "0 or 1"), Feature("second input", "0 or 1")),
        points=tuple((Fraction(first), Fraction(second)) for first, second in INPUTS),
        labels=GATES[name],
        classes=("0", "1"),
        source=f"truth table of {name}",
    )

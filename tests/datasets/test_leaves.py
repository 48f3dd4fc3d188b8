"""The leaves are what their files say: made by the stated rule, told apart by two features and by neither alone."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from mathnn.datasets.gates import GATES, gate
from mathnn.datasets.leaves import leaves, new_leaves
from mathnn.datasets.table import read_samples
from mathnn.errors import UsageError
from mathnn.models.separability import Certificate, Witness, separate

# Spotted share a + b t and greenness c + d t + e u, as the head of leaves.csv states them.
RULES = {0: (0.02, 0.20, 0.54, 0.20, 0.20), 1: (0.08, 0.40, 0.16, 0.36, 0.20)}


def test_the_numbers_follow_the_stated_rule() -> None:
    table = leaves()
    expected = []
    for a, b, c, d, e in (RULES[0], RULES[1]):
        for k in range(1, 13):
            t, u = 0.618034 * k % 1, 0.449490 * k % 1
            expected.append((Fraction(f"{a + b * t:.2f}"), Fraction(f"{c + d * t + e * u:.2f}")))
    assert list(table.points) == expected
    assert table.labels == (0,) * 12 + (1,) * 12


def test_features_and_source_are_stated() -> None:
    for table in (leaves(), new_leaves()):
        assert [feature.name for feature in table.features] == ["spotted share", "greenness"]
        assert all("0" in feature.unit and "1" in feature.unit for feature in table.features)
        assert "invented" in table.source
        assert all(0 <= value <= 1 for point in table.points for value in point)
    assert leaves().classes == ("healthy", "diseased")
    assert new_leaves().labels == ()


def test_both_features_are_needed() -> None:
    table = leaves()
    assert isinstance(separate(table.points, table.labels), Witness)
    for feature in range(2):
        alone = [(point[feature],) for point in table.points]
        assert isinstance(separate(alone, table.labels), Certificate)


@pytest.mark.parametrize("name", list(GATES))
def test_gates_compute_what_they_are_called(name: str) -> None:
    compute: dict[str, Callable[[bool, bool], bool]] = {
        "AND": lambda p, q: p and q,
        "OR": lambda p, q: p or q,
        "NAND": lambda p, q: not (p and q),
        "XOR": lambda p, q: p != q,
    }
    table = gate(name)
    assert table.y.tolist() == [int(compute[name](p == 1, q == 1)) for p, q in table.X.tolist()]


def test_unknown_gate() -> None:
    with pytest.raises(UsageError, match="the gates are AND, OR, NAND, XOR"):
        gate("NOR")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "my.csv: a table has a line of column names and at least one sample"),
        ("name,size\nfirst,one\n", "my.csv:2: size must be a number, not 'one'"),
        ("# source: me\n\nname,size,label\nfirst,1,0\n\nsecond,2,2\n", "my.csv:6: the label must be 0 or 1, not '2'"),
        ("name,size\nfirst,1,2\n", "my.csv:2: this line has 3 columns, the first one has 2"),
    ],
)
def test_a_wrong_table_is_refused_with_its_line(text: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_samples(text, "my.csv")
    assert str(caught.value) == message


def test_reads_decimals_exactly() -> None:
    table = read_samples("# unit size: cm\nname,size,label\nfirst,0.1,1\n")
    assert table.points == ((Fraction(1, 10),),)
    assert (table.features[0].unit, table.names, table.labels) == ("cm", ("first",), (1,))

"""A chain is as good as its worst link."""

from __future__ import annotations

from mathnn.claims import KINDS, Derivation, Step, Verdict, worst
from mathnn.expression.build import number


def test_worst_link() -> None:
    order = ("proved", "conditional", "tested", "unsettled", "unreadable", "mistyped", "refuted")
    for position, kind in enumerate(order):
        verdicts = tuple(Verdict(k, "") for k in order[: position + 1])  # type: ignore[arg-type]
        assert worst(verdicts).kind == kind
    assert set(order) | {"none"} == set(KINDS)


def test_settled_and_wrong() -> None:
    assert Verdict("conditional", "").is_settled
    assert not Verdict("unsettled", "").is_settled
    assert Verdict("mistyped", "").is_wrong
    assert not Verdict("tested", "").is_wrong


def test_a_derivation_ends_with_its_last_step() -> None:
    one, two = number(1), number(2)
    assert Derivation("d", "", one, (Step("rule", one, two),)).end == two
    assert Derivation("d", "", one, ()).end == one

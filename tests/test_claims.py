"""A chain is as good as its worst link."""

from __future__ import annotations

import pickle

from mathnn.claims import KINDS, Counterexample, Derivation, Step, Verdict, of_chain, worst
from mathnn.expression.build import number


def test_worst_link() -> None:
    order = ("proved", "conditional", "tested", "unsettled", "unreadable", "mistyped", "refuted")
    for position, kind in enumerate(order):
        verdicts = tuple(Verdict(k, "") for k in order[: position + 1])  # type: ignore[arg-type]
        assert worst(verdicts).kind == kind
    assert set(order) | {"none"} == set(KINDS)


def test_a_tested_chain_keeps_the_conditions_of_its_links() -> None:
    links = (Verdict("conditional", "", conditions=("x > 0",)), Verdict("tested", "It held."))
    found = of_chain(links)
    assert (found.kind, found.conditions) == ("tested", ("x > 0",))
    assert "$x > 0$" in found.reason
    assert of_chain((Verdict("refuted", ""), *links)).conditions == ()


def test_settled_and_wrong() -> None:
    assert Verdict("conditional", "").is_settled
    assert not Verdict("unsettled", "").is_settled
    assert Verdict("mistyped", "").is_wrong
    assert not Verdict("tested", "").is_wrong


def test_a_derivation_ends_with_its_last_step() -> None:
    one, two = number(1), number(2)
    assert Derivation("d", "", one, (Step("rule", one, two),)).end == two
    assert Derivation("d", "", one, ()).end == one


def test_a_notebook_shows_a_verdict() -> None:
    found = Verdict("refuted", r"At \mathbf{a} = 1 <b>it</b> fails.", r"a = 2; a: a number",
                    counterexample=Counterexample({"a": 1}, 1, 2), suggestion="It holds where $a = 2$.")
    shown = found._repr_markdown_()
    assert shown.startswith(r"**refuted**: At $\mathbf{a}$ = 1 &lt;b>it&lt;/b> fails.")
    for line in ("- read as $a = 2$ (a: a number)", "- $a = 1$: left $1$, right $2$", "- It holds where $a = 2$."):
        assert line in shown.splitlines()


def test_a_notebook_does_not_set_what_is_not_known() -> None:
    found = Verdict("unreadable", r"\foo: this command is not known")
    assert found._repr_markdown_() == "**unreadable**: `\\foo`: this command is not known\n"


def test_a_late_field_is_called_once_and_only_when_it_is_asked_for() -> None:
    calls = []

    def search() -> str:
        calls.append(1)
        return "It holds where $a = 2$."

    found = Verdict("refuted", "It fails.", suggestion=search).changed(kind="unsettled").changed(start=3)
    assert not calls
    assert (found.suggestion, found.suggestion) == ("It holds where $a = 2$.",) * 2
    assert len(calls) == 1
    assert found == Verdict("unsettled", "It fails.", suggestion="It holds where $a = 2$.", start=3)


def test_a_verdict_with_late_fields_is_sent_as_what_they_are() -> None:
    found = Verdict("proved", "It holds.", reading=lambda: "a = a")
    sent = pickle.loads(pickle.dumps(found))
    assert sent == found == Verdict("proved", "It holds.", "a = a")
    assert hash(sent) == hash(found)

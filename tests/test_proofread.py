"""A document goes in, every statement comes out; the command, its reports and its exit status."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path
from types import ModuleType

import pytest

import mathnn
from mathnn.cli import main
from mathnn.errors import FAILURES, UsageError
from mathnn.proofread import Review, review, review_text
from mathnn.reading import listened, taken_in, walk

CASES = Path(__file__).parent / "documents" / "texts"
NEURON = CASES / "neuron.md"


def judged(review: Review) -> dict[int, tuple[str, str]]:
    """Role and verdict of what is displayed, by line."""
    return {entry.place.line or 0: (entry.role, entry.verdict.kind) for entry in review.entries if entry.display}


def test_a_document_is_read_in_order_and_judged_in_context() -> None:
    assert judged(review(NEURON)) == {
        5: ("definition", "none"), 9: ("claim", "proved"), 14: ("mistake", "refuted"), 18: ("claim", "refuted"),
        21: ("claim", "none")}


@pytest.mark.parametrize("failure", FAILURES)
@pytest.mark.parametrize(("module", "broken"), [
    (taken_in, "posed"), (walk, "listened"), (taken_in, "in_context"), (taken_in, "learn_properties"),
    (taken_in, "said_of_variables"), (listened, "said_of_variables")])
def test_a_failure_of_ours_loses_no_statement(module: ModuleType, broken: str, failure: type[Exception],
                                              monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_given: object) -> None:
        raise failure
    whole = [entry.latex for entry in review(NEURON).entries]
    working = getattr(module, broken)
    calls = iter(range(100))
    monkeypatch.setattr(module, broken, lambda *given: fails() if next(calls) == 3 else working(*given))
    assert [entry.latex for entry in review(NEURON).entries] == whole


def test_the_public_name_is_the_same() -> None:
    assert mathnn.review(NEURON) == review(NEURON)


def test_counts_leave_out_what_is_ignored() -> None:
    counts = review(NEURON).summary
    assert counts["ignored"] == 1
    assert counts["mistakes"] == 1
    assert counts["claims"] == counts["settled"] == 2


def test_the_report_for_programs_has_the_fields_of_the_contract() -> None:
    report = json.loads(json.dumps(review(NEURON).to_json()))
    assert report["version"] == 1
    wrong = next(row for row in report["documents"][0]["equations"] if row["line"] == 18)
    assert set(wrong) == {"line", "column", "cell", "latex", "display", "role", "role_reason", "verdict", "reason",
                          "reading", "conditions", "suggestion", "checked_for", "counterexample", "method", "ms"}
    at = wrong["counterexample"]["values"]
    assert (at["a"] + at["b"]) ** 2 == wrong["counterexample"]["left"] != wrong["counterexample"]["right"]


@pytest.mark.parametrize(("arguments", "status"), [
    ([NEURON], 1), ([CASES / "absent.md"], 2), ([NEURON, CASES / "absent.md"], 2),
])
def test_exit_status(arguments: list[Path], status: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", *map(str, arguments)]) == status
    assert "(a + b)^2" in capsys.readouterr().out or NEURON not in arguments


def test_nothing_wrong_found_in_an_empty_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = tmp_path / "empty.md"
    empty.write_text("")
    assert main(["verify", str(empty)]) == 0
    assert "0 equations" in capsys.readouterr().out


def test_strict_asks_for_verdicts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    open_ = tmp_path / "open.md"
    open_.write_text("We know that $$\\oint\\oint = \\unknownthing{x}$$\n")
    assert main(["verify", str(open_)]) == 0
    assert main(["verify", "--strict", str(open_)]) == 1
    assert "unreadable" in capsys.readouterr().out


def test_a_bad_file_does_not_hide_the_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.md").write_bytes(b"\xff\xfe\x00\x01")
    (tmp_path / "b.md").write_text("$$1 + 1 = 3$$\n")
    assert main(["verify", str(tmp_path)]) == 2
    shown = capsys.readouterr().out
    assert "a.md: is UTF-16" in shown
    assert "b.md:1:3: refuted" in shown


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"$$2 \\cdot 3 = 7$$\n")))
    assert main(["verify", "-"]) == 1
    assert "-:1:3: refuted" in capsys.readouterr().out


def test_a_baseline_excuses_what_stands_in_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["verify", "--format", "json", str(NEURON)])
    old = tmp_path / "old.json"
    old.write_text(capsys.readouterr().out)
    assert main(["verify", "--baseline", str(old), str(NEURON)]) == 0
    assert main(["verify", "--baseline", str(old), os.path.relpath(NEURON)]) == 0
    worse = tmp_path / "worse.md"
    worse.write_text("$$1 + 1 = 3$$\n")
    assert main(["verify", "--baseline", str(old), str(worse)]) == 1


def test_sarif_points_at_the_line(capsys: pytest.CaptureFixture[str]) -> None:
    main(["verify", "--format", "sarif", str(NEURON)])
    run = json.loads(capsys.readouterr().out)["runs"][0]
    assert [result["ruleId"] for result in run["results"]] == ["refuted"]
    assert run["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] == 18


def test_markdown_keeps_an_equation_in_its_cell() -> None:
    found = review_text("$$|1 - 2| = 3$$\n")
    assert "| 1 | refuted | `\\|1 - 2\\| = 3` |" in found._repr_markdown_()


def test_declarations_hold_for_the_whole_document() -> None:
    text = "$$x^2 - 1 = (x - 1)(x + 1)$$\n\n$$\\sqrt{x^2} = x$$\n"
    kinds = [entry.verdict.kind for entry in review_text(text, notation="x > 0").entries]
    assert kinds == ["proved", "proved"]


def test_a_mistake_that_is_none_is_a_fault() -> None:
    found = review_text("<!-- mathnn: false -->\n$$1 + 1 = 2$$\n")
    assert [entry.latex for entry in found.faults] == ["1 + 1 = 2"]


def test_a_file_that_cannot_be_used_raises() -> None:
    with pytest.raises(UsageError, match="no such file"):
        review(CASES / "absent.md")

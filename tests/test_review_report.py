"""What a person and a program are told of a review: text, JSON, Markdown, SARIF; the command of a careless user."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from mathnn.cli import main
from mathnn.proofread import review_text

KINDS = ("proved", "conditional", "tested", "unsettled", "unreadable", "mistyped", "refuted", "none")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a right text, a wrong one in a folder below, and what is no document."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "right.md").write_text("$$(a + b)^2 = a^2 + 2ab + b^2$$\n")
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "wrong.tex").write_text("\\begin{align} (a + b)^2 &= a^2 + b^2 \\end{align}\n")
    (tmp_path / "notes.txt").write_text("1 + 1 = 3")
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(["verify", *arguments])
    shown = capsys.readouterr()
    return status, shown.out, shown.err


# --- text -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("formula", "part"), [
    ("(a + b)^2 = a^2 + b^2", "a^2 + b^2"),
    ("6 = 2 \\cdot 3 = 7", "7"),
    ("(a + b)(a - b) = a^2 - b^2 = a^2 + b^2", "a^2 - b^2 = a^2 + b^2"),
    ("0.5 \\cdot 0.3 = 0.16", "0.16"),
])
def test_the_wrong_part_is_marked(formula: str, part: str) -> None:
    lines = str(review_text(f"We find $${formula}$$")).split("\n")
    assert lines[1].strip() == formula
    start = lines[2].index("^")
    assert lines[1][start : start + lines[2].count("^")] == part


def test_the_marker_stands_in_its_line() -> None:
    lines = str(review_text("$$\n(a + b)^2\n  = a^2 + b^2\n$$")).split("\n")
    assert [line.strip() for line in lines[1:4]] == ["(a + b)^2", "= a^2 + b^2", "^^^^^^^^^"]
    assert lines[2].index("a^2") == lines[3].index("^")


def test_nothing_is_marked_in_what_a_macro_stands_for() -> None:
    found = review_text("\\newcommand{\\sq}[1]{#1^2}\n\n$$\\sq{(a + b)} = \\sq a + \\sq b$$", "latex")
    assert found.faults[0].verdict.start is None
    assert "    \\sq{(a + b)} = \\sq a + \\sq b\n    fails at" in str(found)


def test_what_would_make_it_true_and_how_it_was_read() -> None:
    shown = str(review_text("We find $$\\sin(2x) = \\sin x \\cos x$$"))
    assert "fails at: x = " in shown
    assert "hint: It holds as $\\sin(2 x) = 2 \\sin x \\cos x$." in shown
    assert "read as: \\sin(2 x) = \\sin x \\cos x; x: a number" in shown


def test_the_right_digits_are_offered() -> None:
    assert "hint: It holds as $0.5 \\cdot 0.3 = 0.15$." in str(review_text("$$0.5 \\cdot 0.3 = 0.16$$"))


def test_a_comment_that_cannot_be_read_is_shown_and_fails_nothing(
        folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "comment.md").write_text("<!-- mathnn: \\foo -->\n\n$$x = x$$\n")
    for form, said in (("text", "comment.md:1:1: unreadable: The declaration cannot be read"),
                       ("markdown", "| 1 | unreadable | `\\foo` | The declaration cannot be read")):
        status, out, _ = run(capsys, "--format", form, "comment.md")
        assert status == 0
        assert said in out


def test_a_report_for_a_pull_request_shows_what_strict_fails_for(
        folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "open.md").write_text("So $$\\foo = 1$$\n\n<!-- mathnn: false -->\n$$x = x$$\n")
    assert "foo" not in run(capsys, "--format", "markdown", "open.md")[1]
    status, out, _ = run(capsys, "--format", "markdown", "--strict", "open.md")
    assert status == 1
    assert "| 1 | unreadable | `\\foo = 1` |" in out
    assert "| 4 | marked as false, but proved | `x = x` |" in out


def test_counts_of_one_and_of_more() -> None:
    assert "1 equation in 1 document, 1 read; 1 claim, 1 settled" in str(review_text("$1 + 1 = 2$"))
    assert "2 equations in 1 document, 2 read; 2 claims, 2 settled" in str(review_text("$1 + 1 = 2$ and $1 + 2 = 3$"))


def test_what_was_ignored_and_marked_is_counted() -> None:
    text = "<!-- mathnn: ignore (a picture) -->\n$$1 = 2$$\n\n<!-- mathnn: false -->\n$$1 + 1 = 3$$\n"
    assert "1 ignored, 1 mistake on purpose" in str(review_text(text))
    assert not review_text(text).faults


# --- for programs -----------------------------------------------------------------------------------------------------
def test_json_is_that_of_the_contract(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "--format", "json", ".")
    report = json.loads(out)
    assert status == 1
    assert [each["path"] for each in report["documents"]] == ["right.md", "below/wrong.tex"]
    summary = report["summary"]
    assert {"equations", "read", "claims", "settled", "ignored", *KINDS} <= set(summary)
    rows = [row for each in report["documents"] for row in each["equations"]]
    assert summary["equations"] == len(rows) == sum(summary[kind] for kind in KINDS) == 2
    assert rows[1]["line"] == 1
    assert rows[1]["suggestion"] == "It holds where $a = 0$."


def test_findings_are_in_json() -> None:
    text = "Let $f(x) = x^2$.\n\n# Next\n\nLet $f(x) = x^3$."
    (found,) = review_text(text).to_json()["documents"][0]["findings"]  # type: ignore[index]
    assert found == {"kind": "redefinition", "line": 5, "column": 6,
                     "message": "f(x) has another formula here than on line 1.", "related": [1]}


def test_sarif_has_what_the_standard_asks(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "--format", "sarif", ".", "absent.md")
    log = json.loads(out)
    assert log["version"] == "2.1.0"
    (made,) = log["runs"]
    assert set(made) <= {"tool", "columnKind", "results"}
    assert made["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")
    rules = {rule["id"] for rule in made["tool"]["driver"]["rules"]}
    for result in made["results"]:
        assert result["ruleId"] in rules
        assert result["level"] in ("none", "note", "warning", "error")
        assert result["message"]["text"]
        place = result["locations"][0]["physicalLocation"]
        assert not re.search(r"[\\ ]", place["artifactLocation"]["uri"])
        assert all(value >= 1 for value in place["region"].values())
    assert [result["ruleId"] for result in made["results"]] == ["refuted", "unusable"]


def test_a_notebook_shows_a_review() -> None:
    shown = review_text("$$1 + 1 = 3$$")._repr_markdown_()
    assert "| 1 | refuted | `1 + 1 = 3` | At these digits it is 2, not 3. It holds as $1 + 1 = 2$. |" in shown


# --- the command ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("arguments", "status", "said"), [
    (["right.md"], 0, "1 equation in 1 document"),
    (["."], 1, "below/wrong.tex:1:15: refuted"),
    ([".", "right.md", "./right.md"], 1, "2 equations in 2 documents"),
    (["notes.txt"], 2, "'.txt' is no kind of document"),
    (["absent.md", "below"], 2, "below/wrong.tex:1:15: refuted"),
    (["--jobs", "2", "."], 1, "2 equations in 2 documents"),
])
def test_paths(folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], status: int, said: str) -> None:
    found, out, _ = run(capsys, *arguments)
    assert found == status
    assert said in out


@pytest.mark.parametrize("arguments", [
    ["--format", "xml", "right.md"], ["--jobs", "0", "right.md"], ["--baseline", "absent.json", "right.md"],
    ["--baseline", "notes.txt", "right.md"], ["--notation", "x \\in", "right.md"],
    ["--notation", "absent.txt", "right.md"], ["--equation", "1 = 1", "right.md"], ["--strictly", "right.md"],
])
def test_what_cannot_be_meant_is_said_in_one_line(
        folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    status, out, err = run(capsys, *arguments)
    assert status == 2
    assert out == ""
    assert err.startswith("mathnn: ")
    assert err.count("\n") == 1


def test_notation_from_a_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "root.md").write_text("We have $$\\sqrt{x^2} = x$$\n")
    (folder / "letters.txt").write_text("x > 0")
    assert run(capsys, "root.md")[1].count("conditional") == 1
    assert run(capsys, "--notation", "letters.txt", "root.md")[1].count("1 proved") == 1
    assert run(capsys, "--notation", "x > 0", "root.md")[1].count("1 proved") == 1


def test_a_baseline_holds_for_strict_too(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "open.md").write_text("We know $$a = \\unknownthing{b}$$\n")
    _, out, _ = run(capsys, "--format", "json", "--strict", ".")
    (folder / "old.json").write_text(out)
    status, out, _ = run(capsys, "--strict", "--baseline", "old.json", ".")
    assert status == 0
    assert "unreadable:" not in out
    (folder / "right.md").write_text("$$1 + 1 = 4$$\n")
    status, out, _ = run(capsys, "--baseline", "old.json", ".")
    assert status == 1
    assert "right.md:1:3: refuted" in out
    assert "wrong.tex:1" not in out


# --- what was not followed -------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("form", "said"), [
    ("text", "a.ipynb:cell 1: its source is neither text"),
    ("markdown", "| cell 1 | not followed | | its source is neither text"),
    ("sarif", '"text": "cell 1: its source is neither text'),
    ("json", '"cell": 1,'),
])
def test_every_report_says_what_was_not_followed(folder: Path, capsys: pytest.CaptureFixture[str], form: str,
                                                 said: str) -> None:
    (folder / "a.ipynb").write_text(json.dumps({"cells": [{"cell_type": "markdown", "source": 3}]}))
    status, out, _ = run(capsys, "--format", form, "a.ipynb")
    assert status == 0
    assert said in out


@pytest.mark.parametrize(("equation", "value"), [
    ("e^{1000} = 5", r"1.97007 \cdot 10^{434}"), (r"10^{-400} = 0", r"1 \cdot 10^{-400}"),
    ("e^{-30} = 0", r"9.35762 \cdot 10^{-14}"), ("e^{-3} = 0.05", None),
])
def test_numbers_beyond_floats_are_shown_with_their_power_of_ten(capsys: pytest.CaptureFixture[str], equation: str,
                                                                 value: str | None) -> None:
    status, out, _ = run(capsys, "--equation", equation, "--format", "json")
    found = json.loads(out, parse_constant=lambda name: pytest.fail(name))  # no Infinity, which JSON does not know
    assert status == (value is not None)
    assert value is None or value in found["reason"]


@pytest.mark.parametrize("content", [
    "[]", "{}", "[" * 100_000, '{"documents": {"a": 1}}', '{"documents": [{"path": "right.md", "equations": [1]}]}',
    '{"documents": [{"path": "right.md", "equations": [{"latex": null, "verdict": "refuted"}]}]}',
    '{"documents": [{"path": 3, "equations": [{"latex": "a", "verdict": "refuted"}]}]}',
])
def test_a_baseline_that_is_none(folder: Path, capsys: pytest.CaptureFixture[str], content: str) -> None:
    (folder / "old.json").write_text(content)
    status, out, err = run(capsys, "--baseline", "old.json", "right.md")
    assert (status, out, err) == (2, "", "mathnn: old.json: is no JSON report of mathnn verify\n")

"""The command: what it prints, its exit status, and one clear sentence for whatever cannot be used."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from mathnn.cli import main
from tests.books import VECTORS, copy

TEMPLATE, MODULE = "chapters/dot_product.md.j2", "chapters/dot_product.py"
Capture = pytest.CaptureFixture[str]


def said(capsys: Capture, *arguments: object) -> tuple[int, str, str]:
    status = main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return status, out, err


# --- what cannot be used: status 2, one sentence, no traceback ----------------------------------------------------

BAD: tuple[tuple[tuple[str, ...], str], ...] = (
    ((), "required: COMMAND"),
    (("bild",), "invalid choice: 'bild'"),
    (("build", "percepton"), "there is no chapter 'percepton'; did you mean 'perceptron'?"),
    (("build", "2"), "is not yet written"),
    (("build", "--to", "markdwn"), "did you mean 'markdown'?"),
    (("build", "--to", ""), "there is no format ''"),
    (("build", "--jobs", "0"), "'0' is not a number from 1 to 256"),
    (("build", "--jobs", "many"), "'many' is not a number"),
    (("build", "--book", "nowhere"), "nowhere/book.toml: there is no such file"),
    (("build", "--unknown"), "unrecognized arguments: --unknown"),
    (("verify", "--book", "nowhere"), "nowhere/book.toml"),
    (("verify", "--equation", "x = x", "--notation", "nowhere.txt"), "nowhere.txt: --notation cannot be read"),
    (("verify", "--equation", "x = x", "--notation", r"x > 0; w \in \foo"), r"--notation:1:14: \foo: this command"),
    (("verify", "--notation", "x > 0"), "--notation is for documents and --equation"),
    (("verify", "--equation", "x = x", "--book", "nowhere"), "either documents, or --equation, or --book"),
    (("verify", "--equation", ""), "--equation is empty; give a formula"),
    (("verify", "--equation", "$$ $$"), "--equation is empty; give a formula"),
    (("example", "dot-produkt"), "did you mean 'dot-product'?"),
    (("example",), "required: NAME"),
    (("example", "angle", "--set", "u=one,2"), "--set u: 'one' is not a number"),
    (("example", "angle", "--set", "u=1/0,1"), "divides by zero"),
    (("example", "angle", "--set", "u=1,,2"), "--set u: a number is missing"),
    (("example", "angle", "--set", "u="), "--set u: a number is missing"),
    (("example", "angle", "--set", "u=(1,2)"), "--set u: '(1' is not a number; write a decimal such as -0.5 or a "
                                               "fraction such as 1/3, without brackets"),
    (("example", "angle", "--set", f"u={'9' * 16},2"), "has more than 15 digits"),
    (("example", "distance", "--set", "b=1,2"), "--set b: '1,2' has another shape; the bias is one number"),
    (("example", "distance", "--set", "w=5"), "w has 1 entry and x has 2; give both equally many"),
    (("example", "angle", "--output", ""), "argument --output: the path is empty"),
    (("build", "--output", ""), "argument --output: the path is empty"),
    (("verify", ""), "argument PATH: the path is empty"),
    (("example", "angle", "--set", "u=nan,1"), "'nan' is not a number"),
    (("example", "angle", "--set", "u=1,2,3"), "equally many"),
    (("example", "angle", "--set", "u=1;2"), "--set u: '1;2' has another shape"),
    (("example", "angle", "--set", "u=0,0"), "zero vector"),
    (("example", "angle", "--set", "x=1,2"), "no input 'x'"),
    (("example", "angle", "--set", "u"), "is not name=value"),
    (("example", "angle", "--set", "u=1,2", "--set", "u=1,3"), "given twice"),
    (("example", "angle", "--set", "u=__import__('os'),1"), "is not a number"),
    (("example", "angle", "--to", "word"), "there is no format 'word'"),
    (("example", "angle", "--to", "markdown,latex"), "several formats need a folder; say which with --output"),
    (("build", "--watch", "--output", __file__), "there is a file where a folder is needed"),
    (("list", "equations"), "invalid choice: 'equations'"),
)


@pytest.mark.parametrize(("arguments", "message"), BAD, ids=lambda value: " ".join(value) or "nothing"
                         if isinstance(value, tuple) else "")
def test_what_cannot_be_used_is_said_in_a_sentence(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    status, out, err = said(capsys, *arguments)
    assert (status, out) == (2, "")
    assert err.startswith("mathnn: ")
    assert err.count("\n") == 1
    assert message in err
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


@pytest.mark.parametrize("command", [("build", "--book", str(VECTORS)), ("example", "angle")])
def test_an_output_that_cannot_be_written_is_said(capsys: Capture, tmp_path: Path, command: tuple[str, ...]) -> None:
    (tmp_path / "file").write_text("in the way")
    status, _, err = said(capsys, *command, "--output", tmp_path / "file" / "below")
    assert status == 2
    assert "cannot be written: there is a file where a folder is needed; choose another with --output" in err
    assert (tmp_path / "file").read_text() == "in the way"


@pytest.mark.parametrize(("file", "old", "new", "status", "message"), [
    (TEMPLATE, "equation(dot_product.as_sum)", "equation(dot_product.as_smu)", 2, "md.j2:10: dot_product has no"),
    (MODULE, "transpose(u), v)", "transpose(u), u)", 1, "forms.2"),
    (MODULE, "entry(v, i)), 1, n)", "entry(u, i)), 1, n)", 1, "dot-as-sum"),
    (MODULE, "power(norm(u), 2)", "dot(v, u)", 1, "is shown as a mistake"),
    (MODULE, "words =", "words = 1 / 0 #", 2, "dot_product.py:17: ZeroDivisionError"),
])
def test_a_wrong_book_is_refused_and_what_was_there_stays(
    capsys: Capture, tmp_path: Path, file: str, old: str, new: str, status: int, message: str
) -> None:
    output = tmp_path / "output"
    assert said(capsys, "build", "--book", VECTORS, "--output", output)[0] == 0
    before = {path: path.read_bytes() for path in output.rglob("*") if path.is_file()}
    found, out, err = said(capsys, "build", "--book", copy(tmp_path, (file, old, new)), "--output", output)
    assert (found, out) == (status, "")
    assert message in err
    assert "Traceback" not in err
    assert {path: path.read_bytes() for path in output.rglob("*") if path.is_file()} == before


# --- what works ---------------------------------------------------------------------------------------------------


def test_build_says_what_it_wrote_and_is_silent_where_nobody_looks(capsys: Capture, tmp_path: Path) -> None:
    command = ("build", "--book", VECTORS, "--output", tmp_path)
    assert said(capsys, *command) == (0, f"dot_product: written to {tmp_path}\nlengths: written to {tmp_path}\n", "")
    assert said(capsys, *command) == (0, "dot_product: nothing changed\nlengths: nothing changed\n", "")


def test_progress_is_shown_on_a_terminal(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 80))
    command = [sys.executable, "-m", "mathnn", "build", "--book", str(VECTORS), "--output", str(tmp_path)]
    ended = subprocess.run(command, stdout=subprocess.PIPE, stderr=theirs, check=False)
    os.set_blocking(ours, False)
    seen = os.read(ours, 65536)
    os.close(ours)
    os.close(theirs)
    assert ended.returncode == 0, seen.decode()
    assert b"examining" in seen


def test_verify_lists_everything_with_verdict_and_witness(capsys: Capture) -> None:
    status, out, _ = said(capsys, "verify", "--book", VECTORS)
    assert status == 0, out
    for name in ("dot-as-sum", "forms.1", "forms.2", "dot-product.1", "square", "two.product", "length"):
        assert f" {name} " in out
    assert "agreement    sum" in out
    assert "2 steps of derivations, 0 of them stated (0.0%)" in out


def test_verify_fails_for_a_wrong_step(capsys: Capture, tmp_path: Path) -> None:
    book = copy(tmp_path, (MODULE, "transpose(u), v)", "transpose(u), u)"))
    status, out, _ = said(capsys, "verify", "--book", book)
    assert status == 1
    assert "refuted" in out


def test_verify_as_json(capsys: Capture) -> None:
    status, out, _ = said(capsys, "verify", "--book", VECTORS, "--format", "json")
    table = json.loads(out)
    assert status == 0
    assert {"version", "claims", "agreements", "summary"} == set(table)
    assert all(claim["verdict"] != "unsettled" for claim in table["claims"])


@pytest.mark.parametrize(("latex", "notation", "status", "kind"), [
    ("x + x = 2 x", "", 0, "proved"), ("x + x = 3 x", "", 1, "refuted"), ("x + = 3", "", 0, "unreadable"),
    (r"\mathbf{u} = \mathbf{u}^\top", r"\mathbf{u} \in \mathbb{R}^n", 1, "mistyped"),
])
def test_verify_one_equation(capsys: Capture, latex: str, notation: str, status: int, kind: str) -> None:
    found, out, _ = said(capsys, "verify", "--equation", latex, "--notation", notation)
    assert found == status
    assert out.splitlines()[0] == latex
    assert any(line.startswith(f"{kind}: ") for line in out.splitlines())
    found, out, _ = said(capsys, "verify", "--equation", latex, "--notation", notation, "--format", "json", "--strict")
    assert found == (1 if kind == "unreadable" else status)
    assert json.loads(out)["verdict"] == kind


@pytest.mark.parametrize("latex", ["$1+1=2$", "$$1+1=2$$", r"\[ 1+1=2 \]", r" \(1+1=2\)"])
def test_an_equation_may_have_its_dollars(capsys: Capture, latex: str) -> None:
    assert "proved: " in said(capsys, "verify", "--equation", latex)[1]


def test_notation_may_be_a_file(capsys: Capture, tmp_path: Path) -> None:
    path = tmp_path / "letters.txt"
    path.write_text(r"\mathbf{u} \in \mathbb{R}^n")
    assert said(capsys, "verify", "--equation", r"\mathbf{u} = \mathbf{u}^\top", "--notation", path)[0] == 1


def test_what_is_wrong_in_a_file_of_notation_has_its_line(capsys: Capture, tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("\ufeffx > 0\n\nw \\in \\foo\n", encoding="utf-8")
    status, _, err = said(capsys, "verify", "--equation", "x = x", "--notation", tmp_path / "letters.txt")
    assert status == 2
    assert r"letters.txt:3:7: \foo: this command is not known" in err


def test_a_formula_that_states_nothing(capsys: Capture) -> None:
    status, out, _ = said(capsys, "verify", "--strict", "--equation", "x + 1")
    assert status == 0
    assert "none: It states no relation." in out


def test_example_with_a_readers_numbers(capsys: Capture) -> None:
    status, out, err = said(capsys, "example", "dot-product", "--set", "u=1/3,2", "--set", "v=3,0.5")
    assert (status, err) == (0, "")
    assert r"\frac{1}{3} \cdot 3 + 2 \cdot 0.5 = 2" in out


def test_a_minus_sign_may_be_copied_from_a_page(capsys: Capture) -> None:
    assert "2 \\cdot (-1)" in said(capsys, "example", "dot-product", "--set", "u=2,1", "--set", "v=\u22121,3")[1]


def test_example_to_files(capsys: Capture, tmp_path: Path) -> None:
    assert said(capsys, "example", "angle", "--output", tmp_path / "a.md") == (0, "", "")
    assert said(capsys, "example", "angle", "--to", "markdown,latex", "--output", tmp_path / "both") == (0, "", "")
    assert {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.*")} == {
        "a.md", "both/angle.md", "both/angle.tex"
    }


def test_a_link_stays_one_and_a_device_is_written_to(capsys: Capture, tmp_path: Path) -> None:
    link, pipe = tmp_path / "link.md", tmp_path / "pipe"
    link.symlink_to("real.md")
    os.mkfifo(pipe)
    with os.fdopen(os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)) as read:
        for path in (link, pipe):
            assert said(capsys, "example", "angle", "--output", path) == (0, "", "")
        assert read.read() == (tmp_path / "real.md").read_text() != ""
    assert link.is_symlink()
    assert pipe.is_fifo()


@pytest.mark.parametrize(("what", "line"), [
    ("chapters", "2  -                        Unwritten (not yet written)"),
    ("claims", r"lengths.length"), ("examples", "dot-product"), ("figures", "dot_product/arrow"),
])
def test_list(capsys: Capture, what: str, line: str) -> None:
    status, out, _ = said(capsys, "list", what, "--book", VECTORS)
    assert status == 0
    assert any(shown.startswith(line) for shown in out.splitlines())


def test_nobody_reads_on(tmp_path: Path) -> None:
    code = f"{sys.executable} -m mathnn list claims --book {VECTORS} | true; exit ${{PIPESTATUS[0]}}"
    ended = subprocess.run(["bash", "-c", code], capture_output=True, text=True, check=False)
    assert "Traceback" not in ended.stderr

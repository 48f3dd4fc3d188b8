"""Files that cannot be used, or hold half garbage: a clear line for each, the rest is still judged."""

from __future__ import annotations

import random
import stat
from pathlib import Path

import pytest

from mathnn.cli import main
from mathnn.documents.files import LARGEST
from mathnn.proofread import review, review_text

WRONG = "$$1 + 1 = 3$$\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.md").write_text(WRONG)
    return tmp_path


def bad(folder: Path, name: str, content: bytes) -> str:
    (folder / name).write_bytes(content)
    return name


def verified(capsys: pytest.CaptureFixture[str], *names: str) -> tuple[int, str]:
    status = main(["verify", *names])
    return status, capsys.readouterr().out


@pytest.mark.parametrize(("name", "content", "said"), [
    ("utf16.md", "$x = 1$".encode("utf-16"), "utf16.md: is UTF-16"),
    ("bytes.md", bytes(range(256)), "bytes.md: is not UTF-8 text"),
    ("latin.tex", "\\'etude, caf\xe9 $x = 1$".encode("latin-1"), "latin.tex: is not UTF-8 text"),
    ("broken.ipynb", b"{\"cells\": [", "broken.ipynb: "),
    ("list.ipynb", b"[1, 2]", "list.ipynb: "),
    ("picture.png", b"\x89PNG", "picture.png: is not UTF-8 text"),
])
def test_a_line_for_what_is_no_text(folder: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes,
                                    said: str) -> None:
    status, out = verified(capsys, bad(folder, name, content), "good.md")
    assert status == 2
    assert any(line.startswith(said) for line in out.split("\n")), out
    assert "good.md:1:3: refuted" in out
    assert "1 equation in 1 document" in out
    assert "1 file not used" in out


def test_a_file_that_is_too_long(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with open(folder / "long.md", "wb") as file:
        file.truncate(50_000_000)
    status, out = verified(capsys, ".")
    assert status == 2
    assert f"long.md: is 50 MB long; documents of up to {LARGEST // 10**6} MB are read" in out
    assert "good.md:1:3: refuted" in out


def test_a_missing_file_and_a_missing_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out = verified(capsys, "absent.md", "nowhere/", "good.md")
    assert status == 2
    assert "absent.md: there is no such file or folder" in out
    assert "nowhere: there is no such file or folder" in out
    assert "good.md:1:3: refuted" in out


def test_a_file_that_may_not_be_read(folder: Path, capsys: pytest.CaptureFixture[str],
                                     monkeypatch: pytest.MonkeyPatch) -> None:
    name = bad(folder, "secret.md", b"$1 = 1$")
    (folder / name).chmod(0)
    real = Path.open

    def refused(path: Path, *args: object, **rest: object) -> object:
        if path.name == name and not stat.S_IMODE(path.stat().st_mode):
            raise PermissionError(13, "Permission denied")
        return real(path, *args, **rest)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refused)  # the tests may run as a user who may read all
    monkeypatch.setattr(Path, "read_bytes", lambda path: refused(path, "rb").read())  # type: ignore[attr-defined]
    status, out = verified(capsys, name, "good.md")
    assert status == 2
    assert "secret.md: " in out
    assert "ermi" in out
    assert "good.md:1:3: refuted" in out


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf", b"No formula at all.\n"])
def test_nothing_in_it_is_nothing_wrong(folder: Path, capsys: pytest.CaptureFixture[str], content: bytes) -> None:
    assert verified(capsys, bad(folder, "empty.md", content)) == (0, (
        "0 equations in 1 document, 0 read; 0 claims, 0 settled\n"
        "verdicts: none; 0 findings; 0 ignored, 0 mistakes on purpose\n"))


def test_half_of_it_is_garbage(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    chance = random.Random(4)
    noise = "".join(chr(chance.choice((*range(32, 127), *range(0xA1, 0x2FFF), 10))) for _ in range(20_000))
    text = f"{WRONG}\n{noise}\n\n\\begin{{align}} $ $$ \\end{{equation}}\n\n$$ a = \\frac{{b}}{{ $$\n\n{WRONG}"
    status, out = verified(capsys, bad(folder, "half.md", text.encode()))
    assert status == 1
    assert "half.md:1:3: refuted" in out


@pytest.mark.parametrize("formula", [
    "\\frac{a}{", "x = \\frac{a}{", "x = {", "x = }", "x = \\left(", "x = \\right)", "= x", "x =", "x_ = 1", "x^ = 1",
    "x = \\begin{matrix}", "x = \\end{matrix}", "x = & y", "x = \\\\", "x = \\sqrt", "x = \\sum_", "_^_ = 1", "' = 1",
    "x = " + "{" * 3000, "x = " + "(" * 3000 + ")" * 3000, "x = " + "\\frac{1}{" * 500, "x = a" + "^b" * 900,
    "x = \x00", "\ud800 = 1", "x = \\mathbb", "x = \\text{", "|x = 1", "x = |", "x = 10^{10^{10}}",
    "x = \\sum_{i=1}^{10^{12}} i",
])
def test_no_formula_stops_the_walk(formula: str) -> None:
    found = review_text(f"We find $${formula}$$\n\nand $$1 + 1 = 3$$\n", "markdown")
    assert found.entries, formula
    assert any(entry.latex == "1 + 1 = 3" and entry.verdict.kind == "refuted" for entry in found.entries) or (
        "{" in formula or "$" in formula), formula


def test_a_review_of_a_notebook_without_text(tmp_path: Path) -> None:
    path = tmp_path / "empty.ipynb"
    path.write_text("{\"cells\": [], \"nbformat\": 4, \"nbformat_minor\": 5, \"metadata\": {}}")
    assert review(path).entries == ()

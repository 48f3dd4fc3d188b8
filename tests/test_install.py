"""The wheel builds a book where there is no checkout, and the README's commands do what it says."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

pytestmark = pytest.mark.xdist_group("install")  # one environment for all of them
ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
NOT_RUN = ("make test", "make deep", "make test-latex", "make bench", "git clone")  # these would run this test again


def run(*command: str, cwd: Path, path: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL"))}
    if path is not None:
        environment["PATH"] = f"{path}{os.pathsep}{environment['PATH']}"
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{shlex.join(command)}\n{done.stdout}\n{done.stderr}"
    return done


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The commands of a clean environment in which the wheel is installed."""
    folder = tmp_path_factory.mktemp("install")
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(ROOT), cwd=folder)
    (wheel,) = folder.glob("mathnn-*.whl")
    venv.create(folder / "env", with_pip=True)
    commands = folder / "env" / "bin"
    run(str(commands / "python"), "-m", "pip", "install", "--quiet", "--constraint", str(ROOT / "constraints.txt"),
        str(wheel), cwd=folder)
    return commands


def test_an_installed_book_builds_in_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    run(str(installed / "mathnn"), "build", cwd=tmp_path)
    built = {str(path.relative_to(tmp_path / "output")) for path in (tmp_path / "output").rglob("*.*")}
    assert {"markdown/README.md", "markdown/perceptron.md", "latex/book.tex", "claims.json"} <= built
    place = run(str(installed / "python"), "-c", "import mathnn; print(mathnn.__file__)", cwd=tmp_path).stdout
    assert str(ROOT) not in place


def commands() -> list[str]:
    """Every command of the README: the lines of its fenced blocks that name no other language."""
    fences = [token for token in MarkdownIt().parse(README.read_text(encoding="utf-8")) if token.type == "fence"]
    text = "\n".join(token.content for token in fences if token.info in ("", "sh", "bash", "console"))
    lines = (line.removeprefix("$ ").partition(" # ")[0].strip() for line in text.replace("\\\n", " ").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def test_the_readme_has_commands() -> None:
    assert {"make book", "make test"} <= set(commands())
    assert any(line.startswith("mathnn verify") for line in commands())


@pytest.mark.parametrize("line", [line for line in commands() if not line.startswith(NOT_RUN)])
def test_the_commands_of_the_readme_work(installed: Path, tmp_path: Path, line: str) -> None:
    if "pip install" in line or "-m venv" in line:
        return  # what the fixture did
    if " output/" in line:  # what the book's own build made before, as for a reader who goes down the page
        shutil.copytree(ROOT / "output" / "markdown", tmp_path / "output" / "markdown")
    if line.startswith("make "):
        for name in ("Makefile", "pyproject.toml", "constraints.txt"):
            shutil.copy(ROOT / name, tmp_path)
        (installed.parent / "book.stamp").touch()
        line = f"{line} ENV={installed.parent}"
    done = run("bash", "-c", line.replace(".venv/bin/", ""), cwd=tmp_path, path=installed)
    assert done.stdout
    assert "Traceback" not in done.stderr

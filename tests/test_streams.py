"""The program when its streams are closed, full or cut off, when it is asked to end, and under a profiler."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

WRONG = "$$ 1 + 1 = 3 $$\n"
SCRIPT = f"#!{sys.executable}\nimport sys\nfrom mathnn.cli import command\nsys.exit(command())\n"
FULL = Path("/dev/full")
OURS = os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])}


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """The program as an installer writes it, beside a document with a mistake."""
    path = tmp_path / "mathnn"
    path.write_text(SCRIPT)
    path.chmod(0o755)
    (tmp_path / "a.md").write_text(WRONG)
    return path


def ended(program: Path, shell: str, **environment: str) -> tuple[int, str, str]:
    """What a line of a shell says in which `mathnn` is the program."""
    here = program.parent
    made = subprocess.run(
        ["bash", "-c", shell], capture_output=True, cwd=here, check=False, text=True, encoding="utf-8",
        env=OURS | {"PATH": f"{here}:{os.environ['PATH']}"} | environment)
    return made.returncode, made.stdout, made.stderr


@pytest.mark.parametrize(("shell", "status"), [
    ("mathnn verify a.md >&-", 1), ("mathnn list >&-", 0), ("mathnn example angle --to latex >&-", 0),
    ("mathnn list equations 2>&-", 2), ("mathnn verify a.md <&- >&- 2>&-", 1),
])
def test_a_closed_stream_takes_nothing_and_the_status_stays(program: Path, shell: str, status: int) -> None:
    assert ended(program, shell) == (status, "", "")


def test_standard_input_that_is_closed_cannot_be_read(program: Path) -> None:
    status, out, err = ended(program, "mathnn verify - <&-")
    assert (status, out.splitlines()[0], err) == (2, "-: standard input is closed", "")


@pytest.mark.parametrize(("shell", "unbuffered"), [
    ("mathnn --help", ""), ("mathnn --help", "1"), ("mathnn verify a.md", ""), ("mathnn list", "1")])
@pytest.mark.skipif(not FULL.is_char_device(), reason="no device that is always full")
def test_a_full_disk_is_said(program: Path, shell: str, unbuffered: str) -> None:
    said = ended(program, f"{shell} >/dev/full", PYTHONUNBUFFERED=unbuffered)
    assert said == (2, "", "mathnn: the output cannot be written: No space left on device\n")


def test_who_reads_no_further_does_not_change_the_status(program: Path) -> None:
    reads, writes = os.pipe()
    os.close(reads)
    made = subprocess.run([sys.executable, program, "verify", program.parent], stdout=writes, stderr=subprocess.PIPE,
                          env=OURS, check=False)
    os.close(writes)
    assert (made.returncode, made.stderr) == (1, b"")


def test_a_terminal_that_has_not_all_signs_shows_their_numbers(program: Path) -> None:
    (program.parent / "σ.md").write_text(WRONG)
    assert ended(program, "mathnn verify σ.md", PYTHONIOENCODING="ascii")[1].startswith(r"\u03c3.md:1:4: refuted")


def test_a_profiler_gets_the_program_back(program: Path) -> None:
    line = f"{sys.executable} -m cProfile -o profile {{}} verify a.md >/dev/null; test -s profile"
    assert ended(program, line.format("mathnn")) == (0, "", "")
    assert ended(program, f"rm profile; {line.format('-m mathnn')}") == (0, "", "")


@pytest.mark.parametrize("request_to_end", [signal.SIGTERM, signal.SIGKILL])
def test_what_works_for_the_program_ends_with_it(program: Path, request_to_end: signal.Signals) -> None:
    here = program.parent
    for number in range(4):
        (here / f"{number}.md").write_text(r"$$ (a + b + c + d)^{30} = (d + c + b + a)^{30} $$" * 200)
    made = subprocess.Popen([sys.executable, program, "verify", "--jobs", "2", here], stdout=subprocess.PIPE,
                            stderr=subprocess.STDOUT, env=OURS)
    until = time.monotonic() + 20
    while not list(children(made.pid)) and time.monotonic() < until:
        time.sleep(0.02)
    made.send_signal(request_to_end)
    said, _ = made.communicate(timeout=30)  # whoever still works would hold it open
    assert (made.returncode, said) == (-request_to_end, b"")


def children(parent: int) -> Iterator[int]:
    for path in Path(f"/proc/{parent}/task").glob("*/children"):
        yield from map(int, path.read_text().split())


def test_a_failure_of_ours_does_not_call_an_equation_wrong(program: Path) -> None:
    failing = program.parent / "failing"
    failing.write_text(program.read_text().replace(
        "from mathnn.cli import command", "from mathnn import cli\ncli.main = lambda: 1 / 0\ncommand = cli.command"))
    failing.chmod(0o755)
    status, out, err = ended(program, "failing")
    assert (status, out) == (2, "")
    assert "ZeroDivisionError" in err
    assert err.splitlines()[-1].startswith("mathnn: this is a fault of mathnn; please report it")

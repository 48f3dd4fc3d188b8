"""Pages that follow their sources: quickly, with errors where they happen, for this machine alone, stopped cleanly."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from mathnn.chapters.chapter import Chapter
from mathnn.claims import Verdict
from mathnn.errors import UsageError
from mathnn.serving import EVENTS, SCRIPT
from mathnn.watch import remembering, watch
from mathnn.witnesses import Statement, Witness
from tests.books import copy
from tests.witnessing import trusting, witnesses

TEMPLATE, MODULE = "chapters/dot_product.md.j2", "chapters/dot_product.py"
QUICK = 1.0  # seconds from an edit in a template to the news of it


@dataclass
class Site:
    """A book that is being watched."""

    book: Path
    address: str
    events: HTTPResponse

    def get(self, path: str, host: str = "", method: str = "GET") -> tuple[int, str]:
        connection = HTTPConnection(self.address, timeout=10)
        connection.request(method, path, headers={"Host": host} if host else {})
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, text

    def news(self) -> dict[str, Any]:
        """The next thing that the pages are told."""
        while not (line := self.events.readline()).startswith(b"data: "):
            assert line, "the channel was closed"
        told: dict[str, Any] = json.loads(line.removeprefix(b"data: "))
        return told

    def edit(self, file: str, old: str, new: str) -> float:
        """Change a source; gives the time."""
        path = self.book / file
        text = path.read_text()
        assert old in text
        whole = path.with_name(f".{path.name}.new")  # as editors do, so that half a file is never seen
        whole.write_text(text.replace(old, new))
        whole.replace(path)
        return time.perf_counter()


@contextmanager
def watched(tmp_path: Path, *changes: tuple[str, str, str], formats: tuple[str, ...] = ()) -> Iterator[Site]:
    book, stop = copy(tmp_path, *changes), Event()
    said: list[str] = []
    thread = Thread(target=watch, args=(book, (), tmp_path / "output", 2, said.append, witnesses, stop, 0, formats))
    thread.start()
    try:
        until(lambda: len(said) > 1)
        address = said[0].split("/")[2]
        connection = HTTPConnection(address, timeout=20)
        connection.request("GET", EVENTS)
        yield Site(book, address, connection.getresponse())
    finally:
        stop.set()
        thread.join(20)
        assert not thread.is_alive()


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_an_edit_in_a_template_is_told_and_shown_quickly(tmp_path: Path) -> None:
    with watched(tmp_path) as site:
        assert site.news() == {"built": 1, "problem": None}
        status, page = site.get("/dot_product.html")
        assert status == 200
        assert f'<script src="{SCRIPT}" data-built="1"></script>' in page
        assert "A new quotation of" not in page
        took = []
        for count in range(2, 7):  # the quickest of five, since the machine may be busy with something else
            start = site.edit(TEMPLATE, "quotation of", "new quotation of")
            assert site.news() == {"built": count, "problem": None}
            took.append(time.perf_counter() - start)
            assert f"A {'new ' * (count - 1)}quotation of" in site.get("/dot_product.html")[1]
        assert min(took) <= QUICK


def test_other_formats_follow_too(tmp_path: Path) -> None:
    with watched(tmp_path, formats=("pdf", "markdown")) as site:
        site.news()
        pdf, text = (tmp_path / "output" / name for name in ("pdf/dot_product.pdf", "markdown/dot_product.md"))
        before = pdf.read_bytes()
        site.edit(TEMPLATE, "quotation of", "new quotation of")
        assert site.news()["problem"] is None
        assert pdf.read_bytes() != before
        assert "A new quotation of" in text.read_text()


def test_a_format_that_there_is_not_is_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no format 'pfd'"):
        watch(copy(tmp_path), output=tmp_path / "output", formats=("pfd",), port=0)


def test_an_edit_in_a_module_is_shown(tmp_path: Path) -> None:
    with watched(tmp_path) as site:
        site.news()
        for new in ("Alpha", "Gamma", "Delta"):  # of one length, within one second: compiled files look the same
            old = {"Alpha": "words = ", "Gamma": "Alpha", "Delta": "Gamma"}[new]
            site.edit(MODULE, old, 'words = "Alpha" or ' if new == "Alpha" else new)
            assert site.news()["problem"] is None
            assert new in site.get("/dot_product.html")[1]


@pytest.mark.parametrize(("file", "old", "new", "place", "said", "source", "page"), [
    (TEMPLATE, "equation(dot_product.as_sum)", "equation(dot_product.as_smu)", "dot_product.md.j2:10", "as_sum",
     "<< equation(dot_product.as_smu) >>", "dot_product.html"),
    (MODULE, "words = ", "words = = ", "dot_product.py:", "is not Python", "words = =", "dot_product.html"),
    ("book.toml", "[[chapter]]", "[[chapter]", "book.toml", "is not TOML", "", ""),
])
def test_an_error_is_told_with_its_place_and_goes_when_it_is_mended(
    tmp_path: Path, file: str, old: str, new: str, place: str, said: str, source: str, page: str
) -> None:
    with watched(tmp_path) as site:
        site.news()
        site.edit(file, old, new)
        told = site.news()
        assert told["built"] == 1
        assert place in told["problem"]["place"]
        assert said in told["problem"]["message"]
        assert source in told["problem"]["source"]
        assert told["problem"]["page"] == page
        assert site.get("/dot_product.html")[0] == 200
        site.edit(file, new, old)
        assert site.news()["problem"] is None


def test_a_book_that_is_wrong_from_the_start_can_be_mended(tmp_path: Path) -> None:
    with watched(tmp_path, (TEMPLATE, "as_sum", "as_smu")) as site:
        assert "as_smu" in site.news()["problem"]["message"]
        status, page = site.get("/dot_product.html")
        assert status == 404
        assert SCRIPT in page
        site.edit(TEMPLATE, "as_smu", "as_sum")
        assert site.news() == {"built": 1, "problem": None}
        assert site.get("/")[0] == 200


def test_only_this_machine_is_answered_and_only_from_the_folder(tmp_path: Path) -> None:
    with watched(tmp_path) as site:
        assert site.address.startswith("127.0.0.1:")
        assert site.get("/", host=site.address.replace("127.0.0.1", "localhost"))[0] == 200
        for method in ("GET", "HEAD"):
            assert site.get("/style.css", host="evil.example:80", method=method)[0] == 403
        assert site.get("/", host="evil.example")[0] == 403
        assert site.get("/style.css")[0] == 200
        for path in ("/../book.toml", "/%2e%2e/book.toml", "/../manifest.json", "/figures", "/nothing.css"):
            assert site.get(path)[0] in (301, 404)
        assert site.get("/", method="POST")[0] == 501


def test_witnesses_are_asked_once_for_a_chapter_as_it_was_loaded() -> None:
    asked: list[str] = []

    def reading(statement: Statement) -> Verdict:
        asked.append(statement.name)
        return trusting(statement)

    def counting(chapter: Chapter) -> dict[str, Witness]:
        return {"reading": reading}

    class Said:
        name, role = "a", "claim"

    first, second = object(), object()
    heard: Any = remembering(counting)
    for chapter in (first, first, second, first):
        assert heard(chapter)["reading"](Said()).kind == "proved"
    assert asked == ["a", "a"]


def _heard() -> None:
    """Ctrl-C reaches the command also where a shell started the tests with & and had it ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_ctrl_c_stops_cleanly(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mathnn", "build", "--watch", "--book", str(copy(tmp_path)), "--output",
               str(tmp_path / "output")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          env=os.environ | {"PYTHONUNBUFFERED": "1"}, preexec_fn=_heard) as running:
        assert running.stdout is not None
        assert running.stdout.readline().startswith("http://127.0.0.1:")
        assert running.stdout.readline()
        running.send_signal(signal.SIGINT)
        assert running.wait(20) == 0
        assert running.stderr is not None
        assert running.stderr.read() == ""

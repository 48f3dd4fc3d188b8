"""Files and notebooks: what is found below a folder, what cannot be read, and notebooks' cells."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from mathnn.documents import Kind, document_from_text, find_documents, read_document
from mathnn.documents.files import LARGEST
from mathnn.errors import UsageError

UNREADABLE = {
    "latin.md": (b"one\nfa\xe7ade", "not UTF-8 text: the byte 0xe7 on line 2"),
    "wide.md": ("$a$".encode("utf-16"), "UTF-16"),
    "binary.tex": (b"\x7fELF\x00\x01", "zero byte"),
    "broken.ipynb": (b'{"cells": [', "JSON"),
    "list.ipynb": (b"[]", "no list of cells"),
    "deep.ipynb": (b"[" * 200_000, "JSON"),
    "empty.ipynb": (b"", "JSON"),
    "table.xlsx": (b"PK", "no kind of document"),
}


@pytest.mark.parametrize(("name", "content", "reason"), [(n, c, r) for n, (c, r) in UNREADABLE.items()])
def test_a_clear_line_for_each_file(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UsageError, match=reason) as caught:
        read_document(path)
    assert caught.value.place is not None
    assert caught.value.place.path == str(path)


def test_missing_and_folder(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file"):
        read_document(tmp_path / "none.md")
    with pytest.raises(UsageError, match="is a folder"):
        read_document(tmp_path)
    with pytest.raises(UsageError, match="no such file or folder"):
        find_documents(tmp_path / "none")


def test_too_long_is_refused_without_reading_it_whole(tmp_path: Path) -> None:
    path = tmp_path / "long.md"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(UsageError, match=f"50 MB long; documents of up to {LARGEST // 10**6} MB"):
        read_document(path)


@pytest.mark.deep
@pytest.mark.parametrize(("text", "kind"), [("$a$ ", "latex"), ("$a$ ", "markdown"), ("# a\n", "markdown")])
def test_too_many_parts_are_refused(text: str, kind: Kind) -> None:
    with pytest.raises(UsageError, match="holds more than 500,000"):
        document_from_text(text * 500_001, kind, "many")


def test_named_pipe_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    with pytest.raises(UsageError, match="no ordinary file"):
        read_document(tmp_path / "pipe.md")


@pytest.mark.parametrize("name", ["empty.md", "empty.tex"])
def test_empty(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"")
    assert read_document(tmp_path / name).parts == ()


def test_byte_order_mark(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"\xef\xbb\xbf$a = b$")
    assert [(e.line, e.column) for e in read_document(tmp_path / "a.md").equations] == [(1, 2)]


def test_documents_below_a_folder(tmp_path: Path) -> None:
    for name in ("b.md", "a/c.tex", "a/d.ipynb", "a/e.py", ".git/f.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    assert [str(p.relative_to(tmp_path)) for p in find_documents(tmp_path)] == ["b.md", "a/c.tex", "a/d.ipynb"]


CELLS = [
    {"cell_type": "code", "source": "$a = b$"},
    {"cell_type": "markdown", "source": ["one\n", "\n", "$$c = d$$\n"]},
    {"cell_type": "raw", "source": "$e = f$"},
    {"cell_type": "markdown", "source": "so $g = h$"},
    {"cell_type": "markdown"},
    "nonsense",
]


@pytest.mark.parametrize("notebook", [{"cells": CELLS}, {"nbformat": 3, "worksheets": [{"cells": CELLS}]}])
def test_notebook(notebook: dict[str, object]) -> None:
    found = document_from_text(json.dumps(notebook), "notebook", "n.ipynb").equations
    assert [(e.cell, e.line, e.column, e.latex) for e in found] == [(2, 3, 3, "c = d"), (4, 1, 5, "g = h")]
    assert str(found[0].place) == "n.ipynb:cell 2:3:3"


def test_nothing_heavy_is_loaded() -> None:
    heavy = "('sympy', 'matplotlib', 'rich', 'numpy')"
    code = f"import sys, mathnn.documents.rows; print([m for m in {heavy} if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_a_cell_that_is_none_is_told(tmp_path: Path) -> None:
    cells = [{"cell_type": "markdown", "source": 3}, {"cell_type": "markdown", "source": ["$a = b$", 4]},
             {"source": "$a = b$"}, None, {"cell_type": "code"}, {"cell_type": "markdown", "source": "$a = c$"}]
    (tmp_path / "a.ipynb").write_text(json.dumps({"cells": cells}))
    found = read_document(tmp_path / "a.ipynb")
    assert [(equation.place.cell, equation.latex) for equation in found.equations] == [(2, "a = b"), (6, "a = c")]
    assert [notice.place.cell for notice in found.notices] == [1, 2, 3, 4]
    assert "neither text nor a list" in found.notices[0].message

"""The page for authors: the help is that of the command, its words are those of the program; the hook is right."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from typing import Any

import pytest

from mathnn.claims import KINDS
from mathnn.documents.files import KINDS as ENDINGS
from mathnn.proofread import review
from mathnn.review_sarif import RULES

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "for-authors.md"


def script() -> Any:
    spec = importlib.util.spec_from_file_location("write_help", ROOT / "docs" / "write_help.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_help_is_that_of_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    page = PAGE.read_text(encoding="utf-8")
    assert page == script().with_help(page), "run: python docs/write_help.py"


def test_every_verdict_finding_and_ending_is_explained() -> None:
    page = PAGE.read_text(encoding="utf-8")
    rows = set(re.findall(r"^\| ([a-z-]+) \|", page, re.MULTILINE))
    assert set(KINDS) <= rows
    others = {"refuted", "mistyped", "unreadable", "unsettled", "unusable", "not-a-mistake"}
    assert set(RULES) - others <= rows
    assert all(f"`{ending}`" in page for ending in ENDINGS)


def test_nothing_in_the_page_is_called_wrong() -> None:
    found = review(PAGE)
    assert not [entry.latex for entry in found.entries if entry.verdict.is_wrong or not entry.is_read]


def test_it_is_linked_from_the_first_page() -> None:
    assert "(docs/for-authors.md)" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_hook_takes_the_files_that_are_read() -> None:
    hook = dict(re.findall(r"^[- ] (\w+): (.+)$", (ROOT / ".pre-commit-hooks.yaml").read_text(), re.MULTILINE))
    assert hook["entry"] == "mathnn verify"
    pattern = re.compile(hook["files"])
    assert all(pattern.search(f"a/b{ending}") for ending in ENDINGS)
    assert not pattern.search("a/b.py")

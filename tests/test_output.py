"""The output folder: files whole, ours only deleted, the manifest last."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from mathnn.errors import UsageError
from mathnn.output import HALVES, KEYS, MANIFEST, opened, put


def built(folder: Path, parts: dict[str, list[str]], key: str = "k") -> None:
    output = opened(folder)
    for paths in parts.values():
        for path in paths:
            output.write(path, f"text of {path}")
    output.finish(parts, key, {part.partition(".")[0] for part in parts} | {"kept"})


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_what_is_no_longer_built_is_deleted_and_nothing_else(tmp_path: Path) -> None:
    built(tmp_path, {"a.markdown": ["a.md", "old.md"], "kept.markdown": ["kept.md"]})
    (tmp_path / "mine.txt").write_text("not ours")
    built(tmp_path, {"a.markdown": ["a.md"]})
    assert files(tmp_path) == {"a.md", "kept.md", "mine.txt", MANIFEST, KEYS}


def test_a_chapter_that_left_the_book_is_deleted(tmp_path: Path) -> None:
    built(tmp_path, {"gone.markdown": ["gone.md"], "a.markdown": ["a.md"]})
    built(tmp_path, {"a.markdown": ["a.md"]})
    assert files(tmp_path) == {"a.md", MANIFEST, KEYS}


@pytest.mark.parametrize("path", ["../outside.txt", "/etc/outside.txt"])
def test_a_manifest_deletes_nothing_outside_its_folder(tmp_path: Path, path: str) -> None:
    (tmp_path / "outside.txt").write_text("not ours")
    folder = tmp_path / "output"
    folder.mkdir()
    (folder / MANIFEST).write_text(json.dumps({"version": 1, "files": {"a.markdown": [path]}}))
    built(folder, {"a.markdown": ["a.md"]})
    assert (tmp_path / "outside.txt").exists()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"version": 2}', '{"version": 1, "files": 3, "parts": {"a.m": 1}}'])
def test_notes_that_cannot_be_read_count_as_none(tmp_path: Path, text: str) -> None:
    put(tmp_path / MANIFEST, text.encode())
    put(tmp_path / KEYS, text.encode())
    output = opened(tmp_path)
    assert (output.manifest, output.keys) == ({}, {})


def test_fresh_means_same_sources_and_files_as_they_were_left(tmp_path: Path) -> None:
    built(tmp_path, {"a.markdown": ["a.md"]})
    assert opened(tmp_path).is_fresh("a.markdown", "k")
    assert not opened(tmp_path).is_fresh("a.markdown", "other")
    assert not opened(tmp_path).is_fresh("b.markdown", "k")
    (tmp_path / "a.md").write_text("changed by hand")
    assert not opened(tmp_path).is_fresh("a.markdown", "k")
    (tmp_path / "a.md").unlink()
    assert not opened(tmp_path).is_fresh("a.markdown", "k")


def test_a_file_that_holds_the_same_is_left_alone(tmp_path: Path) -> None:
    built(tmp_path, {"a.markdown": ["a.md"]})
    before = (tmp_path / "a.md").stat().st_mtime_ns
    built(tmp_path, {"a.markdown": ["a.md"]})
    assert (tmp_path / "a.md").stat().st_mtime_ns == before


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(UsageError, match=r"file.*cannot be written.*--output"):
        opened(tmp_path / "file" / "output")
    with pytest.raises(UsageError, match="cannot be written"):
        put(tmp_path / "file" / "a.md", b"")
    assert files(tmp_path) == {"file"}


def test_what_a_killed_build_leaves_half_written_lies_aside_and_is_swept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(old: str, new: Path) -> None:
        raise SystemExit

    built(tmp_path, {"a.markdown": ["a.md"]})
    before = files(tmp_path)
    with monkeypatch.context() as patched:
        patched.setattr("os.replace", killed)
        patched.setattr("os.unlink", lambda path: None)  # a killed process deletes nothing
        with pytest.raises(SystemExit):
            opened(tmp_path).write("a.md", "new")
    (half,) = (tmp_path / HALVES).iterdir()
    assert files(tmp_path) - before == {str(half.relative_to(tmp_path))}
    assert (tmp_path / "a.md").read_text() == "text of a.md"
    built(tmp_path, {"a.markdown": ["a.md"]})
    assert half.exists()  # it may be another build that is at work
    os.utime(half, (0, 0))
    built(tmp_path, {"a.markdown": ["a.md"]})
    assert files(tmp_path) == before

"""Reading a document's file: which files are documents, how long one may be, and how its bytes become text."""

from __future__ import annotations

import os
from pathlib import Path

from mathnn.documents.document import Kind
from mathnn.errors import Place, UsageError

KINDS: dict[str, Kind] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mkd": "markdown",
    ".qmd": "markdown",
    ".rmd": "markdown",
    ".tex": "latex",
    ".latex": "latex",
    ".ltx": "latex",
    ".ipynb": "notebook",
}
"""Which endings are read as what."""

LARGEST = 20_000_000
"""Bytes of the longest file that is read (a book of a thousand pages has about three million)."""


def kind_of(path: Path) -> Kind:
    """How the file is to be read, by its ending. Raises UsageError for an ending that is not in KINDS."""
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        known = ", ".join(KINDS)
        message = f"'{path.suffix or path.name}' is no kind of document that can be read ({known})"
        raise UsageError(message, place=_at(path))
    return kind


def find_documents(path: Path) -> list[Path]:
    """The file itself, or every document below the folder in the order of names, hidden folders left out.

    Raises UsageError when there is no such file or folder, or the folder cannot be listed.
    """
    if not path.is_dir():
        if not path.exists():
            raise UsageError("there is no such file or folder", place=_at(path))
        return [path]

    def refuse(error: OSError) -> None:
        if Path(error.filename) == path:
            raise UsageError(f"the folder cannot be listed ({error.strerror})", place=_at(path)) from error

    found: list[Path] = []
    for folder, folders, names in os.walk(path, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [Path(folder, name) for name in sorted(names) if Path(name).suffix.lower() in KINDS]
    return found


def read_text(path: Path) -> str:
    """The file's text. Raises UsageError, with a sentence for the file's owner, when it is not a readable text."""
    try:
        if path.exists() and not path.is_file():
            raise UsageError("is a folder" if path.is_dir() else "is no ordinary file", place=_at(path))
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except FileNotFoundError as error:
        raise UsageError("there is no such file", place=_at(path)) from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise UsageError(f"the file cannot be read ({reason})", place=_at(path)) from error
    if len(content) > LARGEST:
        size = f"{path.stat().st_size / 1e6:.0f} MB"
        raise UsageError(f"is {size} long; documents of up to {LARGEST // 10**6} MB are read", place=_at(path))
    return decode(content, str(path))


def decode(content: bytes, path: str = "") -> str:
    """Bytes as text: UTF-8, with or without its mark. Raises UsageError with the line of the first byte that is not."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UsageError("is UTF-16, not UTF-8; save it as UTF-8", place=Place(path))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        byte = content[error.start]
        message = f"is not UTF-8 text: the byte 0x{byte:02x} on line {line}; save the file as UTF-8"
        raise UsageError(message, place=Place(path, line)) from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise UsageError(f"is not text: a zero byte on line {line}", place=Place(path, line))
    return text


def _at(path: Path) -> Place:
    return Place(str(path))

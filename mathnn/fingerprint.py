"""Keys of what is built: a hash of all that it is made from, so that nothing is built twice and nothing stays old."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from mathnn.outline import Outline, builtin

PACKAGE = Path(__file__).parent
# Whatever draws, proves or writes; another version may build other bytes.
DEPENDENCIES = ("jinja2", "markdown-it-py", "matplotlib", "mdit-py-plugins", "numpy", "python-flint",
                "sympy", "typst")
GROUND = ("errors.py", "datasets", "figures", "models")  # all that a figure of the package is made from


def of_book(outline: Outline, *more: str) -> str:
    """The key of everything in a book; `more` are options that change what is built."""
    folders = [PACKAGE, builtin(), outline.folder]
    return _digest([*_versions(), *more], _files(folders))


def of_figure(outline: Outline, module: str) -> str:
    """The key of the figures that functions of `module` draw.

    A figure drawn elsewhere depends on all of the book but its templates, which are text for readers.
    """
    if module.startswith("mathnn.figures."):
        return _digest(_versions(), _files([PACKAGE / part for part in GROUND]))
    files = _files([PACKAGE, outline.folder])
    return _digest(_versions(), [(name, path) for name, path in files if path.suffix != ".j2"])


def _versions() -> list[str]:
    return [sys.version.split()[0], *(f"{name} {_version(name)}" for name in DEPENDENCIES)]


@cache
def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"


def _files(roots: Iterable[Path]) -> list[tuple[str, Path]]:
    """The sources below some folders, each with a name that does not say where the folder stands."""
    found: dict[Path, str] = {}
    for position, root in enumerate(roots):
        below = [root] if root.is_file() else sorted(root.rglob("*"))
        for path in below:
            if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith("."):
                found.setdefault(path.resolve(), f"{position}/{path.relative_to(root.parent)}")
    return sorted((name, path) for path, name in found.items())


def _digest(words: Iterable[str], files: Iterable[tuple[str, Path]]) -> str:
    total = sha256("\n".join(words).encode())
    for name, path in files:
        total.update(f"\0{name}\0".encode())
        total.update(sha256(path.read_bytes()).digest())
    return total.hexdigest()

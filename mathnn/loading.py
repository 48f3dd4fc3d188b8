"""The Python of a chapter: its module, and the one `Chapter` that stands in it. Loading runs an author's code."""

from __future__ import annotations

import importlib
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from types import ModuleType

from mathnn.chapters.chapter import Chapter
from mathnn.errors import MathnnError, Place, UsageError
from mathnn.outline import Outline


def chapter_of(outline: Outline, source: str) -> tuple[ModuleType, Chapter]:
    """A chapter and its module. Raises UsageError with the place for one that is missing, fails, or has none."""
    loaded = module(outline, source)
    found = [value for value in vars(loaded).values() if isinstance(value, Chapter)]
    if len(found) != 1:
        count = "no Chapter" if not found else f"{len(found)} Chapters"
        raise UsageError(f"holds {count}; a chapter's module has one", place=Place(str(loaded.__file__)))
    return loaded, found[0]


def module(outline: Outline, source: str) -> ModuleType:
    """A chapter's module."""
    package = package_of(outline)
    try:
        with placed():
            return importlib.import_module(f"{package}.{source}")
    except UsageError as error:
        missing = error.__cause__
        if isinstance(missing, ModuleNotFoundError) and missing.name == f"{package}.{source}":
            where = outline.modules or str(outline.folder / "chapters")
            raise UsageError(f"the chapter {source!r} has no module {source}.py in {where}") from None
        raise


@contextmanager
def placed(what: str = "") -> Iterator[None]:
    """Whatever an author's Python raises here becomes a UsageError with the last line that ran."""
    try:
        yield
    except MathnnError:
        raise
    except SyntaxError as error:
        raise UsageError(f"is not Python: {error.msg}", place=Place(error.filename or "", error.lineno)) from error
    except Exception as error:  # an author may raise anything
        frame = traceback.extract_tb(error.__traceback__)[-1]
        message = f"{what}{': ' if what else ''}{type(error).__name__}: {error}"
        raise UsageError(message, place=Place(frame.filename, frame.lineno)) from error


def package_of(outline: Outline) -> str:
    """The package of a book's modules. A folder of modules gets a name of its own, so that two books never mix."""
    if outline.modules:
        return outline.modules
    where = (outline.folder / "chapters").resolve()
    name = f"mathnn_book_{sha256(str(where).encode()).hexdigest()[:12]}"
    if name not in sys.modules:
        package = ModuleType(name)
        package.__path__ = [str(where)]
        sys.modules[name] = package
    return name

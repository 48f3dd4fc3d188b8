"""`mathnn build --watch`: web pages on this machine that follow their sources, with errors shown where they happen."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from importlib import invalidate_caches
from importlib.util import cache_from_source, find_spec
from pathlib import Path
from threading import Event

from mathnn import testimony
from mathnn.book import Witnesses, build
from mathnn.chapters.chapter import Chapter
from mathnn.claims import Verdict
from mathnn.errors import MathnnError, Place
from mathnn.loading import package_of
from mathnn.outline import Outline, builtin, load
from mathnn.output import opened
from mathnn.render.formats import chosen
from mathnn.serving import Channel, Problem, serving
from mathnn.witnesses import Statement, Witness

PAUSE = 0.05  # seconds between two looks at the sources
PORT = 8042  # another free one where this is taken
Said = Callable[[str], None]
Stamps = Mapping[Path, tuple[int, int]]


def watch(book: Path | None = None, chapters: Sequence[str] = (), output: Path = Path("output"), jobs: int = 2,
          said: Said = print, witnesses: Witnesses = testimony.of_chapter, stop: Event | None = None,
          port: int = PORT, formats: Sequence[str] = ("html",)) -> None:
    """Serve the web pages of a book on this machine, and build them again whenever a source of it changes.

    Other `formats` are built with the pages, which are built in any case.

    Returns when `stop` is set, or on Ctrl-C. Raises UsageError for what no edit of the sources can mend.
    """
    folder, channel, heard = book or builtin(), Channel(), remembering(witnesses)
    opened(output)  # what cannot be written is said before anything is served
    once = partial(build, folder, chapters, chosen(("html", *formats)), output, jobs, witnesses=heard)
    with suppress(KeyboardInterrupt), serving(output / "html", channel, port) as address:
        said(f"{address}  (Ctrl-C stops)")
        for changed in changes(partial(sources, folder, output), stop or Event()):
            forget(changed, folder)
            channel.say(attempt(once, folder, said))


def attempt(once: Callable[[], object], folder: Path, said: Said) -> Problem | None:
    """Build, and say what went wrong."""
    start = time.perf_counter()
    try:
        once()
    except MathnnError as error:
        found = problem(error, folder)
    except Exception as error:  # whatever a half-written source does, the next edit may mend it
        found = Problem(f"{type(error).__name__}: {error}")
    else:
        said(f"built in {time.perf_counter() - start:.1f} s")
        return None
    said(f"{found.place}: {found.message}" if found.place else found.message)
    return found


def problem(error: MathnnError, folder: Path) -> Problem:
    """An error with the line of the source that it names, and the page of its chapter."""
    place = error.place or Place()
    path = Path(place.path)
    name = path.name.partition(".")[0]
    page = f"{name}.html" if name in _written(folder) else ""
    return Problem(error.message, str(place) if place.path else "", _line(path, place.line), page)


def _line(path: Path, number: int | None) -> str:
    try:
        return path.read_text(encoding="utf-8").split("\n")[number - 1].strip() if number else ""
    except (OSError, UnicodeDecodeError, IndexError):
        return ""


def _written(folder: Path) -> set[str]:
    outline = _outline(folder)
    return {str(entry.source) for entry in outline.written} if outline else set()


def _outline(folder: Path) -> Outline | None:
    with suppress(MathnnError):
        return load(folder)
    return None


# --- what changed -------------------------------------------------------------------------------------------------


def changes(look: Callable[[], Stamps], stop: Event) -> Iterator[frozenset[Path]]:
    """The files that changed, each time some did; at first none, for the first build."""
    before = look()
    yield frozenset()
    while not stop.wait(PAUSE):
        now = look()
        changed = frozenset(path for path, _ in before.items() ^ now.items())
        before = now
        if changed:
            yield changed


def sources(folder: Path, output: Path) -> dict[Path, tuple[int, int]]:
    """The templates and modules of a book, and the package's own templates: when each was written, and its size."""
    found: dict[Path, tuple[int, int]] = {}
    for root in {folder.resolve(), builtin().resolve(), *_modules(folder)}:
        for path in root.rglob("*"):
            hidden = any(part.startswith((".", "__pycache__")) for part in path.relative_to(root).parts)
            if not hidden and not path.is_relative_to(output.resolve()):
                with suppress(OSError):  # it may be gone by now
                    found |= {path: (path.stat().st_mtime_ns, path.stat().st_size)} if path.is_file() else {}
    return found


def _modules(folder: Path) -> list[Path]:
    """The folder of the chapters' modules, where it is a package of its own."""
    outline = _outline(folder)
    spec = find_spec(outline.modules) if outline and outline.modules else None
    return [Path(path).resolve() for path in spec.submodule_search_locations or ()] if spec else []


def forget(changed: frozenset[Path], folder: Path) -> None:
    """Take the modules of a book out of Python's memory when one of them changed, since they may import each other.

    What this package itself is made of stays: a `Chapter` of a module that is loaded anew must be the same class.
    """
    outline = _outline(folder)
    if outline is None or not any(path.suffix == ".py" for path in changed):
        return
    kept = {module for module in sys.modules if module == Chapter.__module__}
    package = f"{package_of(outline)}."
    for name in [name for name in sys.modules if name.startswith(package) and name not in kept]:
        del sys.modules[name]
    for path in changed:
        if path.suffix == ".py":  # compiled files tell only seconds apart
            Path(cache_from_source(str(path))).unlink(missing_ok=True)
    invalidate_caches()


# --- witnesses that need not be asked twice -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Heard:
    """A chapter as it was loaded, and its witnesses, who remember what they said."""

    chapter: Chapter
    witnesses: Mapping[str, Witness]


def remembering(witnesses: Witnesses) -> Witnesses:
    """The same witnesses, asked once for each statement of a chapter, as long as its module is not loaded anew."""
    known: list[Heard] = []

    def of_chapter(chapter: Chapter) -> Mapping[str, Witness]:
        for heard in known:
            if heard.chapter is chapter:
                return heard.witnesses
        made = {name: _once(witness) for name, witness in witnesses(chapter).items()}
        known[:] = [*known[-20:], Heard(chapter, made)]
        return made

    return of_chapter


def _once(witness: Witness) -> Witness:
    said: dict[str, Verdict | None] = {}

    def remembered(statement: Statement) -> Verdict | None:
        if statement.name not in said:
            said[statement.name] = witness(statement)
        return said[statement.name]

    return remembered

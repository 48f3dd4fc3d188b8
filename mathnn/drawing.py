"""The figures of a chapter, drawn in other processes beside the one that examines; only those whose sources changed."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import TypeAlias

from mathnn import fingerprint
from mathnn.errors import UsageError
from mathnn.figures.figure import Figure
from mathnn.figures.write import write
from mathnn.loading import package_of, placed
from mathnn.outline import Outline
from mathnn.output import Output
from mathnn.workers import workers

# Draws a figure into a folder, in another process; the future ends when its files are there.
Draw: TypeAlias = Callable[[Figure, Path], "Future[tuple[Path, ...]]"]
SUFFIXES = (".svg", ".pdf")


@contextmanager
def processes(outline: Outline, jobs: int) -> Iterator[Draw]:
    """Processes that draw; they know the modules of the book, since a figure's functions may be an author's.

    The process that builds is one of the jobs, and has the most to do: with two jobs, one process draws. One job needs
    no other process: the figures are drawn where they are asked for.
    """
    if jobs == 1:
        yield _at_once
        return
    with workers(jobs - 1, get_context("spawn"), package_of, outline) as pool:
        yield lambda figure, folder: pool.submit(draw, _sendable(figure), folder)


def draw(figure: Figure, folder: Path) -> tuple[Path, ...]:
    """Draw a figure and save it, as `write` does; what its functions raise is said as UsageError."""
    with placed(f"the figure {figure.name!r}"):
        return write(figure, folder)


def _at_once(figure: Figure, folder: Path) -> Future[tuple[Path, ...]]:
    done: Future[tuple[Path, ...]] = Future()
    done.set_result(draw(figure, folder))
    return done


def _sendable(figure: Figure) -> Figure:
    """The figure, if another process can be sent it. Raises UsageError where a function of it has no name."""
    try:
        pickle.dumps(figure)
    except (pickle.PicklingError, AttributeError, TypeError):
        message = f"the figure {figure.name!r}: draw and each check must be a function of a module, no lambda"
        raise UsageError(message) from None
    return figure


def files(source: str, figure: Figure) -> list[str]:
    """The files of a figure, by their paths in the output folder."""
    return [f"figures/{source}/{figure.name}{suffix}" for suffix in SUFFIXES]


def keys(outline: Outline, figures: Sequence[Figure]) -> dict[str, str]:
    """The key of each figure by its name."""
    modules = {figure.name: getattr(figure.draw, "__module__", "") or "" for figure in figures}
    known = {name: fingerprint.of_figure(outline, name) for name in set(modules.values())}
    return {name: known[where] for name, where in modules.items()}


def part(source: str, figure: Figure) -> str:
    """The name under which a figure's key is kept."""
    return f"{source}.figures.{figure.name}"


def stale(output: Output, source: str, figures: Sequence[Figure], now: dict[str, str]) -> list[Figure]:
    """The figures that have to be drawn."""
    return [figure for figure in figures if not output.is_fresh(part(source, figure), now[figure.name])]

"""The figures of a chapter, drawn by several processes at once; only those whose sources changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import TypeAlias

from mathnn import fingerprint
from mathnn.figures.figure import Figure
from mathnn.figures.write import write
from mathnn.loading import package_of
from mathnn.outline import Outline
from mathnn.output import Output

# Draws a figure into a folder, in another process; the future ends when its files are there.
Draw: TypeAlias = Callable[[Figure, Path], "Future[tuple[Path, ...]]"]
SUFFIXES = (".svg", ".pdf")


@contextmanager
def processes(outline: Outline, jobs: int) -> Iterator[Draw]:
    """Processes that draw; they know the modules of the book, since a figure's functions may be an author's."""
    with ProcessPoolExecutor(jobs, get_context("spawn"), package_of, (outline,)) as pool:
        try:
            yield lambda figure, folder: pool.submit(write, figure, folder)
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


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

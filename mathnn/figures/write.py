"""A figure to files: draw, check what was drawn, then save SVG and PDF, the same bytes each time."""

from __future__ import annotations

import os
import tempfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mathnn.errors import BuildError, UsageError
from mathnn.figures.figure import Figure
from mathnn.figures.style import look

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Picture

# No date, and no version of matplotlib: nothing that differs between two runs.
METADATA: dict[str, dict[str, Any]] = {
    "svg": {"Date": None, "Creator": "mathnn"},
    "pdf": {"CreationDate": None, "Creator": "mathnn", "Producer": None},
}


def write(figure: Figure, folder: Path) -> tuple[Path, ...]:
    """Save `figure` as SVG and PDF in `folder`, which is made when missing; returns both paths, SVG first.

    Raises BuildError when a check finds a fault, before anything is written, and UsageError when the folder cannot be
    written. A file is put in place whole, so a reader never sees half of one.
    """
    with look():
        picture = figure.draw()
        faults = figure.faults(picture)
        if faults:
            raise BuildError(f"the figure {figure.name!r} does not show what it claims: {'; '.join(faults)}")
        saved = {folder / f"{figure.name}.{kind}": _bytes(picture, kind) for kind in METADATA}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, content in saved.items():
            _replace(path, content)
    except OSError as error:
        raise UsageError(f"cannot write the figure {figure.name!r} to {folder}: {error.strerror}") from error
    return tuple(saved)


def _bytes(picture: Picture, kind: str) -> bytes:
    buffer = BytesIO()
    picture.savefig(buffer, format=kind, metadata=METADATA[kind])
    return buffer.getvalue()


def _replace(path: Path, content: bytes) -> None:
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        os.chmod(temporary, 0o644)  # mkstemp makes files that nobody else may read
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise

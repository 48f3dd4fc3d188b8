"""Jupyter notebooks: the formulas of their Markdown cells, by cell and line."""

from __future__ import annotations

import json

from mathnn.documents.collect import Collector
from mathnn.documents.markdown import read_markdown
from mathnn.documents.newlines import unified
from mathnn.errors import Place, UsageError


def read_notebook(text: str, into: Collector) -> None:
    """Walk a notebook (nbformat 3 or 4). Raises UsageError when it is none; a cell that is none gets a notice."""
    for number, cell in enumerate(_cells(text, into.path), 1):
        place = Place(into.path, cell=number)
        kind = cell.get("cell_type") if isinstance(cell, dict) else None
        if not isinstance(cell, dict) or not isinstance(kind, str):
            into.notice(place, "it is no cell, or its cell_type is missing; it is not read")
        elif kind == "markdown":
            into.cell = number
            read_markdown(unified(_source(cell, place, into)), into)


def _source(cell: dict[str, object], place: Place, into: Collector) -> str:
    """The text of a cell: a string, or a list of them."""
    source = cell.get("source")
    lines = source if isinstance(source, list) else [source]
    texts = [line for line in lines if isinstance(line, str)]
    if len(texts) < len(lines):
        into.notice(place, "its source is neither text nor a list of lines of text; what is not text is left out")
    return "".join(texts)


def _cells(text: str, path: str) -> list[object]:
    try:
        notebook = json.loads(text)
    except json.JSONDecodeError as error:
        place = Place(path, error.lineno, error.colno)
        raise UsageError(f"is not a notebook: its JSON breaks off ({error.msg})", place=place) from error
    except (RecursionError, ValueError) as error:  # nested too deep, or a number too long
        raise UsageError("is not a notebook: its JSON cannot be read", place=Place(path)) from error
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if cells is None and isinstance(notebook, dict) and isinstance(notebook.get("worksheets"), list):
        sheets = [sheet for sheet in notebook["worksheets"] if isinstance(sheet, dict)]
        cells = [cell for sheet in sheets for cell in sheet.get("cells") or ()]
    if not isinstance(cells, list):
        raise UsageError("is not a notebook: it has no list of cells", place=Place(path))
    return cells

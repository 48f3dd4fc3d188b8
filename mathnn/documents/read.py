"""From a file or a text to a Document."""

from __future__ import annotations

from pathlib import Path

from mathnn.documents.collect import Collector
from mathnn.documents.document import Document, Kind
from mathnn.documents.files import kind_of, read_text
from mathnn.documents.latex import read_latex
from mathnn.documents.newlines import unified
from mathnn.errors import Place, UsageError


def read_document(path: str | Path, kind: Kind | None = None) -> Document:
    """The document in a file, read as its ending says unless `kind` is given.

    Raises UsageError, with the file's path, when there is no such file, it is not UTF-8 text, it is longer than
    `files.LARGEST` bytes, or its ending is not known.
    """
    path = Path(path)
    return document_from_text(read_text(path), kind or kind_of(path), str(path), folder=path.parent)


def document_from_text(text: str, kind: Kind, path: str = "", *, folder: Path | None = None) -> Document:
    """The document that a text holds. `path` is its name in places; `folder` is where its ``\\input`` may look.

    Time and memory grow linearly with the length. Raises UsageError when a notebook's JSON is none, or the text holds
    more than `document.MOST_PARTS` parts.
    """
    into = Collector(path)
    try:
        if kind == "notebook":
            from mathnn.documents.notebook import read_notebook

            read_notebook(text, into)
        elif kind == "latex":
            read_latex(unified(text), into, folder)
        else:
            from mathnn.documents.markdown import read_markdown

            read_markdown(unified(text), into)
    except UsageError as error:
        raise error.at(Place(path)) from None
    return into.document(kind)

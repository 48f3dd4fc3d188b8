"""A file to located equations with their surroundings: Markdown, LaTeX, Jupyter notebooks."""

from mathnn.documents.document import (
    Comment,
    Document,
    Equation,
    Heading,
    Kind,
    Macro,
    Mark,
    Notice,
    Part,
    Prose,
)
from mathnn.documents.excerpt import Excerpt
from mathnn.documents.files import KINDS, find_documents
from mathnn.documents.read import document_from_text, read_document

__all__ = [
    "KINDS",
    "Comment",
    "Document",
    "Equation",
    "Excerpt",
    "Heading",
    "Kind",
    "Macro",
    "Mark",
    "Notice",
    "Part",
    "Prose",
    "document_from_text",
    "find_documents",
    "read_document",
]

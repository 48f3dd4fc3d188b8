"""Text of an author as Typst's markup in which nothing is markup, and as its strings."""

from __future__ import annotations

import re

from mathnn.errors import UsageError
from mathnn.syntax.typst import quoted

# All of ASCII's punctuation but what has no meaning anywhere, and quotation marks, which become typographic ones.
_MEANT = re.compile(r"[^\w\s,!?'\"\u0080-\U0010ffff]|_")
_SPACES = re.compile(r"[ \t\r\n]+")
_NO_SIGN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ue000-\uf8ff]")
_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.\-]*):")
_SCHEMES = frozenset(("http", "https", "mailto"))


def escape(text: str) -> str:
    """Markup that prints this text. Raises UsageError for a character that is no sign."""
    _refuse_controls(text)
    return _MEANT.sub(lambda found: f"\\{found[0]}", _SPACES.sub(" ", text))


def string(text: str) -> str:
    """A text as a string of Typst's code. Raises UsageError for a character that is no sign."""
    _refuse_controls(text)
    return quoted(text)


def target(url: str) -> str:
    """Where a link leads, as a string. Raises UsageError for what is neither the web's nor a file's address."""
    scheme = _SCHEME.match(url)
    if not url.strip() or (scheme and scheme[1].lower() not in _SCHEMES):
        raise UsageError(f"a link leads to the web or to a file, not to {url!r}")
    return string(url)


def _refuse_controls(text: str) -> None:
    if found := _NO_SIGN.search(text):
        raise UsageError(f"the character U+{ord(found[0]):04X} cannot be printed; remove it")

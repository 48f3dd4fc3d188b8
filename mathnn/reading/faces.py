r"""One letter in two typefaces: \mathbf{A} and A in one statement are one thing where that makes it true."""

from __future__ import annotations

import re

_BOLD = re.compile(r"\\(?:mathbf|boldsymbol|bm|vec)\s*\{\s*(\\?[A-Za-z]+)\s*\}")
_HELD = "\0"


def in_one_face(latex: str) -> str | None:
    """The statement with every plain letter bold that is bold elsewhere in it; None where there is none such.

    A plain letter with an index stays: it is an entry.
    """
    found = {match[1]: match[0] for match in _BOLD.finditer(latex)}
    held = _BOLD.sub(_HELD, latex)
    changed = held
    for letter, bold in found.items():
        plain = re.escape(letter)
        before = "" if letter[0] == "\\" else r"(?<![A-Za-z\\])"
        changed = re.sub(rf"{before}{plain}(?![A-Za-z])(?!\s*[_({{])", lambda _, bold=bold: bold, changed)  # type: ignore[misc]
    if changed == held:
        return None
    kept = iter([match[0] for match in _BOLD.finditer(latex)])
    return re.sub(_HELD, lambda _: next(kept), changed)


def with_chances_apart(latex: str) -> str:
    """The statement with P_{ij} for p_{ij}, the chances of values, where a bare p in it is a number of its own.

    It stays as long as it was, so that places in it stay right.
    """
    if not _CHANCES.search(latex) or not _BARE.search(latex) or not _MOMENT.search(latex) or _CAPITAL.search(latex):
        return latex
    return _CHANCES.sub("P", latex)


_LETTER = r"(?<![A-Za-z\\])"
_CHANCES = re.compile(_LETTER + r"p(?=\s*_\s*(?:[ijk]|\{\s*[ijk]\s*,?\s*[ijk]?\s*\}))")
_BARE = re.compile(_LETTER + r"p(?!\s*[_(\[A-Za-z])")
_CAPITAL = re.compile(_LETTER + r"P(?![A-Za-z])")
_MOMENT = re.compile(r"\\(?:mu|sigma)_|E\s*[\[(\\}]|[Vv]ar|[Cc]ov|\\rho")

__all__ = ["in_one_face", "with_chances_apart"]

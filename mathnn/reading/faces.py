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


__all__ = ["in_one_face"]

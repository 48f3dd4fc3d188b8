"""How many arguments a function is written with: f(xi, x) is another one than the f(x) of a section before."""

from __future__ import annotations

import re

from mathnn.notation import Name

_OPEN, _CLOSE = "([{", ")]}"


def takes_more(row: Name, latex: str) -> bool:
    """Is a function of one column that has a formula written with several arguments, not its entries, everywhere?"""
    name = row.symbol.name
    if row.symbol.sort.kind != "function" or row.definition is None or len(row.parameters) != 1:
        return False
    found = [_arguments(latex, match.end()) for match in re.finditer(
        rf"(?<![A-Za-z\\]){re.escape(name)}\s*(?:\\left)?\(", latex)] if name.isalpha() else []
    return bool(found) and all(len(each) > 1 and len({_letter(part) for part in each}) > 1 for each in found)


def _arguments(latex: str, start: int) -> list[str]:
    """The arguments up to the bracket that closes."""
    depth, parts, text = 0, [], ""
    for sign in latex[start : start + 200]:
        if sign in _CLOSE and not depth:
            break
        depth += (sign in _OPEN) - (sign in _CLOSE)
        if sign == "," and not depth:
            parts.append(text)
            text = ""
        else:
            text += sign
    return [*parts, text]


def _letter(text: str) -> str:
    """The first letter, without its typeface: that of the whole whose entries are listed."""
    plain = re.sub(r"\\(?:mathbf|boldsymbol|vec|mathrm|left|right)\b|[{}\s\\]", "", text)
    return plain.partition("_")[0].rstrip(")")


__all__ = ["takes_more"]

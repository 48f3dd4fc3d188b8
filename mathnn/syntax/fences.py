"""What stands around a formula in a text: dollars, and brackets with a backslash."""

from __future__ import annotations

FENCES = (("$$", "$$"), ("$", "$"), (r"\[", r"\]"), (r"\(", r"\)"))


def unfenced(latex: str) -> tuple[str, int]:
    """The formula without its fences, and where it begins; another text as it is."""
    text = latex.strip()
    for left, right in FENCES:
        inner = text.removeprefix(left).removesuffix(right)
        if len(inner) == len(text) - len(left + right) and left not in inner:
            return inner, latex.index(left) + len(left)
    return latex, 0


__all__ = ["unfenced"]

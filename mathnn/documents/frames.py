r"""Frames and colours around an equation, ``\boxed{a = b}``: taken off, so that what stands in them is read."""

from __future__ import annotations

import re

from mathnn.documents.excerpt import Excerpt
from mathnn.documents.formula import RELATIONS, group_end, holds_relation

_COLOUR = r"(?:\[[^\[\]{}]{0,40}\])?\s*\{[^{}]{0,40}\}\s*"
_FRAME = re.compile(
    r"\\(?:(?:boxed|fbox|ovalbox|doublebox|underline)\s*|bbox\s*(?:\[[^\[\]{}]{0,80}\])?\s*"
    rf"|(?:textcolor|colorbox|color)\s*{_COLOUR}|fcolorbox\s*{_COLOUR}{_COLOUR})\{{(?:\s*\$)?")
_NAMES = ("box", r"\underline", "color{", r"\textcolor", r"\color")
# What may stand behind: with anything else the frame holds a part of a side.
_ENDS = re.compile(
    r"(?:\s|~)*(?:$|[.,;:&}]|:=|[=<>]|\\(?:\\|[,;:! ]|q?quad|text|tag|label|end|h?fill|square|blacksquare"
    + "".join("|" + name[1:] for name in sorted(RELATIONS) if name[0] == "\\") + r")(?![A-Za-z])|\\\\)")
_MOST = 50  # frames of one formula: each looks for its closing brace
_LONGEST = 4_000  # characters in one of them


def without_frames(formula: Excerpt) -> Excerpt:
    """The formula without what frames or colours a whole equation in it, each character where it stood."""
    text = formula.text
    if not any(name in text for name in _NAMES):
        return formula
    spans: list[tuple[int, int]] = []
    for found, _ in zip(_FRAME.finditer(text), range(_MOST), strict=False):
        end = group_end(text, found.end(), _LONGEST)
        inside = text[found.end() : end - 1]
        dollar = inside.rstrip().endswith("$")
        inside = inside.rstrip().removesuffix("$")
        if text[end - 1] == "}" and _ENDS.match(text, end) and _is_equation(inside):
            spans += [found.span(), (found.end() + len(inside) if dollar else end - 1, end)]
    return formula.without(sorted(spans)).strip() if spans else formula


def _is_equation(inside: str) -> bool:
    return holds_relation(inside) or inside.lstrip().startswith((r"\begin", *(name + "{" for name in _FRAMES)))


_FRAMES = (r"\boxed", r"\fbox", r"\underline")


__all__ = ["without_frames"]

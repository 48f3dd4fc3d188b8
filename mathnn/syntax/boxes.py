"""What a set formula is made of: rows, scripts, fractions, fences, grids. Every output writes just these."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["number", "letter", "operator", "function", "text"]
Style: TypeAlias = Literal["", "bold", "blackboard", "calligraphic", "upright"]


@dataclass(frozen=True, slots=True)
class Word:
    """One number, letter, operator sign, function name or run of text, in Unicode.

    `latex` is how LaTeX spells it where that is not the text itself. An operator with `tight` has no space around it,
    as the minus of a negation.
    """

    kind: Kind
    text: str
    latex: str = ""
    style: Style = ""
    tight: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Parts side by side."""

    parts: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Scripts:
    """A base with a subscript, a superscript or both."""

    base: Box
    below: Box | None = None
    above: Box | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """A large sign with what stands under and over it: the sum over i from 1 to n."""

    sign: Word
    below: Box | None = None
    above: Box | None = None


@dataclass(frozen=True, slots=True)
class Accent:
    """A letter under a mark: hat, bar, tilde, dot, vec."""

    base: Box
    mark: str


@dataclass(frozen=True, slots=True)
class Fraction:
    """One over the other."""

    top: Box
    bottom: Box


@dataclass(frozen=True, slots=True)
class Root:
    """A root, of a degree where it is not the square root."""

    inside: Box
    degree: Box | None = None


@dataclass(frozen=True, slots=True)
class Fenced:
    """Something between a left and a right sign; `tall` where the signs grow with it."""

    left: str
    inside: Box
    right: str
    tall: bool = False


@dataclass(frozen=True, slots=True)
class Applied:
    """A function and what it is applied to, in brackets or not: f(x), cos x."""

    head: Box
    argument: Box


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows and columns between brackets: a matrix with ``[`` and ``]``, cases with ``{`` and nothing."""

    rows: tuple[tuple[Box, ...], ...]
    left: str = "["
    right: str = "]"


Box: TypeAlias = Word | Row | Scripts | Limits | Accent | Fraction | Root | Fenced | Applied | Grid


def row(*parts: Box) -> Box:
    """Parts side by side; rows inside are opened, one part stands alone."""
    flat: list[Box] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, Row) else (part,))
    return flat[0] if len(flat) == 1 else Row(tuple(flat))


def brackets(box: Box, left: str = "(", right: str = ")") -> Fenced:
    """Something in brackets, which grow when it is taller than a line."""
    return Fenced(left, box, right, tall=is_tall(box))


def is_tall(box: Box) -> bool:
    """Is this taller than a line of text?"""
    if isinstance(box, Fraction | Grid | Limits):
        return True
    if isinstance(box, Row):
        return any(map(is_tall, box.parts))
    if isinstance(box, Fenced | Root):
        return is_tall(box.inside)
    if isinstance(box, Applied):
        return is_tall(box.argument)
    return isinstance(box, Scripts) and is_tall(box.base)


def touch(before: Box | None, part: Box) -> bool:
    """Would two signs of one kind stand side by side with nothing between them: the bars of |x| |y|, two roots?"""
    after = part.base if isinstance(part, Scripts) else part
    if isinstance(before, Fenced) and isinstance(after, Fenced):
        return before.right in _BARS and after.left in _BARS
    return isinstance(before, Root) and isinstance(after, Root)


_BARS = frozenset("|‖")

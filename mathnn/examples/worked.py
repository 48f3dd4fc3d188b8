"""What a worked example is: its inputs, and the lines that come out when it is worked with some values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from mathnn.expression import Expr
from mathnn.notation import Notation

# One exact number; a column as a tuple of numbers; a matrix as a tuple of rows.
Value: TypeAlias = Fraction | tuple[Fraction, ...] | tuple[tuple[Fraction, ...], ...]


@dataclass(frozen=True, slots=True)
class Input:
    """A quantity that the reader may set: `name` as in ``--set name=value``, the symbol it is printed as.

    `default` is written as on the command line (``2,-1``); its shape is the shape that is asked for, but a dimension
    named by a letter in `shape` only has to agree with the other inputs that use the letter.
    """

    name: str
    symbol: Expr
    default: str
    shape: tuple[str, ...]
    meaning: str


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of Markdown and the statement that is printed under it; either may be missing."""

    text: str = ""
    statement: Expr | None = None


@dataclass(frozen=True, slots=True)
class Worked:
    """An example that was worked: the values it was worked with, its lines, and what comes out in one sentence."""

    name: str
    title: str
    given: tuple[Expr, ...]
    lines: tuple[Line, ...]
    answer: str
    notation: Notation


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example that can be worked with any admissible values.

    `work` gets exact values by input name, and raises UsageError for values that make no sense (an angle of a zero
    vector), naming the input and what to do.
    """

    name: str
    title: str
    question: str
    inputs: tuple[Input, ...]
    work: Callable[[Mapping[str, Value]], Worked]

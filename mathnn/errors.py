"""What can be wrong with a user's input: one family of errors, each with its place in the text."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a user's input: a file, a line and a column (both from 1), a notebook's cell (from 1)."""

    path: str = ""
    line: int | None = None
    column: int | None = None
    cell: int | None = None

    def __str__(self) -> str:
        parts = [self.path or "<input>"]
        if self.cell is not None:
            parts.append(f"cell {self.cell}")
        parts += [str(n) for n in (self.line, self.column) if n is not None]
        return ":".join(parts)


class Stopped(Exception):  # noqa: N818 - a condition, not a fault
    """What ends a calculation inside the checker. It is caught there; the border takes one that is not for a fault."""


# What the reader and the checker should never let out. The border takes it as their own failure on one statement, and
# says so: the rest is still read and judged.
FAILURES = (ArithmeticError, LookupError, TypeError, ValueError, AssertionError, RuntimeError, MemoryError, NameError,
            AttributeError, StopIteration, Stopped)


class MathnnError(Exception):
    """Anything that is wrong with what the user gave. Raised precisely inside; the border adds the place once."""

    def __init__(self, message: str, *, place: Place | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.place = place

    def at(self, place: Place) -> MathnnError:
        """The same error with its place, unless a more precise one is known."""
        if self.place is None:
            self.place = place
        elif not self.place.path:
            self.place = replace(self.place, path=place.path)
        return self

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message


class UsageError(MathnnError):
    """The command, a file or a value cannot be used (exit status 2)."""


class BuildError(MathnnError):
    """A check failed while the book was built, so nothing is printed (exit status 1)."""


class ReadError(MathnnError):
    """A formula that cannot be read: names the construct, and where it stands in the formula.

    `start` and `end` count characters of the LaTeX from 0; `construct` is what is not known, e.g. ``\\oint``.
    """

    def __init__(self, message: str, *, construct: str = "", start: int = 0, end: int = 0) -> None:
        super().__init__(message)
        self.construct = construct
        self.start = start
        self.end = end


class SortError(MathnnError):
    """Shapes or kinds that cannot agree, e.g. a vector added to a matrix. `start` and `end` as in ReadError.

    `sizes` are the two dimensions that clashed, where two did.
    """

    def __init__(self, message: str, *, start: int = 0, end: int = 0,
                 sizes: tuple[object, object] | None = None) -> None:
        super().__init__(message)
        self.start = start
        self.end = end
        self.sizes = sizes

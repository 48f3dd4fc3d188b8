"""Macros of a document, replaced in a formula: bounded in how often and how far they expand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from mathnn.errors import ReadError
from mathnn.syntax.tokens import LONGEST

Macros = Mapping[str, Sequence[Any]]  # by name with backslash: (arity, body), or (arity, default of the first, body)
MOST = 2_000  # replacements in one formula
_COMMAND = re.compile(r"\\(?:[A-Za-z]+|.)", re.DOTALL)
_SPACE = re.compile(r"\s*")
_ENDS_IN_COMMAND = re.compile(r"\\[A-Za-z]+$")
_ARGUMENT = re.compile(r"#([1-9])")


def expanded(latex: str, macros: Macros) -> str:
    """The formula without the macros. Raises ReadError for one that expands too far or lacks an argument."""
    text, position, done = latex, 0, 0
    while (found := _COMMAND.search(text, position)) is not None:
        macro = macros.get(found[0])
        if macro is None:
            position = found.end()
            continue
        done += 1
        if done > MOST or len(text) > LONGEST:
            raise ReadError(f"the macro {found[0]} expands too far", construct=found[0], start=0, end=len(latex))
        body, end = _replaced(text, found, macro)
        if body[-1:].isalpha() and text[end : end + 1].isalpha():
            body += " "
        text, position = text[: found.start()] + body + text[end:], found.start()
    return text


def _replaced(text: str, found: re.Match[str], macro: Sequence[Any]) -> tuple[str, int]:
    """The body with its arguments, and where the macro's use ends."""
    arity, body = int(macro[0]), str(macro[-1])
    default = macro[1] if len(macro) == 3 else None
    end = found.end()
    arguments: list[str] = []
    if default is not None and arity:
        start = _SPACE.match(text, end).end()  # type: ignore[union-attr]
        close = text.find("]", start) if text[start : start + 1] == "[" else -1
        arguments.append(text[start + 1 : close] if close > 0 else str(default))
        end = close + 1 if close > 0 else end
    while len(arguments) < arity:
        argument, end = _argument(text, end, found)
        arguments.append(argument)
    def put_in(place: re.Match[str]) -> str:
        """The argument; a command right before it ends there, as in \\lVert#1."""
        if int(place[1]) > len(arguments):
            return place[0]
        argument = arguments[int(place[1]) - 1]
        runs_on = argument[:1].isalpha() and _ENDS_IN_COMMAND.search(body, 0, place.start())
        return f" {argument}" if runs_on else argument

    return _ARGUMENT.sub(put_in, body), end


def _argument(text: str, at: int, found: re.Match[str]) -> tuple[str, int]:
    """A group in braces or one token."""
    start = _SPACE.match(text, at).end()  # type: ignore[union-attr]
    if start >= len(text):
        raise ReadError(f"{found[0]} lacks an argument", construct=found[0], start=found.start(), end=found.end())
    if text[start] != "{":
        token = _COMMAND.match(text, start)
        end = token.end() if token else start + 1
        return text[start:end], end
    depth = 0
    for position in range(start, len(text)):
        if text[position] == "\\":
            continue
        if text[position] in "{}" and text[position - 1 : position] != "\\":
            depth += 1 if text[position] == "{" else -1
            if depth == 0:
                return text[start + 1 : position], position + 1
    raise ReadError(f"the argument of {found[0]} does not end", construct=found[0], start=start, end=len(text))

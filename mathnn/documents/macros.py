"""Macros that a document defines: \\newcommand, \\def, \\DeclareMathOperator and their kin."""

from __future__ import annotations

import re
from collections.abc import MutableMapping

from mathnn.documents.document import Macro
from mathnn.documents.excerpt import Excerpt
from mathnn.documents.formula import group_end

DEFINES = (
    r"\\(?:newcommand|renewcommand|providecommand|DeclareRobustCommand|def|gdef|let|"
    r"DeclareMathOperator|DeclarePairedDelimiter)(?![A-Za-z])"
)
_DEFINES = re.compile(DEFINES)
_HEAD = re.compile(r"\\([A-Za-z]+)\s*(\*?)\s*(\{\s*)?(\\(?:[A-Za-z@]+|.))(\s*\})?", re.S)
_ARITY = re.compile(r"\s*\[\s*(\d)\s*\]")
_DEFAULT = re.compile(r"\s*\[([^\[\]{}]*(?:\{[^{}]*\}[^\[\]{}]*)*)\]")
_PARAMETERS = re.compile(r"\s*((?:#\d)*)\s*(?=\{)")
_LET = re.compile(r"\s*=?\s*(\\(?:[A-Za-z@]+|.)|[^\s\\])", re.S)
_GROUP = re.compile(r"\s*\{")
_LONGEST = 10_000  # characters of a macro's body; a longer one is no abbreviation


class _UnclosedError(Exception):
    """Braces that do not close: everything up to `args[0]` was looked through."""


def _group(text: str, position: int) -> tuple[str, int] | None:
    """The inside of the braces that begin at `position` (after spaces) and the position after them."""
    opening = _GROUP.match(text, position)
    if not opening:
        return None
    end = group_end(text, opening.end(), _LONGEST)
    if text[end - 1 : end] != "}":
        raise _UnclosedError(end)
    return text[opening.end() : end - 1], end


def _by_newcommand(text: str, position: int) -> tuple[Macro, int] | None:
    arity, default = 0, None
    if found := _ARITY.match(text, position):
        arity, position = int(found[1]), found.end()
        if found := _DEFAULT.match(text, position):
            default, position = found[1], found.end()
    body = _group(text, position)
    return body and (Macro(arity, default, body[0]), body[1])


def _by_def(text: str, position: int) -> tuple[Macro, int] | None:
    found = _PARAMETERS.match(text, position)
    body = _group(text, found.end()) if found else None
    return found and body and (Macro(found[1].count("#"), None, body[0]), body[1])


def _by_let(text: str, position: int) -> tuple[Macro, int] | None:
    found = _LET.match(text, position)
    return found and (Macro(0, None, found[1]), found.end())


def _operator(text: str, position: int, star: str) -> tuple[Macro, int] | None:
    body = _group(text, position)
    return body and (Macro(0, None, f"\\operatorname{star}{{{body[0]}}}"), body[1])


def _delimiters(text: str, position: int) -> tuple[Macro, int] | None:
    left = _group(text, position)
    right = _group(text, left[1]) if left else None
    return left and right and (Macro(1, None, f"{left[0]} #1 {right[0]}"), right[1])


def _read_definition(text: str, position: int) -> tuple[str, Macro, int] | None:
    """The definition that begins at `position`: the name with its backslash, the macro, the position after it.

    None when it cannot be followed (delimited parameters of ``\\def``, braces that do not close).
    """
    head = _HEAD.match(text, position)
    if not head or bool(head[3]) != bool(head[5]):
        return None
    command, star, after = head[1], head[2], head.end()
    if command == "DeclareMathOperator":
        read = _operator(text, after, star)
    elif command == "DeclarePairedDelimiter":
        read = _delimiters(text, after)
    elif command == "let":
        read = _by_let(text, after)
    elif command in ("def", "gdef"):
        read = _by_def(text, after)
    else:
        read = _by_newcommand(text, after)
    return (head[4], *read) if read else None


def define(macros: MutableMapping[str, Macro], text: str, position: int) -> int:
    """Add the definition at `position` to `macros` (``\\providecommand`` keeps an older one); returns its end.

    One whose braces do not close swallows what follows, as in TeX, which keeps a walk over many of them linear.
    """
    try:
        read = _read_definition(text, position)
    except _UnclosedError as unclosed:
        return int(unclosed.args[0])
    if not read:
        return position + 1
    name, macro, end = read
    if name not in macros or not text.startswith("\\provide", position):
        macros[name] = macro
    return end


def take_definitions(formula: Excerpt, macros: MutableMapping[str, Macro]) -> Excerpt:
    """Move the definitions that stand in a formula (a habit in notebooks) into `macros`; returns what is left."""
    spans: list[tuple[int, int]] = []
    position = 0
    while found := _DEFINES.search(formula.text, position):
        position = define(macros, formula.text, found.start())
        if position > found.start() + 1:
            spans.append((found.start(), position))
    return formula.without(spans).strip()

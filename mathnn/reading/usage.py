"""How a statement uses a name that was said before: with arguments, with a label, alone, under a derivative."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from mathnn.check.closed_sequences import is_closed
from mathnn.expression import Symbol
from mathnn.notation import DECLARED, VALUE_AT, Name, plain
from mathnn.reading.squares import as_written

PIECE = re.compile(r"\\[A-Za-z]+|[A-Za-z]|\d+")  # what a name is made of: letters, commands, numbers
_WORD = re.compile(r"\\mathrm\{([A-Za-z]{2,})\}")  # how a word in plain letters is spelled, Loss, net_{h1}
_STEP = re.compile(r"\s*_\s*\{?\s*(?:t|\\tau)(?![A-Za-z])")
_INDEX = re.compile(r"\s*_\s*(?:[a-z0-9](?![a-z])|\{\s*[a-z0-9]\s*\})")
_SUBSCRIPT = re.compile(r"\s*_\s*(?:[A-Za-z0-9]|\{[^{},]*\})")
_UNDER_MARK = re.compile(r"\\(?:bar|hat|tilde|overline|widehat|widetilde)\s*\{?\s*$")  # \bar{x} is another letter
_SCRIPT = re.compile(r"\s*(?:_|\^\s*\{?\s*[(\[])")
_TYPEFACES = frozenset((r"\mathbf", r"\boldsymbol", r"\vec"))
DENSITIES = ("p", "P", "q")


def pieces(name: str) -> list[str]:
    """What a name is made of but for its typefaces: the entries of a bold letter are written with a plain one."""
    name = plain(name)
    if "\\mathrm" in name:
        name = _WORD.sub(r"\1", name)
    return [piece for piece in PIECE.findall(name) if piece not in _TYPEFACES]


def are_among(name: str, mentioned: Mapping[str, None]) -> bool:
    """Are all pieces of a name mentioned?"""
    return all(piece in mentioned for piece in pieces(name))


def as_used(row: Name, latex: str, used: Symbol | None) -> Name | None:
    """The row of a name as it is used: a function that stands without arguments is the value of its formula.

    `used` is how a definition uses it, None for the statement itself. None when the row is about something else: a
    family that has no label here, a function without a formula that stands as a letter.
    """
    symbol = row.symbol
    if symbol.sort.kind == "family" or (used is not None and used.sort.kind == "family"):
        is_labelled = used.sort.kind == "family" if used is not None else (
            _is_labelled(symbol.name, latex) or _is_below_nabla(symbol.name, latex)
            or (symbol.sort.kind == "family" and row.definition is not None and _has_step(symbol.name, latex))
            or (_is_of_tables(row) and _has_subscript(symbol.name, latex)))
        return row if is_labelled == (symbol.sort.kind == "family") else None
    if symbol.sort.kind != "function":
        is_density = used is None and symbol.name in DENSITIES and is_called(symbol.name, latex)
        return None if is_density or _is_labelled(symbol.name, latex) else row
    called = used.sort.kind == "function" if used is not None else is_called(symbol.name, latex)
    if used is None and not called and not _is_alone(symbol.name, latex):
        return None  # f_c is another function than f
    if called:
        return row
    if row.definition is None or symbol.sort.value is None:
        return row if _is_differentiated(symbol.name, latex) else None
    argument = row.parameters[0].name if len(row.parameters) == 1 else ""
    meaning = VALUE_AT + argument if argument and row.meaning != DECLARED else row.meaning
    return Name(Symbol(symbol.name, symbol.sort.value), meaning, as_written(row.definition, row.parameters))


_AT_POINT = r"\}\s*\{\s*(?:d|\\partial)\s*\\?\w+\s*(?:\^\s*\{?\w+\}?\s*)?\}\s*(?:\\left)?\("  # of df/dx (4)
# What stands behind a name: the label of a layer; arguments or primes.
_LABEL = re.compile(r"\s*(?:_\{?\w+\}?)?\^\s*\{?\s*(?:[(\[]|\\ell|[lL](?![A-Za-z]))")
_ARGUMENT = re.compile(r"\s*(?:\\(?:left|[bB]igg?l?))?\s*(?:[(\[]|'|\^\{?\\prime|\^\{(?:\(\w+\)|-1)\}"
                       rf"\s*(?:\(|\)\s*(?:'|\^\{{?\\prime))|\\circ(?![A-Za-z])|{_AT_POINT})")


def _spelled(name: str) -> str:
    r"""A pattern for the name as others write it: spaces between its pieces, h_\theta for h_{\theta}."""
    end = "" if name[-1:] == "}" else r"(?![A-Za-z])" if name[:1] == "\\" else ""
    return r"\s*".join(re.escape(piece) + ("?" if piece in "{}" else "") for piece in re.findall(
        r"\\[A-Za-z]+|[^\s]", name)) + end


@lru_cache(maxsize=4096)
def _named(name: str) -> re.Pattern[str]:
    """Finds a name that is not the end of a longer one; also the g of dg/dx and of dg(x)/dx on one line."""
    return re.compile((r"(?:(?<![A-Za-z\\])|(?<=d)(?<![A-Za-z\\]d))" if name[:1] != "\\" else "") + _spelled(name))


@lru_cache(maxsize=4096)
def _derived(name: str) -> re.Pattern[str]:
    """Finds a name under a derivative."""
    spelled = _spelled(name)
    return re.compile(rf"(?:d|\\partial|\\nabla|D)\s*(?:[_^]\s*(?:\{{[^{{}}]*\}}|\w))*\s*{spelled}|"
                      rf"\}}\s*{spelled}\s*(?:=|$)")


_IN_TEXT = re.compile(r"\\text\w*\s*\{[^{}]*\}")


def _is_alone(name: str, latex: str) -> bool:
    """Does a name stand anywhere without an index? The f of \\text{if} is none."""
    latex = _IN_TEXT.sub("", latex) if r"\text" in latex else latex
    return any(not latex[found.end():].lstrip().startswith("_") for found in _bare(name).finditer(latex))


def is_used_by_index(name: str, latex: str) -> bool:
    """Does a letter stand with an index everywhere?"""
    uses = [found.end() for found in _among_commands(name).finditer(latex)
            if found[1] and not _UNDER_MARK.search(latex, 0, found.start())]
    return bool(uses) and all(_INDEX.match(latex, end) for end in uses)


def is_bare(name: str, latex: str) -> bool:
    """Does a letter stand without an index or a label everywhere?"""
    uses = [found.end() for found in _among_commands(name).finditer(latex) if found[1]]
    return bool(uses) and not any(_SCRIPT.match(latex, end) for end in uses)


@lru_cache(maxsize=4096)
def _among_commands(name: str) -> re.Pattern[str]:
    """Finds a name, and commands, whose letters are none: the x of \\exp."""
    return re.compile(rf"({_bare(name).pattern})|\\[A-Za-z]+")


@lru_cache(maxsize=4096)
def _bare(name: str) -> re.Pattern[str]:
    return re.compile(_spelled(name))


def _is_labelled(name: str, latex: str) -> bool:
    return "^" in latex and any(_LABEL.match(latex, found.end()) for found in _named(name).finditer(latex))


def _is_of_tables(row: Name) -> bool:
    """Has each member a formula, a column or a matrix by its index, R_m?"""
    value = row.symbol.sort.value
    return value is not None and bool(value.shape) and is_closed(row)


def _has_subscript(name: str, latex: str) -> bool:
    return any(_SUBSCRIPT.match(latex, found.end()) for found in _bare(name).finditer(latex))


def _has_step(name: str, latex: str) -> bool:
    """Does a letter stand with the number of a step, h_t, h_{t-1}?"""
    return any(_STEP.match(latex, found.end()) for found in _bare(name).finditer(latex))


def _is_below_nabla(name: str, latex: str) -> bool:
    """Is the gradient taken by it, nabla_a C?"""
    below = rf"\\nabla\s*_\s*\{{?\s*{re.escape(name)}\s*(?:\}}|(?![A-Za-z^]))"
    return r"\nabla" in latex and re.search(below, latex) is not None


def is_called(name: str, latex: str) -> bool:
    """Does a name stand with arguments or primes, or in a composition?"""
    return any(_ARGUMENT.match(latex, found.end()) or latex[:found.start()].rstrip().endswith(r"\circ")
               for found in _named(name).finditer(latex))


def stands_bare(name: str, latex: str) -> bool:
    """Does a name stand anywhere without arguments?"""
    return any(not _ARGUMENT.match(latex, found.end()) for found in _named(name).finditer(latex))


def _is_differentiated(name: str, latex: str) -> bool:
    return bool(_derived(name).search(latex))

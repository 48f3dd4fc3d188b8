r"""Samples in one matrix: X has the x_i^T as rows, or A = [a^{(1)}, ..., a^{(m)}] has its samples as columns.

Texts change from a sum over samples to a product of matrices with the same letters, the capital for all samples, and
often say in words alone how they are stacked. Both ways are tried; where the text does not say which it is, what holds
is conditional on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from mathnn.claims import Verdict
from mathnn.expression import INTEGER, Call, Expr, Sort, Symbol
from mathnn.expression.build import number
from mathnn.expression.tree import Bind, operators, substitute, symbols, walk
from mathnn.notation import Name, Notation
from mathnn.reading.declared import is_size_of_ours
from mathnn.reading.known import Known
from mathnn.reading.lifted import as_samples, lifted
from mathnn.reading.statement_notation import Trust, notation_for
from mathnn.reading.usage import is_bare
from mathnn.syntax.resized import resized, resized_row
from mathnn.syntax.to_latex import to_latex
from mathnn.syntax.tokens import tokens

_BOLD = r"\\(?:mathbf|boldsymbol|bm|pmb)\{[A-Z]\}"
_SMALL = re.compile(r"[a-z]|\\(?:mathbf|boldsymbol|hat)\{[a-z]\}")
_CAPITAL = re.compile(rf"\\hat\{{(?:{_BOLD}|[A-Z])\}}|{_BOLD}|[A-Z]")
_I, _J = Symbol("i", INTEGER), Symbol("j", INTEGER)


class Stacked(NamedTuple):
    """A notation in which capitals hold samples; `granted` says how, as far as the text does not."""

    notation: Notation
    granted: tuple[str, ...]


def pairs(latex: str, known: Known, own: Iterable[Symbol] = ()) -> dict[str, Symbol]:
    """The capitals of a statement without a formula whose small letter is that of samples: X with x_i."""
    samples = {symbol.name: symbol for symbol in own if _is_samples(symbol)}
    found: dict[str, Symbol] = {}
    names = dict.fromkeys("".join(token.split()) for token in tokens(latex))
    for name in names:
        said, one = known.names.get(name), known.names.get(name.lower())
        if not _CAPITAL.fullmatch(name) or (said is not None and (
                said.name.definition is not None or said.name.symbol.sort.kind != "number")):
            continue
        if one is not None and one.name.definition is not None and said is not None and (
                said.name.symbol in symbols(one.name.definition)):
            continue  # the u_i are given as the columns of U
        small = samples.get(name.lower()) or (one.name.symbol if one is not None else None)
        if small is not None and not _is_samples(small):
            small = as_samples(small.name, known)
        if small is not None:
            found[name] = small
    if found:
        found |= {name: said.name.symbol for name in names if _SMALL.fullmatch(name)
                  and (said := known.names.get(name)) is not None and _are_numbers(said.name) and is_bare(name, latex)}
    return found


def _are_numbers(row: Name) -> bool:
    """The y^{(i)}, of which y without an index is the column."""
    value = row.symbol.sort.value
    return row.symbol.sort.kind == "family" and value is not None and not value.shape


def _is_samples(symbol: Symbol) -> bool:
    value = symbol.sort.value
    return symbol.sort.kind == "family" and value is not None and value.kind == "number" and len(value.shape) < 2


def stacked(latex: str, found: dict[str, Symbol], known: Known, paragraph: int,
            tree: Expr | None) -> Iterator[Stacked]:
    """The notations in which these capitals hold their samples as rows, and as columns.

    Samples without a formula have that of one example.
    """
    text = " ".join((latex, *(f"{symbol.name}_i" for symbol in found.values())))
    notation = notation_for(known, text, Trust.ALL, paragraph)
    trees = [row.definition for row in notation if row.definition is not None] + ([tree] if tree is not None else [])
    families = {*found.values(), *(s for each in trees for s in symbols(each) if _is_samples(s))}
    listed = {end for each in families if isinstance(end := known.here.counts.get(each.name), Symbol)}
    count = _count(families, trees, notation) or (listed.pop() if len(listed) == 1 else None)
    if count is None:
        return
    open_ones = [each for each in families if (row := notation.names.get(each.name)) is None
                 or row.definition is None or row.symbol.sort.kind != "family"]
    lifts = lifted(open_ones, known)
    others = {each.name: Name(each) for each in families if each.name not in notation.names}
    whole = {**notation.names, **others, **lifts}
    granted = tuple(f"{row.symbol.name}^{{(i)}} = {to_latex(row.definition)}"
                    for row in lifts.values() if row.definition is not None)
    for way in ("rows", "columns") if found else ("",):
        said = [known.stacked.get(samples.name) for samples in found.values()]
        rows = {name: _row(name, samples, count, way) for name, samples in found.items()}
        table = _sizes(rows, known)
        if all(each in (None, way) for each in said) and table is not None and (found or lifts):
            ways = tuple(_granted(name, samples, way) for (name, samples), each in zip(found.items(), said, strict=True)
                         if each is None and name != samples.name)
            yield Stacked(_notation(whole, rows, found, table, notation), granted + ways)


def _notation(whole: dict[str, Name], rows: dict[str, Name], found: dict[str, Symbol], table: dict[Expr, Expr],
              notation: Notation) -> Notation:
    """The rows of all names; where y stands for the column of the y^{(i)}, these get another name."""
    apart: dict[Expr, Expr] = {each: Symbol(f" {each.name}", each.sort)
                               for name, each in found.items() if name == each.name}
    if apart:
        whole = {made.symbol.name: made for made in (resized_row(row, apart) for row in whole.values())}
        rows = {name: replace(row, definition=substitute(row.definition or row.symbol, apart))
                for name, row in rows.items()}
    whole = {**whole, **rows}
    if table:
        whole = {name: resized_row(row, table) for name, row in whole.items()}
    return Notation(whole, tuple(resized(each, table) for each in notation.assumptions))


def _count(families: set[Symbol], trees: Iterable[Expr], notation: Notation) -> Symbol | None:
    """The letter for how many samples there are: the end of every sum over them.

    Else it is how many entries a column has that has one for each sample, p_i = f(x_i).
    """
    ends: set[Symbol] = set()
    for each in trees:
        if {"layer", "sum"} <= operators(each):
            ends |= {node.upper for node in walk(each) if isinstance(node, Bind) and node.op == "sum"
                     and isinstance(node.upper, Symbol) and any(
                         isinstance(part, Call) and part.op == "layer" and part.args[0] in families
                         and part.args[1] == node.index for part in walk(node.body))}
    if not ends:
        ends = {size for row in notation if row.symbol.sort.is_vector and len(row.parameters) == 1
                and isinstance(size := row.symbol.sort.shape[0], Symbol) and row.definition is not None
                and any(isinstance(part, Call) and part.op == "layer" and part.args[0] in families
                        and part.args[1] == row.parameters[0] for part in walk(row.definition))}
    return ends.pop() if len(ends) == 1 else None


def _row(name: str, samples: Symbol, count: Symbol, way: str) -> Name:
    """X_{ij} = x^{(i)}_j in rows, X_{ij} = x^{(j)}_i in columns; numbers are stacked to a column, or to a row."""
    value = samples.sort.value
    assert value is not None
    if not value.shape:
        if way == "rows" or name == samples.name:
            return Name(Symbol(name, Sort("number", (count,))), "", Call("layer", (samples, _I), value), (_I,))
        return Name(Symbol(name, Sort("number", (number(1), count))), "", Call("layer", (samples, _J), value), (_I, _J))
    label, place, shape = (_I, _J, (count, *value.shape)) if way == "rows" else (_J, _I, (*value.shape, count))
    entry = Call("entry", (Call("layer", (samples, label), value), place))
    return Name(Symbol(name, Sort("number", shape)), "", entry, (_I, _J))


def _sizes(rows: dict[str, Name], known: Known) -> dict[Expr, Expr] | None:
    """The declared sizes of these matrices for those that were only inferred; None where the text declares others."""
    table: dict[Expr, Expr] = {}
    for name, row in rows.items():
        said = known.names.get(name)
        if said is None or not said.declared or said.casual:
            continue
        shape, own = said.name.symbol.sort.shape, row.symbol.sort.shape
        if len(shape) != len(own):
            return None
        for size, declared in zip(own, shape, strict=True):
            if size != declared and (not isinstance(size, Symbol) or not is_size_of_ours(known, size)
                                     or table.setdefault(size, declared) != declared):
                return None
    return table


def _granted(name: str, samples: Symbol, way: str) -> str:
    value = samples.sort.value
    sample, below = (f"{samples.name}^{{(i)}}", "i") if way == "rows" else (f"{samples.name}^{{(j)}}", "j")
    if value is not None and not value.shape:
        return f"{name}_{below} = {sample}"
    return f"{name}_{{ij}} = {sample}_{'j' if way == 'rows' else 'i'}"


def under_condition(found: Verdict, granted: tuple[str, ...]) -> Verdict:
    """A true verdict as far as the text does not say how the samples are stacked."""
    if not granted:
        return found
    kind = "tested" if found.kind == "tested" else "conditional"
    held = ", ".join(f"${each}$" for each in granted)
    return found.changed(kind=kind, reason=f"{found.reason} It holds where {held}.",
                         conditions=(*found.conditions, *granted))


__all__ = ["Stacked", "pairs", "stacked", "under_condition"]

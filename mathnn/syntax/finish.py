"""What inference has found, put into the trees: every dimension named, every symbol with its sort."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mathnn.expression import Bind, Call, Expr, Number, Sort, Symbol
from mathnn.expression.operators import describe
from mathnn.notation import Name, Notation
from mathnn.syntax.dimensions import Dimensions, member
from mathnn.syntax.infer import BUILT_IN, Inference
from mathnn.syntax.resized import resized, resized_row

_LOGISTIC = r"\sigma"
_SEVERAL = 2  # matrices of which nothing was said


class Finish:
    """Rebuilds the trees of one inference."""

    __slots__ = ("_done", "inf", "plain")

    def __init__(self, inf: Inference) -> None:
        self.inf = inf
        self.plain = not inf.dimensions.count and not inf.dimensions.open
        self._done: dict[tuple[str, Sort], Symbol] = {}
        if not self.plain:
            taken = frozenset((*inf.evidence.uses, *inf.symbols, *inf.notation.names, *_sizes_of_factors(inf),
                               *_widths_of_layers(inf)))
            inf.dimensions.close(taken, may_be_n=_is_number("n", inf))

    def tree(self, tree: Expr) -> Expr:
        """The same tree with final sorts."""
        return tree if self.plain else self._tree(tree)

    def _tree(self, tree: Expr) -> Expr:
        if isinstance(tree, Number):
            return tree
        if isinstance(tree, Symbol):
            return self.symbol(tree)
        if isinstance(tree, Call):
            args = tuple([self._tree(arg) for arg in tree.args])
            sort = tree.sort
            if tree.op == "layer" and args[0].sort.kind == "family":
                sort = member(args[0].sort, args[1])
            elif sort.shape or sort.domain or sort.value:
                sort = self.sort(sort)
            return Call(tree.op, args, sort)
        lower, upper, where = (None if p is None else self._tree(p) for p in (tree.lower, tree.upper, tree.where))
        index = self.symbol(tree.index)
        return Bind(tree.op, index, self._tree(tree.body), lower, upper, where, self.sort(tree.sort))

    def symbol(self, symbol: Symbol) -> Symbol:
        """A symbol with its final sort; an unknown dimension that stands as a symbol gets its name."""
        if symbol.name[0] == "?":
            found = self.inf.dimensions.final(symbol)
            assert isinstance(found, Symbol | Number | Call)
            return found  # type: ignore[return-value]
        sort = symbol.sort
        if not sort.shape and sort.kind in ("number", "integer", "truth"):
            return symbol
        key = (symbol.name, sort)
        if (done := self._done.get(key)) is None:
            done = self._done[key] = Symbol(symbol.name, self.sort(sort))
        return done

    def sort(self, sort: Sort) -> Sort:
        """A sort without unknown dimensions."""
        if not sort.shape and sort.value is None and not sort.domain:
            return sort
        final = self.inf.dimensions.final
        return Sort(sort.kind, tuple(final(d) for d in sort.shape), tuple(self.sort(s) for s in sort.domain),
                    None if sort.value is None else self.sort(sort.value))

    def rows(self) -> dict[str, Name]:
        """A row for every name whose sort was inferred."""
        found: dict[str, Name] = {}
        for name, symbol in self.inf.inferred.items():
            if name in BUILT_IN or name[0] == "?" or name in (r"\pi", r"\infty", r"\dots") or self.inf.symbols.get(
                    name, symbol) is not symbol:
                continue
            if name == _LOGISTIC and symbol.sort.kind == "function":
                z = Symbol("z")
                found[name] = Name(symbol, "the logistic function", Call("sigmoid", (z,)), (z,))
            else:
                found[name] = Name(self.symbol(symbol))
        return found


def _is_number(name: str, inf: Inference) -> bool:
    """Is it a letter for a number of which nothing was said?"""
    found = inf.symbols.get(name)
    return found is not None and found.sort.kind in ("number", "integer") and not found.sort.shape and (
        name not in inf.notation.names)


def _sizes_of_factors(inf: Inference) -> Iterator[str]:
    """The sizes of the known matrix X in Q = X W_q, or of A = U S V^T: those of W_q are others."""
    matrices = [name for name, symbol in inf.inferred.items() if symbol.sort.is_matrix]
    if len(matrices) < _SEVERAL and not any("_" in name for name in matrices):
        return
    for name in dict.fromkeys((*inf.evidence.uses, *inf.symbols)):
        row = inf.notation.names.get(name)
        shape = row.symbol.sort.shape if row is not None and row.symbol.sort.kind == "number" else ()
        if len(shape) == 2 and shape[0] != shape[1]:
            yield from (size.name for size in shape if isinstance(size, Symbol))


def _widths_of_layers(inf: Inference) -> Iterator[str]:
    """The letters for widths of known layers, beside layers of which nothing was said: theirs are others."""
    if not any(symbol.sort.kind == "family" for symbol in inf.inferred.values()):
        return
    for row in inf.notation.names.values():
        sort = row.symbol.sort.value or row.symbol.sort
        for size in sort.shape:
            if isinstance(size, Call) and size.op == "layer" and isinstance(size.args[0], Symbol):
                yield size.args[0].name


def taken(rows: dict[str, Name], notes: dict[str, str]) -> tuple[str, ...]:
    """What was assumed, in words: the sorts of names, a group a line, then the rest."""
    groups: dict[str, list[str]] = {}
    for name, row in rows.items():
        if row.definition is None:
            groups.setdefault(_said(row.symbol.sort), []).append(name)
    said = [f"{', '.join(names)}: {words if len(names) == 1 else _plural(words)}" for words, names in groups.items()]
    return (*said, *(note for note in notes.values() if note))


def _said(sort: Sort) -> str:
    if sort.kind == "family":
        return f"a family, each member {describe(sort.value)}" if sort.value is not None else "a family"
    if sort.kind == "function":
        inside = ", ".join(describe(each) for each in sort.domain)
        return f"a function of {inside}"
    return describe(sort)


_PLURALS = {"a number": "numbers", "an integer": "integers", "a column": "columns", "a matrix": "matrices",
            "a function": "functions", "a family": "families", "a set": "sets", "a tensor": "tensors"}


def _plural(words: str) -> str:
    for one, many in _PLURALS.items():
        if words.startswith(one):
            return many + words[len(one):]
    return words


def completed(notation: Notation, rows: dict[str, Name], dimensions: Dimensions) -> Notation:
    """The notation with the inferred rows; what was declared stays, with the sizes that the statement shows."""
    if dimensions.open:
        table: dict[Expr, Expr] = {size: dimensions.final(size) for size in dimensions.open}
        notation = Notation({name: resized_row(row, table) for name, row in notation.names.items()},
                            tuple(resized(each, table) for each in notation.assumptions), notation.every)
    new = {name: row for name, row in rows.items() if name not in notation.names}
    if not new:
        return notation
    return Notation({**notation.names, **new}, tuple(_not_zero(each, new) for each in notation.assumptions))


def _not_zero(condition: Expr, rows: Mapping[str, Name]) -> Expr:
    """x is not zero, which was read of a number, of the column x that the statement shows."""
    letter = condition.args[0] if isinstance(condition, Call) and condition.op == "unequal" else None
    if not isinstance(letter, Symbol) or letter.name not in rows or not isinstance(condition, Call) or not isinstance(
            condition.args[1], Number):
        return condition
    shown = rows[letter.name].symbol
    return Call("unequal", (shown, condition.args[1]), condition.sort) if shown.sort.is_vector else condition

"""LaTeX text -> typed tree: parse, infer sorts, and say what was assumed.

What is not known is refused with its place; nothing is guessed in silence and nothing is dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from mathnn.errors import ReadError, SortError
from mathnn.expression import Call, Expr
from mathnn.notation import Name, Notation
from mathnn.syntax import finish
from mathnn.syntax.adjoints import CONJUGATES, with_small_transposes, with_transposes
from mathnn.syntax.counted_entries import with_counted_entries
from mathnn.syntax.dimensions import in_words, open_sizes
from mathnn.syntax.evidence import Evidence
from mathnn.syntax.implied import summed
from mathnn.syntax.infer import ALIKE, COLUMN, ENTRYWISE, SUMMED, ClashError, Inference, UnreadableError, names_in
from mathnn.syntax.labels import with_marks
from mathnn.syntax.macros import Macros, expanded
from mathnn.syntax.parse import parse
from mathnn.syntax.square_tables import with_square_tables
from mathnn.syntax.surface import Node
from mathnn.syntax.tied_entries import with_tied_entries
from mathnn.syntax.tokens import spans
from mathnn.syntax.typefaces import is_capital
from mathnn.syntax.uses import INVERTED, TRANSPOSED

EMPTY = Notation()
MOST_READINGS = 14  # sorts of undeclared names that are tried before a clash is reported
CHOSEN, LESS = "sorts", "less"  # notes: sorts were chosen for letters; letters were taken for less than they look like
Result = TypeVar("Result")


@dataclass(frozen=True)
class Reading:
    """One formula as it was understood.

    `notation` holds what was declared and what was inferred. `surface` is the lossless tree that it was read from.
    """

    latex: str
    tree: Expr
    notation: Notation
    surface: Node
    inferred: Mapping[str, Name] = field(repr=False)
    notes: Mapping[str, str] = field(repr=False)

    @cached_property
    def taken(self) -> tuple[str, ...]:
        """What was assumed, in words: ``\\mathbf{w}, \\mathbf{x}: columns of n numbers``."""
        return finish.taken(dict(self.inferred), dict(self.notes))

    @property
    def declared(self) -> Notation:
        """What was declared, without what was inferred."""
        rows = {name: row for name, row in self.notation.names.items() if name not in self.inferred}
        return Notation(rows, self.notation.assumptions)


def read(latex: str, notation: Notation = EMPTY, macros: Macros | None = None,
         shown: Mapping[str, int] | None = None, ranks: Mapping[str, int] | None = None) -> Reading:
    """One formula: a relation, a chain, an implication, or an expression alone.

    `macros` are those that a document defines, by name with backslash; `shown` is how letters with the label of a layer
    are used in the formulas around; `ranks` are what names of which nothing was said are to be, 2 for a matrix.
    Raises ReadError, with the construct and its place, for what is not known, and SortError for sorts that cannot
    agree in any reading.
    """
    text = expanded(latex, macros) if macros else latex
    parsed = parse(text)[0]
    if "H" in text and (turned := with_transposes(parsed, is_said=CONJUGATES in notation.assumptions)) is not parsed:
        parsed = turned
        notation = notation if CONJUGATES in notation.assumptions else notation.assuming(CONJUGATES)
    if ("^t" in text or "^{t}" in text) and "t" not in notation.names:
        parsed = with_small_transposes(parsed)
    node, kinds = with_marks(parsed, notation.names)
    seen = Evidence(kinds, text, shown)

    def run(inf: Inference) -> Expr:
        tree = with_counted_entries(inf, with_square_tables(inf, with_tied_entries(inf, inf.tree(node))))
        return summed(inf, tree) if SUMMED in notation.assumptions else tree

    wanted = ranks or {}
    sizes = open_sizes(notation)

    def begin(forced: Mapping[str, int]) -> Inference:
        inf = Inference(notation, seen, {**wanted, **forced}, text)
        inf.dimensions.open = sizes
        return inf

    inf, tree = settled(begin, run)
    if CONJUGATES in notation.assumptions:
        inf.taken["H"] = "^H: the transpose, as of real matrices"
    done = finish.Finish(inf)
    made = done.tree(tree)
    rows = done.rows()
    return Reading(text, made, finish.completed(notation, rows, inf.dimensions), node, rows, inf.taken)


def settled(begin: Callable[[Mapping[str, int]], Inference],
            run: Callable[[Inference], Result]) -> tuple[Inference, Result]:
    """The first reading whose sorts agree: as the text looks, then with other sorts for names that nothing settles.

    Raises ReadError and SortError with their places.
    """
    inf = begin({})
    try:
        return inf, run(inf)
    except UnreadableError as error:
        raise refused(error, inf) from None
    except ClashError as clash:
        if clash.certain:
            raise placed(clash, inf) from None
        first, at = clash, inf
    kinds = (ALIKE, ENTRYWISE, COLUMN) if inf.maps and _has_powers_of_matrix(inf) else (ENTRYWISE, COLUMN)
    maps = [dict.fromkeys(inf.maps, kind) for kind in kinds] if inf.maps else []
    for forced in (*maps, *_others(inf, first.node)):
        inf = begin(forced)
        try:
            result = run(inf)
        except (ClashError, UnreadableError) as problem:
            if forced in maps[:1] and isinstance(problem, ClashError) and _of_one_layer(inf.dimensions.clash):
                raise placed(problem, inf) from None  # a^l = g(z^l): of one width, and g acts entry by entry
            at.dimensions.clash = at.dimensions.clash or inf.dimensions.clash
            continue
        if forced not in maps:
            inf.taken[CHOSEN] = f"{', '.join(forced)}: the sorts were chosen so that the formula makes sense"
            if any(rank < at.soft.get(name, 0) for name, rank in forced.items()):
                inf.taken[LESS] = ""
        return inf, result
    raise placed(first, at) from None


def _has_powers_of_matrix(inf: Inference) -> bool:
    """Does a matrix that is the argument of a function stand in powers or products with itself: p(B) = B^2 - 3B?"""
    return any(symbol.sort.is_matrix and any(f"{head}({name})" in (text := inf.text[0].replace(" ", "")) and (
                   f"{name}^" in text or f"{name}{name}" in text) for head in inf.maps)
               for name, symbol in inf.symbols.items())


def _of_one_layer(sizes: tuple[Expr, Expr] | None) -> bool:
    """Are these two letters for the width of one and the same layer?"""
    return sizes is not None and all(isinstance(size, Call) and size.op == "layer" for size in sizes) and (
        sizes[0].args[1:] == sizes[1].args[1:])  # type: ignore[union-attr]


def _others(inf: Inference, node: Node) -> Iterator[dict[str, int]]:
    """Other sorts for names that nothing settles; those at the clash first."""
    soft = inf.soft
    near = [name for name in soft if name in names_in((node,))]
    far = [name for name in soft if name not in near]
    tries: list[dict[str, int]] = []
    for name in (*near, *far)[:6]:
        tries += [{name: rank} for rank in _ranks(name, soft[name])]
    small = {name: 1 for name in (*near, *far) if not is_capital(name) and soft[name] == 0}
    if len(small) > 1:
        tries.append(small)
    tries += [{a: 1, b: 1} for i, a in enumerate(near) for b in near[i + 1 :]]
    tries += [{a: 2, b: 1} for a in near for b in near if a != b and is_capital(a)]
    # J = w^T x: a number J comes before a matrix w; a reading that takes a transpose for a power comes last
    numbers = {name for name in soft if is_capital(name) and not inf.evidence.of(name) & (TRANSPOSED | INVERTED)}
    tries.sort(key=lambda ranks: max((1 + rank if name in numbers else 3) if rank < soft[name] else (
        2 * (rank > 1 and not is_capital(name))) for name, rank in ranks.items()))
    yield from tries[:MOST_READINGS]


def _ranks(name: str, taken: int) -> list[int]:
    order = [2, 1, 0] if is_capital(name) else [1, 0, 2]
    return [rank for rank in order if rank != taken]


def refused(error: UnreadableError, inf: Inference) -> ReadError:
    """The error with its place in the text."""
    start, end = place(error.node, inf)
    latex, begin = inf.text
    construct = error.construct or latex[start - begin : end - begin]
    shown = construct if len(construct) <= 40 else construct[:37] + "..."
    return ReadError(f"{shown}: {error.message}", construct=construct, start=start, end=end)


def placed(error: ClashError, inf: Inference) -> SortError:
    """The error with its place in the text."""
    start, end = place(error.node, inf)
    return SortError(in_words(error.message), start=start, end=end, sizes=inf.dimensions.clash)


def place(node: Node, inf: Inference) -> tuple[int, int]:
    """The characters of a node in the whole text."""
    latex, begin = inf.text
    at = spans(latex)
    return at[node.first][0] + begin, at[max(node.last - 1, node.first)][1] + begin


__all__ = ["Reading", "place", "placed", "read", "refused", "settled"]

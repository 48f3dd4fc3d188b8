"""When a counterexample is one to what the author meant: what a verdict on a statement in a text is worth.

An equation of a text is refuted only when it speaks of things that the text has fixed, or when its letters are free
on both sides, as in an identity. Where a letter that nothing was said of stands on one side alone, the equation may
well be what fixes it: then it is left unsettled, with that reason. A false alarm costs more than a miss.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from mathnn.check.beginnings import without_tail
from mathnn.check.cut_numbers import without_dots
from mathnn.check.given_numbers import are_given_by_case
from mathnn.check.judge import judge
from mathnn.check.names import BUILT_IN
from mathnn.check.normal_divergences import with_formulas_of_normals
from mathnn.check.probability import METHOD as PROBABILITY
from mathnn.check.units import units_of_one_kind
from mathnn.claims import Verdict
from mathnn.expression import Call, Expr
from mathnn.expression.build import equal, number
from mathnn.expression.operators import DERIVATIVES
from mathnn.expression.tree import DAGGER, FROBENIUS, Bind, Symbol, children, operators, symbols, walk
from mathnn.notation import Notation
from mathnn.reading.dependence import is_rule_of_slopes, tied_to_argument, unrelated
from mathnn.reading.eigen_equations import tied_by_eigenvectors
from mathnn.reading.expansions import expanded
from mathnn.reading.known import Known
from mathnn.reading.said import ALWAYS
from mathnn.syntax.dimensions import is_open

FIXED = frozenset((
    r"\pi", r"\mathrm{e}", r"\infty", "I", r"\mathbf{I}", r"\mathbf{1}", r"\mathbf{0}", "0", "1", DAGGER.name,
    FROBENIUS.name,
))
_IN_WORDS = re.compile(r"\\(?:text|operatorname|mathrm)\w*\{\w\w")
STATISTICS = frozenset((
    "E", "P", "H", "I", r"\mathbb{E}", r"\mathbb{P}", r"\mathrm{E}", r"\Pr", r"\mathcal{O}", "O", r"\mathcal{N}",
))
_HANGS = "It depends on what "
_FOREIGN = "Whether the text says so in words is not understood."
_SLOPES = DERIVATIVES | {"prime"}
_CALCULUS = frozenset((*_SLOPES, "integral", "limit", "expectation", "compose"))
_ORDER = ("less", "less_equal", "greater", "greater_equal", "unequal")
OPAQUE = frozenset((
    "given", "distributed", "tends", "expectation", "argmax", "argmin", "set", "size", "integral", "limit",
    "proportional", "much_less", "much_greater", "tuple",
))

_TAKEN = frozenset(("integral", "limit"))  # the checker takes these itself, or leaves the statement undecided
_ENDLESS = _TAKEN | {"sum", "product"}


def weighed(verdict: Verdict, tree: Expr, notation: Notation, known: Known,
            implied: frozenset[str] = frozenset(), in_full: bool = True) -> Verdict:
    """The verdict, with `refuted` taken back where the text left open what a letter stands for.

    `implied` are the letters that only a derivative makes functions: a of da/dz. Whether one slip would make it true
    is a search: it is left out where the verdict is not wanted `in_full`.
    """
    if not verdict.is_wrong or verdict.method == PROBABILITY:
        return verdict  # what is said of probabilities was weighed where it was judged
    tree = with_formulas_of_normals(tree, notation)
    open_names = unrelated(tree, notation) | tied_to_argument(tree, notation, implied) | _named_in_letters(tree, known)
    if in_full and (not open_names or is_rule_of_slopes(tree)) and is_slip(verdict):
        return verdict
    open_names |= unfixed(tree, notation, known)
    if verdict.kind == "mistyped" and isinstance(tree, Call) and _only_sizes_differ(tree):
        open_names |= {symbol.name for symbol in symbols(tree) if _has_size_of_ours(symbol, known)}
    if verdict.kind == "mistyped":
        open_names |= {symbol.name for symbol in symbols(tree) if _is_of_other_words(symbol.name, known)}
    if not open_names or (in_full and _is_of_constant(verdict, tree, notation)):
        return verdict
    listed = ", ".join(sorted(open_names)[:4])
    return replace(verdict, kind="unsettled", counterexample=None, suggestion=None, start=None, end=None,
                   reason=f"{_HANGS}{listed} stands for, which the text before does not say in a formula.")


def _is_of_constant(verdict: Verdict, tree: Expr, notation: Notation) -> bool:
    """Is one side a number, and the other side always another one, so that no value of its letters is fixed?"""
    if verdict.kind != "refuted" or not isinstance(tree, Call) or tree.op != "equal" or verdict.counterexample is None:
        return False
    for side, value in ((tree.args[0], verdict.counterexample.left), (tree.args[1], verdict.counterexample.right)):
        other = tree.args[1] if side is tree.args[0] else tree.args[0]
        if isinstance(value, int | float | str) and symbols(side) and not symbols(other) and not side.sort.shape:
            return judge(equal(side, number(Fraction(str(value)))), notation).is_true
    return False


def _named_in_letters(tree: Expr, known: Known) -> set[str]:
    """The T of AAT = A A^T, a product named by its letters: of that number nothing else is said."""
    sides = [{symbol.name for symbol in symbols(side)} for side in tree.args] if isinstance(tree, Call) else []
    said = known.names.get("T")
    is_open = said is None or (said.name.definition is None and not said.declared)
    is_alone = is_open and len(sides) == 2 and "T" in sides[0] - sides[1]
    return {"T"} if is_alone and isinstance(tree, Call) and "transpose" in operators(tree.args[1]) else set()


def _is_of_other_words(name: str, known: Known) -> bool:
    """Was its shape declared in another section alone?"""
    said = known.names.get(name)
    return said is not None and said.declared and said.section not in (known.section, ALWAYS)


def hangs_on_letters(verdict: Verdict) -> bool:
    """Was it taken back: false for some values of letters that the text leaves open?"""
    return verdict.kind == "unsettled" and verdict.reason.startswith(_HANGS)


def in_foreign_words(verdict: Verdict) -> Verdict:
    """A verdict taken back, since the text may say in words that are not understood where it holds."""
    return Verdict("unsettled", f"{verdict.suggestion} {_FOREIGN}")


def rests_on_foreign_words(verdict: Verdict) -> bool:
    """Was it taken back for that?"""
    return verdict.kind == "unsettled" and verdict.reason.endswith(_FOREIGN)


def is_slip(verdict: Verdict) -> bool:
    """Would one sign, factor, transpose or index make it true whatever its letters are? Then it fixes none of them."""
    return verdict.kind == "refuted" and (verdict.suggestion or "").startswith("It holds as ")


def unfixed(tree: Expr, notation: Notation, known: Known) -> set[str]:
    """The letters that a statement may be about to fix."""
    links = _links(tree)
    found = _twofold(tree) | _only_concluded(tree, notation)
    for link in links:
        found |= _unfixed_in(link, notation, known)
    if not found:
        return found
    return found - _sizes(tree) - {unit.name for unit in units_of_one_kind(tree)}


def _sizes(tree: Expr) -> set[str]:
    """The d of a column of d numbers, which stands as a number too: it is as large as the column."""
    return {size.name for symbol in symbols(tree) for size in symbol.sort.shape if isinstance(size, Symbol)}


def _twofold(tree: Expr) -> set[str]:
    """Names that are read as a function in one place and as a value, or as one of a column, in another: p (1 - p).

    So are those of a list and of a value: Z_t = Z.
    """
    kinds: dict[str, set[tuple[int, ...]]] = {}
    for node in walk(tree):
        if isinstance(node, Symbol):
            kinds.setdefault(node.name, set()).add(node.sort.ranks if node.sort.kind == "function" else (-1,))
    members = Counter(node.args[0] for node in walk(tree) if isinstance(node, Call) and node.op == "layer")
    bare = {symbol.name for symbol, count in Counter(node for node in walk(tree) if isinstance(node, Symbol)).items()
            if symbol.sort.kind == "family" and count > members[symbol]}
    return bare | {name for name, found in kinds.items() if len(found) > 1}


def _only_concluded(tree: Expr, notation: Notation) -> set[str]:
    """Letters of a conclusion that its premise does not hold: what ties the two was said elsewhere."""
    if not isinstance(tree, Call) or tree.op != "implies":
        return set()
    premise, conclusion = (_free(side, notation) for side in tree.args)
    if all(symbol.sort.kind in ("integer", "set") for symbol in symbols(tree.args[0])):
        return set()  # a range of indices ties no letters
    return conclusion - premise - FIXED


def _only_sizes_differ(tree: Call) -> bool:
    """Two columns, or two matrices, with other letters for their sizes."""
    return len(tree.args) == 2 and len(tree.args[0].sort.shape) == len(tree.args[1].sort.shape)


def _has_size_of_ours(symbol: Symbol, known: Known) -> bool:
    """Is one of its sizes a letter that was only inferred, of which the text says nothing?"""
    said = known.names.get(symbol.name)
    value = symbol.sort.value if symbol.sort.kind == "family" else symbol.sort
    return (said is None or not said.declared) and value is not None and bool(value.shape)


def _links(tree: Expr) -> tuple[Call, ...]:
    if isinstance(tree, Bind):
        return _links(tree.body)
    if not isinstance(tree, Call):
        return ()
    if tree.op in ("chain", "and"):
        return tuple(link for part in tree.args for link in _links(part))
    if tree.op == "implies":
        return _links(tree.args[1])
    return (tree,)


def _unfixed_in(link: Call, notation: Notation, known: Known) -> set[str]:
    if len(link.args) != 2:
        return set()
    if (base := _of_two_members(link)) is not None:
        return {base}  # d_k = d_v: the sizes of keys and of values, or two entries that the text makes equal
    link = without_dots(link) or link
    is_whole = (expansion := without_tail(link)) is None
    link = expansion or link
    left, right = (_free(side, notation) for side in link.args)
    found = {name for name in left | right if _is_open(name, notation, known)} | (
        _weights_named_pi(link) & (left | right))
    if found and notation.assumptions:
        found -= tied_by_eigenvectors(link, notation.assumptions)
    functions = {s.name for side in link.args for s in symbols(side) if s.sort.kind == "function"}
    unknown = {name for name in functions & (left | right)
               if ((row := notation.find(name)) is None or row.definition is None) and name not in BUILT_IN}
    shown = [node for side in link.args for node in _values(side)]
    opaque = {node.op for node in shown if isinstance(node, Call | Bind)} & OPAQUE - _TAKEN
    opaque |= {node.name for node in shown if isinstance(node, Symbol) and _is_opaque(node) and (
        (row := notation.find(node.name)) is None or row.definition is None)}
    if opaque:
        return found | unknown or opaque
    if is_whole and (near := expanded(link, unknown)):
        return near
    if link.op in _ORDER:
        return {name for name in found if not _bounded(name, notation)} | unknown
    if left == right and unknown <= _in_formulas(link, notation):
        unknown = set()  # the text makes other letters of it, d = r + g V(s') - V(s): it takes it for known
    if unknown and not any(isinstance(node, Call | Bind) and node.op in _CALCULUS for node in walk(link)):
        return unknown  # f(a x) = |a| f(x) holds for some functions: it says which are meant
    alone = _one_sided(link, left, right) - (_counts(link.args[0], notation) | _counts(link.args[1], notation))
    return (alone & found) | (unknown & (left ^ right))


def _of_two_members(link: Call) -> str | None:
    """The letter of which a link sets two members equal that have letters for their indices."""
    parts = [side for side in link.args if isinstance(side, Call) and side.op in ("entry", "layer")]
    bases = {part.args[0] for part in parts}
    indices = [part.args[1:] for part in parts]
    if link.op != "equal" or len(parts) != 2 or len(bases) != 1 or indices[0] == indices[1]:
        return None
    (base,) = bases
    return base.name if isinstance(base, Symbol) and all(
        isinstance(index, Symbol) for each in indices for index in each) else None


def _in_formulas(link: Call, notation: Notation) -> set[str]:
    """The names in the formulas of the letters of a link."""
    rows = (notation.find(symbol.name) for symbol in symbols(link))
    return {inner.name for row in rows if row is not None and row.definition is not None
            for inner in symbols(row.definition)}


def _counts(side: Expr, notation: Notation) -> set[str]:
    """The letters that count in the formulas of a side: the N of a mean over N samples, beside it as 1/N."""
    rows = (notation.find(symbol.name) for symbol in symbols(side))
    return {inner.name for row in rows if row is not None and row.definition is not None
            for inner in symbols(row.definition) if inner.sort.kind == "integer"}


def _one_sided(link: Call, left: set[str], right: set[str]) -> set[str]:
    """Letters that stand on one side alone; what a derivative loses is not among them: d(ax)/dx = a holds no x.

    A number beside a derivative may be its value at a point that was named in words.
    """
    derives = [any(map(_loses_letters, walk(side))) for side in link.args]
    if derives == [True, False] and right:
        return right - left
    return left - right if derives == [False, True] and left else left ^ right


def _loses_letters(node: Expr) -> bool:
    """Is it a derivative? The slope of a function of the tables, sigma'(z), hangs on what the function hangs on."""
    if not isinstance(node, Call) or node.op not in _SLOPES:
        return False
    head = node.args[0]
    return not (node.op == "prime" and isinstance(head, Symbol) and head.name in BUILT_IN)


def _values(tree: Expr) -> Iterator[Expr]:
    """Every node that stands for a value: not the ends of integrals, limits and sums, which may be infinite."""
    yield tree
    parts = (tree.body,) if isinstance(tree, Bind) and tree.op in _ENDLESS else children(tree)
    parts = parts[:1] if isinstance(tree, Call) and tree.op == "norm" else parts  # not which norm it is
    for part in parts:
        yield from _values(part)


def _is_opaque(symbol: Symbol) -> bool:
    """Dots and infinity are no values; a function with a name in words, or E, P, Var, is not any function."""
    if "dots" in symbol.name or symbol.name == r"\infty":
        return True
    return symbol.sort.kind == "function" and (symbol.name in STATISTICS or _IN_WORDS.match(symbol.name) is not None)


def _is_open(name: str, notation: Notation, known: Known) -> bool:
    """Was neither a value nor a domain given for this name?"""
    if name in FIXED or name in known.at.tied or name in known.at.of_whole:
        return False
    row = notation.find(name)
    if (row is not None and row.definition is not None) or are_given_by_case(name, notation):
        return False
    said = known.names.get(name)
    if said is None or not said.declared or said.casual:  # a vector by the words alone may be any
        return said is None or not _gives_columns(name, known)
    sort = said.name.symbol.sort
    if sort.shape and is_open(sort.shape[0]):
        return row is not None and len(row.symbol.sort.shape) != len(sort.shape)
    return row is not None and row.symbol.sort != sort


def _gives_columns(name: str, known: Known) -> bool:
    """Does the text list the columns of this matrix, of which more is said? It may be any such matrix then."""
    return any(isinstance(column := said.name.definition, Bind) and isinstance(column.body, Call)
               and said.name.symbol.sort.kind == "family" and column.body.op == "entry"
               and getattr(column.body.args[0], "name", "") == name for said in known.names.values())


def _weights_named_pi(link: Call) -> set[str]:
    """pi, where it has entries or members: no number of a circle then."""
    return {symbol.name for symbol in symbols(link) if symbol.name == r"\pi" and symbol.sort.kind != "function" and (
        symbol.sort.shape or symbol.sort.kind == "family")}


def _bounded(name: str, notation: Notation) -> bool:
    return any(name in {s.name for s in symbols(condition)} for condition in notation.assumptions)


def _free(side: Expr, notation: Notation) -> set[str]:
    """The names a side depends on, definitions followed; an integer is an index or a size.

    What is set to a value, the x of [dy/dx]_{x = 2}, is none.
    """
    if "at" not in operators(side):
        return _names(side, notation)
    given = {node.args[1].name for node in walk(side) if isinstance(node, Call) and node.op == "at"
             and isinstance(node.args[1], Symbol)}
    return _names(side, notation) - given.difference(*(_names(part, notation) for part in _beside_values(side)))


def _beside_values(tree: Expr) -> Iterator[Expr]:
    """The parts of a side in which no letter is set to a value."""
    if not isinstance(tree, Call) or "at" not in operators(tree):
        yield tree
    elif tree.op == "at":
        yield from tree.args[2:]
    else:
        for part in tree.args:
            yield from _beside_values(part)


def _names(side: Expr, notation: Notation) -> set[str]:
    found = _labels(side)
    labels = frozenset(found)
    waiting = list(symbols(side))
    followed: set[str] = set()  # a^l and z^l are defined by each other
    while waiting:
        symbol = waiting.pop()
        if symbol.name in found or symbol.name in followed or symbol.sort.kind in ("integer", "set"):
            continue
        followed.add(symbol.name)
        row = notation.find(symbol.name)
        if row is not None and row.definition is not None:
            parameters = {p.name for p in row.parameters}
            waiting += [s for s in symbols(row.definition) if s.name not in parameters and s.name != symbol.name]
        elif row is not None or symbol.sort.kind != "function" or symbol.name not in BUILT_IN:
            found.add(symbol.name)
    return found - labels


def _labels(side: Expr) -> set[str]:
    """F in the Frobenius norm names which norm it is."""
    return {node.args[1].name for node in walk(side) if isinstance(node, Call) and node.op == "norm"
            and len(node.args) > 1 and isinstance(node.args[1], Symbol) and node.args[1].name.isupper()}


__all__ = ["FIXED", "OPAQUE", "STATISTICS", "hangs_on_letters", "in_foreign_words", "is_slip", "rests_on_foreign_words",
           "unfixed", "weighed"]

"""The notation that a statement is read in: only what it mentions, what that is defined by, and conditions on these.

So the time for a document grows with its length alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set
from enum import IntEnum

from mathnn.expression import Call, Expr, Number, Symbol
from mathnn.expression.build import number
from mathnn.expression.tree import substitute, symbols
from mathnn.notation import Name, Notation, plain
from mathnn.reading.arguments import takes_more
from mathnn.reading.in_force import is_in_force
from mathnn.reading.known import Known
from mathnn.reading.layered import is_slope
from mathnn.reading.said import ALWAYS, CONSTANTS, WITH_NAME, Said
from mathnn.reading.sized_formulas import with_declared_sizes
from mathnn.reading.steps import is_stepped
from mathnn.reading.usage import DENSITIES, PIECE, are_among, as_used, is_called, is_used_by_index, stands_bare
from mathnn.syntax.adjoints import CONJUGATES
from mathnn.syntax.infer import PRIMES
from mathnn.syntax.resized import as_known, resized, resized_row

_ENTRY = re.compile(r"(?<![A-Za-z\\])([a-z])_\{\s*(?:\d\s*\d|[a-z]\s*[a-z])\s*\}")  # a_{11} is an entry of A
_THIN = re.compile(r"(?<!\\)\\[!,;:>]")  # a space between a name and its arguments, q\!\left(x\right)
_RANDOM = re.compile(r"[EPHIp]\b|\\Pr|[Vv]ar|[Cc]ov|\\rho|[EPVH]\}")


class Trust(IntEnum):
    """How far what was said before is relied on when a statement is read.

    All; all but formulas that the running text of another section gave in passing; all but those of other sections;
    what was declared or has a formula, but no sort that was only inferred; what was declared; nothing.
    """

    NOTHING = 0
    DECLARED = 1
    GIVEN = 2
    FIRM = 3
    ALL = 4
    HERE = 5


def notation_for(known: Known, latex: str, trust: Trust, paragraph: int, way: int = 0, *,
                 transposes: bool = True) -> Notation:
    """The rows that a statement needs, and the conditions on them that are in force.

    `way` counts back among the ways in which the text gave a sequence. Where primes are transposes in the text, they
    are so here too, unless `transposes` is false.
    """
    latex = _THIN.sub(" ", latex)
    if trust is Trust.NOTHING:
        return Notation({}, known.at.given + _by_convention(known, latex, transposes=transposes))
    conventions = _by_convention(known, latex, transposes=transposes)
    if known.habits.primes_transpose and transposes:
        latex = latex.replace("'", "")  # X' uses X as a matrix, no function
    mentioned = dict.fromkeys((*PIECE.findall(latex), *(letter.upper() for letter in _ENTRY.findall(latex))))
    rows = _rows(known, mentioned, latex, trust, way)
    formulas = (row.definition for row in rows.values() if row.definition is not None)
    spoken = {plain(name) for name in rows} | {plain(s.name) for formula in formulas for s in symbols(formula)}
    conditions = tuple(_as_known(old.condition, rows) for old in known.assumed if is_in_force(old, paragraph)
                       and all(_is_spoken(s, spoken, mentioned) for s in symbols(old.condition))
                       and not _is_of_function(old.condition, latex) and not _restates(old.condition, rows)
                       and not (old.section == WITH_NAME and _is_of_moment(old.condition, rows)))
    conditions += tuple(_as_known(tree, rows) for name, (tree, said) in known.optima.items()
                        if (are_among(name, mentioned) or plain(name) in spoken)
                        and rows.get(said.name.symbol.name) == said.name)
    made = Notation(rows, conditions + conventions)
    table = _sizes_of_case(rows, conditions)
    return made if not table else Notation({name: resized_row(row, table) for name, row in rows.items()},
                                           tuple(resized(each, table) for each in made.assumptions))


def _sizes_of_case(rows: Mapping[str, Name], conditions: Iterable[Expr]) -> dict[Expr, Expr]:
    """The sizes of letters that a case gives numbers: K is 3 for the z of R^K where z = (2, 1, 0.1)."""
    table: dict[Expr, Expr] = {}
    for condition in conditions:
        letter, value = condition.args if isinstance(condition, Call) and condition.op == "equal" else (None, None)
        row = rows.get(letter.name) if isinstance(letter, Symbol) else None
        if row is None or value is None or symbols(value) or len(row.symbol.sort.shape) != len(value.sort.shape):
            continue
        table |= {size: own for size, own in zip(row.symbol.sort.shape, value.sort.shape, strict=True)
                  if isinstance(size, Symbol) and isinstance(own, Number)}
    return table


def _by_convention(known: Known, latex: str, *, transposes: bool) -> tuple[Expr, ...]:
    """What holds of all letters: primes that are transposes, H that is one, and what is random."""
    primes = (PRIMES,) if known.habits.primes_transpose and transposes and ("'" in latex or r"\prime" in latex) else ()
    conjugates = (CONJUGATES,) if known.habits.has_conjugates and "H" in latex else ()
    layout = known.habits.layout if known.habits.layout and (r"\partial" in latex or "d" in latex) else ()
    return primes + conjugates + layout + _of_randomness(known, latex)


def _of_randomness(known: Known, latex: str) -> tuple[Expr, ...]:
    """What the words of this section say of random variables, where a statement seems to speak of any."""
    if not known.here.randomness or not _RANDOM.search(latex):
        return ()
    return tuple(sorted(known.here.randomness, key=lambda symbol: symbol.name))


def _rows(known: Known, mentioned: Mapping[str, None], latex: str, trust: Trust, way: int = 0) -> dict[str, Name]:
    """The rows of what is mentioned, and of all that those are defined by."""
    found: dict[str, Name] = {}
    wanted = _wanted(known, mentioned, latex, trust)
    of_steps = any(used is not None and used.sort.kind == "family" for _, used in wanted)
    while wanted:
        key, used = wanted.pop()
        if key in known.optima:
            best = known.optima[key][1].name.symbol
            wanted += [(best.name, best)] if best.name not in found else []
        is_member = used is not None and used.sort.kind == "family"
        if is_member and key in known.steps and trust > Trust.DECLARED:
            ways = known.steps[key]
            if key not in found or found[key].symbol.sort.kind != "family":
                found[key] = step = ways[max(-1 - way, -len(ways))].name
                wanted += [(s.name, s) for s in symbols(step.definition or step.symbol) if s not in step.parameters]
            continue
        said = known.names.get(key)
        if said is not None and is_member and of_steps and used is not None and said.section != known.section and (
                said.name.symbol.sort.kind != "family"):
            said = None  # the g_t of the steps is another g than that of another section
        if key in found or said is None:
            if key not in found and is_member and of_steps and used is not None:
                found[key] = Name(used)
            continue
        if (row := _row(known, said, used, latex, trust)) is not None:
            found[key] = row
            if row.definition is not None:
                wanted += [(s.name, s) for s in symbols(row.definition) if s not in row.parameters]
    called = {s.name for row in found.values() if row.definition is not None for s in symbols(row.definition)
              if s.sort.kind == "function"}
    for key in called & found.keys():  # a bare f stays a function where a definition calls it
        if found[key].symbol.sort.kind != "function" and known.names[key].name.symbol.sort.kind == "function":
            found[key] = known.names[key].name
    return with_declared_sizes({key: as_known(row, found) for key, row in found.items()}, known)


def _wanted(known: Known, mentioned: Mapping[str, None], latex: str,
            trust: Trust) -> list[tuple[str, Symbol | None]]:
    """The names that a statement mentions, and sequences with the symbols of their members."""
    wanted: list[tuple[str, Symbol | None]] = [
        (key, None) for piece in mentioned for key in known.by_piece.get(piece, ()) if are_among(key, mentioned)]
    if known.steps and trust > Trust.DECLARED:
        wanted += [(key, ways[-1].name.symbol) for key, ways in known.steps.items()
                   if is_stepped(ways[-1].name, latex)]
    wanted += [(name, None) for name in known.optima if trust > Trust.DECLARED and are_among(name, mentioned)]
    return wanted


def _row(known: Known, said: Said, used: Symbol | None, latex: str, trust: Trust) -> Name | None:
    """The row of a name as a statement uses it, or a formula that has it as `used`; None where it is not relied on."""
    if trust is Trust.DECLARED and not said.declared:
        return None
    if trust is Trust.GIVEN and not said.declared and said.name.definition is None and used is None:
        return None
    if used is not None and _is_another(said, used):
        return None
    if used is None and said.section != known.section and takes_more(said.name, latex):
        return None
    if used is None and said.section != known.section and (
            _is_entry_here(said.name.symbol.name, known) or _is_chance(said.name.symbol, latex)
            or _is_logistic(said.name.symbol, latex) or _is_squared(said.name.symbol, latex)
            or _is_argument_here(said.name.symbol, latex, known)):
        return None
    row = as_used(said.name, latex, used)
    if row is None and used is None and said.declared:
        row = _of_samples(said.name.symbol, latex)
    if row is None:
        return None
    is_in_passing = said.casual and row.definition is not None and not is_slope(row.definition)
    is_without_formula = said.section != known.section and not (is_in_passing and known.is_around(said.section)) and (
        (trust is Trust.FIRM and is_in_passing) or (trust is Trust.HERE and said.section != ALWAYS)
        or (said.section != ALWAYS and _is_number_here(said.name, known)))
    return Name(row.symbol, row.meaning) if is_without_formula else row


def _is_number_here(row: Name, known: Known) -> bool:
    """Does a case of this section, "with a = 2", give a number to what another section gave a formula?"""
    return row.definition is not None and bool(symbols(row.definition)) and row.symbol.sort.is_number and any(
        old.section == known.section and isinstance(old.condition, Call) and old.condition.op == "equal"
        and old.condition.args[0] == row.symbol and not symbols(old.condition.args[1]) for old in known.assumed)


def _is_entry_here(name: str, known: Known) -> bool:
    """Is the y_i that had a name of its own in another section an entry of the y of this one?"""
    base, mark, _ = name.partition("_")
    said = known.names.get(base) if mark else None
    return said is not None and said.section == known.section and bool(said.name.symbol.sort.shape)


def _is_squared(column: Symbol, latex: str) -> bool:
    """Is the x of x^2 a number, after a column x or columns x_i of another section? A column has no powers."""
    name, value = column.name, column.sort.value if column.sort.kind == "family" else column.sort
    return value is not None and value.is_vector and name.isalpha() and "^" in latex and re.search(
        rf"(?<![A-Za-z\\]){name}\s*\^\s*\{{?\s*\d", latex) is not None


def _is_argument_here(column: Symbol, latex: str, known: Known) -> bool:
    """Is the x_n of g'(x_n) a number, after columns x_i of another section, as g(x) is a function of numbers here?"""
    value = column.sort.value if column.sort.kind == "family" else column.sort
    if value is None or not value.is_vector or not column.name.isalpha():
        return False
    for name in re.findall(rf"(?<![A-Za-z\\])([A-Za-z])'\s*(?:\\left\s*)?\(\s*{column.name}\s*_", latex):
        said = known.names.get(name)
        if said is not None and said.section == known.section and said.name.definition is not None and any(
                each.name == column.name and each.sort.is_number for each in said.name.parameters):
            return True
    return False


def _is_logistic(sigma: Symbol, latex: str) -> bool:
    """Is the sigma of sigma(z) a function, after the deviation sigma of another section?"""
    return sigma.name == r"\sigma" and sigma.sort.is_number and _LOGISTIC.search(latex) is not None


_LOGISTIC = re.compile(r"\\sigma'?\s*(?:\\left\s*)?\(\s*(?!\d[\d.]*\s*[-+])")


def _is_chance(density: Symbol, latex: str) -> bool:
    """Is the p of p (1 - p) a number, after the density p(x) of another section?"""
    return density.name in DENSITIES and density.sort.kind == "function" and stands_bare(density.name, latex)


def _of_samples(samples: Symbol, latex: str) -> Name | None:
    """The row of x after x_i in R^d: of the samples where it has an index everywhere, else of one such column."""
    value = samples.sort.value
    if samples.sort.kind != "family" or value is None or not value.shape:
        return None
    return Name(samples if is_used_by_index(samples.name, latex) else Symbol(samples.name, value))


def _is_of_function(condition: Expr, latex: str) -> bool:
    """eta > 0 says nothing of a schedule eta(t)."""
    letter = condition.args[0] if isinstance(condition, Call) and condition.op == "greater" else None
    return isinstance(letter, Symbol) and letter.sort.kind == "number" and is_called(letter.name, latex)


def _is_spoken(symbol: Symbol, spoken: Set[str], mentioned: Mapping[str, None]) -> bool:
    """Is it among the letters of a statement, a constant, or an index of ours?"""
    return symbol.name in CONSTANTS or symbol.name[:1] == " " or _is_density(symbol) or (
        plain(symbol.name) in spoken or are_among(symbol.name, mentioned))


def _is_density(symbol: Symbol) -> bool:
    """P and p are one distribution, whichever of them a statement writes."""
    return symbol.sort.kind == "function" and symbol.name in DENSITIES


def _restates(condition: Expr, rows: Mapping[str, Name]) -> bool:
    """Is it the formula that a name has here anyway, whatever sizes its letters had then?"""
    if not isinstance(condition, Call) or condition.op != "equal":
        return False
    left, right = condition.args
    is_applied = isinstance(left, Call) and left.op in ("apply", "entry")
    head, given = (left.args[0], left.args[1:]) if isinstance(left, Call) and is_applied else (left, ())
    row = rows.get(head.name) if isinstance(head, Symbol) else None
    if row is None or row.definition is None or len(row.parameters) != len(given):
        return False
    return repr((right, given)) == repr((row.definition, row.parameters))


def _is_of_moment(condition: Expr, rows: Mapping[str, Name]) -> bool:
    """Is it said of a covariance that has its formula by now, as a mean? It is symmetric by that."""
    formulas = (row.definition for symbol in symbols(condition) if (row := rows.get(symbol.name)) is not None)
    return any(not _MOMENTS.isdisjoint(symbol.name for symbol in symbols(formula))
               for formula in formulas if formula is not None)


_MOMENTS = frozenset(("E", r"\mathbb{E}", r"\mathrm{E}", r"\operatorname{E}", r"\operatorname{Cov}", r"\mathrm{Cov}"))


def _as_known(condition: Expr, rows: Mapping[str, Name]) -> Expr:
    """A condition on the letters as they are known by now: y may have got its size since."""
    table: dict[Expr, Expr] = {}
    for symbol in symbols(condition):
        row = rows.get(symbol.name)
        if row is not None and row.symbol != symbol and row.symbol.sort.kind == symbol.sort.kind and (
                len(row.symbol.sort.shape) == len(symbol.sort.shape) or _is_nonzero(condition)):
            table[symbol] = row.symbol
    return substitute(condition, table) if table else condition


def _is_nonzero(condition: Expr) -> bool:
    """a != 0, which a formula behind it may show to be said of a column."""
    return isinstance(condition, Call) and condition.op == "unequal" and condition.args[1] == _ZERO and (
        isinstance(condition.args[0], Symbol) and condition.args[0].sort.kind == "number")


_ZERO = number(0)


def _is_another(said: Said, used: Symbol) -> bool:
    """Is the letter of a formula of another shape than what was only inferred of a letter of this name?"""
    sort = said.name.symbol.sort
    if sort.kind == used.sort.kind == "function":
        return len(sort.domain) != len(used.sort.domain) > 1
    return not said.declared and said.name.definition is None and sort.kind == used.sort.kind == "number" and (
        len(sort.shape) != len(used.sort.shape))

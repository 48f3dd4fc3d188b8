"""What a document has said so far: names with their sorts and definitions, what is assumed, what was defined where.

One `Known` lives inside one walk over a document. A statement is read in a notation that holds only what it mentions,
and what those names are defined by; so the time for a document grows with its length alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import Any

from mathnn.check.question import beginning
from mathnn.check.random_names import conditional
from mathnn.check.smooth import CURVES
from mathnn.check.stated_chances import Chance
from mathnn.check.two_signs import as_condition, has_two_signs
from mathnn.claims import Verdict
from mathnn.expression import Call, Expr, Symbol
from mathnn.expression.tree import substitute, symbols
from mathnn.notation import Name, Notation, plain
from mathnn.reading.arguments import takes_more
from mathnn.reading.columns import with_sigma
from mathnn.reading.entry import Finding
from mathnn.reading.formulas import definition
from mathnn.reading.index_cases import is_other_case
from mathnn.reading.laws import Laws
from mathnn.reading.layered import is_slope
from mathnn.reading.resized import as_known, resized, resized_row
from mathnn.reading.roles import Defined
from mathnn.reading.spectra import Eigenvalues
from mathnn.reading.stated import Stated
from mathnn.reading.steps import is_stepped
from mathnn.reading.usage import DENSITIES, PIECE, are_among, as_used, is_called, is_used_by_index, pieces

_ENTRY = re.compile(r"(?<![A-Za-z\\])([a-z])_\{\s*(?:\d\s*\d|[a-z]\s*[a-z])\s*\}")  # a_{11} is an entry of A


_RANDOM = re.compile(r"[EPHIp]\b|\\Pr|[Vv]ar|[Cc]ov|\\rho|[EPVH]\}")
ALWAYS = -1  # the section of a condition that holds to the end
WITH_NAME = -2  # of one that holds until its letter is declared anew: "a symmetric matrix A"
_NEAR = 4  # paragraphs in which words such as "its solutions" are about an equation
_KEPT = (ALWAYS, WITH_NAME)
_NO_LETTERS = frozenset((r"\pi", r"\infty", "[]", "[)", "(]", "()"))
_CONSTANTS = frozenset((r"\mathbf{I}", "I", r"\mathbf{0}", r"\mathbf{1}", "0", "1", r"\pi", r"\infty"))


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


@dataclass(frozen=True, slots=True)
class Said:
    """A name as the text gave it. `declared` is false where its sort was only inferred."""

    name: Name
    declared: bool
    line: int
    section: int
    casual: bool = False  # given in the running text, not displayed


@dataclass(frozen=True, slots=True)
class Assumed:
    """A condition, and the section and paragraph that it was made in.

    One in passing is in force for a few paragraphs: an equation, or what the text takes for known.
    """

    condition: Expr
    section: int
    paragraph: int
    in_passing: bool = False


@dataclass(slots=True)
class Known:
    """The state of one walk."""

    names: dict[str, Said] = field(default_factory=dict)
    by_piece: dict[str, dict[str, None]] = field(default_factory=dict)  # names by their last piece
    sizes: set[str] = field(default_factory=set)  # letters that stand in a shape
    numeric: dict[str, None] = field(default_factory=dict)  # names that stand for numbers until their section ends
    assumed: list[Assumed] = field(default_factory=list)
    defined: dict[str, Defined] = field(default_factory=dict)
    section: int = 0
    sums_repeated: bool = False
    speaks_of_angles: bool = False
    is_foreign: bool = False  # whether most of what the words say is not understood
    findings: list[Finding] = field(default_factory=list)
    stated: Stated = field(default_factory=Stated)
    latest: Expr | None = None
    labelled: dict[str, Expr] = field(default_factory=dict)  # equations by their labels
    randomness: frozenset[Symbol] = frozenset()  # what the words of this section say of random variables
    chances: tuple[Chance, ...] = ()  # probabilities that this section gave as numbers
    laws: Laws = field(default_factory=Laws)  # of random variables, as the words say them
    own: tuple[Expr, ...] = ()
    judged: dict[object, Verdict] = field(default_factory=dict)  # links of the statement that is read now
    ruled: dict[object, Verdict | None] = field(default_factory=dict)  # the same by the laws of random variables
    tied: frozenset[str] = frozenset()
    examples: dict[str, Said] = field(default_factory=dict)  # letters with numbers in the section before
    eigenvalues: Eigenvalues | None = None  # that the words of this section name
    shown: Mapping[str, int] = field(default_factory=dict)  # how this section uses the letters of its layers
    supposed: dict[str, tuple[Said | None, int]] = field(default_factory=dict)  # formulas of "if", and what was before
    steps: dict[str, tuple[Said, ...]] = field(default_factory=dict)  # sequences by their steps, the latest last
    beginnings: dict[str, Name] = field(default_factory=dict)  # x_0 and its value
    optima: dict[str, tuple[Expr, Said]] = field(default_factory=dict)  # where which slope vanishes, by the words
    domains: dict[str, Expr] = field(default_factory=dict)  # of functions that have no formula yet
    told: frozenset[str] = frozenset()  # the letters of which the words at this statement said something
    mentioned: tuple[str, int] | None = None  # the letter that stood last in running text, and its paragraph
    slope: Any = None  # that the text took last
    stacked: Mapping[str, str] = field(default_factory=dict)  # samples that a matrix has as rows, or as columns
    granted: frozenset[str] = frozenset()  # how samples are held and given, as far as it made something true
    begun: Any = None  # a formula of which something is said, until the letter comes that completes it
    around: tuple[tuple[int, int], ...] = ()  # the headings that this section stands below: level and section

    def copy(self) -> Known:
        """The same state, to try a statement on without learning from it; findings are left behind."""
        by_piece = {last: dict(keys) for last, keys in self.by_piece.items()}
        return replace(self, names=dict(self.names), sizes=set(self.sizes), supposed=dict(self.supposed),
                       by_piece=by_piece, numeric=dict(self.numeric), labelled=dict(self.labelled),
                       assumed=list(self.assumed), defined=dict(self.defined), findings=[], stated=Stated(), judged={},
                       ruled={}, steps=dict(self.steps), beginnings=dict(self.beginnings), optima=dict(self.optima),
                       domains=dict(self.domains))

    # --- learning -----------------------------------------------------------------------------------------------------
    def name(self, row: Name, line: int, *, declared: bool, section: int | None = None, casual: bool = False) -> None:
        """Learn a name; what is inferred does not replace what was declared."""
        key = row.symbol.name
        if not row.parameters and isinstance(row.definition, Symbol) and key in self.sizes:
            return  # m = n in passing says that a matrix is square, not what m stands for
        self.sizes.update(size.name for size in row.symbol.sort.shape if isinstance(size, Symbol))
        before = self.names.get(key)
        is_less = before is not None and (before.declared or before.name.definition is not None)
        if is_less and not declared and row.definition is None:
            return
        if casual and before is not None and row.symbol.sort.kind == "function" and (
                before.name.definition is not None and not before.casual and before.section == self.section):
            return  # a value in passing, f = 0, is not the formula that was displayed
        is_map = declared and row.definition is None and row.symbol.sort.kind == "function"
        if is_map and before is not None and before.name.definition is not None and before.section == self.section and (
                before.name.symbol.sort.ranks == row.symbol.sort.ranks):
            return  # f : R -> R says nothing new of an f(x) with a formula; f : R^n -> R is another f
        if declared and before is not None and not is_map:
            name = row.symbol.name
            self.assumed = [old for old in self.assumed
                            if old.section != WITH_NAME or name not in {s.name for s in symbols(old.condition)}]
        self.names[key] = Said(row, declared, line, self.section if section is None else section, casual)
        if key == r"\sigma" and row.definition is not None and len(row.symbol.sort.domain) == 1:
            self._read_anew(row.symbol)
        if row.definition is not None and not declared and not symbols(row.definition):
            self.numeric[key] = None
        else:
            self.numeric.pop(key, None)
        self.by_piece.setdefault((pieces(key) or [""])[-1], {})[key] = None

    def _read_anew(self, sigma: Symbol) -> None:
        """Formulas of this section with sigma, which were read with the logistic function, and now sigma is another."""
        for key, said in self.names.items():
            formula = said.name.definition
            if formula is not None and said.section == self.section and key != sigma.name:
                self.names[key] = replace(said, name=replace(said.name, definition=with_sigma(formula, sigma)))

    def reopen(self, key: str) -> None:
        """A letter that gets a meaning which cannot be used has none from before any more."""
        if (said := self.names.get(key)) is not None and said.name.definition is not None:
            self.names[key] = replace(said, name=Name(said.name.symbol, said.name.meaning))

    def assume(self, condition: Expr, paragraph: int, *, in_passing: bool | None = None) -> None:
        """Learn a condition; one on the same single letter goes before it. An equation is one in passing."""
        if has_two_signs(condition):
            alone = as_condition(condition)
            if alone is None:
                return
            condition = alone
        about = _letters(condition)
        self.assumed = [old for old in self.assumed if len(about) != 1 or _letters(old.condition) != about]
        self.assumed = [old for old in self.assumed if not is_other_case(old.condition, condition)]
        is_equation = isinstance(condition, Call) and condition.op == "equal" and conditional(condition.args[0]) is None
        passing = is_equation if in_passing is None else in_passing
        self.assumed.append(Assumed(condition, self.section, paragraph, passing))

    def property(self, condition: Expr) -> None:
        """Learn what a letter is by its words; it holds as long as the letter means the same."""
        held = Assumed(condition, WITH_NAME, WITH_NAME)
        self.told |= {s.name for s in symbols(condition)} - _CONSTANTS
        self.assumed = [old for old in self.assumed if old != held] + [held]

    def state(self, found: Chance) -> None:
        """Learn a probability that is given as a number; a new one for the same event goes before."""
        self.chances = (*(old for old in self.chances if (old.event, old.given) != (found.event, found.given)), found)

    def take(self, notation: Notation, line: int) -> None:
        """Learn declarations that the author made for the checker; they hold to the end."""
        for row in notation:
            self.name(row, line, declared=True, section=ALWAYS)
        self.assumed += [Assumed(condition, ALWAYS, ALWAYS) for condition in notation.assumptions]

    def suppose(self, row: Name, line: int, paragraph: int) -> None:
        """Learn a formula that is only supposed: it holds for this paragraph and the one after it."""
        key = row.symbol.name
        before = self.supposed[key][0] if key in self.supposed else self.names.get(key)
        self.supposed[key] = before, paragraph
        self.names.pop(key, None)
        self.name(row, line, declared=False)

    def resize(self, table: Mapping[Expr, Expr]) -> None:
        """Learn that two sizes are one, in all that was said."""
        self.names = {key: replace(said, name=resized_row(said.name, table)) for key, said in self.names.items()}
        self.assumed = [replace(old, condition=resized(old.condition, table)) for old in self.assumed]

    def end_suppositions(self, paragraph: int) -> None:
        """Take back what was supposed earlier than in the paragraph before."""
        for key, (before, since) in tuple(self.supposed.items()):
            if since < paragraph - 1:
                del self.supposed[key]
                self.names.pop(key, None)
                if before is not None:
                    self.names[key] = before

    def step(self, row: Name, line: int) -> None:
        """Learn how a sequence goes on, x_{t+1} = x_t - g_t; a text may give it several ways, one for each method."""
        before = tuple(old for old in self.steps.get(row.symbol.name, ()) if old.name.definition != row.definition)
        self.steps[row.symbol.name] = (*before, Said(row, False, line, self.section))

    def enter(self, section: int, level: int = 0) -> None:
        """A new section: conditions of the one before end, what is said of curves and steps with the heading above."""
        self.section = section
        self.slope = None
        self.around = (*(above for above in self.around if above[0] < level), (level, section))
        still = {0, *(number for _, number in self.around)}
        self.chances, self.eigenvalues = (), None
        self.domains.clear()
        self.forget_numbers()
        self.assumed = [old for old in self.assumed
                        if old.section in _KEPT or (old.section in still and _is_curve(old.condition))]
        kept = {name: tuple(each for each in steps if each.section in still) for name, steps in self.steps.items()}
        self.steps = {name: steps for name, steps in kept.items() if steps}
        self.beginnings = {name: row for name, row in self.beginnings.items() if name in self.steps}
        self.optima = {name: found for name, found in self.optima.items() if found[1].section in still}

    def forget_numbers(self) -> None:
        """A letter with numbers for an example stands for anything again."""
        self.examples = {key: said for key in self.numeric if (said := self.names.pop(key, None)) is not None}
        self.numeric.clear()

    def go_on_with_example(self) -> None:
        """The words go on with the example of the section before: its letters have their numbers back."""
        for key, said in self.examples.items():
            if key not in self.names:
                self.names[key] = said
                self.numeric[key] = None

    @contextmanager
    def given(self, conditions: Sequence[Expr], paragraph: int) -> Iterator[None]:
        """For one statement: what the row above says, and what its reason says in words."""
        own = [Assumed(condition, self.section, paragraph) for condition in conditions]
        self.assumed += own
        self.own = tuple(conditions)
        self.tied = frozenset(s.name for condition in conditions for s in symbols(condition))
        yield
        self.own, self.tied = (), frozenset()
        self.assumed = [old for old in self.assumed if old not in own]

    def is_formula(self, case: Expr) -> bool:
        """Has a letter of this condition been declared or given a formula, so that it is no mere index?"""
        return any((said := self.names.get(s.name)) is not None and (said.declared or said.name.definition is not None)
                   for s in symbols(case))

    # --- asking -------------------------------------------------------------------------------------------------------
    def notation(self, latex: str, trust: Trust, paragraph: int, way: int = 0) -> Notation:
        """The rows that a statement needs, and the conditions on them that are in force.

        `way` counts back among the ways in which the text gave a sequence.
        """
        if trust is Trust.NOTHING:
            return Notation({}, self.own + self._of_randomness(latex))
        mentioned = dict.fromkeys((*PIECE.findall(latex), *(letter.upper() for letter in _ENTRY.findall(latex))))
        rows = self._rows(mentioned, latex, trust, way)
        formulas = (row.definition for row in rows.values() if row.definition is not None)
        spoken = {plain(name) for name in rows} | {plain(s.name) for formula in formulas for s in symbols(formula)}
        conditions = tuple(_as_known(old.condition, rows) for old in self.assumed if self._in_force(old, paragraph)
                           and all(_is_spoken(s, spoken, mentioned) for s in symbols(old.condition))
                           and not _is_of_function(old.condition, latex) and not _restates(old.condition, rows))
        conditions += tuple(_as_known(tree, rows) for name, (tree, said) in self.optima.items()
                            if (are_among(name, mentioned) or plain(name) in spoken)
                            and rows.get(said.name.symbol.name) == said.name)
        return Notation(rows, conditions + self._of_randomness(latex))

    def _of_randomness(self, latex: str) -> tuple[Expr, ...]:
        """What the words of this section say of random variables, where a statement seems to speak of any."""
        if not self.randomness or not _RANDOM.search(latex):
            return ()
        return tuple(sorted(self.randomness, key=lambda symbol: symbol.name))

    def lapsed(self, tree: Expr) -> tuple[Expr, ...]:
        """Equations in passing of this section that tie two letters of a statement, though they are paragraphs away."""
        own = {s for s in symbols(tree) if s.sort.kind == "number"}
        return tuple(old.condition for old in self.assumed if old.in_passing and old.section == self.section
                     and isinstance(old.condition, Call) and old.condition.op == "equal" and old.condition != tree
                     and len(symbols(old.condition) & own) > 1)

    def _in_force(self, old: Assumed, paragraph: int) -> bool:
        if old.section in _KEPT:
            return True
        return old.paragraph >= paragraph - 2 if old.in_passing else True  # a display and the words around it

    def _rows(self, mentioned: Mapping[str, None], latex: str, trust: Trust, way: int = 0) -> dict[str, Name]:
        """The rows of what is mentioned, and of all that those are defined by."""
        found: dict[str, Name] = {}
        wanted: list[tuple[str, Symbol | None]] = [
            (key, None) for piece in mentioned for key in self.by_piece.get(piece, ()) if are_among(key, mentioned)]
        if self.steps and trust > Trust.DECLARED:
            wanted += [(key, ways[-1].name.symbol) for key, ways in self.steps.items()
                       if is_stepped(ways[-1].name, latex)]
        wanted += [(name, None) for name in self.optima if trust > Trust.DECLARED and are_among(name, mentioned)]
        of_steps = any(used is not None and used.sort.kind == "family" for _, used in wanted)
        while wanted:
            key, used = wanted.pop()
            if key in self.optima:
                best = self.optima[key][1].name.symbol
                wanted += [(best.name, best)] if best.name not in found else []
            if used is not None and used.sort.kind == "family" and key in self.steps and trust > Trust.DECLARED:
                ways = self.steps[key]
                if key not in found or found[key].symbol.sort.kind != "family":
                    found[key] = step = ways[max(-1 - way, -len(ways))].name
                    wanted += [(s.name, s) for s in symbols(step.definition or step.symbol) if s not in step.parameters]
                continue
            said = self.names.get(key)
            if used is not None and used.sort.kind == "family" and of_steps and key not in found and said is None:
                found[key] = Name(used)
            if key in found or said is None or (trust is Trust.DECLARED and not said.declared):
                continue
            if trust is Trust.GIVEN and not said.declared and said.name.definition is None and used is None:
                continue
            if used is not None and _is_another(said, used):
                continue
            if used is None and said.section != self.section and takes_more(said.name, latex):
                continue
            row = as_used(said.name, latex, used)
            if row is None and used is None and said.declared:
                row = _of_samples(said.name.symbol, latex)
            if row is None:
                continue
            is_in_passing = said.casual and row.definition is not None and not is_slope(row.definition)
            if said.section != self.section and (
                    (trust is Trust.FIRM and is_in_passing) or (trust is Trust.HERE and said.section != ALWAYS)):
                row = Name(row.symbol, row.meaning)
            found[key] = row
            if row.definition is not None:
                wanted += [(s.name, s) for s in symbols(row.definition) if s not in row.parameters]
        called = {s.name for row in found.values() if row.definition is not None for s in symbols(row.definition)
                  if s.sort.kind == "function"}
        for key in called & found.keys():  # a bare f stays a function where a definition calls it
            if found[key].symbol.sort.kind != "function" and self.names[key].name.symbol.sort.kind == "function":
                found[key] = self.names[key].name
        return {key: as_known(row, found) for key, row in found.items()}

    def equations(self, paragraph: int) -> Iterator[Expr]:
        """The equations that were supposed nearby in this section, the last one first."""
        for old in reversed(self.assumed):
            if old.section not in _KEPT and old.paragraph >= paragraph - _NEAR and (
                    isinstance(old.condition, Call) and old.condition.op == "equal"):
                yield old.condition

    def gave_here(self, notation: Notation, other: Notation, conditions: str) -> bool:
        """Are the conditions on a letter of which this section gave a formula that the other notation leaves out?"""
        mentioned = dict.fromkeys(PIECE.findall(conditions))
        return any(row.definition is not None and self.is_of_section(name) and are_among(name, mentioned)
                   and ((less := other.names.get(name)) is None or less.definition is None)
                   for name, row in notation.names.items())

    def is_of_section(self, name: str | None) -> bool:
        """Did this section say what a name stands for?"""
        said = self.names.get(name) if name is not None else None
        return said is not None and said.section == self.section

    def is_tied(self, name: str) -> bool:
        """Is there an equation in this section that a letter without a formula has to fulfil?"""
        said = self.names.get(name)
        return (said is None or said.name.definition is None) and any(
            isinstance(old.condition, Call) and old.condition.op == "equal"
            and name in {s.name for s in symbols(old.condition)} for old in self.assumed if old.section not in _KEPT)

    def is_size_of_ours(self, size: Symbol) -> bool:
        """Is a size only inferred? The text declares nothing with it, nor writes its letter in a formula."""
        return not any(
            (said.declared and size in said.name.symbol.sort.shape)
            or (said.name.definition is not None and size in symbols(said.name.definition))
            for said in self.names.values())

    def tied_to(self, tree: Expr, paragraph: int) -> tuple[Expr, ...]:
        """The equations in force that hang together with these letters, also by others: mu with x, and x with b."""
        ranks = {s.name: len(s.sort.shape) for s in symbols(tree)}
        found: list[Expr] = []
        for old in self.assumed * 2:
            own = {s.name: len(s.sort.shape) for s in symbols(old.condition)}
            if (isinstance(old.condition, Call) and old.condition.op == "equal" and old.condition not in found
                    and old.section not in _KEPT and self._in_force(old, paragraph) and own.keys() & ranks.keys()
                    and all(ranks.get(name, rank) == rank for name, rank in own.items())):
                found.append(old.condition)
                ranks |= own
        return tuple(found)

    def declared_here(self, names: Iterable[str]) -> bool:
        """Were all of these declared in this section, or for the whole document?"""
        return all((said := self.names.get(name)) is not None and said.declared
                   and said.section in (self.section, ALWAYS) for name in names)

    def denied_by(self, tree: Expr) -> bool:
        """Does a reading take a name for something else than what it was declared as here?"""
        for symbol in symbols(tree):
            said = self.names.get(symbol.name)
            if said is None or not said.declared or said.section not in (self.section, ALWAYS):
                continue
            sort = said.name.symbol.sort
            if sort.kind in _VALUES and symbol.sort.kind in _VALUES and len(sort.shape) != len(symbol.sort.shape):
                return True
        return False

    def matrices_taken_for_numbers(self, inferred: Mapping[str, Name]) -> tuple[str, ...]:
        """Capitals that a reading takes for numbers, and that were declared as matrices in this section or another."""
        return tuple(name for name, row in inferred.items() if row.symbol.sort.is_number and name.isupper() and (
            (said := self.names.get(name)) is not None and said.declared and said.name.symbol.sort.is_matrix))


_VALUES = ("number", "integer")


def _of_samples(samples: Symbol, latex: str) -> Name | None:
    """The row of x after x_i in R^d: of the samples where it has an index everywhere, else of one such column."""
    value = samples.sort.value
    if samples.sort.kind != "family" or value is None or not value.shape:
        return None
    return Name(samples if is_used_by_index(samples.name, latex) else Symbol(samples.name, value))


def reached(tree: Expr, notation: Notation) -> frozenset[tuple[str, Name]]:
    """The rows that a tree depends on, definitions followed."""
    rows: dict[str, Name] = {}
    waiting = list(symbols(tree))
    while waiting:
        name = waiting.pop().name
        row = notation.find(name)
        if name not in rows and row is not None:
            rows[name] = row
            if row.definition is not None:
                waiting += symbols(row.definition)
            if (first := notation.names.get(beginning(name))) is not None:
                waiting.append(first.symbol)
    return frozenset(rows.items())


def _letters(condition: Expr) -> set[str]:
    """The letters that a condition is about: constants and the ends of intervals are none."""
    return {s.name for s in symbols(condition)} - _NO_LETTERS


def is_bound_elsewhere(notation: Notation, other: Notation, conditions: str) -> bool:
    """Are the conditions on a letter of which the first notation has a condition that the other one leaves out?"""
    mentioned = dict.fromkeys(PIECE.findall(conditions))
    lost = {name for each in notation.assumptions if each not in other.assumptions for name in _letters(each)}
    return any(are_among(name, mentioned) for name in lost - _CONSTANTS)


def _is_of_function(condition: Expr, latex: str) -> bool:
    """eta > 0 says nothing of a schedule eta(t)."""
    letter = condition.args[0] if isinstance(condition, Call) and condition.op == "greater" else None
    return isinstance(letter, Symbol) and letter.sort.kind == "number" and is_called(letter.name, latex)


def _is_curve(condition: Expr) -> bool:
    return isinstance(condition, Call) and condition.op in CURVES


def _is_spoken(symbol: Symbol, spoken: Set[str], mentioned: Mapping[str, None]) -> bool:
    """Is it among the letters of a statement, or a constant?"""
    return symbol.name in _CONSTANTS or _is_density(symbol) or plain(symbol.name) in spoken or are_among(
        symbol.name, mentioned)


def _is_density(symbol: Symbol) -> bool:
    """P and p are one distribution, whichever of them a statement writes."""
    return symbol.sort.kind == "function" and symbol.name in DENSITIES


def is_circular(tree: Expr, notation: Notation) -> bool:
    """Would it define a letter by things that the text defined by this letter?"""
    made = definition(tree)
    if made is None or made.definition is None or made.symbol.sort.kind in ("family", "function"):
        return False
    return any(made.symbol in symbols(row.definition) for _, row in reached(made.definition, notation)
               if row.definition is not None)


def is_of_known(tree: Expr, head: str, notation: Notation) -> bool:
    """Is it about an entry b_{ij} of a matrix B that the text gave by a formula or a condition?"""
    left = tree.args[0] if isinstance(tree, Call) and tree.op == "equal" else None
    base = left.args[0] if isinstance(left, Call) and left.op == "entry" else None
    if not isinstance(base, Symbol) or base.name == head or not base.sort.is_matrix:
        return False
    row = notation.names.get(base.name)
    return (row is not None and row.definition is not None) or any(
        base.name in {s.name for s in symbols(condition)} for condition in notation.assumptions)


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


def _as_known(condition: Expr, rows: Mapping[str, Name]) -> Expr:
    """A condition on the letters as they are known by now: y may have got its size since."""
    table: dict[Expr, Expr] = {}
    for symbol in symbols(condition):
        row = rows.get(symbol.name)
        if row is not None and row.symbol != symbol and (
                row.symbol.sort.kind == symbol.sort.kind and len(row.symbol.sort.shape) == len(symbol.sort.shape)):
            table[symbol] = row.symbol
    return substitute(condition, table) if table else condition


def _is_another(said: Said, used: Symbol) -> bool:
    """Is the letter of a formula of another shape than what was only inferred of a letter of this name?"""
    sort = said.name.symbol.sort
    if sort.kind == used.sort.kind == "function":
        return len(sort.domain) != len(used.sort.domain) > 1
    return not said.declared and said.name.definition is None and sort.kind == used.sort.kind == "number" and (
        len(sort.shape) != len(used.sort.shape))

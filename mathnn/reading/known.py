"""What a document has said so far: names with their sorts and definitions, what is assumed, what was defined where.

One `Known` lives inside one walk over a document. What a statement is read with is chosen in `statement_notation`.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from mathnn.check.random_names import conditional
from mathnn.check.smooth import CURVES
from mathnn.check.two_signs import as_condition, has_two_signs
from mathnn.expression import INTEGER, Call, Expr, Symbol
from mathnn.expression.tree import symbols
from mathnn.notation import Name, Notation
from mathnn.reading.bounds import excludes
from mathnn.reading.columns import with_sigma
from mathnn.reading.eigen_equations import is_eigen_equation
from mathnn.reading.entry import Finding
from mathnn.reading.every import Every
from mathnn.reading.index_cases import is_other_case
from mathnn.reading.laws import Laws
from mathnn.reading.paragraph import Paragraph
from mathnn.reading.posed import Defined
from mathnn.reading.said import ALWAYS, CONSTANTS, KEPT, PAST, WITH_NAME, Assumed, Said, letters_of
from mathnn.reading.scopes import AtStatement, Habits, Here, Last
from mathnn.reading.stated import Stated
from mathnn.reading.usage import pieces
from mathnn.syntax.dimensions import is_open
from mathnn.syntax.resized import resized, resized_row


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
    habits: Habits = field(default_factory=Habits)
    here: Here = field(default_factory=Here)
    at: AtStatement = field(default_factory=AtStatement)
    last: Last = field(default_factory=Last)
    sums_repeated: bool = False
    axes: set[str] = field(default_factory=set)  # letters of unit vectors, by the words
    obscure: set[str] = field(default_factory=set)  # letters whose last formula was not understood
    findings: list[Finding] = field(default_factory=list)
    stated: Stated = field(default_factory=Stated)
    labelled: dict[str, Expr] = field(default_factory=dict)  # equations by their labels
    laws: Laws = field(default_factory=Laws)  # of random variables, as the words say them
    every: Every = field(default_factory=Every)  # letters behind "for all"
    examples: dict[str, Said] = field(default_factory=dict)  # letters with numbers in the section before
    numbers: dict[str, Said] = field(default_factory=dict)  # letters with numbers in any section before, the latest
    former: dict[str, tuple[Said, Expr | None]] = field(default_factory=dict)  # formulas, others in their place
    renumbered: dict[str, int] = field(default_factory=dict)  # letters with another number, and for which argument
    supposed: dict[str, tuple[int, bool]] = field(default_factory=dict)  # letters with formulas of a case, and where
    printed: dict[str, tuple[Expr, Expr]] = field(default_factory=dict)  # formulas of letters, and digits shown of them
    steps: dict[str, tuple[Said, ...]] = field(default_factory=dict)  # sequences by their steps, the latest last
    past_steps: dict[str, Said] = field(default_factory=dict)  # those of sections that are over
    beginnings: dict[str, Name] = field(default_factory=dict)  # x_0 and its value
    optima: dict[str, tuple[Expr, Said]] = field(default_factory=dict)  # where which slope vanishes, by the words
    words: Paragraph = field(default_factory=lambda: Paragraph(_LONGEST))  # of the paragraph that is read now
    stacked: Mapping[str, str] = field(default_factory=dict)  # samples that a matrix has as rows, or as columns
    granted: frozenset[str] = frozenset()  # how samples are held and given, as far as it made something true
    passing: set[str] = field(default_factory=set)  # letters whose numbers an example in passing gave
    chosen: dict[str, int] = field(default_factory=dict)  # unknowns with values picked for them, and the paragraph
    cases: dict[str, int] = field(default_factory=dict)  # letters with numbers of a case, and the paragraph
    aside: dict[str, tuple[Said, Said]] = field(default_factory=dict)  # what letters are here, and before and after
    ranked: dict[str, int] = field(default_factory=dict)  # vectors and matrices of other sections, by their words
    counting: frozenset[str] = frozenset()  # letters of which the text speaks as numbers in a row, "the k-th mistake"
    around: tuple[tuple[int, int], ...] = ()  # the headings that this section stands below: level and section

    def copy(self) -> Known:
        """The same state, to try a statement on without learning from it; findings are left behind."""
        by_piece = {last: dict(keys) for last, keys in self.by_piece.items()}
        return replace(self, names=dict(self.names), sizes=set(self.sizes),
                       by_piece=by_piece, numeric=dict(self.numeric), labelled=dict(self.labelled),
                       assumed=list(self.assumed), defined=dict(self.defined), findings=[], stated=Stated(),
                       here=replace(self.here), at=self.at.afresh(), last=replace(self.last),
                       steps=dict(self.steps), past_steps=dict(self.past_steps), beginnings=dict(self.beginnings),
                       optima=dict(self.optima),
                       numbers=dict(self.numbers), passing=set(self.passing), obscure=set(self.obscure),
                       axes=set(self.axes), chosen=dict(self.chosen), cases=dict(self.cases), aside=dict(self.aside))

    # --- learning -----------------------------------------------------------------------------------------------------
    def name(self, row: Name, line: int, *, declared: bool, section: int | None = None, casual: bool = False) -> None:
        """Learn a name; what is inferred does not replace what was declared."""
        key = row.symbol.name
        if not row.parameters and isinstance(row.definition, Symbol) and key in self.sizes:
            return  # m = n in passing says that a matrix is square, not what m stands for
        self.sizes.update(size.name for size in row.symbol.sort.shape if isinstance(size, Symbol))
        self._count(row, line)
        self.passing.discard(key)
        self.chosen.pop(key, None)
        self.cases.pop(key, None)
        before = self.names.get(key)
        is_less = before is not None and (before.declared or before.name.definition is not None)
        if is_less and not declared and row.definition is None:
            return
        if declared and row.definition is None and self.may_size(row, line):
            self.size(row, line, casual=casual)
            return
        if casual and before is not None and row.symbol.sort.kind == "function" and (
                before.name.definition is not None and not before.casual and before.section == self.section) and (
                row.definition is None or symbols(row.definition).isdisjoint(row.parameters)):
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
        if not symbols(condition):
            return  # 1 > 2 is supposed for a contradiction
        self._lift_equal(condition)
        about = letters_of(condition)
        self.assumed = [old for old in self.assumed if len(about) != 1 or letters_of(old.condition) != about]
        self.assumed = [old for old in self.assumed if not is_other_case(old.condition, condition)]
        is_equation = isinstance(condition, Call) and condition.op == "equal" and (
            conditional(condition.args[0]) is None and not is_eigen_equation(condition))
        passing = is_equation if in_passing is None else in_passing
        self.assumed.append(Assumed(condition, self.section, paragraph, passing, *self.at.scope))

    def _lift_equal(self, condition: Expr) -> None:
        """Suppose p != q takes p = q back, which another case supposed."""
        if isinstance(condition, Call) and condition.op == "unequal":
            for a, b in (condition.args, condition.args[::-1]):
                said = self.names.get(a.name) if isinstance(a, Symbol) else None
                if said is not None and said.name.definition == b and not said.name.parameters:
                    self.reopen(said.name.symbol.name)

    def property(self, condition: Expr) -> None:
        """Learn what a letter is by its words; it holds as long as the letter means the same."""
        self.at.told |= {s.name for s in symbols(condition)} - CONSTANTS
        same = [old for old in self.assumed if old.section == WITH_NAME and old.condition == condition]
        argument, lasts = self.at.scope
        held = Assumed(condition, WITH_NAME, WITH_NAME, False, argument, lasts or any(old.lasts for old in same))
        self.assumed = [old for old in self.assumed if old not in same] + [held]

    def release(self, name: str) -> None:
        """A letter is introduced anew: what words said of it before holds no more."""
        self.assumed = [old for old in self.assumed
                        if old.section != WITH_NAME or name not in letters_of(old.condition)]

    def take(self, notation: Notation, line: int) -> None:
        """Learn declarations that the author made for the checker; they hold to the end."""
        for row in notation:
            self.name(row, line, declared=True, section=ALWAYS)
        self.assumed += [Assumed(condition, ALWAYS, ALWAYS) for condition in notation.assumptions]

    def suppose(self, row: Name, line: int) -> None:
        """Learn a formula that is only supposed: it goes before what was said of the letter."""
        self.names.pop(row.symbol.name, None)
        self.assumed = [old for old in self.assumed if not (
            isinstance(old.condition, Call) and old.condition.op == "equal" and old.section not in KEPT
            and letters_of(old.condition) == {row.symbol.name} and old.condition.args[0] == row.symbol)]
        self.name(row, line, declared=False)

    def size(self, row: Name, line: int, *, casual: bool) -> None:
        """Learn the size of a letter of which only words told so far: what they said of it stays."""
        name, shape = row.symbol.name, row.symbol.sort.shape
        self.sizes.update(size.name for size in shape if isinstance(size, Symbol))
        said = self.names[name]
        table: dict[Expr, Expr] = dict(zip(said.name.symbol.sort.shape, shape, strict=True))
        self.names[name] = Said(row, True, line, self.section, casual and said.casual)
        self.assumed = [replace(old, condition=resized(old.condition, table))
                        if name in letters_of(old.condition) else old for old in self.assumed]
        self.at.told |= {name}

    def may_size(self, row: Name, line: int) -> bool:
        """Does a declaration give the size of a letter that the words right before call symmetric, or a unit vector?"""
        said, shape = self.names.get(row.symbol.name), row.symbol.sort.shape
        own = said.name.symbol.sort.shape if said is not None and said.declared else ()
        return said is not None and bool(own) and is_open(own[0]) and said.section == self.section and (
            len(own) == len(shape) and len(set(shape)) == 1 and line - said.line <= _RIGHT_BEHIND)

    def resize(self, table: Mapping[Expr, Expr]) -> None:
        """Learn that two sizes are one, in all that was said."""
        self.names = {key: replace(said, name=resized_row(said.name, table)) for key, said in self.names.items()}
        self.assumed = [replace(old, condition=resized(old.condition, table)) for old in self.assumed]

    def step(self, row: Name, line: int) -> None:
        """Learn how a sequence goes on, x_{t+1} = x_t - g_t; a text may give it several ways, one for each method."""
        before = tuple(old for old in self.steps.get(row.symbol.name, ()) if old.name.definition != row.definition)
        self.steps[row.symbol.name] = (*before, Said(row, False, line, self.section))

    def resume_steps(self, latex: str) -> None:
        """A section that takes slopes of a sequence, and does not say how it goes on, means it as it was given last."""
        if not self.past_steps or not (r"\partial" in latex or "d" in latex):
            return
        text = latex.replace(" ", "")
        for name in tuple(self.past_steps):
            if name not in self.steps and any(f"{sign}{name}{mark}" in text for sign in _SLOPES for mark in "_^"):
                self.steps[name] = (self.past_steps.pop(name),)

    def enter(self, section: int, level: int = 0) -> None:
        """A new section: conditions of the one before end, what is said of curves and steps with the heading above."""
        self.section = section
        self._take_back()
        self.ranked |= self.here.ranks
        self.here = Here()
        self.around = (*(above for above in self.around if above[0] < level), (level, section))
        still = {0, *(number for _, number in self.around)}
        self.forget_numbers()
        self.assumed = [old for old in self.assumed
                        if old.section in KEPT or (old.section in still and _is_curve(old.condition))]
        kept = {name: tuple(each for each in steps if each.section in still) for name, steps in self.steps.items()}
        self.past_steps |= {name: steps[-1] for name, steps in self.steps.items() if not kept[name]}
        self.steps = {name: steps for name, steps in kept.items() if steps}
        self.beginnings = {name: row for name, row in self.beginnings.items() if name in self.steps}
        self.optima = {name: found for name, found in self.optima.items() if found[1].section in still}

    def set_aside(self, key: str, here: Said) -> None:
        """A letter is something else until this section ends."""
        if (before := self.names.get(key)) is not None:
            self.aside[key] = here, self.aside[key][1] if key in self.aside else before
        self.names[key] = here

    def _count(self, row: Name, line: int) -> None:
        """K is a number where W has K rows, though another section had a matrix K."""
        for size in row.symbol.sort.shape:
            said = self.names.get(size.name) if isinstance(size, Symbol) else None
            if said is not None and said.section != self.section and said.name.symbol.sort.shape:
                name = said.name.symbol.name
                self.set_aside(name, Said(Name(Symbol(name, INTEGER)), False, line, self.section))

    def _take_back(self) -> None:
        for key, (here, before) in self.aside.items():
            if self.names.get(key) is here:
                self.names[key] = before
        self.aside.clear()

    def forget_numbers(self) -> None:
        """A letter with numbers for an example stands for anything again."""
        self.examples = {key: said for key in self.numeric if (said := self.names.pop(key, None)) is not None}
        self.numbers |= self.examples
        self.numeric.clear()

    def begin_example(self) -> None:
        """A paragraph with a heading of its own: numbers and equations of the example before it hold no more."""
        self.forget_numbers()
        self.assumed = [old for old in self.assumed if not (old.in_passing and old.section == self.section)]
        self.end_suppositions()

    def end_suppositions(self, letters: Container[str] | None = None, argument: int | None = None, *,
                         of_others: bool = False) -> None:
        """What was supposed, of these letters or of any, but not in this argument, need not hold for what follows.

        `of_others`: nor what ties them to others.
        """
        does = any if of_others else all

        def ends(old: Assumed) -> bool:
            return old.section not in KEPT and not _is_curve(old.condition) and old.argument != argument and (
                letters is None or does(name in letters for name in letters_of(old.condition)))

        self.assumed = [replace(old, argument=PAST, lasts=False) if ends(old) else old for old in self.assumed]

    def go_on_with_example(self) -> None:
        """The words go on with the example of the section before: its letters have their numbers back."""
        self.resume(self.examples)

    def resume(self, numbers: Mapping[str, Said], *, in_passing: bool = False) -> None:
        """Letters that stand for nothing else now have these numbers again; `in_passing` where no words say so."""
        for key, said in numbers.items():
            now = self.names.get(key)
            if now is None or (now.name.definition is None and not now.declared):
                self.names[key] = said
                self.numeric[key] = None
                if in_passing:
                    self.passing.add(key)
                self.by_piece.setdefault((pieces(key) or [""])[-1], {})[key] = None

    @contextmanager
    def given(self, conditions: Sequence[Expr], paragraph: int) -> Iterator[None]:
        """For one statement: what the row above says, and what its reason says in words."""
        own = [Assumed(condition, self.section, paragraph) for condition in conditions]
        other = [old for old in self.assumed if any(excludes(old.condition, condition) for condition in conditions)]
        self.assumed = [old for old in self.assumed if old not in other] + own
        self.at.given = tuple(conditions)
        self.at.tied = frozenset(s.name for condition in conditions for s in symbols(condition))
        yield
        self.at.given, self.at.tied = (), frozenset()
        self.assumed = other + [old for old in self.assumed if old not in own]

    def is_formula(self, case: Expr) -> bool:
        """Has a letter of this condition been declared or given a formula, so that it is no mere index?"""
        return any((said := self.names.get(s.name)) is not None and (said.declared or said.name.definition is not None)
                   for s in symbols(case))

    def is_around(self, section: int) -> bool:
        """Does this section stand below the heading of that one, and that not below the title alone?"""
        return any(number == section and level > 1 for level, number in self.around)

    def is_of_section(self, name: str | None) -> bool:
        """Did this section say what a name stands for?"""
        said = self.names.get(name) if name is not None else None
        return said is not None and said.section == self.section


_SLOPES = (r"\partial", "{d", r"\mathrm{d}")
_LONGEST = 400  # characters of the words around a formula that are kept
_RIGHT_BEHIND = 3  # lines


def _is_curve(condition: Expr) -> bool:
    return isinstance(condition, Call) and condition.op in CURVES

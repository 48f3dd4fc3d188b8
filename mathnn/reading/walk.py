"""The walk over a document: each statement is read in the context of all before it, gets its role, and is judged."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace

from mathnn.check.question import CONSTANT
from mathnn.claims import Role, Verdict
from mathnn.documents.document import Comment, Document, Heading, Macro, Mark, Part, Prose
from mathnn.errors import FAILURES, ReadError, SortError
from mathnn.expression import TRUTH, Call, Expr, Number, Symbol
from mathnn.expression.tree import conjuncts, operators, symbols
from mathnn.reading import derivative_layout, in_words, spectra
from mathnn.reading.axes import learn_axes
from mathnn.reading.behind import range_behind
from mathnn.reading.clashes import is_without_reading
from mathnn.reading.entry import COMMENTED, Entry
from mathnn.reading.events_in_words import with_negations
from mathnn.reading.formulas import definition
from mathnn.reading.index_cases import as_index_case
from mathnn.reading.judged import in_context, unreadable
from mathnn.reading.known import Known
from mathnn.reading.laws import of_cases
from mathnn.reading.left_side import left_side, names, opened
from mathnn.reading.partials_by_index import with_partials
from mathnn.reading.phrases import phrase
from mathnn.reading.piecewise import is_range, learn_rest
from mathnn.reading.posed import Defined, Posed, posed
from mathnn.reading.postscripts import Waiting, explains, tells_of_above, waits
from mathnn.reading.properties import learn_properties
from mathnn.reading.random_words import said_of_variables
from mathnn.reading.references import label_behind, labels, means_above, referred
from mathnn.reading.roles import role
from mathnn.reading.shown import shown
from mathnn.reading.sizes_in_words import Sizes
from mathnn.reading.statement_notation import Trust, notation_for
from mathnn.reading.surroundings import Located, located
from mathnn.reading.tables import Tables
from mathnn.reading.tongues import in_english
from mathnn.reading.whole_numbers import counted
from mathnn.syntax.declare import declare
from mathnn.syntax.dimensions import is_open
from mathnn.syntax.labels import with_marks
from mathnn.syntax.macros import expanded
from mathnn.syntax.parse import parse
from mathnn.syntax.read import read
from mathnn.syntax.surface import Node

_SUMS_REPEATED = phrase(r"\bEinstein|\bsummation convention|\bindex notation|\brepeated ind(?:ex|ices)",
                        "einstein|convention|index|repeated")
_LAYOUT = phrase(r"\b(?:numerator|denominator|mixed|Jacobian|gradient)[- ]+(?:layout|convention|formulation)|"
                 r"\blayout convention", "layout|convention|formulation")
# A bold beginning of a paragraph stands for a heading, but for those that go on with what is above.
_SAME_EXAMPLE = (r"solution|answer|proof|result|step|check|hint|note|so|then|figure|given|wanted|"
                 r"what\s+(?:we|you|is|do)|goal|find|calculat\w*|comput\w*|evaluat\w*|substitut\w*|plug|insert|compar\w*|sum|total|final|"
                 r"numbers?|values?|verif\w*|interpretation|explanation|reasoning|conclusion|"
                 r"for|if|when|case|part|(?:hidden|output|first|second|third|last)\s+layer|layer\s+\d|loss|error|"
                 r"eigen\w+|iteration|epoch|round|prediction|logits|now|"
                 r"(?:first|second|third|next)(?!\s+(?:example|exercise|problem|question|data|model))|"
                 r"(?:forward|backward)\s+pass|backpropagat\w*|(?:gradient|weight|parameter)?\s*updates?")
_RUN_IN = re.compile(r"\s*(?:\*\*|__|\\textbf\{)(?!\s*(?:\d+\s*[.)]\s*)?(?:(?:the|our)\s+)?"
                     rf"(?:{_SAME_EXAMPLE})\b)", re.IGNORECASE)
_GOES_ON = phrase(r"\b(?:continue|continuing|return(?:ing)? to|back to|go(?:ing)? on with|revisit)\s+(?:with\s+)?"
                  r"(?:the|our|this)\s+(?:\w+\s+)?example\b", "example")
_LETTER = r"\\(?:mathbf|boldsymbol|bm|vec)\s*\{\s*\\?[A-Za-z]+\s*\}|(?<![A-Za-z\\])[A-Z](?![A-Za-z])"
_SQUARED = re.compile(rf"({_LETTER})(?:_(?:\w|\{{[^{{}}]{{1,6}}\}}))?\s*'\s*\1(?!')")
_PRIMES = phrase(r"\bprimes?\b[^.;]{0,30}\btranspos|\btranspos\w*[^.;]{0,30}\bprimes?\b", "prime")
_CONJUGATES = phrase(r"\b(?:hermitian|unitary)\b|\bconjugate[- ]transpos|\badjoint of\b",
                     "ermitian|nitary|onjugate|adjoint")
_UNITS = phrase(r"\bunit(?:[- ](?:length|norm|vectors?)|s?\b)|\bnormali[sz]|\b(?:length|norm) (?:one|1)\b",
                "unit|normali|length|norm")
_OF_UNITARY = phrase(r"\b(?:hermitian|unitary|normal|diagonal|triangular)\b", "ermitian|nitary|normal|diagonal|triang")
_ANGLE = phrase(r"\bangles? (?:between|formed|of|that)\b|\bcosine\b", "angle|cosine")
_TIMES = frozenset(("t", r"\tau"))
_DOTTED = re.compile(r"\\d?dot\{(.+)\}")
_LAST = ""  # the label of what was displayed last
_NOWHERE = Node("empty", "", (), 0, 0)
_DRAWN = Verdict("none", "The law of a random variable.")
_GIVES_MEANING: tuple[Role, ...] = ("definition", "hypothesis")


def entries(document: Document, known: Known) -> list[Entry]:
    """The entries of a document in order. `known` is what was declared outside of it; it learns as the walk goes on."""
    document, known.is_foreign = in_english(document)
    known.speaks_of_angles = any(isinstance(part, Prose | Heading) and _ANGLE.stands_in(part.text)
                                 for part in document.parts)
    parts = tuple(located(document))
    known.primes_transpose = any(map(_transposes_by_primes, parts))
    known.has_conjugates = any(isinstance(part, Prose | Heading) and _CONJUGATES.stands_in(part.text)
                               for part in document.parts)
    known.layout = derivative_layout.named(part.text for part in document.parts if isinstance(part, Prose | Heading))
    known.of_unitary = known.has_conjugates and any(
        isinstance(part, Prose | Heading) and _OF_UNITARY.stands_in(part.text) for part in document.parts)
    made: list[Entry] = []
    waiting: list[Waiting] = []
    given: list[Waiting] = []
    tables, sizes = Tables(), Sizes()
    sections = _shown(parts)
    of_units = {part.section for part in parts if isinstance(part, Located) and (
        _UNITS.stands_in(part.before) or _UNITS.stands_in(part.after))}
    for position, part in enumerate(parts):
        with suppress(*FAILURES):  # of ours, on some words: the formulas are still judged
            for chance in tables.hear(part):
                known.state(chance)
        if not isinstance(part, Located):
            with suppress(*FAILURES):
                made += listened(part, known)
                known.laws.hear(part)
                _read_anew(given, sizes.hear(part, known), made, known, document.macros)
        else:
            known.shown = sections.get(part.section, {})
            known.speaks_of_units = part.section in of_units
            known.told = frozenset()
            known.behind = range_behind(parts, position)
            entry, statement = taken_in(part, known, document.macros)
            waiting = [each for each in waiting if not each.is_over(part)]
            waiting = _looked_at_again(waiting, entry, statement, made, known, document.macros)
            if waits(entry, part):
                waiting.append(Waiting(len(made), entry, statement))
            given = [each for each in given if not each.is_over(part)]
            if entry.role == "definition" and not entry.verdict.is_wrong:
                given.append(Waiting(len(made), entry, statement, tries=2, displays=-2))
            made.append(entry)
            with suppress(*FAILURES):
                known.laws.hear(part, entry)
                told = known.told | sizes.hear(part, known) | _declared_by(entry, statement, known)
                _read_anew(given, told, made, known, document.macros)
    return made


def _transposes_by_primes(part: Located | Part) -> bool:
    """Does it show X'X, or say that a prime is a transpose?"""
    if isinstance(part, Located):
        return "'" in part.row.latex and _SQUARED.search(part.row.latex) is not None
    return isinstance(part, Prose) and _PRIMES.stands_in(part.text)


def _shown(parts: Iterable[Located | Part]) -> dict[int, dict[str, int]]:
    """What each section shows of its layers."""
    by_section: dict[int, list[str]] = {}
    for part in parts:
        if isinstance(part, Located):
            by_section.setdefault(part.section, []).append(part.row.latex)
    return {section: found for section, formulas in by_section.items() if (found := shown(formulas))}


def _looked_at_again(waiting: list[Waiting], entry: Entry, statement: Posed, made: list[Entry], known: Known,
                     macros: Mapping[str, Macro]) -> list[Waiting]:
    """Read those claims once more whose letters a new definition explains; the rest goes on waiting."""
    told = known.told if tells_of_above(statement) else frozenset()
    if entry.role != "definition" and not told:
        return waiting
    left: list[Waiting] = []
    for each in waiting:
        is_explained = each.mentions(told) or (
            entry.role == "definition" and explains(statement, each) and (
                not each.entry.verdict.is_wrong or tells_of_above(statement)))
        better = each.again(known, macros) if is_explained else None
        if better is None:
            left.append(each)
        else:
            made[each.place] = better
    return left


def _is_out_of_date(given: Waiting, known: Known) -> bool:
    """Is a formula still the one that this definition gave, with letters that are of another kind by now?"""
    said = known.names.get(given.statement.left.head)
    if said is None or said.name.definition is None or said.line != given.entry.place.line:
        return False
    for symbol in symbols(said.name.definition):
        now = known.names.get(symbol.name)
        shape = now.name.symbol.sort.shape if now is not None and now.declared else None
        rank = len(shape) if shape is not None else known.ranks.get(symbol.name, len(symbol.sort.shape))
        has_other_sizes = shape is not None and shape != symbol.sort.shape and (
            known.preceding == given.statement.located.paragraph) and not any(
                isinstance(size, Number) or is_open(size) for size in shape)
        if symbol.sort.kind == "number" and (rank != len(symbol.sort.shape) or has_other_sizes):
            return True
    return False


def _declared_by(entry: Entry, statement: Posed, known: Known) -> frozenset[str]:
    """The letters to which a membership gave a shape."""
    if entry.role not in ("declaration", "hypothesis") or "member" not in statement.relations:
        return frozenset()
    found = ((name, known.names.get(name)) for name in names(statement.node))
    return frozenset(name for name, said in found if said is not None and said.declared
                     and said.line == entry.place.line and said.name.symbol.sort.shape)


def _read_anew(given: list[Waiting], told: frozenset[str], made: list[Entry], known: Known,
               macros: Mapping[str, Macro]) -> None:
    """Read those definitions once more whose letters the words behind them say to be vectors or matrices."""
    for each in given if told else ():
        if each.tries and each.mentions(told) and _is_out_of_date(each, known):
            each.tries -= 1
            findings = list(known.findings)
            said, verdict = in_context(each.statement, (each.entry.role, each.entry.role_reason), known, macros)
            known.findings = findings
            if said[0] == each.entry.role:
                made[each.place] = replace(each.entry, verdict=verdict)


def listened(part: Part, known: Known) -> Iterator[Entry]:
    """Learn what a comment declares, a heading ends or running text says; entries are declarations that fail."""
    if isinstance(part, Comment) and part.kind == "declare":
        yield from _declared(part, known)
    elif isinstance(part, Prose | Heading):
        if isinstance(part, Prose):
            known.words.hear(part)
        if isinstance(part, Heading):
            known.enter(known.section + 1, part.level)
        if isinstance(part, Prose) and _RUN_IN.match(part.text):
            known.forget_numbers()
        elif isinstance(part, Prose) and _GOES_ON.stands_in(part.text):
            known.go_on_with_example()
        _refer(part, known)
        before = known.randomness if isinstance(part, Prose) else frozenset()
        known.randomness = before | said_of_variables(part.text)
        known.counting |= counted(part.text)
        known.sums_repeated = known.sums_repeated or _SUMS_REPEATED.stands_in(part.text)
        known.stated.layout_is_declared = known.stated.layout_is_declared or _LAYOUT.stands_in(part.text)


def _refer(part: Prose | Heading, known: Known) -> None:
    """Give the label behind a formula to it; take the equations that the words refer to for given."""
    label = label_behind(part.text)
    if label is not None and known.latest is not None:
        known.labelled[label] = known.latest
    above = (_LAST,) if means_above(part.text) else ()
    for name in (*referred(part.text), *above):
        equation = known.labelled.get(name)
        if equation is None or name == label or not isinstance(part, Prose) or "limit" in operators(equation):
            continue
        if not _is_formula(equation, known):
            known.assume(equation, part.block, in_passing=False)


def _is_formula(equation: Expr, known: Known) -> bool:
    """Is it the formula that a name has anyway?"""
    made = definition(equation)
    said = known.names.get(made.symbol.name) if made is not None else None
    return made is not None and said is not None and said.name.definition == made.definition


def _declared(comment: Comment, known: Known) -> Iterator[Entry]:
    """Take a comment's declarations; one that cannot be read is an entry, so that its author hears of it."""
    try:
        known.take(declare(comment.text), comment.line)
    except (ReadError, SortError) as problem:
        verdict = Verdict("unreadable", f"The declaration cannot be read: {problem.message}",
                          start=problem.start, end=problem.end)
        yield Entry(comment.place, comment.text, False, "declaration", COMMENTED, verdict)


def taken_in(part: Located, known: Known, macros: Mapping[str, Macro]) -> tuple[Entry, Posed]:
    """The entry of a statement in the light of all before it, and the statement as the rules see it."""
    try:
        return _taken_in(part, known, macros)
    except FAILURES as failure:
        said = f"The checker failed on it ({type(failure).__name__}); please report this."
        entry = Entry(part.row.place, part.row.latex, part.row.equation.display, "claim", "its role was not found",
                      Verdict("unsettled", said))
        return entry, posed(part, _NOWHERE, known.defined)


def _taken_in(part: Located, known: Known, macros: Mapping[str, Macro]) -> tuple[Entry, Posed]:
    if part.section != known.section:
        known.enter(part.section)
    known.randomness |= said_of_variables(part.after)
    known.eigenvalues = spectra.named(part) or known.eigenvalues
    start = time.perf_counter()
    written = part.row
    if (latex := with_partials(with_negations(written.latex), known)) is not written.latex:
        part = replace(part, row=replace(written, excerpt=replace(written.excerpt, text=latex)))
    row = part.row
    node, problem = _surface(row.latex, macros)
    node, _ = with_marks(node, known.names)
    statement = posed(part, node, known.defined)
    what, why = role(statement)
    first = what
    known.every.hear(statement)
    ignored = _ignored(row.mark)
    if what == "fragment" or ignored is not None:
        verdict = Verdict("none", "There is nothing to judge.")
    elif problem is not None:
        verdict = unreadable(problem)
    elif "{cases}" in row.latex and of_cases(row.latex) is not None:
        what, why, verdict = "definition", "it says which values are taken with what probability", _DRAWN
    else:
        with known.given(tuple(_conditions(part, known, macros)), part.paragraph):
            (what, why), verdict = in_context(statement, (what, why), known, macros)
    if row is not written or any(name in row.latex for name in macros):  # of what was written out no place is one in it
        verdict = replace(verdict, start=None, end=None)
    _note(statement, "definition" if (first, what) == ("definition", "claim") else what, known)
    if row.equation.display and known.latest is not None:
        names = (*labels(row.equation.latex), *filter(None, (row.equation.number,)), _LAST)
        known.labelled |= dict.fromkeys(names, known.latest)
    if verdict.is_wrong:  # from what is false nothing follows
        known.latest = None
    _note_obscure(statement, what, verdict, known, macros)
    known.flows |= frozenset(_flowing(statement))
    known.sloped |= {(name, part.section) for name in _bare_slopes(statement)}
    if what == "update":
        known.updated |= {statement.left.head}
    known.inline = known.inline if row.equation.display else row.latex
    known.preceding = -1 if row.equation.display else part.paragraph
    learn_rest(part, node, known)
    known.words.hear(part, _expanded(row.latex, macros) if macros else "")
    learn_properties(part, node, known)
    learn_axes(part, node, known)
    taken = (time.perf_counter() - start) * 1000
    return Entry(row.place, written.latex, row.equation.display, what, why, verdict, ignored, taken), statement


def _conditions(part: Located, known: Known, macros: Mapping[str, Macro]) -> Iterator[Expr]:
    """What holds for this statement alone: the row above that it follows from, and its reason in words."""
    if part.row.follows and known.latest is not None:
        yield known.latest
    for name in in_words.constants(part.row.remark):
        yield Call(CONSTANT, (Symbol(name),), TRUTH)
    if known.behind and (condition := _read(known.behind, part, known, macros)) is not None:
        if (case := as_index_case(condition)) is not None:
            yield case
        elif is_range(condition):
            yield from conjuncts(condition)  # each for the letters that it is about
    for latex in in_words.conditions(part.row.remark):
        if (condition := _read(latex, part, known, macros)) is not None:
            yield condition


def _read(latex: str, part: Located, known: Known, macros: Mapping[str, Macro]) -> Expr | None:
    for trust in (Trust.ALL, Trust.NOTHING):
        try:
            return read(latex, notation_for(known, latex, trust, part.paragraph), macros).tree
        except (ReadError, SortError):
            continue
    return None


def _flowing(statement: Posed) -> Iterator[str]:
    """The x of \\dot{x}, and of x'(t) = ... in time where x stands on the right too: x may be a function."""
    for name in names(statement.node):
        if (dotted := _DOTTED.fullmatch(name)) is not None:
            yield dotted[1]
    if "'" in statement.left.pattern and not _TIMES.isdisjoint(statement.left.letters):
        behind = {name for side in statement.right for name in names(side)}
        yield from (statement.left.letters - _TIMES) & behind


def _bare_slopes(statement: Posed) -> Iterator[str]:
    """The f of -g = f': a side of an equation that is a slope and nothing else."""
    for side in statement.sides if statement.relations == ("equal",) else ():
        side = opened(side)
        if side.kind == "scripts" and side.text.strip("'") == "" and opened(side.parts[0]).kind == "name":
            yield opened(side.parts[0]).text


def _ignored(mark: Mark | None) -> str | None:
    return (mark.reason or "no reason given") if mark is not None and mark.kind == "ignore" else None


def _surface(latex: str, macros: Mapping[str, Macro]) -> tuple[Node, ReadError | None]:
    """The surface tree, or an empty one and what could not be read."""
    try:
        return parse(expanded(latex, macros) if macros else latex)[0], None
    except ReadError as problem:
        return _NOWHERE, problem
    except FAILURES:  # the parser's own failure on one formula: the rest is still judged
        return _NOWHERE, ReadError("it ends too soon or is nested too deep", end=len(latex))


def _expanded(latex: str, macros: Mapping[str, Macro]) -> str:
    """The formula without macros; empty where they expand too far."""
    try:
        return expanded(latex, macros)
    except ReadError:
        return ""


def _note_obscure(statement: Posed, what: Role, verdict: Verdict, known: Known, macros: Mapping[str, Macro]) -> None:
    """Remember a letter that gets a formula which is not understood: what follows cannot be held against any other."""
    if what != "definition" and verdict.kind != "unreadable":
        return
    head = statement.left.head
    if verdict.kind == "unreadable" and not head:
        side = statement.located.row.latex.partition("=")[0]
        head = left_side(_surface(side, macros)[0]).head
    if is_without_reading(verdict) and head:
        known.obscure.add(head)
    else:
        known.obscure.discard(head)


def _note(statement: Posed, what: Role, known: Known) -> None:
    """Remember that the left side has a meaning from here on."""
    pattern = statement.left.pattern
    if (what in _GIVES_MEANING and statement.relations[:1] == ("equal",)) or what == "definition":
        known.defined[pattern] = Defined(statement.located.row.place.line or 1, statement.located.section)

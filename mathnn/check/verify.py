"""LaTeX in, verdict out: read one statement, judge it, say how it was understood."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache, partial

from mathnn.check.applied import applied
from mathnn.check.branches import on_some_branch, with_domains
from mathnn.check.conventions import by_convention, under_convention
from mathnn.check.cut_numbers import in_its_base
from mathnn.check.inverses import MARK, supposing_inverses
from mathnn.check.judge import MOST_LINKS, judge
from mathnn.check.loose_notation import in_light_of
from mathnn.check.marked import marked
from mathnn.check.matrix_functions import entry_by_entry
from mathnn.check.of_numbers import as_far_as_forced, of_any_matrices
from mathnn.check.parts_of_matrices import by_custom
from mathnn.check.steps import STEP, behind_step
from mathnn.check.unknown_words import unless_a_word, unless_spelled
from mathnn.claims import Verdict, of_chain, worst
from mathnn.errors import FAILURES, ReadError, SortError
from mathnn.expression import Call, Symbol
from mathnn.expression.tree import walk
from mathnn.notation import Notation
from mathnn.syntax.declare import declare
from mathnn.syntax.fences import unfenced
from mathnn.syntax.read import Reading, read
from mathnn.syntax.to_latex import to_latex

_CHANCES = frozenset((r"\Pr", r"\mathrm{Pr}", r"\mathbb{P}", "P"))
_IN_WORDS = re.compile(r"\\(?:text|mathrm|textrm|mathit|operatorname)\{[A-Za-z]{2}")  # an event, \text{sick}
_OF_FUNCTIONS = re.compile(r"'|\\circ|\^\{-1\}|(?:\\frac|/)\s*\{?\s*(?:d|\\partial|\\mathrm)|\\nabla|\\prime")


def verify(latex: str, notation: str | Notation = "") -> Verdict:
    r"""Say of one statement whether it is true. Dollars around it, as in a text, are no part of it.

    `notation` declares in mathematics what the text said before, separated by semicolons: sorts
    (``W \in \mathbb{R}^{m \times n}``), side conditions (``x > 0``), definitions
    (``\sigma(z) = \frac{1}{1 + e^{-z}}``).
    Never raises for any text: what cannot be read comes back as `unreadable`, with the construct and its place. Raises
    TypeError for what is no text.

    >>> verify(r"(a + b)^2 = a^2 + b^2").kind
    'refuted'
    """
    if not isinstance(latex, str):
        raise TypeError(f"verify needs LaTeX as a str, not {type(latex).__name__}")
    if not isinstance(notation, str | Notation):
        raise TypeError(f"notation is declared in a str or a Notation, not {type(notation).__name__}")
    try:
        known = _declared(notation) if isinstance(notation, str) else notation
    except (ReadError, SortError) as problem:
        return Verdict("unreadable", f"The notation cannot be read: {problem.message}")
    except FAILURES as failure:
        return unread(failure)
    formula, begins = unfenced(latex)
    found = _verdict(formula, known)
    if isinstance(notation, str) and notation:
        found = in_light_of(formula, notation, known, found, _verdict)
    if not begins or found.start is None or found.end is None:
        return found
    return found.changed(start=found.start + begins, end=found.end + begins)


def _verdict(latex: str, known: Notation) -> Verdict:
    try:
        reading = read(latex, known)
    except SortError as clash:
        found = Verdict("mistyped", clash.message, start=clash.start, end=clash.end)
        return unless_spelled(found, latex, known)
    except ReadError as problem:
        return Verdict("unreadable", problem.message, start=problem.start, end=problem.end)
    except FAILURES as failure:
        return unread(failure)
    return unless_a_word(_judged(reading), reading).changed(reading=partial(spelled, reading))


def unread(failure: BaseException) -> Verdict:
    """The verdict on what the reader should have read, or refused by name."""
    return Verdict("unreadable", f"The reader failed on it ({type(failure).__name__}); please report this.")


def spelled(reading: Reading) -> str:
    """How a statement was understood: the formula, then what was assumed."""
    return "; ".join((shown(reading), *reading.taken))


def shown(reading: Reading) -> str:
    """The statement as it was understood; as it is written where the tree has an operator that is never printed."""
    try:
        return to_latex(reading.tree)
    except FAILURES:
        return " ".join(reading.latex.split())


def _judged(reading: Reading) -> Verdict:
    """The verdict, as far as the letters are of the kinds that it holds for."""
    found = as_far_as_forced(_as_read(reading), reading)
    if found.kind == "refuted" and _is_of_chances(reading):
        found = Verdict("unsettled", "Nothing says of which events these probabilities are.")
    if found.kind == "refuted" and (taken := entry_by_entry((reading.tree,))) is not None:
        found = Verdict("unsettled", taken)
    found = of_any_matrices(found, reading, lambda ranks: _with_ranks(reading, ranks))
    if found.kind == "refuted" and (meant := by_convention(reading.tree, reading.declared)) is not None:
        better = judge(meant.tree, meant.notation)
        found = under_convention(better, meant.conditions) if better.is_true else found
    if found.kind == "refuted" and (rest := behind_step(reading.tree, reading.declared)) is not None:
        return judge(rest, reading.notation) if rest is not reading.tree else Verdict("none", STEP)
    return (by_custom(reading.tree, reading.declared, judge) or found) if found.kind == "refuted" else found


def _is_of_chances(reading: Reading) -> bool:
    """Was a probability P(A) taken for any function, since nothing says what A is?"""
    chances = _CHANCES & set(reading.inferred)
    applied = [node for node in walk(reading.tree) if isinstance(node, Call) and node.op == "apply"
               and getattr(node.args[0], "name", "") in chances]
    return bool(applied) and all(isinstance(arg, Symbol) and (arg.name[-1:].isupper() or _IN_WORDS.match(arg.name))
                                 for node in applied for arg in node.args[1:])


def _with_ranks(reading: Reading, ranks: Mapping[str, int]) -> Verdict | None:
    """The verdict where some letters are matrices."""
    try:
        return _as_read(read(reading.latex, reading.declared, ranks=ranks))
    except (ReadError, SortError, *FAILURES):
        return None


def _as_read(reading: Reading) -> Verdict:
    """The verdict of the worst link, with its place in the formula where it is wrong."""
    tree, notation = reading.tree, reading.notation
    if MARK in reading.latex:
        notation = with_domains(tree, notation)
    if _OF_FUNCTIONS.search(reading.latex):
        tree = applied(tree, notation)
    is_chain = isinstance(tree, Call) and tree.op == "chain" and len(tree.args) <= MOST_LINKS
    links = tree.args if isinstance(tree, Call) and is_chain else (tree,)
    found = tuple(judge(link, notation) for link in links)
    verdict = in_its_base(of_chain(found), tree, reading.latex, lambda other: judge(other, notation))
    if MARK in reading.latex:
        verdict = supposing_inverses(on_some_branch(verdict, reading.tree, notation), reading.tree, notation)
    if verdict.kind == "conditional":
        return verdict
    return marked(verdict, reading, found.index(worst(found)), len(links))


@lru_cache(maxsize=32)
def _declared(notation: str) -> Notation:
    """The same notation goes with many statements."""
    return declare(notation)

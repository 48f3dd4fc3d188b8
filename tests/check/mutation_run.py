"""Judge every corruption of every true case, and ask plain NumPy about those that were not called wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from mathnn.check.question import Question
from mathnn.check.verify import verify
from mathnn.claims import Verdict
from mathnn.errors import ReadError, SortError
from mathnn.expression.tree import Bind, Call, Expr, Number
from mathnn.notation import Notation
from mathnn.syntax.declare import declare
from mathnn.syntax.read import read
from mathnn.syntax.to_latex import to_latex
from tests.cases.tables import Case
from tests.check.mutations import RELATIONS, mutants
from tests.check.numpy_points import holds

CAUGHT = ("refuted", "mistyped")
PASSED = ("proved", "tested")
# The oracle puts numbers for letters, and no random variable is a number: it cannot tell which corruption is false.
WITHOUT_ORACLE = frozenset(("probability",))
OUTCOMES = ("caught", "still true", "conditional", "unsettled", "not tried", "passed")


@dataclass(frozen=True, slots=True)
class Judged:
    """One mutant: how it was made, what the checker said, and whether NumPy finds it true (None: it cannot tell)."""

    case: Case
    kind: str
    latex: str
    verdict: Verdict | None
    is_true: bool | None

    @property
    def outcome(self) -> str:
        """`caught`, `still true`, or else what the checker said of a mutant that is false or not known to be true."""
        if self.verdict is None or self.verdict.kind in CAUGHT:
            return "caught"
        if self.is_true:
            return "still true"
        if self.verdict.kind in PASSED:
            return "passed" if self.is_true is False else "not tried"
        return "conditional" if self.verdict.kind == "conditional" else "unsettled"


def caught_share(found: Sequence[Judged], apart: tuple[str, ...] = ("conditional", "unsettled")) -> float:
    """The share of those that are not still true that was called wrong; what is counted apart is in no denominator."""
    rest = [judged for judged in found if judged.outcome != "still true" and judged.outcome not in apart]
    return sum(judged.outcome == "caught" for judged in rest) / len(rest)


def run(cases: Iterable[Case]) -> Iterator[Judged]:
    """Every mutant of the true cases; what cannot be typed, before it could be written down, has no verdict."""
    for case in cases:
        if case.is_false or case.group in WITHOUT_ORACLE:
            continue
        reading = read(case.latex, declare(case.given))
        written: set[str] = set()
        for mutant in mutants(reading.tree, reading.notation):
            if mutant.tree is None:
                yield Judged(case, mutant.kind, "", None, None)
                continue
            latex = to_latex(mutant.tree)
            if latex not in written:
                written.add(latex)
                yield _judged(case, mutant.kind, latex)


def _judged(case: Case, kind: str, latex: str) -> Judged:
    found = verify(latex, case.given)
    if found.kind in CAUGHT:
        return Judged(case, kind, latex, found, None)
    return Judged(case, kind, latex, found, is_true(latex, case.given))


def is_true(latex: str, given: str, points: int = 60) -> bool | None:
    """Does a statement hold at random points, in plain NumPy? None when that cannot be tried."""
    try:
        reading = read(latex, declare(given))
    except (ReadError, SortError):
        return None
    tree, notation = _supposing(reading.tree, reading.notation)
    found = [_holds(link, notation, points) for link in _links(tree)]
    return False if False in found else None if None in found else True


def _supposing(tree: Expr, notation: Notation) -> tuple[Expr, Notation]:
    """What stands behind quantifiers and under a hypothesis, and the notation in which that is assumed."""
    while isinstance(tree, Bind) and tree.op == "forall":
        notation = notation if tree.where is None else notation.assuming(tree.where)
        tree = tree.body
    if isinstance(tree, Call) and tree.op == "implies" and isinstance(tree.args[0], Call) and (
            tree.args[0].op in ("member", "perpendicular")):  # of x^2 > 1 only the positive x would be tried
        premise, tree = tree.args
        if isinstance(premise, Call) and premise.op == "perpendicular":
            premise = Call("equal", (Call("dot", premise.args), Number(Fraction(0), "0")), premise.sort)
        notation = notation.assuming(premise)
    return tree, notation


def _links(tree: Expr) -> list[Expr]:
    """The single relations of a chain; a chain that begins with an update is judged from there on."""
    if not (isinstance(tree, Call) and tree.op in ("chain", "and")):
        return [tree]
    links = [link for link in tree.args if isinstance(link, Call)]
    joined = all(a.args[1] == b.args[0] for a, b in pairwise(links))
    return [link for link in links if not (joined and link.op in ("assign", "define"))]


def _holds(link: Expr, notation: Notation, points: int) -> bool | None:
    if not (isinstance(link, Call) and link.op in RELATIONS):
        return None
    question = Question(link.op, link.args[0], link.args[1], notation)
    return holds(link, notation, question.labels, question.free_indices, points)

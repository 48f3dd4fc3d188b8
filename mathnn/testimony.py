"""What the witnesses say: SymPy and NumPy of what the chapter proved, the checker of the LaTeX that is printed.

SymPy and the checker are loaded by the function that asks them, so that what needs neither loads neither.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from mathnn.chapters.chapter import Chapter
from mathnn.claims import Derivation, Verdict, worst
from mathnn.errors import ReadError, SortError
from mathnn.expression.tree import Call, Expr
from mathnn.readback import same
from mathnn.syntax.to_latex import to_latex
from mathnn.witnesses import POSED, Statement, Witness

if TYPE_CHECKING:
    from mathnn.theory.steps import StepCheck

Checks: TypeAlias = Mapping[Derivation, "Sequence[StepCheck]"]
SIZES = "n = 1, 2, 3, 4"
RELATIONS = ("equal", "less", "less_equal", "greater", "greater_equal", "unequal")


def of_chapter(chapter: Chapter) -> dict[str, Witness]:
    """The witnesses of a chapter; every step of its proofs is checked here, once."""
    checks = _checks(chapter)
    by_sympy, by_numpy = _derived(checks, _symbolic), _derived(checks, _run)
    return {"symbolic": lambda statement: by_sympy(statement) or judged(statement), "reading": reading, "run": by_numpy}


def of_example() -> dict[str, Witness]:
    """The witnesses of a worked example with a reader's own numbers."""
    return {"symbolic": judged, "reading": reading}


def judged(statement: Statement) -> Verdict | None:
    """What the checker makes of the tree itself, where no derivation made it."""
    from mathnn.check.judge import judge

    tree = statement.tree
    if statement.role in POSED and isinstance(tree, Call) and tree.op in RELATIONS:
        return judge(Call("define", tree.args, tree.sort), statement.notation)  # its shapes are all there is to judge
    return judge(tree, statement.notation)


def reading(statement: Statement) -> Verdict:
    """What the checker makes of the printed LaTeX, which it parses anew; it judges what it read, not what was printed.

    What does not read back as the tree that was printed is `unreadable`.
    """
    from mathnn.check.judge import judge
    from mathnn.syntax.read import read

    try:
        found = read(statement.latex, statement.notation)
    except SortError as clash:
        return Verdict("mistyped", clash.message, start=clash.start, end=clash.end)
    except ReadError as problem:
        return Verdict("unreadable", problem.message, start=problem.start, end=problem.end)
    if not same(found.tree, statement.tree):
        return Verdict("unreadable", f"it reads back as another formula, {to_latex(found.tree)}")
    if statement.role in POSED:
        return Verdict("none", "It is said, not claimed, and reads back as it was meant.")
    return judge(found.tree, found.notation)


def _checks(chapter: Chapter) -> Checks:
    from mathnn.theory.steps import check

    return {proof.derivation: check(proof) for proof in chapter.proofs}


def _derived(checks: Checks, found: Callable[[StepCheck], Verdict]) -> Witness:
    """What one side of the checks says of a step, or of a claim that lines of a derivation make."""

    def witness(statement: Statement) -> Verdict | None:
        derivation = statement.derivation
        if derivation is None or derivation not in checks:
            return None
        steps = checks[derivation]
        if statement.step is not None:
            return found(steps[derivation.steps.index(statement.step)])
        return worst(tuple(map(found, steps))) if steps and follows(statement.tree, derivation) else None

    return witness


def follows(statement: Expr, derivation: Derivation) -> bool:
    """Is this what it shows: its last line, lines of it set equal, or that the last follows from the first?"""
    lines = (derivation.start, *(step.after for step in derivation.steps))
    if statement == derivation.end or not isinstance(statement, Call):
        return statement == derivation.end and derivation.end.sort.kind == "truth"
    links = statement.args if statement.op == "chain" else (statement,)
    if all(isinstance(link, Call) and link.op == "equal" for link in links):
        return all(side in lines for link in links if isinstance(link, Call) for side in link.args)
    return statement.op == "implies" and statement.args == (derivation.start, derivation.end)


def _symbolic(check: StepCheck) -> Verdict:
    if check.symbolic:
        return Verdict("proved", f"SymPy: {check.rule}", checked_for=SIZES, method="SymPy, entry by entry")
    return Verdict("refuted", f"SymPy does not get this by the rule '{check.rule}'")


def _run(check: StepCheck) -> Verdict:
    from mathnn.theory.steps import TOLERANCE

    seen = f"the largest difference at {check.samples} random points is {check.largest_difference:.1e}"
    if check.samples > 0 and check.largest_difference <= TOLERANCE:
        return Verdict("tested", f"NumPy: {seen}", checked_for=SIZES, method="samples")
    return Verdict("refuted" if check.samples else "unsettled", f"NumPy does not agree: {seen}")

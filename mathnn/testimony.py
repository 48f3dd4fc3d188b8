"""What the witnesses say: SymPy of what the chapter proved, the checker of the LaTeX that is printed.

SymPy and the checker are loaded by the function that asks them, so that what needs neither loads neither.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType
from typing import TYPE_CHECKING

from mathnn.chapters.chapter import Chapter
from mathnn.claims import Derivation, Kind, Verdict
from mathnn.expression import Expr
from mathnn.expression.build import equal
from mathnn.witnesses import Statement, Witness, step_name

if TYPE_CHECKING:
    from mathnn.theory.proof import Proof
    from mathnn.theory.steps import StepCheck


def of_chapter(module: ModuleType, chapter: Chapter) -> dict[str, Witness]:
    """The witnesses of a chapter. Its proofs are the module's `proofs`, and what they show is worked out here once."""
    shown = _shown(getattr(module, "proofs", ()), chapter)
    return {"symbolic": lambda statement: shown.get(statement.name) or shown.get(statement.tree), "reading": reading}


def of_example() -> dict[str, Witness]:
    """The witnesses of a worked example with a reader's own numbers."""
    return {"reading": reading}


def reading(statement: Statement) -> Verdict | None:
    """What the checker makes of the printed LaTeX, which it parses anew; it is not shown the tree that was printed."""
    from mathnn.check.verify import verify

    return verify(statement.latex, statement.notation)


def _shown(proofs: tuple[Proof, ...], chapter: Chapter) -> Mapping[str | Expr, Verdict]:
    """Verdicts by the name of a derivation's step, and by the statement that a whole proof shows."""
    from mathnn.theory.steps import check

    derivations = {derivation.name: derivation for derivation in chapter.derivations}
    found: dict[str | Expr, Verdict] = {}
    for proof in proofs:
        verdicts = tuple(map(_verdict, check(proof)))
        made = proof.derivation
        if made == derivations.get(proof.name):
            found |= {step_name(made, count): verdict for count, verdict in enumerate(verdicts, start=1)}
        if verdicts:
            found[_conclusion(made)] = _weakest(verdicts)
    return found


def _conclusion(derivation: Derivation) -> Expr:
    """What a derivation shows: first = last for expressions; for statements the last, which its assumptions bring."""
    if derivation.start.sort.kind == "truth":
        return derivation.end
    return equal(derivation.start, derivation.end)


def _weakest(verdicts: tuple[Verdict, ...]) -> Verdict:
    return next((verdict for verdict in verdicts if verdict.kind != "proved"), verdicts[0])


def _verdict(check: StepCheck) -> Verdict:
    """A step that both SymPy and NumPy confirm is tested at several sizes, which is what the two can know."""
    seen = f"the largest difference at {check.samples} random points is {check.largest_difference:.1e}"
    if check.holds:
        kind: Kind = "tested" if check.stated else "proved"
        return Verdict(kind, f"by {check.rule}; {seen}", checked_for="n = 1, 2, 3, 4", method="SymPy, entry by entry")
    return Verdict("refuted", f"the rule '{check.rule}' does not give this; {seen}")



"""What speaks for each statement of a chapter: SymPy's derivation, a reading of the printed LaTeX, a run of numbers.

A witness is a function from a statement to a verdict, or to None when it has nothing to say. The table at the end names
them; a test hands in its own. Nothing is printed before `examine` has heard them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from mathnn.chapters.chapter import Agreement, Chapter
from mathnn.claims import KINDS, Claim, Derivation, Role, Step, Verdict, worst
from mathnn.errors import UsageError
from mathnn.examples.catalogue import worked
from mathnn.examples.worked import Example, Worked
from mathnn.expression import Expr
from mathnn.expression.build import call
from mathnn.loading import placed
from mathnn.notation import Notation
from mathnn.syntax.to_latex import to_latex

POSED = ("definition", "hypothesis", "declaration", "update", "fragment")  # roles of what is said, not claimed
Part: TypeAlias = Literal["equation", "step", "worked line", "mistake", "exercise", "agreement"]


@dataclass(frozen=True, slots=True)
class Statement:
    """One printed statement: where it belongs, its tree, and the table in which it is read.

    `name` is unique within the chapter; `label` is that of the numbered part which prints it. `derivation` is where it
    comes from, and `step` the step of it that it is; `because` is the author's reason.
    """

    name: str
    label: str
    part: Part
    tree: Expr
    notation: Notation
    role: Role = "claim"
    because: str = ""
    derivation: Derivation | None = None
    step: Step | None = None

    @property
    def latex(self) -> str:
        """The statement as it is printed."""
        return to_latex(self.tree)


Witness: TypeAlias = Callable[[Statement], Verdict | None]


@dataclass(frozen=True, slots=True)
class Checked:
    """A statement and what each witness said of it."""

    statement: Statement
    heard: Mapping[str, Verdict]

    @property
    def verdict(self) -> Verdict:
        """What is wrong, when a witness says so; a condition, when one names it; else the best that was said."""
        if not self.heard:
            return Verdict("unsettled", "no witness could judge it")
        rank = {kind: position for position, kind in enumerate(KINDS)}
        said = sorted(self.heard.values(), key=lambda verdict: rank[verdict.kind])
        if said[-1].is_wrong or said[-1].kind == "unreadable":
            return said[-1]
        first = [verdict for verdict in said if verdict.kind == "conditional"]
        return next((verdict for verdict in (*first, *said) if verdict.kind != "none"), said[0])

    @property
    def support(self) -> tuple[str, ...]:
        """The witnesses who speak for it: of a mistake, those who show it false."""
        wanted = ("refuted", "mistyped") if self.statement.role == "mistake" else ("proved", "conditional", "tested")
        return tuple(name for name, verdict in self.heard.items() if verdict.kind in wanted)

    @property
    def fault(self) -> str | None:
        """Why this may not be printed, or None."""
        found, role = self.verdict, self.statement.role
        if role == "mistake":
            return None if found.is_wrong else f"is shown as a mistake, but it is {found.kind}: {found.reason}"
        if found.is_wrong or found.kind in ("unsettled", "unreadable"):
            return f"is {found.kind}: {found.reason}"
        if found.kind == "none" and role == "claim":
            return f"claims nothing that could be judged: {found.reason}"
        if found.kind == "tested" and not self.statement.because:
            return f"is only tested, and no reason is given for it in `because`: {found.reason}"
        return None


@dataclass(frozen=True, slots=True)
class Examined:
    """A chapter after the examination: all that its text may print, by name."""

    name: str
    chapter: Chapter
    checked: Mapping[str, Checked]
    worked: Mapping[str, Worked] = field(default_factory=dict)
    outputs: Mapping[str, str] = field(default_factory=dict)
    differences: Mapping[str, float] = field(default_factory=dict)

    @property
    def faults(self) -> Iterator[tuple[Checked, str]]:
        """Every statement that may not be printed, and why."""
        for found in self.checked.values():
            if (fault := found.fault) is not None:
                yield found, fault


def examine(name: str, chapter: Chapter, witnesses: Mapping[str, Witness]) -> Examined:
    """Work the examples, run the runs, measure the agreements, and hear the witnesses of every statement.

    Raises UsageError for two statements of one name, and for Python of the chapter that fails.
    """
    done = {example.name: worked(example) for example in chapter.examples}
    heard: dict[str, Checked] = {}
    for statement in statements(chapter, done):
        if statement.name in heard:
            raise UsageError(f"two statements of the chapter {name!r} have the name {statement.name!r}")
        heard[statement.name] = hear(statement, witnesses)
    differences: dict[str, float] = {}
    for agreement in chapter.agreements:
        with placed(f"the agreement {agreement.name!r}"):
            differences[agreement.name] = float(agreement.measure())
        _attach(heard, agreement, agreed(agreement, differences[agreement.name]))
    outputs: dict[str, str] = {}
    for run in chapter.runs:
        with placed(f"the run {run.name!r}"):
            outputs[run.name] = run.compute()
    return Examined(name, chapter, heard, done, outputs, differences)


def hear(statement: Statement, witnesses: Mapping[str, Witness]) -> Checked:
    """A statement and what its witnesses say."""
    said = ((name, witness(statement)) for name, witness in witnesses.items())
    return Checked(statement, {name: verdict for name, verdict in said if verdict is not None})


def statements(chapter: Chapter, done: Mapping[str, Worked]) -> Iterator[Statement]:
    """Every statement that a chapter prints, in the order of its parts."""
    for claim in chapter.equations:
        yield _of_claim(claim, claim.name, f"eq:{claim.name}", "equation", chapter.notation)
    for derivation in chapter.derivations:
        yield from steps(derivation, chapter.notation)
    for example in chapter.examples:
        yield from worked_lines(example, done[example.name])
    for mistake in chapter.mistakes:
        claim = mistake.claim
        yield _of_claim(claim, claim.name, f"mis:{claim.name}", "mistake", chapter.notation)
    for exercise in chapter.exercises:
        for claim in exercise.checks:
            name = f"{exercise.name}.{claim.name}"
            yield _of_claim(claim, name, f"exr:{exercise.name}", "exercise", chapter.notation)


def _of_claim(claim: Claim, name: str, label: str, part: Part, notation: Notation) -> Statement:
    table = notation.assuming(*claim.assuming)
    return Statement(name, label, part, claim.statement, table, claim.role, claim.because, claim.derivation)


def steps(derivation: Derivation, notation: Notation) -> Iterator[Statement]:
    """What each step claims of the lines before and after it."""
    table = notation.assuming(*derivation.assuming)
    for count, step in enumerate(derivation.steps, start=1):
        name = step_name(derivation, count)
        yield Statement(name, f"der:{derivation.name}", "step", _link(step), table, because=step.rule,
                        derivation=derivation, step=step)


def step_name(derivation: Derivation, count: int) -> str:
    """The name of a step, counted from 1."""
    return f"{derivation.name}.{count}"


def _link(step: Step) -> Expr:
    """What a step claims: two expressions are equal, or one statement follows from the other."""
    op = "implies" if step.before.sort.kind == "truth" else "equal"
    return call(op, step.before, step.after)


def worked_lines(example: Example, done: Worked) -> Iterator[Statement]:
    """Each displayed line of an example that was worked."""
    for count, line in enumerate(done.lines, start=1):
        if line.statement is not None:
            name = f"{example.name}.{count}"
            yield Statement(name, f"ex:{example.name}", "worked line", line.statement, done.notation)


def agreed(agreement: Agreement, difference: float) -> Verdict:
    """Does the run agree with the symbols, as far as rounding allows? A difference that is no number does not."""
    if difference <= agreement.tolerance:
        seen = f"the largest difference is {difference:.1e}"
        return Verdict("tested", f"a run agrees at {agreement.samples} samples; {seen}")
    return Verdict("refuted", f"a run differs by {difference:.3g}; rounding explains at most {agreement.tolerance:.0e}")


def _attach(heard: dict[str, Checked], agreement: Agreement, verdict: Verdict) -> None:
    """The run speaks for the claim it was compared with; for a derivation, for its end and the claims made of it."""
    for name, found in heard.items():
        if _is_about(found.statement, agreement.claim):
            said = worst(tuple(v for v in (verdict, found.heard.get("run")) if v is not None))
            heard[name] = Checked(found.statement, {**found.heard, "run": said})


def _is_about(statement: Statement, about: Claim | Derivation) -> bool:
    if isinstance(about, Claim):
        return statement.name == about.name and statement.part == "equation"
    if statement.derivation != about:
        return False
    return statement.step is None or statement.step == about.steps[-1]

"""What a template may call. Each call puts one part of the chapter into the text, under its number where it has one.

| call                                  | prints                                                                     |
|---------------------------------------|----------------------------------------------------------------------------|
| ``equation(claim)``                   | the statement, displayed and numbered                                      |
| ``derivation(derivation)``            | its title and its lines, the rule named beside each; one number            |
| ``example(example)``                  | question, given values, formula = numbers = result, answer                 |
| ``figure(figure)``                    | the picture with its caption                                               |
| ``run(run)``                          | the code that ran, and what it printed                                     |
| ``mistake(mistake)``                  | a false statement, the values at which it fails, and what is true          |
| ``agreements(chapter)``               | a table: each symbolic result against its run                              |
| ``exercises(chapter)``                | all questions                                                              |
| ``solutions(chapter)``                | all solutions                                                              |
| ``glossary(chapter)``                 | a table of the letters                                                     |
| ``verdicts(chapter)``                 | a table: each numbered equation, its verdict, and who speaks for it        |
| ``ref(part)``, ``Ref(part)``          | "equation (1.2)", "Figure 1.3", "section 1.4" (by its label as a string)   |
| ``math(tree)``                        | a formula in the running text                                              |
| ``number(value)``                     | a number in the running text, to six digits at most                        |

`line` is the template's line, which `template.py` adds. Every call looks its part up in the examined chapter, so that
nothing is printed that was not examined, and raises with the reason when a part may not be printed.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from types import ModuleType
from typing import TypeAlias

from mathnn.chapters.chapter import Agreement, Chapter, Exercise, Mistake, Run
from mathnn.claims import Claim, Derivation
from mathnn.errors import BuildError, UsageError
from mathnn.examples.numbers import rounded
from mathnn.examples.worked import Example
from mathnn.expression import Expr
from mathnn.figures.figure import Figure
from mathnn.notation import Notation
from mathnn.render import parts
from mathnn.render.page import Block, Formula, Math, Picture, Reference
from mathnn.render.parse import Value, read_inline, slot
from mathnn.syntax.to_latex import to_latex
from mathnn.witnesses import Checked, Examined

Part: TypeAlias = Claim | Derivation | Example | Figure | Run | Mistake | Exercise | Agreement
Owner: TypeAlias = ModuleType | Chapter | Notation

# The kinds of part, each with the first half of its label and its place in a chapter.
KINDS: dict[type, tuple[str, str]] = {
    Claim: ("eq", "equations"), Derivation: ("der", "derivations"), Figure: ("fig", "figures"),
    Example: ("ex", "examples"), Run: ("run", "runs"), Mistake: ("mis", "mistakes"), Exercise: ("exr", "exercises"),
}


class Calls:
    """The calls of one chapter, and the values that they have left slots for."""

    def __init__(self, examined: Examined) -> None:
        self.examined = examined
        self.values: list[Value] = []
        self.printed: dict[tuple[str, str], None] = {}  # kind and name, in the order of the text

    @property
    def table(self) -> dict[str, Callable[..., str]]:
        """What a template may call, by name."""
        return {
            "equation": self.equation, "derivation": self.derivation, "example": self.example, "figure": self.figure,
            "run": self.run, "mistake": self.mistake, "agreements": self.agreements, "exercises": self.exercises,
            "solutions": self.solutions, "glossary": self.glossary, "verdicts": self.verdicts,
            "ref": self.ref, "Ref": self.Ref, "math": self.math, "number": self.number,
        }

    def equation(self, claim: Claim, *, line: int) -> str:
        self._print(claim, Claim, "equation")
        self._sound(claim.name)
        return self._put(Formula(to_latex(claim.statement), claim.statement, f"eq:{claim.name}", line=line))

    def derivation(self, derivation: Derivation, *, line: int) -> str:
        self._print(derivation, Derivation, "derivation")
        for count in range(1, len(derivation.steps) + 1):
            self._sound(f"{derivation.name}.{count}")
        return self._put(parts.steps(derivation, line))

    def example(self, example: Example, *, line: int) -> str:
        self._print(example, Example, "example")
        worked = self.examined.worked[example.name]
        for count, shown in enumerate(worked.lines, start=1):
            if shown.statement is not None:
                self._sound(f"{example.name}.{count}")
        return self._put(parts.worked_box(example, worked, line))

    def figure(self, figure: Figure, *, line: int) -> str:
        self._print(figure, Figure, "figure")
        caption = read_inline(figure.caption)
        return self._put(Picture(figure.name, self.examined.name, caption, figure.alt, f"fig:{figure.name}", line))

    def run(self, run: Run, *, line: int) -> str:
        self._print(run, Run, "run")
        return self._put(parts.run_box(run, self.examined.outputs[run.name], line))

    def mistake(self, mistake: Mistake, *, line: int) -> str:
        self._print(mistake, Mistake, "mistake")
        return self._put(parts.mistake_box(mistake, self._sound(mistake.claim.name), line))

    def agreements(self, chapter: Owner, *, line: int) -> str:
        self._note("agreements", *(agreement.name for agreement in self._chapter(chapter).agreements))
        return self._put(parts.agreement_table(self.examined, line))

    def exercises(self, chapter: Owner, *, line: int) -> str:
        return self._each(chapter, "exercises", lambda exercise: parts.exercise_box(exercise, line))

    def solutions(self, chapter: Owner, *, line: int) -> str:
        for exercise in self._chapter(chapter).exercises:
            for claim in exercise.checks:
                self._sound(f"{exercise.name}.{claim.name}")
        return self._each(chapter, "solutions", lambda exercise: parts.solution_box(exercise, line))

    def glossary(self, chapter: Owner, *, line: int) -> str:
        notation = chapter if isinstance(chapter, Notation) else self._chapter(chapter).notation
        return self._put(parts.glossary_table(notation, line))

    def verdicts(self, chapter: Owner, *, line: int) -> str:
        self._chapter(chapter)
        return self._put(parts.verdict_table(self.examined, tuple(self.printed), line))

    def ref(self, part: Part | str, *, line: int) -> str:
        return self._put(Reference(self._label(part), line=line))

    def Ref(self, part: Part | str, *, line: int) -> str:  # noqa: N802 - the capital is what it prints
        return self._put(Reference(self._label(part), capital=True, line=line))

    def math(self, tree: Expr, *, line: int) -> str:
        if not isinstance(tree, Expr):
            raise UsageError(f"math() takes an expression, not {_a(type(tree))}")
        return self._put(Math(to_latex(tree), tree))

    def number(self, value: int | float | Fraction, *, line: int) -> str:
        if isinstance(value, bool) or not isinstance(value, int | float | Fraction):
            raise UsageError(f"number() takes a number, not {_a(type(value))}")
        tree = rounded(value)
        return self._put(Math(to_latex(tree), tree))

    def _put(self, value: Value) -> str:
        """Keep a value, and return what stands for it in the text."""
        self.values.append(value)
        return slot(len(self.values) - 1)

    def _each(self, owner: Owner, kind: str, make: Callable[[Exercise], Block]) -> str:
        exercises = self._chapter(owner).exercises
        if not exercises:
            raise UsageError("this chapter has no exercises")
        self._note(kind, *(exercise.name for exercise in exercises))
        return self._put(tuple(make(exercise) for exercise in exercises))

    def _chapter(self, owner: object) -> Chapter:
        """The chapter that is being rendered, given as itself or as its module."""
        chapter = self.examined.chapter
        if owner is chapter or (isinstance(owner, ModuleType) and chapter in vars(owner).values()):
            return chapter
        raise UsageError("this call takes the chapter that is being rendered")

    def _note(self, kind: str, *names: str) -> None:
        self.printed |= dict.fromkeys((kind, name) for name in names)

    def _print(self, part: object, kind: type, word: str) -> None:
        """Note that a part is printed. Raises UsageError when it is of another kind, or not in the chapter."""
        if not isinstance(part, kind):
            raise UsageError(f"{word}() takes {_a(kind)}, not {_a(type(part))}")
        _, place = KINDS[kind]
        name: str = getattr(part, "claim", part).name  # type: ignore[attr-defined]
        if part not in getattr(self.examined.chapter, place):
            raise UsageError(f"the {word} {name!r} is not examined: add it to the chapter's {place}")
        self._note(place, name)

    def _sound(self, name: str) -> Checked:
        """What was found of a statement. Raises BuildError when it may not be printed."""
        found = self.examined.checked[name]
        if (fault := found.fault) is not None:
            raise BuildError(f"{found.statement.part} {name!r} {fault}\n    {found.statement.latex}")
        return found

    def _label(self, part: Part | str) -> str:
        if isinstance(part, str):
            return f"sec:{part}"
        if type(part) not in KINDS:
            raise UsageError(f"{_a(type(part))} has no number to refer to")
        name: str = part.claim.name if isinstance(part, Mistake) else part.name
        return f"{KINDS[type(part)][0]}:{name}"


def _a(kind: type) -> str:
    """A kind of thing in a sentence: a claim, an example, a text."""
    name = {"str": "text", "int": "whole number", "float": "number"}.get(kind.__name__, kind.__name__.lower())
    return f"an {name}" if name[0] in "aeiou" else f"a {name}"

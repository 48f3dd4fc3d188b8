"""A proof: lines of SymPy made one from the other by rules, and the derivation that the book prints of them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sympy import Basic, Eq

from mathnn.claims import Derivation, Step
from mathnn.theory.order import PLAIN, Style
from mathnn.theory.rewriting import Rule, replacing
from mathnn.theory.to_expression import to_expression


@dataclass(frozen=True, slots=True)
class Assumption:
    """A statement that a proof rests on.

    A symbolic check puts `means` into effect: what stands on its left is replaced by its right. A numeric check gives
    the symbol on the left of `drawn` the value on its right, so that the statement holds at every sample. A statement
    without them (t >= 0) only admits samples.
    """

    statement: Basic
    means: tuple[Basic, Basic] | None = None
    drawn: tuple[Basic, Basic] | None = None


def defined(letter: Basic, value: Basic) -> Assumption:
    """The letter stands for the value, in both checks."""
    return Assumption(Eq(letter, value, evaluate=False), (letter, value), (letter, value))


@dataclass(frozen=True, slots=True)
class SymPyStep:
    """One application of a rule, on SymPy's side."""

    rule: Rule
    before: Basic
    after: Basic
    style: Style = PLAIN


@dataclass(frozen=True, slots=True)
class Proof:
    """What is derived, line by line: expressions that are equal, or statements that follow one from the other."""

    name: str
    title: str
    start: Basic
    style: Style = PLAIN
    steps: tuple[SymPyStep, ...] = ()
    assuming: tuple[Assumption, ...] = ()

    def by(self, rule: Rule, style: Style | None = None) -> Proof:
        """The proof with one line more. Raises BuildError when the rule changes nothing."""
        before = self.steps[-1].after if self.steps else self.start
        step = SymPyStep(rule, before, rule.apply(before), style or self.style)
        return replace(self, steps=(*self.steps, step))

    @property
    def end(self) -> Basic:
        """What was derived, in SymPy."""
        return self.steps[-1].after if self.steps else self.start

    @property
    def derivation(self) -> Derivation:
        """The same lines as typed trees. Raises TypeError for a SymPy node that the bridge does not know."""
        before = start = to_expression(self.start, self.style)
        steps: list[Step] = []
        for step in self.steps:
            after = to_expression(step.after, step.style)
            steps.append(Step(step.rule.name, before, after, step.rule.stated))
            before = after
        assumed = tuple(to_expression(a.statement, self.style) for a in self.assuming)
        return Derivation(self.name, self.title, start, tuple(steps), assumed)


def begin(name: str, title: str, start: Basic, *assuming: Assumption, style: Style = PLAIN) -> Proof:
    """A proof without steps yet."""
    return Proof(name, title, start, style, (), assuming)


def known(name: str, proof: Proof) -> Rule:
    """What another proof derived, as a rule: its first expression is replaced by its last."""
    return replacing(name, {proof.start: proof.end})

"""The parts of a chapter as blocks of a page: derivations, worked examples, runs, mistakes, exercises and tables."""

from __future__ import annotations

import inspect
import math
import re
import textwrap
from collections.abc import Sequence
from fractions import Fraction

from mathnn.chapters.chapter import Chapter, Exercise, Mistake, Run
from mathnn.claims import Claim, Counterexample, Derivation
from mathnn.examples.numbers import exact, rounded
from mathnn.examples.worked import Example, Worked
from mathnn.expression import Sort, Symbol
from mathnn.expression.build import call, column, entry
from mathnn.expression.tree import Call, Expr
from mathnn.letters import i
from mathnn.notation import Notation
from mathnn.render.page import (
    Block,
    Blocks,
    Box,
    Formula,
    Inline,
    Inlines,
    Listing,
    Math,
    Paragraph,
    Reference,
    Row,
    Steps,
    Table,
    Text,
)
from mathnn.render.parse import read_blocks, read_inline
from mathnn.syntax.to_latex import to_latex
from mathnn.witnesses import Checked, Examined, step_name

_SHAPE = re.compile(r"(?<=a column of )\w+(?= numbers)|(?<= of shape )\w+(?: x \w+)+")  # as checkers spell them
SMALLEST_SHOWN = -15  # powers of ten below this are rounding alone, and differ between machines


def steps(derivation: Derivation, line: int) -> Steps:
    """A derivation with its rules as they are read."""
    rows = tuple(Row(to_latex(step.after), step.after, read_inline(step.rule)) for step in derivation.steps)
    start = derivation.start
    return Steps(read_inline(derivation.title), to_latex(start), start, rows, f"der:{derivation.name}", line)


def worked_box(example: Example, worked: Worked, line: int) -> Box:
    """A worked example under its number."""
    return Box("example", read_inline(example.title), worked_blocks(example, worked), f"ex:{example.name}", line)


def worked_blocks(example: Example, worked: Worked) -> Blocks:
    """Question, what is given, the lines with their formulas, the answer."""
    blocks: list[Block] = [Paragraph(read_inline(example.question))]
    if worked.given:
        blocks.append(Paragraph((Text("Given: "), *_listed(worked.given), Text("."))))
    for shown in worked.lines:
        if shown.text:
            blocks.append(Paragraph(read_inline(shown.text)))
        if shown.statement is not None:
            blocks.append(Formula(to_latex(shown.statement), shown.statement))
    return (*blocks, Paragraph(read_inline(worked.answer)))


def _listed(trees: Sequence[Expr]) -> Inlines:
    """Formulas in a sentence, with commas between them."""
    parts: list[Inline] = []
    for tree in trees:
        parts += [Text(", ")] * bool(parts) + [Math(to_latex(tree), tree)]
    return tuple(parts)


def run_box(run: Run, output: str, line: int) -> Box:
    """The code that ran, and what it printed."""
    code = textwrap.dedent(inspect.getsource(run.compute)).rstrip()
    blocks = (Listing("python", code), Paragraph((Text("It prints"),)), Listing("", output))
    return Box("run", read_inline(run.title), blocks, f"run:{run.name}", line)


def mistake_box(mistake: Mistake, found: Checked, line: int) -> Box:
    """A false statement, why one makes it, where it fails, and what is true."""
    claim, verdict = mistake.claim, found.verdict
    example = verdict.counterexample
    fails = counterexample(example, claim.statement) if example else shapes_set(_sentence(verdict.reason))
    blocks = (
        Formula(to_latex(claim.statement), claim.statement, mistake=True, line=line),
        Paragraph((*read_inline(mistake.why), Text(" "), *fails)),
        Paragraph(read_inline(mistake.instead)),
    )
    return Box("mistake", (), blocks, f"mis:{claim.name}", line)


def counterexample(found: Counterexample, statement: Expr | None = None) -> Inlines:
    """The values at which a statement fails, and its two sides there, in a sentence; of an implication what follows."""
    values = [Math(f"{name} = {_value_latex(value)}") for name, value in found.values.items()]
    parts: list[Inline] = [Text("It fails for ")]
    for position, value in enumerate(values):
        parts += [Text(" and " if position == len(values) - 1 else ", ")] * bool(position) + [value]
    left, right = ((Text(_verb(side)), Math(_value_latex(side))) for side in (found.left, found.right))
    follows = " of what should follow" if isinstance(statement, Call) and statement.op == "implies" else ""
    return (*parts, Text(f": the left side{follows} "), *left, Text(", the right side "), *right, Text("."))


def _verb(value: object) -> str:
    """A number whose digits are rounded is about what is printed."""
    return "is about " if isinstance(value, float | Fraction) and exact(Fraction(value)) is None else "is "


def _value_latex(value: object) -> str:
    """A value of a counterexample as LaTeX: a number, a column, a matrix, true or false."""
    if isinstance(value, bool):
        return rf"\text{{{str(value).lower()}}}"
    if isinstance(value, int | float | Fraction):
        return to_latex(_number(value))
    if isinstance(value, Sequence) and not isinstance(value, str):
        if value and all(isinstance(row, Sequence) for row in value):
            return to_latex(call("rows", *(column(*map(_number, row)) for row in value)))
        return to_latex(column(*map(_number, value)))
    return rf"\text{{{value}}}"


def _number(value: int | float | Fraction) -> Expr:
    return exact(Fraction(value)) or rounded(Fraction(value))


def exercise_box(exercise: Exercise, line: int) -> Box:
    """A question under its number."""
    return Box("exercise", (), read_blocks(exercise.question), f"exr:{exercise.name}", line)


def solution_box(exercise: Exercise, line: int) -> Box:
    """The solution of an exercise."""
    title = (Reference(f"exr:{exercise.name}", capital=True, line=line),)
    return Box("solution", title, read_blocks(exercise.solution))


def glossary_table(notation: Notation, line: int) -> Table:
    """One row a letter: what kind of thing it is, and what it means."""
    rows = tuple(((declaration(name.symbol),), read_inline(name.meaning)) for name in notation)
    return Table(_header("Letter", "Meaning"), rows, read_inline("The letters of this chapter."), "tab:glossary", line)


def declaration(symbol: Symbol) -> Math:
    """A letter and its sort: ``\\mathbf{w} \\in \\mathbb{R}^n``."""
    sort = symbol.sort
    if sort.kind == "function" and sort.value is not None:
        parts = r" \times ".join(to_latex(_set(part)) for part in sort.domain)
        return Math(rf"{symbol.name} : {parts} \to {to_latex(_set(sort.value))}")
    if sort.is_matrix and symbol.name.startswith(r"\mathbf{") and symbol.name[8:-1].islower():  # e: one for each index
        tree = call("member", entry(symbol, i), call("reals", sort.shape[1]))
        return Math(to_latex(tree), tree)
    if sort.kind in ("number", "integer"):
        tree = call("member", symbol, _set(sort))
        return Math(to_latex(tree), tree)
    return Math(symbol.name, symbol)


def _set(sort: Sort) -> Expr:
    return call("naturals") if sort.kind == "integer" else call("reals", *sort.shape)


def agreement_table(examined: Examined, line: int) -> Table:
    """Each symbolic result against its run, with the largest difference that was seen."""
    rows = []
    for agreement in examined.chapter.agreements:
        difference = Math(difference_latex(examined.differences[agreement.name]))
        samples = Math(str(agreement.samples))
        rows.append(((_result(agreement.claim, examined.chapter, line),), (samples,), (difference,)))
    header = _header("Result", "Values compared", "Largest difference")
    return Table(header, tuple(rows), read_inline("Symbols against runs."), "tab:agreements", line)


def _result(about: Claim | Derivation, chapter: Chapter, line: int) -> Inline:
    """Where the text prints what a run was compared with, or its title where it does not."""
    for claim in chapter.equations:
        if about in (claim, claim.derivation):
            return Reference(f"eq:{claim.name}", True, line)
    if isinstance(about, Claim):
        return Math(to_latex(about.statement), about.statement)
    return Reference(f"der:{about.name}", True, line) if about in chapter.derivations else Text(about.title)


def difference_latex(difference: float) -> str:
    """A rounding difference to the power of ten above it, so that it is the same on each machine."""
    if difference == 0:
        return "0"
    return f"< 10^{{{max(math.floor(math.log10(difference)) + 1, SMALLEST_SHOWN)}}}"


def verdict_table(examined: Examined, printed: Sequence[tuple[str, str]], line: int) -> Table:
    """Each numbered equation that was `printed` so far, as (kind, name): its verdict, and who spoke for it."""
    derivations = {derivation.name: derivation for derivation in examined.chapter.derivations}
    rows = []
    for kind, name in printed:
        if kind == "equations":
            rows.append(_verdict_row(f"eq:{name}", [examined.checked[name]], line))
        elif kind == "derivations":
            count = len(derivations[name].steps)
            found = [examined.checked[step_name(derivations[name], step)] for step in range(1, count + 1)]
            rows.append(_verdict_row(f"der:{name}", found, line))
    header = _header("Equation", "Verdict", "Witnesses")
    return Table(header, tuple(rows), read_inline("What was found of each equation."), "tab:verdicts", line)


def _verdict_row(label: str, found: Sequence[Checked], line: int) -> tuple[Inlines, ...]:
    """The verdict of a claim, or the kinds of verdict that the steps of a derivation got."""
    kinds = sorted({_kind_in_words(part) for part in found})
    heard = [witness for witness in ("symbolic", "reading", "run") if any(witness in part.heard for part in found)]
    steps_in_words = f" ({len(found)} {'step' if len(found) == 1 else 'steps'})" if found[0].statement.step else ""
    cells = (", ".join(kinds) + steps_in_words, ", ".join(heard))
    return ((Reference(label, True, line),), *((Text(cell),) for cell in cells))


def _kind_in_words(found: Checked) -> str:
    return found.statement.role if found.verdict.kind == "none" else found.verdict.kind


def _header(*titles: str) -> tuple[Inlines, ...]:
    return tuple((Text(title),) for title in titles)


def shapes_set(text: str) -> Inlines:
    """A checker's sentence, written for a terminal, with its sizes and shapes set as formulas."""
    parts: list[Inline] = []
    begun = 0
    for found in _SHAPE.finditer(text):
        parts += [Text(text[begun:found.start()]), Math(found[0].replace(" x ", r" \times "))]
        begun = found.end()
    return (*parts, Text(text[begun:]))


def _sentence(text: str) -> str:
    """A reason with a capital at its beginning and a full stop at its end."""
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith('.') else '.'}"



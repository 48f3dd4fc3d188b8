"""Numbers that a case gives letters, "for x = 2": a statement about them alone is one of numbers."""

from __future__ import annotations

from collections.abc import Iterator

from mathnn.check.question import Question
from mathnn.expression.tree import Call, Expr, Symbol, symbols
from mathnn.notation import Name, Notation


def with_given_numbers(question: Question) -> Question | None:
    """The question with these numbers as the formulas of their letters; None where no case gives any."""
    notation = question.notation
    for row in _given(notation.assumptions):
        notation = notation.with_name(row)
    return None if notation is question.notation else question.under(notation)


def are_given_by_case(name: str, notation: Notation) -> bool:
    """Does a case give a letter numbers?"""
    return any(row.symbol.name == name for row in _given(notation.assumptions))


def _given(conditions: tuple[Expr, ...]) -> Iterator[Name]:
    for condition in conditions:
        if isinstance(condition, Call) and condition.op == "equal":
            letter, value = condition.args
            if isinstance(letter, Symbol) and not symbols(value) and value.sort.kind == "number" and (
                    len(letter.sort.shape) == len(value.sort.shape)):
                yield Name(letter, definition=value)


__all__ = ["are_given_by_case", "with_given_numbers"]

"""Families of columns whose entries sum to one, as one-hot labels y_t of every step do: tried where softmax is."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from mathnn.check.question import Question
from mathnn.check.sample import PLANS, Sampled, failing_points, sample
from mathnn.check.scene import OutOfRange, Unsupported
from mathnn.expression import Call, Expr, Symbol
from mathnn.expression.build import entry, equal, index, number, total
from mathnn.expression.tree import Bind, symbols

_OF_SHARES = frozenset(("softmax", "exp", "log"))
_ENOUGH = 4  # points that agree


def shares_of_members(question: Question, samples: Iterable[Sampled]) -> tuple[Symbol, tuple[Expr, ...]] | None:
    """A free family whose members make the statement hold at all points once their entries sum to one.

    With it the condition for each member that was met; None where there is no such family.
    """
    if question.operators.isdisjoint(_OF_SHARES):
        return None
    families = {symbol for tree in question.trees for symbol in symbols(tree) if symbol.sort.kind == "family"
                and symbol.sort.value is not None and symbol.sort.value.is_vector and _is_free(symbol, question)}
    taken = tuple(samples)[:1]
    for family in sorted(families, key=lambda symbol: symbol.name):
        labels = _held(family, question, taken)
        if labels:
            return family, tuple(_sums_to_one(family, label) for label in labels)
    return None


def _is_free(family: Symbol, question: Question) -> bool:
    row = question.notation.find(family.name)
    return row is None or row.definition is None


def _held(family: Symbol, question: Question, samples: tuple[Sampled, ...]) -> list[int]:
    """The labels of the members that were met, where the statement held with entries that sum to one."""
    labels: set[int] = set()
    for each in samples:
        leaves = dict(each.source.leaves)
        for key, values in each.source.leaves.items():
            if key[0] == family.name and key[1] is not None and values.ndim == 2:
                made = np.array(values, dtype=float)
                made[-1] = 1 - made[:-1].sum(axis=0)
                leaves[key] = made
                labels.add(key[1])
        try:
            found = sample(question, *PLANS[0], leaves=leaves)
        except (Unsupported, OutOfRange, ValueError):
            return []
        if failing_points(question.relation, found).any() or int(found.judged.sum()) < _ENOUGH:
            return []
    return sorted(labels)


def _sums_to_one(family: Symbol, label: int) -> Call:
    assert family.sort.value is not None
    i = index("i")
    member = Call("layer", (family, number(label)), family.sort.value)
    made = equal(total(i, entry(member, i)), 1)
    assert isinstance(made, Call)
    assert isinstance(made.args[0], Bind)
    return made


__all__ = ["shares_of_members"]

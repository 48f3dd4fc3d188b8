"""What words say of how a letter changes: a convex function f; g is increasing; f'' >= 0; a constant c."""

from __future__ import annotations

import re

from mathnn.check.question import CONSTANT
from mathnn.expression import NUMBER, Call, Expr, Number, Symbol, function
from mathnn.expression.build import number
from mathnn.expression.sort import TRUTH
from mathnn.expression.tree import is_zero
from mathnn.reading.known import Known
from mathnn.reading.surroundings import Located
from mathnn.syntax.function_letters import FUNCTIONS

_CURVES = {"convex": "convex", "concave": "concave", "increasing": "increasing", "nondecreasing": "increasing",
           "decreasing": "decreasing", "nonincreasing": "decreasing"}
_WORD = r"(?:strictly |strongly |monotonically )?(" + "|".join(_CURVES) + ")"
_NOUN = (r"(?:,?\s+(?:and\s+)?(?:smooth|differentiable|twice|continuous|real|scalar|valued|objective|loss|cost"
         r"|univariate|multidimensional|function|functions))*")
_BEFORE = re.compile(rf"(?<!not )(?<!non-)\b{_WORD}{_NOUN}\s*$", re.IGNORECASE)
_AFTER = re.compile(rf"\s*(?:is|are|be)\s+(?:an?\s+|also\s+|both\s+)?{_WORD}\b", re.IGNORECASE)
_MIRRORED_BEFORE = re.compile(r"\b(even|odd)\s+function\s*$", re.IGNORECASE)
_MIRRORED_AFTER = re.compile(r"\s*(?:is|be)\s+(?:an?\s+)?(even|odd)\b(?!\s+(?:if|more|when|number|integer))"
                             r"(?P<noun>\s+function)?", re.IGNORECASE)
_OF_SLOPES = {(1, "greater_equal"): "increasing", (1, "greater"): "increasing", (1, "less_equal"): "decreasing",
              (1, "less"): "decreasing", (2, "greater_equal"): "convex", (2, "greater"): "convex",
              (2, "less_equal"): "concave", (2, "less"): "concave"}


_CONSTANT_BEFORE = re.compile(r"\bconstants?\s*$", re.IGNORECASE)
_CONSTANT_AFTER = re.compile(r"\s*(?:is|are|be)\s+(?:an?\s+|any\s+|some\s+)?(?:fixed\s+)?constants?\b", re.IGNORECASE)


def learn_curves(part: Located, name: str | None, known: Known) -> None:
    """Learn what the words before and behind a lone letter say of it as a function; it holds in this section."""
    if name is None or part.row.equation.display:
        return
    said = known.names.get(name)
    if (said is not None and said.name.symbol.sort.kind not in ("function", "number")) or _is_value(name, known):
        return
    if _CONSTANT_BEFORE.search(part.before) or _CONSTANT_AFTER.match(part.after):
        known.assume(Call(CONSTANT, (Symbol(name),), TRUTH), part.paragraph)
    for match in (_BEFORE.search(part.before), _AFTER.match(part.after)):
        if match is not None:
            known.assume(_curve(_CURVES[match[1].lower()], name), part.paragraph)
    _learn_mirrored(part, name, known)


def _learn_mirrored(part: Located, name: str, known: Known) -> None:
    """f is even: f(-x) = f(x). A letter that counts is even in another way."""
    behind = _MIRRORED_AFTER.match(part.after)
    word = _MIRRORED_BEFORE.search(part.before) or behind
    said = known.names.get(name)
    is_function = name in FUNCTIONS or (said is not None and said.name.symbol.sort.kind == "function")
    if word is not None and (is_function or behind is None or behind["noun"]):
        known.assume(_curve(word[1].lower(), name), part.paragraph)


def as_curve(condition: Expr) -> Expr:
    """f'' >= 0 as what it says of f: that it is convex. Any other condition as it is."""
    if not isinstance(condition, Call) or len(condition.args) != 2:
        return condition
    slope, bound = condition.args
    order = 0
    while isinstance(slope, Call) and slope.op == "prime":
        step = slope.args[1] if len(slope.args) > 1 else number(1)
        order += int(step.value) if isinstance(step, Number) else len(_OF_SLOPES)
        slope = slope.args[0]
    if not isinstance(slope, Symbol) or not is_zero(bound):
        return condition
    name = slope.name.rstrip("'")  # of a letter that nothing was said of, the primes are part of its name
    curve = _OF_SLOPES.get((order + len(slope.name) - len(name), condition.op))
    return condition if curve is None else _curve(curve, name)


def _curve(curve: str, name: str) -> Expr:
    return Call(curve, (Symbol(name, function(NUMBER)),), TRUTH)


def _is_value(name: str, known: Known) -> bool:
    """Is it known as a column, a matrix or a declared number? Of such a thing the words say something else."""
    said = known.names.get(name)
    return said is not None and said.name.symbol.sort.kind != "function" and (
        said.declared or bool(said.name.symbol.sort.shape))


__all__ = ["as_curve", "learn_curves"]

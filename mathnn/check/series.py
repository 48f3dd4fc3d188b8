"""Endless sums with a closed form: geometric and exponential series, sine and cosine, the logarithm."""

from __future__ import annotations

from dataclasses import dataclass, replace

from mathnn.check.antiderivative import factors, over, terms
from mathnn.check.infinity import is_endless, where_positive
from mathnn.check.polynomials import at, coefficients, depends
from mathnn.check.powers import constant
from mathnn.check.question import Question
from mathnn.expression.build import add, call, divide, multiply, negate, number, power
from mathnn.expression.tree import Bind, Call, Expr, Symbol, rebuild, walk
from mathnn.notation import Name

ONE, MINUS_ONE = number(1), number(-1)
PI = Symbol(r"\pi")
MOST_SKIPPED = 6  # terms by which a series may begin late


def without_series(question: Question) -> Question:
    """The question with closed forms for the endless sums that have one."""
    if "sum" not in question.operators or not any(map(is_series, question.nodes)):
        return question
    notation = question.notation
    for row in question.notation:
        if row.definition is not None and any(map(is_series, walk(row.definition))):
            notation = notation.with_name(Name(row.symbol, row.meaning, closed(row.definition), row.parameters))
    return replace(question, left=closed(question.left), right=closed(question.right), notation=notation)


def is_series(node: Expr) -> bool:
    """A sum without end."""
    return type(node) is Bind and node.op == "sum" and node.upper is not None and is_endless(node.upper) == 1


def closed(tree: Expr) -> Expr:
    """The tree with closed forms where they are known."""
    if isinstance(tree, Call | Bind):
        tree = rebuild(tree, closed)
    if isinstance(tree, Bind) and is_series(tree) and tree.where is None and not tree.sort.shape:
        parts = [_closed_form(replace(tree, body=part)) for part in terms(tree.body, tree.index)]
        found = None if any(part is None for part in parts) else add(*(part for part in parts if part is not None))
        return tree if found is None else found
    return tree


@dataclass(slots=True)
class _Term:
    """factor * n^power * ratio^n / (n + late)! or (2n + late)!; `even` is b where the ratio is b² or -b²."""

    factor: list[tuple[Expr, int]]
    ratios: list[Expr]
    even: list[Expr]
    is_alternating: bool = False
    power: int = 0
    step: int = 0
    late: int = 0

    @property
    def ratio(self) -> Expr:
        parts = [*([MINUS_ONE] if self.is_alternating else []), *self.ratios, *(power(b, 2) for b in self.even)]
        return multiply(*parts)


def _closed_form(tree: Bind) -> Expr | None:
    start = constant(tree.lower) if tree.lower is not None else None
    term = _term(tree.body, tree.index)
    if term is None or start is None or start.denominator != 1 or not 0 <= start <= MOST_SKIPPED:
        return None
    total, first = _sum(term, int(start))
    if total is None:
        return None
    whole = multiply(over(term.factor), total) if term.factor else total
    skipped = [negate(at(tree.body, tree.index, number(k))) for k in range(first, int(start))]
    return add(whole, *skipped)


def _sum(term: _Term, start: int) -> tuple[Expr | None, int]:
    """The sum from its natural beginning, and that beginning."""
    r = term.ratio
    if term.step == 1 and term.late == 0:
        grown = {0: ONE, 1: r, 2: add(power(r, 2), r)}.get(term.power)
        return (None if grown is None else multiply(grown, call("exp", r))), 0
    if term.step == 2:
        return _trigonometric(term), 0
    if term.step:
        return None, 0
    return _geometric(term, r, start)


def _geometric(term: _Term, r: Expr, start: int) -> tuple[Expr | None, int]:
    inside = where_positive(add(ONE, negate(call("abs", r))))
    rest = add(ONE, negate(r))
    if constant(r) == 1 and term.power in (-2, -4) and start == 1:
        return (divide(power(PI, 2), number(6)) if term.power == -2 else divide(power(PI, 4), number(90))), 1
    if term.power == -1 and start >= 1:
        value = negate(call("log", rest))
        return (value if constant(r) == -1 else add(value, inside)), 1
    found = {0: divide(ONE, rest), 1: divide(r, power(rest, 2)),
             2: divide(multiply(r, add(ONE, r)), power(rest, 3))}.get(term.power)
    return (None if found is None else add(found, inside)), 0


def _trigonometric(term: _Term) -> Expr | None:
    """The sum of (±1)^n b^(2n) over (2n)! or (2n + 1)!."""
    if len(term.even) != 1 or term.ratios or term.power or term.late not in (0, 1):
        return None
    b = term.even[0]
    if term.late == 0:
        return call("cos" if term.is_alternating else "cosh", b)
    wave = call("sin" if term.is_alternating else "sinh", b)
    if (b, 1) in term.factor:
        term.factor.remove((b, 1))
        return wave
    return divide(wave, b)


# --- what a term is made of -------------------------------------------------------------------------------------------
def _term(body: Expr, n: Symbol) -> _Term | None:
    made = _Term([], [], [])
    for factor, sign in factors(body):
        if not depends(factor, n):
            made.factor.append((factor, sign))
        elif not _take(made, factor, sign, n):
            return None
    return made


def _take(made: _Term, factor: Expr, sign: int, n: Symbol) -> bool:
    """Put one factor that depends on n into the term; False when it has no place there."""
    if factor == n:
        made.power += sign
        return True
    if not isinstance(factor, Call):
        return False
    if factor.op == "power" and factor.args[0] == n:
        times = constant(factor.args[1])
        made.power += sign * int(times or 0)
        return times is not None and times.denominator == 1
    if factor.op == "power" and not depends(factor.args[0], n):
        return _take_power(made, factor.args[0], factor.args[1], sign, n)
    if factor.op == "exp":
        line = coefficients(factor.args[0], n)
        if line is None or max(line) > 1:
            return False
        made.ratios.append(call("exp", line[1] if sign > 0 else negate(line[1])))
        if 0 in line:
            made.factor.append((call("exp", line[0]), sign))
        return True
    if factor.op == "factorial" and sign < 0 and not made.step:
        step, late = _line(factor.args[0], n)
        made.step, made.late = step or 0, late
        return step in (1, 2)
    return False


def _take_power(made: _Term, base: Expr, exponent: Expr, sign: int, n: Symbol) -> bool:
    step, late = _line(exponent, n)
    if step not in (1, 2) or abs(late) > MOST_SKIPPED:
        return False
    if late:
        made.factor.append((base if abs(late) == 1 else power(base, abs(late)), sign if late > 0 else -sign))
    if constant(base) == -1:
        made.is_alternating = made.is_alternating != (step == 1)
    elif step == 2 and sign > 0:
        made.even.append(base)
    else:
        raised = base if step == 1 else power(base, step)
        made.ratios.append(raised if sign > 0 else divide(ONE, raised))
    return True


def _line(tree: Expr, n: Symbol) -> tuple[int | None, int]:
    """a and b of a n + b; None for a that is no integer."""
    found = coefficients(tree, n)
    if found is None or max(found, default=0) != 1:
        return None, 0
    a, b = (constant(found[k]) if k in found else 0 for k in (1, 0))
    if a is None or b is None or a != int(a) or b != int(b):
        return None, 0
    return int(a), int(b)

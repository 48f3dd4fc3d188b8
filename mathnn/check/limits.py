"""Limits without the sign: where the parts are smooth, by their derivatives at the point (L'Hôpital's rule).

A difference quotient becomes a derivative in this way, for known functions and for open ones. A limit at infinity is
one at 0 of the reciprocal. What is not smooth, or is neither, stays.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from mathnn.check.antiderivative import factors
from mathnn.check.cases import Effort, examine
from mathnn.check.infinity import end_value, is_endless
from mathnn.check.polynomials import at, coefficients, depends
from mathnn.check.powers import constant
from mathnn.check.question import Question
from mathnn.check.sample import sizes
from mathnn.expression import NUMBER
from mathnn.expression.build import call, divide, multiply, number, power
from mathnn.expression.operators import DERIVATIVES
from mathnn.expression.tree import Bind, Call, Expr, Symbol, operators, rebuild, substitute, walk

SMOOTH = frozenset((
    "exp", "log", "sin", "cos", "tan", "sinh", "cosh", "tanh", "sigmoid", "softplus", "erf", "arctan", "arcsin",
    "arccos", "root", "apply", "expanded", "dot", "vector", "transpose", "derivative", "partial", "gradient",
    "jacobian", "hessian",
))
ARITHMETIC = frozenset(("add", "negate", "multiply", "divide", "power"))
_WHOLE = DERIVATIVES | {"add", "negate", "multiply", "apply", "dot", "transpose", "vector", "expanded"}
_QUOTIENTS = ("multiply", "divide")
JUMPS = frozenset(("step", "sign", "floor", "ceil", "cases", "indicator", "delta"))
HIGHEST = 4  # derivative that is looked at
ZERO = number(0)


def without_limits(question: Question, effort: Effort) -> Question:
    """The question with the limits taken that can be; those inside other binders stay."""
    if not any("limit" in operators(side) for side in question.sides):
        return question
    if question.operators & JUMPS and any(_may_jump(node) for node in question.nodes):
        return question
    made = Limits(question, effort)
    return question.with_sides(made.free(question.left), made.free(question.right))


def _may_jump(node: Expr) -> bool:
    """Steps, signs and cases; but not cases of an index, x_i + h if j = i."""
    if not isinstance(node, Call) or node.op not in JUMPS:
        return False
    tests = node.args[1::2] if node.op == "cases" else ()
    return not tests or not all(isinstance(test, Call) and all(arg.sort.kind == "integer" for arg in test.args)
                                for test in tests if test.sort.kind == "truth")


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one question."""

    question: Question
    effort: Effort

    def free(self, tree: Expr) -> Expr:
        """The tree without those limits that can be taken."""
        if isinstance(tree, Call):
            return rebuild(tree, self.free)
        if not isinstance(tree, Bind) or tree.op != "limit" or not isinstance(tree.where, Call):
            return tree
        found = self._taken(replace(tree, body=self.free(tree.body)), tree.where.args[1])
        return tree if found is None else found

    def _taken(self, tree: Bind, point: Expr) -> Expr | None:
        if tree.index.sort.shape:
            return None
        h = Symbol(f" {tree.index.name}", NUMBER)
        body = substitute(tree.body, {tree.index: h})
        sign = is_endless(point)
        if not sign:
            return self.of(body, h, point)
        found = end_value(body, h, point)
        if found is not None:
            return found
        ratio = self._of_rational(body, h)
        if ratio is not None:
            return ratio
        t = Symbol(" t", NUMBER)
        return self.of(_reciprocal(body, h, t, sign), t, ZERO)

    def of(self, tree: Expr, h: Symbol, point: Expr) -> Expr | None:
        """The limit of a tree as h goes to the point; None where no rule applies."""
        if not depends(tree, h):
            return tree
        if tree == h:
            return point
        if not isinstance(tree, Call):
            return None
        if tree.op == "multiply" and any(arg.sort.shape for arg in tree.args) and _is_whole(tree, h):
            return at(tree, h, point)
        if tree.op in _QUOTIENTS:
            return self._quotient(tree, h, point)
        if tree.op == "power" and depends(tree.args[1], h):
            inner = self.of(multiply(tree.args[1], call("log", tree.args[0])), h, point)
            return None if inner is None else call("exp", inner)
        if tree.op in ("add", "negate", "power") or tree.op in SMOOTH:
            if tree.op in DERIVATIVES:
                return at(tree, h, point)
            parts = [arg if arg.sort.kind == "function" else self.of(arg, h, point) for arg in tree.args]
            known = tuple(part for part in parts if part is not None)
            return Call(tree.op, known, tree.sort) if len(known) == len(parts) else None
        return None

    def numerator_over_zero(self, side: Expr) -> Expr | None:
        """What the numerator of a limit goes to, where that is not always 0 and the denominator goes to 0."""
        while isinstance(side, Call) and side.op == "negate":
            side = side.args[0]
        if not isinstance(side, Bind) or side.op != "limit" or not isinstance(side.where, Call):
            return None
        point, h = side.where.args[1], Symbol(f" {side.index.name}", NUMBER)
        body = substitute(side.body, {side.index: h})
        if side.index.sort.shape or is_endless(point) or not isinstance(body, Call) or body.op not in _QUOTIENTS:
            return None
        found = self._decisive(body, h, point)
        return found[0] if found is not None and found[1] is None else None

    def _quotient(self, tree: Call, h: Symbol, point: Expr) -> Expr | None:
        """N / D: the first derivatives at the point that do not both vanish."""
        found = self._decisive(tree, h, point)
        if found is None or found[1] is None:
            return None
        above, below = found
        return above if below is None or constant(below) == 1 else divide(above, below)

    def _decisive(self, tree: Call, h: Symbol, point: Expr) -> tuple[Expr, Expr | None] | None:
        """N and D at the point, or their first derivatives that do not both vanish there; None for a D that does."""
        parts = list(factors(tree))
        above = multiply(*(factor for factor, sign in parts if sign > 0))
        below = multiply(*(factor for factor, sign in parts if sign < 0))
        if not _is_smooth(above, h) or not _is_smooth(below, h):
            return None
        for _ in range(HIGHEST):
            placed = _placed(above, h, point)
            if not self._vanishes(low := _placed(below, h, point)):
                return placed, low
            if not self._vanishes(placed):
                return placed, None
            above, below = (Call("derivative", (part, h), part.sort) for part in (above, below))
        return None

    def _vanishes(self, tree: Expr) -> bool:
        if constant(tree) is not None:
            return constant(tree) == 0
        asked = replace(self.question, relation="equal", left=tree, right=ZERO, implied=False)
        return examine(asked, sizes(asked, (2, 3)), self.effort).holds

    def _of_rational(self, tree: Expr, h: Symbol) -> Expr | None:
        """At infinity the highest powers of a quotient of polynomials decide."""
        parts = list(factors(tree))
        above = coefficients(multiply(*(factor for factor, sign in parts if sign > 0)), h)
        below = coefficients(multiply(*(factor for factor, sign in parts if sign < 0)), h)
        if not above or not below or max(above) > max(below):
            return None
        return ZERO if max(above) < max(below) else divide(above[max(above)], below[max(below)])


def _placed(tree: Expr, h: Symbol, point: Expr) -> Expr:
    """The tree with h at the point; a derivative by h is taken before."""
    if not depends(tree, h):
        return tree
    if any(isinstance(node, Call) and node.op in ("derivative", "partial") for node in walk(tree)):
        return Call("at", (tree, h, point), tree.sort)
    return at(tree, h, point)


def _is_smooth(tree: Expr, h: Symbol) -> bool:
    """Made of functions that have all derivatives wherever they are defined."""
    if not depends(tree, h) or tree == h:
        return True
    if isinstance(tree, Bind) and tree.op == "vector":
        return _is_smooth(tree.body, h)
    if isinstance(tree, Call) and tree.op == "cases":  # chosen by something else
        return all(_is_smooth(arg, h) and not (arg.sort.kind == "truth" and depends(arg, h)) for arg in tree.args)
    if not isinstance(tree, Call) or tree.op not in SMOOTH | ARITHMETIC | {"vector"}:
        return False
    return all(arg.sort.kind == "function" or _is_smooth(arg, h) for arg in tree.args)


def _is_whole(tree: Expr, h: Symbol) -> bool:
    """Smooth, and h stands below no line and in no exponent: the limit is the value there."""
    return _is_smooth(tree, h) and not any(
        isinstance(node, Call) and node.op not in _WHOLE and depends(node, h) for node in walk(tree))


def _reciprocal(tree: Expr, h: Symbol, t: Symbol, sign: int) -> Expr:
    """The tree with h = ±1/t, fractions turned over where h stands below a line."""
    unit = number(sign)
    if tree == h:
        return divide(unit, t)
    if not depends(tree, h):
        return tree
    if isinstance(tree, Call) and tree.op == "divide" and tree.args[1] == h:
        return multiply(_reciprocal(tree.args[0], h, t, sign), unit, t)
    c = constant(tree.args[1]) if isinstance(tree, Call) and tree.op == "power" and tree.args[0] == h else None
    if c is not None:
        turned = power(multiply(unit, t), abs(c))
        return divide(number(1), turned) if c > 0 else turned
    if isinstance(tree, Call) and tree.op == "divide" and isinstance(tree.args[1], Call) and (
            tree.args[1].op == "power" and tree.args[1].args[0] == h):
        c = constant(tree.args[1].args[1])
        if c is not None and c > 0:
            return multiply(_reciprocal(tree.args[0], h, t, sign), power(multiply(unit, t), c))
    return rebuild(tree, lambda part: _reciprocal(part, h, t, sign))



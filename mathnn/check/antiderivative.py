"""Antiderivatives as trees: guesses by the rules of school, each to be checked by who asks for it.

Nothing here is trusted: `integrals` differentiates a guess exactly before it is used. None where no rule fits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from itertools import product

from mathnn.check.polynomials import degree, depends, quadratic, slope
from mathnn.check.powers import constant
from mathnn.expression.build import add, call, divide, multiply, negate, number, power
from mathnn.expression.tree import Call, Expr, Symbol

ONE, TWO, HALF = number(1), number(2), number(Fraction(1, 2))
PI = Symbol(r"\pi")
DEEPEST = 12  # rules inside rules
MOST_TERMS = 40  # of a product that is multiplied out
HIGHEST = 8  # power of the variable beside an exponential


# --- products ---------------------------------------------------------------------------------------------------------
def factors(tree: Expr) -> Iterator[tuple[Expr, int]]:
    """The factors of a product or fraction, with 1 above and -1 below the line."""
    if isinstance(tree, Call) and tree.op == "multiply":
        for arg in tree.args:
            yield from factors(arg)
    elif isinstance(tree, Call) and tree.op == "divide":
        yield from factors(tree.args[0])
        yield from ((factor, -sign) for factor, sign in factors(tree.args[1]))
    elif isinstance(tree, Call) and tree.op == "negate":
        yield number(-1), 1
        yield from factors(tree.args[0])
    else:
        yield tree, 1


def over(parts: list[tuple[Expr, int]]) -> Expr:
    """The product of factors with their signs."""
    above = multiply(*(factor for factor, sign in parts if sign > 0))
    below = [factor for factor, sign in parts if sign < 0]
    return divide(above, multiply(*below)) if below else above


def terms(tree: Expr, x: Symbol) -> list[Expr]:
    """A sum multiplied out as far as its terms depend on x."""
    if isinstance(tree, Call) and tree.op in ("add", "expanded"):
        return [term for arg in tree.args for term in terms(arg, x)]
    if isinstance(tree, Call) and tree.op == "negate":
        return [negate(term) for term in terms(tree.args[0], x)]
    if isinstance(tree, Call) and tree.op == "power" and depends(tree, x):
        times = constant(tree.args[1])
        base = terms(tree.args[0], x)
        if times is not None and times.denominator == 1 and 2 <= times <= 4 and len(base) > 1:
            return _products([base] * int(times), tree)
        return [tree]
    parts = list(factors(tree))
    if len(parts) < 2:
        return [tree]
    sums = [terms(factor, x) if sign > 0 and depends(factor, x) else [factor] if sign > 0 else [divide(ONE, factor)]
            for factor, sign in parts]
    return _products(sums, tree)


def _products(sums: list[list[Expr]], tree: Expr) -> list[Expr]:
    count = 1
    for each in sums:
        count *= len(each)
    if count > MOST_TERMS or count == 1:
        return [tree]
    return [multiply(*chosen) for chosen in product(*sums)]


# --- the rules --------------------------------------------------------------------------------------------------------
OfLine = Callable[[Expr], Expr]
_OF_LINE: Mapping[str, OfLine] = {
    "exp": lambda u: call("exp", u), "sin": lambda u: negate(call("cos", u)), "cos": lambda u: call("sin", u),
    "sinh": lambda u: call("cosh", u), "cosh": lambda u: call("sinh", u), "sigmoid": lambda u: call("softplus", u),
    "tanh": lambda u: call("log", call("cosh", u)),
    "log": lambda u: add(multiply(u, call("log", u)), negate(u)),
    "root": lambda u: multiply(divide(TWO, number(3)), u, call("root", u)),
}


class Antiderivatives:
    """The guesses by one variable. `before` gives, for a function that the text leaves open, one whose slope it is."""

    def __init__(self, x: Symbol, before: Callable[[Expr, int], Expr | None], falls: Callable[[Expr], bool]) -> None:
        self.x = x
        self.before = before
        self.falls = falls

    def of(self, tree: Expr, depth: int = 0) -> Expr | None:
        """A tree whose derivative by x should be this one; None when no rule fits."""
        x = self.x
        if depth > DEEPEST:
            return None
        if not depends(tree, x):
            return multiply(tree, x)
        parts = terms(tree, x)
        if len(parts) > 1:
            found = [self.of(part, depth + 1) for part in parts]
            if all(part is not None for part in found):
                return add(*(part for part in found if part is not None))
        split = list(factors(tree))
        outside = [part for part in split if not depends(part[0], x)]
        inside = [part for part in split if depends(part[0], x)]
        made = self._varying(inside, depth)
        if made is None:
            return None
        return multiply(over(outside), made) if outside else made

    def _varying(self, parts: list[tuple[Expr, int]], depth: int) -> Expr | None:
        """Of factors that all depend on x."""
        powers, exponent, rest = self._gathered(parts)
        if not rest:
            if exponent is None:
                return _power_of(self.x, powers)
            return self._exponential(powers, exponent, depth)
        if powers == 0 and exponent is None and len(rest) == 1:
            return self._single(rest[0])
        if exponent is None and len(rest) == 1 and rest[0][1] > 0 and powers.denominator == 1 and 0 < powers <= HIGHEST:
            return self._by_parts(int(powers), rest[0], depth)
        return None

    def _gathered(self, parts: list[tuple[Expr, int]]) -> tuple[Fraction, Expr | None, list[tuple[Expr, int]]]:
        """All powers of x in one, all exponentials in one, and the other factors."""
        powers, exponents, rest = Fraction(0), list[Expr](), list[tuple[Expr, int]]()
        for factor, sign in parts:
            if factor == self.x:
                powers += sign
            elif isinstance(factor, Call) and factor.op == "power" and factor.args[0] == self.x and (
                    c := constant(factor.args[1])) is not None:
                powers += sign * c
            elif factor == Call("root", (self.x,), factor.sort):
                powers += Fraction(sign, 2)
            elif isinstance(factor, Call) and factor.op == "exp":
                exponents.append(factor.args[0] if sign > 0 else negate(factor.args[0]))
            else:
                rest.append((factor, sign))
        return powers, add(*exponents) if exponents else None, rest

    def _single(self, part: tuple[Expr, int]) -> Expr | None:
        """Of one factor: a function of a line, a power of one, a derivative by x."""
        factor, sign = part
        x = self.x
        if not isinstance(factor, Call):
            return None
        if factor.op in ("derivative", "partial") and sign > 0 and len(factor.args) == 2 and factor.args[1] == x:
            return factor.args[0]
        if factor.op == "apply" and sign > 0:
            return self._applied(factor)
        if factor.op == "power" and not depends(factor.args[1], x) and degree(factor.args[0], x) == 1:
            exponent = factor.args[1] if sign > 0 else negate(factor.args[1])
            return divide(_raised(factor.args[0], exponent), slope(factor.args[0], x))
        if sign < 0 and degree(factor, x) == 1:
            return divide(call("log", factor), slope(factor, x))
        if sign < 0 and degree(factor, x) == 2:
            return self._arctangent(factor)
        if sign > 0 and len(factor.args) == 1 and factor.op in _OF_LINE and degree(factor.args[0], x) == 1:
            return divide(_OF_LINE[factor.op](factor.args[0]), slope(factor.args[0], x))
        return None

    def _applied(self, factor: Call) -> Expr | None:
        """f'(l(x)), or f(l(x)) with a function that f is the slope of."""
        inside = [place for place, arg in enumerate(factor.args[1:]) if depends(arg, self.x)]
        if len(inside) != 1 or degree(factor.args[1 + inside[0]], self.x) != 1:
            return None
        head = self.before(factor.args[0], inside[0])
        if head is None:
            return None
        line = factor.args[1 + inside[0]]
        made = Call("apply", (head, *factor.args[1:]), factor.sort)
        return made if line == self.x else divide(made, slope(line, self.x))

    def _arctangent(self, below: Expr) -> Expr:
        """1 / (a x² + b x + c) without real roots."""
        a, b, c = quadratic(below, self.x)
        width = call("root", add(multiply(number(4), a, c), negate(power(b, 2))))
        return multiply(divide(TWO, width), call("arctan", divide(add(multiply(TWO, a, self.x), b), width)))

    def _exponential(self, powers: Fraction, exponent: Expr, depth: int) -> Expr | None:
        """x^k e^q with a polynomial q of degree 1 or 2."""
        size = degree(exponent, self.x)
        if powers.denominator != 1 or not 0 <= powers <= HIGHEST or size not in (1, 2):
            return None
        k, whole = int(powers), call("exp", exponent)
        if size == 1:
            c = slope(exponent, self.x)
            return self._parts_of_exponential(k, whole, c)
        return self._gaussian(k, exponent, depth) if self.falls(quadratic(exponent, self.x)[0]) else None

    def _parts_of_exponential(self, k: int, whole: Expr, c: Expr) -> Expr:
        if k == 0:
            return divide(whole, c)
        rest = self._parts_of_exponential(k - 1, whole, c)
        return add(divide(multiply(power(self.x, k), whole), c), negate(multiply(divide(number(k), c), rest)))

    def _gaussian(self, k: int, exponent: Expr, depth: int) -> Expr:
        """Of e^q the error function; a factor x by q' = 2 a x + b."""
        a, b, c = quadratic(exponent, self.x)
        whole = call("exp", exponent)
        if k == 0:
            s = call("root", negate(a))
            t = divide(b, multiply(TWO, s))
            front = divide(call("root", PI), multiply(TWO, s))
            return multiply(front, call("exp", add(c, power(t, 2))),
                            call("erf", add(multiply(s, self.x), negate(t))))
        twice = multiply(TWO, a)
        made = divide(multiply(power(self.x, k - 1), whole) if k > 1 else whole, twice)
        if k > 1:
            lower = self._gaussian(k - 2, exponent, depth)
            made = add(made, negate(multiply(divide(number(k - 1), twice), lower)))
        if constant(b) != 0:
            made = add(made, negate(multiply(divide(b, twice), self._gaussian(k - 1, exponent, depth))))
        return made

    def _by_parts(self, k: int, part: tuple[Expr, int], depth: int) -> Expr | None:
        """x^k g(x) = (x^k G)' - k x^(k-1) G."""
        inner = self._single(part)
        if inner is None:
            return None
        rest = self.of(multiply(number(k), power(self.x, k - 1), inner) if k > 1 else inner, depth + 1)
        return None if rest is None else add(multiply(power(self.x, k), inner), negate(rest))


def _power_of(x: Symbol, powers: Fraction) -> Expr:
    """x^c."""
    if powers == -1:
        return call("log", x)
    return divide(power(x, powers + 1), number(powers + 1))


def _raised(base: Expr, exponent: Expr) -> Expr:
    """base^c without the slope of the base."""
    c = constant(exponent)
    if c == -1:
        return call("log", base)
    if c is not None:
        return divide(power(base, c + 1), number(c + 1))
    more = _one_more(exponent)
    return divide(power(base, more), more)


def _one_more(exponent: Expr) -> Expr:
    """c + 1, written n for n - 1."""
    if isinstance(exponent, Call) and exponent.op == "add":
        rest = [arg for arg in exponent.args if arg != negate(ONE)]
        if len(rest) == len(exponent.args) - 1:
            return add(*rest)
    return add(exponent, ONE)


# --- change of variables ----------------------------------------------------------------------------------------------
def outer_functions(tree: Expr, x: Symbol, before: Callable[[Expr, int], Expr | None]) -> Iterator[Expr]:
    """Trees G(u(x)) for the factors g(u(x)) of a product, where G' = g: the integral may be a multiple of one."""
    for factor, sign in factors(tree):
        if not isinstance(factor, Call) or not depends(factor, x):
            continue
        inner = factor.args[-1] if factor.op == "apply" else factor.args[0]
        if factor.op == "apply" and sign > 0 and len(factor.args) == 2 and (
                (head := before(factor.args[0], 0)) is not None):
            yield Call("apply", (head, inner), factor.sort)
        elif factor.op == "power" and not depends(factor.args[1], x):
            yield _raised(inner, factor.args[1] if sign > 0 else negate(factor.args[1]))
        elif sign > 0 and len(factor.args) == 1 and factor.op in _OF_LINE:
            yield _OF_LINE[factor.op](inner)
        if sign < 0:
            yield call("log", factor)
        elif factor.op not in ("apply", "exp"):
            yield power(factor, 2)


__all__ = ["Antiderivatives", "factors", "outer_functions", "over"]

"""Is an expression in entries identically zero? Decided by polynomials, with roots and absolute values as generators.

A square root of q becomes a letter g with g^2 = q after squares were taken out of q, an absolute value likewise, and a
cosine or a step is a letter of its own. What is left is a fraction of polynomials, zero when its numerator is.
"""

from __future__ import annotations

from collections.abc import Iterable

from sympy import (
    Abs,
    Add,
    Basic,
    Dummy,
    Expr,
    Integer,
    KroneckerDelta,
    Mul,
    Poly,
    Pow,
    acos,
    cos,
    expand,
    factor_list,
    fraction,
    together,
)

from mathnn.theory import vector_algebra as algebra


def vanishes(expression: Expr) -> bool:
    """Is the expression zero wherever it is defined? True is a proof; False means only that it was not shown."""
    return bool(_Generators().reduced(expression) == 0)


class _Generators:
    """The letters that stand for roots, absolute values and functions, for the time of one question."""

    def __init__(self) -> None:
        self._letters: dict[tuple[str, Expr], Dummy] = {}
        self._squares: dict[Dummy, Expr] = {}

    def reduced(self, expression: Expr) -> Expr:
        """The numerator of the expression over generators; zero when the expression is."""
        return self._quotient(self._rational(expression))[0]

    def _rational(self, node: Basic) -> Expr:
        """The expression with a letter for everything that is no fraction of polynomials."""
        if node.is_Symbol or node.is_Number:
            return node
        if isinstance(node, cos) and isinstance(node.args[0], acos):
            return self._rational(node.args[0].args[0])
        args = [self._rational(arg) for arg in node.args]
        if isinstance(node, Pow) and node.exp == -Integer(1) / 2:
            return 1 / self._root(args[0])
        if isinstance(node, Pow) and node.exp == Integer(1) / 2:
            return self._root(args[0])
        if isinstance(node, Abs):
            return self._root(args[0] ** 2)
        if isinstance(node, algebra.Heaviside):
            return self._letter("H", self._sign(args[0]))
        if isinstance(node, cos):
            return self._letter("cos", args[0])
        if isinstance(node, Add | Mul | KroneckerDelta) or (isinstance(node, Pow) and node.exp.is_Integer):
            return node.func(*args)
        if isinstance(node, Pow) and node.exp.is_Rational and node.exp.q == 2:
            return self._root(args[0]) ** node.exp.p
        raise TypeError(f"no polynomial form for {type(node).__name__}")

    def _letter(self, kind: str, key: Expr) -> Dummy:
        return self._letters.setdefault((kind, key), Dummy(kind))

    def _root(self, square: Expr) -> Expr:
        """A root with the squares taken out: the root of s^2 q is |s| times the root of q."""
        above, below = self._quotient(square)
        if above == 0:
            return Integer(0)
        outside, inside = Integer(1), Integer(1)
        for part, side in ((above, 1), (below, -1)):
            number, factors = factor_list(part)
            inside *= number**side
            for factor, times in factors:
                outside *= self._absolute(factor) ** (side * (times // 2))
                if times % 2:
                    outside, inside = outside * factor ** ((side - 1) // 2), inside * factor
        return outside * self._number_and_root(inside)

    def _number_and_root(self, inside: Expr) -> Expr:
        number, rest = inside.as_coeff_Mul()
        root = Integer(1)
        if rest != 1:
            root = self._letter("root", expand(rest))
            self._squares[root] = expand(rest)
        if number < 0:
            raise TypeError(f"the root of a negative number: {inside}")
        return Pow(number, Integer(1) / 2) * root

    def _absolute(self, factor: Expr) -> Expr:
        if _is_positive_sum(factor):
            return factor
        letter = self._letter("abs", factor)
        self._squares[letter] = expand(factor**2)
        return letter

    def _quotient(self, expression: Expr) -> tuple[Expr, Expr]:
        """Numerator and denominator, with even powers of the generators replaced."""
        if not any(power.exp.is_negative for power in expression.atoms(Pow)):
            return self._lowered(expand(expression)), Integer(1)
        above, below = (self._lowered(expand(part)) for part in fraction(together(expression)))
        return above, below

    def _lowered(self, polynomial: Expr) -> Expr:
        for letter in self._present(polynomial):
            square = self._squares[letter]
            powers = Poly(polynomial, letter).terms()
            polynomial = expand(Add(*(c * square ** (k // 2) * letter ** (k % 2) for (k,), c in powers)))
        return polynomial

    def _present(self, polynomial: Expr) -> Iterable[Dummy]:
        """The generators that occur, the youngest first: an older one may stand in its square."""
        return [letter for letter in reversed(self._squares) if polynomial.has(letter)]

    def _sign(self, argument: Expr) -> Expr:
        """What decides the sign of a number: its factors without those that are positive."""
        above, below = self._quotient(argument)
        number, factors = factor_list(above * below)
        sign = Integer(1) if number > 0 else Integer(-1)
        return expand(Mul(sign, *(f for f, times in factors if times % 2 and not f.is_positive)))


def _is_positive_sum(polynomial: Expr) -> bool:
    """Is this a sum of even powers with positive coefficients, or positive by what its letters are?"""
    if polynomial.is_positive:
        return True
    return all(c > 0 and all(k % 2 == 0 for k in powers) for powers, c in Poly(polynomial).terms())

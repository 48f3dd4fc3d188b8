"""Is an expression in entries identically zero? Decided by polynomials, with roots and absolute values as generators.

A square root of q becomes a letter g with g^2 = q after squares were taken out of q, an absolute value likewise, and a
cosine or a step is a letter of its own. What is left is a fraction of polynomials, zero when its numerator is.
"""

from __future__ import annotations

from functools import lru_cache

from sympy import (
    QQ,
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
    sqrt,
    together,
)
from sympy.polys.rings import PolyElement, PolyRing

from mathnn.theory import vector_algebra as algebra


def vanishes(expression: Expr) -> bool:
    """Is the expression zero wherever it is defined? True is a proof; False means only that it was not shown."""
    return bool(_Generators().reduced(expression) == 0)


class _Generators:
    """The letters that stand for roots, absolute values and functions, for the time of one question."""

    def __init__(self) -> None:
        self._letters: dict[tuple[str, Expr], Dummy] = {}
        self._squares: dict[Dummy, Expr] = {}
        self._seen: dict[Basic, Expr] = {}  # a root occurs in every entry: it is taken once

    def reduced(self, expression: Expr) -> Expr:
        """The numerator of the expression over generators; zero when the expression is."""
        return self._quotient(self._rational(expression))[0]

    def _rational(self, node: Basic) -> Expr:
        """The expression with a letter for everything that is no fraction of polynomials."""
        if node.is_Symbol or node.is_Number:
            return node
        if (found := self._seen.get(node)) is None:
            found = self._seen[node] = self._rational_node(node)
        return found

    def _rational_node(self, node: Basic) -> Expr:
        if isinstance(node, cos) and isinstance(node.args[0], acos):
            return self._rational(node.args[0].args[0])
        args = [self._rational(arg) for arg in node.args]
        if isinstance(node, Pow) and node.exp == -Integer(1) / 2:
            return 1 / self._root(args[0])
        if isinstance(node, Pow) and node.exp == Integer(1) / 2:
            return self._root(args[0])
        if isinstance(node, Abs):
            return self._root(args[0] ** 2)
        if isinstance(node, algebra.UnitStep):
            return self._step(args[0])
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
            number, factors = _factors(part)
            inside *= number**side
            for factor, times in factors:
                outside *= self._absolute(factor) ** (side * (times // 2))
                if times % 2:
                    outside, inside = outside * factor ** ((side - 1) // 2), inside * factor
        return outside * self._number_and_root(inside)

    def _number_and_root(self, inside: Expr) -> Expr:
        number, rest = inside.as_coeff_Mul()
        if number < 0:
            raise TypeError(f"the root of a negative number: {inside}")
        found = sqrt(number)
        roots = [] if found.is_Rational else [number]
        roots += [expand(rest)] if rest != 1 else []
        for square in roots:
            root = self._letter("root", square)
            self._squares[root] = square
        return Mul(found if found.is_Rational else 1, *(self._letter("root", square) for square in roots))

    def _absolute(self, factor: Expr) -> Expr:
        if _is_positive_sum(factor):
            return factor
        letter = self._letter("abs", factor)
        self._squares[letter] = expand(factor**2)
        return letter

    def _quotient(self, expression: Expr) -> tuple[Expr, Expr]:
        """Numerator and denominator, with even powers of the generators replaced."""
        if not any(power.exp.is_negative for power in expression.atoms(Pow)):
            return self._lowered(expression), Integer(1)
        above, below = map(self._lowered, fraction(together(expression)))
        return above, below

    def _lowered(self, expression: Expr) -> Expr:
        """The polynomial multiplied out, each generator at most once in a term, the youngest first.

        An older generator may stand in the square of a younger one. Computed in a polynomial ring over the rationals,
        which is many times faster than SymPy's `expand`.
        """
        letters = expression.free_symbols.union(*(square.free_symbols for square in self._squares.values()))
        if not letters:
            return expression
        over = PolyRing(sorted(letters, key=lambda letter: letter.sort_key()), QQ)
        polynomial = over.from_expr(expression)
        for generator in reversed(self._squares):
            if generator in letters:
                polynomial = _reduce(polynomial, over.from_expr(generator), over.from_expr(self._squares[generator]))
        return polynomial.as_expr()

    def _step(self, argument: Expr) -> Expr:
        """H of a number is its value; else a letter for what decides the sign."""
        above, below = self._quotient(argument)
        if (above / below).is_number:
            return Integer(bool(above / below >= 0))
        return self._letter("H", self._sign(argument))

    def _sign(self, argument: Expr) -> Expr:
        """What decides the sign of a number: its factors without those that are positive."""
        above, below = self._quotient(argument)
        number, factors = _factors(above * below)
        sign = Integer(1) if number > 0 else Integer(-1)
        return expand(Mul(sign, *(f for f, times in factors if times % 2 and not f.is_positive)))


def _reduce(polynomial: PolyElement, generator: PolyElement, square: PolyElement) -> PolyElement:
    """Every even power of the generator replaced by the power of its square."""
    place = generator.leading_expv().index(1)
    by_power: dict[int, PolyElement] = {}
    for exponents, coefficient in polynomial.terms():
        pairs, rest = divmod(exponents[place], 2)
        term = polynomial.ring.term_new((*exponents[:place], rest, *exponents[place + 1:]), coefficient)
        by_power[pairs] = by_power.get(pairs, polynomial.ring.zero) + term
    return sum((part * square**pairs for pairs, part in by_power.items()), polynomial.ring.zero)


@lru_cache(maxsize=1024)
def _factors(polynomial: Expr) -> tuple[Expr, tuple[tuple[Expr, int], ...]]:
    """A number and factors with their powers; the squared lengths of a chapter occur over and over."""
    number, factors = factor_list(polynomial)
    return number, tuple(factors)


def _is_positive_sum(polynomial: Expr) -> bool:
    """Is this a sum of even powers with positive coefficients, or positive by what its letters are?"""
    if polynomial.is_positive:
        return True
    return all(c > 0 and all(k % 2 == 0 for k in powers) for powers, c in Poly(polynomial).terms())

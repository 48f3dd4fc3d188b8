"""What a verdict is worth where sorts were chosen for letters: what is true of numbers may be false of matrices.

A formula whose shapes do not agree is read with other sorts for the letters that nothing settles. A counterexample
found then is none to what its author meant, and a proof is none where a letter that stands as a column or a matrix had
to be taken for less: x x^T = \\|x\\|^2 is true of numbers alone. The same holds of A B = B A, where nothing at all says
what A and B are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mathnn.claims import Verdict
from mathnn.expression import Call, Expr, Number, Symbol
from mathnn.expression.operators import DERIVATIVES
from mathnn.expression.tree import operators, walk
from mathnn.syntax.read import CHOSEN, LESS, Reading

_FALSE = ("It is false in the only reading whose shapes agree, but nothing says that its letters are of these kinds.")
_TRUE = "It is true only where letters that look like columns or matrices stand for numbers."


def as_far_as_forced(found: Verdict, reading: Reading) -> Verdict:
    """A verdict counts only for letters of the kinds that the formula shows or that the text gave them."""
    if CHOSEN not in reading.notes:
        return found
    if found.kind == "refuted":
        return Verdict("unsettled", _FALSE)
    if found.is_true and (LESS in reading.notes or _is_of_one_number(reading)):
        return Verdict("unsettled", _TRUE)
    return found


def _is_of_one_number(reading: Reading) -> bool:
    """Did shapes agree only where a size that nobody gave is 1?"""
    return any(isinstance(size, Number) and size.value == 1
               for row in reading.inferred.values() for size in row.symbol.sort.shape)


def of_any_matrices(found: Verdict, reading: Reading, judged: Callable[[dict[str, int]], Verdict | None]) -> Verdict:
    """The verdict, unless it is true of numbers and false of matrices, and capitals of which nothing was said are
    multiplied as matrices are. `judged` gives the verdict under a reading with these ranks.
    """
    if not found.is_true or not (capitals := dict.fromkeys(_multiplied(reading), 2)):
        return found
    if _has_slope_as_factor(reading):  # by matrices: of these it has to be true as well
        capitals |= {name: 2 for name, row in reading.inferred.items() if name in _slope_letters(reading)
                     and _is_capital(name) and row.symbol.sort.is_number}
        other = judged(capitals)
        if other is not None and other.is_true:
            return found
    elif (other := judged(capitals)) is None or not other.is_wrong:
        return found
    return Verdict("unsettled", f"It is true of numbers {', '.join(capitals)}, but not of matrices, and nothing says "
                                "which they are.")


def _multiplied(reading: Reading) -> Iterator[str]:
    """Plain capitals, taken for numbers, that stand beside a column, a matrix or another of them in a product.

    Beside any letter where the statement writes a transpose: nobody turns a number.
    """
    open_names = {name for name, row in reading.inferred.items() if _is_capital(name) and row.symbol.sort.is_number}
    if not open_names:
        return
    is_turned = "transpose" in operators(reading.tree)
    for node in walk(reading.tree):
        if isinstance(node, Call) and node.op == "multiply":
            own = {name for arg in node.args for name in _letter(arg)} & open_names
            if len(own) > 1 or (own and (is_turned or any(arg.sort.shape for arg in node.args))):
                yield from sorted(own)


def _has_slope_as_factor(reading: Reading) -> bool:
    """dL/dD X: a product with the slope by a letter."""
    return any(isinstance(node, Call) and node.op == "multiply" and any(
        isinstance(arg, Call) and arg.op in DERIVATIVES for arg in node.args) for node in walk(reading.tree))


def _slope_letters(reading: Reading) -> set[str]:
    """The letters by which a slope is taken."""
    return {name for node in walk(reading.tree) if isinstance(node, Call) and node.op in DERIVATIVES
            for name in _letter(node)}


def _letter(factor: Expr) -> Iterator[str]:
    """A letter, or what it is that a slope is taken by: D of dL/dD."""
    if isinstance(factor, Call) and factor.op in DERIVATIVES:
        factor = factor.args[1]
    if isinstance(factor, Symbol):
        yield factor.name


def _is_capital(name: str) -> bool:
    return len(name) == 1 and name.isupper()

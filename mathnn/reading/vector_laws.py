"""What a text says of the mean and the covariance of a random vector, in words or by formulas."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from mathnn.check import random_names as said
from mathnn.check.random_laws import root_of
from mathnn.check.random_vectors import VectorLaw
from mathnn.expression import Call, Expr, Number, Symbol
from mathnn.expression.build import number
from mathnn.expression.tree import Bind
from mathnn.reading.phrases import phrase
from mathnn.syntax.typefaces import face, is_capital

_BOLD = ("mathbf", "boldsymbol", "vec", "bm")
_IDENTITY = re.compile(r"\\?(?:mathbf|boldsymbol|mathbb)?\{?I\}?(?:_\{?\w+\}?)?")
_F = r"\$[^$]+\$"
_AND_COVARIANCE = rf"(?:\s*(?:,|and|with|,\s*and)?\s*(?:a\s+|the\s+)?covariance\s+(?:matrix\s+)?(?P<covariance>{_F}))"
VECTORS = phrase(
    rf"(?P<name>\$\\(?:mathbf|boldsymbol|vec|bm)\s*\{{[^$]+\$)[^$.;:]*?\b(?:(?P<zero>zero[- ]mean|mean\s+zero)|"
    rf"mean\s+(?:vector\s+)?(?P<mean>{_F})){_AND_COVARIANCE}?", "mean")
# Of letters in plain type that are said to have a mean and a covariance in one breath.
PLAIN_VECTORS = phrase(
    rf"(?P<name>\$[A-Za-z](?:\s*\\in[^$]+)?\$)[^$.;:]*?\b(?:(?P<zero>zero[- ]mean|mean\s+zero)|"
    rf"mean\s+(?:vector\s+)?(?P<mean>{_F})){_AND_COVARIANCE}", "covariance")
_BRACKET = r"\s*(?:\\left)?[(\[]"
MOMENT = re.compile(rf"(?:E|\\(?:mathbb|mathrm|operatorname)\s*\{{E\}}){_BRACKET}|(?:[Cc]ov|[Vv]ar)\}}{_BRACKET}|"
                    rf"\\(?:E|[Cc]ov|[Vv]ar){_BRACKET}")


def in_words(match: re.Match[str], read: Callable[[str], Expr | None]) -> VectorLaw | None:
    """The law of a match of VECTORS or PLAIN_VECTORS."""
    covariance = match["covariance"]
    left = match["name"].strip("$").split(r"\in")[0].strip()
    name = read(left)
    mean = number(0) if match["zero"] else read(match["mean"].strip("$"))
    if not isinstance(name, Symbol) or mean is None or (found := _mean(mean)) is None:
        return None
    law = VectorLaw(name.name, found)
    if covariance is None:
        return law
    spread = read(covariance.strip("$"))
    return _spread(law, spread) if spread is not None else None


def drawn(node: Call) -> VectorLaw | None:
    r"""\mathbf{x} \sim \mathcal{N}(\mathbf{m}, \mathbf{S})."""
    name, right = node.args
    head = right.args[0] if isinstance(right, Call) and right.op == "apply" and len(right.args) == 3 else None
    if not isinstance(name, Symbol) or not isinstance(head, Symbol) or not isinstance(right, Call):
        return None
    if said.faceless(head.name).lower() not in ("n", "normal", "gaussian"):
        return None
    spread = right.args[2]
    is_vector = face(name.name)[0] in _BOLD or (isinstance(spread, Symbol) and is_matrix_name(spread.name)) or (
        isinstance(spread, Call) and spread.op == "multiply" and _is_identity(spread.args[-1]))
    return _law(name, right.args[1], spread) if is_vector else None


def is_matrix_name(name: str) -> bool:
    r"""Is a second parameter of this name, \Sigma or I and not \sigma^2, the covariance of a vector?"""
    return face(name)[1] in (r"\Sigma", "I") or (face(name)[0] in _BOLD and is_capital(face(name)[1]))


def ranks(law: VectorLaw) -> dict[str, int]:
    """What the letters of a law are: a column, its mean, and the square matrix of its covariance."""
    found = {law.name: 1}
    if isinstance(law.mean, Symbol):
        found[law.mean.name] = 1
    if isinstance(law.covariance, Symbol):
        found[law.covariance.name] = 2
    return found


def given_moment(tree: Expr) -> tuple[Symbol, str, Expr] | None:
    """The vector, which moment, and its value, of E[x] = m and Cov(x) = S."""
    if not isinstance(tree, Call) or tree.op != "equal":
        return None
    left, right = tree.args
    if isinstance(left, Bind):
        return None
    statistic = said.head(left)
    args = left.args[1:] if isinstance(left, Call) else ()
    if statistic not in (said.EXPECTATION, said.COVARIANCE, said.VARIANCE) or len(set(args)) != 1:
        return None
    name = args[0]
    return (name, statistic, right) if isinstance(name, Symbol) else None


def is_of_vector(name: Symbol, statistic: str, value: Expr, arguments: int) -> bool:
    r"""Does the moment show that its letter is a vector: a bold letter, or Cov(x) = \Sigma with one argument?"""
    return face(name.name)[0] in _BOLD or (statistic != said.EXPECTATION and arguments == 1 and (
        isinstance(value, Symbol) and is_matrix_name(value.name)))


def with_moment(law: VectorLaw, statistic: str, value: Expr) -> VectorLaw | None:
    """The law with one moment more."""
    if statistic == said.EXPECTATION:
        mean = _mean(value)
        return replace(law, mean=mean) if mean is not None else None
    return _spread(law, value)


def _law(name: Symbol, mean: Expr, covariance: Expr) -> VectorLaw | None:
    found = _mean(mean)
    return _spread(VectorLaw(name.name, found), covariance) if found is not None else None


def _mean(tree: Expr) -> Expr | None:
    """A letter, or zero."""
    if isinstance(tree, Number):
        return tree if tree.value == 0 else None
    if not isinstance(tree, Symbol):
        return None
    return number(0) if face(tree.name)[1] == "0" else tree


def _spread(law: VectorLaw, tree: Expr) -> VectorLaw | None:
    """With the covariance s^2 I, or a letter."""
    if isinstance(tree, Symbol):
        if _is_identity(tree):
            return replace(law, scale=number(1), covariance=None)
        return replace(law, covariance=tree, scale=None)
    if isinstance(tree, Call) and tree.op == "multiply" and len(tree.args) == 2 and _is_identity(tree.args[1]):
        return replace(law, scale=root_of(tree.args[0]), covariance=None) if not tree.args[0].sort.shape else None
    return None


def _is_identity(tree: Expr) -> bool:
    return isinstance(tree, Symbol) and _IDENTITY.fullmatch(tree.name) is not None


__all__ = ["MOMENT", "PLAIN_VECTORS", "VECTORS", "drawn", "given_moment", "in_words", "is_of_vector", "ranks",
           "with_moment"]

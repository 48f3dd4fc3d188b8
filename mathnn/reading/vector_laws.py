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
from mathnn.syntax.typefaces import face

_BOLD = ("mathbf", "boldsymbol", "vec", "bm")
_IDENTITY = re.compile(r"\\?(?:mathbf|boldsymbol|mathbb)?\{?I\}?(?:_\{?\w+\}?)?")
_F = r"\$[^$]+\$"
VECTORS = phrase(
    rf"(?P<name>\$\\(?:mathbf|boldsymbol|vec|bm)\s*\{{[^$]+\$)[^$.;:]*?\b(?:(?P<zero>zero[- ]mean|mean\s+zero)|"
    rf"mean\s+(?:vector\s+)?(?P<mean>{_F}))(?:\s*(?:,|and|with|,\s*and)?\s*(?:a\s+|the\s+)?covariance\s+"
    rf"(?:matrix\s+)?(?P<covariance>{_F}))?", "mean")
_BRACKET = r"\s*(?:\\left)?[(\[]"
MOMENT = re.compile(rf"(?:E|\\(?:mathbb|mathrm|operatorname)\s*\{{E\}}){_BRACKET}|(?:[Cc]ov|[Vv]ar)\}}{_BRACKET}")


def in_words(match: re.Match[str], read: Callable[[str], Expr | None]) -> VectorLaw | None:
    """The law of a match of VECTORS."""
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
    if face(name.name)[0] not in _BOLD or said.faceless(head.name).lower() not in ("n", "normal", "gaussian"):
        return None
    return _law(name, right.args[1], right.args[2])


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
    is_vector = isinstance(name, Symbol) and face(name.name)[0] in _BOLD
    return (name, statistic, right) if isinstance(name, Symbol) and is_vector else None


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


__all__ = ["MOMENT", "VECTORS", "drawn", "given_moment", "in_words", "with_moment"]

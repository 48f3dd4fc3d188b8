"""What a name says in a statement of probability: E, Var, P, H, D_KL, and which letters stand for random variables.

A density p and a probability P are one distribution; so are p_X, p_{X,Y} and p_{X|Y}, which only say of what.
"""

from __future__ import annotations

import re
from functools import lru_cache

from mathnn.expression.tree import Call, Expr, Number, Symbol
from mathnn.syntax.to_latex import to_latex

EXPECTATION, VARIANCE, COVARIANCE, CORRELATION, DEVIATION = (
    "expectation", "variance", "covariance", "correlation", "deviation")
PROBABILITY, ENTROPY, INFORMATION, DIVERGENCE, CROSS, CUMULATIVE = (
    "probability", "entropy", "information", "divergence", "cross entropy", "distribution function")
MOMENTS = frozenset((EXPECTATION, VARIANCE, COVARIANCE, CORRELATION, DEVIATION))

_WORDS = {
    "E": EXPECTATION, "Exp": EXPECTATION, "Expectation": EXPECTATION,
    "Var": VARIANCE, "var": VARIANCE, "VAR": VARIANCE, "Variance": VARIANCE, r"\mathbb{V}": VARIANCE,
    r"\operatorname{V}": VARIANCE, r"\mathrm{V}": VARIANCE,
    "Cov": COVARIANCE, "cov": COVARIANCE, "Corr": CORRELATION, "corr": CORRELATION, r"\rho": CORRELATION,
    "Std": DEVIATION, "std": DEVIATION, "SD": DEVIATION, "sd": DEVIATION,
    "P": PROBABILITY, "p": PROBABILITY, "q": PROBABILITY, "Q": PROBABILITY, r"\Pr": PROBABILITY, "Pr": PROBABILITY,
    "Prob": PROBABILITY, "H": ENTROPY, "I": INFORMATION, "MI": INFORMATION,
    "KL": DIVERGENCE, "CE": CROSS, "F": CUMULATIVE,
}
_FACE = re.compile(r"\\(?:mathbf|mathbb|mathrm|mathcal|mathsf|operatorname|text|boldsymbol|vec)\{(\w+)\}")
_SUBSCRIPT = re.compile(r"^(.*?)_\{?(.*?)\}?$")
_OF_VARIABLES = re.compile(r"(?:[A-Z]|[,|\s]|\\mid|_\{?\w\}?|[XYZ]\w?)+|[xyz]{1,2}|\\text\{given\}")
_CAPITAL = re.compile(r"[A-Z](?:_.*)?")
_CONSTANTS = frozenset((*"abcdkmnr", r"\alpha", r"\beta", r"\lambda", r"\gamma", r"\pi", r"\eta", r"\tau", r"\delta",
                        r"\mathrm{e}", r"\mu", r"\sigma", r"\theta", r"\rho"))


def faceless(name: str) -> str:
    """The letters without their typeface: \\mathbb{E} is E, \\mathbf{x}_i is x_i."""
    return _FACE.sub(r"\1", name) if "\\" in name else name


@lru_cache(maxsize=2048)
def statistic(name: str) -> str | None:
    """Which statistic a function of this name is, or None."""
    if name in _WORDS:
        return _WORDS[name]
    letters = faceless(name)
    if letters in _WORDS:
        return _WORDS[letters]
    found = _SUBSCRIPT.match(letters)
    if found is None:
        return None
    base = _WORDS.get(found[1])
    return DIVERGENCE if found[2] == "KL" else base if base in (PROBABILITY, CUMULATIVE) else None


@lru_cache(maxsize=2048)
def distribution(name: str) -> str:
    """The one name of a distribution: p for P, \\Pr, p_X and p_{X,Y}; what else stands below makes another one."""
    letters = faceless(name)
    found = _SUBSCRIPT.match(letters)
    base, below = (found[1], found[2]) if found else (letters, "")
    base = {r"\Pr": "p", "Pr": "p", "Prob": "p"}.get(base, base[:1].lower() + base[1:] if base[:1] != "\\" else base)
    return base if not below or _OF_VARIABLES.fullmatch(below) else f"{base}_{{{below}}}"


@lru_cache(maxsize=2048)
def variable(name: str) -> str:
    """The random variable that a letter belongs to: X for x, \\mathbf{x} and X."""
    letters = faceless(name)
    return letters[:1].upper() + letters[1:]


def is_capital(name: str) -> bool:
    """Is it one capital letter, with a subscript perhaps?"""
    return _CAPITAL.fullmatch(faceless(name)) is not None


def is_constant_letter(name: str) -> bool:
    """A letter that mostly stands for a fixed number."""
    return faceless(name).split("_")[0] in _CONSTANTS


def spelled(tree: Expr) -> str | None:
    """The name of what may be a random variable: a symbol, or a member of a list of them; None for anything else."""
    if isinstance(tree, Symbol):
        return tree.name
    if isinstance(tree, Call) and tree.op in ("entry", "layer") and isinstance(tree.args[0], Symbol):
        labels = [arg.written if isinstance(arg, Number) else arg.name if isinstance(arg, Symbol) else None
                  for arg in tree.args[1:]]
        if None not in labels:
            return f"{tree.args[0].name}_{{{','.join(str(label) for label in labels)}}}"
    return None


def subscript(name: str) -> tuple[str, str] | None:
    """\\sigma_X is (\\sigma, X)."""
    found = _SUBSCRIPT.match(name) if "_" in name else None
    return (found[1], found[2]) if found else None


def conditional(tree: Expr) -> str | None:
    """P(X | \\theta) under one name, by which a text may have given it a formula; None for anything else."""
    if not isinstance(tree, Call) or (head(tree) != PROBABILITY and not _is_density(tree)):
        return None
    is_given = any(isinstance(arg, Call) and arg.op == "given" for arg in tree.args[1:])
    return to_latex(tree).replace(r"\mid", "|") if is_given else None


def _is_density(tree: Call) -> bool:
    """f(x | \\theta), the other letter for a density."""
    return tree.op == "apply" and isinstance(tree.args[0], Symbol) and tree.args[0].name == "f"


def head(tree: Expr) -> str | None:
    """The statistic that is applied here, if one is."""
    if isinstance(tree, Call) and tree.op == "apply" and isinstance(tree.args[0], Symbol):
        return statistic(tree.args[0].name)
    return None

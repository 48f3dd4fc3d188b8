"""The words that say what a letter is, symmetric or of length one, and what each of them means."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from mathnn.check.definite import DEFINITE, SEMIDEFINITE
from mathnn.expression import TRUTH, Call, Expr, Sort, Symbol
from mathnn.expression.build import call, dot, equal, multiply, number, power, transpose

Meaning: TypeAlias = Callable[[Symbol], Expr]
DIAGONAL = "diagonal"  # gives the matrix a formula, diag of its entries


def _of_kind(kind: str) -> Meaning:
    """Of real quadratic forms: symmetric is meant as well."""
    return lambda x: call("and", _symmetric(x), Call(kind, (x,), TRUTH))


def _symmetric(x: Symbol) -> Expr:
    return equal(x, transpose(x))


def _antisymmetric(x: Symbol) -> Expr:
    return equal(x, call("negate", transpose(x)))


def orthonormal_columns(x: Symbol) -> Expr:
    """Q^T Q = I; of a square matrix that is all."""
    columns = x.sort.shape[1]
    return equal(multiply(transpose(x), x), Symbol(r"\mathbf{I}", Sort("number", (columns, columns))))


def _idempotent(x: Symbol) -> Expr:
    return equal(power(x, number(2)), x)


def _regular(x: Symbol) -> Expr:
    return call("unequal", call("det", x), number(0))


OF_MATRICES: Mapping[str, Meaning] = {
    "symmetric": _symmetric, "positive definite": _of_kind(DEFINITE), "positive semidefinite": _of_kind(SEMIDEFINITE),
    "antisymmetric": _antisymmetric, "skew-symmetric": _antisymmetric,
    "orthogonal": orthonormal_columns, "orthonormal": orthonormal_columns, "rotation matrix": orthonormal_columns,
    "permutation matrix": orthonormal_columns,
    "idempotent": _idempotent, "projection matrix": _idempotent,
    "orthogonal projection": lambda x: call("and", _idempotent(x), _symmetric(x)),
    "invertible": _regular, "nonsingular": _regular,
    # What a reader knows to be symmetric.
    "gram matrix": _of_kind(SEMIDEFINITE), "kernel matrix": _of_kind(SEMIDEFINITE),
    "covariance": _of_kind(SEMIDEFINITE), "correlation matrix": _of_kind(SEMIDEFINITE),
    "scatter matrix": _of_kind(SEMIDEFINITE), "fisher information matrix": _of_kind(SEMIDEFINITE),
    "precision matrix": _of_kind(DEFINITE), "hessian": _symmetric,
}
OF_COLUMNS: Mapping[str, Meaning] = {
    "unit": lambda x: equal(dot(x, x), number(1)),
    "nonzero": lambda x: call("unequal", call("norm", x), number(0)),
}
OF_NUMBERS: Mapping[str, Meaning] = {
    "positive": lambda x: call("greater", x, number(0)),
    "nonnegative": lambda x: call("greater_equal", x, number(0)),
    "negative": lambda x: call("less", x, number(0)),
    "nonzero": lambda x: call("unequal", x, number(0)),
}
NOUNS = ("matrix", "covariance", "hessian", "projection")  # in a word that says of a letter that it is a matrix
_PLAIN = re.compile(r"[\s-]+")
_BY_LETTERS = {_PLAIN.sub("", word): word for word in (*OF_MATRICES, *OF_COLUMNS, *OF_NUMBERS, DIAGONAL)}


def _pattern(word: str) -> str:
    """The word as texts write it, with a hyphen or without; the matrices of a list as well."""
    spelled = r"[\s-]+".join(map(re.escape, word.split())).replace(r"\-", r"[\s-]?").replace("matrix", "matri(?:x|ces)")
    return spelled.replace("semi", "semi-?").replace("non", "non-?")


WORD = "|".join(_pattern(word) for word in sorted(_BY_LETTERS.values(), key=len, reverse=True))
ONE = re.compile(WORD, re.IGNORECASE)
LIST = rf"(?:(?:{WORD}),?\s+(?:and\s+)?)*(?:{WORD})"


_DEFINES = re.compile(rf"\b(?:is|are)\s+(?:called\s+|said\s+to\s+be\s+)?(?:{WORD}|perpendicular|parallel)\s+"
                      r"(?:(?:exactly|precisely)\s+when|if|iff|when|whenever)(?:\s+and\s+only\s+if)?\s*$",
                      re.IGNORECASE)


def says_what_word_means(before: str) -> bool:
    """Do the words say what one of these words means, "a matrix is symmetric if"? No letter is said to be that."""
    return _DEFINES.search(before[-60:]) is not None


def words_in(text: str) -> Iterator[str]:
    """The words of these tables that a text holds, each as the tables write it."""
    for found in ONE.findall(text):
        if (word := _BY_LETTERS.get(_PLAIN.sub("", found.lower()).replace("matrices", "matrix"))) is not None:
            yield word


def meanings(sort: Sort) -> Mapping[str, Meaning]:
    """What the words mean of a letter of this sort."""
    if sort.kind != "number":
        return {}
    if sort.is_matrix:
        return OF_MATRICES if sort.shape[0] == sort.shape[1] else {}
    return OF_COLUMNS if sort.is_vector else {} if sort.shape else OF_NUMBERS


__all__ = ["DIAGONAL", "LIST", "NOUNS", "OF_COLUMNS", "OF_MATRICES", "OF_NUMBERS", "ONE", "WORD", "meanings",
           "orthonormal_columns", "says_what_word_means", "words_in"]

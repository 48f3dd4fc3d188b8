"""Words around a claim that may hold its condition: "the Gram matrix is symmetric", "for perpendicular vectors".

Not every way to say of a letter what it is can be heard. Where a claim is false, but true under a condition of which
the words around it speak, it is left unsettled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from mathnn.check.definite import DEFINITE
from mathnn.claims import Verdict
from mathnn.errors import FAILURES, SortError
from mathnn.expression import NUMBER, TRUTH, Call, Expr, Symbol
from mathnn.expression.build import call, dot, equal, multiply, number, transpose
from mathnn.expression.operators import DERIVATIVES
from mathnn.expression.tree import operators, symbols
from mathnn.reading.judged_reading import under_reading
from mathnn.reading.known import Known
from mathnn.reading.phrases import phrase
from mathnn.reading.posed import Posed
from mathnn.reading.property_words import orthonormal_columns
from mathnn.reading.reached import reached
from mathnn.reading.trust import FIXED
from mathnn.syntax.read import Reading

_NOT = r"(?<!not )(?<!non-)(?<!non)(?<!not be )(?<!necessarily )"
_SYMMETRIC = phrase(rf"{_NOT}\b(?:symmetr|gram\b|gramian|covariance|hessian|kernel matri|laplacian|self-adjoint)",
                    "symmetr|gram|covariance|hessian|kernel|laplacian|self-adjoint")
_RIGHT = phrase(rf"{_NOT}\b(?:orthogonal|orthonormal|perpendicular|right angle|uncorrelated|rotation)|\\perp\b",
                "orthogonal|perpendicular|right angle|\\perp|orthonormal|uncorrelated|rotation")
_ALONG = phrase(r"\bparallel|\bcollinear|\bmultiples? of\b|\bproportional to\b|\bsame direction|\baligned\b",
                "parallel|collinear|multiple|proportional|same direction|aligned")
_POSITIVE = phrase(r"\bpositive\b|\bnon-?negative\b", "positive|negative")
_NONZERO = re.compile(r"\bnon-?zero\b|\\ne(?:q|)(?![a-z])|\bdefinite\b|\bnot zero\b|\bvanish", re.IGNORECASE)
_WHERE_POSITIVE = phrase(
    r"\b(?:where(?:ver)?|when(?:ever)?|if|as long as|while|in case|once)\s+"
    r"(?:it|they|this|that|the\s+(?:\w+\s+){0,3}\w+|both|all)\s+"
    r"(?:is|are|has|have)\s+(?:\w+\s+)?(?:positive|active|violated|non-?zero|not\s+zero|negative|on|off|correct|wrong)\b",
    "positive|active|violated|zero|negative| on| off|correct|wrong")
_HELD = phrase(r"\b(?:held|hold(?:ing)?|keep(?:ing)?|kept|treat(?:ed|ing)?|taken|regarded|considered)\b[^.;]{0,40}?"
               r"\b(?:fixed|constant|as\s+(?:an?\s+)?constants?)\b|\bdirect\s+(?:path|dependence|part)\b|"
               r"\bignoring\s+the\s+(?:dependence|gradient)", "fixed|constant|direct|ignoring")
_CUT = frozenset(("max", "relu", "abs", "step", "sign", "cases", "indicator", "min"))
_MIRRORED = phrase(r"\b(?:is|are|be|an?|and|any|every)\s+(even|odd)\b", "even|odd")
_MOST_COLUMNS = 4


def unless_words_hold_condition(found: Verdict, statement: Posed, reading: Reading, known: Known) -> Verdict:
    """The verdict on a refuted claim, or `unsettled` where the words around speak of what would make it true."""
    if found.kind != "refuted":
        return found
    text = f"{known.words.text} {statement.before} {statement.located.after}"
    if _WHERE_POSITIVE.stands_in(text) and not _operators(reading).isdisjoint(_CUT):
        return Verdict("unsettled", "The words around it say where it holds, which is not understood.")
    is_slope = not operators(reading.tree).isdisjoint(DERIVATIVES)
    if is_slope and _HELD.stands_in(f"{statement.before} ; {known.at.words_behind}"):
        return Verdict("unsettled", "The words around it say that something is held, which is not understood.")
    if r"\|" in reading.latex and _RIGHT.stands_in(text) and not any(s.sort.shape for s in symbols(reading.tree)):
        return Verdict("unsettled", "It is read of numbers; the words around it seem to speak of columns.")
    for word, conditions in _suppositions(text, reading):
        tried = replace(reading, notation=reading.notation.assuming(*conditions))
        try:
            better = under_reading(tried, "claim", known)
        except (SortError, *FAILURES):
            continue
        if better is not None and better.is_true:
            return Verdict("unsettled", f"It is false of some values, but holds for what is {word}; "
                                        "the words around it seem to speak of that.")
    return found


def _operators(reading: Reading) -> frozenset[str]:
    """The operators of a statement and of the formulas that it leads to."""
    formulas = (row.definition for _, row in reached(reading.tree, reading.notation) if row.definition is not None)
    return frozenset().union(operators(reading.tree), *map(operators, formulas))


def _suppositions(text: str, reading: Reading) -> Iterator[tuple[str, tuple[Expr, ...]]]:
    """The conditions that the words may mean, each with a word for it."""
    free = sorted((symbol for symbol in symbols(reading.tree) if symbol.name not in FIXED and (
        (row := reading.notation.find(symbol.name)) is None or row.definition is None)), key=lambda each: each.name)
    squares = [s for s in free if s.sort.kind == "number" and s.sort.is_matrix and s.sort.shape[0] == s.sort.shape[1]]
    columns = [s for s in free if s.sort.kind == "number" and s.sort.is_vector][:_MOST_COLUMNS]
    pairs = [pair for pair in combinations(columns, 2) if pair[0].sort == pair[1].sort]
    if squares and _SYMMETRIC.stands_in(text):
        yield "symmetric", tuple(equal(s, transpose(s)) for s in squares)
    if (squares or pairs) and _RIGHT.stands_in(text):
        yield from (("orthogonal", (equal(dot(*pair), number(0)),)) for pair in pairs)
        if len(pairs) > 1:
            yield "orthogonal", tuple(equal(dot(*pair), number(0)) for pair in pairs)
        yield from (("orthogonal", (orthonormal_columns(s),)) for s in squares)
    if pairs and _ALONG.stands_in(text):
        for a, b in pairs:
            yield "parallel", (equal(b, multiply(_FACTOR, a)),)
            yield "parallel", (equal(b, multiply(_FACTOR, a)), call("greater", _FACTOR, number(0)))
    is_definite = any(DEFINITE in operators(each) for each in reading.notation.assumptions)
    if columns and (is_definite or _NONZERO.search(text) is not None):
        yield "not zero", tuple(call("unequal", call("norm", column), number(0)) for column in columns)
    numbers = [s for s in free if s.sort == NUMBER]
    if numbers and _POSITIVE.stands_in(text):
        yield "positive", tuple(call("greater", s, number(0)) for s in numbers)
    if (word := _MIRRORED.search(text)) is not None:
        functions = [s for s in free if s.sort.kind == "function" and len(s.sort.domain) == 1]
        yield from ((word[1].lower(), (Call(word[1].lower(), (s,), TRUTH),)) for s in functions[:2])


_FACTOR = Symbol(r"\text{factor}")


__all__ = ["unless_words_hold_condition"]

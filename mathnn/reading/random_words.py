"""What the words of a text say of its random variables: independent, identically distributed, of mean zero."""

from __future__ import annotations

import re

from mathnn.check.probability import CENTRED, IDENTICAL, INDEPENDENT, POSITIVE, SPECIAL
from mathnn.expression import Symbol

_SAYS = tuple((symbol, re.compile(words, re.IGNORECASE)) for symbol, words in (
    (INDEPENDENT, r"\bindependen(?:t|ce|tly)\b|\bi\.?\s?i\.?\s?d\b|\buncorrelated\b"),
    (IDENTICAL, r"\bi\.?\s?i\.?\s?d\b|\bidentically\b|\bsame (?:probability )?distribution\b"),
    (CENTRED, r"\bzero[- ]mean|\bmeans? (?:of |is |are )?(?:zero|\$?0\b)|\bzero expectation|\bcent(?:e)?red\b"),
    (POSITIVE, r"\bnon-?negative (?:random )?(?:variable|value|and)"),
    (SPECIAL, r"\bPoisson|\bBernoulli|\bbinomial|\bGaussian|\bnormal(?:ly)? (?:random|distribut|variable)|\buniform"
              r"|\bexponential(?:ly)? (?:random|distribut|variable)|\bgeometric (?:random|distribut)|\bLaplace|\bCauchy"
              r"|\bdiscrete (?:random|distribut)|\bfair (?:coin|dice|die)|\bstandard normal|\bdeterministic"),
))
_DENIED = re.compile(r"\b(?:not|n't|never|without|linearly|cannot|neither|nor|no)\W+(?:\w+\W+){0,3}$", re.IGNORECASE)
_REACH = 40  # characters before a word in which a denial is about it


def said_of_variables(text: str) -> frozenset[Symbol]:
    """What a piece of text says of them; a word that is denied says nothing."""
    return frozenset(
        symbol for symbol, words in _SAYS for found in words.finditer(text)
        if not _DENIED.search(text[max(0, found.start() - _REACH):found.start()]))

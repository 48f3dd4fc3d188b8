"""What the words of a text say of its random variables: independent, identically distributed, of mean zero."""

from __future__ import annotations

import re

from mathnn.check.probability import CENTRED, IDENTICAL, INDEPENDENT, POSITIVE, SPECIAL
from mathnn.expression import Symbol

_IID = "ii|i.i|i i|i. i"
_WORDS = (  # in small letters, from the beginning of a word on; then what a text holds that says so
    (INDEPENDENT, r"independen(?:t|ce|tly)\b|i\.?\s?i\.?\s?d\b|uncorrelated\b", f"{_IID}|independen|uncorrelated"),
    (IDENTICAL, r"i\.?\s?i\.?\s?d\b|identically\b|exchangeable\b|"
                r"(?:same|equal|identical|common) (?:probability )?(?:distributions?|laws?|marginals?)\b",
     f"{_IID}|identical|same|equal|common|exchangeable"),
    (CENTRED, r"zero[- ]mean|means? (?:of |is |are )?(?:zero|\$?0\b)|zero expectation|cent(?:e)?red\b",
     "zero|mean|centred|centered"),
    (POSITIVE, r"non-?negative (?:random )?(?:variable|value|and)", "negative"),
    (SPECIAL, r"poisson|bernoulli|binomial|gaussian|normal(?:ly)? (?:random|distribut|variable)|uniform"
              r"|exponential(?:ly)? (?:random|distribut|variable)|geometric (?:random|distribut)|laplace|cauchy"
              r"|discrete (?:random|distribut)|fair (?:coin|dice|die)|standard normal|deterministic",
     "poisson|bernoulli|binomial|gaussian|normal|uniform|exponential|geometric|laplace|cauchy|discrete|fair|"
     "deterministic"),
)
_SAYS = tuple((symbol, re.compile(rf"\b(?:{words})"), tuple(stems.split("|"))) for symbol, words, stems in _WORDS)
_DENIED = re.compile(r"\b(?:not|n't|never|without|linearly|cannot|neither|nor|no)\W+(?:\w+\W+){0,3}$")
_REACH = 40  # characters before a word in which a denial is about it


def said_of_variables(text: str) -> frozenset[Symbol]:
    """What a piece of text says of them; a word that is denied says nothing."""
    text = text.lower()
    said: frozenset[Symbol] = frozenset()
    for symbol, words, stems in _SAYS:
        for stem in stems:
            if stem in text:
                break
        else:  # as in most texts: to search for the words would take longer
            continue
        for found in words.finditer(text):
            if not _DENIED.search(text[max(0, found.start() - _REACH):found.start()]):
                said |= {symbol}
                break
    return said

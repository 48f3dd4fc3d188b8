"""What the words of a text say of its random variables: independent, identically distributed, of mean zero."""

from __future__ import annotations

import re

from mathnn.check.probability import CENTRED, IDENTICAL, INDEPENDENT, POSITIVE, SPECIAL
from mathnn.expression import Symbol

_WORDS = (  # in small letters, from the beginning of a word on
    (INDEPENDENT, r"independen(?:t|ce|tly)\b|i\.?\s?i\.?\s?d\b|uncorrelated\b"),
    (IDENTICAL, r"i\.?\s?i\.?\s?d\b|identically\b|same (?:probability )?distribution\b"),
    (CENTRED, r"zero[- ]mean|means? (?:of |is |are )?(?:zero|\$?0\b)|zero expectation|cent(?:e)?red\b"),
    (POSITIVE, r"non-?negative (?:random )?(?:variable|value|and)"),
    (SPECIAL, r"poisson|bernoulli|binomial|gaussian|normal(?:ly)? (?:random|distribut|variable)|uniform"
              r"|exponential(?:ly)? (?:random|distribut|variable)|geometric (?:random|distribut)|laplace|cauchy"
              r"|discrete (?:random|distribut)|fair (?:coin|dice|die)|standard normal|deterministic"),
)
_SAYS = tuple((symbol, re.compile(rf"\b(?:{words})")) for symbol, words in _WORDS)
_ANY = re.compile(rf"\b(?:{'|'.join(words for _, words in _WORDS)})")  # most texts say nothing of variables
_DENIED = re.compile(r"\b(?:not|n't|never|without|linearly|cannot|neither|nor|no)\W+(?:\w+\W+){0,3}$")
_REACH = 40  # characters before a word in which a denial is about it


def said_of_variables(text: str) -> frozenset[Symbol]:
    """What a piece of text says of them; a word that is denied says nothing."""
    text = text.lower()
    if _ANY.search(text) is None:
        return frozenset()
    return frozenset(
        symbol for symbol, words in _SAYS for found in words.finditer(text)
        if not _DENIED.search(text[max(0, found.start() - _REACH):found.start()]))

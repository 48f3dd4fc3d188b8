r"""Shapes that the words give: "$X$ is an $n \times k$ matrix", "a $d$-dimensional vector $x$".

They are declarations as much as ``X \in \mathbb{R}^{n \times k}``. A matrix or vector of which the words give no size
is known to be one in its section.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from mathnn.documents.document import Heading, Part, Prose
from mathnn.errors import FAILURES, ReadError, SortError
from mathnn.expression import Number
from mathnn.notation import Name, Notation
from mathnn.reading.formulas import declarations
from mathnn.reading.known import Known
from mathnn.reading.paragraph import Paragraph
from mathnn.reading.phrases import phrase
from mathnn.reading.properties import learn_words
from mathnn.reading.surroundings import COMMA, Located
from mathnn.syntax.read import read
from mathnn.syntax.typefaces import face, is_capital

_LONGEST = 500
# What restricts a letter in a way that is not tried: what is false of any matrix may be true of these.
_RESTRICTED = phrase(
    r"\b(commut\w*|(?:block[- ])?diagonal|(?:upper |lower )?triangular|orthonormal|rank[- ](?:one|1|deficient)|"
    r"nilpotent|(?:doubly[- ])?stochastic|unitary|permutation|rotation matri\w+|circulant|Toeplitz|banded|"
    r"cent(?:er|re)d|standardi[sz]ed|whitened|normali[sz]ed|periodic|homogeneous)\b",
    "commut|diagonal|triangular|orthonormal|rank|nilpotent|stochastic|unitary|permutation|rotation|circulant|toeplitz|"
    "banded|centered|centred|standardi|whitened|normali|periodic|homogeneous")
_ANY = re.compile(r"\b(?:general|arbitrary|any|need\s+not|not\s+necessarily)\b", re.IGNORECASE)
_WORDS_BETWEEN = 20  # characters
_NEAR = 25  # characters before a letter in which "general" is about it
_SENTENCES = re.compile(r"[.!?]\s")
_TRIGGERS = ("matri", "vector", "scalar", "shape", "size", "dimension", r"\times")
_NAME = r"\$[^$]{1,40}\$"
_NAMES = rf"(?P<names>{_NAME}(?:\s*(?:,\s*and|,|and|or)\s*{_NAME}){{0,3}})"
_DIMS = r"\$(?P<dims>[^$]{1,40})\$"
_ADJECTIVES = (r"(?:(?!(?:is|are|be|with|whose|of|that|which|and|or|has|have|in|for|by|to|as|from|on|matrix|matrices|"
               r"vectors?)\b)[A-Za-z][A-Za-z-]*\s+){0,3}")
_NOT_A_VALUE = (r"(?!\s*(?:spaces?|fields?|products?|multiplications?|norms?|calculus|algebra|addition|notation|"
                r"of\s+functions)\b|-|\w)")
_NOUN = rf"(?P<noun>matri(?:x|ces)|(?:column\s+|row\s+)?vectors?){_NOT_A_VALUE}"
_ARTICLE = r"(?:an?|the|our|some|any|two|both)"
_IS = rf"(?:,\s*{_ARTICLE}|(?P<verb>is|are|be|being|denotes?|represents?|to\s+be|will\s+be)(?:\s+{_ARTICLE})?)"
_SIZE = r"(?:size|shape|dimensions?|dimensionality|length|order)"
_WIDE = r"[-\s]*(?:dimensional|dim\.?)?[-\s]*"
_NOT_BEFORE_NAME = r"(?!\s*(?:of\s+[\w-]+(?:\s+[\w-]+)?\s*)?\$)"
_OF_WHAT = r"(?:\s+of\s+(?!rank|size|shape|full|dimension|order|type|length|the\b)[\w-]+(?:\s+(?!of\b)[\w-]+)?)?"
_SPACE = r"\$\s*\\mathbb\s*\{?R\}?\s*\^\s*(?:\{(?P<dims>[^$]{1,30})\}|(?P<dim>\w))\s*\$"
_NOUNS, _SIZED = "matri|vector", "size|shape|dimension|length|order"
_ENTRIES = "entries|elements|components|coordinates"
_WITH_SIZE = tuple(phrase(pattern, words) for pattern, words in (
    (rf"{_NAMES}\s*{_IS}\s+{_ADJECTIVES}{_DIMS}{_WIDE}{_ADJECTIVES}{_NOUN}{_NOT_BEFORE_NAME}", _NOUNS),
    (rf"(?:\blet|\band|,)\s+{_NAMES}\s+an?\s+{_ADJECTIVES}{_DIMS}{_WIDE}{_ADJECTIVES}{_NOUN}{_NOT_BEFORE_NAME}",
     _NOUNS),
    (rf"{_DIMS}{_WIDE}{_ADJECTIVES}{_NOUN}{_OF_WHAT}\s*(?:denoted(?:\s+by)?|called)?\s*{_NAMES}", _NOUNS),
    (rf"{_NAMES}\s*{_IS}\s+{_ADJECTIVES}{_NOUN}\s+(?:of|with|in|having)\s+(?:the\s+)?"
     rf"{_SIZE}\s*(?:of\s+)?{_DIMS}", _SIZED),
    (rf"(?:\blet|\band|\bwith|,)\s+{_NAMES}\s+an?\s+{_ADJECTIVES}{_NOUN}\s+(?:of|with|having)\s+(?:the\s+)?"
     rf"{_SIZE}\s*(?:of\s+)?{_DIMS}", _SIZED),
    (rf"{_NOUN}\s+{_NAMES}\s+(?:of|with|has|have|having)\s+(?:the\s+|an?\s+)?{_SIZE}\s*(?:of\s+)?{_DIMS}", _SIZED),
    (rf"{_NAMES}\s*{_IS}\s+{_ADJECTIVES}{_NOUN}\s+(?:with|of|having)\s+{_DIMS}\s+"
     r"(?:real\s+)?(?:entries|elements|components|coordinates|numbers)", f"{_ENTRIES}|numbers"),
    (rf"{_NOUN}\s+{_NAMES}\s+(?:with|of|having)\s+{_DIMS}\s+(?:real\s+)?(?:entries|elements|components|coordinates)",
     _ENTRIES),
    (rf"{_NAMES}\s+(?:has|have)\s+(?:the\s+|an?\s+)?(?:size|shape|dimensions?)\s*(?:of\s+)?{_DIMS}",
     "size|shape|dimension"),
    (rf"{_NAMES}\s+(?:is|are|be)\s+\$(?P<dims>[^$]{{1,30}}\\times[^$]{{1,30}})\$\s*(?=[.,;:)]|(?:and|while|but|so)\b|$)",
     r"\times"),
    (rf"{_NAMES}\s*{_IS}?\s+{_ADJECTIVES}(?:{_NOUN}|points?|elements?)\s+(?:in|of|from)\s+{_SPACE}", "mathbb"),
    (rf"{_NOUN}\s+{_NAMES}\s+(?:in|of|from)\s+{_SPACE}", "mathbb"),
    (rf"(?P<names>{_NAME})\s*\(\s*\$(?P<dims>[^$]{{1,30}}\\times[^$]{{1,30}})\$\s*\)", r"\times"),
))
_KIND = rf"(?P<noun>matri(?:x|ces)|(?:column\s+)?vectors?|scalars?|(?:real\s+)?numbers?){_NOT_A_VALUE}"
_WITHOUT = tuple(phrase(pattern, f"{_NOUNS}|scalar|number") for pattern in (
    rf"\b{_KIND}\s*{_NAMES}",
    rf"{_NAMES}\s*{_IS}\s+{_ADJECTIVES}{_KIND}{_NOT_BEFORE_NAME}(?!\s+or\b)",
))
_PLAIN = re.compile(r"(?<![\w$])(\d{1,4})\s*(?:x|×|-?by-?)\s*(\d{1,4})(?=[-\s]+(?:\w+\s+){0,3}(?:matri|vector))")
_ONE_SIZE = r"(?:\d{1,4}|\\?[A-Za-z]+(?:_(?:\w|\{[-+\w\s\\{}]{1,20}\}))?|\|\\mathcal\{[A-Z]\}\|)"
_A_SIZE = re.compile(rf"{_ONE_SIZE}(?:\s*[-+]\s*\d)?|\d\s*[a-zA-Z]")
_MEMBERS = re.compile(r"(\S+?)_(?:1|\{1\})\s*,\s*\\[lc]?dots[cb]?\s*,\s*\1_(?:\w|\{\w\})")  # x_1, ..., x_n
_SINGLE = re.compile(r"(?:\\[A-Za-z]+\s*\{[^{}]*\}|\\[A-Za-z]+|[A-Za-z])(?:[_^](?:\w|\{[^{}]{1,12}\})){0,2}")
_INDEXED = re.compile(r"_\{?\s*[i-np-t]\s*\}?$|\^\{?\(?[i-np-t]\)?\}?$")


@dataclass(slots=True)
class Sizes:
    """The shapes that the words of a text give its letters."""

    words: Paragraph = field(default_factory=lambda: Paragraph(_LONGEST))

    def hear(self, part: Located | Part, known: Known) -> frozenset[str]:
        """Take the next part of a document; the letters of which it says something new."""
        before = known.at.told
        known.at.told = frozenset()
        self._hear(part, known)
        new, known.at.told = known.at.told, before | known.at.told
        return new

    def _hear(self, part: Located | Part, known: Known) -> None:
        if isinstance(part, Heading):
            self.words.text = ""
        for name, rank in known.laws.take_shown():
            _look_at(name, rank, known, is_sure=True)
        if not isinstance(part, Located | Prose):
            return
        self.words.enter(part)
        if isinstance(part, Located) and part.row.equation.display:
            self.words.text = ""
            return
        self.words.add(part)
        self.words.text = text = _PLAIN.sub(r"$\1 \\times \2$", self.words.text)
        for sentence in _SENTENCES.split(text) if _RESTRICTED.may_stand_in(text) else ():
            for word in _RESTRICTED.finditer(sentence):
                names = dict.fromkeys(_beside(word, sentence))
                known.here.restrict(names, word[0])
        if any(word in text for word in _TRIGGERS):
            self._learn(known, part.line if isinstance(part, Prose) else part.row.place.line or 1)

    def _learn(self, known: Known, line: int) -> None:
        for pattern in _WITH_SIZE:
            for found in pattern.finditer(self.words.text):
                said = found.groupdict()
                noun, dims = (said.get("noun") or "").lower(), said.get("dims") or said.get("dim") or ""
                for name in _names_said(found):
                    if (sizes := _sizes(dims, noun, name)) and self.words.is_new((name, dims)):
                        _declare(name, sizes, known, line)
                        learn_words(found[0], name, known, line)
                        if _ANY.search(found[0]):
                            known.release(name)
        for pattern in _WITHOUT:
            for found in pattern.finditer(self.words.text):
                for name in _names_said(found):
                    if self.words.is_new((name, "")):
                        _look_at(name, _rank(found["noun"].lower()), known)
                        if _ANY.search(self.words.text[max(0, found.start() - _NEAR) : found.end()]):
                            known.release(name)


def _beside(word: re.Match[str], sentence: str) -> Iterator[str]:
    """The letters of the lists and names within a few words of this one; of x_1, ..., x_n also x."""
    for formula in re.finditer(r"\$([^$=]{1,80})\$", sentence):
        between = sentence[formula.end() : word.start()] or sentence[word.end() : formula.start()]
        if len(re.sub(r"\$[^$]*\$", "", between)) > _WORDS_BETWEEN:
            continue
        for part in re.split(rf"{COMMA.pattern}|\\in(?![a-z])", formula[1]):
            yield part.strip()
            yield re.sub(r"_(?:\w|\{[^{}]*\})\s*$", "", part.strip())


def _rank(noun: str) -> int:
    return 2 if noun.startswith("matri") else 1 if "vector" in noun else 0


def _names_said(found: re.Match[str]) -> Iterator[str]:
    """The letters of a list, "$a$, $b$ and $c$"; entries and members of a list are not meant.

    In "the inputs to $f$ are vectors" f is none.
    """
    listed = [name for formula in re.findall(r"\$([^$]+)\$", found["names"])
              for name in COMMA.split(_MEMBERS.sub(r"\1_i", formula))]
    if "," not in found["names"] and len(listed) == 1 and (found.groupdict().get("verb") or "").lower() == "are":
        return
    for latex in listed:
        name = latex.strip()
        if _SINGLE.fullmatch(name) and (found.groupdict().get("dims") or not _INDEXED.search(name)):
            yield name


def _sizes(dims: str, noun: str, name: str) -> str:
    """The exponent of the set that these sizes make; empty for what is no size."""
    inner = dims.strip().strip("()[]") if dims.strip()[:1] in "([" else dims
    parts = [part.strip() for part in re.split(r"\\times(?![A-Za-z])|×|,", inner) if part.strip()]
    if not 1 <= len(parts) <= 2 or not all(_A_SIZE.fullmatch(part) for part in parts):
        return ""
    if len(parts) == 2 and parts[1] == "1" and (noun.endswith(("vector", "vectors")) or not name[-1:].isupper()):
        parts = parts[:1]  # n x 1: a column
    if noun.startswith("matri") and len(parts) == 1:
        return "" if dims.strip()[-1:] == ")" else f"{parts[0]} \\times {parts[0]}"
    if noun.startswith("row") and len(parts) == 1:
        return f"1 \\times {parts[0]}"
    return r" \times ".join(parts)


def _declare(name: str, sizes: str, known: Known, line: int) -> None:
    """Take what ``X \\in \\mathbb{R}^{n \\times k}`` would declare."""
    try:
        tree = read(rf"{name} \in \mathbb{{R}}^{{{sizes}}}", Notation()).tree
    except (ReadError, SortError, *FAILURES):
        return
    for row in declarations(tree):
        said = known.names.get(row.symbol.name)
        if known.may_size(row, line):
            known.size(row, line, casual=True)
            continue
        if said is not None and (said.declared or said.name.definition is not None) and said.section == known.section:
            continue  # what is written in formulas says more
        if said is not None and len(said.name.symbol.sort.shape) == len(row.symbol.sort.shape) and any(
                isinstance(size, Number) for size in said.name.symbol.sort.shape):
            row = Name(said.name.symbol)  # of an example in numbers that goes on
        known.name(row, line, declared=True, casual=True)
        known.at.told |= {row.symbol.name}


def _look_at(name: str, rank: int, known: Known, *, is_sure: bool = False) -> None:
    """Remember that a letter of which nothing else is known is a vector or a matrix in this section.

    `is_sure` where no word alone tells it: a law gives its mean and its covariance.
    """
    said = known.names.get(name)
    if said is not None and (said.declared or said.name.definition is not None):
        return
    if rank == 1 and is_capital(face(name)[1]) and not is_sure:
        return  # a column may have any small letter
    if said is not None and len(said.name.symbol.sort.shape) != rank:
        del known.names[name]
    known.here.rank(name, rank)
    known.at.told |= {name}


__all__ = ["Sizes"]

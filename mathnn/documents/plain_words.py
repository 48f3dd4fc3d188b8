r"""Words that stand in a formula as plain letters, ``1 \ if \ x > 0``: they are set as words."""

from __future__ import annotations

import re

from mathnn.documents.excerpt import Excerpt, join

_GAP = r"(?:\\[ ,;:]|~|\\q?quad(?![A-Za-z]))\s*"
_WORDS = r"(?:if|when|where|with|and|or|for(?:\s*(?:\\ |~)?\s*(?:all|each|every|any))?)"
_REST = r"(?:otherwise|else|elsewhere)"
_ENDS = r"(?=\s*(?:$|[.,;}]|\\\\|\\end\b|&))"
# Between two spaces that the author set; first of all with one behind it; in a column of its own.
_PLAIN = re.compile(
    rf"(?:(?<=\\[ ,;:])|(?<=~)|(?<=quad))\s*(?P<between>{_WORDS})\s*(?={_GAP})"
    rf"|^\s*(?P<first>if|for|when)\s*(?={_GAP})"
    rf"|(?<=&)\s*(?P<column>if|when|for)(?=\s*{_GAP}|\s+)"
    rf"|(?:(?<=\\[ ,;:])|(?<=~)|(?<=quad)|(?<=&))\s*(?P<rest>{_REST}){_ENDS}")
_MAY = ("if", "for", "when", "where", "and", " or", "else", "otherwise")


def with_plain_words(excerpt: Excerpt) -> Excerpt:
    """The formula with such words set as text, each where it stood."""
    text = excerpt.text
    if not any(word in text for word in _MAY):
        return excerpt
    pieces: list[Excerpt] = []
    last = 0
    for found in _PLAIN.finditer(text):
        word = re.sub(r"[\s\\~]+", " ", found[found.lastgroup or 0])
        pieces += [excerpt.cut(last, found.start()), Excerpt(rf"\text{{ {word} }}", excerpt.cut(
            found.start(), found.end()).runs[:1])]
        last = found.end()
    return join([*pieces, excerpt.cut(last, len(text))], "") if pieces else excerpt


__all__ = ["with_plain_words"]

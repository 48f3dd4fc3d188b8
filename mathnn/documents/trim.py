"""What stands at the ends of a formula and is no part of it: numbers, labels, spaces, the sentence's full stop."""

from __future__ import annotations

import re
from typing import NamedTuple

from mathnn.documents.excerpt import Excerpt
from mathnn.documents.formula import NUMBERS, group_end, tokens

_SPACE = (
    r"\s|~|\\[,;:!> ]|\\(?:quad|qquad|hfill|thinspace|medspace|thickspace|enspace)(?![A-Za-z])"
    r"|\\hspace\*?\s*\{[^{}]*\}"
)
_ITEM = r"(?:[a-h]|[ivx]{1,4}|\d{1,2})"  # the letter or number of a part of an exercise: (a) \quad
_HEAD = re.compile(
    rf"(?:{_SPACE}|\\\\|\\(?:displaystyle|textstyle|small|normalsize|large|Large|LARGE|huge|Huge|footnotesize|scriptsize|tiny"
    r"|centering|noindent)(?![A-Za-z])"
    r"|\\(?:therefore|because|to|rightarrow|longrightarrow)(?![A-Za-z])"
    r"|\\require\s*\{[^{}]*\}"
    r"|\\(?:text|textbf|textrm|mbox|mathrm)\s*\{\s*(?:Step|Schritt|Paso|Passo|Шаг|步骤)\s*\d+\s*[:：.)]\s*"
    r"(?:[Ll]et|令|设)?\s*\}"
    rf"|\({_ITEM}\)(?=\s*\\q?quad(?![A-Za-z]))"
    rf"|\\(?:text|textbf|textrm|mbox|mathrm|textit|textsf)\s*\{{\s*\(?{_ITEM}\)\s*\}}"
    r"(?=\s*(?:\\q?quad(?![A-Za-z])|\\ |~)))*"
)
_TAIL_PIECE = re.compile(
    r"(?:\\(?:quad|qquad|hfill|square|blacksquare|Box|qed|thinspace|enspace)"
    r"|\\hspace\*?\s*\{[^{}]{0,20}\}|\\vspace\*?\s*\{[^{}]{0,20}\}|(?<!\\)\\[,;:!> ]|~|\\\\|\s)$"
)
_PUNCTUATION = re.compile(r"(?<![.\\])[.,;:，。；：]$|(?<=[\w})\]])\?$")
# Q(w) = ... -> min_w: what is done with it, behind its formula.
_GOAL = re.compile(r"\\(?:to|rightarrow|longrightarrow)\s*"
                   r"\\(?:min|max|inf|sup|operatorname\s*\{(?:min|max)\})(?![A-Za-z])\s*"
                   r"(?:\\limits\s*)?(?:_\s*(?:\{(?:[^{}]|\{[^{}]*\}){0,60}\}|\\?\w+)\s*)?$")
_SILENT = frozenset(["\\nonumber", "\\notag", "\\displaystyle", "\\allowbreak", "\\nobreak"])


class Number(NamedTuple):
    """A number, or a label, that was given to a formula; where it stands, as line and column."""

    text: str
    is_tag: bool
    at: tuple[int, int]


def without_end_punctuation(text: str) -> str:
    """The text up to its last character that means something: no spaces, no full stop, no end of a row.

    Dots of an ellipsis stay. Linear, since each step looks at the end only.
    """
    end = len(text)
    while end:
        window = max(0, end - 40)
        tail = text[window:end]
        if "\\" not in tail and (tail[-1].isalnum() or tail[-1] in ")]}"):
            break
        found = _TAIL_PIECE.search(tail) or _PUNCTUATION.search(tail)
        if not found:
            break
        end = window + found.start()
    if "\\" in text[-90:end] and (found := _GOAL.search(text, max(0, end - 90), end)):
        return without_end_punctuation(text[: found.start()])
    return text[:end]


def trimmed(formula: Excerpt) -> Excerpt:
    """The formula without spaces, sizes and punctuation at either end."""
    end = len(without_end_punctuation(formula.text))
    head = _HEAD.match(formula.text, 0, end)
    start = head.end() if head else 0
    return formula.cut(start, max(start, end))


def numbers_taken_off(formula: Excerpt) -> tuple[Excerpt, list[Number]]:
    """The formula without ``\\label``, ``\\tag`` and the like, and the numbers that were given to it."""
    if "\\" not in formula.text:
        return formula, []
    spans: list[tuple[int, int]] = []
    numbers: list[Number] = []
    for token in tokens(formula.text):
        if token.text in NUMBERS:
            inside = formula.text[token.start : token.end].partition("{")[2].removesuffix("}").strip()
            numbers.append(Number(inside, token.text == "\\tag", formula.locate(token.start)))
        if token.text in NUMBERS or token.text in _SILENT:
            spans.append((token.start, token.end))
        elif token.text == "\\footnote" and not (spans and token.start < spans[-1][1]):
            opening = formula.text.find("{", token.end)
            end = group_end(formula.text, opening + 1) if opening >= 0 else token.end
            spans.append((token.start, end))
    return formula.without(spans), numbers

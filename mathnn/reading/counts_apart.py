r"""Counts n_k and their total n are two letters: in n = \sum_k n_k the n_k are no entries of n.

A document shows it where n bounds a sum, is a sum of the n_k, or divides one of them. So are the loss of one sample and
that of all, L = \frac1N \sum_i L_i.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_COUNTS, _LOSSES = "nNmM", "LJEC"
_MEMBER = re.compile(rf"(?<![A-Za-z\\])(?:([{_COUNTS}])\s*_\s*(?:[kcij]|\{{\s*[kcij]\s*\}})|"
                     rf"([{_LOSSES}])\s*_\s*(?:[itnkx]|\{{\s*[itnkx]\s*\}}))(?![A-Za-z'(])")


def counts_apart(formulas: Iterable[str]) -> frozenset[str]:
    """The letters of which a document has counts with an index, n_k, and a number without one, n."""
    members: set[str] = set()
    texts = []
    for latex in formulas:
        if "_" in latex:
            members |= {found[1] or found[2] for found in _MEMBER.finditer(latex)}
        texts.append(latex)
    return frozenset(letter for letter in members if any(map(_is_number(letter).search, texts)))


def _is_number(letter: str) -> re.Pattern[str]:
    alone = rf"(?<![A-Za-z\\_^]){letter}(?!\s*[_A-Za-z(\[^'])"
    member = rf"{letter}\s*_\s*(?:\w|\{{\s*\w\s*\}})"
    total = r"\\sum\s*(?:\\limits\s*)?_\s*(?:\w|\{[^{}]*\})\s*(?:\^\s*(?:\w|\{[^{}]*\})\s*)?"
    bound = (rf"\\(?:sum|prod)\s*(?:\\limits\s*)?_\s*(?:\w|\{{[^{{}}]*\}})\s*"
             rf"\^\s*(?:{letter}|\{{\s*{letter}\s*\}})(?!\s*_)")
    if letter in _LOSSES:
        mean = r"(?:\\[dt]?frac\s*(?:\{\s*1\s*\}|1)\s*(?:\{\s*\w+\s*\}|\w)\s*)?"
        return re.compile(rf"{alone}\s*=\s*{mean}{total}{member}(?!\w)")
    return re.compile(rf"{bound}|{total}{member}\s*=\s*{alone}|{alone}\s*=\s*{total}{member}(?!\w)|"
                      rf"\\[dt]?frac\s*\{{\s*{member}\s*\}}\s*\{{\s*{letter}\s*\}}|{member}\s*/\s*{alone}")


def with_counts_apart(latex: str, letters: frozenset[str]) -> str:
    """The statement with a letter of its own for the counts."""
    if not letters or "_" not in latex:
        return latex
    return _MEMBER.sub(lambda found: found[0].replace(name, rf"\mathsf{{{name}}}", 1)
                       if (name := found[1] or found[2]) in letters else found[0], latex)


__all__ = ["counts_apart", "with_counts_apart"]

"""What a formula is said of: "Bernoulli: Var(X) = p(1 - p)", "the linear kernel is k(x, y) = ...".

Two formulas for one letter are about two things where the words right before them give these other names.
"""

from __future__ import annotations

import re

_REACH = 80  # characters before a formula in which the name stands
_LABEL = re.compile(r"(?:^|[.;:]\s+|¤\s*[,;]?\s*)(?:(?:\*\*|__)\s*([A-Z][A-Za-z' -]{2,40}?)[\s¤()]*[:.]?\s*(?:\*\*|__)?"
                    r"|([A-Z][A-Za-z'-]{2,20}(?:\s+[A-Za-z'-]{2,20}){0,2})[\s¤()]*:)[\s¤()*_:]*$")
_LINKS = r"(?:is|are|has|have|reads|becomes|gives|with|defined|given|by|as)"
_PHRASE = re.compile(rf"\b(?:the|an?|for|of)\s+((?:(?!{_LINKS}\b)[a-z-]+\s+){{1,3}}?)(?!{_LINKS}\b)([a-z-]+?)s?\s*"
                     rf"(?:\(?¤\)?\s*)?(?:\b{_LINKS}\b\s*)*[,:]?\s*$", re.IGNORECASE)
_NO_NAMES = frozenset("then hence thus so therefore now here we this that these note finally first second next and but "
                      "since again also recall proof answer solution claim where with by in for from if let".split())


def are_of_other_things(before: str, now: str) -> bool:
    """Do the words before one formula name another thing than those before the other?"""
    old, new = (_LABEL.search(words[-_REACH:]) for words in (before, now))
    if old is not None and new is not None:
        return _is_name(old) and _is_name(new) and _word(old[1] or old[2]) != _word(new[1] or new[2])
    old, new = (_PHRASE.search(words[-_REACH:]) for words in (before, now))
    return old is not None and new is not None and old[2].lower() == new[2].lower() and _word(old[1]) != _word(new[1])


def _is_name(label: re.Match[str]) -> bool:
    """"Bernoulli:", and not "Then we get:"."""
    return _NO_NAMES.isdisjoint((label[1] or label[2]).lower().split())


def _word(name: str) -> str:
    return " ".join(name.lower().split())


__all__ = ["are_of_other_things"]

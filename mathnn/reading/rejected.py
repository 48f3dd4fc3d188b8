"""Statements that a text rejects or asks about itself: "a common mistake is", "it is false that", "is it true that"."""

from __future__ import annotations

import re

from mathnn.reading.phrases import phrase

_REACH = 90  # characters before a formula in which such words are about it
_EMPHASIS = re.compile(r"\*+|(?<!\w)_+|_+(?!\w)|\\(?:emph|textbf|textit|underline)\s*\{|\}")
_THAT = r"(?:\s*,)?(?:\s+(?:that|in\s+general|generally|necessarily|always|,))*\s*:?\s*$"
_WRONG = r"(?:wrong|false|incorrect|untrue|invalid|not\s+(?:even\s+)?(?:true|the\s+case|correct|right|valid|so))"
_DENIED = phrase(
    r"\b(?:(?:do|does|did|can|could|will|would|may|must|should)\s*(?:not|n['\u2019]t)|never)\s+"
    r"(?:(?:in\s+general|generally|necessarily|always|simply|just)\s+)*"
    rf"(?:have|get|hold|imply|mean|follow|conclude|write|say|claim){_THAT}|"
    rf"\b{_WRONG}\s+(?:(?:in\s+general|to\s+(?:say|write|claim|conclude|think|assume))\s+)?that{_THAT}|"
    rf"\b(?:disprove|refute|counter-?examples?\s+to)(?:\s+(?:the\s+)?(?:claim|statement))?{_THAT}|"
    rf"\b{_WRONG}\s+to\s+(?:write|claim|conclude|use){_THAT}|"
    r"\b(?:mistakes?|misconceptions?|fallac(?:y|ies)|(?:common|frequent|typical|usual)\s+errors?)\s+(?:here\s+)?"
    r"(?:is|are|would\s+be)(?:\s+(?:to|write|say|claim|think|assume|believe|that|often))*\s*:?\s*$|"
    r"\b(?:tempt(?:ed|ing)\s+to|mistakenly|wrongly|erroneously|falsely|incorrectly)\s+(?:(?:write|say|claim|think|assume|"
    rf"believe|conclude|get|used?|written|wrote){_THAT})",
    "not|n't|n\u2019t|never|disprove|refute|counter|wrong|false|incorrect|untrue|invalid|mistake|error|misconcept|fallac|slip|tempt")
_DENIED_BEHIND = phrase(
    rf"\s*(?:,\s*)?(?:(?:which|this|that|but\s+(?:this|that|it))\s+)?(?:(?:is|are|would\s+be)\s+(?:{_WRONG}\b(?!\s+(?:if|when|for|only))|an?\s+(?:\w+\s+)?(?:mistake|error)\b)|"
    r"(?:does|do|did|need)\s+not\s+hold\b(?!\s+(?:if|when|for|only)))",
    "not|wrong|false|incorrect|untrue|invalid|mistake|error")
_ASKED = phrase(r"\b(?:true\s+or\s+false|right\s+or\s+wrong|(?:prove|show)\s+or\s+(?:disprove|refute|give\s+a\s+\w+)|"
                rf"(?:is|was)\s+it\s+(?:always\s+|also\s+|really\s+)?(?:true|correct|the\s+case)\s+that){_THAT}|"
                r"\btrue\s+or\s+false\s*[?:.]?\s*$|(?:^|[.:;?!]\s+)\W*(?:is|are|does|do|did)\s*$",
                "true|correct|case|right|prove|show|is|are|do|did")
_NONSENSE = r"(?:absurd|impossible|not\s+possible|an?\s+contradiction)"
_WOULD = r"\bwould\s+(?:then\s+|also\s+)?(?:imply|give|get|have|mean|follow|yield|lead|become|obtain|force|conclude)\b"
_FOLLOWS = phrase(rf"{_WOULD}[^.;:]{{0,40}}$", "would")
_ABSURD = phrase(r"\b(?:contradiction|absurd\w*|impossible)\b[^.;]{0,20}$", "contradiction|absurd|impossible")
_ABSURD_BEHIND = phrase(
    rf"\s*[,;(\u2013\u2014-]*\s*(?:{_WOULD}|an?\s+contradiction\b|contradicting\b|contrary\s+to\b|is\s+{_NONSENSE}|"
    rf"(?:which|but\s+(?:this|that))\s+(?:contradicts\b|(?:is|would\s+be)\s+{_NONSENSE}))",
    "would|absurd|impossible|contra")


def denied_in_words(before: str, after: str) -> bool:
    """Do the words right before, or right behind, say that it does not hold?"""
    return _DENIED.stands_in(_plain(before[-_REACH:])) or (
        _DENIED_BEHIND.may_stand_in(after) and _DENIED_BEHIND.pattern.match(_plain(after)) is not None)


def asked_in_words(before: str) -> bool:
    """Do the words right before ask whether it holds?"""
    return _ASKED.stands_in(_plain(before[-_REACH:]))


def ends_in_contradiction(before: str, after: str, *, is_of_numbers: bool) -> bool:
    """Is it what contradicts something, "1 = 0, which is absurd", or of numbers alone what would follow?"""
    before = before[-_REACH:]
    return _ABSURD.stands_in(before) or (is_of_numbers and _FOLLOWS.stands_in(before)) or (
        _ABSURD_BEHIND.may_stand_in(after) and _ABSURD_BEHIND.pattern.match(after) is not None)


def supposes_contrary(words: str) -> bool:
    """Do the words of a paragraph suppose something that is to be shown false?"""
    return _CONTRARY.stands_in(words)


_CONTRARY = phrase(r"\b(?:suppos\w*|assum\w*)\b[^.;]{0,60}\b(?:contradiction|contrary)\b|"
                   r"\b(?:contradiction|contrary)\b[^.;]{0,60}\b(?:suppos|assum)", "contradiction|contrary")


def _plain(words: str) -> str:
    """The words without signs that emphasise some of them."""
    return _EMPHASIS.sub("", words) if "*" in words or "_" in words or "\\" in words else words


__all__ = ["asked_in_words", "denied_in_words", "ends_in_contradiction", "supposes_contrary"]

"""How texts say the law of a random variable in words: patterns with formulas between dollar signs."""

from __future__ import annotations

import re

from mathnn.reading.phrases import phrase

_F = r"\$([^$]+)\$"
# What may stand between a variable and what is said of it; another noun there would be what it is said of.
_BETWEEN = r"(?P<between>(?:[\s,()]|\b(?:" + "|".join("""
    to be is are was a an the random discrete binary scalar real valued variables? numbers? values? which that who can
    may might will could only either each all both independently independent now have has having with and mutually
    pairwise drawn sampled chosen picked identically distributed i\\.i\\.d\\.? iid of them other another some same any
    every from distributions? where also take taking entries components elements such uniformly normally normal Gaussian
    noise uncorrelated let's let denote as its two three weights inputs others
""".split()) + r")(?!\w)|-)*?)"
VALUE = r"(?:\$[^$]+\$|-?\d[\d./]*|zero|one)"
_JOIN = r"(?:\s*,?\s*(?:and|or)?\s*(?:also\s+)?(?:the\s+value\s+)?)"
TAKES = phrase(
    rf"{_F}{_BETWEEN}\b(?:takes?|taking|is|equals|has)\s+(?:on\s+)?(?:either\s+)?(?:the\s+)?(?:values?\s+)?"
    rf"(?P<list>{VALUE}\s*,?\s+with\s+(?:a\s+)?probability\s+{VALUE}"
    rf"(?:{_JOIN}(?:{VALUE}\s*,?\s+with\s+(?:a\s+)?probability\s+{VALUE}|{VALUE}\s+otherwise))+)", "probability", 0)
ITEM = re.compile(rf"({VALUE})\s*,?\s+(?:with\s+(?:a\s+)?probability\s+({VALUE})|otherwise)")
EQUALLY = phrase(
    rf"{_F}{_BETWEEN}\b(?:takes?|taking|chosen|drawn|sampled|picked|is)\s+(?:on\s+)?(?:randomly\s+)?"
    rf"(?:from\s+)?(?:the\s+)?(?:values?\s+)?(?P<list>{VALUE}(?:\s*,?\s*(?:and|or|,)\s*{VALUE})*)\s*,?\s+(?:both|each|all)?"
    rf"\s*with\s+(?:the\s+)?(?:same|equal)\s+probabilit(?:y|ies)", "probabilit", 0)
EACH = phrase(
    rf"{_F}{_BETWEEN}\b(?:takes?|taking|is)\s+(?:on\s+)?(?:the\s+)?(?:values?\s+)?"
    rf"(?P<list>{VALUE}(?:\s*,?\s*(?:and|or|,)\s*{VALUE})+)\s*,?\s+(?:(?:both|each|all)\s+with\s+probability\s+{VALUE}"
    rf"|with\s+probability\s+{VALUE}\s+(?:each|both))", "probability", 0)
UNIFORM = phrase(
    rf"{_F}{_BETWEEN}\b(?:uniform(?:ly)?)(?:\s+distributed)?(?:\s+at\s+random)?\s+(?:from|on|over|in|among)\s+"
    rf"(?:the\s+)?(?:(?:set|interval|values?|numbers?)\s+)?{_F}", "uniform", 0)
_MEAN = rf"(?:(?P<zero>zero[- ]mean|mean\s+zero|centred|centered)|(?:the\s+|a\s+)?mean\s+(?:of\s+)?(?P<mean>{VALUE}))"
_SPREAD = (rf"(?:(?P<unit>unit[- ]variance|variance\s+one)|(?:the\s+|a\s+)?variance\s+(?:of\s+)?(?P<variance>{VALUE})"
           rf"|(?:the\s+|a\s+)?standard\s+deviation\s+(?:of\s+)?(?P<deviation>{VALUE}))")
MOMENTS = phrase(
    rf"(?:(?P<first>\$[^$]+\$)(?:\s*,)?\s*(?:and\s*)?)?(?P<second>\$[^$]+\$){_BETWEEN}\b{_MEAN}"
    rf"\s*(?:,|and|with|,\s*and)?\s*{_SPREAD}", "variance|deviation")
NOISE = phrase(
    rf"\bzero[- ]mean\s+(?:\w+\s+){{0,3}}(?P<first>)(?P<second>(?P<zero>)\$[^$]+\$)\s*(?:with|of)\s+{_SPREAD}",
    "variance|deviation")
THIS = phrase(
    rf"(?P<first>)(?P<second>\$[^$]+\$)[^$]{{0,200}}\bdistribution\b[^$]{{0,80}}\bthis\s+distribution\s+has\s+{_MEAN}"
    rf"\s*(?:,|and)?\s*{_SPREAD}", "variance|deviation")
_RANGE = r"(?:\\left)?\\\{\s*1\s*,(?:\s*2\s*,)?\s*\\[a-z]*dots[a-z]?\s*,\s*(?P<size>[A-Za-z])\s*(?:\\right)?\\\}"
INDEX = phrase(
    rf"\b(?:uniformly|random(?:ly)?)\b[^$.;]*\$\s*(?P<index>[a-z])\s*\\in\s*{_RANGE}\s*\$", "dots")
INDEX_FROM = phrase(
    rf"\$(?P<index>[a-z])\$[^$.;]*\b(?:uniformly|random)\b[^$.;]*\b(?:from|in|over|among)\s+(?:the\s+\w+\s+)?"
    rf"\$\s*{_RANGE}\s*\$", "dots")
ANEW = re.compile(r"\b(?:let|suppose|assume|consider|any|given|two|if|random\s+(?:variables?|vectors?))\b"
                   r"[^$.]*(?:\$[^$]+\$\s*(?:,|and)\s*)*$", re.IGNORECASE)
DENSITY = phrase(r"\b(?:density|densities|p\.?d\.?f\b)", "densit|df|d.f")
TIED = phrase(r"\b(?<!un)(?:correlat|covarian|dependent\b|joint|coupl)", "correlat|covarian|dependent|joint|coupl")

__all__ = ["ANEW", "DENSITY", "EACH", "EQUALLY", "INDEX", "INDEX_FROM", "ITEM", "MOMENTS", "NOISE", "TAKES", "THIS",
           "TIED", "UNIFORM", "VALUE"]

"""What words around a statement take back of it: to first order, up to constants, unless, if and only if, otherwise."""

from __future__ import annotations

import re
from dataclasses import replace

from mathnn.check.to_order import judged_to_order
from mathnn.claims import Role, Verdict, of_chain
from mathnn.expression import Call, Expr, Number, Symbol
from mathnn.expression.tree import operators, symbols
from mathnn.notation import Notation
from mathnn.reading.judged_reading import under_reading
from mathnn.reading.known import Known
from mathnn.reading.meant_loosely import LEFT_OUT, meant_loosely
from mathnn.reading.passed import links_of
from mathnn.reading.phrases import phrase
from mathnn.reading.posed import Posed
from mathnn.reading.trust import STATISTICS, hangs_on_letters
from mathnn.syntax.read import Reading

_ORDERS = {"zeroth": 0, "leading": 1, "lowest": 1, "first": 1, "linear": 1, "1st": 1, "second": 2, "quadratic": 2,
           "2nd": 2, "third": 3, "cubic": 3, "3rd": 3, "fourth": 4}
_ORDER = "|".join(_ORDERS)
_POWERS = ("linear", "quadratic", "cubic")
_ALL = r"(?:\s+(?:all|the|any|out|those|terms\s+of|with|and|in|of|order))*"
# "To first order" keeps the terms of this order; terms that are left out are of this order themselves.
_KEPT = phrase(rf"\b(?:to|at(?=\s+(?:leading|lowest)))\s+(?:the\s+)?({_ORDER})[-\s]+order\b"
               r"(?!\s+(?:in|of)\s+¤\^)(?:\s+(?:in|of)\s+(?P<letter>¤))?", "order")
_GONE = phrase(rf"\b(?:{LEFT_OUT}|up\s+to|except\s+for|modulo){_ALL}\s+(?:"
               rf"({_ORDER}|higher)(?:[-\s]+(?:and\s+higher[-\s]+)?order)?(?:\s+terms?|\s+corrections?)?|"
               r"(?P<power>¤))(?:\s+(?:in|of)\s+(?P<letter>¤))?", "ignor|neglect|drop|discard|omit|disregard|leav|up|"
               "except|modulo")
_SMALL = phrase(r"\bfor\s+(?:(?:very|sufficiently|small)\s+)*small\s+(?:values\s+of\s+)?(?P<letter>¤)|"
                r"(?P<other>¤)\s+(?:is\s+|being\s+)?(?:very\s+)?small\b", "small")
_SMALL_BEHIND = phrase(r"\bfor\s+(?:(?:all|very|sufficiently)\s+)*small(?:\s+values\s+of)?\s*$", "small")
_BEGINS = r"\s*[,;(]*\s*"
_EXCEPT = re.compile(rf"{_BEGINS}(?:unless|except|but\s+(?:not\s+)?(?:if|for|when)|apart\s+from|with\s+the\s+exc\w+)\b",
                     re.IGNORECASE)
_IFF = re.compile(rf"{_BEGINS}(?:iff|if\s+and\s+only\s+if|only\s+(?:if|when)|(?:exactly|precisely)\s+(?:if|when))\b",
                  re.IGNORECASE)
_REST = re.compile(rf"{_BEGINS}(?:else|otherwise|in\s+(?:all|any|every|the)\s+other\s+cases?)\b", re.IGNORECASE)
_GOES_ON = re.compile(r"[\s,;]*[(a-z¤]")  # words behind a display that begin no sentence of their own
_STRICT = {"less": "less_equal", "greater": "greater_equal"}
_POWER = re.compile(r"\s*(?:O|\\mathcal\s*\{?O\}?)?\s*\(?\s*(\\?[A-Za-z]+)\s*\^\s*\{?\s*(\d)\s*\}?\s*\)?\s*")
_REACH = 120  # characters before and behind a statement in which such words are about it


def as_the_words_say(found: Verdict, statement: Posed, reading: Reading, what: Role, known: Known) -> Verdict:
    """The verdict in the light of what is left out, excepted or said to hold in no other case."""
    after = statement.located.after[:_REACH]
    after = after if statement.located.row.remark or _GOES_ON.match(after) else ""
    if found.is_true and after and (only := _IFF.match(after)) and _is_in_words(after[only.end():], statement):
        return _only_where(found, reading, what, known)
    if what == "approximation" and found.kind == "none" and isinstance(reading.tree, Call) and (
            reading.tree.op == "approximately"):
        equation = replace(reading, tree=Call("equal", reading.tree.args, reading.tree.sort))
        nearly = _nearly(found, statement.before[-_REACH:], after, equation, what, known)
        return nearly if nearly.is_settled else found
    if what == "mistake" or not (found.kind == "refuted" or hangs_on_letters(found)):
        return found
    if found.kind != "refuted":
        return _nearly(found, statement.before[-_REACH:], after, reading, what, known)
    if after and (rest := _REST.match(after)) is not None:
        return Verdict("unsettled", f"It is said of what other cases leave, \"{rest[0].strip(' ,;(')}\".")
    if after and _EXCEPT.match(after):
        return _but_for_exceptions(found, reading, what, known)
    before = statement.before[-_REACH:]
    nearly = _nearly(found, before, after, reading, what, known)
    if nearly.kind == "refuted" and (words := meant_loosely(before, after)) is not None:
        return Verdict("unsettled", f"Not decided: what the words take back of it, \"{words}\".")
    return nearly


def _is_in_words(condition: str, statement: Posed) -> bool:
    """Does no formula say in what case: "iff X and Y are independent"?"""
    fewest = 1 if statement.located.row.remark else 3
    return "$" not in condition and len(condition.split()) >= fewest


def _only_where(found: Verdict, reading: Reading, what: Role, known: Known) -> Verdict:
    """The verdict on an equation that is said to hold if and only if something is so that stands in words."""
    free = replace(reading, notation=Notation(reading.notation.names))
    always = under_reading(free, what, known)
    if always is None or not always.is_true:
        return found
    return Verdict("unsettled", "It holds in any case, but the words say that it holds in some alone.")


def _but_for_exceptions(found: Verdict, reading: Reading, what: Role, known: Known) -> Verdict:
    """The verdict where exceptions are named: they may be those in which both sides of a strict order are equal."""
    if any(symbol.name in STATISTICS for symbol in symbols(reading.tree)) or "expectation" in operators(reading.tree):
        return Verdict("unsettled", "Not decided: whether it fails only in the cases that are excepted.")
    links = tuple(map(_weaker, links_of(reading.tree)))
    if links == links_of(reading.tree):
        return found
    weaker = links[0] if len(links) == 1 else Call("chain", links, reading.tree.sort)
    better = under_reading(replace(reading, tree=weaker), what, known)
    if better is None or not better.is_true:
        return found
    return Verdict("unsettled", "Not decided: whether its sides are equal only in the cases that are excepted.")


def _weaker(link: Expr) -> Expr:
    """A strict order with equality allowed."""
    if isinstance(link, Call) and link.op in _STRICT:
        return Call(_STRICT[link.op], link.args, link.sort)
    return link


def _nearly(found: Verdict, before: str, after: str, reading: Reading, what: Role, known: Known) -> Verdict:
    """The verdict to the order that the words keep; where they speak of one, nothing is plainly false."""
    said = _order_said(before, known) or _order_said(after, known, is_behind=True)
    if said is None:
        letter = _small_by_assumption(reading)
        if letter is None:
            return found
        said = letter, None
    name, order = said
    candidates = sorted((s for s in symbols(reading.tree) if s.sort.kind == "number" and (
        s.name == name if name else not s.sort.shape)), key=lambda s: s.name)
    verdicts = [each for small in candidates if (each := _in_links(reading, what, known, small, order)) is not None]
    if (near := next((each for each in verdicts if each.is_true), None)) is not None:
        return near
    if len(candidates) == len(verdicts) == 1:
        return verdicts[0]
    return Verdict("unsettled", "Not decided: the words say that it holds only nearly.")


def _in_links(reading: Reading, what: Role, known: Known, small: Symbol, order: int | None) -> Verdict | None:
    """The verdict on the links of a chain, each as it stands or nearly; None where one of them is open."""
    verdicts: list[Verdict] = []
    for link in links_of(reading.tree)[int(what == "definition"):]:
        each = under_reading(replace(reading, tree=link), "claim", known)
        if each is None or not each.is_true:
            each = judged_to_order(link, reading.notation, small, order) if isinstance(link, Call) else None
        if each is None:
            return None
        verdicts.append(each)
    return of_chain(tuple(verdicts)) if verdicts else None


def _order_said(words: str, known: Known, *, is_behind: bool = False) -> tuple[str, int | None] | None:
    """The letter that is small ("" where the words do not show it) and the order of the terms that are kept, if any."""
    if not words:
        return None
    if (kept := _KEPT.search(words)) is not None:
        return _formula(kept, "letter", words, known, is_behind), _ORDERS[kept[1].lower()]
    for gone in _GONE.finditer(words):
        if gone["power"] is not None:
            power = _POWER.fullmatch(_formula(gone, "power", words, known, is_behind))
            if power is not None:
                return power[1], int(power[2]) - 1
        elif gone[1].lower() == "higher":
            return _formula(gone, "letter", words, known, is_behind), None
        elif "order" in gone[0].lower() or gone[1].lower() in _POWERS:  # the second term is none of second order
            return _formula(gone, "letter", words, known, is_behind), _ORDERS[gone[1].lower()] - 1
    if (small := _SMALL.search(words)) is not None:
        letter = "letter" if small["letter"] else "other"
        return _formula(small, letter, words, known, is_behind), None
    return ("", None) if is_behind and _SMALL_BEHIND.stands_in(words) else None


def _formula(found: re.Match[str], group: str, words: str, known: Known, is_behind: bool) -> str:
    """The formula for which a sign stands in the words before, if it is the last; empty otherwise."""
    if found[group] is None or is_behind or "¤" in words[found.end(group):]:
        return ""
    return known.last.inline.strip()


def _small_by_assumption(reading: Reading) -> str | None:
    """The x of x << 1."""
    for each in reading.notation.assumptions:
        if isinstance(each, Call) and each.op == "much_less" and isinstance(each.args[1], Number):
            small: Expr = each.args[0]
            if isinstance(small, Call) and small.op in ("abs", "norm"):
                small = small.args[0]
            if isinstance(small, Symbol):
                return small.name
    return None


__all__ = ["as_the_words_say"]

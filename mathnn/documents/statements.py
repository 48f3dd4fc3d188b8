"""Several statements in one formula: what parts them, what is a condition, a remark, or a number at the end."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mathnn.documents.excerpt import Excerpt, join
from mathnn.documents.formula import ORDER, RELATIONS, SPACES, TEXTS, Token, relations, tokens
from mathnn.documents.trim import trimmed


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement; what introduces it, the words that follow it, and the number behind it."""

    excerpt: Excerpt
    introduced_by: str = ""
    remark: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class _Segment:
    """What stands between two separators. `gap` is the separator before it as written, `before` the same in words."""

    excerpt: Excerpt
    gap: Excerpt
    before: str
    related: bool

    @property
    def text(self) -> str:
        return self.excerpt.text


@dataclass(slots=True)
class _Group:
    """Segments that make up one statement."""

    segments: list[_Segment]
    remark: str = ""
    number: str = ""

    @property
    def related(self) -> bool:
        return any(segment.related for segment in self.segments)

    @property
    def awaits_main(self) -> bool:
        """Whether only a condition was given so far: ``if x > 0, y = 1`` is one statement."""
        return all(_is_condition(segment.text) for segment in self.segments)


_CONDITIONS = frozenset(
    "if iff when whenever for otherwise else unless provided only such s.t. st subject given is are in on over as "
    "then not all any every each at by to of from".split()
)
_REST = frozenset(("otherwise", "else"))  # no relation follows these
_CONNECTIVES = frozenset(
    "and or so thus hence therefore where with while because since i.e. ie e.g. but also similarly respectively which "
    "that we let suppose consider now note define using gives yields implies equivalently "
    "namely resp. see assume".split()
)
_WORD = re.compile(r"[A-Za-z][A-Za-z.]*")
_NUMBER = re.compile(
    r"[(\[](?:[Ee]q(?:s|n|uation)?\.?\s*)?(?:[A-Z]?\d{1,3}(?:[.\-:]\d{1,3}){0,3}[a-z]?'{0,2}|[ivx]{1,4}|\*{1,3}|[Ee]q\w{0,4})[)\]]"
)
_TYPESET = re.compile(r"\\(?:text|textrm|mathrm|mbox|textbf|textnormal|bf|rm|left|right)(?![A-Za-z])|[{}\s~]|\\[ ,;:!]")
_LAYOUT = re.compile(r"\\[A-Za-z]+|\\[ ,;:!]|[{}~]")
_STARS = re.compile(r"\\(?:star|ast|dagger)(?![A-Za-z])")
_TEXT_HEAD = re.compile(r"\\(?:text|textrm|mbox|mathrm|textnormal|textit|textbf)\s*\{\s*([A-Za-z.]*)")
_QUANTIFIER = re.compile(r"\\(?:forall|exists)(?![A-Za-z])")
_ONLY_TEXT = re.compile(r"(?:\\(?:text|textrm|mbox|mathrm|textnormal|textit|textbf)\s*\{[^{}]*\}\s*)+")
_DOTS = re.compile(r"\\(?:dots|ldots|cdots|dotsc|dotsb)(?![A-Za-z])|\.\.\.")
_ENDS_OPEN = re.compile(r"(?:[-+=<>/^_]|\\(?:cdot|times|pm|leq?|geq?|approx|equiv|implies|iff|Rightarrow|in|sim))\s*$")
_STARTS_OPEN = re.compile(r"\s*(?:[-+=<>/^_(]|\\(?:cdot|times|pm|leq?|geq?|approx|equiv|in|sim)(?![A-Za-z]))")
_IN_BRACKETS = re.compile(
    rf"(?:\\(?:left|[bB]igg?l?)\s*)?\(.{{1,100}}(?:{ORDER}|\\in(?![A-Za-z])).{{1,100}}\)[.,;\s]*$", re.S)
CASE = "if"  # what introduces the case of two indices that a formula is about
_CASE = re.compile(
    r"\\(?:text|textrm|mbox|textbf|textnormal|textit)\s*\{\s*(?:\w+\s*\d+\s*[:：.]\s*)?"
    r"(?:(?:(?:if|when|for|case|wenn|falls|für|si|para|se|если|при)\b|当|當|若|如果)\s*:?\s*)\}\s*"
    r"(?P<case>[i-np-t]\s*(?:=|\\neq?(?![A-Za-z]))\s*[i-np-t])\s*(?:[:,：]\s*|$)", re.IGNORECASE)
_AT_END = re.compile(r"[\s.,;~&]*$")
_ARROW = re.compile(r"\\(?:iff|implies|Rightarrow|Leftrightarrow|Longrightarrow|Longleftrightarrow)(?![A-Za-z])")
_COMMAS = (",", ";", "，", "；")
_PARTING = frozenset((*_COMMAS, *SPACES, *TEXTS))
_PARTS = (*_COMMAS, "{")
_NEAR = 200  # characters before "or" in which an arrow makes it part of what follows from something
_ARROW_HEAD = re.compile(r"\\(?:to|rightarrow|longrightarrow)(?![A-Za-z])\s*")


def statements(formula: Excerpt) -> list[Statement]:
    """The statements of one row or chain, in order. Linear in its length."""
    found = tokens(formula.text)
    if not any(token.outer and token.text in _PARTING for token in found):
        formula = trimmed(formula)
        return [Statement(formula)] if formula.text else []
    made = [statement for group in _grouped(_segments(formula, found)) for statement in _with_case(group)]
    return [statement for statement in made if statement.excerpt.text or statement.remark]


def _segments(formula: Excerpt, found: Sequence[Token]) -> list[_Segment]:
    """The formula cut at every comma, semicolon, wide space and connecting words outside brackets."""
    related = [token.start for token in relations(formula.text, found)]
    cuts = [token for token in found if token.outer and _separates(token, formula.text)]
    segments: list[_Segment] = []
    start = gap_start = 0
    words: list[str] = []
    for cut in [*cuts, Token("", len(formula.text), len(formula.text), 0, 0)]:
        piece = formula.cut(start, cut.start).strip()
        arrow = _ARROW_HEAD.match(piece.text)
        if words and arrow:
            words.append(arrow[0].strip())
            piece = piece.cut(arrow.end(), len(piece.text))
        if piece.text or not cut.text:
            inside = bisect_left(related, start) < bisect_left(related, cut.start)
            segments.append(_Segment(piece, formula.cut(gap_start, start), " ".join(words), inside))
            words, gap_start = [], cut.start
        words.append(_words(cut, formula.text) if cut.text in TEXTS else cut.text)
        start = cut.end
    return segments


def _words(token: Token, text: str) -> str:
    return text[token.start : token.end].partition("{")[2].removesuffix("}").strip()


def _separates(token: Token, text: str) -> bool:
    """Whether a token parts statements: a comma, a wide space, or words that connect and are no operand."""
    if token.text in _COMMAS or token.text in SPACES:
        return True
    if token.text not in TEXTS:
        return False
    inside = _words(token, text)
    words = [word.lower() for word in _WORD.findall(inside)]
    if words in (["or"], ["and"]) and _ARROW.search(text, max(0, token.start - _NEAR), token.start):
        return False  # a = 0 \\iff b = 0 \\text{ or } c = 0 is one statement
    if not words or words[0] in _CONNECTIVES or token.text.endswith("intertext") or _is_number(inside):
        return True
    before = text[max(0, token.start - 40) : token.start]
    if _ENDS_OPEN.search(before) or _STARTS_OPEN.match(text, token.end):
        return False
    if _AT_END.match(text, token.end):  # words behind the formula, unless they are glued to it, as in n\text{th}
        unit = len(words) == 1 and words[0] not in _CONDITIONS and before.rstrip()[-1:].isdigit()
        return not unit and not re.search(r"[<>=]", inside) and (len(words) > 1 or before[-1:].isspace())
    return words[0] not in _CONDITIONS and (len(words) > 2 or inside[0] in ",.;")


def _is_condition(text: str) -> bool:
    """Whether a segment opens with "if", "for all" and the like: it belongs to the statement before it."""
    head = _TEXT_HEAD.match(text)
    return bool(_QUANTIFIER.match(text)) or bool(head and head[1].lower() in _CONDITIONS)


def _is_number(text: str) -> bool:
    return bool(_NUMBER.fullmatch(_STARS.sub("*", _TYPESET.sub("", text))))


def _grouped(segments: list[_Segment]) -> list[_Group]:
    """Segments put together to statements, each with one relation of its own."""
    groups: list[_Group] = []
    for segment in segments:
        group = groups[-1] if groups else None
        if group is None:
            groups.append(_Group([segment]))
        elif segment is segments[-1] and _is_and_so_on(segment, group):
            continue
        elif not segment.text or _is_number(segment.text) or _ONLY_TEXT.fullmatch(segment.text):
            _finish(group, segment)
        elif _belongs(segment, group):
            group.segments.append(segment)
        else:
            groups.append(_Group([segment]))
    if len(groups) > 1 and not groups[-1].related:  # a list that ran on: x = 1, y
        groups[-2].segments += groups.pop().segments
    return groups


def _is_and_so_on(segment: _Segment, group: _Group) -> bool:
    """Whether dots after a wide space say that there are more like the last one: tr AB = tr BA, \\quad ..."""
    return group.segments[-1].related and "quad" in segment.gap.text and _DOTS.fullmatch(segment.text) is not None


def _finish(group: _Group, segment: _Segment) -> None:
    """Words or a number behind a statement."""
    for said in (segment.before, segment.text):
        plain = " ".join(_LAYOUT.sub(" ", _STARS.sub("*", said)).split())
        if _is_number(plain):
            group.number = plain.replace(" ", "").strip("()[]")
        elif _WORD.search(plain):
            group.remark = f"{group.remark} {plain}".strip()


def _belongs(segment: _Segment, group: _Group) -> bool:
    """Whether a segment goes on with the statement before it."""
    last = group.segments[-1].text
    if _STARTS_OPEN.match(segment.text) and not segment.text.startswith(("(", "-")):
        return True
    if _ENDS_OPEN.search(last[-40:]) or last.strip() in RELATIONS or segment.text in RELATIONS:
        return True
    if _is_condition(segment.text) or group.awaits_main or _condition_open(last):
        return True
    if segment.related:
        return not group.related
    return not group.related or bool(_DOTS.match(segment.text)) or bool(_DOTS.search(last[-20:]))


def _condition_open(text: str) -> bool:
    """Whether a condition was begun whose relation is still to come: ``... whenever a, b > 0``."""
    heads = [head.start() for head in _TEXT_HEAD.finditer(text) if head[1].lower() in _CONDITIONS - _REST]
    heads += [head.start() for head in _QUANTIFIER.finditer(text)]
    return bool(heads) and not relations(rest := text[max(heads) :], tokens(rest))


def _with_case(group: _Group) -> Iterator[Statement]:
    """The statement of a group; the case at its head, ``\\text{if } i = j:``, is a condition before it."""
    head = group.segments[0]
    if (case := _CASE.match(head.text)) is not None:
        at = case.start("case")
        yield Statement(head.excerpt.cut(at, case.end("case")), CASE)
        rest = head.excerpt.cut(case.end(), len(head.text)).strip()
        segments = [_Segment(rest, head.gap, "", True)] if rest.text else []
        if not (segments := [*segments, *group.segments[1:]]):
            return
        group = _Group(segments, group.remark, group.number)
    yield _made(group)


def _made(group: _Group) -> Statement:
    """The statement of a group; spaces inside it, and a comma before its condition, say nothing and go.

    The space before brackets stays: it tells a range, \\quad (x > 0), from a factor.
    """
    first, *rest = group.segments
    pieces = [first.excerpt]
    for segment in rest:
        in_brackets = _IN_BRACKETS.match(segment.text) is not None
        if in_brackets or (not _is_condition(segment.text) and any(sign in segment.gap.text for sign in _PARTS)):
            pieces.append(segment.gap)
        pieces.append(segment.excerpt)
    excerpt = trimmed(join(pieces))
    return Statement(excerpt, first.before, group.remark, group.number)

"""What the words say of several letters at once: A and B are symmetric, two orthogonal vectors u and v, u is parallel
to v.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import combinations

from mathnn.errors import FAILURES, ReadError, SortError
from mathnn.expression import TRUTH, Call, Expr, Sort, Symbol
from mathnn.expression.build import dot, equal, number
from mathnn.notation import Name, Notation
from mathnn.reading.formulas import declarations
from mathnn.reading.known import Known
from mathnn.reading.phrases import Phrase, phrase
from mathnn.reading.property_words import LIST, OF_COLUMNS, OF_MATRICES, meanings, words_in
from mathnn.reading.said import Said
from mathnn.reading.surroundings import COMMA, FORMULA, Located
from mathnn.syntax.dimensions import is_open, open_size
from mathnn.syntax.function_letters import FUNCTIONS
from mathnn.syntax.read import read
from mathnn.syntax.typefaces import face, is_capital

_RIGHT = r"orthogonal|perpendicular|orthonormal|(?:at|form(?:ing)?|make|enclose)\s+(?:an?\s+)?right\s+angles?"
_ALONG = (r"parallel|anti-?parallel|collinear|proportional|(?:scalar\s+)?multiples?\s+of\s+(?:each|one)\s+(?:an)?other|"
          r"(?:point(?:ing)?\s+)?in\s+(?:the\s+same|opposite)\s+directions?")
_SAID = rf"(?P<said>{_RIGHT}|{_ALONG}|{LIST})"
_FORMULA = r"\$[^$]{1,80}\$"
_NAMES = rf"(?P<names>{_FORMULA}(?:\s*(?:,\s*and\b|,|\band\b)\s*{_FORMULA}){{0,4}})"
_FILLED = r"(?:(?:both|all|two|three|any|some|real|square|mutually|pairwise|each|also|now|then|an?|the|non-?zero)\s+)*"
_BE = (r"(?:(?:are|be|being|meet)\s+|(?:must|will)\s+be\s+|(?:(?:are|be)\s+)?(?:taken|assumed|chosen|supposed)\s+"
       r"(?:to\s+be\s+|as\s+)?)?")
_NOUN = (r"(?:\s+(?:real|square|column|unit|direction|projection|non-?zero|matrices|vectors|directions|columns|pairs?|"
         r"numbers|scalars|constants|reals))*")
_DENIED = r"(?<!not )(?<!non-)(?<!non)(?<!whether )(?<!neither )"
_BEHIND = phrase(rf"{_NAMES}\s+{_BE}{_FILLED}{_DENIED}{_SAID}\b(?P<noun>{_NOUN})(?P<rest>.{{0,12}})",
                 flags=re.IGNORECASE | re.DOTALL)
_BEFORE = phrase(rf"{_DENIED}\b{_SAID}\b(?P<noun>{_NOUN})\s+{_NAMES}")
_TO = phrase(
    rf"(?P<first>{_FORMULA})\s+(?:(?:is|are|be|being|stands?|lies?|points?)\s+)?(?:always\s+|also\s+|then\s+|thus\s+|"
    rf"therefore\s+|again\s+|an?\s+)?{_DENIED}(?P<said>orthogonal|perpendicular|at\s+(?:an?\s+)?right\s+angles?|parallel|"
    r"proportional|(?:(?:scalar|positive|negative|constant|real)\s+)?multiple)\s+(?:to|with|of)\s+(?:both\s+|"
    r"each\s+of\s+|all\s+of\s+)?(?:the\s+)?(?:vectors?\s+|directions?\s+|columns?\s+)?" + _NAMES,
    "orthogonal|perpendicular|right|parallel|proportional|multiple")
_ANY = phrase(rf"{_SAID}|multiple",
              "orthogonal|orthonormal|perpendicular|right angle|direction|parallel|collinear|proportional|multiple|"
              "symmetric|definite|idempotent|projection|invertible|singular|unit|positive|negative|zero|diagonal|gram|"
              "hessian|kernel|rotation|permutation|covariance|correlation|scatter|precision|information")
_AT_RIGHT_ANGLES = re.compile(_RIGHT, re.IGNORECASE)
_ALONG_EACH_OTHER = re.compile(rf"{_ALONG}|multiple", re.IGNORECASE)
_TO_BE_SHOWN = re.compile(r"\b(?:show|prove|check|verif\w+|test|see|whether|conclude|implies|means)\b[^.;$]{0,25}$",
                          re.IGNORECASE)
_DEFINES = re.compile(r"\s*,?\s*(?:if|iff|when|whenever|exactly|precisely|or)\b", re.IGNORECASE)
_OTHERS = re.compile(r"\b(?:(?:sub)?spaces?|functions?|polynomials?|variables?|events?|planes?|lines?|sets?)\s+$",
                     re.IGNORECASE)
_AND = re.compile(r"\band\b")
_TO_ANOTHER = re.compile(r"\s+(?:to|with)\b(?!\s+(?:each|one))", re.IGNORECASE)  # parallel to the plane
_ASKED = re.compile(r"\b(?:is|are|when\s+is|when\s+are)\s+(?:the\s+\w+\s+)?$", re.IGNORECASE)
_GOES_ON = re.compile(rf"{FORMULA}\W*(?:if|when|whenever|for|provided)\b[^.]*$", re.IGNORECASE)  # said of what is above
_IN_PASSING = re.compile(r"\b(?:for|if|when(?:ever)?)\s+[^.;:$]{0,30}$", re.IGNORECASE)
_SINGLE = re.compile(r"(?:\\[A-Za-z]+\s*\{[^{}]*\}|\\(?:hat|bar|tilde|vec)\s*[A-Za-z]|\\[A-Za-z]+|[A-Za-z])"
                     r"(?:[_^](?:\w|\{[^{}]{1,12}\})){0,2}")
_TAIL = re.compile(r"\s*(?:\\in(?![a-z])|=).*", re.DOTALL)


_OF_TWO = 4  # dollars around two formulas


def learn_of_list(part: Located, known: Known) -> None:
    """Learn it at the last of the letters, with the words behind it; it holds as long as they mean the same."""
    if part.row.equation.display:
        return
    _learn_perpendicular(part, known)
    end = len(known.words.text)
    if known.words.text.count("$") < _OF_TWO and "," not in part.row.latex:
        return
    text = f"{known.words.text} {part.after}"
    if not _ANY.stands_in(text):
        return
    for pattern in (_TO, _BEHIND, _BEFORE):
        for found in pattern.finditer(text):
            if found.end("names") == end or (pattern is not _TO and found.start("said") >= end):
                _learn(found, pattern, text, part, known)


def _learn_perpendicular(part: Located, known: Known) -> None:
    """Suppose that u \\perp v: two letters of which nothing is known are columns then, unless chance is spoken of."""
    found = _PERPENDICULAR.fullmatch(part.row.latex.strip())
    if found is None or not (supposed := _SUPPOSED.search(part.before)) or "independen" in part.before + part.after:
        return
    names = [name for name in _letters(f"${found[1]}, {found[2]}$") if name is not None]
    if len(names) == 2:
        in_passing = not _GOES_ON.search(part.before) and supposed[1].lower() in ("if", "when", "whenever", "for")
        _take(_of_pairs([(names[0], names[1])], names, "perp", known, part.row.place.line or 1), known,
              part.paragraph if in_passing else None)


_PERPENDICULAR = re.compile(r"(.{1,30}?)\s*\\(?:perp|bot)(?![a-zA-Z])\s*(.{1,30})")
_SUPPOSED = re.compile(r"\b(suppose|let|assume|if|when|whenever|where|with|since|because|for)(?:\s+that)?\s*$",
                       re.IGNORECASE)


def _learn(found: re.Match[str], pattern: Phrase, text: str, part: Located, known: Known) -> None:
    """Learn what one match says, unless it is to be shown, or says what a word means."""
    said, before = found["said"], text[max(0, found.start() - 60) : found.start()]
    if _TO_BE_SHOWN.search(before) or _OTHERS.search(before) or (
            _ASKED.search(before)) or _DEFINES.match(found.groupdict().get("rest") or ""):
        return
    first = found.groupdict().get("first")
    names = list(_letters((f"{first}, " if first else "") + found["names"]))
    letters = [name for name in names if name is not None]
    noun, rest = (found["noun"] or "").lower() if first is None else "", found.groupdict().get("rest") or ""
    if pattern is _BEFORE and not noun.endswith("s") and not _AND.search(found["names"]):
        return  # for positive x, y is negative
    is_of_columns = first is not None or _AT_RIGHT_ANGLES.search(said) or _ALONG_EACH_OTHER.search(said)
    if is_of_columns and (len(letters) < len(names) or _TO_ANOTHER.match(rest)):
        _restrict(f"{first}{found['names']}", said, known)
    if len(names) < 2 or len(letters) < len(names) or (is_of_columns and _TO_ANOTHER.match(rest)):
        return
    if said.lower() == "unit" and "vector" not in noun and "direction" not in noun:
        return  # a unit j of a network
    is_passing = _IN_PASSING.search(before) is not None and not _GOES_ON.search(part.before)
    paragraph, line = part.paragraph if is_passing else None, part.row.place.line or 1
    if first is not None or (is_of_columns and "matri" not in noun and not _are_matrices(letters, known)):
        pairs = ((letters[0], each) for each in letters[1:]) if first is not None else combinations(letters, 2)
        _take(_of_pairs(pairs, letters, said, known, line), known, paragraph)
    else:
        _take(_of_each(letters, said, known, line), known, paragraph)


def _restrict(formulas: str, said: str, known: Known) -> None:
    """What is said of a formula restricts its letters in a way that is not tried."""
    names = _SINGLE.findall(formulas)
    names += [name.partition("_")[0] for name in names]  # of v_1, ..., v_k
    known.here.restrict(names, said)


def _take(conditions: Iterable[Expr], known: Known, paragraph: int | None) -> None:
    for condition in conditions:
        if paragraph is None:
            known.property(condition)
        elif all(old.condition != condition for old in known.assumed):
            known.assume(condition, paragraph, in_passing=True)


def _letters(listed: str) -> Iterator[str | None]:
    """The letters of a list, of "a, b \\in R^n" as well; None for what is no letter."""
    for formula in re.findall(r"\$([^$]+)\$", listed):
        for latex in COMMA.split(_TAIL.sub("", formula)):
            if not _SINGLE.fullmatch(latex.strip()) or "dots" in latex:
                yield None
                continue
            yield _name(latex, "n") or _name(latex, r"n \times n")


def _name(latex: str, sizes: str) -> str | None:
    """The name that a letter has in a formula, where it is a column or a matrix of these sizes."""
    try:
        rows = tuple(declarations(read(rf"{latex} \in \mathbb{{R}}^{{{sizes}}}", Notation()).tree))
    except (ReadError, SortError, *FAILURES):
        return None
    return rows[0].symbol.name if len(rows) == 1 else None


def _are_matrices(letters: list[str], known: Known) -> bool:
    """Were all of them declared as matrices, or are all capitals of which nothing was said?"""
    for name in letters:
        said = known.names.get(name)
        if not (said.name.symbol.sort.is_matrix if said is not None and said.declared else is_capital(face(name)[1])):
            return False
    return True


def _of_each(letters: list[str], said: str, known: Known, line: int) -> Iterator[Expr]:
    """What the words say of each of these matrices, columns or numbers."""
    for word in words_in(said):
        for name in letters:
            row = known.names.get(name)
            is_free = row is None or _is_open_number(row)
            if is_free and word in OF_MATRICES and is_capital(face(name)[1]):
                known.name(Name(Symbol(name, Sort("number", (open_size(name),) * 2))), line, declared=True)
            elif is_free and word in OF_COLUMNS and word == "unit":
                known.name(Name(Symbol(name, Sort("number", (open_size(name),)))), line, declared=True)
            row = known.names.get(name)
            symbol = row.name.symbol if row is not None else Symbol(name)
            if (meaning := meanings(symbol.sort).get(word)) is not None:
                yield meaning(symbol)


def _of_pairs(pairs: Iterable[tuple[str, str]], letters: list[str], said: str, known: Known,
              line: int) -> Iterator[Expr]:
    """That these columns stand at right angles, or lie along each other; of length one where they are orthonormal."""
    columns = _columns(letters, known, line, are_vectors=said == "perp")
    for pair in pairs:
        if not all(name in columns for name in pair):
            if not any(is_capital(face(name)[1]) for name in pair):  # "let x be in R^n and A be orthogonal"
                known.here.restrict(pair, said)
            continue
        first, second = (_formula(columns[name], known) for name in pair)
        if said == "perp" or _AT_RIGHT_ANGLES.search(said):
            yield equal(dot(first, second), number(0))
        else:
            yield Call("parallel_to", (first, second), TRUTH)
    if "orthonormal" in said.lower():
        yield from (OF_COLUMNS["unit"](column) for column in columns.values())


def _formula(column: Symbol, known: Known) -> Expr:
    """What a column stands for: what is said of a residual is said of the difference that it is."""
    said = known.names.get(column.name)
    formula = said.name.definition if said is not None and not said.name.parameters else None
    return formula if formula is not None and formula.sort == column.sort else column


def _columns(letters: list[str], known: Known, line: int, *, are_vectors: bool = False) -> dict[str, Symbol]:
    """The letters as columns of one size, so far as nothing else is known of them; f and g may be functions."""
    found: dict[str, Symbol] = {}
    free = []
    for name in letters:
        said = known.names.get(name)
        sort = said.name.symbol.sort if said is not None else None
        if sort is not None and sort.kind == "number" and sort.is_vector:
            found[name] = said.name.symbol if said is not None else Symbol(name)
        elif (said is None or _is_open_number(said)) and not is_capital(face(name)[1]) and (
                are_vectors or name not in FUNCTIONS):
            free.append(name)
    sizes = {column.sort.shape[0] for column in found.values()}
    if len({size for size in sizes if not is_open(size)}) > 1:
        return {}
    size = min(sizes, key=is_open, default=open_size(letters[0]))
    for name in free:
        found[name] = Symbol(name, Sort("number", (size,)))
    found = {name: Symbol(name, Sort("number", (size,))) for name in found}
    for name, column in found.items():
        said = known.names.get(name)
        if said is None or (said.name.symbol != column and said.name.definition is None):
            known.name(Name(column), line, declared=True)
    return found


def _is_open_number(said: Said) -> bool:
    """Was it taken for a number without being said to be one?"""
    return not said.declared and said.name.definition is None and said.name.symbol.sort.is_number


__all__ = ["learn_of_list"]

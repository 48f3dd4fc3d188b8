"""From a formula to its entries: a row of an alignment each, chains joined, several statements on a line parted."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from mathnn.documents.document import Equation, Mark
from mathnn.documents.environments import OPENING, Layout, body_start, layout
from mathnn.documents.excerpt import Excerpt, join
from mathnn.documents.formula import OPERATORS, Token, relations, tokens
from mathnn.documents.ranged_rows import ranged
from mathnn.documents.statements import Statement, statements
from mathnn.documents.trim import Number, numbers_taken_off, trimmed, without_end_punctuation
from mathnn.errors import Place

CARRIED_ON = "="  # what introduces a display that begins with a relation


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of a report: a statement as it stands in an equation, without its number and its final full stop.

    `introduced_by` is what parts it from the statement before it ("where", ",", "\\quad"), `remark` the words after it,
    `holds_relation` tells a statement from a fragment; `mark` is the author's comment on it.
    """

    equation: Equation
    excerpt: Excerpt
    holds_relation: bool
    introduced_by: str = ""
    remark: str = ""
    number: str = ""
    mark: Mark | None = None

    @property
    def follows(self) -> bool:
        """Does it begin with an arrow, so that it states what follows from the row above?"""
        return self.introduced_by in _ARROWS

    @property
    def latex(self) -> str:
        """The statement's LaTeX."""
        return self.excerpt.text

    @property
    def place(self) -> Place:
        """Where its first character stands."""
        return self.place_at(0)

    def place_at(self, position: int) -> Place:
        """Where the character at `position` (from 0) of `latex` stands in the original file."""
        line, column = self.excerpt.locate(position)
        return replace(self.equation.place, line=line, column=column)


_ROW_END = re.compile(r"\*?(?:[ \t]*\[\s*-?[\d.]+\s*[a-z]{2}\s*\])?")
_STARTS = re.compile(r"(?:\s|&|\{\}|\\quad|\\qquad|\\[,;:! ]|~|\\phantom\{[^{}]*\}|\\hspace\*?\{[^{}]*\})*")
_ARROWS = tuple(rf"\{name}" for name in (
    "implies", "Rightarrow", "Longrightarrow", "iff", "Leftrightarrow", "Longleftrightarrow", "therefore"))
_ARROW = re.compile(rf"({'|'.join(map(re.escape, _ARROWS))})"
                    r"(?![A-Za-z])(?:\{\}|\\quad|\\[ ,;:!]|\s|~)*")
_REASON = re.compile(r"(?:\s|\\q?quad|\\[ ,;:!]|~|\{\})*"
                     r"(?:\\(?:text|textrm|textit|mbox|textnormal)\s*\{(?:[^{}]|\{[^{}]*\})*\}\s*)+")
_ASIDE = re.compile(r"(?:\s|\\q?quad|\\[ ,;:!]|~|\{\})*\\(?:text|textrm|textit|mbox|textnormal)\s*\{[\s,(]*where\b")
_WORDS = re.compile(r"\\(?:text|textrm|textit|mbox|textnormal)\s*\{((?:[^{}]|\{[^{}]*\})*)\}")
_OPERATOR = re.compile(r"(\\[A-Za-z]+|[-+/*])")
_ENDS_OPEN = re.compile(r"(?:[-+=<>/(\[]|\\(?:cdot|times|pm|le|leq|ge|geq|approx|odot|otimes|left\s*[(\[]))\s*$")
_BREAKS = frozenset(["\\\\", "\\cr", "\\newline"])


def rows(equation: Equation) -> tuple[Row, ...]:
    """The entries of an equation in order, none when only a number is left of it. Linear in its length.

    A row that begins with a relation (or goes on where the row above broke off) belongs to the entry above; a comma,
    a ``\\quad`` or words between two relations part entries.
    """
    body, numbers = numbers_taken_off(equation.excerpt)
    outer = layout(equation.environment)
    chains = _chains(*_unwrapped(body, outer))
    found = [_row(equation, part, reasons) for chain, reasons in chains for statement in statements(chain)
             for part in _at_arrow(statement)]
    many = (Layout.LINES, Layout.ALIGNED, Layout.CELLS)
    inner = OPENING.match(body.text.lstrip())  # align in dollars, as some typesetters for the web take it
    _number(found, numbers, by_row=outer in many or bool(inner and layout(inner[1]) in many))
    return _marked(found, equation.marks)


def _at_arrow(statement: Statement) -> tuple[Statement, ...]:
    """f' = 2x - 2 = 0 \\Rightarrow x = 1 in two: what a slope is, and what follows where it vanishes."""
    text = statement.excerpt.text
    if "= 0" not in text and "=0" not in text:
        return (statement,)
    arrows = [token for token in tokens(text) if token.text in _ARROWS and not (token.braces or token.brackets)]
    if len(arrows) != 1 or not (ends := _ENDS_IN_ZERO.search(text, 0, arrows[0].start)):
        return (statement,)
    premise = text[:ends.start()]
    if not any(each.text == "=" for each in relations(premise, tokens(premise))):
        return (statement,)  # "if x = 0, then": a condition
    before = replace(statement, excerpt=statement.excerpt.cut(0, ends.end(1)), remark="")
    return before, replace(statement, excerpt=statement.excerpt.cut(arrows[0].start, len(text)), introduced_by="")


_ENDS_IN_ZERO = re.compile(r"(=\s*(?:0|\\mathbf\s*\{?0\}?|\\boldsymbol\s*\{?0\}?))(?:\s|\\q?quad|\\[ ,;:!]|~)*$")


def _row(equation: Equation, statement: Statement, reasons: str) -> Row:
    excerpt, follows = _without_arrow(statement.excerpt)
    found = relations(excerpt.text, tokens(excerpt.text))
    return Row(
        equation,
        excerpt,
        bool(found) and found[0].start > 0,  # "< 1" by itself says something of what the text before it names
        follows or statement.introduced_by,
        f"{statement.remark} {reasons}".strip(),
        statement.number or equation.number,
    )


def _without_arrow(excerpt: Excerpt) -> tuple[Excerpt, str]:
    """The statement of a row that begins with an arrow: what it follows from stands in the row above."""
    start = _STARTS.match(excerpt.text)
    arrow = _ARROW.match(excerpt.text, start.end() if start else 0)
    if arrow is None or arrow.end() == len(excerpt.text):
        return excerpt, ""
    return excerpt.cut(arrow.end(), len(excerpt.text)), arrow[1]


def _number(found: list[Row], numbers: list[Number], *, by_row: bool) -> None:
    """Give each number to its row, or the formula's to all; a tag is seen, so it goes before a label."""
    starts = [row.excerpt.locate(0) for row in found]
    for number in sorted(numbers, key=lambda number: number.is_tag):
        last = max(0, bisect_right(starts, number.at) - 1)
        for index in range(last, last + 1) if by_row else range(len(found)):
            if index < len(found):
                found[index] = replace(found[index], number=number.text)


def _marked(found: list[Row], marks: tuple[Mark, ...]) -> tuple[Row, ...]:
    """Each mark on its row: one before the formula is about every row, one inside about the row that follows it."""
    for mark in marks:
        for index, row in enumerate(found):
            if mark.place is None:
                found[index] = replace(row, mark=mark)
            elif (row.place.line or 0) >= (mark.place.line or 0):
                found[index] = replace(row, mark=mark)
                break
    return tuple(found)


def _unwrapped(body: Excerpt, arranged: Layout | None) -> tuple[Excerpt, Layout | None]:
    """The formula without the environment or braces around the whole of it, and how what is inside is laid out."""
    while True:
        body = trimmed(body)
        found = tokens(body.text)
        inside = _inside(body.text, found)
        if inside is None:
            return body, arranged
        start, end, name = inside
        if name and layout(name) is Layout.CELLS and not _holds_equations(found):
            return body, arranged
        body, arranged = body.cut(start, end), (layout(name) if name else arranged)


def _inside(text: str, found: Sequence[Token]) -> tuple[int, int, str] | None:
    """Where the inside of a wrapping environment or brace begins and ends, and the environment's name."""
    if not found or found[0].start > 0:
        return None
    first = found[0]
    last = next((token for token in found[1:] if not token.braces), None)
    if last is None or last.end != len(without_end_punctuation(text)):
        return None
    if first.text == "{" and last.text == "}":
        return first.end, last.start, ""
    name = first.text.partition("{")[2].strip("} ")
    if not first.text.startswith("\\begin") or not last.text.startswith("\\end") or layout(name) is None:
        return None
    return body_start(text, name, first.end), last.start, name


def _holds_equations(found: Sequence[Token]) -> bool:
    """Whether an array is a stack of equations and not a matrix: a relation stands in one of its cells."""
    signs = ("=", ":=", "\\le", "\\leq", "\\ge", "\\geq")
    return any(token.text in signs and token.braces == 1 and not token.brackets for token in found)


@dataclass(slots=True)
class _Chain:
    """The pieces of one statement that goes over several rows."""

    pieces: list[Excerpt]
    reasons: list[str] = field(default_factory=list)

    def add(self, piece: Excerpt, related: bool) -> None:
        """Append a row's piece; a comma or full stop before a relation ended the line and not the statement."""
        if related:
            last = self.pieces[-1]
            self.pieces[-1] = last.cut(0, len(without_end_punctuation(last.text)))
        self.pieces.append(piece)


def _chains(body: Excerpt, arranged: Layout | None) -> list[tuple[Excerpt, str]]:
    """The statements over rows: each row's columns, joined to the row above where they go on from it."""
    found = tokens(body.text)
    if not any(token.text in _BREAKS or token.text == "&" for token in found):
        return [(body, "")]
    chains: list[_Chain] = []
    open_columns: dict[int, _Chain] = {}
    table = _cells(body, found)
    pieces = ranged(table)
    for number, cells in enumerate(table):
        if number in pieces:
            chains.append(_Chain([pieces[number]]))
            open_columns.clear()
            continue
        for column, piece in _columns(cells, arranged, open_columns):
            above = open_columns.get(column)
            if above and _REASON.fullmatch(piece.text):  # words on a line of their own say why, and go on with nothing
                above.reasons += [found[1] for found in _WORDS.finditer(piece.text)]
                continue
            related = _starts_related(piece.text)
            follows = related and _follows(piece.text)
            if above and not follows and not _is_case(above) and (
                    related or _goes_on(piece, above, arranged, not cells[0].text.strip())):
                above.add(piece, related)
            else:
                chains.append(_Chain([piece]))
                if not (above and _ASIDE.match(piece.text)):
                    open_columns[column] = chains[-1]
    return [(trimmed(join(chain.pieces)), " ".join(chain.reasons)) for chain in chains]


def _is_case(above: _Chain) -> bool:
    """Is the row above a case in words, "if s = i,"? What follows has it as its condition and no side of it."""
    text = above.pieces[0].text
    return len(above.pieces) == 1 and _CONDITION_FIRST.match(text) is not None and (
        text.rstrip(" \n\t~").endswith((",", ":"))) and _relates(text)


def _cells(body: Excerpt, found: Sequence[Token]) -> list[list[Excerpt]]:
    """The rows of a formula, each cut at its ``&``."""
    table: list[list[Excerpt]] = [[]]
    start = 0
    for token in found:
        if token.braces or (token.text != "&" and token.text not in _BREAKS):
            continue
        table[-1].append(body.cut(start, token.start))
        start = token.end
        if token.text != "&":
            table.append([])
            spacing = _ROW_END.match(body.text, start)
            start = spacing.end() if spacing else start
    table[-1].append(body.cut(start, len(body.text)))
    return table


def _columns(
    cells: list[Excerpt], arranged: Layout | None, open_columns: Mapping[int, _Chain]
) -> list[tuple[int, Excerpt]]:
    """A row's statements, numbered by column. Columns stand in pairs where the environment says so.

    A pair without sides of its own goes on from the pair before it, unless it goes on from the row above.
    """
    width = 2 if arranged is Layout.ALIGNED else max(1, len(cells))
    columns: list[tuple[int, list[Excerpt]]] = []
    related = False
    for column, at in enumerate(range(0, len(cells), width)):
        cell_pair = [cell for cell in cells[at : at + width] if cell.text.strip()]
        if not cell_pair:
            continue
        text = " ".join(cell.text for cell in cell_pair)
        own = _relates(text) and not _CONDITION_FIRST.match(text)
        if columns and not (related and own and (column in open_columns or not _starts_related(text))):
            columns[-1][1].extend(cell_pair)
        else:
            columns.append((column, cell_pair))
        related = related or own
    return [(column, join(pieces)) for column, pieces in columns]


_CONDITION_FIRST = re.compile(r"\s*\\(?:text|textrm|mbox|mathrm)\s*\{\s*(?:iff?|when|for|otherwise|unless)\b")


def _relates(text: str) -> bool:
    return bool(relations(text, tokens(text)))


def _starts_related(text: str) -> bool:
    start = _STARTS.match(text)
    first = relations(text, tokens(text))[:1]
    return bool(start and first and first[0].start <= start.end())


def _follows(text: str) -> bool:
    """Does a row begin with an arrow, so that it states what follows from the row above?"""
    start = _STARTS.match(text)
    return _ARROW.match(text, start.end() if start else 0) is not None


def _goes_on(piece: Excerpt, above: _Chain, arranged: Layout | None, first_cell_empty: bool) -> bool:
    """Whether a row without a relation at its head goes on where the row above broke off."""
    if arranged is Layout.BROKEN or _ENDS_OPEN.search(above.pieces[-1].text[-40:]):
        return True
    start = _STARTS.match(piece.text)
    operator = _OPERATOR.match(piece.text, start.end() if start else 0)
    related = _relates(piece.text)
    if operator and operator[1] in OPERATORS:
        return operator[1] != "-" or not related or first_cell_empty
    return not related and first_cell_empty and arranged in (Layout.ALIGNED, Layout.CELLS)

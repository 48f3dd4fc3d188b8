"""Page -> LaTeX that compiles alone or within the book. One function for each kind of node."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any

from mathnn.errors import UsageError
from mathnn.render import layout
from mathnn.render.markdown import ended
from mathnn.render.numbering import Marks
from mathnn.render.page import (
    Block,
    Blocks,
    Box,
    Break,
    Code,
    Formula,
    Heading,
    Inline,
    Inlines,
    Items,
    Link,
    Listing,
    Math,
    Paragraph,
    Picture,
    Quote,
    Reference,
    Rule,
    Steps,
    Styled,
    Table,
    Text,
    words,
)

_ASCII = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
    "^": r"\textasciicircum{}", "~": r"\textasciitilde{}", '"': r"\textquotedbl{}", "<": r"\textless{}",
    ">": r"\textgreater{}", "|": r"\textbar{}", "`": r"\textasciigrave{}",
}
_GREEK = dict(zip("αβγδεζηθικλμνξπρστυφχψω", (
    "alpha beta gamma delta varepsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon varphi chi "
    "psi omega").split(), strict=True))
_GREEK |= dict(zip("ΓΔΘΛΞΠΣΥΦΨΩ", "Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega".split(), strict=True))
_SIGNS = {
    "−": "-", "×": r"\times", "·": r"\cdot", "⋅": r"\cdot", "≤": r"\le", "≥": r"\ge", "≠": r"\ne", "≈": r"\approx",
    "→": r"\to", "←": r"\leftarrow", "∂": r"\partial", "∇": r"\nabla", "∈": r"\in", "∞": r"\infty", "√": r"\surd",
    "‖": r"\|", "⊙": r"\odot", "±": r"\pm", "²": "^2", "³": "^3", "½": r"\tfrac{1}{2}", "¼": r"\tfrac{1}{4}",
}
_PUNCTUATION = {
    "–": "--", "—": "---", "‘": "`", "’": "'", "“": "``", "”": "''", "…": r"\dots{}", "\u00a0": "~",
    "°": r"\textdegree{}",
}
# Every character that is not itself in LaTeX; letters of Latin alphabets are.
CHARACTERS: Mapping[str, str] = (
    _ASCII | _PUNCTUATION
    | {letter: rf"\ensuremath{{\{name}}}" for letter, name in _GREEK.items()}
    | {sign: rf"\ensuremath{{{name}}}" for sign, name in _SIGNS.items()}
)
WIDE, WIDEST = 92, 106  # characters of a code line that fit in \footnotesize and in \scriptsize
UNBROKEN = 24  # lines of code and rows of a table from which on a page may end within
_TEXT_WIDTH = 84  # characters of a table row that fit on a line
BOXES = {
    "example": "Example", "mistake": "Common mistake", "run": "Run", "exercise": "Exercise", "solution": "",
    "note": "Note", "tip": "Tip", "warning": "Warning",
}


@dataclass(frozen=True, slots=True)
class Setting:
    """What a node needs to know: the chapter's name for its labels, the numbers, where figures are."""

    name: str
    marks: Marks
    figures: str = "../figures"


def blocks(parts: Blocks, setting: Setting) -> str:
    """Blocks with an empty line between them, but none before a formula that goes on with a paragraph.

    There TeX would begin a paragraph of its own, whose first line is empty, above the formula.
    """
    text = ""
    for before, part in zip((None, *parts), parts, strict=False):
        joined = isinstance(part, Formula) and isinstance(before, Paragraph | Formula) and not part.mistake
        text += ("\n" if joined else "\n\n" if text else "") + BLOCKS[type(part)](part, setting)
    return text


def run(parts: Inlines, setting: Setting) -> str:
    """A run of text."""
    return "".join(INLINES[type(part)](part, setting) for part in parts)


def escape(text: str) -> str:
    """Text in which nothing is a command. Raises UsageError for a character that pdfLaTeX has no form for."""
    return "".join(map(_character, text))


def _character(character: str) -> str:
    if (known := CHARACTERS.get(character)) is not None:
        return known
    if character == "\n" or " " <= character <= "~" or "\u00a1" <= character <= "\u017f":
        return character
    raise UsageError(f"the character {character!r} (U+{ord(character):04X}) has no form in LaTeX yet; "
                     "write it as a formula, or add it to the table in mathnn/render/latex.py")


def _text(part: Text, setting: Setting) -> str:
    return escape(part.text)


def _break(part: Break, setting: Setting) -> str:
    return "\\\\\n" if part.hard else "\n"


def _code(part: Code, setting: Setting) -> str:
    return rf"\texttt{{{escape(part.text)}}}"


def _math(part: Math, setting: Setting) -> str:
    crowded = r"\displaystyle " if layout.is_crowded(part.latex) else ""
    return f"${crowded}{part.latex}$"


def _styled(part: Styled, setting: Setting) -> str:
    command = r"\textbf" if part.style == "strong" else r"\emph"
    return f"{command}{{{run(part.inside, setting)}}}"


def _link(part: Link, setting: Setting) -> str:
    target = re.sub(r"([%#&_~])", r"\\\1", re.sub(r"[\\{}^\s]", lambda found: f"%{ord(found[0]):02X}", part.target))
    return rf"\href{{{target}}}{{{run(part.inside, setting)}}}"


def label(name: str, setting: Setting) -> str:
    """The label of a part, which is unique in the whole book."""
    return rf"\label{{{setting.name}:{name}}}" if name else ""


def _reference(part: Reference, setting: Setting) -> str:
    mark = setting.marks[part.label]
    word = mark.word.capitalize() if part.capital else mark.word
    command = "eqref" if mark.word == "equation" else "ref"
    return rf"{word}~\{command}{{{setting.name}:{part.label}}}"


INLINES: Mapping[type[Inline], Callable[[Any, Setting], str]] = {
    Text: _text, Break: _break, Code: _code, Math: _math, Styled: _styled, Link: _link, Reference: _reference,
}


def _heading(block: Heading, setting: Setting) -> str:
    title, plain = run(block.title, setting), escape(words(block.title))
    numbered = block.label in setting.marks
    command = "section" if block.level == 2 else "subsection*"
    title = rf"\texorpdfstring{{{title}}}{{{plain}}}" if "$" in title else title
    return rf"\{command}{{{title}}}" + (label(block.label, setting) if numbered else "")


def _paragraph(block: Paragraph, setting: Setting) -> str:
    return run(block.inside, setting)


def _items(block: Items, setting: Setting) -> str:
    name = "itemize" if block.start is None else "enumerate"
    first = f"\\setcounter{{enumi}}{{{block.start - 1}}}\n" if block.start not in (None, 1) and block.start else ""
    items = "\n".join(rf"\item {blocks(item, setting)}" for item in block.items)
    return f"\\begin{{{name}}}\n{first}{items}\n\\end{{{name}}}"


def _quote(block: Quote, setting: Setting) -> str:
    return f"\\begin{{quote}}\n{blocks(block.blocks, setting)}\n\\end{{quote}}"


def _listing(block: Listing, setting: Setting) -> str:
    longest = max(map(len, block.text.split("\n")))
    if longest > WIDEST:
        raise UsageError(f"a line of code or output has {longest} characters; at most {WIDEST} fit on a printed page")
    if r"\end{verbatim}" in block.text:
        raise UsageError(r"code that holds \end{verbatim} cannot be set")
    for character in block.text:
        if character != "\n" and not " " <= character <= "~" and not "\u00a1" <= character <= "\u017f":
            raise UsageError(f"the character {character!r} in code or output has no form in LaTeX; use another")
    size = r"\scriptsize" if longest > WIDE else r"\footnotesize"
    listing = f"{{{size}\n\\begin{{verbatim}}\n{block.text}\n\\end{{verbatim}}}}"
    if block.text.count("\n") >= UNBROKEN:
        return listing
    # on the page of what introduces it, and whole
    return f"\\nopagebreak\\smallskip\n\\begin{{minipage}}{{\\linewidth}}\n{listing}\n\\end{{minipage}}\\smallskip"


def _rule(block: Rule, setting: Setting) -> str:
    return r"\par\noindent\rule{\linewidth}{0.4pt}"


def _displayed(latex: str, name: str, setting: Setting) -> str:
    environment = "equation" if name else "equation*"
    return f"\\begin{{{environment}}}{label(name, setting)}\n{latex}\n\\end{{{environment}}}"


def _formula(block: Formula, setting: Setting) -> str:
    marker = "% mathnn: false\n" if block.mistake else ""
    return marker + _displayed(layout.display(block), block.label, setting)


def _steps(block: Steps, setting: Setting) -> str:
    """A derivation may go on over the page, but a rule stays with its line; the last line has the number."""
    title = rf"\paragraph{{{ended(run(block.title, setting))}}}\leavevmode\nopagebreak"
    lines = [" \\notag \\\\*\n".join(rows) for rows in layout.derivation_rows(block)]
    body = " \\notag \\\\\n".join(lines)
    return f"{title}\n\\begin{{align}}\n{body}{label(block.label, setting)}\n\\end{{align}}"


def _picture(block: Picture, setting: Setting) -> str:
    path = f"{setting.figures}/{block.folder}/{block.name}.pdf"
    return "\n".join((
        r"\begin{figure}[htbp]", r"\centering", rf"\includegraphics[width=\mathnnwidth]{{{path}}}",
        rf"\caption{{{run(block.caption, setting)}}}{label(block.label, setting)}", r"\end{figure}",
    ))


def _table(block: Table, setting: Setting) -> str:
    lines = [_cells(row, setting) + _row_end(number, len(block.rows)) for number, row in enumerate(block.rows, start=1)]
    return "\n".join((
        rf"\begin{{longtable}}{{{_columns(block)}}}",
        rf"\caption{{{run(block.caption, setting)}}}{label(block.label, setting)}\\",
        r"\toprule", f"{_cells(block.header, setting)} \\\\", r"\midrule", r"\endfirsthead",
        r"\toprule", f"{_cells(block.header, setting)} \\\\", r"\midrule", r"\endhead",
        r"\bottomrule", r"\endlastfoot", *lines, r"\end{longtable}",
    ))


def _row_end(number: int, rows: int) -> str:
    """The end of a table's row: no page ends within a short table, nor next to the first or last row of a long one."""
    return r" \\*" if rows < UNBROKEN or number == 1 or number == rows - 1 else r" \\"


def _cells(row: tuple[Inlines, ...], setting: Setting) -> str:
    return " & ".join(run(cell, setting).replace("\n", " ") for cell in row)


def _columns(block: Table) -> str:
    """One letter a column; where a row is too long for the page, its longest column is set in a paragraph."""
    widths = [max(map(_width, column)) for column in zip(block.header, *block.rows, strict=True)]
    if sum(widths) <= _TEXT_WIDTH:
        return "@{}" + "l" * len(widths) + "@{}"
    longest = widths.index(max(widths))
    share = max(0.3, 1 - (sum(widths) - widths[longest] + 4 * len(widths)) / _TEXT_WIDTH)
    kinds = ["l"] * len(widths)
    kinds[longest] = rf">{{\raggedright\arraybackslash}}p{{{share:.2f}\linewidth}}"
    return "@{}" + "".join(kinds) + "@{}"


def _width(cell: Inlines) -> int:
    """About how many letters wide a cell is."""
    return sum(ceil(layout.width(part.latex) / layout.WORD) if isinstance(part, Math) else len(words((part,)))
               for part in cell)


def _box(block: Box, setting: Setting) -> str:
    """A title in bold, then its blocks; numbered boxes count in the counter of their kind."""
    inside = blocks(block.blocks, setting)
    name = run(block.title, setting)
    if block.kind in ("note", "tip", "warning"):
        return f"\\begin{{quote}}\n\\textbf{{{BOXES[block.kind]}.}} {inside}\n\\end{{quote}}"
    if not block.label:
        return f"\\boxtitle{{{ended(name)}}}\n{inside}"
    name = f": {ended(name)}" if name else "."
    return f"\\numberedbox{{{block.kind}}}{{{BOXES[block.kind]}}}{{{name}}}{{{label(block.label, setting)}}}\n{inside}"


BLOCKS: Mapping[type[Block], Callable[[Any, Setting], str]] = {
    Heading: _heading, Paragraph: _paragraph, Items: _items, Quote: _quote, Listing: _listing, Rule: _rule,
    Formula: _formula, Steps: _steps, Picture: _picture, Table: _table, Box: _box,
}

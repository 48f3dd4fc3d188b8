"""How displayed formulas are broken into lines: the same lines in every output that sets LaTeX.

Widths are estimated in ems of the text's font from the printed characters, rather too wide than too narrow.
"""

from __future__ import annotations

import re

from mathnn.expression.tree import Call, Expr, Symbol
from mathnn.render.page import Code, Formula, Inlines, Math, Steps, Styled, Text
from mathnn.syntax.to_latex import to_latex

LINE = 35.0  # ems between the margins, less the number of the equation
LETTER, SIGN, SPACE, WORD = 0.56, 1.35, 0.3, 0.45  # WORD is a letter of the words between
_COMMAND = re.compile(r"\\(?:left|right|mathbf|mathrm|boldsymbol|operatorname|text|frac|begin|end|[,;!{}|])|[{}^_&]")
_TALL = re.compile(r"\\(?:sum|prod)(?:_(?:\{[^{}]*\}|\w))?(?:\^(?:\{[^{}]*\}|\w))?")  # bounds stand above and below
_GRID = re.compile(r"\\begin\{([bp]matrix|cases)\}(.*?)\\end\{\1\}", re.DOTALL)
_CROWDED = re.compile(r"\\frac\{[^{}]*(?:\\cdot|\+)[^{}]*\}|\\frac\{[^{}]*\}\{\\sqrt")
_NAMED = re.compile(r"\\[A-Za-z]+")
_RELATION = re.compile(r"(?:[=<>+]|(?<=\s)-|\\(?:le|ge|ne|approx|cdot|odot|implies|in|leftarrow)\b)")
_RELATIONS = frozenset(
    ("equal", "unequal", "less", "less_equal", "greater", "greater_equal", "approximately", "identical", "define")
)
ESCAPED = str.maketrans({character: f"\\{character}" for character in "#$%&_{}"})


def width(latex: str) -> float:
    """About how many ems a formula takes on its line; a fraction counts for more than half of what it holds."""
    latex = _GRID.sub(lambda grid: "xx" + max(grid[2].split(r"\\"), key=len), latex)  # rows stand above each other
    fractions = latex.count(r"\frac")
    text = _COMMAND.sub(" ", _TALL.sub("xxx", latex))
    signs = len(_RELATION.findall(text))
    letters = len(re.sub(r"\s", "", _NAMED.sub("x", _RELATION.sub("", text))))
    return SIGN * signs + LETTER * letters + SPACE * fractions


def is_crowded(latex: str) -> bool:
    """Whether a formula within a line holds a fraction of so much that it cannot be read in small letters."""
    return _CROWDED.search(latex) is not None


def display(formula: Formula) -> str:
    """A displayed statement: on one line, or broken before its relations when it is too long for one."""
    if width(formula.latex) <= LINE:
        return formula.latex
    sides = _sides(formula.tree)
    if sides is None:
        return formula.latex
    first, *rest = sides
    return _aligned([f"{first} {rest[0]}", *rest[1:]] if _fits(first, rest[0]) else [f"{first} &", *_hanging(rest)])


def _fits(first: str, second: str) -> bool:
    return width(first) + width(second) <= LINE


def _hanging(sides: list[str]) -> list[str]:
    return [side.replace("&", r"&\quad", 1) for side in sides]


def _sides(tree: Expr) -> list[str] | None:
    """The left side, and each further side with the relation before it, aligned there."""
    links = tree.args if isinstance(tree, Call) and tree.op == "chain" else (tree,)
    sides: list[str] = []
    for link in links:
        if not isinstance(link, Call) or link.op not in _RELATIONS:
            return None
        sides = sides or [to_latex(link.args[0])]
        sides.append(to_latex(Call("chain", (Call(link.op, (Symbol("&"), link.args[1])),))))
    return sides


def derivation(steps: Steps) -> str:
    """The lines of a derivation, aligned."""
    return _aligned([row for rows in derivation_rows(steps) for row in rows])


def derivation_rows(steps: Steps) -> list[list[str]]:
    """The lines of a derivation, each with what must stay below it.

    The rule stands beside each line, or below each where one is too long for both. Expressions follow each other
    with =, statements with an arrow.
    """
    statements = steps.tree.sort.kind == "truth"
    relation = r"\implies{} &" if statements else "& ="
    lines = [[f"& {steps.start}"]] if statements else []
    head = "" if statements else steps.start
    longest = max((width(row.latex) for row in steps.rows), default=0)
    if width(head) + longest > LINE:
        lines, head = [[f"{head} &"]], ""
    beside = width(head) + longest + max((_width_of(row.rule) for row in steps.rows), default=0) + 4 <= LINE
    for position, row in enumerate(steps.rows):
        line = f"{'' if position else head} {relation} {row.latex}".strip()
        rule = text(row.rule)
        if beside:
            lines.append([rf"{line} && \text{{{rule}}}"])
        else:
            room = LINE - width(head) - 2
            lines.append([line, *(rf"& \quad \text{{{part}}}" for part in _wrapped(rule, room))])
    return lines


def _wrapped(words: str, room: float) -> list[str]:
    """Words in lines of about `room` ems; formulas among them are not broken."""
    lines = [""]
    for part in re.findall(r"(?:[^\s$]|\$[^$]*\$)+", words):
        if lines[-1] and WORD * (len(lines[-1]) + len(part)) > room:
            lines.append("")
        lines[-1] += f" {part}" if lines[-1] else part
    return lines


def _width_of(rule: Inlines) -> float:
    return sum(width(part.latex) if isinstance(part, Math) else WORD * len(getattr(part, "text", "")) for part in rule)


def text(run: Inlines) -> str:
    """Words within a formula: the inside of ``\\text{...}``."""
    made = []
    for part in run:
        if isinstance(part, Text | Code):
            made.append(part.text.replace("\\", r"\backslash ").translate(ESCAPED))
        elif isinstance(part, Math):
            made.append(f"${part.latex}$")
        elif isinstance(part, Styled):
            made.append(text(part.inside))
    return "".join(made)


def _aligned(rows: list[str]) -> str:
    body = " \\\\\n".join(rows)
    return f"\\begin{{aligned}}\n{body}\n\\end{{aligned}}"

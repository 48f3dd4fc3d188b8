"""LaTeX that an author typed in a sentence -> boxes: how it looks, not what it means.

A sentence may name a lone sign (``\\sum``) or half of a relation (``< 0``), of which no tree can be made. What has no
row in the tables is refused with its place; nothing is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from mathnn.errors import ReadError
from mathnn.syntax.boxes import Applied, Box, Fenced, Fraction, Grid, Limits, Root, Row, Scripts, Word, row
from mathnn.syntax.names import LETTERS, spell

_TOKEN = re.compile(r"\\(?:[A-Za-z]+|.)|[0-9]+(?:\.[0-9]+)?|'+|\s+|.", re.DOTALL)
_COMMANDS = (
    r"\cdot · \times × \odot ⊙ \otimes ⊗ \circ ∘ \pm ± \mp ∓ \le ≤ \leq ≤ \ge ≥ \geq ≥ \ne ≠ \neq ≠ \approx ≈ \equiv ≡ "
    r"\propto ∝ \leftarrow ← \gets ← \to → \rightarrow → \mapsto ↦ \implies ⟹ \Rightarrow ⇒ \iff ⟺ \in ∈ \notin ∉ "
    r"\subset ⊂ \cup ∪ \cap ∩ \land ∧ \lor ∨ \lnot ¬ \forall ∀ \exists ∃ \nabla ∇ \partial ∂ \top ⊤ \perp ⊥ "
    r"\parallel ∥ \angle ∠ \mid ∣ \colon : \ll ≪ \gg ≫ \% %"
).split()
SIGNS: dict[str, str] = {
    **dict(zip(_COMMANDS[::2], _COMMANDS[1::2], strict=True)), **{sign: sign for sign in "=+<>:;!/,."}, "-": "−",
    "*": "∗",
}
_FUNCTIONS = frozenset(
    rf"\{name}" for name in "log ln exp sin cos tan arcsin arccos arctan sinh cosh tanh det tr rank dim deg gcd".split()
)
_LARGE = {r"\sum": "∑", r"\prod": "∏", r"\int": "∫", r"\bigcup": "⋃", r"\bigcap": "⋂",
          r"\max": "max", r"\min": "min", r"\lim": "lim"}
_SPACES = frozenset((r"\,", r"\;", r"\:", r"\!", r"\quad", r"\qquad", "\\ ", "~", r"\displaystyle", r"\nolimits"))
_DOTS = {r"\dots": "…", r"\ldots": "…", r"\cdots": "⋯", r"\vdots": "⋮", r"\ddots": "⋱"}
_FACES = frozenset(rf"\{name}" for name in (
    "mathbf boldsymbol bm mathbb mathcal mathrm mathsf mathit text textrm operatorname hat widehat bar overline tilde "
    "widetilde vec dot ddot underline"
).split())
_CLOSING = {"(": ")]", "[": "])", r"\{": (r"\}",), r"\|": (r"\|",), "|": ("|",), r"\lvert": (r"\rvert",),
            r"\lVert": (r"\rVert",), r"\Vert": (r"\Vert",), r"\vert": (r"\vert",)}
_SHOWN = {r"\{": "{", r"\}": "}",
          r"\|": "‖", r"\Vert": "‖", r"\vert": "|", r"\lVert": "‖", r"\rVert": "‖", r"\lvert": "|", r"\rvert": "|"}
_GRIDS = {"matrix": ("", ""), "bmatrix": ("[", "]"), "pmatrix": ("(", ")"), "vmatrix": ("|", "|"), "cases": ("{", "")}
DEEPEST = 60


def typeset(latex: str) -> Box:
    """The boxes of a formula as it is spelled. Raises ReadError with the construct and its place."""
    reader = _Reader(latex)
    box = reader.row(())
    if reader.next is not None:
        raise reader.refused("it closes nothing")
    return box


class _Reader:
    """Reads one formula from left to right."""

    def __init__(self, latex: str) -> None:
        self.tokens = [(found[0], found.start()) for found in _TOKEN.finditer(latex) if not found[0].isspace()]
        self.end = len(latex)
        self.position = 0
        self.depth = 0

    @property
    def next(self) -> str | None:
        return self.tokens[self.position][0] if self.position < len(self.tokens) else None

    def take(self) -> str:
        token = self.next
        if token is None:
            raise ReadError("the formula ends too early", start=self.end, end=self.end)
        self.position += 1
        return token

    def refused(self, reason: str, back: int = 0) -> ReadError:
        token, start = self.tokens[self.position - back]
        return ReadError(f"{token!r} cannot be set: {reason}", construct=token, start=start, end=start + len(token))

    def expect(self, token: str) -> None:
        if self.next != token:
            found = "the end" if self.next is None else repr(self.next)
            start = self.tokens[self.position][1] if self.next is not None else self.end
            raise ReadError(f"{token!r} is expected where {found} stands", construct=token, start=start, end=start + 1)
        self.position += 1

    def row(self, stops: tuple[str, ...]) -> Box:
        """Everything up to one of these tokens, which is not taken."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.refused("it is nested too deeply", back=1)
        parts: list[Box] = []
        while self.next is not None and self.next not in stops:
            if self.next in (")", "]", "}", r"\}", r"\right", r"\end", "&", r"\\", r"\rvert", r"\rVert"):
                break
            if self.next in _SPACES:
                self.take()
                continue
            parts.append(self.scripted(first=not parts or _asks_for_more(parts[-1])))
        self.depth -= 1
        return row(*parts) if parts else Row(())

    def scripted(self, first: bool = False) -> Box:
        """One atom with what is attached to it."""
        base = self.atom(first)
        below, above = self.scripts()
        if isinstance(base, Word) and base.latex in _LARGE:
            return Limits(base, below, above)
        made = Scripts(base, below, above) if below is not None or above is not None else base
        if isinstance(base, Word) and base.kind == "function" and self._may_apply():
            return Applied(made, self.scripted())
        return made

    def _may_apply(self) -> bool:
        return self.next is not None and (self.next in _CLOSING or self.next in (r"\left", *_FACES) or (
            self.next[0].isalnum() or LETTERS.get(self.next[1:]) is not None))

    def scripts(self) -> tuple[Box | None, Box | None]:
        below: Box | None = None
        above: Box | None = None
        while self.next is not None and (self.next in ("_", "^") or self.next[0] == "'"):
            token = self.take()
            if token == "_" and below is None:
                below = self.argument()
            elif token == "^" and above is None:
                above = self.argument()
            elif token[0] == "'" and above is None:
                above = Word("operator", "′" * len(token), token, tight=True)
            else:
                raise self.refused("there is one already", back=1)
        return below, above

    def argument(self) -> Box:
        """A group in braces, or one atom."""
        if self.next != "{":
            return self.atom(first=True)
        self.take()
        inside = self.row(("}",))
        self.expect("}")
        return inside

    def atom(self, first: bool) -> Box:
        token = self.take()
        if (special := _SPECIAL.get(token)) is not None:
            return special(self)
        if token in _CLOSING:
            return self.fenced(token)
        if token in SIGNS:
            return Word("operator", SIGNS[token], token, tight=first and token in "+-")
        if token in _FUNCTIONS:
            return Word("function", token[1:], token, "upright")
        if token in _LARGE:
            return Word("function" if _LARGE[token].isalpha() else "operator", _LARGE[token], token)
        if token in _DOTS:
            return Word("letter", _DOTS[token], token)
        if token in _FACES:
            return spell(f"{token}{{{self.braced()}}}")
        if token[0].isdigit():
            return Word("number", token)
        if token[0] == "\\" and token[1:] in LETTERS:
            return spell(token)
        if len(token) == 1 and token.isalpha():
            return Word("letter", token)
        raise self.refused("nothing is known of it", back=1)

    def braced(self) -> str:
        """The text of a group, as it is spelled, or of one token."""
        if self.next != "{":
            return self.take()
        self.take()
        parts, depth = [], 1
        while depth:
            token = self.take()
            depth += (token == "{") - (token == "}")
            parts.append(token)
        return "".join(parts[:-1])

    def fenced(self, left: str, tall: bool = False) -> Box:
        inside = self.row(tuple(_CLOSING[left]))
        if self.next is None or self.next not in _CLOSING[left]:
            self.expect(_CLOSING[left][0])
        right = self.take()
        return Fenced(_SHOWN.get(left, left), inside, _SHOWN.get(right, right), tall)

    def group(self) -> Box:
        self.position -= 1
        return self.argument()

    def fraction(self) -> Box:
        return Fraction(self.argument(), self.argument())

    def root(self) -> Box:
        degree: Box | None = None
        if self.next == "[":
            self.take()
            degree = self.row(("]",))
            self.expect("]")
        return Root(self.argument(), degree)

    def tall(self) -> Box:
        """What stands between \\left and \\right."""
        left = self.take()
        inside = self.row((r"\right",))
        self.expect(r"\right")
        right = self.take()
        for sign in (left, right):
            if sign not in ("(", ")", "[", "]", "|", ".", r"\{", r"\}", r"\|"):
                raise self.refused("it is no bracket", back=1)
        shown = ["" if sign == "." else _SHOWN.get(sign, sign) for sign in (left, right)]
        return Fenced(shown[0], inside, shown[1], tall=True)

    def grid(self) -> Box:
        """What stands between \\begin and \\end of a matrix or of cases."""
        name = self.braced()
        if name not in _GRIDS:
            raise self.refused(f"there is no {name}", back=1)
        lines: list[tuple[Box, ...]] = []
        cells: list[Box] = []
        while True:
            cells.append(self.row(()))
            token = self.take()
            if token == "&":
                continue
            lines.append(tuple(cells))
            cells = []
            if token == r"\end":
                break
            if token != r"\\":
                raise self.refused("a row ends with two backslashes", back=1)
        if self.braced() != name:
            raise self.refused(f"{name} does not end here", back=1)
        return Grid(tuple(lines), *_GRIDS[name])


def _asks_for_more(box: Box) -> bool:
    """Is a minus after this a sign, not a difference?"""
    return isinstance(box, Word) and box.kind == "operator" and box.text not in "!.⊤"


_SPECIAL: dict[str, Callable[[_Reader], Box]] = {
    "{": _Reader.group, r"\frac": _Reader.fraction, r"\tfrac": _Reader.fraction, r"\dfrac": _Reader.fraction,
    r"\sqrt": _Reader.root, r"\left": _Reader.tall, r"\begin": _Reader.grid,
}

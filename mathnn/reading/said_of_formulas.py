"""What words say of a whole formula: f(xi, x) is convex in x; the norm of a gradient is bounded by L.

The letter that completes it comes as a formula of its own, a few words later.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from mathnn.errors import FAILURES, ReadError, SortError
from mathnn.expression import NUMBER, Call, Symbol, function
from mathnn.expression.build import call, number
from mathnn.expression.sort import TRUTH
from mathnn.reading.known import Known
from mathnn.reading.left_side import names, opened
from mathnn.reading.statement_notation import Trust, notation_for
from mathnn.reading.surroundings import Located
from mathnn.syntax.read import read
from mathnn.syntax.surface import Node

_CURVED = re.compile(r"\s*(?:is|be)\s+(?:strictly\s+|strongly\s+)?(convex|concave)\s+in\s*$", re.IGNORECASE)
_BOUNDED = re.compile(r"\s*(?:is|are|be)\s+(?:uniformly\s+|always\s+)?bounded\s+(?:from above\s+|above\s+)?by\b\s*"
                      r"(?:an?\s+|some\s+|the\s+)?(?:positive\s+)?(?:constant|number)?\s*$", re.IGNORECASE)
_MODULI = ((re.compile(r"\s*-\s*(?:smooth\b|Lipschitz[ -](?:continuous )?gradient)", re.IGNORECASE), "gentle"),
           (re.compile(r"\s*-\s*strongly[ -]convex\b", re.IGNORECASE), "strong"))
_NORM = re.compile(r"\b(?:norms?|lengths?|magnitudes?|size)\b(?:\s+of)?(?:\s+(?:the|a|an|each|every|all|stochastic|"
                   r"gradients?|slopes?|vectors?))*\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Begun:
    """A formula of which something is said, and the paragraph; `said` is `bounded` or the word for a curve."""

    latex: str
    said: str
    arguments: tuple[str, ...]
    paragraph: int


def learn_of_formula(part: Located, node: Node, known: Known) -> None:
    """Learn what is said of a formula in running text once its letter is there."""
    begun, known.last.begun = known.last.begun, None
    if part.row.equation.display:
        return
    _learn_modulus(part, node, known)
    if begun is not None and begun.paragraph == part.paragraph and opened(node).kind == "name":
        _complete(begun, opened(node).text, part, known)
    elif (word := _CURVED.match(part.after)) is not None:
        head, arguments = _applied(node)
        if len(arguments) > 1:
            known.last.begun = Begun(head, word[1].lower(), arguments, part.paragraph)
    elif _BOUNDED.match(part.after) and not part.row.holds_relation:
        is_norm = _NORM.search(part.before) is not None
        known.last.begun = Begun(rf"\|{part.row.latex}\|" if is_norm else part.row.latex, "bounded", (), part.paragraph)


def _learn_modulus(part: Located, node: Node, known: Known) -> None:
    """f is L-smooth, f is mu-strongly convex: f is the letter before."""
    node = opened(node)
    if node.kind == "given" and node.parts and ":" in node.text.split():
        node = opened(node.parts[0])  # of f: R^n -> R
    name = node.text if node.kind == "name" and node.text != r"\infty" else ""
    before, known.last.mentioned = known.last.mentioned, (name, part.paragraph) if name else known.last.mentioned
    word = next((word for pattern, word in _MODULI if pattern.match(part.after)), None)
    if word is None or not name or before is None or before[1] != part.paragraph or before[0] == name:
        return
    known.assume(Call(word, (Symbol(before[0], function(NUMBER)), Symbol(name)), TRUTH), part.paragraph)
    known.property(call("greater", Symbol(name), number(0)))


def _complete(begun: Begun, letter: str, part: Located, known: Known) -> None:
    if begun.said == "bounded":
        latex = rf"{begun.latex} \le {letter}"
        try:
            known.assume(read(latex, notation_for(known, latex, Trust.ALL, part.paragraph)).tree, part.paragraph)
        except (ReadError, SortError, *FAILURES):
            return
    elif letter in begun.arguments:
        place = number(begun.arguments.index(letter))
        known.assume(Call(begun.said, (Symbol(begun.latex, function(NUMBER)), place), TRUTH), part.paragraph)


def _applied(node: Node) -> tuple[str, tuple[str, ...]]:
    """The head and the letters of f(xi, x)."""
    node = opened(node)
    if node.kind != "juxtaposed" or len(node.parts) != 2 or opened(node.parts[0]).kind != "name":
        return "", ()
    group = opened(node.parts[1])
    inside = opened(group.parts[0]) if group.kind == "group" and group.parts else group
    parts = inside.parts if inside.kind == "list" else ()
    return opened(node.parts[0]).text, tuple(next(iter(names(part)), "") for part in parts)


__all__ = ["Begun", "learn_of_formula"]

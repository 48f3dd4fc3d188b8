r"""What a statement is about: the shape of its left side, by which the text recognises a thing that it defined before.

The pattern of a left side forgets which letters stand as arguments and indices: ``H(X, Y)`` and ``H(S, T)`` are both
``H(·,·)``, ``w_i`` and ``w_j`` are ``w_·``; but ``H(X)`` is another pattern, and so is ``H(Y \mid X)``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from mathnn.syntax.grammar import TRANSPOSES
from mathnn.syntax.spelled_names import MARKS_IN_WORDS, text_of
from mathnn.syntax.surface import Node, walk

Kind = Literal["name", "applied", "entry", "derivative", "norm", "product", "number", "compound"]
_OPERATORS = frozenset((r"\nabla", r"\partial", "d", r"\mathrm{d}", r"\Delta", "D"))
_ALSO_LETTERS = frozenset(("d", r"\Delta", "D"))  # d_k, d(x, y) and D(x) are a size, a distance and a discriminator
_KNOWN = frozenset("""log log2 log10 exp sin cos tan arcsin arccos arctan sinh cosh tanh max min det trace
rank""".split())  # nobody defines these anew: an equation about them is a claim
_ANY = "·"


@dataclass(frozen=True, slots=True)
class LeftSide:
    """`head` is the name that the left side is about, empty when there is none; `letters` are all names in it."""

    kind: Kind
    pattern: str
    head: str
    letters: frozenset[str]

    @property
    def may_be_defined(self) -> bool:
        """Whether an author could give it its meaning by an equation."""
        return self.kind in ("name", "applied", "entry") or (self.kind == "norm" and bool(self.letters))

    @property
    def general(self) -> str:
        """The pattern with every argument left open: f(3) is f(·), and so is f(-3)."""
        return re.sub(r"(?<=[(,])(?:prefix<)?\d+(?:\.\d+)?>?(?=[),])", _ANY, self.pattern)


def left_side(node: Node) -> LeftSide:
    """The left side of a statement, from its surface tree."""
    node = opened(node)
    letters = frozenset(names(node))
    kind, pattern, head = _classified(node)
    return LeftSide(kind, pattern, head, letters)


def opened(node: Node) -> Node:
    """The node inside braces and notes."""
    while (node.kind == "group" and node.text == "{}" and len(node.parts) == 1) or node.kind == "noted":
        node = node.parts[0]
    return node


def names(node: Node) -> Iterator[str]:
    """Every name below a node, functions of the tables included."""
    for part in walk(node):
        if part.kind in ("name", "words") and part.text:
            yield part.text


def _classified(node: Node) -> tuple[Kind, str, str]:
    if node.kind in ("name", "words", "accent"):
        return "name", _spelled(node), _spelled(node)
    if node.kind == "scripts":
        return _with_scripts(node)
    if node.kind == "juxtaposed":
        return _side_by_side(node)
    if node.kind == "frac":
        return _fraction(node)
    if node.kind == "function" and node.text in _KNOWN:
        return "compound", _shape(node), ""
    if node.kind == "function":
        head = opened(node.parts[0])
        return "applied", f"{_spelled(head)}({_shape(node.parts[1])})", _spelled(head)
    if node.kind == "group" and node.text in (r"\|\|", "||"):
        return ("norm", f"{node.text}{_ANY}", node.text) if _holds_a_name(node) else ("compound", _shape(node), "")
    if node.kind == "group" and len(node.parts) == 1 and node.text in ("()", "[]"):
        return _classified(opened(node.parts[0]))
    if node.kind == "number":
        return "number", node.text, ""
    if node.kind == "given":
        return "compound", _shape(node), ""
    return ("product" if node.kind == "product" else "compound"), _shape(node), ""


def _holds_a_name(node: Node) -> bool:
    """Do the bars stand around a name alone? What the norm of x is, a text may define; not that of 2x."""
    return bool(node.parts) and opened(node.parts[0]).kind in ("name", "scripts", "accent")


def _with_scripts(node: Node) -> tuple[Kind, str, str]:
    base = opened(node.parts[0])
    head = _spelled(base)
    if base.kind == "group" and base.text in (r"\|\|", "||") and _holds_a_name(base):
        scripts = "".join(f"_{_spelled(part)}" for part in node.parts[1:])
        return "norm", f"{base.text}{_ANY}{scripts}", base.text
    if head in _OPERATORS - _ALSO_LETTERS or base.kind not in ("name", "words", "accent", "group"):
        return "compound", _shape(node), ""
    if base.kind == "group":
        return ("entry", _shape(node), "") if "_" in node.text else ("compound", _shape(node), "")
    at, pattern = 1, head
    raised = False
    for sign in node.text:
        if sign in "_^":
            inner = opened(node.parts[at])
            pattern += sign + (_ANY if _runs(inner) else _spelled(inner))
            raised = raised or (sign == "^" and not _is_label(inner))
            at += 1
        else:
            pattern += sign
    if raised:
        return "compound", pattern, head
    return ("entry" if "_" in node.text or "^" in node.text else "name"), pattern, head


def _runs(node: Node) -> bool:
    """Is this index a letter that runs (i, j, l, n + 1), and not a number or a word that names, v_{out}?"""
    found = list(names(node))
    if node.kind == "juxtaposed" and (len(found) > 2 or found == ["i", "n"] or node.parts[-1].kind == "number"):
        return False  # a word; h1 names a neuron
    return bool(found) and all((len(name) == 1 and name.islower()) or name == r"\ell" for name in found)


def _is_label(node: Node) -> bool:
    """Whether a superscript names rather than raises: in brackets, a star or sign, a word."""
    if node.kind == "group" and node.text in ("()", "[]"):
        return True
    if node.kind == "juxtaposed":
        return text_of(node) in MARKS_IN_WORDS
    return node.kind == "name" and (node.text in _MARKS or "text" in node.text)


_MARKS = ("*", r"\star", r"\ast", "+", "-", "l", "L", r"\ell")


def _side_by_side(node: Node) -> tuple[Kind, str, str]:
    parts = [opened(part) for part in node.parts]
    first = _spelled(parts[0])
    if _is_operator(parts[0]) and not (first in _ALSO_LETTERS and len(parts) == 2 and _holds_names(parts[1])):
        rest = "".join(_spelled(part) for part in parts[1:])
        return "derivative", first + rest, rest
    if parts[0].kind == "frac" and len(parts) >= 2 and _fraction(parts[0])[0] == "derivative":
        rest = " ".join(_spelled(part) for part in parts[1:])
        return "derivative", f"{_spelled(parts[0])} {rest}", ""
    applied = parts[1:]
    if len(parts) >= 2 and parts[0].kind in ("name", "scripts", "words", "accent") and (
            all(map(_is_bracket, applied)) and not _holds_its_factor(first, applied) and not _is_power(parts[0])):
        arguments = "".join(f"({_shape(part)})" for part in applied)
        head = _classified(parts[0])[1]
        kind: Kind = "entry" if applied[-1].kind == "scripts" and "_" in applied[-1].text else "applied"
        return kind, head + arguments, _named(parts[0])
    return "product", _shape(node), ""


def _is_operator(node: Node) -> bool:
    """d, \\nabla, \\partial_x before what they are applied to."""
    base = opened(node.parts[0]) if node.kind == "scripts" else node
    return _spelled(base) in _OPERATORS


def _holds_names(node: Node) -> bool:
    """(x) or (x, y): arguments; of products and sums it is a differential, d(xy) = x dy + y dx."""
    inner = opened(node.parts[0]) if node.kind == "group" and node.text == "()" and len(node.parts) == 1 else node
    parts = inner.parts if inner.kind == "list" else (inner,)
    return inner is not node and all(opened(part).kind in ("name", "scripts", "accent", "number") for part in parts)


def _holds_its_factor(head: str, brackets: list[Node]) -> bool:
    """a (1 - a) and s(z) (1 - s(z)) are products: a sum in brackets holds the head again."""
    last = opened(brackets[-1].parts[0]) if brackets[-1].kind == "group" and brackets[-1].parts else brackets[-1]
    return last.kind == "sum" and head in names(last)


def _is_power(node: Node) -> bool:
    """(a - b)^T or (a - b)^2 before brackets: a factor, no function."""
    if node.kind != "scripts" or node.text != "^" or opened(node.parts[0]).kind != "group":
        return False
    above = opened(node.parts[1])
    return above.kind == "number" or above.text in TRANSPOSES


def _is_bracket(node: Node) -> bool:
    if node.kind == "scripts":
        node = opened(node.parts[0])
    return node.kind == "group" and node.text in ("()", "[]", r"\{\}")


def _fraction(node: Node) -> tuple[Kind, str, str]:
    above, below = (opened(part) for part in node.parts)
    top, bottom = (next(iter(names(part)), "") for part in (above, below))
    if bottom in _OPERATORS and (top in _OPERATORS or not top):
        of = [name for name in names(above) if name not in _OPERATORS]
        return "derivative", f"{_spelled(above)}/{_spelled(below)}", of[0] if of else ""
    return "compound", _shape(node), ""


def _named(node: Node) -> str:
    r"""A function as the reader names it: h_{\theta}, f_{a, b}."""
    base, below = (opened(node.parts[0]), opened(node.parts[1])) if node.kind == "scripts" and node.text == "_" else (
        node, node)
    found = [part.text for part in (below.parts if below.kind == "list" else (below,))]
    if base is node or base.kind != "name" or not all(found):
        return _spelled(node)
    return f"{base.text}_{found[0]}" if len(found[0]) == 1 == len(found) else f"{base.text}_{{{', '.join(found)}}}"


def _spelled(node: Node) -> str:
    """A short canonical spelling of a surface tree."""
    if node.kind in ("name", "words", "number"):
        return node.text
    inner = ",".join(_spelled(part) for part in node.parts)
    return inner if node.kind == "group" and node.text == "{}" else f"{node.text}[{inner}]"


def _shape(node: Node) -> str:
    """The pattern of an argument: its letters forgotten, its form kept."""
    node = opened(node)
    if node.kind == "group" and node.parts:
        return _shape(node.parts[0])
    if node.kind in ("name", "scripts", "accent"):
        return _ANY
    if node.kind in ("number", "words"):
        return node.text
    if node.kind == "list":
        dots = any(part.kind == "name" and "dots" in part.text for part in node.parts)
        return f"{_ANY},…" if dots else ",".join(_shape(part) for part in node.parts)
    if node.kind == "juxtaposed" and len(node.parts) == 2 and _is_bracket(opened(node.parts[1])):
        return f"{_spelled(opened(node.parts[0]))}({_shape(node.parts[1])})"
    return f"{node.kind}<{','.join(_shape(part) for part in node.parts)}>"

"""What a factor can begin with: brackets, fractions, roots, large signs, functions, names."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from mathnn.errors import ReadError
from mathnn.syntax import differentials, grammar
from mathnn.syntax.bare_arguments import NAMES, negative, opening, times_angle, unbracketed
from mathnn.syntax.environments import environment
from mathnn.syntax.factor_ends import bar_ends
from mathnn.syntax.function_letters import TABLED
from mathnn.syntax.grammar import BRACKET, BREAK, canonical
from mathnn.syntax.scripts import argument, braces, with_scripts
from mathnn.syntax.surface import Node, node_of
from mathnn.syntax.tokens import ACCENTS, END, FACES, sized

if TYPE_CHECKING:
    from mathnn.syntax.parse import Parser

_FACES = frozenset("\\" + name for name in FACES.split("|"))
_ACCENTS = frozenset("\\" + name for name in ACCENTS.split("|"))


def command(parser: Parser, key: str) -> Node:
    """The node that begins with this token. Raises ReadError, naming it, when nothing is known of it."""
    read = _COMMANDS.get(key)
    if read is None:
        read = _kind(parser, key)
    parser.enter()
    node = read(parser)
    parser.deep -= 1
    return node


def _kind(parser: Parser, key: str) -> Callable[[Parser], Node]:
    """How a token outside the table is read."""
    if key == END:
        raise parser.refused("the formula ends where an operand is expected")
    if key[0] != "\\":
        if key.isalpha():
            return _name
        raise parser.refused("an operand is expected here")
    if key.startswith(r"\begin"):
        return environment
    if key.startswith((r"\left", r"\big", r"\Big")) and key not in grammar.INFIX:
        return _sized
    if key.startswith((r"\hspace", r"\vspace", r"\label", r"\tag")):
        raise parser.refused("it stands where an operand is expected")
    if key in (r"\mbox", r"\text", r"\textrm"):
        return _unbraced
    if (words := grammar.words_of(key)) is not None:
        return _words if grammar.FUNCTIONS.get(words) or grammar.BIG.get(words) else _text
    if key[1:].isalpha():
        raise parser.refused("this command is not known")
    if key[1:2].isalpha():
        return _name
    raise parser.refused("it is not known here")


def _unbraced(parser: Parser) -> Node:
    """\\mbox E, without braces: one letter in roman type."""
    parser.i += 1
    return parser.atom()


def _any_argument(parser: Parser) -> Node:
    """The dot of f(\\cdot), p(\\cdot | x) and \\|\\cdot\\|: any argument."""
    before, after = (parser.keys[at] if at >= 0 else "" for at in (parser.i - 1, parser.i + 1))
    if not (before.endswith(("(", "[", ",", "|", r"\mid", r"\langle")) and after.endswith(
            (")", "]", ",", "|", ";", r"\mid", r"\rangle"))):
        raise parser.refused("an operand is expected on both sides")
    return _name(parser)


def _name(parser: Parser) -> Node:
    at = parser.i
    parser.i = at + 1
    key = parser.keys[at]
    text = canonical(key if len(key) == 1 or not key.isalpha() else rf"\mathrm{{{key}}}")
    if parser.face:
        text = canonical(f"{parser.face}{{{text}}}")
    return node_of(("name", text, (), at, parser.i))


def _text(parser: Parser) -> Node:
    at = parser.i
    parser.i = at + 1
    words = grammar.words_of(parser.keys[at]) or ""
    many = " " in words.strip() or "$" in words
    return Node("words" if many else "name", canonical(parser.keys[at]), (), at, parser.i)


def _words(parser: Parser) -> Node:
    """A function or large sign that is written in letters: ``\\operatorname{tr}``, ``\\mathrm{softmax}``."""
    words = grammar.words_of(parser.keys[parser.i]) or ""
    if words in grammar.BIG:
        return _big(parser)
    return _function(parser)


# --- brackets ---------------------------------------------------------------------------------------------------------
def _bracket(parser: Parser) -> Node:
    return _between(parser, parser.i, parser.keys[parser.i])


def _sized(parser: Parser) -> Node:
    bracket, side = sized(parser.keys[parser.i])
    if side in ("close", "middle") or not (bracket in grammar.CLOSES or (bracket == "." and side == "open")):
        raise parser.refused("this bracket opens nothing")
    return _between(parser, parser.i, bracket, side == "open" and parser.keys[parser.i].startswith(r"\left"))


def _between(parser: Parser, first: int, opening: str, left: bool = False) -> Node:
    """What stands between brackets; ``\\left`` closes with ``\\right``, whatever bracket that has."""
    parser.i += 1
    bar = grammar.BARS.get(opening)
    plain = bar if bar and not left and opening not in (r"\lvert", r"\lVert") else ")"
    parser.closers.append(opening if opening == r"\mid" else plain)
    until, parser.until = parser.until, []
    aligned, parser.aligned = parser.aligned, False
    inner: tuple[Node, ...] = ()
    if not _closes(parser, opening, left) or parser.keys[parser.i] == opening in ("[", "|"):  # [[ opens twice
        inner = (parser.expression(0),)
        parser.skip_punctuation()
    closing = _closes(parser, opening, left)
    if not closing:
        raise parser.refused(f"the bracket {opening} is not closed before it")
    parser.i += 1
    parser.closers.pop()
    parser.until, parser.aligned = until, aligned
    text = BRACKET.get(opening, opening) + BRACKET.get(closing, closing)
    return node_of(("group", text.replace(r"\rvert", "|").replace(r"\rVert", r"\|"), inner, first, parser.i))


def _closes(parser: Parser, opening: str, left: bool) -> str:
    """The bracket that closes here, or nothing."""
    key = parser.keys[parser.i]
    is_sized = key.startswith((r"\right", r"\big", r"\Big")) and key not in grammar.INFIX
    bracket, side = sized(key) if is_sized else (key, "")
    if left:
        return bracket if key.startswith(r"\right") and side == "close" else ""
    if side == "close" and key.startswith(r"\right"):
        return ""
    return bracket if bracket in grammar.CLOSES.get(opening, ()) else ""


# --- commands with arguments ------------------------------------------------------------------------------------------
def _fraction(parser: Parser) -> Node:
    first = parser.i
    parser.i += 1
    kind = "binom" if parser.keys[first].endswith("binom") else "frac"
    return Node(kind, "", (argument(parser), argument(parser)), first, parser.i)


def _root(parser: Parser) -> Node:
    first = parser.i
    parser.i += 1
    degree: tuple[Node, ...] = ()
    if parser.keys[parser.i] == "[":
        parser.i += 1
        parser.closers.append("]")
        degree = (parser.expression(0),)
        parser.closers.pop()
        parser.expect("]")
        return Node("root", "", (*degree, argument(parser)), first, parser.i)
    return Node("root", "", (argument(parser),), first, parser.i)


def _accent(parser: Parser) -> Node:
    """A mark over more than one letter."""
    first = parser.i
    parser.i += 1
    return Node("accent", canonical(parser.keys[first] + "{x}")[:-3], (argument(parser),), first, parser.i)


def _faced(parser: Parser) -> Node:
    """A typeface over more than one letter: each letter has it."""
    first, before = parser.i, parser.face
    parser.i += 1
    if parser.keys[parser.i] != "{":
        raise parser.refused("a group in braces is expected here")
    parser.face = parser.keys[first]
    inner = argument(parser)
    parser.face = before
    return Node("group", "{}", (inner,), first, parser.i)


def _transparent(parser: Parser) -> Node:
    """A command that only changes how its argument looks; what is noted under or over it stays a part."""
    first = parser.i
    parser.i += 1
    if (extreme := _extreme_in_braces(parser, first)) is not None:
        return extreme
    inner = argument(parser)
    notes: list[Node] = []
    if parser.keys[first] in (r"\underbrace", r"\overbrace"):
        while parser.keys[parser.i] in ("_", "^"):
            parser.i += 1
            notes.append(_note(parser))
    return Node("noted", "", (inner, *notes), first, parser.i)


def _note(parser: Parser) -> Node:
    """What is noted at a brace; one that is no formula, "= 0", is taken as it stands."""
    first, closers, deep = parser.i, list(parser.closers), parser.deep
    try:
        return argument(parser)
    except ReadError:
        parser.closers, parser.deep, depth = closers, deep, 0
        for at in range(first, len(parser.keys)):
            depth += (parser.keys[at] == "{") - (parser.keys[at] == "}")
            if depth == 0:
                parser.i = at + 1
                return Node("words", "".join(parser.keys[first : at + 1]), (), first, at + 1)
        raise


def _extreme_in_braces(parser: Parser, first: int) -> Node | None:
    r"""``\mathop{\mathrm{argmin}}_x f(x)``; None for anything else."""
    before, name, *after = *parser.keys[parser.i : parser.i + 4], "", ""
    words = grammar.words_of(name) if before == "{" and after[:2] == ["}", "_"] else None
    if words not in grammar.FUNCTIONS or grammar.FUNCTIONS[words] not in grammar.EXTREMES:
        return None
    parser.i += 4
    below = argument(parser)
    return _with_body(parser, Node("limits", "_", (below,), first, parser.i), grammar.FUNCTIONS[words], first)


def _under(parser: Parser) -> Node:
    """``\\underset{x}{\\operatorname{argmax}}`` is written as argmax with a subscript; over a name it is a note."""
    first = parser.i
    parser.i += 1
    below = argument(parser)
    if _is_annotation(parser, below, parser.keys[first]):
        return Node("noted", "under", (below, argument(parser)), first, parser.i)
    if parser.keys[first] != r"\underset":
        raise parser.refused("over an operand it is not known", first)
    braced = parser.keys[parser.i] == "{"
    parser.i += braced
    key = parser.keys[parser.i]
    words = grammar.words_of(key) or key
    head_at = parser.i
    if words == r"\arg" and parser.keys[parser.i + 1] in (r"\max", r"\min"):
        parser.i += 1
    elif words not in grammar.BIG and words not in grammar.FUNCTIONS:
        raise parser.refused("nothing is known of a sign under it")
    parser.i += 1
    if braced:
        parser.expect("}")
    text = _called(parser, head_at)
    head = Node("limits", "_", (below,), first, parser.i)
    return _with_body(parser, head, text, first)


def _is_annotation(parser: Parser, note: Node, sign: str) -> bool:
    """Are words set over or under what follows, or its size under it? Under max or a sum stands what it is over."""
    braced = parser.keys[parser.i] == "{"
    key = parser.keys[parser.i + braced]
    words = grammar.words_of(key) or key
    if words in grammar.BIG or words in grammar.FUNCTIONS or words == r"\arg" or key in grammar.INFIX:
        return False
    inner = note.parts[0] if note.kind == "group" and note.parts else note
    in_words = inner.kind == "words" or (inner.kind == "name" and inner.text.startswith((r"\text", r"\mathrm")))
    return in_words or (sign == r"\underset" and inner.kind in ("group", "product", "list"))


def _substack(parser: Parser) -> Node:
    first = parser.i
    parser.i += 1
    parser.expect("{")
    parts: list[Node] = []
    parser.closers.append("}")
    if parser.keys[parser.i + 1 : parser.i + 3] == [":", BREAK]:  # n : above what is said of n
        name = parser.atom()
        parser.i += 2
        parts.append(Node("given", ":", (name, parser.expression(0)), first, parser.i))
    while not parts or parser.keys[parser.i] == BREAK:
        parser.i += bool(parts)
        parts.append(parser.expression(0))
    parser.closers.pop()
    parser.expect("}")
    return Node("list", " ".join("," * (len(parts) - 1)), tuple(parts), first, parser.i) if parts[1:] else parts[0]


# --- large signs and functions ----------------------------------------------------------------------------------------
def _called(parser: Parser, at: int) -> str:
    """The name in the tree of the function or sign at a token."""
    key = parser.keys[at]
    words = grammar.words_of(key) or key
    if words == r"\arg":
        if parser.keys[at + 1] not in (r"\max", r"\min"):
            raise parser.refused(r"\max or \min is expected behind it", at)
        return "arg" + parser.keys[at + 1][1:]
    return grammar.BIG.get(words) or grammar.FUNCTIONS[words]


def _head(parser: Parser) -> tuple[Node, str]:
    """The sign or name itself with its scripts; no part of it is an operand."""
    first = parser.i
    text = _called(parser, first)
    parser.i += 2 if parser.keys[first] == r"\arg" else 1
    head = Node("name", canonical(_as_command(parser.keys[first])), (), first, parser.i)
    if parser.keys[parser.i] in ("_", "^", "'", "''", "'''"):
        return with_scripts(parser, head, first), text
    return head, text


def _as_command(key: str) -> str:
    """``tanh`` in plain letters is the command ``\\tanh``, ``relu`` the operator of this name."""
    if not key.isalpha():
        return key
    return f"\\{key}" if f"\\{key}" in grammar.FUNCTIONS else rf"\operatorname{{{key}}}"


def _big(parser: Parser) -> Node:
    first = parser.i
    head, text = _head(parser)
    return _with_body(parser, _limits(parser, head), text, first)


def _limits(parser: Parser, head: Node) -> Node:
    """What stands below and above a large sign. A prime there, for a sum that leaves out a term, is not known."""
    if head.parts and not {"'", "!"}.isdisjoint(head.text):
        raise parser.refused("a prime or an exclamation mark behind it is not known", head.first)
    return Node("limits", head.text if head.parts else "", head.parts[1:], head.first, head.last)


def _with_body(parser: Parser, head: Node, text: str, first: int) -> Node:
    if text == "integral":
        return differentials.integral(parser, head, first)
    if text in ("forall", "exists"):
        return Node("big", text, (head, parser.expression(grammar.GIVEN)), first, parser.i)
    body = parser.expression(grammar.NEGATION)
    return Node("big", text, (head, body), first, parser.i)


def _function(parser: Parser) -> Node:
    """A function with what it is applied to; without an argument it is a name."""
    first = parser.i
    head, text = _head(parser)
    key = parser.keys[parser.i]
    if text in grammar.EXTREMES and "_" in head.text and head.kind == "scripts":
        return _with_body(parser, _limits(parser, head), text, first)
    opens = opening(key) in grammar.CLOSES
    if opens and grammar.BARS.get(key) and bar_ends(parser, key):
        opens = False
    if opens:
        applied_to = times_angle(parser, text, parser.atom())
    elif text in grammar.EXTREMES and key not in ("{",):
        return Node("name", head.text, (), first, parser.i) if head.kind == "name" else head
    else:
        found = negative(parser) if key in ("-", "−") and head.text in TABLED else unbracketed(parser)
        if found is None:
            return head
        applied_to = found
    return Node("function", text, (head, applied_to), first, parser.i)


_COMMANDS: dict[str, Callable[[Parser], Node]] = {
    **dict.fromkeys(grammar.CLOSES, _bracket), "{": braces,
    **dict.fromkeys((r"\frac", r"\tfrac", r"\dfrac", r"\cfrac", r"\binom", r"\tbinom", r"\dbinom"), _fraction),
    r"\cdot": _any_argument, r"\sqrt": _root, **dict.fromkeys(_ACCENTS, _accent), **dict.fromkeys(_FACES, _faced),
    **dict.fromkeys((r"\cancel", r"\underbrace", r"\overbrace", r"\boxed", r"\mathop", r"\mathrel", r"\mathbin",
                     r"\mathord", r"\ensuremath"), _transparent),
    r"\underset": _under, r"\overset": _under, r"\substack": _substack, r"\arg": _function,
    **dict.fromkeys((key for key in grammar.FUNCTIONS if key[0] == "\\" or key.isalpha()), _function),
    **dict.fromkeys((key for key in grammar.BIG if key[0] == "\\"), _big),
    **dict.fromkeys(NAMES, _name), **dict.fromkeys("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", _name),
}

"""A function at its arguments: what stands between the brackets, and the sorts that it gives to the function."""

from __future__ import annotations

import re

from mathnn.expression import NUMBER, Call, Expr, Number, Sort, Symbol, function
from mathnn.expression.tree import is_zero
from mathnn.syntax.function_letters import EXTREMES
from mathnn.syntax.infer import ALIKE, COLUMN, ENTRYWISE, Inference, UnreadableError
from mathnn.syntax.infer_arguments import listed_arguments
from mathnn.syntax.infer_dots import is_dots
from mathnn.syntax.infer_names import function_named
from mathnn.syntax.infer_statements import conditioned
from mathnn.syntax.surface import Node, opened

BRACKETS = ("()", "[]", r"\{\}")  # around arguments
OF_ANY_NUMBER = frozenset(("p", "q", "P", "Q", "H", "I", "E", r"\Pr"))  # of variables, under one name for each count


def expect(inf: Inference, head: Expr, group: Node) -> None:
    """New letters as arguments of a function of columns are such columns."""
    if not any(sort.shape for sort in head.sort.domain) or not group.parts:
        return
    inside = opened(group.parts[0])
    parts = inside.parts if inside.kind == "list" else (inside,)
    if len(parts) == len(head.sort.domain):
        for part, sort in zip(map(opened, parts), head.sort.domain, strict=True):
            if part.kind == "name" and sort.shape and inf.is_new(part.text):
                inf.name(part.text, sort)


def call_named(inf: Inference, text: str, group: Node, node: Node) -> Call:
    """A function of this name at what stands between the brackets."""
    if (known := inf.declared(text)) is not None:
        expect(inf, known, group)
    args = arguments(inf, group, listed=text not in OF_ANY_NUMBER)
    made = call(inf, for_entries(inf, for_arguments(inf, function_named(inf, text), args), args, group), args, node)
    assert isinstance(made, Call)
    return made


def call(inf: Inference, head: Expr, args: tuple[Expr, ...], node: Node) -> Expr:
    """A function applied; the logistic function by its own name where nothing else is declared."""
    if isinstance(head, Symbol) and head.name == r"\sigma" and inf.declared(r"\sigma") is None and len(args) == 1:
        return inf.make("sigmoid", args, node)
    if isinstance(head, Symbol) and head.name in EXTREMES and len(args) == 1 and args[0].sort.is_matrix and (
            inf.declared(head.name) is None):
        return inf.make(EXTREMES[head.name], args, node)
    if not args:
        raise UnreadableError("a function without an argument", node)
    if any(arg.sort.kind not in ("number", "integer") for arg in args):
        return Call("apply", (head, *args), head.sort.value or NUMBER)
    if len(args) == 1 == len(head.sort.domain) and head.sort.domain[0].is_vector and head.sort.value is not None and (
            head.sort.value.is_vector and (found := entry_place(args[0])) is not None):
        return inf.entry(call(inf, head, found[:1], node), (found[1],), node)  # sigma(z_i), where sigma was softmax
    return inf.make("apply", (head, *map(_zero, head.sort.domain, args), *args[len(head.sort.domain):]), node)


def _zero(wanted: Sort, arg: Expr) -> Expr:
    """f(0) of a function of a column: the column of zeros."""
    return Symbol("0", wanted) if is_zero(arg) and wanted.shape else arg


def for_arguments(inf: Inference, head: Symbol, args: tuple[Expr, ...]) -> Symbol:
    """An undeclared function gets the sorts of its arguments from the first place where it is applied."""
    if head.name in inf.inferred and head.sort.domain == (NUMBER,) and head.name not in (r"\sigma",):
        domain = tuple(NUMBER if arg.sort.kind in ("integer", "function") else Sort(arg.sort.kind, arg.sort.shape)
                       for arg in args)
        is_activation = head.name not in inf.forced and len(args) == 1 and _is_activation(head.name, args[0])
        if (inf.forced.get(head.name) == ENTRYWISE or is_activation) and len(args) == 1:
            inf.taken.setdefault("map " + head.name, f"{head.name} acts entry by entry")
            return head
        if len(domain) == 1 and domain[0].shape:
            inf.maps.add(head.name)
        if domain != (NUMBER,) and domain and not inf.taken.get("f " + head.name):
            value = inf.sort_of_rank(1) if inf.forced.get(head.name) == COLUMN else head.sort.value or NUMBER
            value = domain[0] if inf.forced.get(head.name) == ALIKE else value
            head = Symbol(head.name, function(*domain, value=value))
            inf.symbols[head.name] = inf.inferred[head.name] = head
            inf.taken["f " + head.name] = ""
    return head


def _is_activation(name: str, arg: Expr) -> bool:
    """g of g(z^{(1)}), a layer by its number: it acts entry by entry; f(x^{(i)}) of a sample is any value."""
    if name not in _ACTIVATIONS or not arg.sort.shape:
        return False
    if isinstance(arg, Symbol):
        return _NUMBERED_LAYER.fullmatch(arg.name) is not None
    letter, label = arg.args if isinstance(arg, Call) and arg.op == "layer" and len(arg.args) == 2 else (None, None)
    is_layer = isinstance(label, Number) or (isinstance(label, Symbol) and label.name in ("l", "L", r"\ell"))
    return is_layer and isinstance(letter, Symbol) and letter.name in _LAYERS


_LAYERS = frozenset(("z", "Z", r"\mathbf{z}", r"\mathbf{Z}"))
_NUMBERED_LAYER = re.compile(r"(?:[zZ]|\\mathbf\{[zZ]\})\^\{\((?:\d+|L)\)\}")
_ACTIVATIONS = frozenset(("g", "f", "h", r"\phi", r"\varphi", r"\psi", r"\rho", "act"))


def for_entries(inf: Inference, head: Symbol, args: tuple[Expr, ...], group: Node) -> Symbol:
    """f of x_1, ..., x_n takes all of them together, even where an f of one number was met before."""
    is_listed = len(args) == 1 and args[0].sort.is_vector and group.parts and group.parts[0].kind == "list"
    row = inf.notation.find(head.name)
    if not is_listed or head.sort.domain != (NUMBER,) or (row is not None and row.definition is not None):
        return head
    head = Symbol(head.name, function(args[0].sort, value=NUMBER))
    inf.symbols[head.name] = inf.inferred[head.name] = head
    return head


def is_policy(head: Expr) -> bool:
    r"""\pi_\theta(a | s): what is done where, a function of both, which nothing else is drawn from here."""
    return isinstance(head, Symbol) and (head.name == r"\pi" or head.name.startswith(r"\pi_"))


def arguments(inf: Inference, group: Node, *, listed: bool = True, of_values: bool = False) -> tuple[Expr, ...]:
    """What stands between the brackets of an application; `listed` arguments with dots among them are one column.

    Before and behind a bar stand values of one function where it is one `of_values`, else an event and its condition.
    """
    if not group.parts:
        return ()
    inner = group.parts[0]
    if inner.kind == "list":
        return _listed(inf, inner) if listed else tuple(inf.tree(part) for part in inner.parts)
    if inner.kind == "given" and set(inner.text.split()) <= {r"\mid", "|", r"\middle|", r"\vert"}:
        if of_values:
            return tuple(inf.tree(each) for part in inner.parts
                         for each in (opened(part).parts if opened(part).kind == "list" else (part,)))
        return (conditioned(inf, inner),)
    return (inf.tree(inner),)


def _listed(inf: Inference, inner: Node) -> tuple[Expr, ...]:
    """The arguments in a list; one column where dots stand among them."""
    if any(map(is_dots, inner.parts)):
        try:
            return (listed_arguments(inf, inner.parts, inner),)
        except UnreadableError:
            pass  # dots that follow no pattern stay an argument
    return tuple(inf.tree(part) for part in inner.parts)


def entry_place(x: Expr) -> tuple[Expr, Symbol] | None:
    """The vector and the index, where x is an entry at an index that is a letter."""
    if isinstance(x, Call) and x.op == "entry" and len(x.args) == 2 and x.args[0].sort.is_vector and (
            isinstance(x.args[1], Symbol)):
        return x.args[0], x.args[1]
    return None


__all__ = [
    "BRACKETS", "OF_ANY_NUMBER", "arguments", "call", "call_named", "entry_place", "expect", "for_arguments",
    "for_entries",
]

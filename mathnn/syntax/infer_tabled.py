"""The functions of the tables: log x, tr(AB), max(a, b), sin^2 x."""

from __future__ import annotations

import re

from mathnn.expression import NUMBER, Call, Expr, Number, Sort, Symbol, function
from mathnn.expression.operators import ONE
from mathnn.expression.tree import Bind, is_zero
from mathnn.syntax.index_letters import is_index
from mathnn.syntax.infer import ClashError, Inference, UnreadableError
from mathnn.syntax.infer_calls import BRACKETS, arguments, call, entry_place
from mathnn.syntax.infer_columns import column
from mathnn.syntax.infer_indices import counting
from mathnn.syntax.infer_new_names import terms
from mathnn.syntax.infer_primes import slope_of
from mathnn.syntax.infer_softmax import of_logits
from mathnn.syntax.infer_spread import spread
from mathnn.syntax.infer_superscripts import superscript
from mathnn.syntax.running_index import entries_of_vectors, running_index
from mathnn.syntax.spelled_names import text_of
from mathnn.syntax.surface import Node, opened, script

_FACE = re.compile(r"\\(?:mathrm|mathsf|text|textrm)(?=\{)")
_RECIPROCAL = {"cot": ("cos", "sin"), "sec": ("", "cos"), "csc": ("", "sin"), "coth": ("cosh", "sinh")}


def from_table(inf: Inference, node: Node) -> Expr:
    """log x, tr(AB), max(a, b), sin^2 x."""
    head, argument = node.parts
    op = node.text
    base = opened(head.parts[0]) if head.kind == "scripts" else head
    known = inf.symbols.get(base.text) or inf.declared(base.text)
    if known is not None and known.sort.kind == "function":
        args = arguments(inf, argument) if argument.kind == "group" else (inf.tree(argument),)
        made: Expr = call(inf, slope_of(known, head.text.count("'")), args, node)
    elif head.kind == "scripts" and "'" in head.text:
        name = Symbol(_FACE.sub(r"\\operatorname", base.text), function())  # \\mathrm{ReLU}' is the slope of ReLU
        made = call(inf, slope_of(name, head.text.count("'")), arguments(inf, argument), node)
    else:
        made = _operation(inf, op, head, argument, node)
    if (above := script(head, "^")) is not None:
        made = _power_of_function(inf, made, above, node)
    return made


def _operation(inf: Inference, op: str, head: Node, argument: Node, node: Node) -> Expr:
    if op in ("max", "min", "argmax", "argmin"):
        return _extreme(inf, op, argument, node)
    if op == "angle":
        return inf.make("angle", arguments(inf, argument), node)
    if op in ("cos", "sin") and (pair := _two(argument)) is not None:  # cos(a, b) and cos<a, b>: of their angle
        return inf.make(op, (inf.make("angle", tuple(map(inf.tree, pair)), node),), node)
    bracketed = argument.kind == "group" and argument.text in BRACKETS
    listed = of_logits if op == "softmax" else arguments
    args = listed(inf, argument) if bracketed else (inf.tree(argument),)
    if len(args) != 1:
        if op == "diag" or (op == "softmax" and all(arg.sort.is_number or arg.sort.kind == "integer" for arg in args)):
            args = (inf.make("vector", args, node),)  # softmax(1, 2, 3)
        else:
            raise UnreadableError(f"{op} takes one argument", argument)
    if op == "diag" and args[0].sort.is_number:
        args = (_over_its_index(inf, args[0]),)
    if head.kind == "scripts" and "_" in head.text:
        return _with_base(inf, op, head.parts[1], args[0], node)
    if op in _RECIPROCAL:
        above, under = _RECIPROCAL[op]
        top = inf.make(above, args, node) if above else ONE
        return inf.make("divide", (top, inf.make(under, args, node)), node)
    if op == "sigmoid" and args[0].sort.kind == "truth":
        raise ClashError("a statement stands as an argument", argument)
    if op == "softmax" and (found := entry_place(args[0])) is not None:  # softmax(z_i) is a way to write softmax(z)_i
        return inf.entry(inf.make(op, (found[0],), node), (found[1],), node)
    return inf.make(op, args, node)


def _over_its_index(inf: Inference, entry: Expr) -> Expr:
    """diag(d_i): the column of all entries, where one index alone stands in it, and h_i is no step beside h_{i-1}."""
    index = running_index(entry)
    if index is None or index.name in inf.bound or re.search(rf"_\s*\{{\s*{re.escape(index.name)}\s*[-+]", inf.text[0]):
        return entry
    size, *others = (part.args[0].sort.shape[0] for part in entries_of_vectors(entry))
    for other in others:
        inf.dimensions.same(size, other)
    return Bind("vector", index, entry, ONE, size, None, Sort("number", (size,)))


def _two(argument: Node) -> tuple[Node, ...] | None:
    """Two things in brackets."""
    if argument.kind != "group" or argument.text not in ("()", r"\langle\rangle") or not argument.parts:
        return None
    inner = opened(argument.parts[0])
    return inner.parts if inner.kind == "list" and len(inner.parts) == 2 else None


def _with_base(inf: Inference, op: str, below: Node, x: Expr, node: Node) -> Expr:
    """A logarithm to a base; any other subscript makes a function of its own."""
    if op == "softmax" and x.sort.is_vector and is_index(below):
        return inf.entry(inf.make(op, (x,), node), (counting(inf, opened(below)),), node)
    inner = inf.tree(below)
    if op != "log":
        raise UnreadableError("a subscript on this function", below, text_of(below))
    if isinstance(inner, Number) and inner.written in ("2", "10"):
        return inf.make(f"log{inner.written}", (x,), node)
    return inf.make("divide", (inf.make("log", (x,), node), inf.make("log", (inner,), node)), node)


def _extreme(inf: Inference, op: str, argument: Node, node: Node) -> Expr:
    """max(a, b), max{a, b}; the greatest entry of one vector."""
    inner = argument.parts[0] if argument.kind == "group" and argument.parts else argument
    if inner.kind == "list" and op in ("max", "min"):
        if any(opened(part).text in (r"\dots", r"\ldots", r"\cdots") for part in inner.parts):
            return inf.make("greatest" if op == "max" else "least", (column(inf, inner),), node)
        args = terms(inf, inner.parts)
        shape = next((arg.sort for arg in args if arg.sort.shape), None)
        if op == "max" and shape is not None and shape.is_matrix and len(args) == 2 and any(map(is_zero, args)):
            return inf.make("relu", (next(arg for arg in args if not is_zero(arg)),), node)
        if shape is not None:
            args = [spread(inf, arg, shape, is_entrywise=True) if not arg.sort.shape else arg for arg in args]
        return inf.make(op, tuple(args), node)
    name = {"max": "greatest", "min": "least"}.get(op, op)
    tree = inf.tree(inner)
    if op in ("max", "min") and (found := entry_place(tree)) is not None:
        tree = found[0]  # the greatest of the z_i, since that of one number is no other
    if tree.sort.kind == "set":
        return Call(name, (tree,), NUMBER)
    if not tree.sort.shape and op in ("max", "min"):
        return inf.make(op, (tree,), node)
    return inf.make(name, (tree,), node)


def _power_of_function(inf: Inference, tree: Expr, above: Node, node: Node) -> Expr:
    inner = opened(above)
    if inner.kind == "prefix" and opened(inner.parts[0]).text == "1":
        inverse = {"sin": "arcsin", "cos": "arccos", "tan": "arctan"}.get(tree.op if isinstance(tree, Call) else "")
        if inverse is None or not isinstance(tree, Call):
            raise UnreadableError("the inverse of this function", above)
        return inf.make(inverse, tree.args, node)
    return superscript(inf, tree, above, node)


__all__ = ["from_table"]

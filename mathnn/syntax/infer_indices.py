"""Indices and labels: what is written in scripts to count entries, layers, samples and steps."""

from __future__ import annotations

from mathnn.expression import INTEGER, Call, Expr, Symbol
from mathnn.syntax.dimensions import simple
from mathnn.syntax.index_letters import CLASSES, is_class
from mathnn.syntax.infer import Inference, UnreadableError
from mathnn.syntax.infer import number as written_number
from mathnn.syntax.spelled_names import scripted_text
from mathnn.syntax.surface import Node, opened
from mathnn.syntax.uses import CLASS


def label_of(inf: Inference, node: Node) -> Expr:
    """A label: its letters count."""
    node = opened(node)
    if node.kind == "group" and node.parts:
        node = node.parts[0]
    if node.kind == "name" and not inf.bound.get(node.text):
        known = inf.symbols.get(node.text) or inf.declared(node.text)
        if known is not None and known.sort.kind == "function":
            return Symbol(node.text, INTEGER)  # the letter of a loss, say, that numbers the layers too
    return simple(counting(inf, node))


def counting(inf: Inference, node: Node) -> Expr:
    """An index or label: names in it are integers."""
    if node.kind == "name" and node.text == ":":
        raise UnreadableError("a row or column of what is no name", node, ":")
    node = opened(node)
    if node.kind == "name":
        if scope := inf.bound.get(node.text):
            return scope[-1]
        known = inf.symbols.get(node.text) or inf.declared(node.text)
        if known is None:
            known = Symbol(node.text, INTEGER)
            inf.symbols[node.text] = known
        return known
    if node.kind == "number":
        return written_number(node.text)
    if (symbol := class_of(inf, node)) is not None:
        return symbol
    if node.kind == "sum":
        terms = [counting(inf, node.parts[0])]
        for sign, part in zip(node.text.split(), node.parts[1:], strict=True):
            term = counting(inf, part)
            terms.append(Call("negate", (term,), term.sort) if sign == "-" else term)
        return Call("add", tuple(terms), INTEGER)
    return inf.tree(node)


def class_of(inf: Inference, node: Node) -> Symbol | None:
    """The class of one sample, y_i: an integer of its own, where the sample is not bound."""
    if not is_class(node):
        return None
    base, index = opened(node.parts[0]).text, opened(node.parts[1])
    if base not in CLASSES:
        return None
    whole = scripted_text(base, node)
    if whole in inf.notation.names or inf.bound.get(index.text):
        return None
    known = inf.declared(base)
    if not inf.evidence.of(base) & CLASS or (known is not None and known.sort.kind != "number"):
        return None  # of a letter that carries numbers the entries are no indices: it is another letter
    inf.taken.setdefault(whole, f"{whole}: a class, which stands as an index")
    return inf.symbols.setdefault(whole, Symbol(whole, INTEGER))


def index_parts(below: Node | None) -> tuple[Node, ...]:
    """The indices in a subscript: ``ij``, ``i,j``, ``i+1``."""
    if below is None:
        return ()
    inner = opened(below)
    if inner.kind == "list" or (inner.kind == "juxtaposed" and inner.parts[0].kind != "number"):
        return tuple(map(opened, inner.parts))
    return (inner,)


def side_by_side(indices: tuple[Node, ...]) -> tuple[Node, ...]:
    """A_{1n} has two indices where A is a matrix, though 1n is a product elsewhere."""
    is_product = len(indices) == 1 and indices[0].kind == "juxtaposed" and len(indices[0].parts) == 2
    return tuple(map(opened, indices[0].parts)) if is_product else indices


def digit_by_digit(indices: tuple[Node, ...]) -> list[Node]:
    """W_{12} has two indices where W is a matrix."""
    found: list[Node] = []
    for index in indices:
        if index.kind == "number" and index.text.isdigit() and len(index.text) > 1:
            found += [Node("number", digit, (), index.first, index.last) for digit in index.text]
        else:
            found.append(index)
    return found


def fresh_index(inf: Inference) -> Symbol:
    """An index that the text does not use."""
    for letter in "ijkrst":
        if letter not in inf.evidence.uses and letter not in inf.symbols and not inf.bound.get(letter):
            return Symbol(letter, INTEGER)
    return Symbol("i'", INTEGER)


__all__ = ["class_of", "counting", "digit_by_digit", "fresh_index", "index_parts", "label_of", "side_by_side"]

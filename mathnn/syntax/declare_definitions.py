"""Definitions in declarations: what is set equal to a formula, with which parameters, and the sort that it gets."""

from __future__ import annotations

from mathnn.errors import SortError
from mathnn.expression import INTEGER, Bind, Call, Expr, Number, Sort, Symbol, function
from mathnn.expression.tree import is_zero, rebuild, substitute
from mathnn.notation import Name
from mathnn.syntax.declare_sorts import Table, for_any_label
from mathnn.syntax.definition_heads import Head
from mathnn.syntax.dimensions import linear, simple, written
from mathnn.syntax.evidence import rank_of
from mathnn.syntax.infer import ClashError, Inference
from mathnn.syntax.infer_indices import label_of
from mathnn.syntax.infer_relations import related
from mathnn.syntax.spelled_names import name_of
from mathnn.syntax.surface import Node
from mathnn.syntax.typefaces import face
from mathnn.syntax.uses import LETTER_INDEX, TRANSPOSED, VECTOR_LIKE


def define(inf: Inference, head: Head, right: Node, whole: Node, table: Table) -> None:
    """A row with a definition; its parameters are bound while the right side is read."""
    if head.is_function:
        _define_function(inf, head, right, table)
        return
    parameters: list[Symbol] = []
    label: Expr | None = None
    if head.label is not None:
        label = label_of(inf, head.label)
        parameters += _letters(label)
    indices = [Symbol(index.text, INTEGER) for index in head.indices if index.kind == "name"]
    for symbol in indices:
        inf.enter(symbol)
    tree = inf.tree(right)
    ranges = [inf.indexed.get(symbol) for symbol in indices]
    for symbol in reversed(indices):
        inf.leave(symbol)
    parameters += indices
    if head.name == r"\delta" and len(indices) == 2 and _is_kronecker(tree, indices):
        return
    if not head.indices and label is None and isinstance(tree, Bind) and tree.op == "vector" and _is_constant(tree):
        inf.symbols.pop(head.name, None)
        return
    symbol, tree = _defined_symbol(inf, head, tree, label, ranges, whole)
    if isinstance(tree, Bind) and tree.op == "vector" and label is None and not indices and not tree.body.sort.shape:
        parameters = [tree.index]
        tree = tree.body
    if label is not None:
        tree = _at_parameter(tree, label)
    table.rows[symbol.name] = Name(symbol, "", tree, tuple(parameters))


def _is_constant(tree: Bind) -> bool:
    """(1, ..., 1) and (0, ..., 0), which are known by their names."""
    return isinstance(tree.body, Number) and tree.body.value in (0, 1)


def _letters(label: Expr) -> list[Symbol]:
    return [atom for atom, _ in linear(label)[0] if isinstance(atom, Symbol)]


def _at_parameter(tree: Expr, label: Expr) -> Expr:
    """x_{t+1} = g(x_t) is x_t = g(x_{t-1}): the parameter is the label itself."""
    atoms, constant = linear(label)
    if not constant or not atoms:
        return tree
    letter = atoms[0][0]
    shifted = simple(Call("add", (letter, written(((), -constant))), INTEGER))
    return _simple_labels(substitute(tree, {letter: shifted}))


def _simple_labels(tree: Expr) -> Expr:
    if isinstance(tree, Call) and tree.op == "layer":
        return Call("layer", (tree.args[0], simple(tree.args[1])), tree.sort)
    return rebuild(tree, _simple_labels)


def _is_kronecker(tree: Expr, indices: list[Symbol]) -> bool:
    if not isinstance(tree, Call) or tree.op != "cases" or len(tree.args) < 3:
        return False
    value, condition, other = tree.args[:3]
    return isinstance(value, Number) and value.value == 1 and is_zero(other) and (
        isinstance(condition, Call) and condition.op == "equal" and set(condition.args) == set(indices))


def _defined_symbol(inf: Inference, head: Head, tree: Expr, label: Expr | None, ranges: list[Expr | None],
                    whole: Node) -> tuple[Symbol, Expr]:
    """The symbol that is defined, its sort agreeing with the right side."""
    known = inf.symbols.get(head.name) or inf.declared(head.name)
    if known is None and head.indices and label is None:
        known = inf.styled(head.name, len(head.indices))
    if tree.sort.kind == "function" and known is None:
        known = Symbol(head.name, tree.sort)
    if label is not None:
        return _defined_family(inf, head, tree, label, ranges, known, whole), tree
    if head.indices:
        shape = tuple(size if size is not None else inf.dimensions.fresh() for size in ranges)
        if known is not None and len(known.sort.shape) == len(shape):
            for a, b in zip(known.sort.shape, shape, strict=True):
                _same(inf, a, b)
        else:
            known = Symbol(head.name, Sort("number", (*shape, *tree.sort.shape)))
    elif known is None:
        rank, sure = rank_of(head.name, inf.evidence)
        sort = Sort("number", tree.sort.shape) if tree.sort.kind in ("number", "integer") else tree.sort
        if sure and rank != len(sort.shape) and not inf.evidence.of(head.name) & LETTER_INDEX:
            raise ClashError(f"{head.name} is set equal to something of another shape", whole)
        known = Symbol(head.name, sort)
    elif known.sort.kind in ("number", "integer"):
        related(inf, "equal", known, tree, whole)
    inf.symbols[head.name] = known
    return known, tree


def _same(inf: Inference, a: Expr, b: Expr) -> None:
    try:
        inf.dimensions.same(a, b)
    except SortError:
        return


def _defined_family(inf: Inference, head: Head, tree: Expr, label: Expr, ranges: list[Expr | None],
                    known: Symbol | None, whole: Node) -> Symbol:
    if known is None and head.indices:
        known = inf.styled(head.name, len(head.indices))
    shape = tree.sort.shape
    if head.indices:
        shape = tuple(size if size is not None else inf.dimensions.width() for size in ranges)
    if known is not None and known.sort.kind == "family":
        member = inf.layer(known, label)
        if head.indices:
            for a, b in zip(member.sort.shape, shape, strict=False):
                _same(inf, a, b)
        else:
            related(inf, "equal", member, tree, whole)
        return known
    rank, sure = rank_of(head.name, inf.evidence)
    if sure and not head.indices and rank != len(shape):
        raise ClashError(f"{head.name} is set equal to something of another shape", whole)
    value = for_any_label(Sort("number", shape), label)
    symbol = Symbol(head.name, Sort("family", (), (INTEGER,), value))
    inf.symbols[head.name] = symbol
    return symbol


def _define_function(inf: Inference, head: Head, right: Node, table: Table) -> None:
    parameters = [_parameter(inf, argument) for argument in head.arguments]
    declared = [_as_declared(inf, symbol) for symbol in parameters]
    known = inf.symbols.get(head.name)
    try:
        tree = _body(inf, head, right, declared, known)
        parameters = declared
    except SortError:  # "sigma(x) = ..." of numbers, beside a column x that it is applied to entry by entry
        if declared == parameters:
            raise
        tree = _body(inf, head, right, parameters, known)
    symbol = Symbol(head.name, function(*(p.sort for p in parameters), value=Sort("number", tree.sort.shape)))
    if known is not None and known.sort.kind == "function":
        symbol = known
    inf.symbols[head.name] = symbol
    inf.inferred.pop(head.name, None)
    table.rows[head.name] = Name(symbol, "", tree, tuple(parameters))


def _parameter(inf: Inference, argument: Node) -> Symbol:
    """A parameter by its typeface: a plain letter is a number."""
    text = name_of(argument)
    rank, _ = rank_of(text, inf.evidence) if face(text)[0] else (0, True)
    return Symbol(text, inf.sort_of_rank(rank))


def _as_declared(inf: Inference, parameter: Symbol) -> Symbol:
    r"""The x of f(x) = x^\top A x is a column: it was declared as one, it is transposed or has a length."""
    known = inf.symbols.get(parameter.name)
    if known is not None and known.sort.kind == "number" and known.sort.shape:
        return known
    is_turned = not parameter.sort.shape and inf.evidence.of(parameter.name) & (TRANSPOSED | VECTOR_LIKE)
    rank = rank_of(parameter.name, inf.evidence)[0] if is_turned else 0
    return Symbol(parameter.name, inf.sort_of_rank(rank)) if rank else parameter


def _body(inf: Inference, head: Head, right: Node, parameters: list[Symbol], known: Symbol | None) -> Expr:
    """The right side, while the parameters are bound."""
    if known is None or known.sort.kind != "function":
        inf.symbols[head.name] = Symbol(head.name, function(*(p.sort for p in parameters)))
    for symbol in parameters:
        inf.enter(symbol)
    try:
        tree = inf.tree(right)
    finally:
        for symbol in reversed(parameters):
            inf.leave(symbol)
    if tree.sort.kind not in ("number", "integer"):
        raise ClashError(f"the value of {head.name} is no number", right)
    return tree


__all__ = ["define"]

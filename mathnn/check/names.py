"""What a symbol stands for: an index, a changed value, a definition of the notation, a constant, a free value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from itertools import product
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import numpy as np

from mathnn.check import calculus
from mathnn.check.counting import as_number
from mathnn.check.dual import Dual, Value, level, linear, rank, shape, spread
from mathnn.check.elementwise import function
from mathnn.check.inverses import is_inverse
from mathnn.check.labels import free_indices
from mathnn.check.products import diag, stack
from mathnn.check.question import beginning
from mathnn.check.scene import Index, Key, OutOfRange, Unsupported, is_within
from mathnn.check.smooth import BLOCK
from mathnn.expression import INTEGER, NUMBER
from mathnn.expression.tree import DAGGER, FROBENIUS, Call, Expr, Symbol, symbols
from mathnn.notation import DECLARED, Name, plain
from mathnn.syntax.function_letters import TABLED
from mathnn.syntax.pointwise import at

if TYPE_CHECKING:
    from mathnn.check.evaluate import Evaluator, Local

RESTS = frozenset(("O", r"\mathcal{O}", r"\operatorname{O}", r"\mathrm{O}", "o"))  # no functions: rests of an order
DEEPEST = 40  # definitions inside definitions
BUILT_IN: Mapping[str, str] = {
    r"\sigma": "sigmoid", r"\tanh": "tanh", r"\exp": "exp", r"\log": "log", r"\ln": "log", r"\sin": "sin",
    r"\cos": "cos", r"\tan": "tan", r"\operatorname{ReLU}": "relu", r"\operatorname{relu}": "relu",
    r"\operatorname{sigmoid}": "sigmoid", r"\operatorname{softplus}": "softplus", r"\operatorname{sign}": "sign",
    r"\sinh": "sinh", r"\cosh": "cosh", "H": "step",
}
NOWHERE: Mapping[str, Any] = {}  # no index has a value
_ONES = re.compile(r"\\(mathbf|mathbb|mathds|boldsymbol|bm|vec)\{?1\}?(_\{?\\?\w+\}?)?$")
_ZEROS = re.compile(r"(\\(mathbf|mathbb|boldsymbol|bm|vec)\{?0\}?|0|O)(_\{?\\?\w+\}?)?$")
_IDENTITY = re.compile(r"(I|\\(mathbf|mathbb|boldsymbol|bm|mathrm)\{?I\}?|\\mathbb\{?1\}?|E)(_\{?\\?\w+\}?)?$")


def symbol(ev: Evaluator, tree: Symbol, local: Local) -> Value:
    """The value of a symbol."""
    if (found := local.get(tree.name)) is not None:
        is_index = isinstance(found, int) or (isinstance(found, np.ndarray) and found.dtype.kind == "i")
        return as_number(ev, found) if is_index else found  # type: ignore[arg-type, return-value]
    if tree.name == r"\infty":
        raise Unsupported("infinity as a number")
    return member(ev, tree, None, tree, local)


def member(ev: Evaluator, tree: Symbol, label: int | None, whole: Expr, local: Local) -> Value:
    """The value of a symbol, or of the member of its family with this label; `whole` has its sort.

    `local` holds the label that a dimension n_l may name.
    """
    scene = ev.scene
    row = scene.notation.find(tree.name)
    key = (tree.name if row is None else row.symbol.name, label)
    if scene.above is not None and (found := scene.override(key)) is not None:
        return scene.keep(tree.name, label, found)
    own = _own_indices(ev, row, local) if local and row is not None and row.definition is not None else {}
    if not own and (known := scene.cache.get(key)) is not None:
        return scene.keep(tree.name, label, known)
    if row is not None and row.definition is not None and (
            row.symbol.sort.kind != "family" if label is None else label > scene.starts.get(key[0], 0)):
        value = _defined(ev, row, label, whole, local, own)
        if own:
            return value  # not kept: in the next term of a sum it has another index
        scene.cache[key] = value
        return scene.keep(tree.name, label, value)
    if label == 0 and (first := scene.notation.names.get(beginning(tree.name))) is not None:
        return scene.keep(tree.name, label, ev.value(first.definition or first.symbol))
    if (constant := _constant(ev, tree, whole, row, local)) is not None:
        return constant
    if label is None and (whole.sort.kind == "integer" or (tree.name in scene.counts and not whole.sort.shape)):
        return as_number(ev, ev.index(Symbol(tree.name, INTEGER)))
    dims = tuple([ev.size(d, local) for d in whole.sort.shape]) if whole.sort.shape else ()
    if key[0] in scene.from_zero:
        dims = (dims[0] + 1, *dims[1:])
    return scene.keep(tree.name, label, scene.leaf(key, whole.sort, dims))


def constant_kind(tree: Symbol, whole: Expr, row: Name | None) -> str:
    """`identity`, `ones`, `zeros`, `pi` or `e` for a name that means it where nothing else is declared, else empty.

    The mark of a norm or of a matrix is none of them, and no letter either.
    """
    kind = whole.sort
    if row is not None and row.definition is not None:
        return ""
    if kind.shape:
        is_identity, meaning = _meant(tree.name)
        if row is not None and row.meaning == DECLARED and tree.name[:1] in "EO":
            return ""  # a matrix of the text, not the identity or zero of those who write E and O for them
        return "identity" if is_identity and kind.is_matrix and kind.shape[0] == kind.shape[1] else meaning
    if kind.is_number and (row is None or tree.name == r"\mathrm{e}"):
        return _NUMBERS.get(tree.name, "")
    return ""


@cache
def _meant(name: str) -> tuple[bool, str]:
    """Does a name mean the identity where it is a square matrix, and does it mean ones or zeros?"""
    meaning = "ones" if _ONES.match(name) else "zeros" if _ZEROS.match(name) else ""
    return _IDENTITY.match(name) is not None, meaning


_NUMBERS = {r"\pi": "pi", r"\mathrm{\pi}": "pi", r"\mathrm{e}": "e", FROBENIUS.name: "mark", DAGGER.name: "mark"}


def _constant(ev: Evaluator, tree: Symbol, whole: Expr, row: Name | None, local: Local) -> Value | None:
    """π, e, the identity matrix, vectors of ones or zeros, where nothing else is declared."""
    kind = constant_kind(tree, whole, row)
    if not kind:
        return None
    if kind == "pi":
        return ev.system.pi()
    if kind == "e":
        return function(ev.system, "exp", ev.number(1))
    dims = tuple(ev.size(d, local) for d in whole.sort.shape)
    if kind == "identity":
        return diag(stack([ev.number(1)] * dims[0]))
    return linear(lambda v: spread(v, (*dims, v.shape[-1])), ev.number(1 if kind == "ones" else 0))


def _defined(ev: Evaluator, row: Name, label: int | None, whole: Expr, local: Local, own: dict[str, Any]) -> Value:
    """Follow a definition: of a scalar or vector, of a family member, of a vector or matrix by its entries.

    `own` are the values of free indices of its formula.
    """
    if ev.depth > DEEPEST:
        raise Unsupported(f"{row.symbol.name} is defined by itself")
    inner = type(ev)(ev.scene, ev.depth + 1)
    parameters = list(row.parameters)
    given = _classes(local) | own
    if label is not None and parameters:
        given[parameters.pop(0).name] = label
    assert row.definition is not None
    if row.symbol.sort.kind == "function":
        raise Unsupported(f"the function {row.symbol.name} without an argument")
    if not parameters:
        return inner.value(row.definition, given)
    dims = tuple(ev.size(d, local) for d in whole.sort.shape)
    if len(dims) != len(parameters):
        raise Unsupported(f"{row.symbol.name} has {len(dims)} dimensions and {len(parameters)} indices")
    return _by_entries(inner, row.definition, [p.name for p in parameters], dims, given)


def _own_indices(ev: Evaluator, row: Name, local: Local) -> dict[str, Any]:
    """What the free indices of a formula stand for here: the i of s = y_i x_i, the j of g_j = a_j / L under a sum."""
    table = ev.scene.question.kept.setdefault("free indices of formulas", {})
    if (names := table.get(row.symbol.name)) is None:
        assert row.definition is not None
        free = free_indices((row.definition,), frozenset(p.name for p in row.parameters))
        names = table[row.symbol.name] = tuple(free)
    return {name: local[name] for name in names if name in local} if names else {}


def _classes(local: Local) -> dict[str, Any]:
    """The classes of samples, y_i, which are the same in a formula and in the statement that uses it."""
    return {name: value for name, value in local.items() if "_" in name}


def _by_entries(ev: Evaluator, body: Expr, indices: list[str], dims: tuple[int, ...], given: dict[str, Any]) -> Value:
    if not indices:
        return ev.value(body, given)
    rest = indices[1:], dims[1:]
    return stack([_by_entries(ev, body, *rest, {**given, indices[0]: i + 1}) for i in range(dims[0])])


def entry(ev: Evaluator, tree: Call, local: Local) -> Value:
    """An entry of a vector or matrix, a row of a matrix; indices count from 1."""
    base, *rest = tree.args
    places = [ev.index(arg, local) for arg in rest]
    if type(base) is Symbol:
        scene = ev.scene
        if len(places) == 1 and type(places[0]) is int and not places[0]:
            zeroth = scene.notation.find(f"{plain(base.name)}_0")
            if zeroth is not None:
                return symbol(ev, zeroth.symbol, {})
        row = scene.notation.find(base.name) if base.name not in local else None
        if row is not None and row.definition is not None and len(row.parameters) == len(places) and (
                scene.override(scene.key(base)) is None):
            if ev.depth > DEEPEST:
                raise Unsupported(f"{base.name} is defined by itself")
            return _defined_entry(ev, row, row.definition, places, local)
        if scene.from_zero and scene.key(base)[0] in scene.from_zero:
            places = [places[0] + 1, *places[1:]]
    return pick(ev.value(base, local), places)


def _defined_entry(ev: Evaluator, row: Name, definition: Expr, places: list[Index], local: Local) -> Value:
    """An entry by the formula for entries, kept in the scene: p_1 stands in each term of a sum over the others."""
    own = _own_indices(ev, row, local) if local else {}
    key = (row.symbol.name, *places) if not own and all(isinstance(place, int) for place in places) else None
    if key is not None and (known := ev.scene.entries.get(key)) is not None:
        return known
    given = _classes(local) | own | {p.name: i for p, i in zip(row.parameters, places, strict=True)}
    value = type(ev)(ev.scene, ev.depth + 1).value(definition, given)
    if key is not None:
        ev.scene.entries[key] = value
    return value


def pick(x: Value, places: list[Index]) -> Value:
    """The entries at these places, one for each sample where they differ."""
    sizes = shape(x)
    if len(sizes) <= len(places):  # the formula of the whole gives fewer indices
        raise Unsupported("an entry of what has none")
    at: list[int] = []
    for size, place in zip(sizes, places, strict=False):
        if not is_within(place, size):
            raise OutOfRange(f"index {place} of {size}")
        if type(place) is int:
            at.append(place - 1)
    if len(at) == len(places):
        return x[tuple(at)] if type(x) is np.ndarray else linear(itemgetter(tuple(at)), x)
    samples = np.arange(sizes[-1]) if sizes[-1] > 1 else 0
    each = tuple([np.asarray(place) - 1 for place in places])
    missing = len(sizes) - 1 - len(each)
    if missing:  # a row of a matrix: move the samples to the end again
        return linear(lambda v: np.moveaxis(v[(*each, slice(None), samples)], 0, -1), x)
    return linear(lambda v: v[(*each, samples)], x)


def layer(ev: Evaluator, tree: Call, local: Local) -> Value:
    """One member of a family of like names."""
    base, label = tree.args
    if not isinstance(base, Symbol):
        raise Unsupported("a label on something that is no name")
    number = ev.index(label, local)
    if isinstance(number, int):
        return member(ev, base, number, tree, local)
    found = {k: member(ev, base, k, tree, local) for k in {int(v) for v in np.unique(number)}}
    return linear(lambda *vs: np.select([number == k for k in found], list(np.broadcast_arrays(*vs))), *found.values())


def apply(ev: Evaluator, tree: Call, local: Local) -> Value:
    """A function of the text at its arguments."""
    head, *args = tree.args
    return called(ev, head, [ev.value(arg, local) for arg in args], local)


def called(ev: Evaluator, head: Expr, args: list[Value], local: Local = NOWHERE) -> Value:
    """The value of a function at these values; one of a number goes entry by entry over a vector."""
    sort = head.sort
    if len(args) == 1 and rank(args[0]) and (sort.domain == (NUMBER,) or not sort.domain):
        return _entry_by_entry(ev, head, args[0])
    if isinstance(head, Call):
        return _operation(ev, head, args)
    if not isinstance(head, Symbol):
        raise Unsupported("a function that is no name")
    row = ev.scene.row(head)
    if row is not None and row.definition is not None and row.parameters:
        if len(row.parameters) != len(args) or ev.depth > DEEPEST:
            raise Unsupported(f"{head.name} with {len(args)} arguments")
        own = _own_indices(ev, row, local) if local else {}
        given = own | dict(zip((p.name for p in row.parameters), args, strict=True))
        return type(ev)(ev.scene, ev.depth + 1).value(row.definition, given)
    if (row is None or (row.definition is None and head.name in TABLED)) and head.name in BUILT_IN and len(args) == 1:
        return function(ev.system, BUILT_IN[head.name], args[0])
    if is_inverse(head):
        raise Unsupported("an inverse function")
    if head.name in RESTS and (row is None or row.definition is None):
        raise Unsupported("a rest of some order")
    return _unknown(ev, head, args)


def _entry_by_entry(ev: Evaluator, head: Expr, x: Value) -> Value:
    """All entries as samples of one call where nothing else varies, else one call each."""
    row = ev.scene.row(head) if isinstance(head, Symbol) else None
    alone = row is None or row.definition is None or symbols(row.definition) <= set(row.parameters)
    if alone and isinstance(head, Symbol):
        sizes = shape(x)
        flat = linear(lambda v: v.reshape(-1), x)
        made = called(ev, head, [flat])
        return linear(lambda v: spread(v, shape(flat)).reshape(sizes), made)
    return stack([called(ev, head, [linear(lambda v, i=i: v[i], x)]) for i in range(shape(x)[0])])


def _operation(ev: Evaluator, head: Call, args: list[Value]) -> Value:
    """f', f + g, f g and the like at these values."""
    if head.op == "prime":
        if head.args[0].sort.domain and head.args[0].sort.domain[0].shape:
            raise Unsupported("the prime of a function of a column")
        order = 1 if len(head.args) == 1 else ev.index(head.args[1])
        if not isinstance(order, int) or not 0 <= order <= 4 or len(args) != 1:
            raise Unsupported("a derivative of this order")
        return calculus.along(ev, lambda x: called(ev, head.args[0], [x]), args[0], order)
    if head.op == "compose":
        for part in reversed(head.args):
            args = [called(ev, part, args)]
        return args[0]
    letters = tuple(Symbol(f" {i}") for i in range(len(args)))
    return ev.value(at(head, *letters), dict(zip((letter.name for letter in letters), args, strict=True)))


def _unknown(ev: Evaluator, head: Symbol, args: list[Value]) -> Value:
    """Any smooth function: of all entries of its arguments; of vector value, one function an entry."""
    flat = [part for arg in args for part in _entries(arg)]
    value = head.sort.value
    dims = tuple([ev.size(d) for d in value.shape]) if value is not None and value.shape else ()
    name = ev.scene.key(head)[0]
    _, place, position = getattr(ev.scene.source, "curves", {}).get(name, "").partition("@")
    if place and len(args) > (at := int(position)):
        start = sum(len(_entries(arg)) for arg in args[:at])
        name += f"{BLOCK}{start}:{start + len(_entries(args[at]))}"
    if not dims:
        return _smooth(ev, name, (0,) * len(flat), flat)
    made = [_smooth(ev, f"{name} {at}", (0,) * len(flat), flat) for at in product(*map(range, dims))]
    return linear(lambda v: v.reshape(*dims, v.shape[-1]), stack(made))


def _entries(x: Value) -> list[Value]:
    if not rank(x):
        return [x]
    flat = linear(lambda v: v.reshape(-1, v.shape[-1]), x)
    return [linear(lambda v, i=i: v[i], flat) for i in range(shape(flat)[0])]


def _smooth(ev: Evaluator, name: str, order: tuple[int, ...], args: list[Value]) -> Value:
    ev.scene.budget[0] -= len(args)
    top = max(map(level, args), default=0)
    if top == 0:
        return ev.scene.source.smooth(name, order, tuple(args))  # type: ignore[arg-type]
    at = [a.value if isinstance(a, Dual) and a.level == top else a for a in args]
    change: Value = ev.number(0)
    for i, a in enumerate(args):
        if isinstance(a, Dual) and a.level == top:
            raised = (*order[:i], order[i] + 1, *order[i + 1 :])
            change = change + _smooth(ev, name, raised, at) * a.tangent
    return Dual(_smooth(ev, name, order, at), change, top)


__all__ = ["Fraction", "Key", "apply", "called", "entry", "layer", "member", "pick", "plain", "symbol"]

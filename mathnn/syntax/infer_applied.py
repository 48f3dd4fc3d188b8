"""A name before brackets: a function of what is in them, or a product. And the functions of the tables."""

from __future__ import annotations

from itertools import pairwise

from mathnn.expression import NUMBER, TRUTH, Call, Expr, Number, Sort, Symbol, function
from mathnn.expression.operators import ONE
from mathnn.syntax.function_letters import is_function
from mathnn.syntax.index_letters import is_index, is_label
from mathnn.syntax.infer import COLUMN, ENTRYWISE, ClashError, Inference, UnreadableError
from mathnn.syntax.infer_calculus import evaluated, subscripted_slope
from mathnn.syntax.infer_dots import is_dots
from mathnn.syntax.infer_functions import combined, functions_in, names_inverse
from mathnn.syntax.infer_indices import counting
from mathnn.syntax.infer_moments import MEANS, is_spread_name, of_vectors, spread_about
from mathnn.syntax.infer_names import function_named
from mathnn.syntax.infer_primes import slope_of
from mathnn.syntax.infer_signs import bound_over
from mathnn.syntax.infer_superscripts import raised, superscript
from mathnn.syntax.spelled_names import script_parts, scripted_text, text_of
from mathnn.syntax.surface import Node, opened, walk
from mathnn.syntax.uses import PRIMED

_BRACKETS = ("()", "[]", r"\{\}")
_DENSITIES = ("p", "P", "q")
_OF_ANY_NUMBER = frozenset(("p", "q", "P", "Q", "H", "I", "E", r"\Pr"))  # of variables, under one name for each count
MEAN_VALUE = Symbol("E", Sort("function", (), (), NUMBER))  # E[X]: the brackets say that it is no error E
INDICATORS = frozenset((r"\mathbb{1}", r"\mathbf{1}", r"\mathbb{I}", r"\mathrm{1}", r"\chi", r"\boldsymbol{1}"))


def applied(inf: Inference, parts: tuple[Node, ...], i: int, node: Node) -> tuple[Expr, int]:
    """The factor that begins at `i`, and where the next one begins."""
    part = parts[i]
    after = parts[i + 1] if i + 1 < len(parts) else None
    if after is None:
        return inf.tree(part), i + 1
    group = after.parts[0] if after.kind == "scripts" else after
    if part.kind == "scripts" and (mean := _mean_of_rest(inf, parts[i:])) is not None:
        return mean, len(parts)
    if group.kind != "group" or group.text not in _BRACKETS:
        return inf.tree(part), i + 1
    whole = Node("juxtaposed", "", (part, after), part.first, after.last)
    made = (_indicator(inf, part, group, whole) or _expectation(inf, part, group, whole)
            or evaluated(inf, part, group, whole) or _call(inf, part, group, whole))
    if made is None:
        return inf.tree(part), i + 1
    inf.places[id(made)] = whole
    if after.kind == "scripts":
        made = _raised(inf, made, after)
    return made, i + 2


def _raised(inf: Inference, tree: Expr, node: Node) -> Expr:
    """The scripts behind the brackets of an application belong to its value."""
    return raised(inf, tree, node, script_parts(node))


# --- what may be applied ----------------------------------------------------------------------------------------------
def _call(inf: Inference, part: Node, group: Node, whole: Node) -> Expr | None:
    marks = part.text if part.kind == "scripts" else ""
    if marks.strip("'") == "^" and opened(part.parts[1]).kind == "number" and (
            "'" in marks or _is_function(inf, opened(part.parts[0]), group)):
        return _power_of_value(inf, part, group, whole)
    if marks == "_" and (slope := subscripted_slope(inf, part, group, whole)) is not None:
        return slope
    head = head_of(inf, part, group)
    if head is None or _holds_itself(part, group):
        return None
    _expect(inf, head, group)
    args = arguments(inf, group, listed=not (isinstance(head, Symbol) and head.name in _OF_ANY_NUMBER))
    if isinstance(head, Symbol):
        if any(map(_has_shape, args)) and (moment := of_vectors(inf, head, args, group)) is not None:
            return moment
        if head.name == "E" and group.text == "[]" and inf.declared("E") is None:
            return Call("apply", (MEAN_VALUE, *args), NUMBER)
        if head.name in _DENSITIES and (inner := opened(group.parts[0])).kind == "list" and ";" in inner.text:
            args = (_with_parameters(inner, args),)
        head = _of_entries(inf, _for_arguments(inf, head, args), args, group)
    return call(inf, head, args, whole)


def _expect(inf: Inference, head: Expr, group: Node) -> None:
    """New letters as arguments of a function of columns are such columns."""
    if not any(sort.shape for sort in head.sort.domain) or not group.parts:
        return
    inside = opened(group.parts[0])
    parts = inside.parts if inside.kind == "list" else (inside,)
    if len(parts) == len(head.sort.domain):
        for part, sort in zip(map(opened, parts), head.sort.domain, strict=True):
            if part.kind == "name" and sort.shape and inf.is_new(part.text):
                inf.name(part.text, sort)


def _holds_itself(part: Node, group: Node) -> bool:
    """Does the bracket hold the bare function again? sigma (1 - sigma) is a product of values, f(f(x)) is none."""
    base = opened(part.parts[0]) if part.kind == "scripts" else part
    if base.kind != "name":
        return False
    called = {id(item) for node in walk(group) if node.kind == "juxtaposed"
              for item, after in pairwise(node.parts) if opened(after) is not after or after.kind == "group"}
    return any(node.kind == "sum" and any(_is_bare(item, base.text, called) for item in node.parts)
               for node in walk(group))


def _is_bare(item: Node, name: str, called: set[int]) -> bool:
    inner = opened(item)
    return inner.kind == "name" and inner.text == name and id(item) not in called


def _has_shape(arg: Expr) -> bool:
    """Is it a column or matrix, or one under a condition, x | y?"""
    return bool(arg.sort.shape or (isinstance(arg, Call) and arg.op == "given" and arg.args[0].sort.shape))


def _with_parameters(inner: Node, args: tuple[Expr, ...]) -> Expr:
    """p(x; \\theta) is the density of x where the parameter is \\theta."""
    at = inner.text.split().index(";") + 1
    front, behind = (part[0] if len(part) == 1 else Call("tuple", part, NUMBER) for part in (args[:at], args[at:]))
    return Call("given", (front, behind), NUMBER)


def _is_function(inf: Inference, base: Node, group: Node) -> bool:
    known = inf.symbols.get(base.text) or inf.declared(base.text)
    if base.kind != "name" or (base.text == r"\sigma" and inf.declared(base.text) is None):  # sigma^2 is a variance
        return False
    if known is not None:
        return known.sort.kind == "function"
    return base.text not in inf.forced and base.text not in inf.bound and is_function(
        base.text, inf.evidence.of(base.text), group)


def _power_of_value(inf: Inference, part: Node, group: Node, whole: Node) -> Expr | None:
    """f^2(x) is the square of f(x), f'^2(x) that of f'(x)."""
    marks = part.text.replace("^", "")
    head = Node("scripts", marks, part.parts[:1], part.first, part.last) if marks else opened(part.parts[0])
    made = _call(inf, head, group, whole)
    return None if made is None else superscript(inf, made, part.parts[1], whole)


_RECIPROCAL = {"cot": ("cos", "sin"), "sec": ("", "cos"), "csc": ("", "sin"), "coth": ("cosh", "sinh")}


def call_named(inf: Inference, text: str, group: Node, node: Node) -> Call:
    """A function of this name at what stands between the brackets."""
    if (known := inf.declared(text)) is not None:
        _expect(inf, known, group)
    args = arguments(inf, group, listed=text not in _OF_ANY_NUMBER)
    made = call(inf, _of_entries(inf, _for_arguments(inf, function_named(inf, text), args), args, group), args, node)
    assert isinstance(made, Call)
    return made


def call(inf: Inference, head: Expr, args: tuple[Expr, ...], node: Node) -> Expr:
    """A function applied; the logistic function by its own name where nothing else is declared."""
    if isinstance(head, Symbol) and head.name == r"\sigma" and inf.declared(r"\sigma") is None and len(args) == 1:
        return inf.make("sigmoid", args, node)
    if not args:
        raise UnreadableError("a function without an argument", node)
    if any(arg.sort.kind not in ("number", "integer") for arg in args):
        return Call("apply", (head, *args), head.sort.value or NUMBER)
    if len(args) == 1 == len(head.sort.domain) and head.sort.domain[0].is_vector and head.sort.value is not None and (
            head.sort.value.is_vector and (found := _place(args[0])) is not None):
        return inf.entry(call(inf, head, found[:1], node), (found[1],), node)  # sigma(z_i), where sigma was softmax
    return inf.make("apply", (head, *map(_zero, head.sort.domain, args), *args[len(head.sort.domain):]), node)


def _zero(wanted: Sort, arg: Expr) -> Expr:
    """f(0) of a function of a column: the column of zeros."""
    is_zero = isinstance(arg, Number) and arg.value == 0
    return Symbol("0", wanted) if is_zero and wanted.shape else arg


def _for_arguments(inf: Inference, head: Symbol, args: tuple[Expr, ...]) -> Symbol:
    """An undeclared function gets the sorts of its arguments from the first place where it is applied."""
    if head.name in inf.inferred and head.sort.domain == (NUMBER,) and head.name not in (r"\sigma",):
        domain = tuple(NUMBER if arg.sort.kind in ("integer", "function") else Sort(arg.sort.kind, arg.sort.shape)
                       for arg in args)
        if inf.forced.get(head.name) == ENTRYWISE and len(args) == 1:
            inf.taken.setdefault("map " + head.name, f"{head.name} acts entry by entry")
            return head
        if len(domain) == 1 and domain[0].shape:
            inf.maps.add(head.name)
        if domain != (NUMBER,) and domain and not inf.taken.get("f " + head.name):
            value = inf.sort_of_rank(1) if inf.forced.get(head.name) == COLUMN else head.sort.value or NUMBER
            head = Symbol(head.name, function(*domain, value=value))
            inf.symbols[head.name] = inf.inferred[head.name] = head
            inf.taken["f " + head.name] = ""
    return head


def _of_entries(inf: Inference, head: Symbol, args: tuple[Expr, ...], group: Node) -> Symbol:
    """f of x_1, ..., x_n takes all of them together, even where an f of one number was met before."""
    is_listed = len(args) == 1 and args[0].sort.is_vector and group.parts and group.parts[0].kind == "list"
    row = inf.notation.find(head.name)
    if not is_listed or head.sort.domain != (NUMBER,) or (row is not None and row.definition is not None):
        return head
    head = Symbol(head.name, function(args[0].sort, value=NUMBER))
    inf.symbols[head.name] = inf.inferred[head.name] = head
    return head


def head_of(inf: Inference, part: Node, group: Node) -> Expr | None:
    """The function that a factor before brackets is; None when it is a factor."""
    part = opened(part)
    if part.kind == "name":
        return _function_name(inf, part.text, group)
    if part.kind == "group" and part.text == "()" and part.parts:
        return functions_in(inf, part.parts[0])
    if part.kind != "scripts":
        return None
    base = opened(part.parts[0])
    if base.kind == "group" and base.text == "()" and base.parts:
        if part.text.strip("'"):
            return None
        inner = functions_in(inf, base.parts[0]) or combined(inf, base.parts[0])
        return None if inner is None else slope_of(inner, part.text.count("'"))
    if base.kind != "name":
        return None
    return _scripted_head(inf, part, base, group)


def _function_name(inf: Inference, text: str, group: Node) -> Expr | None:
    known = (inf.bound[text][-1] if inf.bound.get(text) else None) or inf.symbols.get(text) or inf.declared(text)
    if known is not None:
        if known.sort.kind == "function":
            inf.symbols.setdefault(text, known)
            return known
        inner = opened(group.parts[0]) if group.parts else None
        if inner is not None and group.text == "()" and (inner.kind in ("list", "given", "relation") or (
                text in _DENSITIES and inner.kind == "name" and text in inf.inferred)):
            if not known.sort.shape and known.name in inf.inferred:
                return inf.symbols.setdefault(text + "(", Symbol(text, function()))
            raise ClashError(f"{text} is used as a function", group)
        return None
    if text in inf.forced and inf.forced[text] >= 0 and inf.forced[text] != 9:
        return None
    if inf.forced.get(text) == 9 or is_function(text, inf.evidence.of(text), group):
        return function_named(inf, text)
    return None


def _scripted_head(inf: Inference, part: Node, base: Node, group: Node) -> Expr | None:
    """f', f^{(n)}, p_\\theta, f^{-1}, l^{(i)} before brackets."""
    marks = part.text
    whole = scripted_text(base.text, Node("scripts", marks.replace("'", ""), part.parts, part.first, part.last))
    primes = marks.count("'")
    if marks.strip("'") == "":
        known = inf.symbols.get(base.text) or inf.declared(base.text)
        if known is not None and known.sort.kind != "function":
            return None
        if primes and known is not None and any(sort.shape for sort in known.sort.domain) and (
                base.text in inf.notation.names):
            raise ClashError("a prime on a function of a column", part)
        return slope_of(function_named(inf, base.text), primes)
    known = inf.symbols.get(whole) or (inf.notation.names[whole].symbol if whole in inf.notation.names else None)
    if known is not None:
        return slope_of(known, primes) if known.sort.kind == "function" else None
    declared = inf.symbols.get(base.text) or inf.declared(base.text)
    if marks == "^" and declared is not None and declared.sort.kind == "function":
        if is_label(part.parts[1]) or opened(part.parts[1]).kind == "prefix":
            return superscript(inf, declared, part.parts[1], part)
        return None
    if declared is not None and (
            declared.sort.shape or declared.sort.kind == "family" or base.text in inf.notation.names):
        return None
    if marks == "^" and names_inverse(inf, base.text, part.parts[1], group):
        return superscript(inf, function_named(inf, base.text), part.parts[1], part)
    if marks == "^" and not is_label(part.parts[1]):
        return None
    if marks == "^" and base.text in "fgFGhH":
        return superscript(inf, function_named(inf, base.text), part.parts[1], part)
    if not is_function(base.text, inf.evidence.of(base.text) | (PRIMED if primes else 0), group):
        return None
    return slope_of(function_named(inf, whole), primes)


def arguments(inf: Inference, group: Node, *, listed: bool = True) -> tuple[Expr, ...]:
    """What stands between the brackets of an application; `listed` arguments with dots among them are one column."""
    if not group.parts:
        return ()
    inner = group.parts[0]
    if inner.kind == "list":
        return _listed(inf, inner) if listed else tuple(inf.tree(part) for part in inner.parts)
    if inner.kind == "given" and set(inner.text.split()) <= {r"\mid", "|", r"\middle|", r"\vert"}:
        from mathnn.syntax.infer_statements import conditioned

        return (conditioned(inf, inner),)
    return (inf.tree(inner),)


def _listed(inf: Inference, inner: Node) -> tuple[Expr, ...]:
    """The arguments in a list; one column where dots stand among them."""
    from mathnn.syntax.infer_arguments import listed_arguments

    if any(map(is_dots, inner.parts)):
        try:
            return (listed_arguments(inf, inner.parts, inner),)
        except UnreadableError:
            pass  # dots that follow no pattern stay an argument
    return tuple(inf.tree(part) for part in inner.parts)


# --- indicators and expectations --------------------------------------------------------------------------------------
def _indicator(inf: Inference, part: Node, group: Node, whole: Node) -> Expr | None:
    part = opened(part)
    if part.kind != "name" or part.text not in INDICATORS or not group.parts:
        return None
    inner = inf.tree(group.parts[0])
    return inf.make("indicator", (inner,), whole) if inner.sort == TRUTH else None


def _expectation(inf: Inference, part: Node, group: Node, whole: Node) -> Expr | None:
    """E_{x \\sim p}[f(x)] binds x."""
    part = opened(part)
    if part.kind != "scripts" or part.text != "_" or not group.parts:
        return None
    base = opened(part.parts[0])
    is_spread = base.kind == "name" and is_spread_name(text_of(base))
    if base.kind != "name" or (base.text not in MEANS and not is_spread):
        return None
    below = opened(part.parts[1])
    if below.kind != "relation" and base.text not in ("E", r"\mathbb{E}"):
        return None

    mean = bound_over(inf, "expectation", below, group, whole)
    return spread_about(mean, whole) if is_spread else mean


def _mean_of_rest(inf: Inference, parts: tuple[Node, ...]) -> Expr | None:
    """E_i f_i without brackets: of all that follows in the product; a plain E only before another one, E_x E_y[...]."""
    first, after = parts[0], parts[1]
    base = opened(first.parts[0])
    if first.text != "_" or base.text not in ("E", r"\mathbb{E}"):
        return None
    if opened(first.parts[1]).kind not in ("name", "relation"):
        return None
    group = after.parts[0] if after.kind == "scripts" and not after.text.startswith("_") else after
    if group.kind == "group" and group.text in _BRACKETS:
        return None
    is_next = after.kind == "scripts" and opened(after.parts[0]).text == base.text
    if base.text == "E" and not (is_next and len(parts) > 2):
        return None
    rest = parts[1] if len(parts) == 2 else Node("juxtaposed", "", parts[1:], after.first, parts[-1].last)
    whole = Node("juxtaposed", "", parts, first.first, parts[-1].last)
    return _expectation(inf, first, Node("group", "[]", (rest,), rest.first, rest.last), whole)


# --- functions of the tables ------------------------------------------------------------------------------------------
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
        name = Symbol(base.text, function())
        made = call(inf, slope_of(name, head.text.count("'")), arguments(inf, argument), node)
    else:
        made = _operation(inf, op, head, argument, node)
    if head.kind == "scripts" and "^" in head.text:
        above = head.parts[1 + head.text.replace("'", "").index("^")]
        made = _power_of_function(inf, made, above, node)
    return made


def _operation(inf: Inference, op: str, head: Node, argument: Node, node: Node) -> Expr:
    if op in ("max", "min", "argmax", "argmin"):
        return _extreme(inf, op, argument, node)
    if op == "angle":
        return inf.make("angle", arguments(inf, argument), node)
    if op in ("cos", "sin") and (pair := _two(argument)) is not None:  # cos(a, b) and cos<a, b>: of their angle
        return inf.make(op, (inf.make("angle", tuple(map(inf.tree, pair)), node),), node)
    bracketed = argument.kind == "group" and argument.text in _BRACKETS
    args = arguments(inf, argument) if bracketed else (inf.tree(argument),)
    if len(args) != 1:
        if op == "diag":
            args = (inf.make("vector", args, node),)
        else:
            raise UnreadableError(f"{op} takes one argument", argument)
    if head.kind == "scripts" and "_" in head.text:
        return _with_base(inf, op, head.parts[1], args[0], node)
    if op in _RECIPROCAL:
        above, under = _RECIPROCAL[op]
        top = inf.make(above, args, node) if above else ONE
        return inf.make("divide", (top, inf.make(under, args, node)), node)
    if op == "sigmoid" and args[0].sort.kind == "truth":
        raise ClashError("a statement stands as an argument", argument)
    if op == "softmax" and (found := _place(args[0])) is not None:  # softmax(z_i) is a way to write softmax(z)_i
        return inf.entry(inf.make(op, (found[0],), node), (found[1],), node)
    return inf.make(op, args, node)


def _two(argument: Node) -> tuple[Node, ...] | None:
    """Two things in brackets."""
    if argument.kind != "group" or argument.text not in ("()", r"\langle\rangle") or not argument.parts:
        return None
    inner = opened(argument.parts[0])
    return inner.parts if inner.kind == "list" and len(inner.parts) == 2 else None


def _place(x: Expr) -> tuple[Expr, Symbol] | None:
    """The vector and the index, where x is an entry at an index that is a letter."""
    if isinstance(x, Call) and x.op == "entry" and len(x.args) == 2 and x.args[0].sort.is_vector and (
            isinstance(x.args[1], Symbol)):
        return x.args[0], x.args[1]
    return None


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
            from mathnn.syntax.infer_columns import column

            return inf.make("greatest" if op == "max" else "least", (column(inf, inner),), node)
        from mathnn.syntax.infer_products import spread, terms

        args = terms(inf, inner.parts)
        shape = next((arg.sort for arg in args if arg.sort.shape), None)
        if shape is not None:
            args = [spread(inf, arg, shape) if not arg.sort.shape else arg for arg in args]
        return inf.make(op, tuple(args), node)
    name = {"max": "greatest", "min": "least"}.get(op, op)
    tree = inf.tree(inner)
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


__all__ = ["applied", "arguments", "call", "from_table", "head_of"]

"""The operators d/dx, nabla and partial_x before what they differentiate."""

from __future__ import annotations

from mathnn.expression import NUMBER, Call, Expr, Number, Symbol
from mathnn.expression.operators import is_one
from mathnn.expression.tree import symbols
from mathnn.notation import VALUE_AT
from mathnn.syntax.derivative_fractions import as_derivative, is_operator
from mathnn.syntax.function_letters import FUNCTIONS
from mathnn.syntax.grammar import TRANSPOSES
from mathnn.syntax.infer import Inference, UnreadableError
from mathnn.syntax.infer_indices import counting
from mathnn.syntax.infer_superscripts import superscript
from mathnn.syntax.surface import Node, opened, script
from mathnn.syntax.typefaces import BOLD_FACES, face
from mathnn.syntax.uses import CALLED

_PLACES = frozenset("ijklmn")
COSTS = frozenset((*"LJCE", r"\ell", r"\mathcal{L}"))  # of which nabla L^T is a gradient turned
_TURNS = (r"\top", "T", r"\intercal", r"\mathsf{T}")


def derivative(inf: Inference, y: Expr,
               found: tuple[str, Node | None, tuple[Node, ...], list[tuple[Node, Node | None]]], node: Node) -> Expr:
    """The derivative of y by the variables of a fraction, of its order."""
    sign, order, _, variables = found
    made = y
    for variable, times in reversed(variables):
        x = inf.tree(variable)
        if x.sort.kind not in ("number", "integer"):
            raise UnreadableError("a derivative by something that is no variable", variable)
        if x.sort.kind == "integer" and isinstance(x, Symbol) and x.name in inf.inferred:
            x = Symbol(x.name, NUMBER)
        count = inf.tree(times) if times is not None else None
        extra = (count,) if count is not None else ()
        made = inf.make(sign, (made, x, *extra), node) if extra or not _is_row(inf, made, x) else _of_row(
            inf, sign, made, x, node)
    if order is not None and len(variables) == 1 and variables[0][1] is None:
        raise UnreadableError("the order of this derivative differs above and below", node)
    return made


def _is_row(inf: Inference, y: Expr, x: Expr) -> bool:
    return x.sort.is_vector and y.sort.is_matrix and is_one(inf.shape(y)[0])


def _of_row(inf: Inference, sign: str, y: Expr, x: Expr, node: Node) -> Expr:
    """The derivative of a row by a column is that of the column which it is turned: of x^T the identity."""
    column = y.args[0] if isinstance(y, Call) and y.op == "transpose" else inf.make("transpose", (y,), node)
    return inf.make(sign, (y if column.sort.is_matrix else column, x), node)


def differentiated(inf: Inference, parts: tuple[Node, ...], i: int) -> tuple[Expr, int]:
    """An operator and what it differentiates: the factors after it, up to the next operator for nabla."""
    operator, end = parts[i], _reach(inf, parts, i)
    if end == i + 1:
        raise UnreadableError("nothing stands after this operator", operator)
    rest = parts[i + 1 : end]
    turned = _turned(inf, rest)
    if turned is not None:
        rest = (*rest[:-1], turned[0])
    whole = Node("juxtaposed", "", parts[i:end], operator.first, parts[end - 1].last)
    made = _by(inf, operator, rest, whole)
    if turned is not None:
        made = superscript(inf, made, turned[1], whole)
    return made, end


def _reach(inf: Inference, parts: tuple[Node, ...], i: int) -> int:
    """Where what is differentiated ends. d/dx takes all; nabla takes f(x), or all up to the next operator."""
    if parts[i].kind == "frac":
        return len(parts)
    end = i + 1
    while end < len(parts) and not is_operator(inf, parts[end]):
        end += 1
    if end == i + 1 and end < len(parts):
        return len(parts)
    after = parts[i + 1] if i + 1 < len(parts) else None
    if after is None:
        return end
    base = opened(after.parts[0]) if after.kind == "scripts" else opened(after)
    if after.kind == "scripts" and _is_transposed(after) and _is_function(inf, base):
        return i + 2  # nabla f^T (x - a), a gradient turned, no f(x - a)
    follows = parts[i + 2] if i + 2 < len(parts) else None
    group = follows.parts[0] if follows is not None and follows.kind == "scripts" else follows
    if (base.kind == "name" or (base.kind == "group" and base.text == "()")) and group is not None and (
            group.kind == "group" and group.text in ("()", "[]")):
        return i + 3
    if base.kind == "name" and follows is not None and not _numeric(after) and not _is_factor(inf, after, base):
        return i + 2
    return end


def _is_factor(inf: Inference, node: Node, base: Node) -> bool:
    """A bold or transposed name that is no function: the first factor of what is differentiated, x^T A x."""
    known = inf.symbols.get(base.text) or inf.declared(base.text)
    if known is not None and known.sort.kind == "function":
        return False
    is_bold = face(base.text)[0] in BOLD_FACES
    return is_bold or (node.kind == "scripts" and _is_transposed(node) and not _is_function(inf, base))


def _is_transposed(node: Node) -> bool:
    return "^" in node.text and opened(node.parts[-1]).text in TRANSPOSES


def _is_function(inf: Inference, base: Node) -> bool:
    """A letter for a function or a cost, or one that is applied elsewhere in the statement, R(w)."""
    known = inf.symbols.get(base.text) or inf.declared(base.text)
    is_called = bool(inf.evidence.of(base.text) & CALLED) and (known is None or known.sort.kind == "function")
    return base.kind == "name" and (base.text in FUNCTIONS or is_called or _is_cost(inf, base.text))


def _numeric(node: Node) -> bool:
    return node.kind == "number" or node.kind == "frac"


def _is_cost(inf: Inference, name: str) -> bool:
    known = inf.symbols.get(name) or inf.declared(name)
    return name in COSTS and (known is None or not known.sort.shape)


def _turned(inf: Inference, rest: tuple[Node, ...]) -> tuple[Node, Node] | None:
    """nabla f(x)^T and nabla f^T are the transpose of the gradient."""
    last = rest[-1]
    if last.kind != "scripts" or last.text != "^" or opened(last.parts[1]).text not in _TURNS:
        return None
    base = opened(last.parts[0])
    is_call = len(rest) == 2 and last.parts[0].kind == "group"
    is_letter = len(rest) == 1 and _is_function(inf, base)
    return (last.parts[0], last.parts[1]) if is_call or is_letter else None


def _by(inf: Inference, operator: Node, rest: tuple[Node, ...], whole: Node) -> Expr:
    from mathnn.syntax.infer_products import sequence

    if operator.kind == "frac":
        found = as_derivative(operator)
        assert found is not None
        return derivative(inf, sequence(inf, rest, whole), found, whole)
    base = opened(operator.parts[0]) if operator.kind == "scripts" else operator
    below, above = script(operator, "_"), script(operator, "^")
    if operator.kind == "scripts" and not {"'", "!"}.isdisjoint(operator.text):
        raise UnreadableError("a prime or an exclamation mark at this operator", operator)
    y = sequence(inf, rest, whole)
    x = _by_place(inf, y, below, whole) if below is not None and base.text != r"\nabla" else None
    if x is None:
        x = _of_layer(inf, inf.tree(below)) if below is not None else _argument(inf, y, whole)
    if base.text != r"\nabla":
        return inf.make("partial", (y, x), whole)
    point = _point(inf, y, x)
    if point is not None:
        assert isinstance(y, Call)
        y = inf.make("apply", (y.args[0], x), whole)
    if above is None:
        made = inf.make("gradient" if not y.sort.shape else "jacobian", (y, x), whole)
    else:
        order = inf.tree(above)
        if not isinstance(order, Number) or order.value != 2:
            raise UnreadableError("this power of nabla", above)
        made = inf.make("hessian", (y, x), whole)
    return made if point is None else inf.make("at", (made, x, point), whole)


def _point(inf: Inference, y: Expr, x: Expr) -> Expr | None:
    """The a of nabla_x f(a), where x is the letter of f's own formula and a does not hang on it."""
    if not (isinstance(y, Call) and y.op == "apply" and len(y.args) == 2 and isinstance(x, Symbol)):
        return None
    head, point = y.args
    row = inf.notation.names.get(head.name) if isinstance(head, Symbol) else None
    if row is None or row.parameters != (x,) or point.sort != x.sort or not isinstance(point, Symbol) or point == x:
        return None
    said = inf.notation.names.get(point.name)
    return point if said is None or said.definition is None else None


def _of_layer(inf: Inference, x: Expr) -> Expr:
    """The a of nabla_a C where a stands for layers: that of the only layer that was named before."""
    if isinstance(x, Symbol) and x.sort.kind == "family" and len(inf.labels) == 1:
        (label,) = inf.labels
        return inf.layer(x, label)
    return x


def _by_place(inf: Inference, y: Expr, below: Node, node: Node) -> Expr | None:
    """What the i-th partial derivative is taken by: the i-th entry of the column that f takes, or argument i."""
    place = opened(below)
    is_letter = place.kind == "name" and place.text in _PLACES and inf.declared(place.text) is None
    if not (is_letter or place.kind == "number"):
        return None
    args = y.args[1:] if isinstance(y, Call) and y.op == "apply" else ()
    if len(args) > 1 and place.kind == "number" and place.text.isdigit() and 1 <= int(place.text) <= len(args):
        return args[int(place.text) - 1]
    if not args and isinstance(y, Symbol) and y.sort.kind == "function" and y.sort.domain[0].is_vector:
        args = (inf.styled("x") or inf.name(r"\mathbf{x}"),)
    if len(args) != 1 or not args[0].sort.is_vector:
        return None
    return inf.entry(args[0], (counting(inf, place),), node)


def _own_argument(inf: Inference, y: Symbol) -> Symbol | None:
    """The w of L, where the text gave a formula for L(w)."""
    row = inf.notation.find(y.name)
    if row is None or row.definition is None or not row.meaning.startswith(VALUE_AT):
        return None
    name = row.meaning.removeprefix(VALUE_AT)
    return next((each for each in symbols(row.definition) if each.name == name and each.sort.shape), None)


def _argument(inf: Inference, y: Expr, node: Node) -> Expr:
    """The variable of a gradient that names none: what the function is applied to, else the only vector."""
    if isinstance(y, Call) and y.op == "apply" and len(y.args) == 2:
        return y.args[1]
    if isinstance(y, Symbol) and (own := _own_argument(inf, y)) is not None:
        inf.taken.setdefault("nabla", f"\\nabla: the gradient by {own.name}")
        return own
    free = sorted((s for s in symbols(y) if s != y and s.sort.shape and s.name not in (r"\mathbf{1}", "I")),
                  key=lambda s: s.name)
    if len(free) == 1:
        inf.taken.setdefault("nabla", f"\\nabla: the gradient by {free[0].name}")
        return free[0]
    if isinstance(y, Call) and y.op == "apply":
        return inf.make("vector", y.args[1:], node) if all(not a.sort.shape for a in y.args[1:]) else y.args[1]
    if isinstance(y, Symbol) and not free:
        name = inf.styled("x") or inf.name(r"\mathbf{x}")
        inf.taken.setdefault("nabla", f"\\nabla: the gradient by {name.name}")
        return name
    raise UnreadableError("a gradient by nothing: name the variable below the sign", node, r"\nabla")

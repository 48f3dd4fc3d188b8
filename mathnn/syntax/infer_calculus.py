"""Fractions, which may be derivatives; the operators d/dx, nabla and partial_x before what they differentiate."""

from __future__ import annotations

from mathnn.expression import NUMBER, Call, Expr, Number, Symbol, function
from mathnn.expression.operators import is_one
from mathnn.expression.tree import symbols
from mathnn.syntax.function_letters import FUNCTIONS
from mathnn.syntax.grammar import TRANSPOSES
from mathnn.syntax.infer import Inference, UnreadableError
from mathnn.syntax.infer import number as written_number
from mathnn.syntax.infer_indices import counting
from mathnn.syntax.infer_names import function_named
from mathnn.syntax.infer_superscripts import superscript
from mathnn.syntax.surface import Node, opened
from mathnn.syntax.typefaces import BOLD_FACES, face

_PLACES = frozenset("ijklmn")
_D = {"d": "derivative", r"\mathrm{d}": "derivative", r"\text{d}": "derivative", r"\partial": "partial", "D": "partial"}


def items(node: Node) -> tuple[Node, ...]:
    """The factors of a numerator or denominator."""
    node = opened(node)
    return node.parts if node.kind == "juxtaposed" else (node,)


def _head(node: Node) -> tuple[str, Node | None]:
    """The d or partial sign that a node is, and its order."""
    if node.kind == "name" and node.text != "D":
        return _D.get(node.text, ""), None
    if node.kind == "scripts" and node.text == "^" and opened(node.parts[0]).kind == "name":
        sign = _D.get(opened(node.parts[0]).text, "") if opened(node.parts[0]).text != "D" else ""
        return sign, node.parts[1] if sign else None
    return "", None


def as_derivative(node: Node) -> tuple[str, Node | None, tuple[Node, ...], list[tuple[Node, Node | None]]] | None:
    """The parts of a fraction that is a derivative: its sign, its order, what is differentiated, the variables."""
    top, bottom = items(node.parts[0]), items(node.parts[1])
    sign, order = _head(top[0])
    if not sign or len(bottom) < 2:
        return None
    variables: list[tuple[Node, Node | None]] = []
    if sign == "partial" and order is None and _is_called(bottom):
        return sign, order, top[1:], [(Node("juxtaposed", "", bottom[1:], bottom[1].first, bottom[-1].last), None)]
    i = 0
    while i < len(bottom):
        if _head(bottom[i])[0] != sign or i + 1 >= len(bottom):
            return None
        variable, times = bottom[i + 1], None
        raised = variable.kind == "scripts" and variable.text.endswith("^")
        if order is not None and raised and i + 2 == len(bottom) and (
                _alike(variable.parts[-1], order) or variables):
            times = variable.parts[-1]
            inner = variable.parts[:-1]
            variable = inner[0] if len(inner) == 1 else Node("scripts", variable.text[:-1], inner, variable.first,
                                                             inner[-1].last)
        variables.append((variable, times))
        i += 2
    return sign, order, top[1:], variables


def _is_called(bottom: tuple[Node, ...]) -> bool:
    """The sign and f(x): what is differentiated by is a value of a function."""
    return len(bottom) == 3 and _head(bottom[0])[0] == "partial" and not _head(bottom[1])[0] and (
        bottom[2].kind == "group" and bottom[2].text == "()" and bottom[1].kind in ("name", "scripts"))


def _alike(a: Node, b: Node) -> bool:
    a, b = opened(a), opened(b)
    return (a.kind, a.text) == (b.kind, b.text)


def is_operator(inf: Inference, node: Node) -> bool:
    """Does this factor differentiate what follows it?"""
    if node.kind == "frac":
        found = as_derivative(node)
        return found is not None and not found[2]
    base = opened(node.parts[0]) if node.kind == "scripts" else node
    if base.kind != "name":
        return False
    if base.text in (r"\nabla", r"\partial"):
        return base.text == r"\nabla" or (node.kind == "scripts" and "_" in node.text)
    return base.text == "D" and node.kind == "scripts" and node.text == "_" and "D" not in inf.symbols and not (
        _is_divergence(node.parts[1]))


def _is_divergence(below: Node) -> bool:
    """D_{KL}, D_{\\mathrm{JS}}: a word below, no variable."""
    below = opened(below)
    letters = [opened(part) for part in below.parts] if below.kind == "juxtaposed" else []
    return below.kind == "words" or (len(letters) > 1 and all(
        part.kind == "name" and part.text.isupper() for part in letters)) or (
        below.kind == "name" and below.text.startswith((r"\mathrm", r"\text")) and below.text.strip("}")[-2:].isupper())


def fraction(inf: Inference, node: Node) -> Expr:
    """A derivative, or one over the other."""
    found = as_derivative(node)
    if found is None:
        if _head(items(node.parts[0])[0])[0] == _head(items(node.parts[1])[0])[0] == "partial":
            raise UnreadableError("a derivative by something that is no variable", node.parts[1])
        from mathnn.syntax.infer_products import quotient

        return quotient(inf, inf.tree(node.parts[0]), inf.tree(node.parts[1]), node)
    if not found[2]:
        raise UnreadableError("nothing stands after this operator", node)
    from mathnn.syntax.infer_products import sequence

    y = _differentiable(inf, found[2], sequence(inf, found[2], node) if len(found[2]) > 1 else None)
    return derivative(inf, y, found, node)


def _differentiable(inf: Inference, top: tuple[Node, ...], made: Expr | None) -> Expr:
    if made is not None:
        return made
    return inf.tree(top[0])


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


def differentiated(inf: Inference, parts: tuple[Node, ...], i: int, node: Node) -> tuple[Expr, int]:
    """An operator and what it differentiates: the factors after it, up to the next operator for nabla."""
    operator, end = parts[i], _reach(inf, parts, i)
    if end == i + 1:
        raise UnreadableError("nothing stands after this operator", operator)
    rest = parts[i + 1 : end]
    turned = _turned(rest)
    if turned is not None:
        rest = (*rest[:-1], turned[0])
    whole = Node("juxtaposed", "", parts[i:end], operator.first, parts[end - 1].last)
    made = _by(inf, operator, rest, whole)
    inf.places[id(made)] = whole
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
    base = opened(after.parts[0]) if after.kind == "scripts" else after
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
    transposed = node.kind == "scripts" and "^" in node.text and opened(node.parts[-1]).text in TRANSPOSES
    is_bold = face(base.text)[0] in BOLD_FACES
    return is_bold or (transposed and base.text not in FUNCTIONS)


def _numeric(node: Node) -> bool:
    return node.kind == "number" or node.kind == "frac"


def _turned(rest: tuple[Node, ...]) -> tuple[Node, Node] | None:
    """nabla f(x)^T is the transpose of the gradient."""
    last = rest[-1]
    if len(rest) == 2 and last.kind == "scripts" and last.text == "^" and last.parts[0].kind == "group" and (
            opened(last.parts[1]).text in (r"\top", "T", r"\intercal", r"\mathsf{T}")):
        return last.parts[0], last.parts[1]
    return None


def _by(inf: Inference, operator: Node, rest: tuple[Node, ...], whole: Node) -> Expr:
    from mathnn.syntax.infer_products import sequence

    if operator.kind == "frac":
        found = as_derivative(operator)
        assert found is not None
        return derivative(inf, sequence(inf, rest, whole), found, whole)
    base = opened(operator.parts[0]) if operator.kind == "scripts" else operator
    marks = operator.text if operator.kind == "scripts" else ""
    below = operator.parts[1 + marks.index("_")] if "_" in marks else None
    above = operator.parts[1 + marks.index("^")] if "^" in marks else None
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


def _argument(inf: Inference, y: Expr, node: Node) -> Expr:
    """The variable of a gradient that names none: what the function is applied to, else the only vector."""
    if isinstance(y, Call) and y.op == "apply" and len(y.args) == 2:
        return y.args[1]

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


def evaluated(inf: Inference, part: Node, group: Node, node: Node) -> Expr | None:
    """df/dx (x_0): the derivative at a point."""
    if part.kind != "frac" or (found := as_derivative(part)) is None or len(found[2]) != 1 or len(found[3]) != 1:
        return None
    if group.parts and opened(group.parts[0]).kind == "list" and found[1] is None:
        return _partial_at(inf, opened(found[2][0]), opened(found[3][0][0]), group, node)
    head = opened(found[2][0])
    if head.kind != "name" or not group.parts or opened(group.parts[0]).kind in ("sum", "relation", "list"):
        return None

    known = inf.symbols.get(head.text) or inf.declared(head.text)
    if known is not None and known.sort.kind != "function":
        return None
    f = function_named(inf, head.text)
    if found[1] is None and (variable := opened(found[3][0][0])).kind == "scripts" and variable.text == "_":
        return _by_entry(inf, f, variable, inf.tree(group.parts[0]), node)
    order = inf.tree(found[1]) if found[1] is not None else written_number("1")
    extra = () if getattr(order, "written", "") == "1" else (order,)
    return inf.make("apply", (Call("prime", (f, *extra), f.sort), inf.tree(group.parts[0])), node)


def _by_entry(inf: Inference, f: Expr, variable: Node, point: Expr, node: Node) -> Expr | None:
    """df/dx_i (a): by the i-th entry of the point a."""
    by = inf.tree(variable)
    if not (point.sort.is_vector and isinstance(by, Call) and by.op == "entry" and len(by.args) == 2):
        return None
    if isinstance(f, Symbol) and f.name in inf.inferred and f.sort.domain == (NUMBER,):
        f = inf.symbols[f.name] = inf.inferred[f.name] = Symbol(f.name, function(point.sort))
    y = inf.make("apply", (f, point), node)
    return inf.make("partial", (y, inf.entry(point, (by.args[1],), node)), node)


def subscripted_slope(inf: Inference, part: Node, group: Node, node: Node) -> Expr | None:
    """f_x(x, y) of a function of x and y, and f_x(a, b) of one that was defined with these letters."""
    base, below = opened(part.parts[0]), opened(part.parts[1])
    if base.kind != "name" or below.kind != "name" or not group.parts or opened(group.parts[0]).kind != "list":
        return None
    row = inf.notation.find(base.text)
    if inf.notation.names.get(f"{base.text}_{below.text}") is not None:
        return None
    if row is None or below.text not in [p.name for p in row.parameters]:
        letters = [part.text for part in opened(group.parts[0]).parts]
        if base.text not in ("f", "g", "h", "F", "u") or letters.count(below.text) != 1 or row is not None:
            return None
    return _partial_at(inf, base, below, group, node)


def _partial_at(inf: Inference, head: Node, variable: Node, group: Node, node: Node) -> Expr | None:
    """The partial derivative of f at (a, b): by the argument that has the variable's letter."""
    known = inf.symbols.get(head.text) or inf.declared(head.text) if head.kind == "name" else None
    if (known is None and not (head.kind == "name" and head.text in FUNCTIONS)) or variable.kind != "name":
        return None
    if known is not None and known.sort.kind != "function":
        return None
    from mathnn.syntax.infer_applied import call_named

    y = call_named(inf, head.text, group, node)
    row = inf.notation.find(head.text)
    names = [p.name for p in row.parameters] if row is not None and row.parameters else [_letter(a) for a in y.args[1:]]
    if names.count(variable.text) != 1 or len(names) != len(y.args) - 1:
        return None
    place = names.index(variable.text)
    inner = tuple(Symbol(f" u{k}", arg.sort) for k, arg in enumerate(y.args[1:]))
    made: Expr = inf.make("partial", (Call("apply", (y.args[0], *inner), y.sort), inner[place]), node)
    for symbol, arg in zip(inner, y.args[1:], strict=True):
        made = inf.make("at", (made, symbol, arg), node)
    return made


def _letter(tree: Expr) -> str:
    """The letter that an argument is, or is a value of."""
    if isinstance(tree, Call) and tree.op == "apply":
        tree = tree.args[0]
    return tree.name if isinstance(tree, Symbol) else ""


def binomial(inf: Inference, node: Node) -> Expr:
    """n over k in brackets."""
    return inf.make("binomial", tuple(counting(inf, part) for part in node.parts), node)


def root(inf: Inference, node: Node) -> Expr:
    """The square root, or one of a degree."""
    if len(node.parts) == 1:
        return inf.make("root", (inf.tree(node.parts[0]),), node)
    return inf.make("root", (inf.tree(node.parts[1]), inf.tree(node.parts[0])), node)

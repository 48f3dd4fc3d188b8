"""Tree -> a NumPy expression as text, to be copied into a reader's own program.

A column is an array of shape (n,), a matrix one of shape (m, n), an index is counted from 1 in the tree and from 0 in
the text. An equation becomes a comparison; a definition, whose left side is one name, becomes an assignment.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Callable, Iterator

from mathnn.errors import UsageError
from mathnn.expression.tree import FROBENIUS, Bind, Call, Expr, Number, Symbol, children, walk
from mathnn.notation import plain

# How tightly Python's operators bind, loosest first.
OR, AND, NOT, COMPARISON, SUM, PRODUCT, SIGN, POWER, ATOM = range(9)
Text = tuple[str, int]


def numpy_code(tree: Expr, definition: bool = False) -> str:
    """The Python text of a tree, in which NumPy is ``np``; a `definition` is written as an assignment.

    Raises UsageError for an operator that NumPy has no form for, and for two names that would become one.
    """
    _check_names(tree)
    if definition and isinstance(tree, Call) and tree.op in ("equal", "define", "assign"):
        left, right = tree.args
        if isinstance(left, Symbol):
            return f"{name(left)} = {_fit(right, OR)}"
        if isinstance(left, Call) and left.op == "apply" and all(isinstance(arg, Symbol) for arg in left.args):
            head, *given = (_fit(arg, ATOM) for arg in left.args)
            return f"def {head}({', '.join(given)}):\n    return {_fit(right, OR)}"
    return _fit(tree, OR)


def name(symbol: Symbol) -> str:
    """The Python name of a symbol: ``\\mathbf{w}`` is w, ``\\hat{y}`` is y_hat, ``\\theta`` is theta."""
    text = re.sub(r"\\(hat|bar|tilde|vec|dot)\{?\\?([A-Za-z]+)\}?", r"\2_\1", plain(symbol.name))
    text = re.sub(r"\W+", "_", text.replace("'", "_prime")).strip("_")
    if not text or not text[0].isalpha():
        raise UsageError(f"{symbol.name} has no name in Python")
    return f"{text}_" if keyword.iskeyword(text) or text in ("np", "sum", "range", "float") else text


def _check_names(tree: Expr) -> None:
    """Two symbols must not become one name, as \\mathbf{x} and x would."""
    found: dict[str, str] = {}
    for symbol in _symbols(tree):
        other = found.setdefault(name(symbol), symbol.name)
        if other != symbol.name:
            raise UsageError(f"{other} and {symbol.name} would both be {name(symbol)} in Python")


def _symbol(tree: Symbol) -> str:
    """A name, or the constant that it is: a column of zeros or ones, pi, infinity, the kind of a norm."""
    if (constant := _CONSTANTS.get(tree.name)) is None:
        return name(tree)
    return constant.format(_fit(tree.sort.shape[0], OR)) if tree.sort.is_vector else constant


_CONSTANTS = {r"\mathbf{0}": "np.zeros({})", r"\mathbf{1}": "np.ones({})", r"\pi": "np.pi",
              r"\infty": "np.inf", FROBENIUS.name: "'fro'"}


def _symbols(tree: Expr) -> Iterator[Symbol]:
    for node in walk(tree):
        if isinstance(node, Symbol) and node.name not in _CONSTANTS:
            yield node
        elif isinstance(node, Bind):
            yield node.index


def _fit(tree: Expr, least: int) -> str:
    text, binds = _write(tree)
    return text if binds >= least else f"({text})"


def _write(tree: Expr) -> Text:
    if isinstance(tree, Number):
        return tree.written, ATOM
    if isinstance(tree, Symbol):
        return _symbol(tree), ATOM
    if isinstance(tree, Bind):
        return _binder(tree)
    if tree.op in _FORMS:
        return _FORMS[tree.op].format(*(_fit(arg, OR) for arg in tree.args)), ATOM
    if tree.op in _COMPARISONS:
        return _comparison(tree)
    if tree.op in _SPECIAL:
        return _SPECIAL[tree.op](tree)
    raise UsageError(f"NumPy has no form for {tree.op}")


_FORMS = {
    **{op: f"np.{op}({{}})" for op in (
        "exp log log2 log10 sin cos tan arcsin arccos arctan sinh cosh tanh abs sign floor ceil mean diag "
        "trace").split()},
    "det": "np.linalg.det({})", "inverse": "np.linalg.inv({})", "pseudoinverse": "np.linalg.pinv({0})",
    "rank": "np.linalg.matrix_rank({})",
    "greatest": "np.max({})", "least": "np.min({})", "kronecker": "np.kron({}, {})", "outer": "np.outer({}, {})",
    "cross": "np.cross({}, {})", "step": "np.heaviside({}, 1.0)", "relu": "np.maximum(0, {})",
    "softplus": "np.logaddexp(0, {})", "indicator": "float({})", "delta": "float({} == {})",
}
_COMPARISONS = {
    "unequal": "!=", "less": "<", "less_equal": "<=", "greater": ">", "greater_equal": ">=",
}


def _infix(sign: str, binds: int) -> Callable[[Call], Text]:
    return lambda tree: (f" {sign} ".join(_fit(arg, binds + 1) for arg in tree.args), binds)


def _comparison(tree: Call) -> Text:
    left, right = tree.args
    if tree.op == "unequal":
        return f"not {_close(left, right)}", NOT
    return f"{_fit(left, SUM)} {_COMPARISONS[tree.op]} {_fit(right, SUM)}", COMPARISON


def _close(left: Expr, right: Expr) -> str:
    return f"np.allclose({_fit(left, OR)}, {_fit(right, OR)})"


def _equal(tree: Call) -> Text:
    """Equal shapes first: NumPy would stretch a row against a column."""
    left, right = tree.args
    if left.sort.shape == right.sort.shape:
        return _close(left, right), ATOM
    return f"np.shape({_fit(left, OR)}) == np.shape({_fit(right, OR)}) and {_close(left, right)}", AND


def _sum(tree: Call) -> Text:
    text = ""
    for term in tree.args:
        negated = isinstance(term, Call) and term.op == "negate"
        inner = term.args[0] if isinstance(term, Call) and negated else term
        sign = (" - " if negated else " + ") if text else "-" if negated else ""
        text += sign + _fit(inner, PRODUCT)
    return text, SUM


def _product(tree: Call) -> Text:
    """Numbers multiply with ``*``, matrices with ``@``; a column before a row makes an outer product."""
    first, *rest = tree.args
    text, binds = _factor(first)
    left, before = (text if binds >= PRODUCT else f"({text})"), first
    shape = _shape(first)
    for factor in rest:
        text, binds = _factor(factor)
        right = text if binds > PRODUCT else f"({text})"
        if shape == "column" and _shape(factor) == "row":
            left, shape = f"np.outer({left}, {right})", "matrix"
        elif shape == "number" or _shape(factor) == "number":
            left, shape = f"{left} * {right}", shape if shape != "number" else _shape(factor)
        else:
            left, shape = f"{left} @ {right}", _after(shape, _shape(factor))
        before = factor
    return left, PRODUCT if before is not first else binds


def _factor(tree: Expr) -> Text:
    """Within a product a row is the array of its entries, as ``@`` takes it."""
    if isinstance(tree, Call) and tree.op == "transpose" and tree.args[0].sort.is_vector:
        return _write(tree.args[0])
    return _write(tree)


def _shape(tree: Expr) -> str:
    if tree.sort.is_vector:
        return "column"
    if tree.sort.is_matrix:
        return "row" if getattr(tree.sort.shape[0], "written", "") == "1" else "matrix"
    return "number"


def _after(left: str, right: str) -> str:
    """The shape of a product of matrices, columns and rows."""
    return {("row", "column"): "number", ("row", "matrix"): "row", ("matrix", "column"): "column"}.get(
        (left, right), "matrix")


def _power(tree: Call) -> Text:
    base, exponent = tree.args
    if base.sort.is_matrix:
        return f"np.linalg.matrix_power({_fit(base, OR)}, {_fit(exponent, OR)})", ATOM
    return f"{_fit(base, ATOM)} ** {_fit(exponent, POWER)}", POWER


def _root(tree: Call) -> Text:
    if len(tree.args) == 1:
        return f"np.sqrt({_fit(tree.args[0], OR)})", ATOM
    return f"{_fit(tree.args[0], ATOM)} ** (1 / {_fit(tree.args[1], SIGN)})", POWER


def _norm(tree: Call) -> Text:
    return f"np.linalg.norm({', '.join(_fit(arg, OR) for arg in tree.args)})", ATOM


def _transpose(tree: Call) -> Text:
    inner = tree.args[0]
    return f"{_fit(inner, ATOM)}{'[np.newaxis, :]' if inner.sort.is_vector else '.T'}", ATOM


def _entry(tree: Call) -> Text:
    base, *indices = tree.args
    return f"{_fit(base, ATOM)}[{', '.join(map(_index, indices))}]", ATOM


def _index(tree: Expr) -> str:
    """An index counted from 0."""
    if isinstance(tree, Number):
        return str(int(tree.value) - 1)
    return f"{_fit(tree, SUM)} - 1"


def _angle(tree: Call) -> Text:
    left, right = (_fit(arg, ATOM) for arg in tree.args)
    return f"np.arccos({left} @ {right} / (np.linalg.norm({left}) * np.linalg.norm({right})))", ATOM


def _softmax(tree: Call) -> Text:
    inner = _fit(tree.args[0], OR)
    return f"np.exp({inner}) / np.sum(np.exp({inner}))", PRODUCT


def _sigmoid(tree: Call) -> Text:
    return f"1 / (1 + np.exp(-{_fit(tree.args[0], SIGN)}))", PRODUCT


def _folded(function: str) -> Callable[[Call], Text]:
    def fold(tree: Call) -> Text:
        text = _fit(tree.args[0], OR)
        for arg in tree.args[1:]:
            text = f"{function}({text}, {_fit(arg, OR)})"
        return text, ATOM
    return fold


def _apply(tree: Call) -> Text:
    head, *given = tree.args
    return f"{_fit(head, ATOM)}({', '.join(_fit(arg, OR) for arg in given)})", ATOM


def _vector(tree: Call) -> Text:
    return f"np.array([{', '.join(_fit(arg, OR) for arg in tree.args)}])", ATOM


def _rows(tree: Call) -> Text:
    lines = (line.args if isinstance(line, Call) and line.op == "vector" else (line,) for line in tree.args)
    return f"np.array([{', '.join('[' + ', '.join(_fit(arg, OR) for arg in line) + ']' for line in lines)}])", ATOM


def _cases(tree: Call) -> Text:
    *pairs, last = tree.args if len(tree.args) % 2 else (*tree.args, None)
    text = "np.nan" if last is None else _fit(last, OR)
    for value, condition in reversed(list(zip(pairs[::2], pairs[1::2], strict=True))):
        assert value is not None
        assert condition is not None
        text = f"np.where({_fit(condition, OR)}, {_fit(value, OR)}, {text})"
    return text, ATOM


def _implies(tree: Call) -> Text:
    return f"not {_fit(tree.args[0], NOT)} or {_fit(tree.args[1], AND)}", OR


def _binder(tree: Bind) -> Text:
    """A sum, a product, the greatest or the least over an index, as Python's own loop."""
    if tree.op not in _LOOPS or tree.where is not None:
        raise UsageError(f"NumPy has no form for {tree.op}")
    if tree.lower is not None and tree.upper is not None:
        first, last = _fit(tree.lower, OR), _after_last(tree.upper)
    else:
        first, last = "1", f"{_extent(tree)} + 1"
    each = f"{_fit(tree.body, OR)} for {name(tree.index)} in range({first}, {last})"
    return _LOOPS[tree.op].format(each), ATOM


def _after_last(tree: Expr) -> str:
    return str(int(tree.value) + 1) if isinstance(tree, Number) else f"{_fit(tree, SUM)} + 1"


_LOOPS = {"sum": "sum({})", "product": "np.prod([{}])", "max": "max({})", "min": "min({})", "vector": "np.array([{}])"}


def _extent(tree: Bind) -> str:
    """How many values an index has: as many as the axis that it picks from."""
    for node in walk(tree.body):
        if isinstance(node, Call) and node.op == "entry":
            base, *indices = node.args
            for axis, index in enumerate(indices):
                if index == tree.index:
                    return f"{_fit(base, ATOM)}.shape[{axis}]"
    raise UsageError(f"the range of {tree.index.name} is not known")


_SPECIAL: dict[str, Callable[[Call], Text]] = {
    "add": _sum, "negate": lambda tree: (f"-{_fit(tree.args[0], SIGN)}", SIGN), "multiply": _product,
    "divide": lambda tree: (f"{_fit(tree.args[0], PRODUCT)} / {_fit(tree.args[1], SIGN)}", PRODUCT),
    "dot": _infix("@", PRODUCT), "hadamard": _infix("*", PRODUCT), "power": _power, "root": _root, "norm": _norm,
    "transpose": _transpose, "entry": _entry, "angle": _angle, "softmax": _softmax, "sigmoid": _sigmoid,
    "max": _folded("np.maximum"), "min": _folded("np.minimum"), "apply": _apply, "vector": _vector, "rows": _rows,
    "cases": _cases, "expanded": lambda tree: _write(children(tree)[0]),
    "argmax": lambda tree: (f"np.argmax({_fit(tree.args[0], OR)}) + 1", SUM),
    "argmin": lambda tree: (f"np.argmin({_fit(tree.args[0], OR)}) + 1", SUM),
    "vec": lambda tree: (f'{_fit(tree.args[0], ATOM)}.flatten(order="F")', ATOM),
    "layer": lambda tree: (f"{_fit(tree.args[0], ATOM)}[{_fit(tree.args[1], OR)}]", ATOM),
    "equal": _equal, "define": _equal, "approximately": _equal, "identical": _equal,
    "chain": _infix("and", AND), "and": _infix("and", AND), "or": _infix("or", OR), "implies": _implies,
    "not": lambda tree: (f"not {_fit(tree.args[0], NOT)}", NOT),
}

"""Tree -> LaTeX: one table of forms; precedence alone decides where brackets stand, so signs never clash.

A form names its slots by number with the least precedence that stands there without brackets: ``<0:70>``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from mathnn.expression.tree import Bind, Call, Expr, Number, Symbol
from mathnn.notation import plain

# How tightly things bind, loosest first. A child that binds less than its slot asks for gets brackets.
LOGIC, RELATION, SUM, NEGATION, BINDER, PRODUCT, JUXTAPOSED, APPLIED, FRACTION, SCRIPTED, ATOM = range(0, 110, 10)


@dataclass(frozen=True, slots=True)
class Form:
    """How an operator is set: how tightly the result binds, and its pattern."""

    binds: int
    pattern: str


_SLOT = re.compile(r"<(\d):(\d+)>")


def _form(binds: int, pattern: str, *least: int) -> Form:
    """Fill the names of the slots: ``#0`` takes least[0] and so on."""
    for position, level in enumerate(least):
        pattern = pattern.replace(f"#{position}", f"<{position}:{level}>")
    return Form(binds, pattern)


_NAMED = {
    "exp": r"\exp", "log": r"\log", "log2": r"\log_2", "log10": r"\log_{10}", "sin": r"\sin", "cos": r"\cos",
    "tan": r"\tan", "arcsin": r"\arcsin", "arccos": r"\arccos", "arctan": r"\arctan", "sinh": r"\sinh",
    "cosh": r"\cosh", "tanh": r"\tanh", "sigmoid": r"\sigma", "relu": r"\operatorname{ReLU}",
    "softplus": r"\operatorname{softplus}", "softmax": r"\operatorname{softmax}", "sign": r"\operatorname{sign}",
    "step": "H", "erf": r"\operatorname{erf}", "max": r"\max", "min": r"\min", "greatest": r"\max", "least": r"\min",
    "argmax": r"\arg\max", "argmin": r"\arg\min", "trace": r"\operatorname{tr}", "det": r"\det",
    "rank": r"\operatorname{rank}", "diag": r"\operatorname{diag}", "vec": r"\operatorname{vec}",
    "mean": r"\operatorname{mean}", "angle": r"\angle", "indicator": r"\mathbb{1}",
}
_SPACED = frozenset(("sin", "cos", "tan", "log"))  # may stand before a single letter without brackets

_INFIX = {
    "dot": (PRODUCT, r" \cdot "), "hadamard": (PRODUCT, r" \odot "), "kronecker": (PRODUCT, r" \otimes "),
    "cross": (PRODUCT, r" \times "),
    "equal": (RELATION, " = "), "unequal": (RELATION, r" \ne "), "less": (RELATION, " < "),
    "less_equal": (RELATION, r" \le "), "greater": (RELATION, " > "), "greater_equal": (RELATION, r" \ge "),
    "approximately": (RELATION, r" \approx "), "proportional": (RELATION, r" \propto "),
    "identical": (RELATION, r" \equiv "), "define": (RELATION, " := "), "assign": (RELATION, r" \leftarrow "),
    "tends": (RELATION, r" \to "), "member": (RELATION, r" \in "), "subset": (RELATION, r" \subset "),
    "implies": (LOGIC, r" \implies "), "iff": (LOGIC, r" \iff "), "and": (LOGIC, r" \land "), "or": (LOGIC, r" \lor "),
    "union": (PRODUCT, r" \cup "), "intersection": (PRODUCT, r" \cap "),
}

FORMS: dict[str, Form] = {
    "divide": _form(FRACTION, r"\frac{#0}{#1}", 0, 0),
    "abs": _form(ATOM, r"\left| #0 \right|", 0),
    "norm": _form(ATOM, r"\|#0\|", 0),
    "factorial": _form(SCRIPTED, "#0!", SCRIPTED),
    "binomial": _form(ATOM, r"\binom{#0}{#1}", 0, 0),
    "transpose": _form(SCRIPTED, r"#0^\top", ATOM),
    "inverse": _form(SCRIPTED, "#0^{-1}", ATOM),
    "power": _form(SCRIPTED, "#0^{#1}", ATOM, 0),
    "layer": _form(ATOM, "#0^{(#1)}", ATOM, 0),
    "outer": _form(PRODUCT, r"#0 \otimes #1", JUXTAPOSED, JUXTAPOSED),
    "gradient": _form(APPLIED, r"\nabla_{#1} #0", APPLIED, 0),
    "jacobian": _form(FRACTION, r"\frac{\partial #0}{\partial #1}", APPLIED, ATOM),
    "hessian": _form(APPLIED, r"\nabla_{#1}^2 #0", APPLIED, 0),
    "delta": _form(ATOM, r"\delta_{#0 #1}", ATOM, ATOM),
    "parallel": _form(SCRIPTED, r"#0_{\parallel}", ATOM),
    "not": _form(LOGIC + 5, r"\lnot #0", ATOM),
    "integers": _form(ATOM, r"\mathbb{Z}"), "naturals": _form(ATOM, r"\mathbb{N}"),
}


def to_latex(tree: Expr) -> str:
    """The LaTeX of a tree, in one style. Raises KeyError for an operator without a form."""
    return _write(tree, 0)


def _write(tree: Expr, least: int) -> str:
    text, binds = _set(tree)
    return text if binds >= least else _bracketed(text)


def _bracketed(text: str) -> str:
    tall = any(part in text for part in (r"\frac", r"\sum", r"\begin", r"\prod"))
    return rf"\left({text}\right)" if tall else f"({text})"


def _set(tree: Expr) -> tuple[str, int]:
    """The text of a node and how tightly it binds."""
    if isinstance(tree, Number):
        return tree.written, ATOM
    if isinstance(tree, Symbol):
        return tree.name, SCRIPTED if "^" in tree.name else ATOM
    if isinstance(tree, Bind):
        return _binder(tree)
    if (special := _SPECIAL.get(tree.op)) is not None:
        return special(tree)
    if tree.op in _INFIX:
        return _infix(tree)
    if tree.op in _NAMED:
        return _named(tree)
    form = FORMS[tree.op]
    return _SLOT.sub(lambda slot: _write(tree.args[int(slot[1])], int(slot[2])), form.pattern), form.binds


def _infix(tree: Call) -> tuple[str, int]:
    binds, sign = _INFIX[tree.op]
    return sign.join(_write(arg, binds + 10) for arg in tree.args), binds


def _named(tree: Call) -> tuple[str, int]:
    head = _NAMED[tree.op]
    if tree.op in _SPACED and isinstance(tree.args[0], Symbol):
        return f"{head} {tree.args[0].name}", APPLIED
    inside = ", ".join(_write(arg, SUM) for arg in tree.args)
    return head + _bracketed(inside), APPLIED


def _sum(tree: Call) -> tuple[str, int]:
    """Terms with their signs: a negated term is subtracted, a sum written out needs no brackets among terms."""
    text = ""
    for term in tree.args:
        negated = isinstance(term, Call) and term.op == "negate"
        inner = term.args[0] if isinstance(term, Call) and negated else term
        open_sum = isinstance(term, Call) and term.op == "expanded"
        sign = (" - " if text else "-") if negated else (" + " if text else "")
        text += sign + _write(inner, 0 if open_sum else BINDER)
    return text, SUM


def _negation(tree: Call) -> tuple[str, int]:
    return "-" + _write(tree.args[0], BINDER), NEGATION


def _product(tree: Call) -> tuple[str, int]:
    """Juxtaposition; a dot between numbers, and wherever a digit would run into what stands before it."""
    text = ""
    for position, factor in enumerate(tree.args):
        last = position == len(tree.args) - 1
        part = _write(factor, BINDER if last and isinstance(factor, Bind) else JUXTAPOSED)
        if text:
            text += r" \cdot " if part[0].isdigit() or _numeric(factor) else " "
        text += part
    if r" \cdot " in text:
        return text, PRODUCT
    return text, BINDER if isinstance(tree.args[-1], Bind) else JUXTAPOSED


def _numeric(tree: Expr) -> bool:
    """A number with its sign, or a fraction of such."""
    return isinstance(tree, Number) or (
        isinstance(tree, Call) and tree.op in ("negate", "divide") and all(map(_numeric, tree.args))
    )


def _power(tree: Call) -> tuple[str, int]:
    base, exponent = tree.args
    if isinstance(base, Call) and base.op in ("sin", "cos", "tan", "tanh"):
        head, inside = _NAMED[base.op], _write(base.args[0], ATOM)
        return f"{head}^{{{_write(exponent, 0)}}} {inside}", APPLIED
    text, binds = _set(base)
    closed = binds >= ATOM and not _raised(base)
    return f"{text if closed else _bracketed(text)}^{_script(exponent)}", SCRIPTED


def _script(tree: Expr) -> str:
    text = _write(tree, 0)
    return text if len(text) == 1 else f"{{{text}}}"


def _raised(tree: Expr) -> bool:
    """Does the text of this node already end in a superscript?"""
    if isinstance(tree, Call) and tree.op == "entry":
        return _raised(tree.args[0])
    return isinstance(tree, Call) and tree.op in ("layer", "prime", "transpose", "power", "inverse")


def _postfix(sign: str) -> Callable[[Call], tuple[str, int]]:
    def write(tree: Call) -> tuple[str, int]:
        text, binds = _set(tree.args[0])
        closed = binds >= ATOM and not _raised(tree.args[0])
        return f"{text if closed else _bracketed(text)}{sign}", SCRIPTED
    return write


def _entry(tree: Call) -> tuple[str, int]:
    base, *indices = tree.args
    parts = [_write(index, 0) for index in indices]
    between = "" if all(len(part) == 1 for part in parts) else ", "
    subscript = between.join(parts)
    head = plain(base.name) if isinstance(base, Symbol) else _write(base, ATOM)  # entries of a bold w are w_i
    return head + (f"_{subscript}" if len(subscript) == 1 else f"_{{{subscript}}}"), ATOM


def _norm(tree: Call) -> tuple[str, int]:
    order = f"_{_script(tree.args[1])}" if len(tree.args) > 1 else ""
    return rf"\|{_write(tree.args[0], 0)}\|{order}", ATOM


def _root(tree: Call) -> tuple[str, int]:
    degree = f"[{_write(tree.args[1], 0)}]" if len(tree.args) > 1 else ""
    return rf"\sqrt{degree}{{{_write(tree.args[0], 0)}}}", ATOM


def _exp(tree: Call) -> tuple[str, int]:
    return f"e^{{{_write(tree.args[0], 0)}}}", SCRIPTED


def _apply(tree: Call) -> tuple[str, int]:
    head, *given = tree.args
    return _write(head, SCRIPTED) + _bracketed(", ".join(_write(arg, SUM) for arg in given)), APPLIED


def _prime(tree: Call) -> tuple[str, int]:
    times = tree.args[1] if len(tree.args) > 1 else None
    count = int(times.value) if isinstance(times, Number) else 1
    return _write(tree.args[0], ATOM) + "'" * count, SCRIPTED


def _derivative(letter: str) -> Callable[[Call], tuple[str, int]]:
    def write(tree: Call) -> tuple[str, int]:
        order = f"^{_script(tree.args[2])}" if len(tree.args) > 2 else ""
        above, below = _write(tree.args[0], APPLIED), _write(tree.args[1], SCRIPTED)
        return rf"\frac{{{letter}{order} {above}}}{{{letter} {below}{order}}}", FRACTION
    return write


def _column(tree: Call) -> tuple[str, int]:
    inside = r" \\ ".join(_write(arg, 0) for arg in tree.args)
    return rf"\begin{{bmatrix}} {inside} \end{{bmatrix}}", ATOM


def _rows(tree: Call) -> tuple[str, int]:
    rows = (row.args if isinstance(row, Call) and row.op == "vector" else (row,) for row in tree.args)
    inside = r" \\ ".join(" & ".join(_write(item, 0) for item in row) for row in rows)
    return rf"\begin{{bmatrix}} {inside} \end{{bmatrix}}", ATOM


def _cases(tree: Call) -> tuple[str, int]:
    pairs = list(zip(tree.args[::2], tree.args[1::2], strict=False))
    lines = [rf"{_write(value, 0)} & \text{{if }} {_write(condition, 0)}" for value, condition in pairs]
    if len(tree.args) % 2:
        lines.append(rf"{_write(tree.args[-1], 0)} & \text{{otherwise}}")
    inside = r" \\ ".join(lines)
    return rf"\begin{{cases}} {inside} \end{{cases}}", ATOM


def _chain(tree: Call) -> tuple[str, int]:
    first = tree.args[0]
    assert isinstance(first, Call)
    parts = [_write(first.args[0], SUM)]
    for link in tree.args:
        assert isinstance(link, Call)
        parts.append(_INFIX[link.op][1] + _write(link.args[1], SUM))
    return "".join(parts), RELATION


def _reals(tree: Call) -> tuple[str, int]:
    size = r" \times ".join(_write(arg, JUXTAPOSED) for arg in tree.args)
    return r"\mathbb{R}" + (f"^{{{size}}}" if len(size) > 1 else f"^{size}" if size else ""), ATOM


def _finite_set(tree: Call) -> tuple[str, int]:
    return r"\{" + ", ".join(_write(arg, SUM) for arg in tree.args) + r"\}", ATOM


def _expanded(tree: Call) -> tuple[str, int]:
    """A sum written out: its first terms, dots, its last term."""
    from mathnn.expression.build import number
    from mathnn.expression.tree import substitute

    inner = tree.args[0]
    assert isinstance(inner, Bind) and inner.lower is not None and inner.upper is not None
    shown = tree.args[1] if len(tree.args) > 1 else None
    count, low = int(shown.value) if isinstance(shown, Number) else 1, inner.lower
    assert isinstance(low, Number)
    indices: list[Expr] = [number(int(low.value) + k) for k in range(count)]
    first = [_write(substitute(inner.body, {inner.index: index}), BINDER) for index in indices]
    last = _write(substitute(inner.body, {inner.index: inner.upper}), BINDER)
    return " + ".join((*first, r"\dots", last)), SUM


_SIGNS = {"sum": r"\sum", "product": r"\prod", "max": r"\max", "min": r"\min", "argmax": r"\arg\max",
          "argmin": r"\arg\min", "limit": r"\lim", "integral": r"\int"}


def _binder(tree: Bind) -> tuple[str, int]:
    if tree.op == "set":
        condition = f" : {_write(tree.body, 0)}"
        return rf"\{{{_write(tree.where or tree.index, 0)}{condition}\}}", ATOM
    if tree.op in ("forall", "exists"):
        return rf"\{tree.op} {_write(tree.where or tree.index, 0)} : {_write(tree.body, 0)}", LOGIC
    below = _write(tree.where, 0) if tree.where is not None else tree.index.name
    if tree.lower is not None:
        below = f"{tree.index.name}={_write(tree.lower, SUM)}"
    above = "" if tree.upper is None else f"^{_script(tree.upper)}"
    script = below if len(below) == 1 else f"{{{below}}}"
    return f"{_SIGNS[tree.op]}_{script}{above} {_write(tree.body, BINDER)}", BINDER


_SPECIAL: dict[str, Callable[[Call], tuple[str, int]]] = {
    "add": _sum, "negate": _negation, "multiply": _product, "power": _power, "entry": _entry, "norm": _norm,
    "root": _root, "exp": _exp, "apply": _apply, "prime": _prime, "derivative": _derivative(r"\mathrm{d}"),
    "partial": _derivative(r"\partial"), "vector": _column, "rows": _rows, "cases": _cases, "chain": _chain,
    "reals": _reals, "finite_set": _finite_set, "expanded": _expanded,
    "transpose": _postfix(r"^\top"), "inverse": _postfix("^{-1}"), "factorial": _postfix("!"),
}

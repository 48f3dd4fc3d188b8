"""Tree -> boxes: one table of forms; precedence alone decides where brackets stand, so signs never clash.

Every output goes through here, so a formula is bracketed and ordered in one way in LaTeX, MathML, Typst and speech.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from mathnn.expression.build import number
from mathnn.expression.tree import Bind, Call, Expr, Number, Symbol, substitute
from mathnn.notation import plain
from mathnn.syntax.boxes import (
    Applied,
    Box,
    Fenced,
    Fraction,
    Grid,
    Limits,
    Root,
    Row,
    Scripts,
    Word,
    row,
)
from mathnn.syntax.listing import DOTS, shown, table
from mathnn.syntax.names import spell

# How tightly things bind, loosest first. A child that binds less than its slot asks for gets brackets.
LOGIC, RELATION, SUM, NEGATION, BINDER, PRODUCT, JUXTAPOSED, APPLIED, FRACTION, SCRIPTED, ATOM = range(0, 110, 10)

Set: TypeAlias = tuple[Box, int]


def layout(tree: Expr) -> Box:
    """The boxes of a tree. Raises KeyError for an operator without a form."""
    return _fit(tree, 0)


def _fit(tree: Expr, least: int) -> Box:
    box, binds = _set(tree)
    return box if binds >= least else brackets(box)


def brackets(box: Box, left: str = "(", right: str = ")") -> Fenced:
    """Something in brackets, which grow when it is taller than a line."""
    return Fenced(left, box, right, tall=is_tall(box))


def is_tall(box: Box) -> bool:
    """Is this taller than a line of text?"""
    if isinstance(box, Fraction | Grid | Limits):
        return True
    if isinstance(box, Row):
        return any(map(is_tall, box.parts))
    if isinstance(box, Fenced | Root):
        return is_tall(box.inside)
    if isinstance(box, Applied):
        return is_tall(box.argument)
    return isinstance(box, Scripts) and is_tall(box.base)


def _set(tree: Expr) -> Set:
    """The boxes of a node, and how tightly it binds."""
    if isinstance(tree, Number):
        return Word("number", tree.written), ATOM
    if isinstance(tree, Symbol):
        return spell(tree.name), SCRIPTED if "^" in tree.name or "'" in tree.name else ATOM
    if isinstance(tree, Bind):
        return _binder(tree)
    if (special := _SPECIAL.get(tree.op)) is not None:
        return special(tree)
    return _infix(tree) if tree.op in _INFIX else _named(tree)


def _sign(text: str, latex: str = "") -> Word:
    return Word("operator", text, latex)


_INFIX: dict[str, tuple[int, Word]] = {
    "dot": (PRODUCT, _sign("·", r"\cdot")), "hadamard": (PRODUCT, _sign("⊙", r"\odot")),
    "kronecker": (PRODUCT, _sign("⊗", r"\otimes")), "outer": (PRODUCT, _sign("⊗", r"\otimes")),
    "cross": (PRODUCT, _sign("×", r"\times")), "compose": (PRODUCT, _sign("∘", r"\circ")),
    "union": (PRODUCT, _sign("∪", r"\cup")), "intersection": (PRODUCT, _sign("∩", r"\cap")),
    "difference": (PRODUCT, _sign("∖", r"\setminus")),
    "equal": (RELATION, _sign("=")), "unequal": (RELATION, _sign("≠", r"\ne")), "less": (RELATION, _sign("<")),
    "less_equal": (RELATION, _sign("≤", r"\le")), "greater": (RELATION, _sign(">")),
    "greater_equal": (RELATION, _sign("≥", r"\ge")), "approximately": (RELATION, _sign("≈", r"\approx")),
    "proportional": (RELATION, _sign("∝", r"\propto")), "identical": (RELATION, _sign("≡", r"\equiv")),
    "define": (RELATION, _sign("≔", ":=")), "assign": (RELATION, _sign("←", r"\leftarrow")),
    "tends": (RELATION, _sign("→", r"\to")), "member": (RELATION, _sign("∈", r"\in")),
    "subset": (RELATION, _sign("⊂", r"\subset")), "given": (RELATION, _sign("∣", r"\mid")),
    "distributed": (RELATION, _sign("∼", r"\sim")), "much_less": (RELATION, _sign("≪", r"\ll")),
    "much_greater": (RELATION, _sign("≫", r"\gg")), "perpendicular": (RELATION, _sign("⊥", r"\perp")),
    "parallel_to": (RELATION, _sign("∥", r"\parallel")),
    "implies": (LOGIC, _sign("⟹", r"\implies")), "iff": (LOGIC, _sign("⟺", r"\iff")),
    "and": (LOGIC, _sign("∧", r"\land")), "or": (LOGIC, _sign("∨", r"\lor")),
}


def _infix(tree: Call) -> Set:
    binds, sign = _INFIX[tree.op]
    parts: list[Box] = []
    for arg in tree.args:
        part = brackets(layout(arg)) if tree.op == "dot" and _is_multiple(arg) else _fit(arg, binds + 10)
        parts += [sign, part] if parts else [part]
    return row(*parts), binds


def _is_multiple(tree: Expr) -> bool:
    """A vector times a letter: in a dot product it is bracketed, since c u . v would hide that c u comes first."""
    if not (isinstance(tree, Call) and tree.op == "multiply" and tree.sort.shape):
        return False
    return not tree.args[0].sort.shape and not isinstance(tree.args[0], Number)


def _function(text: str, latex: str = "") -> Word:
    return Word("function", text, latex or f"\\{text}", "upright")


def _operatorname(text: str) -> Word:
    return Word("function", text, rf"\operatorname{{{text}}}", "upright")


_NAMED: dict[str, Word] = {
    **{name: _function(name) for name in ("log", "sin", "cos", "tan", "arcsin", "arccos", "arctan", "sinh", "cosh",
                                          "tanh", "max", "min", "det")},
    "log2": _function("log₂", r"\log_2"), "log10": _function("log₁₀", r"\log_{10}"),
    "greatest": _function("max"), "least": _function("min"),
    "argmax": _function("arg max", r"\arg\max"), "argmin": _function("arg min", r"\arg\min"),
    "sigmoid": Word("letter", "σ", r"\sigma"), "step": Word("letter", "H"), "angle": _sign("∠", r"\angle"),
    "indicator": Word("letter", "1", r"\mathbb{1}", "blackboard"), "relu": _operatorname("ReLU"),
    **{name: _operatorname(name) for name in ("softplus", "softmax", "sign", "erf", "rank", "diag", "vec", "mean")},
    "trace": _operatorname("tr"),
}
_SPACED = frozenset(("sin", "cos", "tan", "log"))  # may stand before a single letter without brackets


def _named(tree: Call) -> Set:
    head = _NAMED[tree.op]
    if tree.op in _SPACED and isinstance(tree.args[0], Symbol):
        return Applied(head, spell(tree.args[0].name)), APPLIED
    return Applied(head, _arguments(tree.args)), APPLIED


def _arguments(args: tuple[Expr, ...]) -> Box:
    if len(args) == 1 and isinstance(args[0], Call) and args[0].op == "given" and len(args[0].args) == 2:
        front, behind = (part.args if isinstance(part, Call) and part.op == "tuple" else (part,)
                         for part in args[0].args)
        return brackets(row(_stated(front), _INFIX["given"][1], _stated(behind)))
    return brackets(_stated(args))


def _stated(args: tuple[Expr, ...]) -> Box:
    """Arguments in a row; a relation among them, P(X = x, Y = y), needs no brackets."""
    parts: list[Box] = []
    for arg in args:
        is_relation = isinstance(arg, Call) and arg.op in _COMPARED
        parts += [_sign(",")] if parts else []
        parts.append(layout(arg) if is_relation else _fit(arg, SUM))
    return row(*parts)


def _listed(args: tuple[Expr, ...]) -> Box:
    parts: list[Box] = []
    for arg in args:
        parts += [_sign(","), _fit(arg, SUM)] if parts else [_fit(arg, SUM)]
    return row(*parts)


def _sum(tree: Call) -> Set:
    """Terms with their signs: a negated term is subtracted, a sum written out needs no brackets among terms."""
    parts: list[Box] = []
    for term in tree.args:
        signed = isinstance(term, Call) and term.op in _SIGNED
        inner = term.args[0] if isinstance(term, Call) and signed else term
        open_sum = isinstance(term, Call) and term.op == "expanded"
        if signed or parts:
            text, latex = _SIGNED[term.op] if isinstance(term, Call) and signed else ("+", "")
            parts.append(Word("operator", text, latex if parts else _tight(latex), tight=not parts))
        parts.append(_fit(inner, 0 if open_sum else BINDER))
    return row(*parts), SUM


def _negation(tree: Call) -> Set:
    text, latex = _SIGNED[tree.op]
    return row(Word("operator", text, _tight(latex), tight=True), _fit(tree.args[0], BINDER)), NEGATION


def _tight(latex: str) -> str:
    """A command needs a blank before a letter, where the sign has none."""
    return latex if latex == "-" else f"{latex} "


_SIGNED = {"negate": ("−", "-"), "plus_minus": ("±", r"\pm"), "minus_plus": ("∓", r"\mp")}


_DOT = _sign("·", r"\cdot")


def _product(tree: Call) -> Set:
    """Juxtaposition; a dot between numbers, and wherever a digit would run into what stands before it."""
    parts: list[Box] = []
    for position, factor in enumerate(tree.args):
        last = position == len(tree.args) - 1
        part = _fit(factor, BINDER if last and isinstance(factor, Bind) else JUXTAPOSED)
        if _is_closed(factor):
            part = brackets(part)
        elif not last and isinstance(factor, Call) and factor.op in _SPACED and not _is_named(tree.args[position + 1]):
            part = Applied(_NAMED[factor.op], _arguments(factor.args))  # sin(b) y, since sin b y is the sine of b y
        if parts and (_begins_with_digit(part) or _numeric(factor)):
            parts.append(_DOT)
        parts.append(part)
    if _DOT in parts:
        return row(*parts), PRODUCT
    return row(*parts), BINDER if isinstance(tree.args[-1], Bind) else JUXTAPOSED


def _is_named(factor: Expr) -> bool:
    """A function by its name ends the argument before it: sin x cos x."""
    return isinstance(factor, Call) and factor.op in _SPACED


def _is_closed(factor: Expr) -> bool:
    """A product of matrices that makes a number stays together among other factors."""
    return (isinstance(factor, Call) and factor.op == "multiply" and not factor.sort.shape
            and any(arg.sort.shape for arg in factor.args))


def _begins_with_digit(box: Box) -> bool:
    while isinstance(box, Row | Scripts):
        box = box.parts[0] if isinstance(box, Row) else box.base
    return isinstance(box, Word) and box.kind == "number"


def _numeric(tree: Expr) -> bool:
    """A number with its sign, or a fraction of such."""
    return isinstance(tree, Number) or (
        isinstance(tree, Call) and tree.op in ("negate", "divide") and all(map(_numeric, tree.args))
    )


def _raised(tree: Expr) -> bool:
    """Do the boxes of this node already end in a superscript?"""
    if isinstance(tree, Call) and tree.op == "entry":
        return _raised(tree.args[0])
    return isinstance(tree, Call) and tree.op in ("layer", "prime", "transpose", "power", "inverse")


def _base(tree: Expr) -> Box:
    """What a superscript stands on."""
    box, binds = _set(tree)
    return box if binds >= ATOM and not _raised(tree) else brackets(box)


def _power(tree: Call) -> Set:
    base, exponent = tree.args
    if isinstance(base, Call) and base.op in ("sin", "cos", "tan", "tanh") and isinstance(exponent, Number):
        return Applied(Scripts(_NAMED[base.op], above=layout(exponent)), _fit(base.args[0], ATOM)), APPLIED
    return _raise(_base(base), layout(exponent)), SCRIPTED


def _raise(base: Box, above: Box) -> Scripts:
    """A superscript; over the subscript that the base has already, where there is one."""
    return Scripts(base.base, base.below, above) if isinstance(base, Scripts) else Scripts(base, above=above)


def _postfix(*sign: Box) -> Callable[[Call], Set]:
    return lambda tree: (_raise(_base(tree.args[0]), row(*sign)), SCRIPTED)


def _entry(tree: Call) -> Set:
    base, *indices = tree.args
    short = all(isinstance(index, Symbol | Number) and len(str(index)) == 1 for index in indices)
    below = row(*map(layout, indices)) if short else _listed(tuple(indices))
    is_number = isinstance(base, Symbol) and not tree.sort.shape
    head = spell(plain(base.name)) if is_number and isinstance(base, Symbol) else _fit(base, ATOM)  # of a bold w: w_i
    if isinstance(head, Scripts) and head.below is None:
        return Scripts(head.base, below, head.above), ATOM
    return Scripts(head, below), ATOM


def _layer(tree: Call) -> Set:
    return Scripts(_fit(tree.args[0], ATOM), above=Fenced("(", layout(tree.args[1]), ")")), ATOM


def _norm(tree: Call) -> Set:
    fenced = brackets(layout(tree.args[0]), "‖", "‖")
    return (Scripts(fenced, below=layout(tree.args[1])) if len(tree.args) > 1 else fenced), ATOM


def _root(tree: Call) -> Set:
    return Root(layout(tree.args[0]), layout(tree.args[1]) if len(tree.args) > 1 else None), ATOM


def _exp(tree: Call) -> Set:
    return Scripts(Word("letter", "e"), above=layout(tree.args[0])), SCRIPTED


def _apply(tree: Call) -> Set:
    head, *given = tree.args
    return Applied(_fit(head, SCRIPTED), _arguments(tuple(given))), APPLIED


def _prime(tree: Call) -> Set:
    times = tree.args[1] if len(tree.args) > 1 else None
    if times is not None and not (isinstance(times, Number) and times.value <= 3):
        return Scripts(_fit(tree.args[0], ATOM), above=brackets(layout(times))), SCRIPTED
    count = int(times.value) if isinstance(times, Number) else 1
    return Scripts(_fit(tree.args[0], ATOM), above=Word("operator", "′" * count, "'" * count, tight=True)), SCRIPTED


def _at(tree: Call) -> Set:
    body, name, value = tree.args
    return Scripts(brackets(layout(body), "[", "]"), row(layout(name), _sign("="), _fit(value, SUM))), SCRIPTED


def _derivative(letter: Word) -> Callable[[Call], Set]:
    def lay(tree: Call) -> Set:
        order = layout(tree.args[2]) if len(tree.args) > 2 else None
        top = Scripts(letter, above=order) if order else letter
        bottom = _fit(tree.args[1], SCRIPTED)
        below = Scripts(bottom, above=order) if order else bottom
        return Fraction(row(top, _fit(tree.args[0], APPLIED)), row(letter, below)), FRACTION
    return lay


def _nabla(order: Box | None) -> Callable[[Call], Set]:
    sign = _sign("∇", r"\nabla")
    def lay(tree: Call) -> Set:
        y, x = tree.args
        is_point = not isinstance(x, Symbol) and isinstance(y, Call) and y.op == "apply" and (
            x in y.args or (isinstance(x, Call) and x.args == y.args[1:]))
        head = sign if is_point and order is None else Scripts(sign, None if is_point else layout(x), order)
        return row(head, _fit(y, APPLIED)), APPLIED
    return lay


def _column(tree: Call) -> Set:
    return Grid(tuple((layout(arg),) for arg in tree.args)), ATOM


def _rows(tree: Call) -> Set:
    lines = (line.args if isinstance(line, Call) and line.op == "vector" else (line,) for line in tree.args)
    return Grid(tuple(tuple(map(layout, line)) for line in lines)), ATOM


def _blocks(tree: Call) -> Set:
    """Blocks below each other; where a row holds several, beside each other."""
    lines = (line.args if isinstance(line, Call) and line.op in ("block", "tuple", "vector") else (line,)
             for line in tree.args)
    return Grid(tuple(tuple(map(layout, line)) for line in lines)), ATOM


def _cases(tree: Call) -> Set:
    pairs = zip(tree.args[::2], tree.args[1::2], strict=False)
    when = Word("text", "if ", r"\text{if }", "upright")
    lines: list[tuple[Box, ...]] = [(layout(value), row(when, layout(condition))) for value, condition in pairs]
    if len(tree.args) % 2:
        lines.append((layout(tree.args[-1]), Word("text", "otherwise", r"\text{otherwise}", "upright")))
    return Grid(tuple(lines), "{", ""), ATOM


def _chain(tree: Call) -> Set:
    first = tree.args[0]
    assert isinstance(first, Call)
    parts: list[Box] = [_fit(first.args[0], SUM)]
    for link in tree.args:
        assert isinstance(link, Call)
        parts += [_INFIX[link.op][1], _fit(link.args[1], SUM)]
    return row(*parts), RELATION


def _reals(tree: Call) -> Set:
    blackboard = Word("letter", "R", r"\mathbb{R}", "blackboard")
    sizes: list[Box] = []
    for arg in tree.args:
        sizes += [_sign("×", r"\times"), _fit(arg, JUXTAPOSED)] if sizes else [_fit(arg, JUXTAPOSED)]
    return (Scripts(blackboard, above=row(*sizes)) if sizes else blackboard), ATOM


def _expanded(tree: Call) -> Set:
    """A sum written out: its first terms, dots, its last term."""
    inner = tree.args[0]
    assert isinstance(inner, Bind)
    assert isinstance(inner.lower, Number)
    assert inner.upper is not None
    shown = tree.args[1] if len(tree.args) > 1 else None
    count = int(shown.value) if isinstance(shown, Number) else 1
    indices: list[Expr] = [number(int(inner.lower.value) + k) for k in range(count)]
    terms = [_fit(substitute(inner.body, {inner.index: at}), BINDER) for at in (*indices, inner.upper)]
    terms.insert(-1, Word("letter", "…", r"\dots"))
    parts: list[Box] = []
    for term in terms:
        parts += [_sign("+"), term] if parts else [term]
    return row(*parts), SUM


def _interval(tree: Call) -> Set:
    """[a, b], its brackets as they were written."""
    shown = tree.args[2].name if len(tree.args) > 2 and isinstance(tree.args[2], Symbol) else "[]"
    return Fenced(shown[0], _listed(tree.args[:2]), shown[-1]), ATOM


_COMPARED = frozenset(("equal", "unequal", "less", "less_equal", "greater", "greater_equal", "member", "chain"))
_SIGNS: dict[str, Word] = {
    "sum": _sign("∑", r"\sum"), "product": _sign("∏", r"\prod"), "integral": _sign("∫", r"\int"),
    "union": _sign("⋃", r"\bigcup"), "intersection": _sign("⋂", r"\bigcap"),
    "limit": _function("lim"), **{op: _NAMED[op] for op in ("max", "min", "argmax", "argmin")},
}


def _binder(tree: Bind) -> Set:
    subject = layout(tree.where or tree.index)
    if tree.op == "set":
        inside = row(subject, _sign(":"), layout(tree.body))
        return Fenced("{", inside, "}"), ATOM
    if tree.op == "vector":
        return _dotted(tree), ATOM
    if tree.op in ("forall", "exists"):
        sign = _sign("∀", r"\forall") if tree.op == "forall" else _sign("∃", r"\exists")
        return row(sign, subject, _sign(":"), layout(tree.body)), LOGIC
    if tree.op == "integral":
        return _integral(tree)
    if tree.op == "expectation":
        mean = Word("letter", "E", r"\mathbb{E}", "blackboard")
        return row(Scripts(mean, subject), Fenced("[", layout(tree.body), "]")), APPLIED
    left_out = isinstance(tree.where, Call) and tree.where.op == "unequal"
    start = None if tree.lower is None or left_out else _fit(tree.lower, SUM)
    below = subject if start is None else row(spell(tree.index.name), _sign("="), start)
    above = None if tree.upper is None else layout(tree.upper)
    return row(Limits(_SIGNS[tree.op], below, above), _fit(tree.body, BINDER)), BINDER


def _integral(tree: Bind) -> Set:
    """The body, then d and the variable."""
    domain = tree.where.args[1] if isinstance(tree.where, Call) and tree.where.op == "member" else None
    below = domain if tree.lower is None else tree.lower
    sign = Limits(_SIGNS["integral"], None if below is None else layout(below),
                  None if tree.upper is None else layout(tree.upper))
    letter = Word("letter", "d", r"\mathrm{d}", "upright")
    return row(sign, _fit(tree.body, JUXTAPOSED), letter, spell(tree.index.name)), BINDER


def _dotted(tree: Bind) -> Grid:
    """A column or matrix by its general entry: the first, dots, the last."""
    rows = table(tree)
    if rows is None:
        return Grid(tuple((_DOWN if part is DOTS else layout(part),) for part in shown(tree)))
    lines = [tuple(_ACROSS if part is DOTS else layout(part) for part in row) for row in (rows[0], rows[-1])]
    between = tuple(_SLANTED if part is DOTS else _DOWN for part in rows[0])
    return Grid((lines[0], between, lines[1]))


_DOWN, _ACROSS, _SLANTED = (
    Word("letter", sign, latex) for sign, latex in zip("⋮⋯⋱", (r"\vdots", r"\cdots", r"\ddots"), strict=True)
)


def _scripted_name(name: Word, *indices: Expr) -> Set:
    return Scripts(name, row(*map(layout, indices))), ATOM


_SPECIAL: dict[str, Callable[[Call], Set]] = {
    "interval": _interval,
    "add": _sum, **dict.fromkeys(_SIGNED, _negation), "multiply": _product, "power": _power, "entry": _entry,
    "norm": _norm,
    "root": _root, "exp": _exp, "apply": _apply, "prime": _prime, "vector": _column, "rows": _rows,
    "block": _blocks, "tuple": lambda tree: (brackets(_listed(tree.args)), ATOM), "cases": _cases,
    "at": _at, "chain": _chain, "reals": _reals, "expanded": _expanded, "layer": _layer,
    "derivative": _derivative(Word("letter", "d", r"\mathrm{d}", "upright")),
    "partial": _derivative(_sign("∂", r"\partial")), "jacobian": _derivative(_sign("∂", r"\partial")),
    "gradient": _nabla(None), "hessian": _nabla(Word("number", "2")),
    "divide": lambda tree: (Fraction(layout(tree.args[0]), layout(tree.args[1])), FRACTION),
    "abs": lambda tree: (Fenced("|", layout(tree.args[0]), "|", tall=True), ATOM),
    "binomial": lambda tree: (Grid(((layout(tree.args[0]),), (layout(tree.args[1]),)), "(", ")"), ATOM),
    "delta": lambda tree: _scripted_name(Word("letter", "δ", r"\delta"), *tree.args),
    "transpose": _postfix(_sign("⊤", r"\top")),
    "inverse": _postfix(Word("operator", "−", "-", tight=True), Word("number", "1")),
    "factorial": lambda tree: (row(_base(tree.args[0]), Word("operator", "!", "! ", tight=True)), SCRIPTED),
    "parallel": lambda tree: (Scripts(_base(tree.args[0]), _sign("∥", r"\parallel")), SCRIPTED),
    "not": lambda tree: (row(_sign("¬", r"\lnot"), _fit(tree.args[0], ATOM)), LOGIC + 5),
    "finite_set": lambda tree: (Fenced("{", _listed(tree.args), "}"), ATOM),
    "span": lambda tree: (Fenced("{", _listed((tree.args[0], Symbol(r"\dots"), tree.args[1])), "}"), ATOM),
    "integers": lambda tree: (Word("letter", "Z", r"\mathbb{Z}", "blackboard"), ATOM),
    "naturals": lambda tree: (Word("letter", "N", r"\mathbb{N}", "blackboard"), ATOM),
}

"""Tree -> boxes: one table of forms; precedence alone decides where brackets stand, so signs never clash.

Every output goes through here, so a formula is bracketed and ordered in one way in LaTeX, MathML, Typst and speech.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from mathnn.expression.build import number
from mathnn.expression.tree import FROBENIUS, Bind, Call, Expr, Number, Symbol, substitute
from mathnn.notation import plain
from mathnn.syntax.boxes import Applied, Box, Fenced, Fraction, Grid, Limits, Root, Scripts, Word, brackets, row
from mathnn.syntax.bracketing import begins_with_digit, is_closed, is_multiple, is_named, is_numeric, is_raised
from mathnn.syntax.function_letters import EXTREMES
from mathnn.syntax.layout_signs import (
    ACROSS,
    APPLIED,
    ATOM,
    BINDER,
    COMPARED,
    DOT,
    DOWN,
    FRACTION,
    INFIX,
    JUXTAPOSED,
    LOGIC,
    NAMED,
    NEGATION,
    PRODUCT,
    RELATION,
    SCRIPTED,
    SIGNED,
    SIGNS,
    SLANTED,
    SPACED,
    SUM,
    operator,
)
from mathnn.syntax.listing import DOTS, shown, table
from mathnn.syntax.names import spell
from mathnn.syntax.running_index import running_index

Set: TypeAlias = tuple[Box, int]


def layout(tree: Expr) -> Box:
    """The boxes of a tree. Raises KeyError for an operator without a form."""
    return _fit(tree, 0)


def _fit(tree: Expr, least: int) -> Box:
    box, binds = _set(tree)
    return box if binds >= least else brackets(box)


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
    return _infix(tree) if tree.op in INFIX else _named(tree)


def _infix(tree: Call) -> Set:
    binds, sign = INFIX[tree.op]
    parts: list[Box] = []
    for arg in tree.args:
        part = brackets(layout(arg)) if tree.op == "dot" and is_multiple(arg) else _fit(arg, binds + 10)
        parts += [sign, part] if parts else [part]
    return row(*parts), binds


def _named(tree: Call) -> Set:
    head = NAMED[tree.op]
    if tree.op in SPACED and isinstance(tree.args[0], Symbol):
        return Applied(head, spell(tree.args[0].name)), APPLIED
    return Applied(head, _arguments(_shown(tree))), APPLIED


def _shown(tree: Call) -> tuple[Expr, ...]:
    """The arguments, the entries of a diagonal by their index alone, diag(d_i)."""
    inner = tree.args[0]
    if tree.op == "diag" and isinstance(inner, Bind) and inner.op == "vector" and (
            running_index(inner.body) == inner.index):
        return (inner.body,)
    return tree.args


def _arguments(args: tuple[Expr, ...]) -> Box:
    if len(args) == 1 and isinstance(args[0], Call) and args[0].op == "given" and len(args[0].args) == 2:
        front, behind = (part.args if isinstance(part, Call) and part.op == "tuple" else (part,)
                         for part in args[0].args)
        return brackets(row(_stated(front), INFIX["given"][1], _stated(behind)))
    return brackets(_stated(args))


def _stated(args: tuple[Expr, ...]) -> Box:
    """Arguments in a row; a relation among them, P(X = x, Y = y), needs no brackets."""
    parts: list[Box] = []
    for arg in args:
        is_relation = isinstance(arg, Call) and arg.op in COMPARED
        parts += [operator(",")] if parts else []
        parts.append(layout(arg) if is_relation else _fit(arg, SUM))
    return row(*parts)


def _listed(args: tuple[Expr, ...]) -> Box:
    parts: list[Box] = []
    for arg in args:
        parts += [operator(","), _fit(arg, SUM)] if parts else [_fit(arg, SUM)]
    return row(*parts)


def _sum(tree: Call) -> Set:
    """Terms with their signs: a negated term is subtracted, a sum written out needs no brackets among terms."""
    parts: list[Box] = []
    for term in tree.args:
        signed = isinstance(term, Call) and term.op in SIGNED
        inner = term.args[0] if isinstance(term, Call) and signed else term
        open_sum = isinstance(term, Call) and term.op == "expanded"
        if signed or parts:
            text, latex = SIGNED[term.op] if isinstance(term, Call) and signed else ("+", "")
            parts.append(Word("operator", text, latex if parts else _tight(latex), tight=not parts))
        parts.append(_fit(inner, 0 if open_sum else BINDER))
    return row(*parts), SUM


def _negation(tree: Call) -> Set:
    text, latex = SIGNED[tree.op]
    return row(Word("operator", text, _tight(latex), tight=True), _fit(tree.args[0], BINDER)), NEGATION


def _tight(latex: str) -> str:
    """A command needs a blank before a letter, where the sign has none."""
    return latex if latex == "-" else f"{latex} "


def _product(tree: Call) -> Set:
    """Juxtaposition; a dot between numbers, and wherever a digit would run into what stands before it."""
    parts: list[Box] = []
    for position, factor in enumerate(tree.args):
        last = position == len(tree.args) - 1
        part = _fit(factor, BINDER if last and isinstance(factor, Bind) else JUXTAPOSED)
        if is_closed(factor):
            part = brackets(part)
        elif not last and isinstance(factor, Call) and factor.op in SPACED and not is_named(tree.args[position + 1]):
            part = Applied(NAMED[factor.op], _arguments(_shown(factor)))  # sin(b) y, since sin b y is the sine of b y
        if parts and (begins_with_digit(part) or is_numeric(factor)):
            parts.append(DOT)
        parts.append(part)
    if DOT in parts:
        return row(*parts), PRODUCT
    return row(*parts), BINDER if isinstance(tree.args[-1], Bind) else JUXTAPOSED


def _base(tree: Expr) -> Box:
    """What a superscript stands on."""
    box, binds = _set(tree)
    return box if binds >= ATOM and not is_raised(tree) else brackets(box)


def _power(tree: Call) -> Set:
    base, exponent = tree.args
    if isinstance(base, Call) and base.op in ("sin", "cos", "tan", "tanh") and isinstance(exponent, Number):
        return Applied(Scripts(NAMED[base.op], above=layout(exponent)), _fit(base.args[0], ATOM)), APPLIED
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
    if len(tree.args) == 1:
        return fenced, ATOM
    kind = Word("letter", "F") if tree.args[1] == FROBENIUS else layout(tree.args[1])
    return Scripts(fenced, below=kind), ATOM


def _extreme(name: str) -> Callable[[Call], Set]:
    """The largest or smallest eigenvalue, or singular value, of a matrix in brackets."""
    letter = Word("letter", "λ", r"\lambda") if name.endswith("eigenvalue") else Word("letter", "σ", r"\sigma")
    size = NAMED["max" if name.startswith("largest") else "min"]
    return lambda tree: (Applied(Scripts(letter, below=size), _arguments(tree.args)), APPLIED)


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
    return Scripts(brackets(layout(body), "[", "]"), row(layout(name), operator("="), _fit(value, SUM))), SCRIPTED


def _derivative(letter: Word) -> Callable[[Call], Set]:
    def lay(tree: Call) -> Set:
        order = layout(tree.args[2]) if len(tree.args) > 2 else None
        top = Scripts(letter, above=order) if order else letter
        bottom = _fit(tree.args[1], SCRIPTED)
        below = Scripts(bottom, above=order) if order else bottom
        return Fraction(row(top, _fit(tree.args[0], APPLIED)), row(letter, below)), FRACTION
    return lay


def _nabla(order: Box | None) -> Callable[[Call], Set]:
    sign = operator("∇", r"\nabla")
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
        parts += [INFIX[link.op][1], _fit(link.args[1], SUM)]
    return row(*parts), RELATION


def _reals(tree: Call) -> Set:
    blackboard = Word("letter", "R", r"\mathbb{R}", "blackboard")
    sizes: list[Box] = []
    for arg in tree.args:
        sizes += [operator("×", r"\times"), _fit(arg, JUXTAPOSED)] if sizes else [_fit(arg, JUXTAPOSED)]
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
        parts += [operator("+"), term] if parts else [term]
    return row(*parts), SUM


def _interval(tree: Call) -> Set:
    """[a, b], its brackets as they were written."""
    shown = tree.args[2].name if len(tree.args) > 2 and isinstance(tree.args[2], Symbol) else "[]"
    return Fenced(shown[0], _listed(tree.args[:2]), shown[-1]), ATOM


def _binder(tree: Bind) -> Set:
    subject = layout(tree.where or tree.index)
    if tree.op == "set":
        inside = row(subject, operator(":"), layout(tree.body))
        return Fenced("{", inside, "}"), ATOM
    if tree.op == "vector":
        return _dotted(tree), ATOM
    if tree.op in ("forall", "exists"):
        sign = operator("∀", r"\forall") if tree.op == "forall" else operator("∃", r"\exists")
        return row(sign, subject, operator(":"), layout(tree.body)), LOGIC
    if tree.op == "integral":
        return _integral(tree)
    if tree.op == "expectation":
        mean = Word("letter", "E", r"\mathbb{E}", "blackboard")
        return row(Scripts(mean, subject), Fenced("[", layout(tree.body), "]")), APPLIED
    left_out = isinstance(tree.where, Call) and tree.where.op == "unequal"
    start = None if tree.lower is None or left_out else _fit(tree.lower, SUM)
    below = subject if start is None else row(spell(tree.index.name), operator("="), start)
    above = None if tree.upper is None else layout(tree.upper)
    return row(Limits(SIGNS[tree.op], below, above), _fit(tree.body, BINDER)), BINDER


def _integral(tree: Bind) -> Set:
    """The body, then d and the variable."""
    domain = tree.where.args[1] if isinstance(tree.where, Call) and tree.where.op == "member" else None
    below = domain if tree.lower is None else tree.lower
    sign = Limits(SIGNS["integral"], None if below is None else layout(below),
                  None if tree.upper is None else layout(tree.upper))
    letter = Word("letter", "d", r"\mathrm{d}", "upright")
    return row(sign, _fit(tree.body, JUXTAPOSED), letter, spell(tree.index.name)), BINDER


def _dotted(tree: Bind) -> Grid:
    """A column or matrix by its general entry: the first, dots, the last."""
    rows = table(tree)
    if rows is None:
        return Grid(tuple((DOWN if part is DOTS else layout(part),) for part in shown(tree)))
    lines = [tuple(ACROSS if part is DOTS else layout(part) for part in row) for row in (rows[0], rows[-1])]
    between = tuple(SLANTED if part is DOTS else DOWN for part in rows[0])
    return Grid((lines[0], between, lines[1]))


def _scripted_name(name: Word, *indices: Expr) -> Set:
    return Scripts(name, row(*map(layout, indices))), ATOM


_SPECIAL: dict[str, Callable[[Call], Set]] = {
    "interval": _interval,
    "add": _sum, **dict.fromkeys(SIGNED, _negation), "multiply": _product, "power": _power, "entry": _entry,
    "norm": _norm, "operator_norm": _norm, **{name: _extreme(name) for name in dict.fromkeys(EXTREMES.values())},
    "root": _root, "exp": _exp, "apply": _apply, "prime": _prime, "vector": _column, "rows": _rows,
    "block": _blocks, "tuple": lambda tree: (brackets(_listed(tree.args)), ATOM), "cases": _cases,
    "at": _at, "chain": _chain, "reals": _reals, "expanded": _expanded, "layer": _layer,
    "derivative": _derivative(Word("letter", "d", r"\mathrm{d}", "upright")),
    "partial": _derivative(operator("∂", r"\partial")), "jacobian": _derivative(operator("∂", r"\partial")),
    "gradient": _nabla(None), "hessian": _nabla(Word("number", "2")),
    "divide": lambda tree: (Fraction(layout(tree.args[0]), layout(tree.args[1])), FRACTION),
    "abs": lambda tree: (Fenced("|", layout(tree.args[0]), "|", tall=True), ATOM),
    "binomial": lambda tree: (Grid(((layout(tree.args[0]),), (layout(tree.args[1]),)), "(", ")"), ATOM),
    "delta": lambda tree: _scripted_name(Word("letter", "δ", r"\delta"), *tree.args),
    "transpose": _postfix(operator("⊤", r"\top")),
    "inverse": _postfix(Word("operator", "−", "-", tight=True), Word("number", "1")),
    "pseudoinverse": lambda tree: _postfix(Word("operator", "†", r"\dagger") if len(tree.args) > 1 else Word(
        "operator", "+", tight=True))(tree),
    "factorial": lambda tree: (row(_base(tree.args[0]), Word("operator", "!", "! ", tight=True)), SCRIPTED),
    "parallel": lambda tree: (Scripts(_base(tree.args[0]), operator("∥", r"\parallel")), SCRIPTED),
    "not": lambda tree: (row(operator("¬", r"\lnot"), _fit(tree.args[0], ATOM)), LOGIC + 5),
    "finite_set": lambda tree: (Fenced("{", _listed(tree.args), "}"), ATOM),
    "span": lambda tree: (Fenced("{", _listed((tree.args[0], Symbol(r"\dots"), tree.args[1])), "}"), ATOM),
    "integers": lambda tree: (Word("letter", "Z", r"\mathbb{Z}", "blackboard"), ATOM),
    "naturals": lambda tree: (Word("letter", "N", r"\mathbb{N}", "blackboard"), ATOM),
}

"""Integrals without the sign: by antiderivatives that were differentiated exactly, at the ends of the range.

A function f that the text leaves open is taken as the slope of an open function F, of several variables as its mixed
derivative; so the fundamental theorem, linearity and change of variables follow from what is known of derivatives. What
has no antiderivative stays, and `quadrature` gives its value to look at.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from mathnn.check.antiderivative import Antiderivatives, factors, outer_functions
from mathnn.check.cases import Effort, examine
from mathnn.check.infinity import end_value, is_endless, where_positive
from mathnn.check.integral_pieces import Stretch, stretches
from mathnn.check.names import BUILT_IN
from mathnn.check.polynomials import at, degree, depends, slope
from mathnn.check.powers import constant
from mathnn.check.question import Question
from mathnn.check.ratio import constant_ratio
from mathnn.check.sample import sizes
from mathnn.check.smooth import CURVES
from mathnn.expression import NUMBER, TRUTH
from mathnn.expression.build import add, multiply, negate, number
from mathnn.expression.tree import Bind, Call, Expr, Number, Symbol, operators, rebuild, substitute, symbols, walk
from mathnn.notation import Name, Notation

SMOOTH = frozenset((
    "add", "negate", "multiply", "exp", "sin", "cos", "sinh", "cosh", "tanh", "sigmoid", "softplus", "erf", "arctan",
    "apply", "expanded", "derivative", "partial", "factorial",
))
_POSITIVE = frozenset(("log", "root"))
DEEPEST = 8  # definitions followed inside an integral
_OF_INTEGRAL = {"even": "odd", "odd": "even", "increasing": "convex", "decreasing": "concave"}  # of f, and of int f


@dataclass(slots=True)
class Integrals:
    """The integrals of one question; `notation` has the functions that open ones are the slopes of."""

    question: Question
    effort: Effort
    notation: Notation
    orders: dict[str, tuple[str, tuple[int, ...]]] = field(default_factory=dict)  # F of f, and how often it was taken

    def free(self, tree: Expr) -> Expr:
        """The tree without those integrals that can be taken. The same tree where there is none."""
        if "integral" not in operators(tree):
            return tree
        tree = rebuild(tree, self.free)
        if isinstance(tree, Bind) and tree.op == "integral" and not tree.index.sort.shape:
            taken = self._taken(tree)
            return tree if taken is None else taken
        return tree

    def _taken(self, tree: Bind) -> Expr | None:
        if tree.where is not None or tree.lower is None or tree.upper is None:
            return None
        x = Symbol(f" {tree.index.name}", NUMBER)
        body = self._written_out(substitute(tree.body, {tree.index: x}), 0)
        if any(isinstance(node, Bind) and depends(node, x) for node in walk(body)):
            return None
        found = [self._between(each, x) for each in stretches(body, x, tree.lower, tree.upper) or (None,)]
        return None if any(value is None for value in found) else add(*(value for value in found if value is not None))

    def _between(self, stretch: Stretch | None, x: Symbol) -> Expr | None:
        """The integral over a stretch of the line on which no case changes; None where it cannot be taken."""
        if stretch is None:
            return None
        lower, upper, body = stretch.lower, stretch.upper, stretch.body
        if constant(body) == 0:  # up to infinity too
            return number(0)
        found = self._antiderivative(body, x, bool(is_endless(lower) or is_endless(upper)))
        if found is None:
            return None
        guards = self._guards(body, x, lower, upper)
        if guards is not None:
            guards = self._and(guards, self._guards(self._written_out(found, 0), x, lower, upper))
        if guards is None:
            return None
        ends = [end_value(found, x, end) for end in (upper, lower)]
        if ends[0] is None or ends[1] is None:
            return None
        return add(ends[0], negate(ends[1]), *guards, *stretch.guards)

    def _written_out(self, tree: Expr, depth: int) -> Expr:
        """Definitions of the text followed, so that the variable is seen wherever it stands."""
        if isinstance(tree, Symbol):
            row = self.notation.find(tree.name)
            plain = row is not None and row.definition is not None and not row.parameters and tree.name[:1] != " "
            if row is not None and row.definition is not None and plain and depth < DEEPEST and (
                    tree.sort.kind == "number"):
                return self._written_out(row.definition, depth + 1)
            return tree
        if isinstance(tree, Call) and tree.op == "apply" and isinstance(tree.args[0], Symbol):
            row = self.notation.find(tree.args[0].name)
            args = tuple(self._written_out(arg, depth) for arg in tree.args[1:])
            is_open = tree.args[0].name in self.orders
            if row is not None and row.definition is not None and len(row.parameters) == len(args) and not is_open and (
                    depth < DEEPEST):
                values: dict[Expr, Expr] = dict(zip(row.parameters, args, strict=True))
                return self._written_out(substitute(row.definition, values), depth + 1)
            return Call("apply", (tree.args[0], *args), tree.sort)
        return rebuild(tree, lambda part: self._written_out(part, depth))

    # --- antiderivatives that were checked ----------------------------------------------------------------------------
    def _antiderivative(self, body: Expr, x: Symbol, endless: bool) -> Expr | None:
        guess = Antiderivatives(x, self._before, lambda lead: endless or self._is_negative(lead)).of(body)
        if guess is not None and self._is_slope(body, guess, x):
            return guess
        for outer in outer_functions(body, x, self._before):
            ratio = constant_ratio(self._asking(body, outer), outer, body, x)
            if ratio is not None and self._is_slope(body, made := multiply(ratio, outer), x):
                return made
        return None

    def _is_negative(self, tree: Expr) -> bool:
        asked = Question("less", tree, number(0), self.notation)
        return examine(asked, sizes(asked, (2, 3)), self.effort).holds

    def _asking(self, left: Expr, right: Expr) -> Question:
        return Question("equal", left, right, self.notation)

    def _is_slope(self, body: Expr, guess: Expr, x: Symbol) -> bool:
        """Is the integrand the derivative of the guess, exactly?"""
        asked = self._asking(Call("derivative", (guess, x)), body)
        return examine(asked, sizes(asked, (2, 3)), self.effort).holds

    def _before(self, head: Expr, place: int) -> Expr | None:
        """A function whose derivative by its argument at this place is the one given."""
        if isinstance(head, Call) and head.op == "prime":
            order = head.args[1] if len(head.args) == 2 else number(1)
            if not isinstance(order, Number) or order.value < 1:
                return None
            lower = order.value - 1
            return head.args[0] if lower == 0 else Call("prime", (head.args[0], number(lower)), head.sort)
        if not isinstance(head, Symbol) or head.name not in self.orders:
            return None
        whole, order_ = self.orders[head.name]
        if order_[place] == 0:
            return None
        return self._slope_of(whole, head, (*order_[:place], order_[place] - 1, *order_[place + 1 :]))

    def _slope_of(self, whole: str, head: Symbol, order: tuple[int, ...]) -> Symbol:
        """The symbol of a function that is F differentiated so often, defined in the notation."""
        name = f"{whole}{''.join(map(str, order))}" if any(order) else whole
        made = Symbol(name, head.sort)
        if any(order) and name not in self.orders:
            self._define(made, whole, order)
        return made

    def _define(self, head: Symbol, whole: str, order: tuple[int, ...]) -> None:
        parameters = tuple(Symbol(f" t{i}", NUMBER) for i in range(len(order)))
        body: Expr = Call("apply", (Symbol(whole, head.sort), *parameters), NUMBER)
        for parameter, times in zip(parameters, order, strict=True):
            for _ in range(times):
                body = Call("derivative", (body, parameter), NUMBER)
        self.notation = self.notation.with_name(Name(head, "", body, parameters))
        self.orders[head.name] = (whole, order)

    def open(self, head: Symbol) -> None:
        """Take a function that the text leaves open as the mixed derivative of another.

        What is said of its shape says something of the other: where f is even, its integral from 0 is odd.
        """
        arity = len(head.sort.domain)
        shapes = [each.op for each in self.notation.assumptions if isinstance(each, Call) and each.op in CURVES
                  and isinstance(each.args[0], Symbol) and each.args[0].name == head.name]
        if shapes and (arity > 1 or not _OF_INTEGRAL.keys() >= set(shapes)):
            return
        whole = Symbol(rf"\int {head.name}", head.sort)
        self.notation = self.notation.assuming(*(Call(_OF_INTEGRAL[shape], (whole,), TRUTH) for shape in shapes))
        if arity and all(sort == NUMBER for sort in head.sort.domain) and head.sort.value in (None, NUMBER):
            self._define(head, rf"\int {head.name}", (1,) * arity)

    # --- where the integrand has no pole ------------------------------------------------------------------------------
    def _and(self, a: list[Expr], b: list[Expr] | None) -> list[Expr] | None:
        return None if b is None else [*a, *(guard for guard in b if guard not in a)]

    def _guards(self, tree: Expr, x: Symbol, lower: Expr, upper: Expr) -> list[Expr] | None:
        """Zeros that are defined only where the tree is smooth between the ends; None where that is not known."""
        if not depends(tree, x) or tree == x:
            return []
        if not isinstance(tree, Call):
            return None
        guards: list[Expr] = []
        if tree.op in ("divide", "power", *_POSITIVE):
            risky = self._risk(tree)
            if risky is not None and depends(risky, x):
                kept = self._nonzero(risky, x, lower, upper, strictly=tree.op in _POSITIVE or not _counts(tree))
                if kept is None:
                    return None
                guards += kept
        elif tree.op not in SMOOTH:
            return None
        for arg in tree.args:
            if arg.sort.kind != "function":
                inner = self._guards(arg, x, lower, upper)
                if inner is None:
                    return None
                guards += inner
        return list(dict.fromkeys(guards))

    def _risk(self, tree: Call) -> Expr | None:
        """What must not be zero: below a fraction line, in a logarithm, under a power that is no polynomial."""
        if tree.op == "divide":
            return tree.args[1]
        if tree.op != "power":
            return tree.args[0]
        times = constant(tree.args[1])
        if (times is not None and times.denominator == 1 and times >= 0) or _is_natural(tree.args[1], self.notation):
            return None
        return tree.args[0]

    def _nonzero(self, tree: Expr, x: Symbol, lower: Expr, upper: Expr, strictly: bool) -> list[Expr] | None:
        parts = [factor for factor, _ in factors(tree) if depends(factor, x)]
        if len(parts) > 1 and not strictly:
            found = [self._nonzero(part, x, lower, upper, strictly) for part in parts]
            return None if any(f is None for f in found) else [g for f in found if f is not None for g in f]
        if isinstance(tree, Call) and tree.op in ("power", "root") and not strictly:
            return self._nonzero(tree.args[0], x, lower, upper, strictly)
        if degree(tree, x) == 1:
            return _same_sign(tree, x, lower, upper, strictly)
        asked = Question("greater", tree, number(0), self.notation)
        outcome = examine(asked, sizes(asked, (2, 3)), self.effort)
        return [] if outcome.holds and not outcome.conditions else None


def _counts(tree: Call) -> bool:
    """Is this a fraction, or a power with a whole number, so that what stands below may be negative?"""
    exponent = constant(tree.args[1])
    return tree.op == "divide" or (exponent is not None and exponent.denominator == 1)


def _is_natural(exponent: Expr, notation: Notation) -> bool:
    return isinstance(exponent, Symbol) and exponent.sort.kind == "integer" and notation.find(exponent.name) is not None


def _same_sign(line: Expr, x: Symbol, lower: Expr, upper: Expr, strictly: bool) -> list[Expr] | None:
    """A straight line has no zero between the ends where its values there have one sign."""
    endless = [is_endless(end) for end in (lower, upper)]
    if all(endless):
        return None
    if any(endless):
        finite, sign = (upper, endless[0]) if endless[0] else (lower, endless[1])
        return [where_positive(multiply(at(line, x, finite), slope(line, x), number(sign)))]
    ends = [value for value in (at(line, x, lower), at(line, x, upper)) if constant(value) != 0]
    if len(ends) < 2 and not strictly:
        return []  # at a zero at an end the antiderivative decides: it is defined there or not
    return [where_positive(end) for end in ends] if strictly else [where_positive(multiply(*ends))]


def without_integrals(question: Question, effort: Effort) -> Question:
    """The question with its integrals taken, in both sides and in the definitions that they lead to."""
    if "integral" not in question.operators:
        return question
    made = Integrals(question, effort, question.notation)
    for head in _open_functions(question):
        made.open(head)
    for row in question.notation:
        if row.definition is not None and "integral" in operators(row.definition):
            changed = made.free(row.definition)
            made.notation = made.notation.with_name(Name(row.symbol, row.meaning, changed, row.parameters))
    left, right = made.free(question.left), made.free(question.right)
    return Question(question.relation, left, right, made.notation, question.implied)


def _open_functions(question: Question) -> list[Symbol]:
    """Functions without a formula that stand in an integral."""
    found: dict[Symbol, None] = {}
    for tree in question.trees:
        for node in walk(tree):
            if isinstance(node, Bind) and node.op == "integral":
                for symbol in sorted(symbols(node.body), key=lambda s: s.name):
                    row = question.notation.find(symbol.name)
                    known = row is not None and row.definition is not None
                    if symbol.sort.kind == "function" and not known and (
                            row is not None or symbol.name not in BUILT_IN):
                        found[symbol] = None
    return list(found)

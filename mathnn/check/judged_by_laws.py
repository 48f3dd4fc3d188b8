"""A statement about random variables whose laws the text gave, judged as a statement about the letters of those laws.

E[X] becomes the sum of values times chances, so that E[X] = np is an equation between numbers like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from math import inf

from mathnn.check import random_names as said
from mathnn.check.expectations import WrittenOut
from mathnn.check.probability import INDEPENDENT, posing, with_definitions
from mathnn.check.random_cast import Cast, Casting
from mathnn.check.random_laws import METHOD, Law, law_of, space
from mathnn.check.random_spaces import Posed
from mathnn.check.scene import Unsupported
from mathnn.check.unrolled import unrolled
from mathnn.claims import Verdict, worst
from mathnn.errors import SortError
from mathnn.expression import INTEGER, NUMBER, TRUTH
from mathnn.expression.build import number
from mathnn.expression.tree import Bind, Call, Expr, Number, Symbol, children, symbols, walk
from mathnn.notation import Notation

Laws = Mapping[str, Law]
Blocks = dict[str, tuple[str, ...]]  # of each variable those that have one law with it
Judge = Callable[[Expr, Notation], Verdict]
_RELATIONS = frozenset(("equal", "identical", "unequal", "less", "less_equal", "greater", "greater_equal"))
_SIZES = (2, 3)  # members of a list of variables
_EVENTS = frozenset((said.PROBABILITY, said.ENTROPY, said.INFORMATION, said.DIVERGENCE, said.CROSS, said.CUMULATIVE))


def judged_by_laws(tree: Expr, notation: Notation, laws: Laws, judge: Judge, *, are_tied: bool = False,
                   ) -> Verdict | None:
    """The verdict by the laws of all random variables that are spoken of; None where one has none that says enough.

    `are_tied` tells that the text speaks of variables that hang together: then independence is not taken from it.
    """
    if not isinstance(tree, Call) or tree.op not in _RELATIONS or not speaks_of(tree, laws):
        return None
    asked = posing(tree, notation)
    for each in _readings(asked, laws):
        try:
            found = _under(each, laws, judge, independent=INDEPENDENT in notation.assumptions and not are_tied)
        except (Unsupported, SortError, ValueError):
            continue
        if found is not None:
            return found
    return None


def speaks_of(tree: Expr, laws: Laws) -> bool:
    """Is there a mean, a probability or a moment in it?"""
    return bool(laws) and any(
        said.head(node) is not None or _moment_of(node) is not None or _is_chance_of_value(node)
        or (isinstance(node, Bind) and node.op == "expectation") for node in walk(tree))


def _readings(asked: Posed, laws: Laws) -> Iterator[Posed]:
    """As it stands, and with the formulas that the text gave for variables without a law, twice at most."""
    yield asked
    rows = {name: row for name, row in asked.notation.names.items() if said.variable(name) not in laws}
    last = asked
    for _ in range(2):
        made = with_definitions(replace(last, notation=Notation(rows, asked.notation.assumptions)))
        made = replace(made, notation=asked.notation)
        if made == last:
            return
        yield made
        last = made


def _under(asked: Posed, laws: Laws, judge: Judge, *, independent: bool) -> Verdict | None:
    found: list[Verdict] = []
    listed = frozenset(name for name, law in laws.items() if law.is_family)
    has_members = any(unrolled(2, side, listed=listed) != (side,) for side in (asked.left, asked.right))
    for members in _SIZES if has_members else _SIZES[:1]:
        left, right = unrolled(members, asked.left, asked.right, listed=listed)
        verdict = _written(asked, left, right, _of_members(laws, members, asked), independent, judge)
        if verdict is None:
            return None
        if has_members and verdict.kind == "refuted":
            verdict = verdict.changed(reason=f"Of {members} variables: {verdict.reason}")
        found.append(verdict)
    verdict = worst(tuple(found)).changed(method=METHOD)
    if has_members and verdict.kind == "proved":
        sizes = " and ".join(map(str, _SIZES))
        return verdict.changed(kind="tested", reason=f"It holds for {sizes} variables; no proof for every number.")
    return verdict


def _of_members(laws: Laws, members: int, asked: Posed) -> Laws:
    """The laws for this number of members, where it stands in them: w_i ~ N(0, 2 / n) in a sum of n."""
    sizes = {node.upper.name for side in (asked.left, asked.right) for node in walk(side)
             if isinstance(node, Bind) and node.op == "sum" and isinstance(node.upper, Symbol)}
    if not any(sizes & law.parameters for law in laws.values()):
        return laws
    table: dict[Expr, Expr] = {Symbol(name, sort): number(members) for name in sizes for sort in (INTEGER, NUMBER)}
    return {name: law.with_numbers(table) if sizes & law.parameters else law for name, law in laws.items()}


def _written(asked: Posed, left: Expr, right: Expr, laws: Laws, independent: bool, judge: Judge) -> Verdict | None:
    """The statement for one number of members."""
    cast = _CastByLaws(laws).over(left, right)
    own = {name: law_of(name, laws) for name in cast.variables}
    given = {name: law for name, law in own.items() if law is not None}
    degree = max(_needed(side, frozenset(own)) for side in (left, right))
    bound = {node.index.name for side in (left, right) for node in walk(side) if isinstance(node, Bind)}
    if len(given) < len(own) or not given or not cast.sure or set(cast.letters) - bound:
        return None
    blocks: Blocks = {name: law.variables if len(law.variables) > 1 else (name,) for name, law in given.items()}
    if not independent and any(_mixes(side, blocks) for side in (left, right)):
        return None
    made = space(given, degree)
    if made is None:
        return None
    writer = WrittenOut(cast, made, {})
    sides = [writer.value(side, None, {}) for side in (left, right)]
    conditions = [each for law in given.values() for each in law.conditions]
    kept = asked.notation.assuming(*dict.fromkeys((*conditions, *writer.apart)))
    verdict = judge(Call(asked.relation, tuple(sides), TRUTH), kept)
    if verdict.is_true:
        return verdict
    inside = {s.name for side in (left, right) for node in walk(side) if said.head(node) is not None
              for s in symbols(node)}
    fixed = frozenset(inside).union(*(law.parameters for law in given.values()))
    free = {s.name for side in sides for s in symbols(side)} - fixed
    is_open = any((row := asked.notation.find(name)) is None or row.definition is None for name in free)
    if verdict.kind != "refuted" or is_open or not all(law.is_sure for law in given.values()):
        return None
    return verdict.changed(suggestion=None)


class _CastByLaws(Casting):
    """A cast in which a letter inside an expectation is random where its law is known, else a number."""

    def __init__(self, laws: Laws) -> None:
        super().__init__()
        self.laws = laws
        self.values: set[str] = set()

    def over(self, *trees: Expr) -> Cast:
        """The cast; without any variable where no letter has a law."""
        return self.of(*trees)

    def _name(self, name: str, inside: bool) -> None:
        super()._name(name, inside)
        of = said.subscript(name)
        if of is not None and not inside and said.variable(of[0]) in self.laws:
            self.values.add(said.variable(of[0]))

    def _decide(self) -> None:
        if self.cast.positions:  # x_i beside p_i is the i-th value of X
            self.cast.variables.update((name, []) for name in sorted(self.values) if name not in self.cast.variables)
        names = [name for name in self.inside if name not in self.cast.letters]
        parameters = frozenset[str]().union(*(law.parameters for law in self.laws.values()))
        for name in names:
            if law_of(said.variable(name), self.laws) is not None:
                self.cast.variables.setdefault(said.variable(name), [])
            else:
                self.cast.numbers.add(name)
                self.cast.sure &= name in self.outside or name in parameters or said.is_constant_letter(name)


def _moment_of(node: Expr) -> str | None:
    """The variable of \\mu_X and \\sigma_X."""
    of = said.subscript(node.name) if isinstance(node, Symbol) else None
    return of[1] if of is not None and of[0] in (r"\mu", r"\sigma") else None


# --- do variables meet ------------------------------------------------------------------------------------------------
def _mixes(tree: Expr, blocks: Blocks) -> bool:
    """Is a mean taken of something in which variables of different laws meet, E[XY] or Var(X + Y)?"""
    statistic = said.head(tree)
    if statistic is None and not (isinstance(tree, Bind) and tree.op == "expectation"):
        return any(_mixes(part, blocks) for part in _parts(tree))
    parts = (tree.body,) if isinstance(tree, Bind) else _parts(tree)
    if statistic in (None, said.EXPECTATION):
        return any(_meet(part, blocks) or _mixes(part, blocks) for part in parts)
    return len(frozenset[tuple[str, ...]]().union(*(_met(part, blocks) for part in parts))) > 1


def _meet(tree: Expr, blocks: Blocks) -> bool:
    """Is there a term, or a function, that holds several of them? A sum of them holds each in a term of its own."""
    if len(_met(tree, blocks)) < 2:
        return False
    if isinstance(tree, Call) and tree.op in ("add", "negate"):
        return any(_meet(part, blocks) for part in tree.args)
    if isinstance(tree, Call) and tree.op in ("multiply", "divide"):
        holding = [part for part in tree.args if _met(part, blocks)]
        return len(holding) > 1 or _meet(holding[0], blocks)
    return True


def _met(tree: Expr, blocks: Blocks) -> frozenset[tuple[str, ...]]:
    """The laws whose variables stand in a tree, each by its variables."""
    spelled = said.spelled(tree)
    if spelled is not None:
        block = blocks.get(said.variable(spelled))
        return frozenset() if block is None else frozenset((block,))
    if said.head(tree) is not None:
        return frozenset()
    return frozenset[tuple[str, ...]]().union(*(_met(part, blocks) for part in _parts(tree)))


# --- how much of a law is asked ---------------------------------------------------------------------------------------
def _needed(tree: Expr, random: frozenset[str]) -> float:
    """The highest degree of a polynomial in one variable of which a mean is taken; infinite for anything else."""
    statistic = said.head(tree)
    inner = max((_needed(part, random) for part in _parts(tree)), default=0)
    if _moment_of(tree) is not None:
        return 2
    if isinstance(tree, Bind):
        return inf if tree.op == "integral" else max(inner, _degree(tree.body, random)) if (
            tree.op == "expectation") else inner
    if statistic is None:
        is_variable = said.variable(said.spelled(tree) or "") in random  # the q_i of a query, say
        return inf if _is_chance_of_value(tree) and not is_variable else inner
    assert isinstance(tree, Call)
    if statistic in _EVENTS or any(isinstance(arg, Call) and arg.op == "given" for arg in tree.args[1:]):
        return inf
    degrees = [_degree(arg, random) for arg in tree.args[1:]]
    twice = 2 if statistic in (said.VARIANCE, said.DEVIATION) else 1
    whole = sum(degrees) if statistic == said.COVARIANCE else 2 * max(degrees) if (
        statistic == said.CORRELATION) else twice * max(degrees)
    return max(inner, whole)


def _is_chance_of_value(tree: Expr) -> bool:
    """p_i."""
    base = tree.args[0] if isinstance(tree, Call) and tree.op == "entry" else None
    return isinstance(base, Symbol) and said.statistic(base.name) == said.PROBABILITY


def _parts(tree: Expr) -> tuple[Expr, ...]:
    return tree.args[1:] if isinstance(tree, Call) and tree.op == "apply" else children(tree)


def _degree(tree: Expr, random: frozenset[str]) -> float:
    """The degree in the variable that has the highest one."""
    return max((_degree_in(tree, name) for name in random), default=0)


def _degree_in(tree: Expr, name: str) -> float:
    spelled = said.spelled(tree)
    if spelled is not None:
        return 1 if said.variable(spelled) == name else 0
    if said.head(tree) is not None or isinstance(tree, Number):
        return 0
    inner = [_degree_in(part, name) for part in children(tree)]
    if not any(inner):
        return 0
    if not isinstance(tree, Call):
        return inf
    if tree.op in ("add", "negate"):
        return max(inner)
    if tree.op == "multiply":
        return sum(inner)
    if tree.op == "divide":
        return inner[0] if not inner[1] else inf
    exponent = tree.args[1] if tree.op == "power" else None
    if isinstance(exponent, Number) and exponent.value.denominator == 1 and exponent.value >= 0:
        return inner[0] * int(exponent.value)
    return inf


__all__ = ["METHOD", "Laws", "judged_by_laws", "speaks_of"]

"""The verdict on a statement by the laws, the densities and the drawn indices that the text gave before."""

from __future__ import annotations

from mathnn.check.densities import density, variables_in, with_density
from mathnn.check.endless import without_calculus
from mathnn.check.judge import judge
from mathnn.check.judged_by_laws import METHOD as BY_LAW
from mathnn.check.judged_by_laws import judged_by_laws, speaks_of
from mathnn.check.probability import INDEPENDENT
from mathnn.check.question import Question
from mathnn.check.random_vectors import judged_by_vectors
from mathnn.check.scene import Unsupported
from mathnn.check.uniform_index import with_means
from mathnn.claims import Verdict
from mathnn.errors import SortError
from mathnn.expression import TRUTH, Call, Expr
from mathnn.expression.tree import operators, symbols
from mathnn.notation import Notation
from mathnn.reading.known import Known
from mathnn.reading.passed import links_of
from mathnn.reading.trust import is_slip


def is_ruled(tree: Expr, notation: Notation, known: Known) -> bool:
    """Is it about a moment of variables whose law was given, and settled by that?"""
    laws = known.laws.found
    if not laws and not known.laws.vectors and not known.laws.has_density:
        return False
    links = links_of(tree)
    first = links[0].args[0] if isinstance(links[0], Call) and links[0].args else None
    return first is not None and (
            speaks_of(first, laws) or not operators(first).isdisjoint(("apply", "expectation"))) and any(
        (found := by_laws(link, notation, known)) is not None and found.is_settled for link in links)


def by_laws(link: Expr, notation: Notation, known: Known) -> Verdict | None:
    """The verdict by the laws of the random variables, where the text gave them.

    It is asked for before and after the role is known, and kept for the statement that is read now.
    """
    laws = known.laws
    if not (laws.found or laws.vectors or laws.indices or laws.has_density):
        return _by_laws(link, notation, known)
    key = (link, frozenset(notation.names.items()), notation.assumptions)
    if key not in known.at.ruled:
        known.at.ruled[key] = _by_laws(link, notation, known)
    return known.at.ruled[key]


def _by_laws(link: Expr, notation: Notation, known: Known) -> Verdict | None:
    laws = known.laws
    link = _without_integral(link, notation) if laws.found and "integral" in operators(link) else link
    if (mean := with_means(link, laws.indices)) is not None:
        meant = judge(mean, notation)
        return meant if meant.is_true or is_slip(meant) else None
    found = judged_by_laws(link, notation, laws.found, judge, are_tied=laws.are_tied) if laws.found else None
    if found is None and isinstance(link, Call) and not operators(link).isdisjoint(("apply", "expectation")):
        independent = INDEPENDENT in notation.assumptions and not laws.are_tied
        found = judged_by_vectors(link, notation, laws.vectors, judge, independent=independent)
    return found or _by_density(link, notation, known)


def _without_integral(link: Expr, notation: Notation) -> Expr:
    """E[X^2] = 1/3 for E[X^2] = \\int_0^1 x^2 dx; the link as it is where the integral stays."""
    if not isinstance(link, Call) or len(link.args) != 2:
        return link
    sides = without_calculus(Question(link.op, *link.args, notation)).sides
    return link if any("integral" in operators(side) for side in sides) else Call(link.op, sides, link.sort)


_OF_DENSITIES = ("p", "p_X", "f_X", "f", "p_{X}", "f_{X}")


def _by_density(link: Expr, notation: Notation, known: Known) -> Verdict | None:
    """The verdict by the formula of a density, where the words of this section speak of one."""
    if not known.laws.has_density or not isinstance(link, Call):
        return None
    variables = variables_in(link) or {"X"}
    rows = {name: said.name for name in _OF_DENSITIES if (said := known.names.get(name)) is not None}
    whole = Notation({**notation.names, **rows}, notation.assumptions)
    spoken = {s.name for s in symbols(link)}
    given = [p for name in rows if (p := density(name, whole)) is not None]
    given = [p for p in given if p.function in spoken] or given
    if len(variables) != 1 or len(given) != 1:
        return None
    (variable,), (p,) = variables, given
    try:
        sides = tuple(with_density(side, variable, p) for side in link.args)
    except (Unsupported, SortError):
        return None
    if sides == link.args:
        return None
    found = judge(Call(link.op, sides, TRUTH), whole)
    open_names = (symbols(sides[0]) ^ symbols(sides[1])) - symbols(p.piece.formula) - {p.argument}
    if found.is_true or (found.kind == "refuted" and not open_names):
        return found.changed(method=BY_LAW, suggestion=None)
    return None


__all__ = ["by_laws", "is_ruled"]

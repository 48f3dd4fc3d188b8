"""The role of a statement in the light of its verdict: an author does not claim what is plainly false of a letter.

Where a statement would be refuted, or hangs on a letter that has no formula, and it has the form of a new definition or
of a condition, it is taken for that. Which of them it is, the reason says.
"""

from __future__ import annotations

import re
from itertools import pairwise

from mathnn.check.judged_by_laws import METHOD as BY_LAW
from mathnn.check.softmax_rows import CONDITION as OVER_ROWS
from mathnn.claims import Verdict
from mathnn.expression import Bind, Call, Expr, Number, Symbol
from mathnn.expression.operators import DERIVATIVES
from mathnn.expression.tree import operators, symbols, walk
from mathnn.notation import Notation
from mathnn.reading import cues, models
from mathnn.reading.eigen_equations import is_eigen_equation
from mathnn.reading.formulas import definition
from mathnn.reading.free_forms import bounds_free_letters
from mathnn.reading.learned import sets_to_zero
from mathnn.reading.left_side import left_side, names, opened
from mathnn.reading.passed import links_of
from mathnn.reading.piecewise import is_table
from mathnn.reading.posed import Judged, Posed
from mathnn.reading.roles import CONTRADICTION, is_slope_of_several, within
from mathnn.reading.trust import hangs_on_letters, is_slip, rests_on_foreign_words
from mathnn.syntax.function_letters import FUNCTIONS
from mathnn.syntax.surface import Node
from mathnn.syntax.surface import walk as walk_surface

_SLOPES = DERIVATIVES | {"prime"}
_FUNCTIONS = frozenset("det trace exp log sin cos tan tanh sigmoid softmax relu sign".split())
_TABLES = frozenset("exp log sin cos tan tanh arctan sigmoid root softplus".split())
_SMALL = 4  # nodes of a side that only names something
_FIXED = frozenset(("I", r"\mathbf{I}", r"\boldsymbol{I}", r"\mathbf{0}", r"\mathbf{1}"))
_INDICES = frozenset("ijklmn")
_CONSTANTS = frozenset((r"\pi", "e", r"\mathrm{e}", r"\infty", r"\top", "T", "d", r"\partial"))


def reconsidered(statement: Posed, said: Judged, found: Verdict, tree: Expr, notation: Notation, *,
                 is_given: bool = False, of_any: frozenset[str] = frozenset()) -> Judged:
    """The role and its reason: those given before, or others that the verdict suggests.

    What is said of letters that this section `is_given` by formulas, or `of_any` numbers, singles out nothing.
    """
    if of_any and all(symbol.name in of_any for symbol in symbols(tree)):
        return said
    hangs = hangs_on_letters(found)
    if said[0] == "claim" and statement.located.is_premise and (found.is_wrong or hangs) and not (
            found.is_wrong and _is_slope_set_to_zero(tree)):
        return "hypothesis", "the row below follows from it"
    if said[0] == "claim" and statement.located.row.follows and found.is_wrong and not symbols(tree):
        return CONTRADICTION
    concludes = cues.concluding(statement.before) and not _is_from_elsewhere(statement)
    is_by_convention = any(condition.startswith(r"\bar{") or condition == OVER_ROWS for condition in found.conditions)
    if said[0] == "claim" and (found.kind == "conditional" or hangs) and not is_by_convention and (
            _is_normalisation(tree, notation) and not concludes):
        return "hypothesis", "it says how something is normalised"
    if said[0] == "claim" and found.kind == "conditional" and _bounds_letter(tree):
        return "hypothesis", "it bounds a letter"
    if said[0] == "claim" and hangs and not concludes and is_eigen_equation(tree):
        return "hypothesis", "it says what the eigenvectors are"
    if said[0] == "claim" and (found.is_wrong or found.kind == "conditional") and _narrows(statement):
        return "hypothesis", "it stands behind \"with\" or its like"
    if said[0] == "claim" and found.is_wrong and not concludes and _states_chance(statement):
        return "definition", "it states a probability of something else"
    if found.method == BY_LAW:  # what it is about has a value by what the text said
        return said
    if said[0] != "claim" or not (found.is_wrong or hangs or _may_be_elsewhere(statement, found)
                                  or rests_on_foreign_words(found) or _is_below_label(statement, found)):
        return said
    if gets_another_formula(statement, found, tree):
        assert statement.earlier is not None
        return "definition", f"it gets another formula than on line {statement.earlier.line}"
    if concludes:
        return said
    if found.kind == "refuted" and bounds_free_letters(tree, notation) and not cues.of_all(statement.before):
        return "hypothesis", "a condition on letters that may take any value"
    follows = cues.asserting(statement.before) or cues.giving(statement.before)
    is_of_numbers = found.counterexample is not None and not found.counterexample.values  # no letter is left open
    is_open = not is_of_numbers and not is_given and not _is_of_formulas(tree, notation) and not (
        cues.of_all(statement.before) and _is_of_tables(tree))
    if found.is_wrong and is_open and _is_property(statement, tree) and (
            found.kind == "refuted" or len(symbols(tree)) == 1):
        return "hypothesis", "it singles out those that have this property"
    if hangs and not statement.located.row.equation.display and cues.point(statement.before) and (
            _is_property(statement, tree)):
        return "hypothesis", "it stands behind \"with\" or its like"
    is_apart = not is_slip(found) or cues.names_example(statement.before)
    if is_apart and not is_given and _gives_open_letter(statement) and not _is_tied_by_formulas(tree, notation):
        return "hypothesis", "an equation for letters that the text leaves open"
    if hangs and _is_one_quantity(statement):
        return "definition", "it gives a formula for what the text left open"
    if hangs and _bounds_or_vanishes(statement) and not follows:
        return "hypothesis", "it says something of letters that the text leaves open"
    return said


def _states_chance(statement: Posed) -> bool:
    """P(X = 6) = 1/2 paragraphs below P(X = 6) = 1/6, of another die."""
    value = left_side(statement.sides[-1])
    return (statement.relations == ("equal",) and models.is_probability(statement.left) and not value.letters
            and statement.earlier is not None and not cues.asserting(statement.before)
            and (statement.located.row.place.line or 1) > statement.earlier.line + 1)


def _is_slope_set_to_zero(tree: Expr) -> bool:
    """f' = 2x - 2 = 0: the formula of the slope is no condition; that it vanishes is."""
    links = links_of(tree)
    first = links[0].args[0] if len(links) > 1 and isinstance(links[0], Call) else None
    return first is not None and not operators(first).isdisjoint(_SLOPES) and sets_to_zero(links)


def gets_another_formula(statement: Posed, found: Verdict, tree: Expr) -> bool:
    """Is what does not follow from the earlier formula of its left side the next formula, of a next example?"""
    if statement.earlier is None or found.method == BY_LAW:
        return False
    if not (found.is_wrong or hangs_on_letters(found) or _may_be_elsewhere(statement, found)
            or rests_on_foreign_words(found) or _is_below_label(statement, found)):
        return False
    if statement.left.kind == "applied" and (  # k(x, x) = 1 gives k no formula
            definition(tree) is None or _is_at_case(statement)
            or (is_slip(found) and _is_at_known_point(statement, tree))):
        return False
    concludes = cues.concluding(statement.before) and not _is_from_elsewhere(statement)
    if _is_new_example(statement) and not (concludes and found.is_wrong):
        return True
    return not concludes and _may_be_new(statement) and not _is_slip_of_same(statement, found)


def _is_at_known_point(statement: Posed, tree: Expr) -> bool:
    """f(x^*) = a formula without x^*, a letter that this section gave a formula: the value of f there."""
    link = tree.args[0] if isinstance(tree, Call) and tree.op == "chain" else tree
    left = opened(statement.sides[0])
    if left.kind != "juxtaposed" or not isinstance(link, Call) or not isinstance(link.args[0], Call):
        return False
    if not statement.located.row.equation.display or _is_from_elsewhere(statement):
        return False
    inner = opened(left.parts[-1])
    point = statement.defined.get(left_side(opened(inner.parts[0])).pattern) if inner.parts else None
    is_here = point is not None and point.section == statement.located.section
    return is_here and all(symbols(arg).isdisjoint(symbols(link.args[1])) for arg in link.args[0].args[1:])


def _is_below_label(statement: Posed, found: Verdict) -> bool:
    """Does it agree with the earlier formula for some arguments alone, below "Leaky ReLU:" or its heading?

    Then it is the formula of another function.
    """
    before = statement.before
    is_labelled = _LABEL.fullmatch(before) is not None or (not before and _is_from_elsewhere(statement))
    return (found.kind == "conditional" and statement.left.kind == "applied" and is_labelled
            and statement.located.row.equation.display and not cues.asserting(before) and not cues.concluding(before))


_LABEL = re.compile(r"[\W_]*[^\W\d_]\w*(?:[ -]\w+){0,3}\s*[:：][\W_]*")


def _is_slip_of_same(statement: Posed, found: Verdict) -> bool:
    """Would one sign make it the formula of this section, which no words say to be given anew?"""
    return (is_slip(found) and not _is_from_elsewhere(statement) and statement.located.row.equation.display
            and not cues.defining(statement.before) and not cues.names_example(statement.before))


def _is_normalisation(tree: Expr, notation: Notation) -> bool:
    """A sum of open values that is a number: sum y_k = 1 holds where it holds; not where y_k has a formula."""
    if not isinstance(tree, Call) or tree.op != "equal":
        return False
    total, worth = tree.args
    if not isinstance(total, Bind) or total.op != "sum" or not isinstance(worth, Number):
        return False
    value = total.body.args[0] if isinstance(total.body, Call) and total.body.op == "entry" else None
    row = notation.find(value.name) if isinstance(value, Symbol) else None
    return row is None or row.definition is None


def _bounds_letter(tree: Expr) -> bool:
    """xi_i >= 0 for all i: true where it is supposed."""
    while isinstance(tree, Bind) and tree.op == "forall":
        tree = tree.body
    if isinstance(tree, Call) and tree.op == "implies":
        tree = tree.args[1]
    return (isinstance(tree, Call) and tree.op in ("less", "less_equal", "greater", "greater_equal")
            and any(isinstance(side, Number) for side in tree.args)
            and any(isinstance(side, Symbol) or (isinstance(side, Call) and side.op in ("entry", "layer"))
                    for side in tree.args))


def _gives_open_letter(statement: Posed) -> bool:
    """A x = b, a_{i1} x_1 + ... + a_{in} x_n = b_i: of b nothing but this is said; the left side is no letter."""
    if statement.relations != ("equal",) or statement.left.kind not in ("compound", "product", "norm"):
        return False
    right = left_side(statement.sides[1])
    is_letter = right.kind in ("name", "entry") and right.head not in _CONSTANTS | _FIXED
    return (is_letter and right.pattern not in statement.defined and right.general not in statement.defined
            and not right.letters - _INDICES & statement.left.letters)


def _is_tied_by_formulas(tree: Expr, notation: Notation) -> bool:
    """Does the right side stand in formulas of the left one: of x = r cos t, y = r sin t?"""
    if not isinstance(tree, Call) or len(tree.args) != 2:
        return False
    left, right = tree.args
    formulas = [row.definition for symbol in symbols(left) if (row := notation.find(symbol.name)) is not None
                and row.definition is not None]
    return bool(symbols(right)) and symbols(right) <= {symbol for formula in formulas for symbol in symbols(formula)}


def _is_one_quantity(statement: Posed) -> bool:
    """Is the left side one quantity by itself, or its square, that the right side does not hold?"""
    left = opened(statement.sides[0])
    if left.kind == "scripts" and left.text.endswith("^"):
        left = opened(left.parts[0]) if left.text == "^" else left
    found = left_side(left)
    return (statement.relations == ("equal",) and bool(found.head) and not within(statement)
            and not is_slope_of_several(statement)
            and (found.kind in ("name", "applied", "entry") or left.text in ("_^", "^_")))


def _bounds_or_vanishes(statement: Posed) -> bool:
    """An inequality, or something that is zero."""
    last = opened(statement.sides[-1])
    return not set(statement.relations) & {"equal"} or (last.kind, last.text) == ("number", "0")


def _may_be_new(statement: Posed) -> bool:
    """Has the left side a meaning from before, and could the equation give it another one?"""
    if statement.earlier is None or not statement.left.may_be_defined or statement.relations[0] != "equal":
        return False
    if statement.is_value:
        return False
    if statement.is_setting or statement.left.kind not in ("name", "applied", "entry"):
        return statement.is_setting
    return bool(cues.defining(statement.before)) or not cues.asserting(statement.before)


def _is_from_elsewhere(statement: Posed) -> bool:
    """Did its left side get its formula in another section?"""
    return statement.earlier is not None and statement.earlier.section != statement.located.section


def _may_be_elsewhere(statement: Posed, found: Verdict) -> bool:
    """Is it undecided, and of a kind that is given anew in each section or example?"""
    return found.kind == "unsettled" and (_is_from_elsewhere(statement) or is_table(statement))


def _is_new_example(statement: Posed) -> bool:
    """f(x) = a formula in x, and functions at it, after f got another one: the next example, however introduced."""
    own = statement.left.letters | _CONSTANTS | _counting(statement.right[0])
    return (statement.earlier is not None and statement.relations[0] == "equal" and statement.left.kind == "applied"
            and not statement.is_value
            and not (models.is_probability(statement.left) and not any(True for _ in names(statement.right[0])))
            and all(name in own for name in set(names(statement.right[0])) - _heads(statement.right[0])))


def _is_at_case(statement: Posed) -> bool:
    """A number behind "for x = 3": it is the value of f(x) there."""
    return cues.behind_case(statement.before) and not any(True for _ in names(statement.right[0]))


def _counting(node: Node) -> frozenset[str]:
    """The letters that sums run over."""
    return frozenset(name for part in walk_surface(node) if part.kind == "big" for name in names(part.parts[0]))


def _heads(node: Node) -> frozenset[str]:
    """The functions in a formula, of the tables or applied to brackets: log, sin, g(x)."""
    parts = tuple(walk_surface(node))
    tabled = (part.parts[0] for part in parts if part.kind == "function")
    called = (head for part in parts if part.kind == "juxtaposed" for head, after in pairwise(part.parts)
              if head.kind == "name" and after.kind == "group" and after.text == "()" and after.parts
              and opened(after.parts[0]).kind != "relation" and head.text in FUNCTIONS | {"h"})
    return frozenset(name for head in (*tabled, *called) for name in names(head))


def _is_property(statement: Posed, tree: Expr) -> bool:
    """A short relation between two forms of one thing (A = A^T, f(-x) = f(x)), in running text or behind a colon."""
    if statement.is_value:
        return False
    if isinstance(tree, Call) and tree.op == "chain":
        return _is_about_one(tree)
    if not isinstance(tree, Call) or len(tree.args) != 2 or len(statement.relations) != 1:
        return False
    if any(isinstance(node, Call) and node.op in _SLOPES for node in walk(tree)):
        return False
    if _is_identity(*tree.args):
        return False
    is_about_letters = bool(statement.left.letters) and bool(symbols(tree))  # not one that is bound, as in an integral
    return is_about_letters and all(sum(1 for _ in walk(side)) <= _SMALL for side in tree.args)


def _narrows(statement: Posed) -> bool:
    """Is it an inequality that narrows down what letters were introduced as?"""
    return not statement.located.row.equation.display and len(statement.relations) == 1 and (
        statement.relations[0] in _NARROWING and cues.narrowed(statement.before))


_NARROWING = frozenset(("unequal", "less", "less_equal", "greater", "greater_equal"))


def _is_of_formulas(tree: Expr, notation: Notation) -> bool:
    """Is all that it speaks of functions with formulas, at any numbers? Then it singles out nothing."""
    heads = {node.args[0] for node in walk(tree) if isinstance(node, Call) and node.op == "apply"}
    heads |= {node for node in walk(tree) if isinstance(node, Call) and node.op == "sigmoid"}
    letters = {symbol for symbol in symbols(tree) if symbol not in heads}
    return bool(heads) and all(letter.sort.is_number for letter in letters) and all(
        not isinstance(head, Symbol) or ((row := notation.find(head.name)) is not None and row.definition is not None)
        for head in heads)


def _is_of_tables(tree: Expr) -> bool:
    """Does it speak of numbers alone, and of functions of the tables: log x < 0?"""
    return all(symbol.sort.is_number for symbol in symbols(tree)) and not _TABLES.isdisjoint(operators(tree))


def _is_identity(left: Expr, right: Expr) -> bool:
    """Three letters on both sides, or a function of the tables on both: A (B C) = (A B) C, det(A^T) = det A."""
    letters, others = ({symbol for symbol in symbols(side) if symbol.sort.kind != "integer"} for side in (left, right))
    functions = ({node.op for node in walk(side) if isinstance(node, Call)} & _FUNCTIONS for side in (left, right))
    return letters == others and (len(letters) > 2 or all(functions))


def _is_about_one(chain: Call) -> bool:
    """Short forms of one letter that are all a constant: A^T A = A A^T = I."""
    sides = {side for link in chain.args if isinstance(link, Call) for side in link.args}
    letters = {symbol for side in sides for symbol in symbols(side) if symbol.name not in _FIXED}
    return (len(letters) == 1 and all(sum(1 for _ in walk(side)) <= _SMALL for side in sides)
            and any(not symbols(side) & letters for side in sides)
            and all(isinstance(link, Call) and link.op == "equal" for link in chain.args))


__all__ = ["gets_another_formula", "reconsidered"]

"""What a statement leaves behind for those after it: sorts, formulas, conditions."""

from __future__ import annotations

from collections.abc import Container, Iterator

from mathnn.check.conditional_formulas import with_formulas
from mathnn.check.constraints import relations
from mathnn.check.names import constant_kind
from mathnn.check.random_names import statistic
from mathnn.check.stated_chances import stated_by
from mathnn.check.two_signs import has_two_signs
from mathnn.claims import Role, Verdict
from mathnn.documents.statements import CASE
from mathnn.expression import Call, Expr, Symbol
from mathnn.expression.operators import DERIVATIVES
from mathnn.expression.sort import TRUTH
from mathnn.expression.tree import is_zero, symbols, walk
from mathnn.notation import Name, Notation
from mathnn.reading import cues
from mathnn.reading.bold_letters import take_entries
from mathnn.reading.bounds import ordered_bounds
from mathnn.reading.chosen import choose, choose_case
from mathnn.reading.columns_of import give_orthonormal_columns, listed_anew
from mathnn.reading.curves import as_curve
from mathnn.reading.decompositions import learn_decomposition, make_square, square_by_both
from mathnn.reading.domains import learn_domain
from mathnn.reading.formulas import declarations, definition
from mathnn.reading.in_force import is_tied
from mathnn.reading.in_passing import is_in_passing
from mathnn.reading.index_cases import as_index_case
from mathnn.reading.known import Known
from mathnn.reading.last_layer import kept_apart
from mathnn.reading.layered import is_recurrence
from mathnn.reading.members import learn_members, learn_ranks
from mathnn.reading.multipliers import constraints
from mathnn.reading.named_parts import shown_by_parts, with_part_named
from mathnn.reading.numbers_here import learn_numbers
from mathnn.reading.open_sums import learn_ends
from mathnn.reading.passed import given_in_passing, links_of
from mathnn.reading.piecewise import (
    is_of_one,
    on_its_range,
    range_behind,
    ranges,
    value_at_edge,
    without_range,
)
from mathnn.reading.posed import Posed
from mathnn.reading.problems import is_constraint
from mathnn.reading.properties import learn_diagonal, orthogonality
from mathnn.reading.property_words import orthonormal_columns, says_what_word_means
from mathnn.reading.reached import is_circular
from mathnn.reading.said import Said
from mathnn.reading.several_names import definitions
from mathnn.reading.stationary import slope_in
from mathnn.reading.stepped import step_letter
from mathnn.reading.steps import beginnings, step_of
from mathnn.reading.suppositions import end_other_cases, is_supposed
from mathnn.reading.tied import in_sizes_of_formula, tie_for_good, tie_to_use
from mathnn.reading.trust import STATISTICS, hangs_on_letters
from mathnn.reading.written_out import write_out, written_out
from mathnn.syntax.infer_moments import MEANS
from mathnn.syntax.read import Reading
from mathnn.syntax.typefaces import face

_MOMENTS = frozenset((r"\mathbb{E}", r"\operatorname{Var}", r"\mathrm{Var}", r"\text{Var}", r"\operatorname{Cov}"))
GIVES: tuple[Role, ...] = ("definition", "hypothesis")
_SHAPED = ("function", "family")


def learn(statement: Posed, reading: Reading, what: Role, known: Known, found: Verdict) -> None:
    """Take from a statement what it gives: sorts, a definition, a condition."""
    line, paragraph = statement.located.row.place.line or 1, statement.located.paragraph
    known.last.equation = reading.tree
    known.beginnings |= beginnings(reading.tree)
    learn_ends(reading.tree, known)
    learn_members(reading, known)
    learn_ranks(reading, known, line)
    known.here.slope = slope_in(reading.tree, reading.notation) or known.here.slope
    if what in GIVES or found.is_true:
        chance = stated_by(links_of(reading.tree), known.here.chances)
        if chance is not None:
            known.here.state(chance)
    for row in declarations(reading.tree):
        is_map = row.symbol.sort.kind == "function"  # f: R^n -> R may be an f of numbers below
        take_entries(row, known)
        known.name(row, line, declared=not is_map)
    if what != "hypothesis":
        known.last.piece = None
    if what == "hypothesis" or (what == "definition" and is_supposed(statement, known)):
        end_other_cases(statement, reading.tree, what, known)
    if what == "definition":
        learn_numbers(reading, line, known)
        rows = tuple(_rows_defined(statement, reading, known))
        if any(map(_is_a_value, rows)):
            return
        _learn_definition(statement, reading, rows, line, known)
    elif what == "update":
        _learn_update(statement, reading, found, line, known)
    elif what == "hypothesis":
        _learn_hypothesis(statement, reading, line, known)
    elif what == "claim":
        _learn_claim(statement, reading, found, line, known)
    elif what == "declaration":
        for said in _ranges(reading.tree):
            known.assume(said, paragraph)
    known.last.condition = reading.tree if what == "hypothesis" else None
    if what == "declaration" or (known.here.domains and what in GIVES):
        learn_domain(reading.tree, known, paragraph)


def _rows_defined(statement: Posed, reading: Reading, known: Known) -> Iterator[Name]:
    """The rows that a definition makes; its bounds are taken for ordered."""
    for order in ordered_bounds(reading.tree) if r"\le" in statement.located.row.latex else ():
        known.assume(order, statement.located.paragraph)
    tree, within = without_range(reading.tree)
    for row in definitions(_with_densities(tree, known), known):
        if not _is_moment(row):
            yield written_out(on_its_range(row, statement, within, known), known)


def _with_densities(tree: Expr, known: Known) -> Expr:
    r"""The definition with the formulas that the text gave for p(x_i | \theta) and the like behind its left side."""
    given = Notation({name: said.name for name, said in known.names.items() if "|" in name})
    if not given.names or not isinstance(tree, Call) or tree.op not in ("equal", "define", "chain"):
        return tree
    if tree.op == "chain":
        first, *rest = tree.args
        return Call("chain", (_with_densities(first, known), *(with_formulas(link, given) for link in rest)), tree.sort)
    return Call(tree.op, (tree.args[0], *(with_formulas(side, given) for side in tree.args[1:])), tree.sort)


def _learn_definition(statement: Posed, reading: Reading, rows: tuple[Name, ...], line: int, known: Known) -> None:
    """Take the formulas that a definition gives, and the parts, steps and ties that it shows."""
    _learn_sorts(reading, {row.symbol.name for row in rows}, line, known)
    if (diagonal := learn_decomposition(statement, reading.tree, known)):
        learn_diagonal(diagonal, line, known)
    apart = (each for made in rows for each in kept_apart(made, known.names))
    is_case = is_supposed(statement, known) and not cues.lets(statement.before)
    for row in tuple(tie_to_use(in_sizes_of_formula(each), known) for each in apart):
        known.supposed.pop(row.symbol.name, None)
        if is_case and not row.parameters:
            known.supposed[row.symbol.name] = statement.located.paragraph, known.at.scope[1]
        listed_anew(row, known)
        known.name(row, line, declared=False, casual=is_in_passing(statement, row))
        if statement.is_setting:
            choose(statement, row, known)
        _lift_ranges(row, known)
        write_out(row, known)
        known.names.update(tuple(with_part_named(row, known.names)))
        if row.symbol.sort.kind == "family" and step_letter(statement) is not None:
            known.step(row, line)
    tie_for_good(reading.tree, rows, known)
    _restrict_values(reading.tree, known)
    if not rows and statement.is_value and (valued := value_at_edge(reading.tree, known)) is not None:
        known.name(valued, line, declared=False)
    if not rows and statement.left.kind == "name":
        known.reopen(statement.left.head)
        if has_two_signs(reading.tree):
            known.assume(reading.tree, statement.located.paragraph)


def _restrict_values(tree: Expr, known: Known) -> None:
    """x = g(z_i) = z_i - max(z) says what g is at z_i and gives it no formula: from there on it is not any function."""
    for link in links_of(tree)[1:]:
        value = link.args[0] if isinstance(link, Call) and link.op == "equal" else None
        head = value.args[0] if isinstance(value, Call) and value.op == "apply" else None
        said = known.names.get(head.name) if isinstance(head, Symbol) else None
        if isinstance(head, Symbol) and statistic(head.name) is None and (said is None or said.name.definition is None):
            known.here.restrict((head.name,), "a formula of its own")


def _learn_update(statement: Posed, reading: Reading, found: Verdict, line: int, known: Known) -> None:
    """Take how a sequence goes on; what a letter was worth before it is worth no more, but what a true line shows."""
    if is_recurrence(reading.tree):
        rows = tuple(definitions(reading.tree, known))
        _learn_sorts(reading, {row.symbol.name for row in rows}, line, known)
        for row in rows:
            known.name(row, line, declared=False)
    elif (step := step_of(reading.tree)) is not None:
        known.step(step, line)
    elif (said := known.names.get(_updated(statement, reading.tree))) is not None and _is_number_given(said.name):
        known.reopen(said.name.symbol.name)
        last = links_of(reading.tree)[-1]
        value = last.args[-1] if isinstance(last, Call) and len(links_of(reading.tree)) > 1 else None
        if found.is_true and value is not None and not symbols(value):
            known.name(Name(said.name.symbol, definition=value), line, declared=False)


def _lift_ranges(row: Name, known: Known) -> None:
    """Of what has formulas for several ranges, no range holds for what follows."""
    if len(own := tuple(ranges(row))) > 1:
        known.assumed = [old for old in known.assumed if old.condition not in own]


def _updated(statement: Posed, tree: Expr) -> str:
    """The name that gets another value, w_2 as well as w."""
    first = links_of(tree)[0]
    left = first.args[0] if isinstance(first, Call) and first.args else None
    return left.name if isinstance(left, Symbol) else statement.left.head


def _learn_hypothesis(statement: Posed, reading: Reading, line: int, known: Known) -> None:
    """Take a formula or a condition that is supposed."""
    if (ranged := range_behind(reading.tree, statement, known)) is not None:
        said = known.names.get(ranged.symbol.name)
        known.name(ranged, line, declared=False, casual=said is not None and said.casual)
        known.assume(reading.tree, statement.located.paragraph)
        _lift_ranges(ranged, known)
        return
    if not known.last.piece and known.last.paragraph == statement.located.paragraph and is_of_one(
            statement.before, reading.tree):
        return
    if (case := as_index_case(reading.tree)) is not None and not known.is_formula(case):
        # "it is 1 if i = k" says nothing of what comes next
        if cues.opens_case(statement.before) or statement.located.row.introduced_by == CASE:
            known.assume(case, statement.located.paragraph, in_passing=True)
        return
    if cues.solves(statement.before):
        _open_unknowns(reading.tree, known)
    supposed = _supposed(statement, reading.tree, known) or _another_number(statement, reading.tree, known)
    for row in reading.inferred.values():
        if row.symbol.sort.is_matrix and face(row.symbol.name)[0]:  # of a bold capital the entries are known then
            known.name(Name(row.symbol), line, declared=False)
    if statement.is_setting and (made := definition(reading.tree)) is not None and made.definition is not None:
        known.numbers[made.symbol.name] = Said(made, False, line, known.section)  # of an example that may go on
    if supposed is not None:
        if (before := known.names.get(supposed.symbol.name)) is not None and before.name.definition is not None:
            known.former[supposed.symbol.name] = before, supposed.definition  # the text may go back to it
            known.renumbered[supposed.symbol.name] = statement.located.argument
        known.suppose(on_its_range(supposed, statement, None, known), line)
        known.supposed[supposed.symbol.name] = statement.located.paragraph, known.at.scope[1]
        choose_case(statement, supposed, known)
    else:
        _learn_condition(statement, reading.tree, line, known)


def _learn_claim(statement: Posed, reading: Reading, found: Verdict, line: int, known: Known) -> None:
    """Take what a true claim names in passing, and what stays in force after a claim as a condition."""
    tree, paragraph = reading.tree, statement.located.paragraph
    if found.is_true:
        _learn_passing(reading, line, known)
        if found.kind == "proved" and (shown := shown_by_parts(tree, known.names)) is not None:
            known.name(shown, line, declared=False)
    elif give_orthonormal_columns(tree, line, known):
        return
    elif hangs_on_letters(found) and _may_be_given(reading) and not known.at.behind:  # given: what follows is a claim
        known.assume(tree, paragraph, in_passing=True)
    if found.is_true and statement.left.kind == "name" and is_tied(known, statement.left.head) and (
            not has_two_signs(tree)):
        known.assume(tree, paragraph)  # what follows from conditions is used after them
    links = links_of(tree)
    if sets_to_zero(links):
        known.here.mistaken |= {links[-1]} if found.is_wrong else frozenset()
        bounds = tuple(constraints(tree, reading.notation))
        for condition in (links[-1], *bounds):
            known.assume(condition, paragraph, in_passing=False if bounds else None)


def _is_moment(row: Name) -> bool:
    """E[g_i] = mu says what one mean is, no formula for means; E(w) = |X w - y|^2 is an error."""
    if row.symbol.sort.kind != "function" or row.definition is None:
        return False
    return row.symbol.name in _MOMENTS or (
        row.symbol.name in MEANS and not symbols(row.definition) & set(row.parameters))


def _is_property(statement: Posed, condition: Expr) -> bool:
    """A \\succ 0 in the running text: it is taken as what the words "positive definite" say."""
    return isinstance(condition, Call) and condition.op == "succeeds" and isinstance(condition.args[0], Symbol) and (
        not statement.located.row.equation.display)


def _learn_condition(statement: Posed, tree: Expr, line: int, known: Known) -> None:
    """Take what a statement supposes, or what it says of a function's shape."""
    condition = as_curve(tree)
    if give_orthonormal_columns(tree, line, known):
        return
    if (square := square_by_both(tree)) is not None:
        make_square(square.name, known)
        known.property(orthonormal_columns(square))
        return
    if (lasting := orthogonality(condition)) is not None:
        known.property(lasting)
        return
    if says_what_word_means(statement.before) or _is_property(statement, condition):
        return
    # a constraint of the problem, no case that is looked at
    stays = cues.condition(statement.before) == "subject to" or is_constraint(statement.located)
    for part in _each_of_one(condition):  # a, b >= 0 is said of each
        known.assume(part, statement.located.paragraph, in_passing=False if stays else None)
    if condition != tree:
        known.name(Name(next(iter(symbols(condition)))), line, declared=False)


def _each_of_one(condition: Expr) -> tuple[Expr, ...]:
    """The parts of a condition that are about one letter each, of a < 0 < b; else the condition."""
    parts = tuple(relations(condition))
    return parts if len(parts) > 1 and len({frozenset(symbols(each)) for each in parts}) > 1 and all(
        len(symbols(each)) == 1 for each in parts) else (condition,)


def _supposed(statement: Posed, tree: Expr, known: Known) -> Name | None:
    """The row that "if f(x) = x^n" makes for what follows: of a function, or of a letter that nothing was said of."""
    made = definition(tree) if isinstance(tree, Call) and tree.op == "equal" else None
    if made is None or made.definition is None or not (symbols(made.definition) or made.symbol.sort.shape):
        return None
    is_new = statement.left.kind == "name" and made.symbol.name not in known.names and not made.parameters
    return made if is_new or (statement.left.kind == "applied" and made.parameters) else None


def _open_unknowns(tree: Expr, known: Known) -> None:
    """Of the next equation to be solved, what got a number last is unknown again, where all its letters have one."""
    names = [symbol.name for symbol in symbols(tree)]
    if all(name in known.numeric and name in known.names for name in names):
        latest = max((known.names[name].line for name in names), default=0)
        for name in names:
            if known.names[name].line == latest:
                known.reopen(name)


def _another_number(statement: Posed, tree: Expr, known: Known) -> Name | None:
    """The row of "with eta = 0.2" where eta had another number, or a formula that was only supposed before."""
    made = definition(tree) if statement.left.kind == "name" else None
    if made is None or made.definition is None or made.symbol in symbols(made.definition):
        return None
    name = made.symbol.name
    if cues.of_others(statement.before):  # what else is another then, the words need not say
        return None
    return made if (statement.is_setting and name in known.numeric) or name in known.supposed else None


def _learn_sorts(reading: Reading, own: Container[str], line: int, known: Known) -> None:
    """Take the sorts of the names but its own that say more than that they are numbers."""
    for name, row in reading.inferred.items():
        sort = row.symbol.sort
        says_more = sort.shape or sort.kind in _SHAPED or (sort.kind == "integer" and "_" in name)
        is_statistic = sort.kind == "function" and name in STATISTICS  # N(m, S) and N(z; m, S) are one
        if name not in own and row.definition is None and says_more and not is_statistic:
            known.name(Name(row.symbol), line, declared=False)


def _may_be_given(reading: Reading) -> bool:
    """May what follows rest on a relation that hangs on letters? Not on the slope of what has a formula."""
    tree = reading.tree
    slopes = (node.args[0] for node in walk(tree) if isinstance(node, Call) and node.op in DERIVATIVES)
    has_formula = any((row := reading.notation.find(s.name)) is not None and row.definition is not None
                      for slope in slopes for s in symbols(slope))
    return isinstance(tree, Call) and tree.op in ("equal", "less", "less_equal", "greater", "greater_equal") and (
        not has_formula)


def _ranges(tree: Expr) -> Iterator[Expr]:
    """What a declaration says of each letter: between which numbers, or among which, it or each of its entries lies."""
    if isinstance(tree, Call) and tree.op == "and":
        for part in tree.args:
            yield from _ranges(part)
    elif isinstance(tree, Call) and tree.op == "member":
        subject, collection = tree.args
        is_letter = isinstance(subject, Symbol) or (isinstance(subject, Call) and subject.op == "entry")
        if is_letter and isinstance(collection, Call) and collection.op in _NARROW:
            parts = tuple(relations(tree)) if collection.op == "tuples" else (tree,)
            yield parts[0] if len(parts) == 1 else Call("and", parts, TRUTH)


_NARROW = ("interval", "finite_set", "difference", "tuples")


def _learn_passing(reading: Reading, line: int, known: Known) -> None:
    """Take from a chain the names that it gives in passing."""
    for name, formula in given_in_passing(links_of(reading.tree), reading.notation, known):
        equation = Call("equal", (name, formula), TRUTH)
        if (made := definition(equation)) is not None and not is_circular(equation, reading.notation):
            known.name(made, line, declared=False)


def _is_number_given(made: Name) -> bool:
    return made.definition is not None and not symbols(made.definition)


def _is_a_value(made: Name) -> bool:
    """f(t) = 1: what a function is worth in one case, or an equation to be solved; hardly ever all of it."""
    return bool(made.parameters) and made.definition is not None and not symbols(made.definition)


def sets_to_zero(links: tuple[Expr, ...]) -> bool:
    """Does a chain end in "= 0": an equation to be solved?"""
    last = links[-1]
    if len(links) < 2 or not isinstance(last, Call) or last.op != "equal":
        return False
    left, right = last.args
    is_of_zeros = isinstance(right, Symbol) and constant_kind(right, right, None) == "zeros"
    return (is_zero(right) or is_of_zeros) and bool(symbols(left))

"""Counterexamples that are none to what a text means: each check gives the reason for which one is taken back.

They are asked only where a claim was refuted, so that what they look for costs nothing elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from mathnn.check import random_names
from mathnn.check.matrix_functions import entry_by_entry
from mathnn.check.names import BUILT_IN
from mathnn.check.random_names import MOMENTS
from mathnn.claims import Verdict
from mathnn.expression import NUMBER, TRUTH, Bind, Call, Expr, Number, Symbol
from mathnn.expression.operators import DERIVATIVES
from mathnn.expression.tree import children, is_zero, operators, symbols, walk
from mathnn.notation import Notation
from mathnn.reading.known import Known
from mathnn.reading.posed import Posed
from mathnn.reading.reached import reached
from mathnn.reading.said import ALWAYS, WITH_NAME, letters_of
from mathnn.reading.trust import is_slip
from mathnn.syntax.read import Reading

_ORDER = frozenset(("less", "less_equal", "greater", "greater_equal"))
_DEFINITE = re.compile(r"\bPSD\b|definit(?:e|eness|heit|ión|a)\b|正定", re.IGNORECASE)
_LENGTH_ONE = re.compile(r"It holds where .*\\\| = 1\$\.")
_LETTERS_BELOW = re.compile(r".+_(?:([a-z])|\{([a-z]{1,3})\})$")


def under_small_slope(tree: Expr) -> Expr | None:
    """alpha <= 1, where max(alpha z, z) is compared with cases: a leaky ReLU rises slower on the left."""
    for node in walk(tree):
        if isinstance(node, Call) and node.op == "max" and len(node.args) == 2:
            for scaled, plain in (node.args, node.args[::-1]):
                if isinstance(scaled, Call) and scaled.op == "multiply" and len(scaled.args) == 2 and (
                        scaled.args[1] == plain and isinstance(slope := scaled.args[0], Symbol)):
                    return Call("less_equal", (slope, Number(Fraction(1), "1")), TRUTH)
    return None


def taken_back(found: Verdict, statement: Posed, reading: Reading, known: Known) -> Verdict:
    """The verdict on a refuted claim, or `unsettled` with the reason for which the text may mean what is true."""
    trees = tuple(_trees(reading.tree, reading.notation))
    tree = reading.tree
    reason = (_of_members_as_numbers(trees) or _of_loose_indices(reading) or _of_one_sample(tree, trees)
              or _of_default_function(reading) or _of_definite_matrices(reading, statement.before)
              or _of_other_functions(tree, known) or _of_number_differentiated(reading)
              or entry_by_entry(trees) or _of_values_as_variables(tree) or _of_an_optimum(statement, tree))
    reason = (reason or _of_restricted(trees, known) or _of_flows(tree, known) or _of_sizes_as_numbers(trees)
              or _of_given_slopes(trees, reading, known) or _of_wide_functions(reading.latex))
    if reason is None and not is_slip(found):
        reason = (_of_entries_as_names(trees) or _of_sequences(reading, known) or _of_other_sections(reading, known)
                  or _of_primes(tree, known) or _of_updated(reading, known))
    if reason is None and known.here.speaks_of_units and _LENGTH_ONE.fullmatch(found.suggestion or ""):
        reason = f"{found.suggestion} Whether the text means that is not understood."
    return found if reason is None else Verdict("unsettled", reason)


def _trees(tree: Expr, notation: Notation) -> Iterator[Expr]:
    """The tree and the formulas that it leads to."""
    yield tree
    yield from (row.definition for _, row in reached(tree, notation) if row.definition is not None)


def _of_entries_as_names(trees: tuple[Expr, ...]) -> str | None:
    """g_i or x_{ij} was read as one name and differentiated, while i counts beside it: it is that of any i."""
    found = {side.name for node in walk(trees[0]) if isinstance(node, Call) and node.op in DERIVATIVES
             for side in node.args[:2] if isinstance(side, Symbol) and side.sort.is_number}
    counting = {symbol.name for tree in trees for symbol in symbols(tree) if symbol.sort.kind == "integer"}
    for name in sorted(found):
        match = _LETTERS_BELOW.fullmatch(name)
        if match is not None and set(match[1] or match[2]) & counting:
            return f"It is read of one number {name}, which may be an entry for each index."
    return None


def _of_members_as_numbers(trees: tuple[Expr, ...]) -> str | None:
    """y_1 has a number of its own, and L_1 is a member of L_t = (y_t - 1)^2, which holds members of y."""
    found = {symbol.name: symbol.sort.kind for each in trees for symbol in symbols(each)}
    for name in sorted(found):
        match = _NUMBERED.fullmatch(name)
        if match is not None and found.get(f"{match[1]}{match[2] or ''}") == "family":
            return f"It is read of a number {name} and of a list that has it as a member."
    return None


_NUMBERED = re.compile(r"(.+?)_\{?\d+\}?(\^.+)?")


def _of_values_as_variables(tree: Expr) -> str | None:
    """E(aX + b) = a E(x) + b: the mean of x, which stands in no other place, may be that of X."""
    means = [node for node in walk(tree) if random_names.head(node) in MOMENTS and isinstance(node, Call)]
    names = {symbol.name for node in means for symbol in symbols(node.args[1])}
    small = sorted(node.args[1].name for node in means if isinstance(node.args[1], Symbol) and (
        node.args[1].name.islower() and node.args[1].name.upper() in names))
    return f"{small[0]} may be the random variable {small[0].upper()} here." if small else None


def _of_an_optimum(statement: Posed, tree: Expr) -> str | None:
    """grad u(x) = 0 "at a minimum": the x is that point, and no other."""
    is_zero_slope = isinstance(tree, Call) and not operators(tree).isdisjoint(DERIVATIVES) and any(
        getattr(side, "name", "") == r"\mathbf{0}" or is_zero(side) for side in tree.args)
    is_there = is_zero_slope and _AT_OPTIMUM.match(statement.located.after) is not None
    return "It is said of a stationary point alone." if is_there else None


_AT_OPTIMUM = re.compile(r"\s*,?\s*(?:at|in)\s+(?:a|an|the|any|every|each|its|all)\s+(?:\w+\s+){0,2}(?:minim|maxim|"
                         r"optim|stationary|critical|saddle|extrem|solution|peak|turning)", re.IGNORECASE)


def _of_loose_indices(reading: Reading) -> str | None:
    """y_{kl} = x_{ij} delta_{ik} delta_{jl} leaves i and j loose, and the slope is by x_{ij}."""
    by = {symbol.name for node in walk(reading.tree) if isinstance(node, Call) and node.op in DERIVATIVES
          for symbol in symbols(node.args[1]) if symbol.sort.kind == "integer"}
    for name, row in reached(reading.tree, reading.notation) if by else ():
        own = {parameter.name for parameter in row.parameters if parameter.sort.kind == "integer"}
        if own and row.definition is not None and (
                loose := sorted((by - own) & {symbol.name for symbol in symbols(row.definition)})):
            return f"The formula of {name} holds the index {loose[0]}, which its left side does not name."
    return None


def _of_one_sample(tree: Expr, trees: tuple[Expr, ...]) -> str | None:
    """The cost is a sum over the y^{(i)} of all samples, and the statement speaks of a y without a label."""
    bare = {node.name for node in symbols(tree) if node.sort.kind != "family"}
    for formula in trees[1:]:
        for node in walk(formula):
            if isinstance(node, Bind) and node.op == "sum":
                labelled = {part.args[0].name for part in walk(node.body)
                            if isinstance(part, Call) and part.op == "layer" and isinstance(part.args[0], Symbol)
                            and node.index in symbols(part.args[1])}
                if both := sorted(labelled & bare):
                    return f"The sum is over all {both[0]} with a label; it may speak of one sample {both[0]}."
    return None


def _of_default_function(reading: Reading) -> str | None:
    """sigma(z)_i was read of the logistic function, which the text does not name: it may be the softmax of z."""
    row = reading.notation.find(r"\sigma")
    if row is None or not (isinstance(row.definition, Call) and row.definition.op == "sigmoid"):
        return None
    of_columns = any(isinstance(node, Call) and node.op == "entry" and isinstance(whole := node.args[0], Call)
                     and whole.op == "sigmoid" for node in walk(reading.tree))
    return "The text gives no formula here for sigma, which may be the softmax." if of_columns else None


def _of_definite_matrices(reading: Reading, before: str) -> str | None:
    """x^T A x >= 0, where the words are about definite matrices: it says what that is."""
    tree = reading.tree
    if not (isinstance(tree, Call) and tree.op in _ORDER and _DEFINITE.search(before)):
        return None
    form, zero = tree.args
    if not (is_zero(zero) and isinstance(form, Call) and form.op == "multiply"
            and len(form.args) == 3 and isinstance(form.args[1], Symbol)):
        return None
    row = reading.notation.find(form.args[1].name)
    return f"It may say which {form.args[1].name} are meant." if row is None or row.definition is None else None


def _of_flows(tree: Expr, known: Known) -> str | None:
    """The text writes x' for the slope of x in time: then x is a function, which fulfils what was said of x'."""
    both = sorted(name for symbol in symbols(tree) if (name := symbol.name.rstrip("'")) in known.here.flows)
    return f"The text may take {both[0]} for a function of time." if both else None


def _of_given_slopes(trees: tuple[Expr, ...], reading: Reading, known: Known) -> str | None:
    """The text said that f' = -g, and f has no formula: f'' = -f of an f that fulfils it, not of any."""
    for symbol in sorted({each for tree in trees for each in symbols(tree)}, key=lambda each: each.name):
        row = reading.notation.find(symbol.name)
        is_open = symbol.sort.kind == "function" and symbol.name not in BUILT_IN and (
            row is None or row.definition is None)
        if is_open and (symbol.name in known.here.sloped or any(
                given.section == known.section and pattern.startswith(f"{symbol.name}'")
                for pattern, given in known.defined.items())):
            return f"The text gives the slope of {symbol.name}, and no formula for {symbol.name} itself."
    return None


def _of_number_differentiated(reading: Reading) -> str | None:
    """dJ/dw = -3 below J = 1, what the cost J is worth: its formula, which the slope is of, stands elsewhere."""
    for node in walk(reading.tree):
        subject = node.args[0] if isinstance(node, Call) and node.op in DERIVATIVES else None
        row = reading.notation.find(subject.name) if isinstance(subject, Symbol) else None
        if row is not None and row.definition is not None and not symbols(row.definition):
            return f"The text gives here what {row.symbol.name} is worth, and no formula for it."
    return None


def _of_sizes_as_numbers(trees: tuple[Expr, ...]) -> str | None:
    """I - (1/n) 1 1^T was read with a number n, which may be the size of the column of ones."""
    for tree in trees:
        nodes = walk(tree)
        below = {node.args[1].name for node in nodes if isinstance(node, Call) and node.op == "divide"
                 and isinstance(node.args[1], Symbol) and node.args[1].sort == NUMBER}
        holds_ones = any(isinstance(node, Symbol) and node.name.endswith(("1", "1}")) and node.sort.is_vector
                         for node in nodes)
        if holds_ones and (sizes := sorted(below & _SIZES)):
            return f"{sizes[0]} may be the size of the column of ones."
    return None


_SIZES = frozenset("dkmnpqDKMN")


def _of_wide_functions(latex: str) -> str | None:
    """log 3/4, without brackets, may be the logarithm of 3/4."""
    return "What stands behind the fraction line may belong to the function." if _WIDE.search(latex) else None


_WIDE = re.compile(r"\\(?:log|ln|exp|sin|cos|tan|tanh)\s*[\d.]+\s*/\s*[\d.]+")


def _of_updated(reading: Reading, known: Known) -> str | None:
    """a_s - 1 = a_{s-1}^2 after the text gave a_s by a_{s-1}: it may follow from that."""
    for symbol in sorted(symbols(reading.tree), key=lambda symbol: symbol.name):
        row = reading.notation.find(symbol.name)
        if symbol.name in known.here.updated and symbol.sort.shape and (row is None or row.definition is None):
            return f"It may follow from how the text goes on from one {symbol.name} to the next."
    return None


def _of_restricted(trees: tuple[Expr, ...], known: Known) -> str | None:
    """The words of this section say of a letter what no value that was tried need be: commuting, triangular."""
    for tree in trees if known.here.restricted else ():
        for name in sorted(symbol.name for symbol in symbols(tree)):
            said = known.names.get(name)
            formula = said.name.definition if said is not None else None
            if (word := known.here.restricted.get(name)) is None:
                continue
            about = {name} if not word.lower().startswith("orthonormal") else {each.name for each in symbols(tree)}
            is_heard = word.lower().startswith(_HEARD) and any(
                old.section == WITH_NAME and about & letters_of(old.condition) for old in known.assumed)
            if not (is_heard or (isinstance(formula, Call) and formula.op == "diag")):
                return f"The text says of {name} more than is tried: {word.lower()}."
    return None


_HEARD = ("diagonal", "orthonormal", "normali")  # words that a condition on the letter may stand for


def _of_other_functions(tree: Expr, known: Known) -> str | None:
    """The text declared a function of columns, and it is read of a function of numbers, entry by entry."""
    for symbol in symbols(tree):
        said = known.names.get(symbol.name) if symbol.sort.kind == "function" else None
        if said is not None and len(symbol.sort.domain) == len(said.name.symbol.sort.domain) and any(
                own.shape and not read.shape
                for own, read in zip(said.name.symbol.sort.domain, symbol.sort.domain, strict=True)):
            return f"The text gives {symbol.name} for columns; it is read of numbers here."
    return None


def _of_primes(tree: Expr, known: Known) -> str | None:
    """W_t W_t': another letter than W, or its transpose."""
    names = {symbol.name for symbol in symbols(tree)}
    both = sorted(name for name in names if name.endswith("'") and name.rstrip("'") in names and not (
        (said := known.names.get(name)) is not None and said.declared))
    products = [node for node in walk(tree) if isinstance(node, Call) and node.op == "multiply"]
    for name in both:
        plain = name.rstrip("'")
        if any({name, plain} <= {symbol.name for symbol in symbols(each)} for each in products):
            return f"The prime of {name} may be a transpose."
    return None


def _of_other_sections(reading: Reading, known: Known) -> str | None:
    """y'' = -y after another section gave y a formula: an equation that this y fulfils."""
    tree = reading.tree
    if not (isinstance(tree, Call) and tree.op == "equal"):
        return None
    taken = [node.args[0] for node in walk(tree) if isinstance(node, Call) and node.op in (*DERIVATIVES, "prime")
             and not _is_between_entries(node, known)]
    heads = {head for each in taken for head in symbols(each)} & set(_values(tree.args[1]))
    still = {0, ALWAYS, *(number for _, number in known.around)}
    for head in sorted(heads, key=lambda symbol: symbol.name):
        said = known.names.get(head.name)
        if said is not None and said.name.definition is not None and not said.declared and said.section not in still:
            return f"It may be an equation that the {head.name} of this section fulfils."
    return None


def _is_between_entries(slope: Call, known: Known) -> bool:
    """da_j/dz_i of a column that has a formula with the other one in it: no equation for an unknown function.

    Nor is one by a member of a sequence, dh_t/dh_{t-1}.
    """
    if isinstance(slope.args[-1], Call) and slope.args[-1].op == "layer":
        return True
    if slope.op != "partial" or not all(isinstance(part, Call) and part.op == "entry" for part in slope.args):
        return False
    of, by = (part.args[0] for part in slope.args if isinstance(part, Call))
    said = known.names.get(of.name) if isinstance(of, Symbol) else None
    return said is not None and said.name.definition is not None and by in symbols(said.name.definition)


def _values(tree: Expr) -> Iterator[Symbol]:
    """The letters that stand for values, not below a derivative."""
    if isinstance(tree, Symbol):
        yield tree
    elif not (isinstance(tree, Call) and tree.op in (*DERIVATIVES, "prime")):
        for part in children(tree):
            yield from _values(part)


def _of_sequences(reading: Reading, known: Known) -> str | None:
    """A bound on the members of a sequence, of which the text gave the steps, holds by induction or not at all."""
    tree = reading.tree
    if not (isinstance(tree, Call) and tree.op in _ORDER):
        return None
    members = {node.args[0].name for node in walk(tree) if isinstance(node, Call) and node.op == "layer"
               and isinstance(node.args[0], Symbol) and isinstance(node.args[1], Symbol)}
    stepped = {node.args[0].name for each in reading.notation.assumptions for node in walk(each)
               if isinstance(node, Call) and node.op == "layer" and isinstance(node.args[0], Symbol)
               and not isinstance(node.args[1], Symbol)}
    if both := sorted(members & (stepped | known.steps.keys())):
        return f"It may follow step by step from where the sequence {both[0]} begins."
    return None


__all__ = ["taken_back"]

"""The role of a statement in its text, and why: an ordered table of rules, the first that applies decides."""

from __future__ import annotations

import re
from collections.abc import Callable

from mathnn.documents.rows import CARRIED_ON
from mathnn.documents.statements import CASE
from mathnn.reading import cues, models
from mathnn.reading.behind import ends_as_bound
from mathnn.reading.differential_equations import is_equation_for_function
from mathnn.reading.left_side import left_side, names, opened
from mathnn.reading.posed import Judged, Posed, letters
from mathnn.reading.problems import is_constraint, poses_problem
from mathnn.reading.rejected import asked_in_words, denied_in_words
from mathnn.reading.stepped import STEPS, is_recursion, step, step_index
from mathnn.reading.surroundings import FORMULA
from mathnn.syntax.function_letters import FUNCTIONS, TABLED
from mathnn.syntax.index_letters import is_label
from mathnn.syntax.surface import Node, walk

_ORDER = frozenset(("less", "less_equal", "greater", "greater_equal", "unequal", "much_less", "much_greater",
                    "succeeds", "precedes"))
_MEMBERS = frozenset(("member", "not_member", "subset", "superset", "contains", "distributed"))
_PLACES = frozenset("ijkl")
_INDICES = frozenset("ijklmnpqrs")
_BEHIND = re.compile(r"\s*(?:のとき|の時|の場合|ならば|일 ?때|이면|인 경우|이?라면)")
_NEARLY_LESS = re.compile(r"\\less(?:approx|sim)\b")


def role(statement: Posed) -> Judged:
    """The role and its reason, by the first rule that applies."""
    for rule in RULES:
        if (found := rule(statement)) is not None:
            return found
    return "claim", "it states something about what is known by then"


def _marked(said: Posed) -> Judged | None:
    mark = said.located.row.mark
    if mark is not None and mark.kind == "false":
        return "mistake", "the author marked it as false"
    return None


def _fragment(said: Posed) -> Judged | None:
    return None if said.located.row.holds_relation else ("fragment", "it holds no relation")


ASKED: Judged = ("hypothesis", "the words ask whether it holds")
CONTRADICTION: Judged = ("hypothesis", "it ends a proof by contradiction")
SATISFIED = frozenset(f'it stands behind "{word}"' for word in ("satisfies", "satisfy"))
REJECTED: Judged = ("claim", "the words say that it does not hold")


def _rejected(said: Posed) -> Judged | None:
    if not said.located.before and not said.located.after:
        return None
    if denied_in_words(said.before, said.located.after):
        return REJECTED
    return ASKED if asked_in_words(said.before) else None


def _consequence(said: Posed) -> Judged | None:
    row = said.located.row
    if row.introduced_by == CARRIED_ON:
        return "claim", "it goes on from the display above"
    return ("claim", "it follows from the row above") if row.follows else None


def _problem(said: Posed) -> Judged | None:
    if said.relations[:1] == ("equal",) and poses_problem(said.located):
        return None  # min f = f(x) says what the least value is
    if poses_problem(said.located):
        return "fragment", "it poses a problem and states nothing"
    if not is_constraint(said.located) or _index_range(said) is not None:
        return None
    return "hypothesis", "it is a constraint of a problem"


def _by_sign(said: Posed) -> Judged | None:
    if "assign" in said.relations:
        return "update", "a left arrow gives it a new value"
    if "define" in said.relations:
        return "definition", "a definition sign"
    return None


def _differential(said: Posed) -> Judged | None:
    if said.relations[:1] == ("equal",) and is_equation_for_function(said.located, said.node, said.defined):
        return "hypothesis", "an equation that a function fulfils"
    return None


_INTERVALS = frozenset(("[]", "()", "[)", "(]"))


def _membership(said: Posed) -> Judged | None:
    top = opened(said.node)
    is_map = top.kind == "given" and ":" in top.text.split() and any(
        part.kind == "relation" and part.text.startswith("tends") for part in map(opened, top.parts))
    if not is_map and not (said.relations and set(said.relations) <= _MEMBERS):
        return None
    if (word := cues.condition(said.before)) and word not in (
            "suppose", "assume", "supposing", "assuming", "as long as", "so long as") and not word.startswith(
            "the "):
        return "hypothesis", f"it stands behind \"{word}\""
    if said.relations == ("member",) and said.left.kind == "applied" and opened(said.right[0]).text in _INTERVALS and (
            said.left.pattern in said.defined or said.left.general in said.defined or _is_of_inverse(said)):
        return "claim", "it says between which numbers the values of a known function lie"
    return "declaration", "it says of what kind something is"


def _index_range(said: Posed) -> Judged | None:
    """i = 1, ..., n, or i = 1 ... n."""
    node = opened(said.node)
    side = opened(said.right[0]) if len(said.right) == 1 else node
    is_range = side.kind == "juxtaposed" and len(side.parts) == 3 and any("dots" in x for x in names(side.parts[1]))
    if is_range and said.left.kind == "name" and said.left.head in STEPS:
        return "declaration", "it says what an index runs over"
    if node.kind != "list" or said.left.kind != "name" or len(said.left.letters) != 1:
        return None
    if any("dots" in name for part in node.parts for name in names(part)) and said.relations == ("equal",):
        return "declaration", "it says what an index runs over"
    return None


def _condition(said: Posed) -> Judged | None:
    """Behind "if", "suppose", "such that"; a display that says no more than "if s = i"."""
    top = opened(said.node)
    if top.kind == "when" and top.parts[0].kind == "empty" and opened(top.parts[1]).kind == "relation":
        return "hypothesis", "it is the case that is looked at"
    word = cues.condition(said.before) or ("solve" if cues.solves(said.before) else "")
    is_display = said.located.row.equation.display
    if not word or (is_display and (word.startswith("the ") or cues.is_said_of_formula_before(said.before))):
        return None
    if cues.is_said_of_letter(said.before):
        return None
    is_new = said.earlier is None or (said.left.kind == "applied" and not within(said))
    gives_formula = said.left.may_be_defined and said.relations[:1] == ("equal",) and is_new
    if word in ("suppose", "supposed", "imagine", "assume", "assuming") and gives_formula and not said.is_setting:
        return "definition", f"\"{word}\" gives it its formula"
    if word.startswith(("satisf", "requir")) and said.located.row.equation.display:
        return None
    if said.located.row.equation.display and (len(said.relations) > 1 or cues.is_premise_complete(said.before)):
        return None
    return "hypothesis", f"it stands behind \"{word}\""


def _approximate(said: Posed) -> Judged | None:
    if said.relations[:1] == ("approximately",) or (said.relations and set(said.relations) == {"approximately"}):
        return "approximation", "an approximate sign"
    if set(said.relations) == {"much_less"} and _NEARLY_LESS.search(said.located.row.latex):
        return "approximation", "less up to what is left out"
    return None


def _bound(said: Posed) -> Judged | None:
    """x > 0 in the running text, or behind another statement of its display: a condition on x."""
    if ends_as_bound(said.located.row) and (said.earlier is None or said.earlier.section != said.located.section):
        return "hypothesis", "it bounds a letter"
    if not said.relations or not set(said.relations) <= _ORDER | {"equal"} or not set(said.relations) & _ORDER:
        return None
    if said.located.row.equation.display:
        return None
    sides = [part for part in said.right if list(names(part))]
    first = opened(said.sides[0])
    if first.kind == "group" and first.text == "||" and first.parts:  # |z| < 1.4
        first = opened(first.parts[0])
    alone = (said.left.kind in ("name", "entry") or first.kind == "name") and not sides
    lowest = opened(first.parts[0]) if first.kind == "prefix" else first
    between = lowest.kind == "number" and len(said.right) == 2
    if alone or between:
        return "hypothesis", "it bounds a letter"
    if cues.point(said.before) and (said.left.kind in ("name", "entry", "norm") or cues.where(said.before)):
        return "hypothesis", "it is the case that is looked at"
    return None


def _case_of_indices(said: Posed) -> Judged | None:
    """i = j or i \\ne j in the running text, whatever its language."""
    row = said.located.row
    if row.equation.display and row.introduced_by != CASE and not ends_as_bound(row):
        return None
    if said.relations not in (("equal",), ("unequal",)):
        return None
    sides = [opened(side) for side in said.sides]
    if all(side.kind == "name" and side.text in _PLACES for side in sides) and sides[0].text != sides[1].text:
        return "hypothesis", "it is a case of two indices"
    return None


def _aside(said: Posed) -> Judged | None:
    """A (A^T = A): what is said in brackets of the letter before them."""
    located = said.located
    if located.row.equation.display or not located.before.endswith(f"{FORMULA} (") or not located.after.startswith(")"):
        return None
    said_of = {name for side in said.sides for name in letters(side) if name != "I"}
    if said.relations == ("equal",) and len(said_of) == 1 and said.left.pattern and (
            _counts_letters(said.sides[0]) and _counts_letters(said.sides[1])):
        return "hypothesis", "it stands in brackets behind what it is said of"
    return None


def _counts_letters(side: Node) -> bool:
    return bool(letters(side)) or opened(side).kind == "number"


def _said_behind(said: Posed) -> Judged | None:
    """Conditions of languages that put the word for "if" behind them."""
    if not said.located.row.equation.display and _BEHIND.match(said.located.after):
        return "hypothesis", "the word for a condition stands behind it"
    return None


def _of_length_one(said: Posed) -> Judged | None:
    """|w| = 1 in the running text: what w is like."""
    is_one = said.relations == ("equal",) and opened(said.right[0]).text == "1"
    is_concluded = cues.asserting(said.before) and not said.before.rstrip().endswith("so that")
    if is_one and said.left.kind == "norm" and not said.located.row.equation.display and said.earlier is None and not (
            is_concluded):
        return "hypothesis", "it says how something is normalised"
    return None


def _case_in_heading(said: Posed) -> Judged | None:
    """Case 2: v \\ne e_1."""
    if not said.located.row.equation.display and said.relations and cues.numbers_case(said.before):
        return "hypothesis", "it is the case that is looked at"
    return None


def _setting(said: Posed) -> Judged | None:
    """A letter and a number: a setting, or the case that is looked at."""
    if said.relations != ("equal",) or not said.is_setting or said.located.row.equation.display:
        return None
    if said.earlier is None and (word := cues.defining(said.before)):
        return "definition", f"\"{word}\" gives it its value"
    if cues.point(said.before):
        return "hypothesis", "it is the case that is looked at"
    if said.earlier is None:
        return "definition", "it was not defined before"
    return None


def is_value_of_known(said: Posed) -> bool:
    """q(-H^{-1} g) after q(d) got its formula in this section: a value of that function."""
    given = None if said.left.head in models.PROBABILITIES - {"q", "p"} else said.defined.get(f"{said.left.head}(·)")
    return (said.left.kind == "applied" and given is not None and given.section == said.located.section
            and re.fullmatch(r"[^<]*\(\w+<.*>\)", said.left.pattern) is not None)


def _model(said: Posed) -> Judged | None:
    """A probability by its formula, or as a product over samples."""
    if said.relations[:1] != ("equal",):
        return None
    if models.says_independent(said.left, said.right[0]):
        return "hypothesis", "it says that the factors are independent"
    is_known = said.earlier is not None and said.earlier.section == said.located.section
    if not is_known and models.gives_formula(said.left, said.right[0]):
        return "definition", "it gives a probability its formula"
    return None


def _first_time(said: Posed) -> Judged | None:
    """Its left side was not defined before."""
    if said.relations[:1] not in (("equal",), ("identical",), ("proportional",)) or not said.left.may_be_defined:
        return None
    if said.earlier is not None or said.is_slope or said.is_value or (within(said) and not is_recursion(said)):
        return None
    if said.left.kind == "applied" and ("'" in said.left.pattern.partition("(")[0] or is_slope_of_several(said)):
        return None  # f'(x): what f is says what it is
    if said.left.head in TABLED or _is_of_inverse(said) or _is_at_sum(said) or _is_entry_of_given(said):
        return None
    return "definition", "its left side was not defined before"


def _is_entry_of_given(said: Posed) -> bool:
    """y_i of a y that this section has given by a formula: y says what its entries are."""
    left = opened(said.sides[0])
    given = said.defined.get(said.left.head)
    if said.left.kind != "entry" or left.kind != "scripts" or left.text != "_" or given is None:
        return False
    below = opened(left.parts[1])
    places = [opened(part).text for part in (below.parts if below.kind in ("juxtaposed", "list") else (below,))]
    return given.section == said.located.section and step_index(left) in (None, "i", "j") and (
        (_PLACES if len(places) == 1 else _INDICES).issuperset(places))


def _is_at_sum(said: Posed) -> bool:
    """f(x + h) of an f that has a formula in this section, and no other function: g(x + h) makes it a new example."""
    earlier = said.defined.get(f"{said.left.head}(·)")
    left = opened(said.sides[0])
    group = left.parts[-1] if left.kind == "juxtaposed" else left
    inner = opened(group.parts[0]) if group.kind == "group" and group.parts else group
    is_sum = inner.kind == "sum" and all(opened(part).kind in ("name", "number") for part in inner.parts)
    others = any(part.kind == "juxtaposed" and left_side(part).kind == "applied" for part in walk(said.right[0]))
    return is_sum and not others and earlier is not None and earlier.section == said.located.section


def _is_of_inverse(said: Posed) -> bool:
    """f^{-1}(y) of an f that has a formula, and f^{-1}(f(x)): f says what its inverse is."""
    left = opened(said.sides[0])
    first = opened(left.parts[0]) if left.kind == "juxtaposed" else left
    if first.kind != "scripts" or first.text != "^" or opened(first.parts[1]).text != "-":
        return False
    base = opened(first.parts[0]).text
    return f"{base}(·)" in said.defined or any(base in names(part) for part in left.parts[1:])


def is_slope_of_several(said: Posed) -> bool:
    """(f + g)'(x), of functions in brackets."""
    left = opened(said.sides[0])
    first = opened(left.parts[0]) if left.kind == "juxtaposed" else left
    return first.kind == "scripts" and "'" in first.text and opened(first.parts[0]).kind == "group"


def within(said: Posed) -> bool:
    """Does the left side stand on the right too, so that the statement says something of it?"""
    is_primed = (said.left.kind == "name" and said.left.pattern.endswith("'")  # w' is another number than w
                 and said.left.head not in FUNCTIONS | TABLED
                 and not any(pattern.startswith(f"{said.left.head}(") for pattern in said.defined))
    for side in said.right[:1]:
        indexed = {id(opened(part.parts[0])) for part in walk(side) if _is_numbered(part)}
        indexed |= {id(opened(part.parts[1])) for part in walk(side) if part.kind == "scripts" and (
            (part.text == "_" and said.left.kind == "name") or _is_norm(part))}  # Q names the matrix W_Q, F a norm
        for part in walk(side):
            if id(part) in indexed or (_is_numbered(part) and said.left.kind != "entry"):
                continue  # eta_0 is another name than eta, E^{(q)} than E
            if part.kind in ("juxtaposed", "scripts", "function", "group"):
                found = left_side(part)
                if found.head and found.head == said.left.head and (
                        (said.left.kind != "entry" and not is_primed) or found.pattern == said.left.pattern):
                    return True
            elif part.kind == "name" and said.left.kind in ("name", "applied") and part.text == said.left.head and (
                    not is_primed):
                return True
    return False


def _is_norm(scripts: Node) -> bool:
    """Is it a norm with a sign below it?"""
    return scripts.text[:1] == "_" and scripts.parts[0].kind == "group" and scripts.parts[0].text in (r"\|\|", "||")


def _is_numbered(node: Node) -> bool:
    return node.kind == "scripts" and (node.text[:1] == "_" or (node.text == "^" and is_label(node.parts[1])))


_CONSTANTS = frozenset((r"\pi", "e", r"\mathrm{e}"))
_DEVIATIONS = (r"\sigma", r"\hat{\sigma}")


def _again(said: Posed) -> Judged | None:
    """A letter that gets another meaning."""
    is_variance = said.left.head in _DEVIATIONS and said.left.pattern == f"{said.left.head}^2" and (
        {name for side in said.right for name in names(side)} <= _CONSTANTS)
    if said.relations[:1] != ("equal",) or said.earlier is None or within(said) or not (
            said.left.may_be_defined or is_variance):
        return None
    if said.is_value:
        return None
    word = cues.defining(said.before)
    moved = said.located.section != said.earlier.section
    if word.startswith("replac") or word in ("let", "define",
            "defined", "consider", "denote", "instead", "another", "choose", "take", "set"):
        return "definition", f"\"{word}\" gives it another meaning than on line {said.earlier.line}"
    if moved and (said.is_setting or not cues.asserting(said.before)) and (
            said.left.kind in ("name", "applied") or is_variance):
        return "definition", f"a new section gives it another meaning than on line {said.earlier.line}"
    if said.is_setting:
        return "definition", f"it gets another value than on line {said.earlier.line}"
    return None


RULES: tuple[Callable[[Posed], Judged | None], ...] = (
    _marked, _fragment, _rejected, _consequence, _problem, _by_sign, _differential, _membership, _index_range,
    _condition, _approximate, _said_behind, _case_of_indices, _case_in_heading, _aside, _bound, _of_length_one,
    _setting,
    step, _model, _first_time, _again,
)

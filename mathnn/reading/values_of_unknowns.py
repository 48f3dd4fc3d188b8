r"""Values that solve an equation above: "$\lambda^2 - 4\lambda + 3 = 0$, so $\lambda_1 = 3$ and $\lambda_2 = 1$".

They are said of the last equation whose only unknown is this letter: a solution, one of several, or none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mathnn.check.judge import judge
from mathnn.claims import Verdict
from mathnn.expression import TRUTH, Call, Expr, Symbol
from mathnn.expression.build import equal
from mathnn.expression.tree import symbols, walk
from mathnn.notation import Notation
from mathnn.reading import cues
from mathnn.reading.in_force import nearby_equations
from mathnn.reading.known import Known
from mathnn.reading.posed import Judged, Posed
from mathnn.syntax.read import Reading

IS_ROOT: Judged = "claim", "it gives a value that solves the equation above"
_SOLVED = re.compile(r"\b(?:solv\w*|solutions?|roots?|zeros?|zeroes|eigenvalues?|stationary|critical|minimi[sz]\w*|"
                     r"maximi[sz]\w*|optim\w*|yields?|gives?|giving|so|thus|hence|therefore|get|find|obtain\w*|conclude)\b",
                     re.IGNORECASE)
_ROOTS = re.compile(r"\b(?:solutions?|roots?|zeros?|zeroes|eigenvalues?)\b", re.IGNORECASE)
_OF_ROOTS = frozenset((r"\lambda", r"\mu", "r"))  # a number below others may count steps
_GIVEN = re.compile(r"\b(?:let|for|if|when|at|with|where|choos\w*|pick\w*|start\w*|initial\w*|guess\w*|iterat\w*|"
                    r"step\w*|newton\w*|suppose|assum\w*|tak\w+|try|trying|example|instead|case|not|approximat\w*|about|around)\b",
                    re.IGNORECASE)
_SCRIPTED = re.compile(r"(?P<base>\\?[A-Za-z]+|\\(?:mathbf|boldsymbol)\{\\?[A-Za-z]+\})"
                       r"(?:_\{?(?P<number>[1-9])\}?|\^\{?(?:\*|\\ast|\\star)\}?|_\{?\\(?:min|max)\}?)?")
_ROUNDED = re.compile(r"\d\.\d")


def value_of_unknown(statement: Posed, reading: Reading, known: Known) -> Verdict | None:
    """The verdict on x = 3 by the equation that x has to solve; None where there is none, or words say another thing.

    A false one is none where the value solves another equation nearby, may be rounded, or begins a sequence.
    """
    tree = reading.tree
    scripted = _SCRIPTED.fullmatch(statement.name)
    if scripted is None or not isinstance(tree, Call) or tree.op != "equal" or tree.args[1].sort.shape:
        return None
    name, value = scripted["base"], tree.args[1]
    found = [verdict for equation in _equations_of(name, statement, known)
             if (verdict := _judged(name, value, equation, known)) is not None]
    true = next((verdict for verdict in found if verdict.is_true), None)
    if true is not None or not found or found[0].kind != "refuted":
        return true
    if known.last.equation is None:  # what stands right before is wrong, and the value may follow from it
        return None
    is_of_mistake = any(name in {each.name for each in symbols(equation)} for equation in known.here.mistaken)
    return None if is_of_mistake or _may_be_another(statement, name, known) else found[0]


def _equations_of(name: str, statement: Posed, known: Known) -> Iterator[Call]:
    """The equations nearby in which this letter is the only one without a number, and no whole function is one."""
    for equation in nearby_equations(known, statement.located.paragraph):
        if equation.args[0] == Symbol(name) and not symbols(equation.args[1]):
            continue  # x = 2, another value
        open_ones = {each for each in symbols(equation) if (said := known.names.get(each.name)) is None or (
            said.name.definition is None) or each.name == name}
        free = {each for each in open_ones if each.name not in ("I", r"\mathbf{I}", "0", r"\pi", r"\mathrm{e}")}
        if {each.name for each in free} == {name} and not any(each.sort.shape for each in free) and not any(
                isinstance(node, Call) and node.op in ("apply", "derivative", "partial", "gradient", "prime")
                for node in walk(equation)):
            yield equation


def _judged(name: str, value: Expr, equation: Call, known: Known) -> Verdict | None:
    letter = next(each for each in symbols(equation) if each.name == name)
    names = {key: said.name for key, said in known.names.items() if key != name}
    verdict = judge(Call("implies", (equal(letter, value), equation), TRUTH), Notation(names))
    return verdict if verdict.is_true or verdict.kind == "refuted" else None


def _may_be_another(statement: Posed, name: str, known: Known) -> bool:
    """May it be a value that is tried, a rounded one, the beginning of a sequence, or the value in another case?"""
    part = statement.located
    words = statement.before.rpartition("¤")[2]
    has_sequence = name in known.steps or f"{name}_0" in known.names or any(
        f"{name}_{end}" in known.names for end in ("n", "t", "k"))
    before = statement.before[-_REACH:]
    is_plain = statement.name == name or name in _OF_ROOTS or "^" in statement.name
    concludes = part.row.follows or not _SIGNS.sub("", words) or bool((_SOLVED if is_plain else _ROOTS).search(before))
    return (has_sequence or not concludes or _GIVEN.search(words) is not None or cues.defining(words) != ""
            or _ROUNDED.search(part.row.latex) is not None or not _ENDS.match(part.after))


_SIGNS = re.compile(r"\\q?quad|[\s,;.&]|\band\b|\bor\b")
_ENDS = re.compile(r"\s*(?:$|[.,;:)¤*]|\\|(?:and|or|as|since|because|which\s+means|so|respectively)\b)")
_REACH = 80  # characters before it in which words say that it is a solution


__all__ = ["IS_ROOT", "value_of_unknown"]

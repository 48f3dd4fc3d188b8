r"""Functions that the words call those of the standard normal law: "where $\Phi$ is the standard normal CDF"."""

from __future__ import annotations

from mathnn.expression import NUMBER, Expr, Sort, Symbol
from mathnn.expression.build import add, call, divide, multiply, negate, number, power
from mathnn.notation import Name
from mathnn.reading.known import Known
from mathnn.reading.phrases import phrase
from mathnn.reading.surroundings import Located

_F = r"\$\s*(?P<name>\\(?:Phi|phi|varphi|mathcal\s*\{N\})|[A-Za-z])(?:\s*\(\s*(?P<at>\\?[A-Za-z]+)\s*\))?\s*\$"
_LAW = r"(?:(?:standard|unit)\s+(?:normal|Gaussian)|\$\s*(?:\\mathcal\s*\{?N\}?|N)\s*\(\s*0\s*,\s*1\s*\)\s*\$)"
_SUM = (r"(?:CDF|c\.d\.f\.|(?:cumulative\s+)?(?:probability\s+)?distribution\s+function|"
        r"cumulative\s+(?:density|distribution)(?:\s+function)?)")
_RATE = r"(?:PDF|p\.d\.f\.|(?:probability\s+)?density(?:\s+function)?)"
_IS = r"[\s,]*(?:(?:is|denotes?|be|being|the|stands|for)\b[\s,]*){0,4}"
_PATTERNS = {kind: tuple(phrase(pattern, "normal|gaussian") for pattern in (
    rf"{_F}{_IS}{_LAW}(?:'s)?\s+{word}",
    rf"{_F}{_IS}{word}\s+(?:of|for)\s+(?:(?:the|a)\s+)?{_LAW}",
    rf"\b{_LAW}(?:'s)?\s+{word}\s+{_F}",
    rf"\b{word}\s+{_F}\s+(?:of|for)\s+(?:(?:the|a)\s+)?{_LAW}",
    rf"{_LAW}[\w\s,]{{0,30}}\band\s+{_F}{_IS}(?:its|corresponding)\s+{word}",
    rf"{_LAW}[^$]{{0,40}}\bits\s+{word}\s+{_F}",
)) for kind, word in (("sum", _SUM), ("rate", _RATE))}
_X = Symbol("x", NUMBER)
_OF_NUMBERS = Sort("function", domain=(NUMBER,), value=NUMBER)


def learn_normal_functions(part: Located, known: Known) -> None:
    """Give a function its formula where the words up to the next formula say that it is one of these."""
    text = f"{known.words.text} {part.after}"
    for kind, patterns in _PATTERNS.items():
        for found in (each for pattern in patterns for each in pattern.finditer(text)):
            name = found["name"]
            said = known.names.get(name)
            is_open = said is None or said.name.definition is None or said.section != known.section
            if is_open and known.words.is_new((name, kind)):
                row = Name(Symbol(name, _OF_NUMBERS), "", _formula(kind), (_X,))
                known.name(row, part.row.place.line or 1, declared=False, casual=True)


def _formula(kind: str) -> Expr:
    r"""``(1 + erf(x / sqrt 2)) / 2``, and its slope."""
    if kind == "sum":
        return divide(add(number(1), call("erf", divide(_X, call("root", 2)))), 2)
    bell = call("exp", negate(divide(power(_X, 2), 2)))
    return divide(bell, call("root", multiply(2, Symbol(r"\pi", NUMBER))))


__all__ = ["learn_normal_functions"]

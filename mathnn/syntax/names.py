"""The spelling of a name, which is a bit of LaTeX, as boxes: typefaces, accents, Greek letters, subscripts."""

from __future__ import annotations

import re
from functools import lru_cache

from mathnn.syntax.boxes import Accent, Applied, Box, Fenced, Kind, Scripts, Style, Word, row

_GREEK = (
    "alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ "
    "mu μ nu ν xi ξ pi π rho ρ sigma σ tau τ upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω "
    "Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω ell ℓ infty ∞ partial ∂ hbar ℏ"
).split()
LETTERS: dict[str, str] = dict(zip(_GREEK[::2], _GREEK[1::2], strict=True))

_FACES: dict[str, Style] = {
    "mathbf": "bold", "boldsymbol": "bold", "bm": "bold", "pmb": "bold", "mathbb": "blackboard",
    "mathcal": "calligraphic", "mathrm": "upright", "text": "upright", "textrm": "upright", "mathsf": "upright",
    "operatorname": "upright", "mathit": "", "mathfrak": "calligraphic", "mathscr": "calligraphic",
}
_MARKS = frozenset(("hat", "widehat", "bar", "overline", "tilde", "widetilde", "vec", "dot", "ddot", "underline"))
_PIECE = re.compile(r"\\([A-Za-z]+)\s*|\{|\}|[_^]|'+|\s+|([A-Za-z]+|[0-9.]+|[^\\{}\s])")


@lru_cache(maxsize=1024)
def spell(name: str) -> Box:
    """The boxes of a name. What has no row in the tables is set as it is spelled, upright."""
    box, rest = _scripted(name)
    parts = [box]
    while rest:
        if rest[0] == "(" and rest[-1] == ")":  # f^{-1}(y), the value that a letter stands for
            parts[-1], rest = Applied(parts[-1], Fenced("(", spell(rest[1:-1]), ")")), ""
            continue
        box, rest = _scripted(rest)
        parts.append(box)
    return row(*parts)


def _scripted(text: str) -> tuple[Box, str]:
    base, rest = _atom(text)
    scripts: dict[str, Box] = {}
    while rest[:1] in ("_", "^") and rest[0] not in scripts:
        sign = rest[0]
        scripts[sign], rest = _atom(rest[1:])
    if rest.startswith("'"):
        primes = len(rest) - len(rest.lstrip("'"))
        scripts["^"], rest = Word("operator", "′" * primes, "'" * primes, tight=True), rest[primes:]
    return (Scripts(base, scripts.get("_"), scripts.get("^")) if scripts else base), rest.lstrip()


def _atom(text: str) -> tuple[Box, str]:
    text = text.lstrip()
    found = _PIECE.match(text)
    if found is None or not text:
        return Word("text", text), ""
    rest = text[found.end():]
    if found[0] == "{":
        inside, rest = _group(text)
        if inside[:1] == "(" and inside[-1:] == ")":  # the number of a layer
            return Fenced("(", spell(inside[1:-1]), ")"), rest
        return spell(inside), rest
    if found[1] is None:
        return _plain(found[0]), rest
    command = found[1]
    if command in _FACES:
        inside, rest = _group(rest)
        return _faced(command, inside), rest
    if command in _MARKS:
        inside, rest = _group(rest)
        return Accent(spell(inside), command), rest
    shown = LETTERS.get(command)
    return Word("letter", shown or command, "\\" + command, "" if shown else "upright"), rest


def _group(text: str) -> tuple[str, str]:
    """What stands between a brace and its partner, or the next sign; and the rest."""
    text = text.lstrip()
    if not text.startswith("{"):
        found = _PIECE.match(text)
        end = 1 if found is None or found[1] is None else found.end()
        return text[:end], text[end:]
    depth = 0
    for position, sign in enumerate(text):
        depth += (sign == "{") - (sign == "}")
        if depth == 0:
            return text[1:position], text[position + 1:]
    return text[1:], ""


def _plain(text: str) -> Box:
    if text[0].isdigit():
        return Word("number", text)
    return row(*(Word("letter", sign) if sign.isalpha() else Word("operator", sign, tight=True) for sign in text))


def _faced(command: str, inside: str) -> Box:
    style = _FACES[command]
    shown = LETTERS.get(inside.strip().lstrip("\\"), inside.strip())
    kind: Kind = "text" if command.startswith("text") else "function" if command == "operatorname" else "letter"
    return Word(kind, shown, f"\\{command}{{{inside}}}", style)

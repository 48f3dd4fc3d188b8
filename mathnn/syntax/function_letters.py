"""Which names are functions: by their letters, and by what stands in the brackets behind them."""

from __future__ import annotations

from mathnn.notation import plain
from mathnn.syntax.grammar import TRANSPOSES
from mathnn.syntax.surface import Node, opened, walk
from mathnn.syntax.typefaces import BOLD_FACES, face
from mathnn.syntax.uses import DEFINED, PRIMED

FUNCTIONS = frozenset((
    *"fgFG", r"\phi", r"\varphi", r"\psi", r"\Phi", r"\Psi", r"\sigma", r"\rho", r"\kappa", r"\zeta", r"\Gamma",
))
# The extreme eigenvalues of a symmetric matrix and the extreme singular values of any.
EXTREMES = {
    f"{letter}_{{{form.format(which)}}}": f"{size}_{kind}"
    for letter, kind in ((r"\lambda", "eigenvalue"), (r"\sigma", "singular_value"))
    for which, size in (("max", "largest"), ("min", "smallest"))
    for form in ("\\{}", "{}", r"\text{{{}}}", r"\mathrm{{{}}}", r"\operatorname{{{}}}")
}
TABLED = frozenset((r"\sin", r"\cos", r"\tan", r"\sinh", r"\cosh", r"\tanh", r"\exp", r"\log", r"\ln"))
_DEPENDENT = frozenset((
    *"PEHDILJCRQUNLOTVplhquvyzsG", r"\Pr", r"\mathcal{N}", r"\mathcal{O}", r"\mathcal{L}", r"\mathcal{J}",
    r"\mathbb{E}", r"\mathbb{P}", r"\mathcal{D}", r"\ell", r"\Delta", r"\pi", r"\mu", r"\epsilon",
    r"\mathcal{F}", r"\Omega",
))
_OFTEN = frozenset("hquvyzs")


def is_of_one_column(group: Node) -> bool:
    """A bold letter alone in brackets, around which a product needs none."""
    inside = opened(group.parts[0]) if group.parts else None
    return inside is not None and inside.kind == "name" and inside.text not in TRANSPOSES and (
        face(inside.text)[0] in BOLD_FACES)


def is_of_one_letter(name: str, group: Node) -> bool:
    """h(x), of a letter that is often a function: h(x + y) is one as well then, and no product."""
    inside = opened(group.parts[0]) if group.parts else None
    return name in _OFTEN and inside is not None and inside.kind == "name" and inside.text not in (*TRANSPOSES, name)


def is_of_matrix(group: Node) -> bool:
    """Is there a capital letter in the brackets, as most matrices have?"""
    letters = (face(part.text)[1] for part in walk(group) if part.kind == "name" and part.text not in TRANSPOSES)
    return any(letter.lstrip("\\")[:1].isupper() for letter in letters)


def is_function(name: str, uses: int, group: Node) -> bool:
    """Is an undeclared name that stands before brackets a function of what is in them?"""
    style, letter = face(name)
    if style in ("operatorname", "text", "mathrm", "mathsf") and len(letter) > 1:
        return True
    if letter in FUNCTIONS or uses & (PRIMED | DEFINED):
        return True
    inside = opened(group.parts[0]) if group.parts else None
    if inside is None:
        return True
    if inside.kind in ("list", "given", "relation", "words"):
        return True
    letters = opened(inside.parts[0]) if inside.kind == "scripts" and inside.text == "_" else inside
    if group.text == "()" and letters.kind == "name" and letters.text not in TRANSPOSES and face(letters.text)[0]:
        return True  # a product needs no brackets around one bold letter, x or x_0
    if group.text == "[]":
        return letter in "EPRHV" and (style in ("", "mathbb", "mathrm", "operatorname", "mathsf") or letter in "EP")
    if plain(name) in _DEPENDENT or name in _DEPENDENT:
        if letter in "plhquvyzsT" or letter in (r"\Delta", r"\pi", r"\mu", r"\epsilon", r"\ell"):
            indexed = inside.kind == "scripts" and inside.parts[0].kind == "name" and "^" not in inside.text
            return inside.kind in ("name", "number") or indexed
        return inside.kind in ("name", "number", "scripts", "juxtaposed") or letter in "PEO" or style == "mathbb"
    return False


__all__ = ["EXTREMES", "FUNCTIONS", "TABLED", "is_function", "is_of_matrix", "is_of_one_column", "is_of_one_letter"]

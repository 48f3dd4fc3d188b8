"""Macros that texts use without a definition: their preamble, or a package, stands in another file.

A chapter of a book and a page for the web begin without the definitions of the whole. Only such names are here that
mean the same in practically all texts; what a text defines itself goes first. The names are those of the packages
physics, commath and mathtools and of the lists of commands that go around with templates of conferences.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from mathnn.documents.document import Macro
from mathnn.documents.formula import group_end

_PLAIN = {
    "E": r"\mathbb{E}", "EE": r"\mathbb{E}", "Ex": r"\mathbb{E}", "PP": r"\mathbb{P}", "Prob": r"\mathbb{P}",
    "RR": r"\mathbb{R}", "reals": r"\mathbb{R}", "Reals": r"\mathbb{R}", "Real": r"\mathbb{R}", "real": r"\mathbb{R}",
    "NN": r"\mathbb{N}", "ZZ": r"\mathbb{Z}", "Var": r"\operatorname{Var}", "var": r"\operatorname{Var}",
    "Cov": r"\operatorname{Cov}", "cov": r"\operatorname{Cov}", "sgn": r"\operatorname{sign}",
    "sign": r"\operatorname{sign}", "Diag": r"\operatorname{diag}", "trace": r"\operatorname{tr}",
    "KL": r"D_{\mathrm{KL}}", "argmax": r"\operatorname*{argmax}", "argmin": r"\operatorname*{argmin}",
    "softmax": r"\operatorname{softmax}", "sigmoid": r"\operatorname{sigmoid}", "relu": r"\operatorname{ReLU}",
    "ReLU": r"\operatorname{ReLU}", "ones": r"\mathbf{1}", "1": r"\mathbf{1}", "zeros": r"\mathbf{0}",
    "defeq": r"\triangleq", "eqdef": r"\triangleq", "given": r"\mid", "half": r"\frac{1}{2}", "eps": r"\epsilon",
    "grad": r"\nabla", "Loss": r"\mathcal{L}", "loss": r"\ell", "Normal": r"\mathcal{N}", "normal": r"\mathcal{N}",
    "gauss": r"\mathcal{N}", "qty": "", "iid": r"\text{i.i.d.}", "x": r"\mathbf{x}", "y": r"\mathbf{y}",
    "z": r"\mathbf{z}", "w": r"\mathbf{w}", "W": r"\mathbf{W}",
}
_WITH_ARGUMENTS = {
    "abs": (1, r"\left|#1\right|"), "norm": (1, r"\left\|#1\right\|"), "set": (1, r"\{#1\}"), "pqty": (1, "(#1)"),
    "paren": (1, "(#1)"), "ceil": (1, r"\lceil #1\rceil"), "floor": (1, r"\lfloor #1\rfloor"),
    "ind": (1, r"\mathbb{1}\{#1\}"), "indicator": (1, r"\mathbb{1}\{#1\}"), "inv": (1, "#1^{-1}"),
    "vect": (1, r"\mathbf{#1}"), "mat": (1, r"\mathbf{#1}"), "vb": (1, r"\mathbf{#1}"), "dd": (1, r"\,\mathrm{d}#1"),
    "inner": (2, r"\langle #1, #2\rangle"), "ip": (2, r"\langle #1, #2\rangle"),
    "iprod": (2, r"\langle #1, #2\rangle"), "innerprod": (2, r"\langle #1, #2\rangle"),
    "dv": (2, r"\frac{d #1}{d #2}"), "pdv": (2, r"\frac{\partial #1}{\partial #2}"),
    "pderiv": (2, r"\frac{\partial #1}{\partial #2}"), "deriv": (2, r"\frac{d #1}{d #2}"),
    "Norm": (1, r"\left\|#1\right\|"),
}
_TRANSPOSES = frozenset(("T", "tran", "trans", "transp", "transpose", "trp"))
_GREEK = ("alpha|beta|gamma|delta|epsilon|varepsilon|zeta|eta|theta|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau|phi|varphi|"
          "chi|psi|omega")
_GREAT = "Gamma|Delta|Theta|Lambda|Xi|Pi|Sigma|Phi|Psi|Omega"
_BOLD = re.compile(rf"(?:[vb](?!eta$)([a-zA-Z]|{_GREEK}|{_GREAT})|m([A-Z]|{_GREAT}))")
_FACED = re.compile(r"(bb|cal|mc|c)([A-Z])")
_MARKED = re.compile(rf"([a-zA-Z]|{_GREEK})(hat|bar|tilde)")
_FACES = {"bb": "mathbb", "cal": "mathcal", "mc": "mathcal", "c": "mathcal"}
_OWN = frozenset("be ba bf bm bs bi".split())  # of LaTeX, or short for an environment
_PHYSICS = frozenset("va vu".split())  # an arrow and a unit vector above what stands in braces behind them
_COMMAND = re.compile(r"\\([A-Za-z]+|1)")


def customary(formulas: Iterable[str], own: Mapping[str, Macro]) -> dict[str, Macro]:
    """The customary macros that the formulas use and the document does not define."""
    texts = list(formulas)
    names = {name for text in texts for name in _COMMAND.findall(text)}
    found = {f"\\{name}": macro for name in names if (macro := _macro(name, texts)) is not None}
    return {name: macro for name, macro in found.items() if name not in own}


def _macro(name: str, texts: list[str]) -> Macro | None:
    if (taken := _WITH_ARGUMENTS.get(name)) is not None and _has_arguments(name, taken[0], texts):
        return Macro(taken[0], None, taken[1])
    if (body := _PLAIN.get(name)) is not None:
        return Macro(0, None, body)
    if name in _TRANSPOSES:
        is_raised = any(re.search(rf"\^\s*\{{?\s*\\{name}(?![A-Za-z])", text) for text in texts)
        return Macro(0, None, r"\top" if is_raised else r"^{\top}") if is_raised or len(name) > 1 else None
    is_taken = name in _OWN or (name in _PHYSICS and _has_arguments(name, 1, texts))
    return None if is_taken else _styled(name)


@lru_cache(maxsize=1024)
def _styled(name: str) -> Macro | None:
    """``\\vx``, ``\\bmu``, ``\\mSigma``, ``\\cL``, ``\\bbR``, ``\\yhat``: a letter with its typeface or its mark."""
    if found := _BOLD.fullmatch(name):
        return Macro(0, None, rf"\mathbf{{{_letter(found[1] or found[2])}}}")
    if found := _FACED.fullmatch(name):
        return Macro(0, None, rf"\{_FACES[found[1]]}{{{found[2]}}}")
    if found := _MARKED.fullmatch(name):
        return Macro(0, None, rf"\{found[2]}{{{_letter(found[1])}}}")
    return None


def _letter(name: str) -> str:
    return name if len(name) == 1 else f"\\{name}"


def _has_arguments(name: str, count: int, texts: list[str]) -> bool:
    """Do as many groups in braces follow wherever it is used? ``\\dv{x} f`` is another thing than ``\\dv{f}{x}``."""
    for text in texts:
        for use in re.finditer(rf"\\{name}(?![A-Za-z])", text):
            end = use.end()
            for _ in range(count):
                end += len(text[end:]) - len(text[end:].lstrip())
                if text[end : end + 1] != "{":
                    return False
                end = group_end(text, end + 1)
    return True

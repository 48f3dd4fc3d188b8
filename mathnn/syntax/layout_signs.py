"""The signs and names that trees are laid out with, and how tightly each binds."""

from __future__ import annotations

from mathnn.syntax.boxes import Word

# How tightly things bind, loosest first. A child that binds less than its slot asks for gets brackets.
LOGIC, RELATION, SUM, NEGATION, BINDER, PRODUCT, JUXTAPOSED, APPLIED, FRACTION, SCRIPTED, ATOM = range(0, 110, 10)


def operator(text: str, latex: str = "") -> Word:
    """A sign with the space of an operator around it."""
    return Word("operator", text, latex)


INFIX: dict[str, tuple[int, Word]] = {
    "dot": (PRODUCT, operator("·", r"\cdot")), "hadamard": (PRODUCT, operator("⊙", r"\odot")),
    "kronecker": (PRODUCT, operator("⊗", r"\otimes")), "outer": (PRODUCT, operator("⊗", r"\otimes")),
    "cross": (PRODUCT, operator("×", r"\times")), "compose": (PRODUCT, operator("∘", r"\circ")),
    "union": (PRODUCT, operator("∪", r"\cup")), "intersection": (PRODUCT, operator("∩", r"\cap")),
    "difference": (PRODUCT, operator("∖", r"\setminus")),
    "equal": (RELATION, operator("=")), "unequal": (RELATION, operator("≠", r"\ne")), "less": (RELATION, operator("<")),
    "less_equal": (RELATION, operator("≤", r"\le")), "greater": (RELATION, operator(">")),
    "greater_equal": (RELATION, operator("≥", r"\ge")), "approximately": (RELATION, operator("≈", r"\approx")),
    "proportional": (RELATION, operator("∝", r"\propto")), "identical": (RELATION, operator("≡", r"\equiv")),
    "define": (RELATION, operator("≔", ":=")), "assign": (RELATION, operator("←", r"\leftarrow")),
    "tends": (RELATION, operator("→", r"\to")), "member": (RELATION, operator("∈", r"\in")),
    "subset": (RELATION, operator("⊂", r"\subset")), "given": (RELATION, operator("∣", r"\mid")),
    "distributed": (RELATION, operator("∼", r"\sim")), "much_less": (RELATION, operator("≪", r"\ll")),
    "much_greater": (RELATION, operator("≫", r"\gg")), "perpendicular": (RELATION, operator("⊥", r"\perp")),
    "parallel_to": (RELATION, operator("∥", r"\parallel")),
    "implies": (LOGIC, operator("⟹", r"\implies")), "iff": (LOGIC, operator("⟺", r"\iff")),
    "and": (LOGIC, operator("∧", r"\land")), "or": (LOGIC, operator("∨", r"\lor")),
}


def _function(text: str, latex: str = "") -> Word:
    return Word("function", text, latex or f"\\{text}", "upright")


def _operatorname(text: str) -> Word:
    return Word("function", text, rf"\operatorname{{{text}}}", "upright")


NAMED: dict[str, Word] = {
    **{name: _function(name) for name in ("log", "sin", "cos", "tan", "arcsin", "arccos", "arctan", "sinh", "cosh",
                                          "tanh", "max", "min", "det")},
    "log2": _function("log₂", r"\log_2"), "log10": _function("log₁₀", r"\log_{10}"),
    "greatest": _function("max"), "least": _function("min"),
    "argmax": _function("arg max", r"\arg\max"), "argmin": _function("arg min", r"\arg\min"),
    "sigmoid": Word("letter", "σ", r"\sigma"), "step": Word("letter", "H"), "angle": operator("∠", r"\angle"),
    "indicator": Word("letter", "1", r"\mathbb{1}", "blackboard"), "relu": _operatorname("ReLU"),
    **{name: _operatorname(name) for name in ("softplus", "softmax", "sign", "erf", "rank", "diag", "vec", "mean")},
    "trace": _operatorname("tr"),
}
SPACED = frozenset(("sin", "cos", "tan", "log"))  # may stand before a single letter without brackets
SIGNED = {"negate": ("−", "-"), "plus_minus": ("±", r"\pm"), "minus_plus": ("∓", r"\mp")}
DOT = operator("·", r"\cdot")
COMPARED = frozenset(("equal", "unequal", "less", "less_equal", "greater", "greater_equal", "member", "chain"))
SIGNS: dict[str, Word] = {
    "sum": operator("∑", r"\sum"), "product": operator("∏", r"\prod"), "integral": operator("∫", r"\int"),
    "union": operator("⋃", r"\bigcup"), "intersection": operator("⋂", r"\bigcap"),
    "limit": _function("lim"), **{op: NAMED[op] for op in ("max", "min", "argmax", "argmin")},
}
DOWN, ACROSS, SLANTED = (
    Word("letter", sign, latex) for sign, latex in zip("⋮⋯⋱", (r"\vdots", r"\cdots", r"\ddots"), strict=True)
)

"""The table of rules: how each kind of surface node becomes a core tree."""

from __future__ import annotations

from mathnn.expression import Expr
from mathnn.syntax import (
    infer_brackets,
    infer_fractions,
    infer_matrices,
    infer_names,
    infer_operated,
    infer_placed,
    infer_products,
    infer_relations,
    infer_scripts,
    infer_signs,
    infer_statements,
    infer_sums,
    infer_tabled,
)
from mathnn.syntax.infer import Inference, Rule, UnreadableError
from mathnn.syntax.spelled_names import text_of
from mathnn.syntax.surface import Node


def _accent(inf: Inference, node: Node) -> Expr:
    return inf.name(f"{node.text}{{{text_of(node.parts[0])}}}")


def _over(inf: Inference, node: Node) -> Expr:
    if node.text != r"\choose":
        return infer_fractions.fraction(inf, node)
    return infer_fractions.binomial(inf, node)


def _empty(inf: Inference, node: Node) -> Expr:
    raise UnreadableError("nothing stands here", node)


RULES: dict[str, Rule] = {
    "number": infer_names.number, "name": infer_names.name, "words": infer_names.words,
    "scripts": infer_scripts.scripts, "group": infer_brackets.group, "juxtaposed": infer_products.juxtaposed,
    "sum": infer_sums.total, "product": infer_operated.operated, "prefix": infer_sums.prefix,
    "relation": infer_relations.relation, "logic": infer_statements.logic, "when": infer_statements.when,
    "list": infer_statements.statements, "given": infer_statements.given, "rows": infer_statements.rows,
    "noted": infer_statements.with_notes, "frac": infer_fractions.fraction, "binom": infer_fractions.binomial,
    "root": infer_fractions.root, "over": _over, "function": infer_tabled.from_table, "big": infer_signs.large,
    "grid": infer_matrices.grid, "accent": _accent, "empty": _empty, "placed": infer_placed.placed,
}

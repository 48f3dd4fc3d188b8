r"""x_{ij} beside \mathbf{x}_i: the j-th entry of the i-th vector, though the two are written with different letters."""

from __future__ import annotations

from mathnn.errors import SortError
from mathnn.expression import Call, Expr, Symbol
from mathnn.expression.tree import rebuild, walk
from mathnn.syntax.infer import Inference
from mathnn.syntax.typefaces import face

_BOLD = ("mathbf", "boldsymbol", "vec", "bm")


def with_tied_entries(inf: Inference, tree: Expr) -> Expr:
    r"""The tree in which entries with two indices belong to the bold vectors of the same letter.

    Which index says which vector shows in the letter that the bold vectors carry: x_{ij} beside \mathbf{x}_i is in a
    row, beside \mathbf{x}_j in a column.
    """
    families = {face(name)[1]: symbol for name, symbol in inf.symbols.items()
                if symbol.sort.kind == "family" and name[:1] == "\\" and face(name)[0] in _BOLD}
    if not families:
        return tree
    labels: dict[str, set[Expr]] = {}
    tables: dict[str, Symbol] = {}
    for node in walk(tree):
        base = node.args[0] if isinstance(node, Call) and node.op in ("layer", "entry") else None
        if not isinstance(base, Symbol) or not isinstance(node, Call):
            continue
        letter = face(base.name)[1]
        if node.op == "layer" and families.get(letter) == base:
            labels.setdefault(letter, set()).add(node.args[1])
        elif node.op == "entry" and base.sort.is_matrix and base.name == letter in families and _is_open(inf, letter):
            tables[letter] = base
    for letter, table in tables.items():
        if letter in labels:
            tree = _tied(inf, tree, table, families[letter], labels[letter])
    return tree


def _is_open(inf: Inference, letter: str) -> bool:
    """Did the text give no formula for the entries?"""
    row = inf.notation.names.get(letter)
    return row is None or row.definition is None


def _tied(inf: Inference, tree: Expr, table: Symbol, family: Symbol, labels: set[Expr]) -> Expr:
    value = family.sort.value
    if value is None or not value.is_vector:
        return tree
    uses = [node.args[1:] for node in walk(tree) if isinstance(node, Call) and node.op == "entry"
            and node.args[0] == table and len(node.args) == 3]
    in_columns = not any(first in labels for first, _ in uses) and any(second in labels for _, second in uses)
    try:
        inf.dimensions.same(table.sort.shape[0 if in_columns else 1], value.shape[0])
    except SortError:
        return tree

    def changed(node: Expr) -> Expr:
        made = rebuild(node, changed)
        if not (isinstance(made, Call) and made.op == "entry" and made.args[0] == table and len(made.args) == 3):
            return made
        label, place = (made.args[2], made.args[1]) if in_columns else (made.args[1], made.args[2])
        return Call("entry", (inf.layer(family, label), place), made.sort)

    inf.symbols.pop(table.name, None)
    inf.taken.setdefault("entries " + table.name, f"{table.name} with two indices: an entry of one of the vectors")
    return changed(tree)


__all__ = ["with_tied_entries"]

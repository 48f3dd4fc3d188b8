"""Members of families: which superscript is the label of a layer or sample, which subscript the number of a step."""

from __future__ import annotations

from mathnn.expression import NUMBER, Expr, Symbol
from mathnn.syntax.evidence import names_weights
from mathnn.syntax.index_letters import counts_steps, is_index, is_label
from mathnn.syntax.infer import BOLD_FORMS, BUILT_IN, Inference
from mathnn.syntax.infer_indices import counting, index_parts, label_of
from mathnn.syntax.spelled_names import scripted_text
from mathnn.syntax.surface import Node, opened, walk
from mathnn.syntax.typefaces import BOLD_FACES, face
from mathnn.syntax.uses import CALLED, FAMILY, LABELLED, LETTER_INDEX, OF_TABLES, SIDE_BY_SIDE

_LAYERS = frozenset(("l", "L", r"\ell"))
_SAMPLES = frozenset("ijkt")


def is_label_of(inf: Inference, text: str, above: Node) -> bool:
    """Is this superscript the label of a family?"""
    if not is_label(above):
        return False
    known = inf.symbols.get(text) or inf.declared(text)
    if inf.bound.get(text):
        return False
    inner = opened(above)
    if known is not None:
        is_bracketed = inner.kind == "group" and inner.text in ("()", "[]")
        is_marked = is_bracketed and (bool(face(text)[0]) or (inner.text == "()" and _counts_samples(inner)))
        return known.sort.kind == "family" or (known.sort.is_vector and is_marked)  # a column has no powers
    return inner.kind == "group" or not inf.evidence.of(text) & CALLED


def is_step_of(inf: Inference, text: str, below: Node) -> bool:
    """Is this subscript the number of a step (x_t, w_{t+1})?"""
    known = inf.symbols.get(text) or inf.declared(text)
    inner = opened(below)
    if known is None and text in BUILT_IN:
        return False
    if known is not None:
        return known.sort.kind == "family" and (
            not (known.sort.value or NUMBER).shape or counts_steps(inner, inf.evidence.steps))
    if inf.evidence.of(text) & SIDE_BY_SIDE and not inf.bound.get(text):
        inf.family(text, 1, alike=True)
        return True
    if inner.kind == "number":  # a_1 beside a_n
        counts = bool(inf.evidence.of(text) & (LETTER_INDEX | LABELLED))
        return face(text)[0] in BOLD_FACES and counts and inf.styled(text) is None
    if names_weights(text, index_parts(below), inf.evidence):
        return False
    shown = inf.evidence.of(text) | inf.evidence.shown.get(text, 0)
    if shown & FAMILY and not inf.bound.get(text):
        inf.family(text, 2 if inf.evidence.of(text) & OF_TABLES else 1, alike=not counts_layers(below))
        return True
    return counts_steps(inner, inf.evidence.steps) or (
        face(text)[0] in BOLD_FACES and is_index(inner) and inner.kind in ("name", "sum")
        and inf.styled(text) is None)


def counts_layers(label: Node) -> bool:
    """Is it the number of a layer, whose width may be another than that of the next?"""
    return any(part.kind == "name" and part.text in _LAYERS for part in walk(label))


def _counts_samples(label: Node) -> bool:
    """Is it the number of a sample or a step in brackets above, x^{(i)}?"""
    return any(part.kind == "name" and part.text in _SAMPLES for part in walk(label))


def numbered_layer(inf: Inference, text: str, label: Node) -> Symbol | None:
    """The layer of this number where the text gave it a meaning of its own, W^{(1)}, a^L; also by its bold letter."""
    inner = opened(label)
    inner = opened(inner.parts[0]) if inner.kind == "group" and inner.parts else inner
    if inner.kind != "number" and not (inner.kind == "name" and inner.text.isupper()):
        return None
    for form in ("{}", *(() if face(text)[0] else BOLD_FORMS)):
        if (name := f"{form.format(text)}^{{({inner.text})}}") in inf.notation.names:
            return inf.name(name)
    return None


def member_of(inf: Inference, text: str, label: Node, below: Node | None, node: Node) -> Expr:
    """W^{(l)}, or its entry w^l_{jk}."""
    indices = index_parts(below) if below is not None else ()
    known = inf.symbols.get(text) or inf.declared(text)
    base: Symbol | None = known
    if known is None or known.sort.kind != "family":
        styled = inf.styled(text, len(indices) or None) if indices else None
        base = styled if styled is not None and styled.sort.kind == "family" else None
    if base is None:
        is_numbered = indices and all(is_index(index) for index in indices)
        if indices and not is_numbered:
            text, indices = scripted_text(text, Node("scripts", "_", (node, below or node), 0, 0)), ()
        is_column = bool(inf.evidence.of(text) & SIDE_BY_SIDE)
        rank = len(indices) if indices and text not in inf.forced else 1 if is_column else None
        base = inf.family(text, rank, alike=is_column or _counts_samples(label))
    tree = inf.layer(base, label_of(inf, label))
    if not indices:
        return tree
    return inf.entry(tree, tuple(counting(inf, index) for index in indices), node)


__all__ = ["counts_layers", "is_label_of", "is_step_of", "member_of", "numbered_layer"]

"""Names with scripts: the longest declared name first, then labels, entries, and what is raised."""

from __future__ import annotations

from mathnn.expression import Call, Expr, Sort, Symbol
from mathnn.syntax.grammar import DOTS, TRANSPOSES
from mathnn.syntax.index_letters import counts_steps, is_index
from mathnn.syntax.infer import PRIMES, Inference
from mathnn.syntax.infer_entries import with_subscript
from mathnn.syntax.infer_indicators import indicator_with_subscript
from mathnn.syntax.infer_indices import class_of, counting, index_parts, label_of
from mathnn.syntax.infer_labels import counts_layers, is_label_of, is_step_of, member_of, numbered_layer
from mathnn.syntax.infer_names import is_euler
from mathnn.syntax.infer_norms import is_frobenius, norm
from mathnn.syntax.infer_placed import at_points, between_ends
from mathnn.syntax.infer_primes import primed_name
from mathnn.syntax.infer_superscripts import is_pseudoinverse, pseudoinverse, raised
from mathnn.syntax.number_sets import NUMBER_SETS, number_set
from mathnn.syntax.spelled_names import DECORATIONS, MARKS_IN_WORDS, script_parts, scripted_text, text_of
from mathnn.syntax.surface import Node, opened, walk
from mathnn.syntax.typefaces import BOLD_FACES, face

_STEPS = frozenset("kijlmnt")


def scripts(inf: Inference, node: Node) -> Expr:
    """A base with subscript, superscript, primes."""
    base = opened(node.parts[0])
    if base.kind == "name" and base.text not in DOTS:
        return named(inf, node, base)
    if base.kind == "number" and base.text == "1" and (
            found := indicator_with_subscript(inf, "1", script_parts(node), node)) is not None:
        return found  # 1_{i = j}
    if base.kind == "scripts":
        inner = scripts(inf, base)
        return raised(inf, inner, node, script_parts(node))
    if base.kind == "group" and base.text in (r"\|\|", "||"):
        return norm(inf, node, base)
    if base.kind == "group" and base.text == r"\langle\rangle" and node.text == "_" and is_frobenius(node.parts[1]):
        return inf.tree(base)  # the inner product that belongs to the norm |A|_F
    if base.kind == "group" and base.text == ".|" and base.parts:
        return at_points(inf, inf.tree(base.parts[0]), script_parts(node), node)
    if base.kind == "group" and base.text == "[]" and base.parts and (
            found := between_ends(inf, base.parts[0], script_parts(node))) is not None:
        return found
    if base.kind == "group" and base.text in ("()", "[]") and base.parts and base.parts[0].kind == "list":
        return raised(inf, inf.tree(base), node, script_parts(node), is_list=True)
    return raised(inf, inf.tree(base), node, script_parts(node))


def named(inf: Inference, node: Node, base: Node) -> Expr:
    """A name with scripts: the longest declared name first, then what its scripts say one by one."""
    parts = script_parts(node)
    text, primes = base.text, node.text.count("'")
    if text in NUMBER_SETS:
        return number_set(inf, text, parts)
    if primes and "_" in parts and _is_other_family(inf, text, parts["_"]):
        return named(inf, Node("scripts", node.text.replace("'", ""), node.parts, node.first, node.last),
                     Node("name", text + "'" * primes, (), base.first, base.last))
    if (symbol := class_of(inf, node)) is not None:
        return symbol
    if (found := indicator_with_subscript(inf, text, parts, node)) is not None:
        return found
    whole = scripted_text(text, node)
    if whole in inf.notation.names or whole in inf.symbols:
        return inf.name(whole)
    if (starred := _starred(parts)) is not None:
        return named(inf, Node("scripts", "_", (base, parts["_"]), node.first, node.last),
                     Node("name", f"{text}^{starred}", (), base.first, base.last))
    if text == "e" and "_" not in parts and "^" in parts and is_euler(inf) and not _is_bracketed_index(parts["^"]):
        inf.taken.setdefault("e", "e: the base of the natural logarithm")
        return inf.make("exp", (inf.tree(parts["^"]),), node)
    return _by_scripts(inf, text, whole, node, primes)


def _by_scripts(inf: Inference, text: str, whole: str, node: Node, primes: int) -> Expr:
    """A label or the number of a step, then an entry, then what is raised."""
    parts = script_parts(node)
    above, below = parts.get("^"), parts.get("_")
    label = above if above is not None and is_label_of(inf, text, above) else None
    if label is not None:
        tree, below = _member(inf, text, label, below, node)
    elif below is not None and is_step_of(inf, text, below):
        tree = inf.layer(inf.family(text, alike=not counts_layers(below)), label_of(inf, below))
        below = None
    elif below is not None:
        tree = with_subscript(inf, text, below, node, primes)
        below = None
        if isinstance(tree, Symbol) and tree.name.endswith("'"):
            primes = 0
    else:
        tree = primed_name(inf, text, primes, node)
        primes = 0
        if above is not None and is_pseudoinverse(above) and tree.sort.is_matrix and (
                inf.declared(whole) is None and whole not in inf.forced):
            return pseudoinverse(inf, tree, above, node)
        if above is not None and _decorates(above):
            return _like(inf, whole, tree.sort)
    rest = {} if above is None or label is not None else {"^": above}
    if below is not None:
        rest["_"] = below
    return raised(inf, tree, node, rest, primes=primes)


def _member(inf: Inference, text: str, label: Node, below: Node | None, node: Node) -> tuple[Expr, Node | None]:
    """What has this label, and the subscript that is left."""
    numbered = numbered_layer(inf, text, label)
    if numbered is None:
        tree = member_of(inf, text, label, below, node)
        return tree, None if isinstance(tree, Call) and tree.op == "entry" else below
    if below is None or not numbered.sort.shape:
        return numbered, below
    return inf.entry(numbered, tuple(counting(inf, index) for index in index_parts(below)), node), None


def _like(inf: Inference, whole: str, sort: Sort) -> Symbol:
    """x^*, of the kind that x is of, as far as that is known."""
    if not sort.shape or sort.kind != "number" or whole in inf.forced or inf.declared(whole) is not None:
        return inf.name(whole, sort if sort.shape else None)
    inf.soft[whole] = len(sort.shape)
    symbol = inf.symbols[whole] = inf.remember(Symbol(whole, sort))
    return symbol


def _starred(parts: dict[str, Node]) -> str | None:
    """The mark of w_i^*, w_i^+ and w_i^{\\text{new}}, which are entries of w^* and the like."""
    if "_" not in parts or "^" not in parts or not _is_mark(opened(parts["^"])):
        return None
    mark = text_of(parts["^"])
    return mark if len(mark) == 1 or mark in (r"\star", r"\ast") else f"{{{mark}}}"


def _is_other_family(inf: Inference, text: str, below: Node) -> bool:
    """g_t' is a member of another family than g_t, where primes are no transposes and g is no function."""
    known = inf.symbols.get(text) or inf.declared(text)
    is_function = known is not None and known.sort.kind == "function"
    return PRIMES not in inf.notation.assumptions and not is_function and face(text)[0] in BOLD_FACES and (
        counts_steps(opened(below)) or (known is not None and known.sort.kind == "family"))


def _is_bracketed_index(above: Node) -> bool:
    """The label of e^{(k)}, which is an error at a step."""
    inner = opened(above)
    if inner.kind != "group" or inner.text != "()" or not inner.parts or not is_index(inner.parts[0]):
        return False
    letters = [part.text for part in walk(inner) if part.kind == "name"]
    return len(letters) == 1 and letters[0] in _STEPS


def _decorates(above: Node) -> bool:
    """x^*, x^+, w^{\\text{new}}: a name of its own."""
    return _is_mark(opened(above))


def _is_mark(inner: Node) -> bool:
    """A star, a sign, words: what tells a letter from others of its name."""
    if inner.kind == "words" or inner.text[:5] in ("\\text", "\\math", "\\oper"):
        return inner.text not in TRANSPOSES
    if inner.kind == "juxtaposed":
        return text_of(inner) in MARKS_IN_WORDS
    return inner.kind == "name" and inner.text in DECORATIONS


__all__ = ["named", "scripts"]

"""Names with a subscript: an entry where the base has entries, else a name of its own."""

from __future__ import annotations

import re

from mathnn.expression import NUMBER, Expr, Sort, Symbol
from mathnn.syntax import slices
from mathnn.syntax.evidence import names_weights, rank_of
from mathnn.syntax.evidence_scripts import names_neuron
from mathnn.syntax.index_letters import is_class, is_index
from mathnn.syntax.infer import BUILT_IN, Inference
from mathnn.syntax.infer_indices import counting, digit_by_digit, index_parts, side_by_side
from mathnn.syntax.infer_operators import by_subscript
from mathnn.syntax.named_by_words import names_in_words, weighs_matrices
from mathnn.syntax.spelled_names import DECORATIONS, scripted_text
from mathnn.syntax.surface import Node, opened
from mathnn.syntax.typefaces import BOLD_FACES, face, is_capital
from mathnn.syntax.uses import CALLED, FAMILY, LAYER, LETTER_INDEX, RAISED, TWO_INDICES

_FUNCTION_LIKE = ("P", "E", "f", "g", "F", "D", r"\partial")  # with one letter below mostly a name of its own
_MOMENTS = frozenset((r"\sigma", r"\mu"))
_AT_ZERO = re.compile(r"_\s*(?:0(?!\d)|\{\s*0\s*\})")
_LAST = frozenset("NKMLTDJ")  # of indices that run from 1


def with_subscript(inf: Inference, text: str, below: Node, node: Node, primes: int) -> Expr:
    """w_i, W_{ij}, x_1, p_{\\theta}, n_{\\text{in}}: an entry where the base has entries, else a name."""
    whole = scripted_text(text, Node("scripts", "_", (node, below), 0, 0))
    indices = index_parts(below)
    if (side := slices.of(indices)) is not None and whole not in inf.notation.names:
        base = inf.styled(text, 2) or inf.name(text, inf.sort_of_rank(2))
        return slices.taken(inf, base, indices[side], side, node)
    if text in BUILT_IN and len(indices) == 1 and inf.declared(text) is None:
        return _sized(inf, text, whole, indices[0])
    if whole not in inf.notation.names and (slope := by_subscript(inf, text, below)) is not None:
        return slope
    if inf.evidence.of(text) & TWO_INDICES:
        indices = tuple(digit_by_digit(side_by_side(indices)))
    is_name = _only_names(inf, text, indices) or names_neuron(text, side_by_side(indices)) or (
        _is_moment_of(inf, text, indices)) or (
        names_weights(text, indices, inf.evidence) or names_in_words(inf, text, indices))
    for split in (indices, tuple(digit_by_digit(indices))) if not is_name else ():
        tree = _entry(inf, text, whole, split, node)
        if tree is not None:
            return tree
    if text == r"\delta" and len(indices) == 2 and all(map(is_index, indices)):
        return inf.make("delta", tuple(counting(inf, index) for index in indices), node)
    if whole in inf.notation.names or whole in inf.symbols:
        return inf.name(whole)
    return _name_of_its_own(inf, text, whole, primes)


def _name_of_its_own(inf: Inference, text: str, whole: str, primes: int) -> Symbol:
    """p_{\\theta}, n_{\\text{in}}: of the kind that its typeface and what is without the subscript show."""
    style, letter = face(text)
    known = inf.symbols.get(text) or inf.declared(text)
    expected = known.sort if known is not None and known.sort.shape and style else None
    if expected is None and style in BOLD_FACES:
        expected = inf.sort_of_rank(rank_of(text, inf.evidence)[0] if style == "vec" else 1 + is_capital(letter))
    if whole in inf.forced:
        expected = inf.sort_of_rank(inf.forced[whole])
    elif expected is None and inf.evidence.of(text) & FAMILY and not style and whole[-1:].isdigit():
        inf.soft.setdefault(whole, 1)
        expected = inf.sort_of_rank(1)  # \\mu_1 of \\mu_1^T A \\mu_2
    elif expected is None:
        is_of_layer = not style and (bool(inf.evidence.of(text) & LAYER) or weighs_matrices(text, inf.evidence))
        inf.soft.setdefault(whole, rank := (1 + is_capital(letter)) * is_of_layer)
        expected = inf.sort_of_rank(rank) if rank else None
    if primes:
        whole += "'" * primes
    symbol = inf.symbols.get(whole) or Symbol(whole, expected or NUMBER)
    inf.symbols[whole] = symbol
    return inf.remember(symbol)


def _is_another(inf: Inference, text: str, indices: tuple[Node, ...]) -> bool:
    """Bold x_1 beside bold x: another vector, since entries are written with a plain letter; not where it is raised."""
    bold = face(text)[0] in BOLD_FACES
    return bold and all(index.kind == "number" for index in indices) and not inf.evidence.of(text) & RAISED


def _is_bias(inf: Inference, text: str, whole: str, indices: tuple[Node, ...]) -> bool:
    """w_0 added to a product with bold w: a number beside that vector, whose entries begin at w_1."""
    if len(indices) != 1 or indices[0].text != "0" or inf.notation.names.get(text) is not None:
        return False
    if whole in inf.notation.names:
        return True
    latex = inf.text[0]
    letter = rf"(?<![A-Za-z\\]){re.escape(text)}\s*_\s*(?:0|\{{\s*0\s*\}})"
    if not re.search(rf"(?:{letter}\s*\+|[+-]\s*{letter}\s*(?:$|[-+=<>)\]}}&.,]|\\(?!v?ec|math|bold|bm)))", latex):
        return False
    return len(_AT_ZERO.findall(latex)) == len(re.findall(letter, latex))


def _only_names(inf: Inference, text: str, indices: tuple[Node, ...]) -> bool:
    """n_H and n_T, the counts of heads and tails: a small letter that carries nothing but capitals has no entries."""
    if inf.symbols.get(text) is not None or inf.declared(text) is not None or len(indices) != 1:
        return False
    (index,) = indices
    if index.kind != "name" or not index.text.isupper() or not text[:1].islower():
        return False
    carried = set(re.findall(rf"(?<![A-Za-z\\]){re.escape(text)}\s*_\s*\{{?\s*([A-Za-z0-9])", inf.text[0]))
    return all(letter.isupper() for letter in carried) and not carried <= _LAST


def _is_moment_of(inf: Inference, text: str, indices: tuple[Node, ...]) -> bool:
    """sigma_w of weights w_i: the deviation of what has entries itself, and so does not count."""
    if text not in _MOMENTS or len(indices) != 1 or indices[0].kind != "name" or inf.bound.get(indices[0].text):
        return False
    letter = indices[0].text
    known = inf.symbols.get(letter) or inf.declared(letter)
    has_entries = known is not None and (bool(known.sort.shape) or known.sort.kind == "family")
    return has_entries or bool(inf.evidence.of(letter) & LETTER_INDEX)


def _sized(inf: Inference, text: str, whole: str, index: Node) -> Symbol:
    """I_n, and the vectors of n ones or zeros."""
    n = counting(inf, index)
    symbol = Symbol(whole, Sort("number", (n, n) if "I" in text else (n,)))
    inf.symbols[whole] = symbol
    return symbol


def _entry(inf: Inference, text: str, whole: str, indices: tuple[Node, ...], node: Node) -> Expr | None:
    """The entry of what is declared or inferred to have entries; None when this is a name of its own."""
    if not all(map(_may_index, indices)):
        return None
    base = inf.bound[text][-1] if inf.bound.get(text) else inf.symbols.get(text) or inf.declared(text)
    if base is not None and base.sort.kind == "family":
        return _of_member(inf, base, indices, node)
    if base is not None and base.sort.is_vector and _is_another(inf, text, indices):
        return None
    if base is None or not base.sort.shape:
        if base is not None and inf.declared(text) is not None and not inf.styled(text, len(indices)):
            return None
        styled = inf.styled(text, len(indices))
        if styled is not None and len(styled.sort.shape) >= len(indices):
            if _is_bias(inf, text, whole, indices):
                return None
            base = styled
        elif face(text)[0] in BOLD_FACES:
            return None if all(index.kind == "number" for index in indices) else inf.entry(
                inf.name(text), tuple(counting(inf, index) for index in indices), node)
        elif base is not None or (base := _shown_to_have_entries(inf, text, whole, indices)) is None:
            return None
    if len(indices) > len(base.sort.shape):
        return None
    if len(indices) == 1 and base.sort.is_matrix and indices[0].kind == "number" and len(indices[0].text) == 2:
        return None  # a_{11} of a matrix has two indices
    if indices[0].text == "0" and base.sort.is_vector and face(text)[0] in BOLD_FACES:
        return None  # bold x_0 is a point beside bold x, no entry of it
    if len(indices) < len(base.sort.shape) and face(text)[0] and not all(map(is_index, indices)):
        return None
    return inf.entry(base, tuple(counting(inf, index) for index in indices), node)


def _of_member(inf: Inference, base: Symbol, indices: tuple[Node, ...], node: Node) -> Expr | None:
    """One member of a family, or an entry of one."""
    value = base.sort.value or NUMBER
    if len(indices) == 1 + len(value.shape) and value.shape:
        labelled = inf.layer(base, counting(inf, indices[0]))
        return inf.entry(labelled, tuple(counting(inf, index) for index in indices[1:]), node)
    return inf.layer(base, counting(inf, indices[0])) if len(indices) == 1 else None


def _shown_to_have_entries(inf: Inference, text: str, whole: str, indices: tuple[Node, ...]) -> Symbol | None:
    """The symbol of a letter that nothing was said of, where it is used as one that has entries."""
    uses = inf.evidence.of(text)
    if uses & CALLED or _only_names(inf, text, indices):
        return None
    if all(index.kind == "number" for index in indices):
        return inf.name(text) if uses & (LETTER_INDEX | TWO_INDICES) else None
    is_delta = text == r"\delta" and len(indices) == 2
    if all(map(is_index, indices)) and not is_delta and whole not in inf.notation.names:
        is_bound = any(inf.bound.get(index.text) for index in indices)
        if (text in inf.forced and inf.forced[text] == 0) or (
                not is_bound and text in _FUNCTION_LIKE and not _are_of_entry(text, indices)
                and not _counts_beside(inf, text, indices)):
            return None
        rank = max(len(indices), rank_of(text, inf.evidence)[0])
        symbol = inf.symbols[text] = inf.symbols.get(text) or inf.remember(Symbol(text, inf.sort_of_rank(rank)))
        return symbol
    if all(map(is_class, indices)) and uses & LETTER_INDEX:
        symbol = inf.symbols[text] = inf.remember(Symbol(text, inf.sort_of_rank(1)))
        return symbol
    return None


def _are_of_entry(text: str, indices: tuple[Node, ...]) -> bool:
    """P_{ij}: two letters that count; of D_{KL}, P_{XY} and \\partial_{ij} they do not."""
    return len(indices) == 2 and text != r"\partial" and all(index.text.islower() for index in indices)


def _counts_beside(inf: Inference, text: str, indices: tuple[Node, ...]) -> bool:
    """g_i beside z_i: the slopes of all entries, no name of one thing."""
    if text != "g" or len(indices) != 1 or indices[0].kind != "name" or not indices[0].text.isalpha():
        return False
    other = rf"(?<![A-Za-z\\])[a-fh-z]\s*_\s*(?:{indices[0].text}(?![A-Za-z])|\{{\s*{indices[0].text}\s*\}})"
    return re.search(other, inf.text[0]) is not None or re.search(
        rf"(?<![A-Za-z\\])[A-Z]\s*_\s*\{{\s*{indices[0].text}\s*,?\s*[a-z]\s*\}}", inf.text[0]) is not None


def _may_index(node: Node) -> bool:
    if node.kind == "number":
        return node.text.isdigit()
    if node.kind == "scripts":
        return node.text == "_" and _may_index(opened(node.parts[0]))
    if node.kind in ("sum", "juxtaposed", "prefix"):
        return all(_may_index(opened(part)) for part in node.parts)
    is_letter = node.kind == "name" and node.text[:5] not in ("\\text", "\\math", "\\oper")
    return is_letter and node.text not in DECORATIONS and (
        node.text not in (r"\infty", r"\theta", r"\max", r"\min", r"\phi", r"\varphi", r"\omega", r"\mathbf{x}"))


__all__ = ["with_subscript"]

"""Names with their scripts: an entry, a layer's label, a power, a transpose, or a name of its own."""

from __future__ import annotations

import re

from mathnn.errors import SortError
from mathnn.expression import INTEGER, NUMBER, Call, Expr, Sort, Symbol, function
from mathnn.expression.operators import describe
from mathnn.expression.sort import SET
from mathnn.syntax import evidence as seen
from mathnn.syntax import slices
from mathnn.syntax.dimensions import simple
from mathnn.syntax.evidence import opened
from mathnn.syntax.infer import BOLD_FORMS, BUILT_IN, PRIMES, ClashError, Inference, UnreadableError, negated
from mathnn.syntax.infer import number as written_number
from mathnn.syntax.infer_placed import at_points, between_ends
from mathnn.syntax.pointwise import holds_function, variable_of
from mathnn.syntax.surface import Node, walk

_DECORATIONS = frozenset(("*", r"\ast", r"\star", "+", "-", r"\dagger", r"\prime", r"\circ"))
_SETS = {r"\mathbb{R}": "reals", r"\mathbb{N}": "naturals", r"\mathbb{Z}": "integers"}
_FUNCTION_LIKE = ("P", "E", "f", "g", "F", "D", r"\partial")  # with a letter below mostly a name of its own
_STEPS = frozenset("kijlmnt")
_LAST = frozenset("NKMLTDJ")  # of indices that run from 1
_LAYERS = frozenset(("l", "L", r"\ell"))
_SAMPLES = frozenset("ijkt")
SIGMOID = r"\sigma"
MOST_DIGITS = 400  # of one number


def number(inf: Inference, node: Node) -> Expr:
    """A decimal as it is written."""
    if len(node.text) > MOST_DIGITS:
        raise UnreadableError(f"a number of more than {MOST_DIGITS} digits", node, node.text[:20])
    return written_number(node.text)


def name(inf: Inference, node: Node) -> Expr:
    """A name without scripts."""
    text = node.text
    if text in _SETS and inf.declared(text) is None:
        return Call(_SETS[text], (), SET)
    if text == "e" and _is_euler(inf) and inf.evidence.of("e") & seen.RAISED:
        return _euler(inf)
    return bare(inf, text)


def bare(inf: Inference, text: str) -> Symbol:
    """A name without a label: beside x_t the letter x is a value of the kind that each step has."""
    found = inf.name(text)
    value = found.sort.value if found.sort.kind == "family" else None
    if value is None or any(isinstance(size, Call) for size in value.shape):  # the width of a layer hangs on its label
        return found
    return Symbol(text, value) if f"{text}_" in inf.text[0].replace(" ", "") else found


def _euler(inf: Inference) -> Symbol:
    """The base of the natural logarithm."""
    inf.taken.setdefault("e", "e: the base of the natural logarithm")
    return Symbol(r"\mathrm{e}")


def words(inf: Inference, node: Node) -> Expr:
    """A quantity or an event in words."""
    return inf.name(node.text)


_STARS = ("*", r"\star", r"\ast")


def text_of(node: Node) -> str:
    """The canonical spelling of a short surface tree, as a part of a name."""
    if node.kind in ("name", "number", "words"):
        return node.text
    if node.kind == "group":
        inside = text_of(node.parts[0]) if node.parts else ""
        if node.text == "{}":
            return inside
        half = len(node.text) // 2
        return node.text[:half] + inside + node.text[half:]
    if node.kind in ("sum", "list", "relation", "product", "given"):
        signs = node.text.split()
        pieces = [text_of(node.parts[0])]
        for sign, part in zip(signs, node.parts[1:], strict=True):
            pieces += [{"equal": "="}.get(sign, sign), text_of(part)]
        return " ".join(pieces).replace(" ,", ",") if node.kind in ("list", "given") else "".join(
            piece + (" " if piece[:1] == "\\" and piece[-1:].isalpha() else "") for piece in pieces)
    if node.kind == "juxtaposed":
        text = ""
        for part in node.parts:
            piece = text_of(part)
            text += (" " if text[-1:].isalpha() and "\\" in text and piece[:1].isalpha() else "") + piece
        return text
    if node.kind == "prefix":
        return node.text + text_of(node.parts[0])
    if node.kind == "scripts":
        return scripted_text(text_of(node.parts[0]), node)
    inside = ", ".join(text_of(part) for part in node.parts)  # two such parts are the same only if they look the same
    return f"\\text{{{node.kind}}}{{{node.text} {inside}}}"


def scripted_text(base: str, node: Node) -> str:
    """A base with its scripts, in canonical spelling."""
    at, text = 1, base
    for sign in node.text:
        if sign in "_^":
            inner = text_of(node.parts[at])
            text += sign + (inner if len(inner) == 1 else f"{{{inner}}}")
            at += 1
        else:
            text += sign
    return text


def scripts(inf: Inference, node: Node) -> Expr:
    """A base with subscript, superscript, primes."""
    base = opened(node.parts[0])
    if base.kind == "name" and base.text not in seen.DOTS:
        return named(inf, node, base)
    if base.kind == "scripts":
        inner = scripts(inf, base)
        return raised(inf, inner, node, _parts(node))
    if base.kind == "group" and base.text in (r"\|\|", "||"):
        return _norm(inf, node, base)
    if base.kind == "group" and base.text == ".|" and base.parts:
        return at_points(inf, inf.tree(base.parts[0]), _parts(node), node)
    if base.kind == "group" and base.text == "[]" and base.parts and (
            found := between_ends(inf, base.parts[0], _parts(node))) is not None:
        return found
    if base.kind == "group" and base.text in ("()", "[]") and base.parts and base.parts[0].kind == "list":
        return raised(inf, inf.tree(base), node, _parts(node), is_list=True)
    return raised(inf, inf.tree(base), node, _parts(node))


def _parts(node: Node) -> dict[str, Node]:
    """The scripts of a node by their sign; primes count under ``'``."""
    found: dict[str, Node] = {}
    at = 1
    for sign in node.text:
        if sign in "_^":
            found[sign] = node.parts[at]
            at += 1
    return found


def named(inf: Inference, node: Node, base: Node) -> Expr:
    """A name with scripts: the longest declared name first, then labels, entries, and what is raised."""
    parts = _parts(node)
    text, primes = base.text, node.text.count("'")
    if text in _SETS:
        return _number_set(inf, text, parts, node)
    if primes and "_" in parts and _is_other_family(inf, text, parts["_"]):
        return named(inf, Node("scripts", node.text.replace("'", ""), node.parts, node.first, node.last),
                     Node("name", text + "'" * primes, (), base.first, base.last))
    if (symbol := _class_of(inf, node)) is not None:
        return symbol
    if (found := _indicator(inf, text, parts, node)) is not None:
        return found
    whole = scripted_text(text, node)
    if whole in inf.notation.names or whole in inf.symbols:
        return inf.name(whole)
    if (starred := _starred(parts)) is not None:
        return named(inf, Node("scripts", "_", (base, parts["_"]), node.first, node.last),
                     Node("name", f"{text}^{starred}", (), base.first, base.last))
    if text == "e" and "_" not in parts and "^" in parts and _is_euler(inf) and not _is_bracketed_index(parts["^"]):
        inf.taken.setdefault("e", "e: the base of the natural logarithm")
        return inf.make("exp", (inf.tree(parts["^"]),), node)
    above = parts.get("^")
    label = above if above is not None and _labels(inf, text, above) else None
    below = parts.get("_")
    if label is None and below is not None and _steps(inf, text, below):
        tree: Expr = inf.layer(inf.family(text, alike=not _counts_layers(below)), _label(inf, below))
        below = None
    elif label is not None and (numbered := _numbered(inf, text, label)) is not None:
        tree = numbered
        if below is not None and tree.sort.shape:
            tree = inf.entry(tree, tuple(counting(inf, index) for index in index_parts(below)), node)
            below = None
    elif label is not None:
        tree = _member(inf, text, label, below, node)
        if isinstance(tree, Call) and tree.op == "entry":
            below = None
    elif below is not None:
        tree = _below(inf, text, below, parts, node, primes)
        below = None
        if isinstance(tree, Symbol) and tree.name.endswith("'"):
            primes = 0
    else:
        tree = _primed_name(inf, text, primes, node)
        primes = 0
        if above is not None and _decorates(inf, tree, above):
            return _like(inf, whole, tree.sort)
    rest = {} if above is None or label is not None else {"^": above}
    if below is not None:
        rest["_"] = below
    return raised(inf, tree, node, rest, primes=primes)


def _like(inf: Inference, whole: str, sort: Sort) -> Symbol:
    """x^*, of the kind that x is of, as far as that is known."""
    if not sort.shape or sort.kind != "number" or whole in inf.forced or inf.declared(whole) is not None:
        return inf.name(whole, sort if sort.shape else None)
    inf.soft[whole] = len(sort.shape)
    symbol = inf.symbols[whole] = inf.remember(Symbol(whole, sort))
    return symbol


def _starred(parts: dict[str, Node]) -> str | None:
    """The star of w_i^*, which is the entry of w^*."""
    if "_" not in parts or "^" not in parts:
        return None
    mark = opened(parts["^"])
    return mark.text if mark.kind == "name" and mark.text in _STARS else None


def _indicator(inf: Inference, text: str, parts: dict[str, Node], node: Node) -> Expr | None:
    """1_{x > 0}, with the condition below."""
    from mathnn.syntax.infer_applied import INDICATORS

    if text not in INDICATORS or set(parts) != {"_"}:
        return None
    inner = opened(parts["_"])
    if inner.kind == "group" and inner.parts:
        inner = opened(inner.parts[0])
    if inner.kind not in ("relation", "logic", "list") or (inner.kind == "list" and not all(
            opened(part).kind == "relation" for part in inner.parts)):
        return None
    return inf.make("indicator", (inf.tree(inner),), node)


def _is_other_family(inf: Inference, text: str, below: Node) -> bool:
    """g_t' is a member of another family than g_t, where primes are no transposes and g is no function."""
    known = inf.symbols.get(text) or inf.declared(text)
    is_function = known is not None and known.sort.kind == "function"
    return PRIMES not in inf.notation.assumptions and not is_function and seen.face(text)[0] in seen.BOLD_FACES and (
        seen.counts_steps(opened(below)) or (known is not None and known.sort.kind == "family"))


def _is_bracketed_index(above: Node) -> bool:
    """The label of e^{(k)}, which is an error at a step."""
    inner = opened(above)
    if inner.kind != "group" or inner.text != "()" or not inner.parts or not seen.is_index(inner.parts[0]):
        return False
    letters = [part.text for part in walk(inner) if part.kind == "name"]
    return len(letters) == 1 and letters[0] in _STEPS


def _is_euler(inf: Inference) -> bool:
    return not inf.bound.get("e") and inf.declared("e") is None and "e" not in inf.symbols


def _primed_name(inf: Inference, text: str, primes: int, node: Node) -> Expr:
    """f', a transposed matrix where primes are that, or another name: x'."""
    if not primes:
        return bare(inf, text)
    known = inf.symbols.get(text) or inf.declared(text)
    if known is not None and known.sort.kind == "function":
        if any(sort.shape for sort in known.sort.domain) and text in inf.notation.names:
            raise ClashError("a prime on a function of a column", node)
        return slope_of(known, primes)
    if known is None and not inf.bound.get(text) and (
            inf.evidence.of(text) & seen.CALLED or text in seen.FUNCTIONS or text in seen.TABLED
            or (inf.evidence.is_whole_function(text) and PRIMES not in inf.notation.assumptions)):
        return slope_of(function_named(inf, text), primes)
    if PRIMES in inf.notation.assumptions:
        tree: Expr = inf.name(text)
        for _ in range(primes):
            tree = inf.make("transpose", (tree,), node)
        return tree
    variables = inf.evidence.slopes.get(text, set())
    if len(variables) == 1 and (known is None or not known.sort.shape) and text not in inf.bound:  # y' beside dy/dx
        order = () if primes == 1 else (written_number(str(primes)),)
        return inf.make("derivative", (inf.name(text), inf.name(next(iter(variables))), *order), node)
    expected = known.sort if known is not None else None
    return inf.name(text + "'" * primes, expected)


def function_named(inf: Inference, text: str, value: Sort = NUMBER, domain: tuple[Sort, ...] = ()) -> Symbol:
    """The symbol of a function that is declared, or is taken for one because it is applied."""
    found = inf.symbols.get(text)
    if found is None or found.sort.kind not in ("function", "family"):
        declared = inf.declared(text)
        if declared is not None:
            found = declared
        else:
            found = Symbol(text, function(*domain, value=value))
            if text == SIGMOID:
                inf.taken.setdefault(text, r"\sigma: the logistic function 1/(1 + e^{-z})")
            inf.remember(found)
        inf.symbols[text] = found
    return found


# --- labels -----------------------------------------------------------------------------------------------------------
def _labels(inf: Inference, text: str, above: Node) -> bool:
    """Is this superscript the label of a family?"""
    if not seen.is_label(above):
        return False
    known = inf.symbols.get(text) or inf.declared(text)
    if inf.bound.get(text):
        return False
    inner = opened(above)
    if known is not None:
        is_bracketed = inner.kind == "group" and inner.text in ("()", "[]")
        is_label = is_bracketed and (bool(seen.face(text)[0]) or (inner.text == "()" and _counts_samples(inner)))
        return known.sort.kind == "family" or (known.sort.is_vector and is_label)  # a column has no powers
    return inner.kind == "group" or not inf.evidence.of(text) & seen.CALLED


def _steps(inf: Inference, text: str, below: Node) -> bool:
    """Is this subscript the number of a step (x_t, w_{t+1})?"""
    known = inf.symbols.get(text) or inf.declared(text)
    inner = opened(below)
    if known is None and text in BUILT_IN:
        return False
    if known is not None:
        return (known.sort.kind == "family" and not (known.sort.value or NUMBER).shape) or (
            known.sort.kind == "family" and seen.counts_steps(inner, inf.evidence.steps))
    if inner.kind == "number":  # a_1 beside a_n
        counts = bool(inf.evidence.of(text) & (seen.LETTER_INDEX | seen.LABELLED))
        return seen.face(text)[0] in seen.BOLD_FACES and counts and inf.styled(text) is None
    if seen.names_weights(text, index_parts(below), inf.evidence):
        return False
    if inf.evidence.of(text) & seen.FAMILY and not inf.bound.get(text):
        inf.family(text, 1, alike=not _counts_layers(below))
        return True
    return seen.counts_steps(inner, inf.evidence.steps) or (
        seen.face(text)[0] in seen.BOLD_FACES and seen.is_index(inner) and inner.kind in ("name", "sum")
        and inf.styled(text) is None)


def _counts_layers(label: Node) -> bool:
    """Is it the number of a layer, whose width may be another than that of the next?"""
    return any(part.kind == "name" and part.text in _LAYERS for part in walk(label))


def _counts_samples(label: Node) -> bool:
    """Is it the number of a sample or a step in brackets above, x^{(i)}?"""
    return any(part.kind == "name" and part.text in _SAMPLES for part in walk(label))


def _label(inf: Inference, node: Node) -> Expr:
    """A label: its letters count."""
    node = opened(node)
    if node.kind == "group" and node.parts:
        node = node.parts[0]
    if node.kind == "name" and not inf.bound.get(node.text):
        known = inf.symbols.get(node.text) or inf.declared(node.text)
        if known is not None and known.sort.kind == "function":
            return Symbol(node.text, INTEGER)  # the letter of a loss, say, that numbers the layers too
    return simple(counting(inf, node))


def counting(inf: Inference, node: Node) -> Expr:
    """An index or label: names in it are integers."""
    if node.kind == "name" and node.text == ":":
        raise UnreadableError("a row or column of what is no name", node, ":")
    node = opened(node)
    if node.kind == "name":
        if scope := inf.bound.get(node.text):
            return scope[-1]
        known = inf.symbols.get(node.text) or inf.declared(node.text)
        if known is None:
            known = Symbol(node.text, INTEGER)
            inf.symbols[node.text] = known
        return known
    if node.kind == "number":
        return written_number(node.text)
    if (symbol := _class_of(inf, node)) is not None:
        return symbol
    if node.kind == "sum":
        terms = [counting(inf, node.parts[0])]
        for sign, part in zip(node.text.split(), node.parts[1:], strict=True):
            term = counting(inf, part)
            terms.append(Call("negate", (term,), term.sort) if sign == "-" else term)
        return Call("add", tuple(terms), INTEGER)
    return inf.tree(node)


def _class_of(inf: Inference, node: Node) -> Symbol | None:
    """The class of one sample, y_i: an integer of its own, where the sample is not bound."""
    if not seen.is_class(node):
        return None
    base, index = opened(node.parts[0]).text, opened(node.parts[1])
    if base not in seen.CLASSES:
        return None
    whole = scripted_text(base, node)
    if whole in inf.notation.names or inf.bound.get(index.text):
        return None
    known = inf.declared(base)
    if not inf.evidence.of(base) & seen.CLASS or (known is not None and known.sort.kind != "number"):
        return None  # of a letter that carries numbers the entries are no indices: it is another letter
    inf.taken.setdefault(whole, f"{whole}: a class, which stands as an index")
    return inf.symbols.setdefault(whole, Symbol(whole, INTEGER))


def _numbered(inf: Inference, text: str, label: Node) -> Symbol | None:
    """The layer of this number where the text gave it a meaning of its own, W^{(1)}, a^L; also by its bold letter."""
    inner = opened(label)
    inner = opened(inner.parts[0]) if inner.kind == "group" and inner.parts else inner
    if inner.kind != "number" and not (inner.kind == "name" and inner.text.isupper()):
        return None
    for form in ("{}", *(() if seen.face(text)[0] else BOLD_FORMS)):
        if (name := f"{form.format(text)}^{{({inner.text})}}") in inf.notation.names:
            return inf.name(name)
    return None


def _member(inf: Inference, text: str, label: Node, below: Node | None, node: Node) -> Expr:
    """W^{(l)}, or its entry w^l_{jk}."""
    indices = index_parts(below) if below is not None else ()
    known = inf.symbols.get(text) or inf.declared(text)
    base: Symbol | None = known
    if known is None or known.sort.kind != "family":
        styled = inf.styled(text, len(indices) or None) if indices else None
        base = styled if styled is not None and styled.sort.kind == "family" else None
    if base is None:
        is_numbered = indices and all(seen.is_index(index) for index in indices)
        if indices and not is_numbered:
            text, indices = scripted_text(text, Node("scripts", "_", (node, below or node), 0, 0)), ()
        base = inf.family(text, len(indices) if indices and text not in inf.forced else None,
                          alike=_counts_samples(label))
    tree = inf.layer(base, _label(inf, label))
    if not indices:
        return tree
    return inf.entry(tree, tuple(counting(inf, index) for index in indices), node)


# --- subscripts -------------------------------------------------------------------------------------------------------
def index_parts(below: Node | None) -> tuple[Node, ...]:
    """The indices in a subscript: ``ij``, ``i,j``, ``i+1``."""
    if below is None:
        return ()
    inner = opened(below)
    if inner.kind == "list":
        return tuple(map(opened, inner.parts))
    if inner.kind == "juxtaposed" and inner.parts[0].kind != "number":
        return tuple(map(opened, inner.parts))
    if inner.kind == "number" and len(inner.text) > 1 and inner.text.isdigit():
        return (inner,)
    return (inner,)


def _below(inf: Inference, text: str, below: Node, parts: dict[str, Node], node: Node, primes: int) -> Expr:
    """w_i, W_{ij}, x_1, p_{\\theta}, n_{\\text{in}}: an entry where the base has entries, else a name."""
    whole = scripted_text(text, Node("scripts", "_", (node, below), 0, 0))
    indices = index_parts(below)
    if (side := slices.of(indices)) is not None and whole not in inf.notation.names:
        base = inf.styled(text, 2) or inf.name(text, inf.sort_of_rank(2))
        return slices.taken(inf, base, indices[side], side, node)
    if text in BUILT_IN and len(indices) == 1 and inf.declared(text) is None:
        return _sized(inf, text, whole, indices[0])
    from mathnn.syntax.infer_operators import by_subscript

    if whole not in inf.notation.names and (slope := by_subscript(inf, text, below)) is not None:
        return slope
    if inf.evidence.of(text) & seen.TWO_INDICES:
        indices = tuple(_digits(_side_by_side(indices)))
    is_name = _only_names(inf, text, indices) or seen.names_neuron(text, _side_by_side(indices)) or (
        seen.names_weights(text, indices, inf.evidence))
    for split in (indices, tuple(_digits(indices))) if not is_name else ():
        tree = _entry(inf, text, whole, split, node)
        if tree is not None:
            return tree
    if text == r"\delta" and len(indices) == 2 and all(map(seen.is_index, indices)):
        return inf.make("delta", tuple(counting(inf, index) for index in indices), node)
    if whole in inf.notation.names or whole in inf.symbols:
        return inf.name(whole)
    style, letter = seen.face(text)
    known = inf.symbols.get(text) or inf.declared(text)
    expected = known.sort if known is not None and known.sort.shape and style else None
    if expected is None and style in seen.BOLD_FACES:
        expected = inf.sort_of_rank(2 if seen.is_capital(letter) and style != "vec" else 1)
    if whole in inf.forced:
        expected = inf.sort_of_rank(inf.forced[whole])
    elif expected is None:
        is_of_layer = not style and bool(inf.evidence.of(text) & seen.LAYER)
        inf.soft.setdefault(whole, rank := (1 + seen.is_capital(letter)) * is_of_layer)
        expected = inf.sort_of_rank(rank) if rank else None
    if primes:
        whole += "'" * primes
    symbol = inf.symbols.get(whole) or Symbol(whole, expected or NUMBER)
    inf.symbols[whole] = symbol
    return inf.remember(symbol)


def _is_another(inf: Inference, text: str, indices: tuple[Node, ...]) -> bool:
    """Bold x_1 beside bold x: another vector, since entries are written with a plain letter; not where it is raised."""
    bold = seen.face(text)[0] in seen.BOLD_FACES
    return bold and all(index.kind == "number" for index in indices) and not inf.evidence.of(text) & seen.RAISED


def _only_names(inf: Inference, text: str, indices: tuple[Node, ...]) -> bool:
    """n_H and n_T, the counts of heads and tails: a small letter that carries nothing but capitals has no entries."""
    if inf.symbols.get(text) is not None or inf.declared(text) is not None or len(indices) != 1:
        return False
    (index,) = indices
    if index.kind != "name" or not index.text.isupper() or not text[:1].islower():
        return False
    carried = set(re.findall(rf"(?<![A-Za-z\\]){re.escape(text)}\s*_\s*\{{?\s*([A-Za-z0-9])", inf.text[0]))
    return all(letter.isupper() for letter in carried) and not carried <= _LAST


def _sized(inf: Inference, text: str, whole: str, index: Node) -> Symbol:
    """I_n, and the vectors of n ones or zeros."""
    n = counting(inf, index)
    symbol = Symbol(whole, Sort("number", (n, n) if "I" in text else (n,)))
    inf.symbols[whole] = symbol
    return symbol


def _side_by_side(indices: tuple[Node, ...]) -> tuple[Node, ...]:
    """A_{1n} has two indices where A is a matrix, though 1n is a product elsewhere."""
    is_product = len(indices) == 1 and indices[0].kind == "juxtaposed" and len(indices[0].parts) == 2
    return tuple(map(opened, indices[0].parts)) if is_product else indices


def _digits(indices: tuple[Node, ...]) -> list[Node]:
    """W_{12} has two indices where W is a matrix."""
    found: list[Node] = []
    for index in indices:
        if index.kind == "number" and index.text.isdigit() and len(index.text) > 1:
            found += [Node("number", digit, (), index.first, index.last) for digit in index.text]
        else:
            found.append(index)
    return found


def _entry(inf: Inference, text: str, whole: str, indices: tuple[Node, ...], node: Node) -> Expr | None:
    """The entry of what is declared or inferred to have entries; None when this is a name of its own."""
    if not all(map(_may_index, indices)):
        return None
    base: Expr | None = inf.bound[text][-1] if inf.bound.get(text) else inf.symbols.get(text) or inf.declared(text)
    if base is not None and base.sort.kind == "family":
        value = base.sort.value or NUMBER
        assert isinstance(base, Symbol)
        if len(indices) == 1 + len(value.shape) and value.shape:
            labelled = inf.layer(base, counting(inf, indices[0]))
            return inf.entry(labelled, tuple(counting(inf, index) for index in indices[1:]), node)
        return inf.layer(base, counting(inf, indices[0])) if len(indices) == 1 else None
    if base is not None and base.sort.is_vector and _is_another(inf, text, indices):
        return None
    if base is None or not base.sort.shape:
        if base is not None and inf.declared(text) is not None and not inf.styled(text, len(indices)):
            return None
        lettered = not all(index.kind == "number" for index in indices)
        style = seen.face(text)[0]
        found = inf.styled(text, len(indices))
        uses = inf.evidence.of(text)
        if found is not None and len(found.sort.shape) >= len(indices):
            base = found
        elif style in seen.BOLD_FACES:
            return None if not lettered else inf.entry(inf.name(text), tuple(counting(inf, i) for i in indices), node)
        elif base is None and _only_names(inf, text, indices):
            return None
        elif base is None and lettered and all(seen.is_index(index) for index in indices) and not (
                text == r"\delta" and len(indices) == 2) and whole not in inf.notation.names and not uses & seen.CALLED:
            is_bound = any(inf.bound.get(index.text) for index in indices)
            if (text in inf.forced and inf.forced[text] == 0) or (not is_bound and text in _FUNCTION_LIKE):
                return None
            rank = max(len(indices), seen.rank(text, inf.evidence)[0])
            symbol = inf.symbols.get(text) or inf.remember(Symbol(text, inf.sort_of_rank(rank)))
            base = inf.symbols[text] = symbol
        elif base is None and lettered and all(map(seen.is_class, indices)) and uses & seen.LETTER_INDEX and (
                not uses & seen.CALLED):
            base = inf.symbols[text] = inf.remember(Symbol(text, inf.sort_of_rank(1)))
        elif base is None and not lettered and uses & (seen.LETTER_INDEX | seen.TWO_INDICES) and not uses & seen.CALLED:
            base = inf.name(text)
        else:
            return None
    if len(indices) > len(base.sort.shape):
        return None
    if len(indices) == 1 and base.sort.is_matrix and indices[0].kind == "number" and len(indices[0].text) == 2:
        return None  # a_{11} of a matrix has two indices
    if indices[0].text == "0" and base.sort.is_vector and seen.face(text)[0] in seen.BOLD_FACES:
        return None  # bold x_0 is a point beside bold x, no entry of it
    if len(indices) < len(base.sort.shape) and seen.face(text)[0] and not all(map(seen.is_index, indices)):
        return None
    return inf.entry(base, tuple(counting(inf, index) for index in indices), node)


def _may_index(node: Node) -> bool:
    if node.kind == "number":
        return node.text.isdigit()
    if node.kind == "scripts":
        return node.text == "_" and _may_index(opened(node.parts[0]))
    if node.kind in ("sum", "juxtaposed", "prefix"):
        return all(_may_index(opened(part)) for part in node.parts)
    is_letter = node.kind == "name" and node.text[:5] not in ("\\text", "\\math", "\\oper")
    return is_letter and node.text not in _DECORATIONS and (
        node.text not in (r"\infty", r"\theta", r"\max", r"\min", r"\phi", r"\varphi", r"\omega", r"\mathbf{x}"))


# --- superscripts -----------------------------------------------------------------------------------------------------
def _decorates(inf: Inference, tree: Expr, above: Node) -> bool:
    """x^*, x^+, w^{\\text{new}}: a name of its own."""
    inner = opened(above)
    if inner.kind == "words" or inner.text[:5] in ("\\text", "\\math", "\\oper"):
        return inner.text not in seen.TRANSPOSES
    return inner.kind == "name" and inner.text in _DECORATIONS


def raised(inf: Inference, tree: Expr, node: Node, parts: dict[str, Node], primes: int | None = None,
           is_list: bool = False) -> Expr:
    """What is left of the scripts, on a tree: entries, primes, powers, transposes, factorials."""
    if (below := parts.get("_")) is not None:
        indices = index_parts(below)
        if tree.sort.is_matrix and len(indices) == 1:
            indices = tuple(_digits(_side_by_side(indices)))
        if not tree.sort.shape:
            tree = _of_column_value(inf, tree, len(indices))
        if not tree.sort.shape:
            raise ClashError(f"{describe(tree.sort)} has no entries", node)
        if (side := slices.of(indices)) is not None and tree.sort.is_matrix:
            return raised(inf, slices.taken(inf, tree, indices[side], side, node), node,
                          {"^": parts["^"]} if "^" in parts else {}, primes)
        tree = inf.entry(tree, tuple(counting(inf, index) for index in indices), node)
    count = node.text.count("'") if primes is None else primes
    for _ in range(count):
        tree = _prime_of(inf, tree, node)
    if (above := parts.get("^")) is not None:
        tree = superscript(inf, tree, above, node, is_list)
    for _ in range(node.text.count("!")):
        tree = inf.make("factorial", (tree,), node)
    return tree


def _of_column_value(inf: Inference, tree: Expr, count: int) -> Expr:
    """f(x)_j makes a column of the value of an f that nothing was said of."""
    head = tree.args[0] if isinstance(tree, Call) and tree.op == "apply" else None
    if not isinstance(head, Symbol) or head.name not in inf.inferred or count != 1 or not isinstance(tree, Call):
        return tree
    value = inf.sort_of_rank(1)
    head = Symbol(head.name, function(*head.sort.domain, value=value))
    inf.symbols[head.name] = inf.inferred[head.name] = head
    inf.taken.setdefault("value " + head.name, f"{head.name} has columns as its values")
    return Call("apply", (head, *tree.args[1:]), value)


def _prime_of(inf: Inference, tree: Expr, node: Node) -> Expr:
    """The prime of a function, or of brackets: a transpose by convention, or the derivative by the variable."""
    if holds_function(tree):
        return slope_of(tree, 1)
    if PRIMES in inf.notation.assumptions:
        return inf.make("transpose", (tree,), node)
    from mathnn.expression.tree import symbols

    free = [s for s in symbols(tree) if s.sort.kind == "number" and s.name not in (r"\pi", r"\mathrm{e}")]
    variable = variable_of(tuple(free))
    if variable is None:
        raise UnreadableError("a prime on brackets that hold more than one variable", node, "'")
    inf.taken.setdefault("'", f"a prime on brackets: the derivative by {variable.name}")
    return inf.make("derivative", (tree, variable), node)


def slope_of(tree: Expr, primes: int) -> Expr:
    """f', (fg)', (1/f)': the derivative of a function, or of what functions stand in for their values."""
    order = () if primes == 1 else (written_number(str(primes)),)
    return Call("prime", (tree, *order), tree.sort if tree.sort.kind == "function" else function()) if primes else tree


def superscript(inf: Inference, tree: Expr, above: Node, node: Node, is_list: bool = False) -> Expr:
    """A transpose, an inverse, a power."""
    inner = opened(above)
    if _is_transpose(inf, tree, inner):
        return tree if is_list and tree.sort.is_vector else inf.make("transpose", (tree,), node)
    if inner.kind == "prefix" and inner.text == "-" and tree.sort.is_matrix:
        exponent = opened(inner.parts[0])
        if exponent.text == "1" or exponent.text in seen.TRANSPOSES:
            made = inf.make("inverse", (tree,), node)
            return made if exponent.text == "1" else inf.make("transpose", (made,), node)
    if inner.kind == "name" and inner.text == r"\perp":
        raise UnreadableError("an orthogonal complement", node, r"\perp")
    if inner.kind == "name" and inner.text in _DECORATIONS:
        raise UnreadableError("a mark on what is no name", above, inner.text)
    if tree.sort.kind == "function":
        if inner.kind == "group" and inner.text == "()":
            return Call("prime", (tree, _label(inf, inner)), tree.sort)
        if inner.kind == "prefix":
            return Symbol(f"{getattr(tree, 'name', 'f')}^{{{text_of(inner)}}}", tree.sort)
    if tree.sort.is_matrix:
        _count_factors(inf, inner)
    exponent_tree = inf.tree(inner) if inner.kind != "group" else inf.tree(above)
    if isinstance(exponent_tree, Symbol) and exponent_tree.sort.kind == "function":
        raise UnreadableError("a function as exponent", above)
    if exponent_tree.sort.is_vector and tree.sort.is_vector and {tree.sort.kind, exponent_tree.sort.kind} == {"number"}:
        return _by_entries(inf, tree, exponent_tree, node)
    if exponent_tree.sort.shape:
        raise ClashError(f"the exponent is {describe(exponent_tree.sort)}", above)
    return inf.make("power", (tree, exponent_tree), node)


def _by_entries(inf: Inference, base: Expr, exponent: Expr, node: Node) -> Expr:
    """p^z of two vectors is the product of p_j^{z_j}, as with exponents in a multi-index."""
    from mathnn.syntax.infer_signs import fresh_index

    inf.make("dot", (base, exponent), node)  # of one size
    index = fresh_index(inf, node)
    entries = tuple(Call("entry", (each, index), NUMBER) for each in (base, exponent))
    inf.taken.setdefault("power of a vector", "a vector to the power of a vector: the product of the powers of entries")
    return inf.bind("product", index, Call("power", entries, NUMBER), written_number("1"), inf.shape(base)[0])


def _count_factors(inf: Inference, exponent: Node) -> None:
    """A^k is a product of k factors: a letter that nothing was said of is a whole number there."""
    for part in walk(exponent):
        if part.kind == "name" and len(part.text) == 1 and inf.is_new(part.text):
            inf.symbols[part.text] = inf.remember(Symbol(part.text, INTEGER))


def _is_transpose(inf: Inference, tree: Expr, inner: Node) -> bool:
    """Is this superscript a transpose? T may be a number where it is used as one."""
    if inner.kind != "name" or inner.text not in seen.TRANSPOSES:
        return False
    if inner.text != "T" or tree.sort.shape:
        return True
    is_counted = tree.sort.kind == "integer" or bool(inf.evidence.of("T") & seen.COUNTS)
    if is_counted or inf.declared("T") is not None or "T" in inf.symbols:
        return False
    return isinstance(tree, Symbol) or (isinstance(tree, Call) and tree.op == "layer")


def _norm(inf: Inference, node: Node, base: Node) -> Expr:
    """Bars with scripts: the norm's kind below, then powers."""
    parts = _parts(node)
    below = parts.pop("_", None)
    inner = inf.tree(base)
    if below is not None:
        if not (isinstance(inner, Call) and inner.op in ("norm", "abs")):
            raise UnreadableError("a subscript on these bars", below)
        kind = _kind_of_norm(inf, below)
        if inner.op == "abs":
            raise ClashError("the norm of a number has no kind", node)
        two = kind is None or (getattr(kind, "written", "") == "2" and not inner.args[0].sort.is_matrix) or (
            inner.args[0].sort.is_matrix and getattr(kind, "name", "") == "F")
        if two and kind is not None:
            kept = getattr(kind, "name", getattr(kind, "written", ""))
            inf.taken.setdefault("norm" + kept, f"the norm with index {kept} is the square root of the sum of squares")
        inner = Call("norm", (inner.args[0], kind) if kind is not None else (inner.args[0],), NUMBER)
    return raised(inf, inner, node, parts)


def _kind_of_norm(inf: Inference, below: Node) -> Expr | None:
    inside = opened(below)
    text = text_of(inside)
    if text in ("F", r"\text{F}", r"\mathrm{F}", r"\mathsf{F}", r"\text{Fro}"):
        return Symbol("F")
    if text == r"\infty":
        return Symbol(r"\infty")
    return inf.tree(inside)


def _number_set(inf: Inference, text: str, parts: dict[str, Node], node: Node) -> Expr:
    """R, R^n, R^{m x n}, N, Z."""
    above = parts.get("^")
    if text in (r"\mathbb{N}", r"\mathbb{Z}"):
        return Call("naturals" if "N" in text else "integers", (), SET)
    if "_" in parts and above is None:
        below = text_of(parts["_"])
        return Symbol(f"{text}_{{{below}}}" if len(below) > 1 else f"{text}_{below}", SET)
    if above is None:
        return Call("reals", (), SET)
    inner = opened(above)
    if inner.kind == "name" and inner.text in ("+", "-", "*"):
        return Symbol(f"{text}^{inner.text}", SET)
    sides = inner.parts if inner.kind == "product" and set(inner.text.split()) <= {r"\times"} else (inner,)
    return Call("reals", tuple(dimension(inf, side) for side in sides), SET)


def dimension(inf: Inference, node: Node) -> Expr:
    """A dimension in R^n: n_l is the width of a layer when l is a label."""
    node = opened(node)
    if node.kind == "scripts" and node.text == "_" and opened(node.parts[0]).kind == "name":
        index = opened(node.parts[1])
        whole = scripted_text(opened(node.parts[0]).text, node)
        if seen.is_index(index) and whole not in inf.notation.names and index.kind != "number":
            return Call("layer", (Symbol(opened(node.parts[0]).text, INTEGER), simple(counting(inf, index))), INTEGER)
        symbol = inf.symbols.setdefault(whole, Symbol(whole, INTEGER))
        return symbol
    if node.kind == "name" and node.text in inf.symbols and inf.symbols[node.text].sort.kind == "number" and (
            node.text in inf.inferred):
        inf.symbols.pop(node.text)
    return simple(counting(inf, node))


__all__ = ["SortError", "counting", "dimension", "function_named", "index_parts", "name", "named", "negated", "number",
           "slope_of", "raised", "scripted_text", "scripts", "superscript", "text_of", "words"]

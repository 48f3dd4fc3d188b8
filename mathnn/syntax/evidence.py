"""What the typography and the use of an undeclared name say of it. Evidence, not proof: sorts may overrule it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

from mathnn.notation import plain
from mathnn.syntax.surface import Kinds, Node, walk

# How a name is used somewhere in the text.
(CALLED, LETTER_INDEX, TWO_INDICES, NUMBER_INDEX, LABELLED, TRANSPOSED, INVERTED, VECTOR_LIKE, PRIMED, BARE, COUNTS,
 RAISED, DEFINED, CLASS, FAMILY, LAYER) = (
    1 << bit for bit in range(16)
)
_FACE = re.compile(r"\\(mathbf|boldsymbol|vec|mathcal|mathbb|mathscr|mathrm|mathsf|text|operatorname|mathfrak)\{(.*)\}")
_CHANGE = re.compile(r"(?:d|\\mathrm\{d\}|\\Delta )(.+)")
BOLD_FACES = ("mathbf", "boldsymbol", "vec")
_MARK = re.compile(r"\\(?:hat|bar|tilde|dot|ddot|check|breve|underline)\{(.*)\}")
LABELS = frozenset(("l", "L", r"\ell"))
STEPS = frozenset(("t", r"\tau"))
CLASSES = frozenset("ytc")  # letters of targets: f_{y_i} is the entry at a sample's class; f_{x_i} a derivative
_MORE_STEPS = frozenset("kns")  # these count steps where an equation gives a member by the one before
_SHIFTED = re.compile(r"_\s*\{\s*[kns]\s*[-+]")
TRANSPOSES = frozenset((r"\top", r"\intercal", r"\mathsf{T}", r"\mathrm{T}", r"\text{T}", "T", r"\operatorname{T}"))
_FEWEST_WITH_DOTS = 2  # terms: one before the dots, the dots, one behind them
_STARS = frozenset(("*", r"\ast", r"\star"))
FUNCTIONS = frozenset((
    *"fgFG", r"\phi", r"\varphi", r"\psi", r"\Phi", r"\Psi", r"\sigma", r"\rho", r"\kappa", r"\zeta",
))
DOTS = frozenset((r"\dots", r"\ldots", r"\cdots", r"\vdots", r"\ddots", r"\dotsc", r"\dotsb", "..."))
TABLED = frozenset((r"\sin", r"\cos", r"\tan", r"\sinh", r"\cosh", r"\tanh", r"\exp", r"\log", r"\ln"))
_DEPENDENT = frozenset((
    *"PEHDILJCRQUNLOTVplhquvyzsG", r"\Pr", r"\mathcal{N}", r"\mathcal{O}", r"\mathcal{L}", r"\mathcal{J}",
    r"\mathbb{E}", r"\mathbb{P}", r"\mathcal{D}", r"\ell", r"\Delta", r"\pi", r"\mu", r"\epsilon",
    r"\mathcal{F}", r"\Gamma", r"\Omega",
))
_FORMS = ("{}", r"\mathbf{{{}}}", r"\boldsymbol{{{}}}", r"\vec{{{}}}")
_MATRICES = frozenset("ABMQUVWXSKZYJH")
_GATHERED = frozenset(("behind", "derives_brackets", "gates", "is_linear", "slopes", "steps", "uses"))
_WEIGHTS = frozenset((r"\theta", r"\beta", r"\omega", r"\phi", r"\eta"))  # weights as often as w
_VECTOR_LIKE = frozenset(("hadamard",))
_SMALL_O = re.compile(r"(?<![A-Za-z\\])o\s*(?:\\left\s*)?\(")  # o(h), of a lower order than h
_LETTER_O = re.compile(r"(?<![A-Za-z\\])o(?![A-Za-z])(?!\s*(?:\\left\s*)?\()")
_LINEAR = re.compile(r"\\(?:top|intercal|mathsf T|mathsf\{T\}|det|mathbf|vec|boldsymbol|bm|odot|"
                     r"(?:operatorname|mathrm|text)\{(?:tr|Tr|diag|det|rank)\})|\^T|\^\{T\}|\^\{-1\}")


def changed(name: str) -> str:
    """The letter whose change a name is: W of dW; empty for any other name."""
    found = _CHANGE.fullmatch(name)
    return found[1] if found else ""


@lru_cache(maxsize=4096)
def face(name: str) -> tuple[str, str]:
    """The typeface of a name and its letter, under its marks: ``\\hat{\\mathbf{y}}`` is bold y, so is d\\mathbf{y}."""
    name = changed(name) or name
    while found := _MARK.fullmatch(name):
        name = found[1]
    styled = _FACE.fullmatch(name)
    return (styled[1], styled[2]) if styled else ("", name)


def unmarked(name: str) -> str:
    """The letter below a hat, a bar or a tilde; empty for any other name."""
    found = _MARK.fullmatch(name)
    return found[1] if found else ""


def is_capital(letter: str) -> bool:
    """A capital letter, Latin or Greek."""
    return letter[:1].isupper() or (letter[:1] == "\\" and letter[1:2].isupper())


def opened(node: Node) -> Node:
    """A node without braces around it."""
    while node.kind == "group" and node.text == "{}" and len(node.parts) == 1:
        node = node.parts[0]
    return node


def is_bare(node: Node) -> bool:
    """A name without scripts."""
    return node.kind == "name"


class Evidence:
    """For each name how it is used in the statements that are read together.

    It is gathered when it is first asked for: of names that are all declared nobody asks.
    """

    __slots__ = (
        "behind", "derives_brackets", "gates", "is_linear", "kinds", "latex", "shown", "slopes", "steps", "uses")

    behind: dict[str, set[str]]  # small letters, and the capitals that they stand right behind
    derives_brackets: bool
    gates: set[str]  # letters below the weights of a state, W_r x_t: they name them
    is_linear: bool
    slopes: dict[str, set[str]]  # by which letters each letter is differentiated in a fraction
    steps: frozenset[str]  # letters that count the steps of a method
    uses: dict[str, int]

    def __init__(self, kinds: Kinds, latex: str, shown: Mapping[str, int] | None = None) -> None:
        self.kinds, self.latex = kinds, latex
        self.shown = shown or {}  # how letters with the label of a layer are used in other formulas

    def __getattr__(self, name: str) -> Any:
        if name not in _GATHERED:
            raise AttributeError(name)
        self.uses, self.behind, self.slopes, self.gates = {}, {}, {}, set()
        self.is_linear = bool(_LINEAR.search(self.latex))
        self.derives_brackets = False
        self.steps = STEPS
        if _SHIFTED.search(self.latex):
            self.steps |= {letter for node in self.kinds.get("relation", ()) for letter in _step_letters(node)}
        if _SMALL_O.search(self.latex) and not _LETTER_O.search(self.latex):
            self.add("o", DEFINED)
        for kind, rule in _RULES.items():
            for node in self.kinds.get(kind, ()):
                rule(self, node)
        return getattr(self, name)

    def add(self, name: str, use: int) -> None:
        """Note one use of a name."""
        self.uses[name] = self.uses.get(name, 0) | use

    def of(self, name: str) -> int:
        """All uses of a name."""
        return self.uses.get(name, 0)

    def is_whole_function(self, name: str) -> bool:
        """Is a small letter with a prime a function, because brackets have one too: (uv)' = u'v + uv'?"""
        style, letter = face(name)
        return self.derives_brackets and bool(self.of(name) & PRIMED) and not style and letter.islower()

    @property
    def by(self) -> frozenset[str]:
        """All letters by which something is differentiated."""
        return frozenset(x for variables in self.slopes.values() for x in variables)

    # --- what each node tells -----------------------------------------------------------------------------------------
    def _scripts(self, node: Node) -> None:
        base = opened(node.parts[0])
        if base.kind == "scripts" and base.text == node.text == "^" and opened(base.parts[1]).text in _STARS and (
                opened(base.parts[0]).kind == "name"):
            self._superscript(f"{opened(base.parts[0]).text}^{opened(base.parts[1]).text}", node.parts[1])
        if base.kind != "name":
            self.derives_brackets |= base.kind == "group" and "'" in node.text
            return
        at = 1
        for sign in node.text:
            if sign == "_":
                self._subscript(base.text, opened(node.parts[at]))
            elif sign == "^":
                self.add(base.text, RAISED)
                self._superscript(base.text, node.parts[at])
            elif sign == "'":
                self.add(base.text, PRIMED)
            at += sign in "_^"

    def _subscript(self, name: str, index: Node) -> None:
        parts = index.parts if index.kind in ("juxtaposed", "list") else (index,)
        parts = tuple(map(opened, parts))
        for part in parts:
            if is_class(part) and opened(part.parts[0]).text in CLASSES and name not in (r"\nabla", r"\partial", "D"):
                self.add(opened(part.parts[0]).text, CLASS)
        if names_neuron(name, parts):
            return
        if len(parts) == 2 and any(part.text == ":" for part in parts):
            self.add(name, TWO_INDICES)
        elif all(part.kind == "number" for part in parts):
            self.add(name, NUMBER_INDEX)
        elif all(is_index(part) for part in parts):
            steps = len(parts) == 1 and counts_steps(parts[0], self.steps)
            self.add(name, LABELLED if steps else LETTER_INDEX if len(parts) == 1 else TWO_INDICES)
            for part in parts:
                for inner in walk(part):
                    if inner.kind == "name":
                        self.add(inner.text, COUNTS)

    def _superscript(self, name: str, above: Node) -> None:
        inner = opened(above)
        if inner.kind == "name" and inner.text in TRANSPOSES:
            self.add(name, TRANSPOSED)
        elif is_label(inner):
            self.add(name, LABELLED)
            for part in walk(inner):
                if part.kind == "name":
                    self.add(part.text, COUNTS)
        elif inner.kind == "prefix" and opened(inner.parts[0]).text in ("1", r"\top", "T"):
            self.add(name, INVERTED)

    def _juxtaposed(self, node: Node) -> None:
        for item, after in zip(node.parts, node.parts[1:], strict=False):
            head = item.parts[0] if item.kind == "scripts" else item
            group = after.parts[0] if after.kind == "scripts" else after
            if head.kind == "name" and group.kind == "group" and group.text in ("()", "[]") and item.kind == "name":
                self.add(head.text, CALLED)
                if group.text == "()" and _is_of_one_column(group):  # then it is a function elsewhere too
                    self.add(head.text, DEFINED)
            if item.kind == "frac" and group.kind == "group" and group.text == "()":
                self._slope_at(item, group)
            if _is_row(item) and (beside := _letter_beside(after)):
                self.add(beside, VECTOR_LIKE)  # a^T x
            if _is_transposed_member(item) and after.kind == "scripts" and after.text == "_":
                self.add(opened(item.parts[0]).text, FAMILY)
                self.add(opened(after.parts[0]).text, FAMILY)
            if _is_transposed_member(item) and is_small(opened(item.parts[0]).text) and after.kind == "name":
                self.add(opened(item.parts[0]).text, FAMILY)  # x_i^T w: a number has no transpose
            if _is_sample(item) and _is_transposed_member(after) and (
                    _letters(item) == _letters(after)):
                self.add(opened(item.parts[0]).text, FAMILY)  # x_i x_i^T
            if _is_transposed(item) and _is_sample(after):
                self.add(opened(after.parts[0]).text, FAMILY)  # w^T x_i is a number
        for factors in zip(node.parts, node.parts[1:], node.parts[2:], strict=False):
            self._between_matrices(*factors)
        for item in node.parts:
            if item.kind == "name":
                self.add(item.text, BARE)
        last = node.parts[-1]
        if len(node.parts) > 1 and last.kind == "name" and not is_capital(last.text):
            before = opened(node.parts[-2].parts[0]) if node.parts[-2].kind == "scripts" else node.parts[-2]
            if before.kind == "name" and is_capital(before.text):
                self.behind.setdefault(last.text, set()).add(before.text)

    def _between_matrices(self, first: Node, middle: Node, last: Node) -> None:
        """P D P^{-1}, U \\Sigma V^T: three capitals, the last of them turned or inverted."""
        names = [_capital(part) for part in (first, middle, last)]
        turned = last.kind == "scripts" and last.text == "^" and (
            opened(last.parts[1]).text in (*TRANSPOSES, "-")) and opened(last.parts[1]).kind in ("name", "prefix")
        if turned and all(names):
            for name in names:
                self.add(name, VECTOR_LIKE)

    def _frac(self, node: Node) -> None:
        """df/dx: by which letters each letter is differentiated."""
        top, bottom = (_items(part) for part in node.parts)
        if top and bottom and _is_d(top[0]) and _is_d(bottom[0]) and len(bottom) > 1:
            head = opened(top[1]).text if len(top) > 1 else ""
            found = self.slopes.setdefault(head, set())
            for sign, variable in pairwise(bottom):
                if _is_d(sign):
                    inner = opened(variable)
                    is_power = inner.kind == "scripts" and inner.text == "^"
                    found.add(opened(inner.parts[0]).text if is_power else inner.text)

    def _slope_at(self, node: Node, group: Node) -> None:
        """df/dx (x): f is a function."""
        top, bottom = (_items(part) for part in node.parts)
        inside = opened(group.parts[0]) if group.parts else None
        if inside is None or len(top) != 2 or not _is_d(top[0]) or opened(top[1]).kind != "name":
            return
        variables = {opened(part).text for part in bottom}
        applied = inside.kind == "juxtaposed" and len(inside.parts) == 2 and inside.parts[1].kind == "group"
        if (inside.kind == "name" and inside.text in variables) or (applied and inside.parts[0].kind == "name"):
            self.add(opened(top[1]).text, PRIMED)

    def _last_term(self, parts: tuple[Node, ...]) -> None:
        """The letter that only the term behind dots holds says how many terms there are."""
        *shown, last = ({inner.text for inner in walk(part) if inner.kind == "name"} for part in parts)
        new = last - {name for names in shown for name in names} - set(DOTS)
        if len(new) == 1 and (name := new.pop()).isalpha() and name.islower():
            self.add(name, COUNTS)

    def _product(self, node: Node) -> None:
        signs = node.text.split()
        if r"\odot" in signs:
            for part in node.parts:
                self._like_vector(part)

    def _sum(self, node: Node) -> None:
        """W_1 x + b_1, W h_{t-1} + U x_t + b: weights, what goes in, and a bias; the n of 1 + 2 + ... + n counts."""
        if len(node.parts) > _FEWEST_WITH_DOTS and any(
                part.kind == "name" and part.text in DOTS for part in map(opened, node.parts[1:-1])):
            self._last_term(node.parts)
        products = [part.parts for part in map(opened, node.parts)
                    if part.kind == "juxtaposed" and len(part.parts) == 2]
        rest = node.parts[len(products):]
        if not products or len(rest) > 1 or len(node.parts) < 2 or any(part.kind == "juxtaposed" for part in rest):
            return
        weights, inputs = ([_numbered(product[side]) for product in products] for side in (0, 1))
        bias = _numbered(rest[0]) if rest else ""
        is_marked = all(opened(product[0]).kind == "scripts" for product in products) or (
            len(products) > 1 and all(opened(product[1]).kind == "scripts" for product in products)) or (
            any(self.shown.get(name, 0) & (TWO_INDICES | TRANSPOSED) for name in (*weights, *inputs)))
        if is_marked and all(name in _MATRICES for name in weights) and bias not in inputs and (
                all(name.islower() or name in _MATRICES for name in inputs)) and (bias.islower() or not rest):
            for name in (*weights, *inputs, *([bias] if bias else ())):
                self.add(name, LAYER)

    def _like_vector(self, node: Node) -> None:
        node = opened(node)
        base = node.parts[0] if node.kind == "scripts" and "_" not in node.text else node
        if base.kind == "name":
            self.add(base.text, VECTOR_LIKE)

    def _group(self, node: Node) -> None:
        if node.text not in (r"\|\|", r"\langle\rangle") or not node.parts:
            return
        inside = node.parts[0]
        if node.text == r"\langle\rangle":
            parts: tuple[Node, ...] = inside.parts if inside.kind == "list" and len(inside.parts) == 2 else ()
        elif any(part.kind == "name" and face(part.text)[0] in BOLD_FACES for part in walk(inside)):
            return
        else:
            parts = inside.parts if inside.kind == "sum" else (inside,)
        for part in parts:
            if part.kind == "sum":
                for term in part.parts:
                    self._like_vector(term)
            else:
                last = part.parts[-1] if part.kind == "juxtaposed" else part
                self._like_vector(last)

    def _function(self, node: Node) -> None:
        if node.text == "log":
            self.add(opened(node.parts[1]).text, RAISED)
        if node.text in ("trace", "det"):
            for part in walk(node.parts[1]):
                if part.kind == "name" and is_capital(face(part.text)[1]) and part.text not in LABELS:
                    self.add(part.text, VECTOR_LIKE)
        if node.text in ("softmax", "diag"):
            inside = opened(node.parts[1])
            if inside.kind == "group" and inside.parts:
                self._like_vector(inside.parts[0])

    def _relation(self, node: Node) -> None:
        """eta(t) = ...: a name before names in brackets, alone on the left side, gets its formula as a function."""
        for one, other in (node.parts[:2], node.parts[1::-1]):
            is_target = is_class(opened(one)) and opened(one).parts[0].text == "y"
            if is_target and opened(other).kind == "name" and is_index(other):
                self.add("y", CLASS)  # y_i = k compares a class with an index
                self.add(opened(other).text, COUNTS)
        left = opened(node.parts[0])
        if node.text == "member" and _is_member(left) and is_index(left.parts[1]) and _has_columns(node.parts[1]):
            self.add(opened(left.parts[0]).text, FAMILY)  # x_i in R^d
        if left.kind == "scripts" and left.text == "_" and counts_steps(opened(left.parts[1])):
            self.gates |= _gates(node.parts[1:])
        if left.kind != "juxtaposed" or len(left.parts) != 2 or (
                node.text.split()[0] not in ("equal", "define", "identical")):
            return
        head, group = opened(left.parts[0]), left.parts[1]
        if head.kind == "scripts" and head.text == "_":
            head = opened(head.parts[0])
        if head.kind != "name" or group.kind != "group" or group.text != "()" or not group.parts:
            return
        inner = opened(group.parts[0])
        arguments = inner.parts if inner.kind == "list" else (inner,)
        indexed = {id(opened(part.parts[0])) for side in node.parts[1:] for part in walk(side)
                   if part.kind == "scripts" and part.text[:1] == "_"}  # eta_0 is another name than eta
        if len(arguments) == 1 and _is_member(opened(inner)):
            arguments = opened(inner).parts[:1]  # S(z_i) = ..., of the entry that the whole column makes
        if all(opened(part).kind == "name" and opened(part).text != head.text for part in arguments) and not any(
                part.kind == "name" and part.text == head.text and id(part) not in indexed
                for side in node.parts[1:] for part in walk(side)):
            self.add(head.text, DEFINED)

    def _big(self, node: Node) -> None:
        head = node.parts[0]
        at = 0
        for sign in head.text:
            if sign == "^" and node.text in ("sum", "product"):
                for part in walk(head.parts[at]):
                    if part.kind == "name":
                        self.add(part.text, COUNTS)
            at += sign in "_^"


_RULES = {
    "scripts": Evidence._scripts, "juxtaposed": Evidence._juxtaposed, "product": Evidence._product,
    "group": Evidence._group, "sum": Evidence._sum, "function": Evidence._function, "big": Evidence._big,
    "relation": Evidence._relation, "frac": Evidence._frac,
}


def _has_columns(node: Node) -> bool:
    """R^d, R^{m x n}."""
    node = opened(node)
    return node.kind == "scripts" and node.text == "^" and opened(node.parts[0]).text in (r"\mathbb{R}", r"\R")


def _is_row(node: Node) -> bool:
    """A small letter with a transpose sign that is no T: a power T may be meant."""
    return node.kind == "scripts" and node.text == "^" and opened(node.parts[0]).kind == "name" and (
        not is_capital(opened(node.parts[0]).text) and opened(node.parts[1]).text in TRANSPOSES)


def _is_member(node: Node) -> bool:
    """A name with one letter below it."""
    return node.kind == "scripts" and node.text == "_" and opened(node.parts[1]).kind == "name"


def _capital(node: Node) -> str:
    """A capital letter, Latin or Greek, alone or raised; empty for anything else."""
    node = opened(node)
    node = opened(node.parts[0]) if node.kind == "scripts" and node.text == "^" else node
    return node.text if node.kind == "name" and is_capital(node.text) and (
        len(node.text) == 1 or node.text[0] == "\\") else ""


def _numbered(node: Node) -> str:
    """A Latin letter alone, with a number, a step or letters below or a label above; empty for anything else."""
    node = opened(node)
    if node.kind == "scripts" and node.text in ("_", "^"):
        script = opened(node.parts[1])
        is_number = script.kind in ("number", "name") or counts_steps(script) or (
            script.kind == "juxtaposed" and all(opened(part).kind == "name" for part in script.parts))
        is_known = is_number if node.text == "_" else is_label(node.parts[1])
        node = opened(node.parts[0]) if is_known else node
    return node.text if node.kind == "name" and len(node.text) == 1 else ""


def _items(node: Node) -> tuple[Node, ...]:
    node = opened(node)
    return node.parts if node.kind == "juxtaposed" else (node,)


def _is_d(node: Node) -> bool:
    """The d of a derivative, also with its order."""
    node = opened(node)
    base = opened(node.parts[0]) if node.kind == "scripts" and node.text == "^" else node
    return base.kind == "name" and base.text in ("d", r"\mathrm{d}", r"\partial", r"\text{d}")


def is_index(node: Node) -> bool:
    """A letter that counts, or a sum of such and numbers: i, i+1, n-1."""
    node = opened(node)
    if node.kind == "name":
        return _is_counting(node.text)
    if node.kind == "number":
        return node.text.isdigit()
    if node.kind in ("sum", "prefix"):
        return all(is_index(part) for part in node.parts)
    if node.kind == "juxtaposed":
        return all(opened(part).kind in ("number", "name") and is_index(part) for part in node.parts)
    if node.kind == "scripts" and node.text == "_":
        return is_index(node.parts[0])
    return False


def _is_counting(name: str) -> bool:
    return (len(name) == 1 and name.isalpha() and name.islower() and name not in "xyzoef") or name in (
        r"\ell", "L", "N", "K", "T", "M", "D", r"\tau", r"\imath", r"\jmath", "J", "I",
        r"\alpha", r"\beta", r"\mu", r"\nu")


def names_neuron(name: str, indices: tuple[Node, ...]) -> bool:
    """A word with a letter and a number, out_{h1}: the number of a neuron in a layer that the letter names."""
    letter = face(name)[1]
    return (len(letter) > 1 and letter.isalpha() and len(indices) == 2
            and [opened(index).kind for index in indices] == ["name", "number"])


def names_weights(name: str, indices: tuple[Node, ...], evidence: Evidence) -> bool:
    """W_{xh} and b_h beside h_{t-1} and x_t: what stands below stands with a step itself, so it is no index."""
    letters = [opened(index).text for index in indices if opened(index).kind == "name"]
    letter = face(name)[1]
    return (len(letter) == 1 and (is_capital(letter) or letter in "bc") and 0 < len(letters) == len(indices) < 3
            and (any(evidence.of(form.format(letter)) & LABELLED for letter in letters for form in _FORMS)
                 or evidence.gates.issuperset(letters))
            and not any(counts_steps(opened(index)) for index in indices))


def _gates(sides: Sequence[Node]) -> set[str]:
    """The letters below the capitals that stand before a state, r of W_r x_t; none that a sum binds."""
    found: set[str] = set()
    bound: set[str] = set()
    for node in (node for side in sides for node in walk(side)):
        if node.kind == "big":
            bound |= {part.text for part in walk(node.parts[0]) if part.kind == "name"}
        if node.kind in ("juxtaposed", "product"):
            for item, after in zip(map(opened, node.parts), map(opened, node.parts[1:]), strict=False):
                below = opened(item.parts[1]) if item.kind == "scripts" and item.text == "_" else item
                if item is not below and below.kind == "name" and is_capital(face(opened(item.parts[0]).text)[1]) and (
                        any(part.kind == "scripts" and part.text == "_" and counts_steps(opened(part.parts[1]))
                            for part in walk(after))):
                    found.add(below.text)
    return found - bound


def is_class(node: Node) -> bool:
    """The class of a sample that stands as an index: y_i."""
    return (node.kind == "scripts" and node.text == "_" and opened(node.parts[0]).kind == "name"
            and is_index(node.parts[1]))


def _letter_beside(node: Node) -> str:
    """The small letter that stands alone behind a row, or with the label of a layer or sample; empty for none."""
    node = opened(node)
    if node.kind == "scripts" and node.text == "^" and is_label(node.parts[1]):
        node = opened(node.parts[0])
    return node.text if node.kind == "name" and len(node.text) == 1 and node.text.islower() else ""


def _is_transposed_member(node: Node) -> bool:
    """w_j^T: one column of several, not an entry."""
    return (node.kind == "scripts" and node.text == "_^" and opened(node.parts[2]).text in TRANSPOSES
            and opened(node.parts[0]).kind == "name" and not face(opened(node.parts[0]).text)[0])


def counts_steps(node: Node, letters: frozenset[str] = STEPS) -> bool:
    """Is this the number of a step: t, t + 1?"""
    if node.kind == "name":
        return node.text in letters
    shifted = node.kind == "sum" and len(node.parts) == 2
    return shifted and node.parts[0].text in letters and node.parts[1].kind == "number"


def _step_letters(relation: Node) -> Iterator[str]:
    """k of x_{k+1} = x_k - g_k, where the left side is given by an earlier member of its sequence."""
    left = opened(relation.parts[0])
    if left.kind != "scripts" or left.text != "_" or relation.text.split()[0] not in ("equal", "define", "assign"):
        return
    base, index = opened(left.parts[0]), opened(left.parts[1])
    letter = index.parts[0].text if index.kind == "sum" else index.text
    if letter in _MORE_STEPS and counts_steps(index, _MORE_STEPS) and any(
            part.kind == "scripts" and part.text == "_" and opened(part.parts[0]).text == base.text
            and counts_steps(opened(part.parts[1]), frozenset(letter)) and not _alike(part.parts[1], left.parts[1])
            for side in relation.parts[1:2] for part in walk(side)):
        yield letter


def _alike(a: Node, b: Node) -> bool:
    a, b = opened(a), opened(b)
    return (a.kind, a.text, len(a.parts)) == (b.kind, b.text, len(b.parts)) and all(map(_alike, a.parts, b.parts))


def is_label(node: Node) -> bool:
    """A layer or sample in brackets, or l, L, l - 1 by themselves."""
    node = opened(node)
    if node.kind == "group" and node.text in ("()", "[]", r"\langle\rangle") and node.parts:
        return is_index(node.parts[0]) or opened(node.parts[0]).kind in ("number", "name")
    if node.kind == "name":
        return node.text in LABELS
    shifted = node.kind == "sum" and len(node.parts) == 2
    return shifted and node.parts[0].text in LABELS and node.parts[1].kind == "number"


def rank(name: str, evidence: Evidence, *, is_labelled: bool = False) -> tuple[int, bool]:
    """0 for a number, 1 for a column, 2 for a matrix; and whether this is sure enough to hold against sorts.

    Of a layer's letter it counts what other formulas show of it.
    """
    style, letter = face(name)
    uses = evidence.of(name) | (evidence.shown.get(name, 0) if is_labelled else 0)
    capital = is_capital(letter)
    if style in BOLD_FACES:
        return (2 if capital and style != "vec" else 1), True
    if uses & TWO_INDICES and not uses & LETTER_INDEX:
        return 2, True
    if uses & LETTER_INDEX:
        return 1, not uses & TWO_INDICES
    if style:
        return 0, style != "mathcal"
    if uses & TRANSPOSED:
        return (2 if capital else 1), False
    if uses & (VECTOR_LIKE | LAYER):
        return (2 if capital else 1), False
    if not capital and any(evidence.of(matrix) & (TRANSPOSED | INVERTED) for matrix in evidence.behind.get(name, ())):
        return 1, False  # A x, where A^T or A^{-1} stands as well
    if capital and letter in _MATRICES and (evidence.is_linear or uses & LABELLED) and not uses & CALLED:
        return 2, False
    return 0, len(letter) > 1 and letter[0] != "\\"


def _is_transposed(node: Node) -> bool:
    r"""w^T of a small plain letter, or \theta^T."""
    return node.kind == "scripts" and node.text == "^" and opened(node.parts[1]).text in TRANSPOSES and (
        is_small(opened(node.parts[0]).text) or opened(node.parts[0]).text in _WEIGHTS)


def _is_sample(node: Node) -> bool:
    """x_i of a small plain letter, without more scripts."""
    return node.kind == "scripts" and node.text == "_" and is_small(opened(node.parts[0]).text) and (
        is_index(node.parts[1]) and opened(node.parts[1]).kind == "name")


def _letters(node: Node) -> tuple[str, str]:
    """The name and the index of a member, x and i of x_i and of x_i^T."""
    return opened(node.parts[0]).text, opened(node.parts[1]).text


def is_small(name: str) -> bool:
    """A small letter in no typeface of its own: a number or a column."""
    return len(name) == 1 and name.islower()


def _is_of_one_column(group: Node) -> bool:
    """A bold letter alone in brackets, around which a product needs none."""
    inside = opened(group.parts[0]) if group.parts else None
    return inside is not None and inside.kind == "name" and inside.text not in TRANSPOSES and (
        face(inside.text)[0] in BOLD_FACES)


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
    if group.text == "()" and inside.kind == "name" and inside.text not in TRANSPOSES and face(inside.text)[0]:
        return True  # a product needs no brackets around one bold letter
    if group.text == "[]":
        return letter in "EPRHV" and (style in ("", "mathbb", "mathrm", "operatorname", "mathsf") or letter in "EP")
    if plain(name) in _DEPENDENT or name in _DEPENDENT:
        if letter in "plhquvyzsT" or letter in (r"\Delta", r"\pi", r"\mu", r"\epsilon", r"\Gamma", r"\ell"):
            indexed = inside.kind == "scripts" and inside.parts[0].kind == "name" and "^" not in inside.text
            return inside.kind in ("name", "number") or indexed
        return inside.kind in ("name", "number", "scripts", "juxtaposed") or letter in "PEO" or style == "mathbb"
    return False


__all__ = [
    "BARE", "CALLED", "CLASS", "CLASSES", "COUNTS", "DEFINED", "Evidence", "FAMILY", "FUNCTIONS", "INVERTED",
    "LABELLED", "LAYER", "LABELS", "LETTER_INDEX",
    "NUMBER_INDEX", "PRIMED", "RAISED", "STEPS", "TRANSPOSED", "TRANSPOSES", "TWO_INDICES", "VECTOR_LIKE", "changed",
    "face",
    "is_capital",
    "is_class", "is_function", "is_index", "is_label", "names_neuron", "names_weights", "opened", "rank", "unmarked",
]

r"""What a text says in words of the law of a random variable: "takes the value $a$ with probability $p$ and ...".

Also by a sign, $X \sim \mathcal{N}(0, 1)$, by cases "with probability", by moments, "with mean $\mu$ and variance
$\sigma^2$", and by probabilities that add up to one, $P(X = 1) = p$ and $P(X = 0) = 1 - p$.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from mathnn.check import random_names
from mathnn.check.named_laws import named
from mathnn.check.random_laws import Law, of_moments, of_values, root_of
from mathnn.check.random_names import EXPECTATION
from mathnn.check.random_vectors import VectorLaw
from mathnn.documents.document import Heading, Part, Prose
from mathnn.errors import FAILURES, ReadError, SortError
from mathnn.expression import Call, Expr, Symbol
from mathnn.expression.build import add, divide, number, subtract
from mathnn.expression.tree import symbols, walk
from mathnn.notation import Notation
from mathnn.reading.chance_rows import ChanceRows, adds_up
from mathnn.reading.entry import Entry
from mathnn.reading.law_phrases import (
    ANEW,
    DENSITY,
    EACH,
    EQUALLY,
    INDEX,
    INDEX_FROM,
    ITEM,
    MOMENTS,
    NOISE,
    TAKES,
    THIS,
    TIED,
    UNIFORM,
    VALUE,
)
from mathnn.reading.paragraph import Paragraph
from mathnn.reading.phrases import Phrase
from mathnn.reading.said import Said
from mathnn.reading.surroundings import Located
from mathnn.reading.vector_laws import (
    MOMENT,
    PLAIN_VECTORS,
    VECTORS,
    drawn,
    given_moment,
    in_words,
    is_of_vector,
    ranks,
    with_moment,
)
from mathnn.syntax.read import read

_NUMBERS: Mapping[str, str] = {"zero": "0", "one": "1"}
_STOP = re.compile(r"[.;:!?]\s")
_LONGEST = 700


@dataclass(slots=True)
class Laws:
    """The laws that are in force, by the variable; those of earlier sections prove things but refute nothing."""

    found: dict[str, Law] = field(default_factory=dict)
    words: Paragraph = field(default_factory=lambda: Paragraph(_LONGEST))
    vectors: dict[str, VectorLaw] = field(default_factory=dict)
    open_moments: dict[str, VectorLaw] = field(default_factory=dict)  # of letters that may be numbers or vectors
    shown: dict[str, int] = field(default_factory=dict)  # what laws show of letters: 1 for a column, 2 for a matrix
    rows: ChanceRows = field(default_factory=ChanceRows)
    indices: dict[str, str] = field(default_factory=dict)  # an index drawn from 1, ..., n with equal chances, and n
    has_density: bool = False  # does this section speak of a density?
    are_tied: bool = False  # does this section say that variables hang together?

    def hear(self, part: Located | Part, entry: Entry | None = None) -> None:
        """Take the next part of a document; of a statement what was found of it."""
        if isinstance(part, Heading):
            self.found = {name: replace(law, is_sure=False) for name, law in self.found.items()}
            self.vectors, self.open_moments = {}, {}
            self.rows, self.indices, self.are_tied, self.words.text = ChanceRows(), {}, False, ""
            self.has_density = False
            return
        if not isinstance(part, Located | Prose):
            return
        self.words.enter(part)
        if isinstance(part, Prose):
            self.has_density |= DENSITY.stands_in(part.text)
            self.are_tied |= TIED.stands_in(part.text)
            self._hear_words(part)
            return
        latex = part.row.latex
        if (self.found or self.vectors) and ANEW.search(_sentence(self.words.text)):
            self.forget(latex)
        self._hear_words(part)
        if entry is None or (not entry.verdict.is_wrong and entry.role != "mistake"):
            role = entry.role if entry is not None else "definition"
            self._formula(latex, is_given=role != "claim" or (entry is not None and entry.verdict.is_settled))
            if role in ("definition", "hypothesis") and MOMENT.search(latex) and (tree := _tree(latex)) is not None:
                self._moment(tree)

    # --- learning -----------------------------------------------------------------------------------------------------
    def is_of_vectors(self, latex: str, names: Mapping[str, Said]) -> bool:
        """Is it a moment of a formula in vectors whose laws are known: Cov(A x), or Cov(y) where y = A x + b?"""
        if not self.vectors or MOMENT.search(latex) is None or (tree := _tree(latex)) is None:
            return False
        letters = {symbol.name for symbol in symbols(tree) if random_names.statistic(symbol.name) is None}
        formulas = [said.name.definition for name in letters if (said := names.get(name)) is not None
                    and said.name.definition is not None]
        behind = {symbol.name for formula in formulas for symbol in symbols(formula)}
        return not self.vectors.keys().isdisjoint(letters | behind if len(letters) > 1 else behind)

    def _take_vector(self, law: VectorLaw | None) -> None:
        if law is not None:
            self.vectors[law.name] = law
            self.shown |= ranks(law)

    def take_shown(self) -> tuple[tuple[str, int], ...]:
        """What laws have shown of letters since this was asked for last."""
        found = tuple(self.shown.items())
        self.shown = {}
        return found

    def _take(self, law: Law | None) -> None:
        if law is not None:
            self.found.update(dict.fromkeys(law.variables, law))

    def forget(self, latex: str) -> None:
        """A letter that is introduced anew has no law from before."""
        latex = re.split(r"=|\\sim|\\in(?![a-z])", latex)[0]
        for name in tuple(self.found):
            if re.search(rf"(?<![A-Za-z\\]){re.escape(name)}(?![A-Za-z])", latex) or re.search(
                    rf"(?<![A-Za-z\\]){re.escape(name.lower())}(?![A-Za-z])", latex):
                del self.found[name]
        for name in tuple(self.vectors):
            if name in latex:
                del self.vectors[name]

    def _hear_words(self, part: Located | Prose) -> None:
        self.words.add(part)
        if not any(word in self.words.text for word in (" probab", "ean", "niform")):
            return
        for saying, take in _SAYINGS:
            for found in saying.finditer(self.words.text):
                if self.words.is_new((saying, found[0])):
                    take(self, found)

    def _with_chances(self, found: re.Match[str]) -> None:
        items = [(_value(v), _value(chance) if chance else None) for v, chance in ITEM.findall(found["list"])]
        self._take(_by_items(_variable(found[1]), items))

    def _alike(self, found: re.Match[str]) -> None:
        values = list(_listed(found["list"]))
        self._take(_by_items(_variable(found[1]), [(value, divide(1, len(values))) for value in values]))

    def _from_set(self, found: re.Match[str]) -> None:
        member = _tree(rf"x \in {found[3].strip().strip('$')}")  # [0, 1] alone would be a row of two numbers
        place = member.args[1] if isinstance(member, Call) and member.op == "member" else _tree(found[3])
        self._take(_uniform(_variable(found[1]), place))

    def _index(self, found: re.Match[str]) -> None:
        self.indices[found["index"]] = found["size"]

    def _vector(self, found: re.Match[str]) -> None:
        self._take_vector(in_words(found, _tree))

    def _moments(self, found: re.Match[str]) -> None:
        for subject in filter(None, (found["first"], found["second"])):
            for name in _variables(subject):
                self._take(_by_moments(name, subject, found))

    def _formula(self, latex: str, is_given: bool) -> None:
        if r"\sim" in latex and (tree := _tree(latex)) is not None:
            for node in walk(tree):
                if isinstance(node, Call) and node.op == "distributed":
                    self._drawn(node)
        elif r"\begin{cases}" in latex and (law := of_cases(latex)) is not None:
            self._take(law)
        elif is_given and "P" in latex and "=" in latex and ("P(" in latex or r"P\left(" in latex or r"\Pr" in latex):
            self._take(self.rows.law(latex))

    def _moment(self, tree: Expr) -> None:
        """E[X] = m or Var(X) = s^2, which the text gives; both together are a law of moments."""
        found = given_moment(tree)
        if found is None:
            return
        name, statistic, value = found
        arguments = len(tree.args[0].args) - 1 if isinstance(tree, Call) and isinstance(tree.args[0], Call) else 0
        is_vector = name.name in self.vectors or is_of_vector(name, statistic, value, arguments)
        law = with_moment(self.vectors.get(name.name) or self.open_moments.pop(name.name, VectorLaw(name.name)),
                          statistic, value)
        if law is not None and is_vector:
            self._take_vector(law)
        elif law is not None and statistic == EXPECTATION:
            self.open_moments[name.name] = law

    def _drawn(self, node: Call) -> None:
        self._take_vector(drawn(node))
        variable = _key(node.args[0])
        if variable is None:
            return
        name, is_family = variable
        self.found.pop(name, None)
        self._take(named(name, node.args[1], is_family=is_family))


_SAYINGS: tuple[tuple[Phrase, Callable[[Laws, re.Match[str]], None]], ...] = (
    (TAKES, Laws._with_chances), (EQUALLY, Laws._alike), (EACH, Laws._alike), (UNIFORM, Laws._from_set),
    (INDEX, Laws._index), (INDEX_FROM, Laws._index), (VECTORS, Laws._vector),
    (PLAIN_VECTORS, Laws._vector), (MOMENTS, Laws._moments),
    (NOISE, Laws._moments), (THIS, Laws._moments))


def of_cases(latex: str) -> Law | None:
    r"""X = \begin{cases} 0 & \text{with probability } p \\ 1 & \text{otherwise} \end{cases}."""
    found = _CASES.search(latex)
    if found is None:
        return None
    items: list[tuple[Expr | None, Expr | None]] = []
    for row in found["rows"].split(r"\\"):
        value, _, words = row.partition("&")
        if not words.strip():
            if not value.strip():
                continue
            return None
        chance = _PROBABILITY.fullmatch(words.strip().rstrip(".,;"))
        if chance is None:
            return None
        items.append((_tree(value.strip().rstrip(",")), _tree(chance[1]) if chance[1] else None))
        if chance[1] and items[-1][1] is None:
            return None
    return _by_items(_variable(found["name"]), items)


_TEXT = r"\\(?:text|textrm|mathrm|textnormal|mbox)\s*\{\s*,?\s*"
_CASES = re.compile(r"^\s*(?P<name>[^=&]+?)\s*(?:=|:=|\\sim)\s*\\begin\{cases\}(?P<rows>.*)\\end\{cases\}\s*[.,;]?\s*$",
                    re.DOTALL)
_PROBABILITY = re.compile(
    rf"{_TEXT}(?:with\s+(?:a\s+)?prob(?:ability|\.)?|w\.?\s?p\.?)\s*\}}\s*(.+)|{_TEXT}(?:otherwise|else)\s*\}}()|"
    rf"{_TEXT}(?:with\s+(?:a\s+)?prob(?:ability|\.)?|w\.?\s?p\.?)\s*\$?([^$}}]+)\$?\s*\}}", re.DOTALL)


# --- laws from the pieces ---------------------------------------------------------------------------------------------
def _by_items(variable: tuple[str, bool] | None, items: list[tuple[Expr | None, Expr | None]]) -> Law | None:
    """The law of these values and chances; one chance may be left out. None where they do not add up to one."""
    rest = [place for place, (_, chance) in enumerate(items) if chance is None]
    if variable is None or len(items) < 2 or len(rest) > 1 or any(value is None for value, _ in items):
        return None
    chances = [chance for _, chance in items if chance is not None]
    if rest:
        chances.insert(rest[0], subtract(number(1), add(*chances)))
    elif not adds_up(chances):
        return None
    if any(tree.sort.shape or tree.sort.kind not in ("number", "integer") for tree in chances):
        return None
    name, is_family = variable
    values = [value for value, _ in items if value is not None]
    if any(value.sort.shape for value in values):
        return None
    return of_values(name, zip(values, chances, strict=True), is_family=is_family)


def _uniform(variable: tuple[str, bool] | None, place: Expr | None) -> Law | None:
    if variable is None or not isinstance(place, Call):
        return None
    if place.op == "finite_set":
        return _by_items(variable, [(value, divide(1, len(place.args))) for value in place.args])
    if place.op == "interval":
        head = Call("apply", (Symbol("U"), *place.args[:2]), place.args[0].sort)
        return named(variable[0], head, is_family=variable[1])
    return None


def _by_moments(variable: tuple[str, bool] | None, subject: str, found: re.Match[str]) -> Law | None:
    mean = number(0) if found["zero"] is not None else _value_of(subject, found["mean"])
    deviation = number(1) if found["unit"] else _value_of(subject, found["deviation"]) if found["deviation"] else None
    if deviation is None and found["variance"] and (variance := _value_of(subject, found["variance"])) is not None:
        deviation = root_of(variance)
    if variable is None or mean is None or deviation is None or mean.sort.shape or deviation.sort.shape:
        return None
    return of_moments(variable[0], mean, deviation, is_family=variable[1])


def _sentence(text: str) -> str:
    """What stands behind the last full stop."""
    ends = [found.end() for found in _STOP.finditer(text)]
    return text[ends[-1]:] if ends else text


def _value(text: str) -> Expr | None:
    text = text.strip().strip("$")
    return _tree(_NUMBERS.get(text, text))


def _value_of(subject: str, text: str) -> Expr | None:
    """The value that is said of a variable: beside w_i the sigma_w of it is no entry of a sigma."""
    both = _tree(f"{subject.strip('$')} = {text.strip().strip('$')}") if "_" in text else None
    return both.args[1] if isinstance(both, Call) and both.op == "equal" else _value(text)


def _listed(text: str) -> Iterator[Expr | None]:
    for piece in re.findall(VALUE, text):
        tree = _value(piece)
        if isinstance(tree, Call) and tree.op in ("finite_set", "tuple", "vector"):
            yield from tree.args
        else:
            yield tree


@lru_cache(maxsize=1024)
def _tree(latex: str) -> Expr | None:
    """The formula; a sentence is heard again with each part that is added to it."""
    try:
        return read(latex.strip(), Notation()).tree
    except (ReadError, SortError, *FAILURES):
        return None


def _variable(latex: str) -> tuple[str, bool] | None:
    tree = _tree(latex)
    return _key(tree) if tree is not None else None


def _variables(latex: str) -> Iterator[tuple[str, bool]]:
    """X, x_i, or X_1, ..., X_n."""
    pieces = [piece for piece in latex.strip("$").split(",") if "dots" not in piece]
    found = [_variable(piece) for piece in pieces]
    if len(pieces) > 1 and len({each[0] for each in found if each is not None}) > 1:
        yield from (each for each in found if each is not None)
    elif found and found[0] is not None:
        yield found[0]


def _key(tree: Expr) -> tuple[str, bool] | None:
    """The variable, and whether it is any of a list."""
    if isinstance(tree, Call) and tree.op == "prime" and isinstance(tree.args[0], Symbol):
        return random_names.variable(tree.args[0].name + "'"), False
    if isinstance(tree, Call) and tree.op in ("entry", "layer") and isinstance(tree.args[0], Symbol):
        return random_names.variable(tree.args[0].name), True
    return (random_names.variable(tree.name), False) if isinstance(tree, Symbol) and not tree.sort.shape else None


__all__ = ["Laws", "of_cases"]

"""What the words beside a letter say of it: a symmetric matrix A, A is orthogonal, a unit vector u.

Each word is a condition in mathematics; it holds until the letter is declared anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from mathnn.check.definite import DEFINITE, SEMIDEFINITE
from mathnn.expression import TRUTH, Call, Expr, Sort, Symbol
from mathnn.expression.build import call, dot, equal, multiply, number, power, transpose
from mathnn.notation import Name
from mathnn.reading.anew import learn_anew
from mathnn.reading.curves import learn_curves
from mathnn.reading.directions import learn_directions
from mathnn.reading.known import Known
from mathnn.reading.left_side import opened
from mathnn.reading.optima import learn_optima
from mathnn.reading.phrases import phrase
from mathnn.reading.said_of_formulas import learn_of_formula
from mathnn.reading.sample_matrices import learn_stacking
from mathnn.reading.surroundings import Located
from mathnn.reading.whole_numbers import learn_whole_numbers
from mathnn.syntax.dimensions import open_size
from mathnn.syntax.spelled_names import scripted_text
from mathnn.syntax.surface import Node
from mathnn.syntax.typefaces import BOLD_FACES, face, is_capital


def _square(name: str) -> Sort:
    return Sort("number", (open_size(name),) * 2)


def _column(name: str) -> Sort:
    return Sort("number", (open_size(name),))


def _identity(x: Symbol) -> Expr:
    return Symbol(r"\mathbf{I}", x.sort)


def _definite(x: Symbol, kind: str) -> Expr:
    """Of real quadratic forms: symmetric is meant as well."""
    return call("and", equal(x, transpose(x)), Call(kind, (x,), TRUTH))


def _idempotent(x: Symbol) -> Expr:
    return equal(power(x, number(2)), x)


_OF_MATRICES: Mapping[str, Callable[[Symbol], Expr]] = {
    "symmetric": lambda x: equal(x, transpose(x)),
    "positive definite": lambda x: _definite(x, DEFINITE),
    "positive semidefinite": lambda x: _definite(x, SEMIDEFINITE),
    "antisymmetric": lambda x: equal(x, call("negate", transpose(x))),
    "skew-symmetric": lambda x: equal(x, call("negate", transpose(x))),
    "orthogonal": lambda x: equal(multiply(transpose(x), x), _identity(x)),
    "idempotent": lambda x: _idempotent(x),
    "projection matrix": lambda x: _idempotent(x),
    "orthogonal projection": lambda x: call("and", _idempotent(x), equal(x, transpose(x))),
    "invertible": lambda x: call("unequal", call("det", x), number(0)),
    "nonsingular": lambda x: call("unequal", call("det", x), number(0)),
}
_OF_COLUMNS: Mapping[str, Callable[[Symbol], Expr]] = {
    "unit": lambda x: equal(dot(x, x), number(1)),
    "nonzero": lambda x: call("unequal", call("norm", x), number(0)),
}
_OF_NUMBERS: Mapping[str, Callable[[Symbol], Expr]] = {
    "positive": lambda x: call("greater", x, number(0)),
    "nonnegative": lambda x: call("greater_equal", x, number(0)),
    "negative": lambda x: call("less", x, number(0)),
    "nonzero": lambda x: call("unequal", x, number(0)),
}
_DIAGONAL = "diagonal"  # gives the matrix a formula, diag of its entries
_WORDS = sorted({*_OF_MATRICES, *_OF_COLUMNS, *_OF_NUMBERS, _DIAGONAL}, key=len, reverse=True)
_WORD = "|".join(re.escape(word).replace(r"\-", "-?").replace(r"\ ", r"[\s-]+") for word in _WORDS)
_NOUN = r"(?:\s+(?:and\s+)?(?:real|square|matrix|vector|number|scalar|constant|direction|weight))*"
_LIST = rf"(?:(?:{_WORD}),?\s+(?:and\s+)?)*(?:{_WORD})"
_BEFORE = re.compile(rf"(?<!not )(?<!non-)(?<!non)\b({_LIST}){_NOUN}\s*$", re.IGNORECASE)
_AFTER = re.compile(rf"\s*(?:(?:is|be|are)\s+)?(?:an?\s+|the\s+)?({_LIST})\b", re.IGNORECASE)
_FOR = re.compile(rf"\b(?:for|if|when(?:ever)?)\s+(?:all\s+|any\s+|every\s+|each\s+)?{_LIST}{_NOUN}\s*$", re.IGNORECASE)
_ONE = re.compile(_WORD, re.IGNORECASE)


_RATE = r"(?:learning rates?|step[- ]?(?:sizes?|lengths?))"
_RATE_BEFORE = phrase(rf"\b{_RATE}\s*$", "rate|step")
_RATE_AFTER = re.compile(rf"\s*(?:is|be|denotes?)\s+(?:the|a|our)\s+(?:\w+\s+)?{_RATE}\b", re.IGNORECASE)


def _learn_rate(part: Located, node: Node, known: Known) -> None:
    """A learning rate is a positive number."""
    node = opened(node)
    name = opened(node.parts[0]) if node.kind == "scripts" and node.text == "_" else node
    if name.kind != "name" or not (_RATE_BEFORE.search(part.before) or _RATE_AFTER.match(part.after)):
        return
    said = known.names.get(name.text)
    if said is None or said.name.symbol.sort == Sort("number"):
        known.property(_OF_NUMBERS["positive"](Symbol(name.text)))


def learn_properties(part: Located, node: Node, known: Known) -> None:
    """Learn what the words before and behind a lone letter, or the letter of a declaration, say of it."""
    learn_anew(part, node, known)
    name = _letter(node)
    learn_stacking(part, node, known)
    learn_curves(part, name or _mapped(node), known)
    learn_optima(part, name or starred(node), known)
    learn_of_formula(part, node, known)
    _learn_rate(part, node, known)
    learn_directions(part, name, known)
    learn_whole_numbers(part, name, known)
    if name is None or part.row.equation.display:
        return
    words = [found for text, pattern in ((part.before, _BEFORE), (part.after, _AFTER))
             if (match := pattern.search(text) if pattern is _BEFORE else pattern.match(text))
             for found in _ONE.findall(match[1])]
    line = part.row.place.line or 1
    for word in words:
        for condition in _conditions(name, " ".join(word.lower().replace("non-", "non").split()), known, line):
            if _FOR.search(part.before):
                known.assume(condition, part.paragraph, in_passing=True)
            else:
                known.property(condition)
        if word.lower() == _DIAGONAL:
            _learn_diagonal(name, line, known)


def learn_words(text: str, name: str, known: Known, line: int) -> None:
    """Learn what the words between a letter and its size say of it: a symmetric $n \\times n$ matrix A."""
    for word in _ONE.findall(text):
        for condition in _conditions(name, " ".join(word.lower().replace("non-", "non").split()), known, line):
            known.property(condition)
        if word.lower() == _DIAGONAL:
            _learn_diagonal(name, line, known)


def _learn_diagonal(name: str, line: int, known: Known) -> None:
    """Learn that a matrix without a formula is diag(d); of \\Lambda the entries are the \\lambda_i."""
    said = known.names.get(name)
    if said is None and is_capital(face(name)[1]):
        known.name(Name(Symbol(name, _square(name))), line, declared=False)
        said = known.names[name]
    if said is None or said.name.definition is not None or said.name.symbol.sort.kind != "number" or not (
            said.name.symbol.sort.is_matrix and said.name.symbol.sort.shape[0] == said.name.symbol.sort.shape[1]):
        return
    sort = said.name.symbol.sort
    is_usual = face(name)[1] == r"\Lambda" and r"\lambda" not in known.names
    entries = Symbol(r"\lambda" if is_usual else rf"\operatorname{{diag}}({name})", Sort("number", sort.shape[:1]))
    known.name(Name(said.name.symbol, definition=call("diag", entries)), line, declared=False)


def orthogonality(condition: Expr) -> Expr | None:
    """Q^T Q = I as the words "an orthogonal matrix Q" say it; None for anything else."""
    product = condition.args[0] if isinstance(condition, Call) and condition.op == "equal" else None
    if not isinstance(product, Call) or product.op != "multiply" or len(product.args) != 2:
        return None
    letter, other = (part.args[0] if isinstance(part, Call) and part.op == "transpose" else part
                     for part in product.args)
    is_turned = sum(isinstance(part, Call) for part in product.args) == 1 and letter == other
    is_identity = isinstance(condition, Call) and getattr(condition.args[1], "name", "") in ("I", r"\mathbf{I}")
    is_square = isinstance(letter, Symbol) and letter.sort.is_matrix and letter.sort.shape[0] == letter.sort.shape[1]
    if not (isinstance(letter, Symbol) and is_square and is_turned and is_identity):
        return None
    return _OF_MATRICES["orthogonal"](letter)


def _letter(node: Node) -> str | None:
    node = opened(node)
    if node.kind == "relation" and node.text == "member":
        node = opened(node.parts[0])
    return node.text if node.kind == "name" else None


def _mapped(node: Node) -> str | None:
    """The f of f : R^n -> R."""
    node = opened(node)
    left = opened(node.parts[0]) if node.kind == "given" and ":" in node.text.split() else node
    return left.text if left is not node and left.kind == "name" else None


def starred(node: Node) -> str | None:
    """x^*, and the y of any other name with a mark above."""
    node = opened(node)
    is_marked = node.kind == "scripts" and node.text == "^" and opened(node.parts[0]).kind == "name" and (
        opened(node.parts[1]).text in ("*", r"\star", r"\ast"))
    return scripted_text(opened(node.parts[0]).text, node) if is_marked else None


def _conditions(name: str, word: str, known: Known, line: int) -> Iterator[Expr]:
    said = known.names.get(name)
    if said is not None:
        sort = said.name.symbol.sort
    else:
        style, letter = face(name)
        is_matrix = word in _OF_MATRICES and is_capital(letter)
        is_column = word in _OF_COLUMNS and style in BOLD_FACES and not is_capital(letter)
        sort = _square(name) if is_matrix else _column(name) if is_column else Sort("number")
        if is_matrix or is_column:
            known.name(Name(Symbol(name, sort)), line, declared=True)
    if sort.kind != "number":
        return
    table = _table(sort)
    if word in table:
        yield table[word](Symbol(name, sort))


def _table(sort: Sort) -> Mapping[str, Callable[[Symbol], Expr]]:
    if sort.is_matrix:
        return _OF_MATRICES if sort.shape[0] == sort.shape[1] else {}
    return _OF_COLUMNS if sort.is_vector else {} if sort.shape else _OF_NUMBERS


__all__ = ["learn_properties", "learn_words", "orthogonality"]

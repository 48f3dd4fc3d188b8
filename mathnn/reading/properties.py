"""What the words beside a letter say of it: a symmetric matrix A, A is orthogonal, a unit vector u.

Each word is a condition in mathematics; it holds until the letter is declared anew. What several words in a row say of
several letters stands in `said_of_lists`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mathnn.expression import Call, Expr, Sort, Symbol
from mathnn.expression.build import call
from mathnn.expression.tree import is_zero
from mathnn.notation import Name
from mathnn.reading.anew import learn_anew
from mathnn.reading.columns_of import free_of_its_columns
from mathnn.reading.curves import learn_curves
from mathnn.reading.known import Known
from mathnn.reading.left_side import opened
from mathnn.reading.normal_functions import learn_normal_functions
from mathnn.reading.optima import learn_optima
from mathnn.reading.phrases import phrase
from mathnn.reading.property_words import (
    DIAGONAL,
    LIST,
    OF_COLUMNS,
    OF_MATRICES,
    OF_NUMBERS,
    meanings,
    orthonormal_columns,
    words_in,
)
from mathnn.reading.rank_words import learn_rank, matrix_named
from mathnn.reading.row_sums import learn_row_sums
from mathnn.reading.said import CONSTANTS, Said, letters_of
from mathnn.reading.said_of_formulas import learn_of_formula
from mathnn.reading.said_of_lists import learn_of_list
from mathnn.reading.stacking import learn_stacking
from mathnn.reading.surroundings import Located
from mathnn.reading.whole_numbers import learn_whole_numbers
from mathnn.syntax.dimensions import open_size
from mathnn.syntax.spelled_names import scripted_text
from mathnn.syntax.surface import Node
from mathnn.syntax.typefaces import BOLD_FACES, face, is_capital

_NOUN = r"(?:\s+(?:and\s+)?(?:real|square|matrix|vector|number|scalar|constant|direction|weight))*"
_KINDS = r"(?:(?:real|square|random|fixed|sample|empirical|population|common|shared|noise|prior|posterior)\s+)*"
_VERB = (r"(?:(?:is|be|are|denotes?|represents?)\s+(?:also\s+|always\s+)?|(?:must|will)\s+be\s+|"
         r"(?:(?:is|be|may\s+be|can\s+be)\s+)?(?:taken|assumed|chosen|supposed)\s+(?:to\s+be\s+|as\s+)?)")
_BEFORE = phrase(rf"(?<!not )(?<!non-)(?<!non)(?<!cross-)\b({LIST}){_NOUN}\s*$")
_AFTER = re.compile(rf"\s*{_VERB}?(?:an?\s+|the\s+)?{_KINDS}({LIST})\b(?P<behind>.{{0,20}})", re.IGNORECASE | re.DOTALL)
_ORTHONORMAL_COLUMNS = re.compile(
    r"\s*(?:(?:be|is|are)\s+(?:an?\s+|the\s+)?matri(?:x|ces)\s+)?(?:has|have|having|with|whose)\s+"
    r"(?:pairwise\s+|mutually\s+)?orthonormal\s+columns\b", re.IGNORECASE)
_AFTER_NOT = re.compile(rf"\s*(?:is|are|be|need)\s+not\s+(?:necessarily\s+)?(?:be\s+)?(?:an?\s+)?({LIST})\b",
                        re.IGNORECASE)
_NOT_AT_RIGHT_ANGLES = re.compile(
    r"\s*(?:is|are|be|need)\s+not\s+(?:necessarily\s+)?(?:be\s+)?(?:orthogonal|perpendicular)\b", re.IGNORECASE)
_DEFINES = re.compile(r"\s*(?:if|iff|when|whenever|exactly|precisely)\b", re.IGNORECASE)
_OF_ANOTHER = re.compile(r"\s*(?:of|between|to)\b", re.IGNORECASE)  # the covariance of X and Y, orthogonal to v
_NO_NUMBER = re.compile(r"\s+(?:(?:scalar\s+)?multiple|(?:linear\s+)?combination|examples?|samples?|class|label|"
                        r"instance|feedback|part|side|direction|function|definite|semi)", re.IGNORECASE)
_TO_BE_SHOWN = re.compile(r"\b(?:show|prove|check|verify|whether|only\s+if|iff)\b[^.;]{0,25}$", re.IGNORECASE)
_FOR = re.compile(rf"\b(?:for|if|when(?:ever)?)\s+(?:all\s+|any\s+|every\s+|each\s+)?{LIST}{_NOUN}\s*$", re.IGNORECASE)


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
        known.property(OF_NUMBERS["positive"](Symbol(name.text)))


def learn_properties(part: Located, node: Node, known: Known) -> None:
    """Learn what the words before and behind a lone letter, or the letter of a declaration, say of it."""
    learn_anew(part, node, known)
    name = _letter(node)
    learn_stacking(part, node, known)
    learn_curves(part, name or _mapped(node), known)
    learn_optima(part, name or starred(node), known)
    learn_of_formula(part, node, known)
    _learn_rate(part, node, known)
    learn_whole_numbers(part, name, known)
    learn_of_list(part, known)
    learn_row_sums(part, known)
    learn_normal_functions(part, known)
    if "prec" in part.row.latex and not _TO_BE_SHOWN.search(part.before):
        _learn_ordered(part, node, known)
    if name is None or part.row.equation.display:
        return
    line = part.row.place.line or 1
    if "succ" in part.row.latex and not _TO_BE_SHOWN.search(part.before):
        _learn(name, "positive semidefinite" if "eq" in part.row.latex else "positive definite", known, line)
        return
    if _ORTHONORMAL_COLUMNS.match(part.after):
        _learn_orthonormal_columns(name, known, line)
        return
    if "rank" in part.after or "independent" in part.after:
        learn_rank(name, part.before, part.after, known, line)
    introduced = _BEFORE.search(part.before)
    for word in words_in(introduced[1]) if introduced is not None else ():
        _learn(name, word, known, line, is_new=True, paragraph=part.paragraph if _FOR.search(part.before) else None)
    if _NOT_AT_RIGHT_ANGLES.match(part.after):
        known.assumed = [old for old in known.assumed if not (
            name in (own := letters_of(old.condition)) and len(own) > 1 and _is_right_angle(old.condition))]
    if (denied := _AFTER_NOT.match(part.after)) is not None:
        _forget_words(name, denied[1], known, line)
    behind = _AFTER.match(part.after)
    if behind is None or _DEFINES.match(behind["behind"]):
        return
    for word in words_in(behind[1]):
        is_of_another = _OF_ANOTHER.match(behind["behind"]) is not None and word in ("covariance", "orthogonal")
        if not is_of_another and not (word in OF_NUMBERS and _NO_NUMBER.match(behind["behind"])):
            _learn(name, word, known, line, paragraph=part.paragraph if _FOR.search(part.before) else None)


def _is_right_angle(condition: Expr) -> bool:
    return isinstance(condition, Call) and condition.op == "equal" and is_zero(condition.args[1])


def _forget_words(name: str, text: str, known: Known, line: int) -> None:
    """What a letter is said not to be, it was before at most."""
    if name in known.names:
        denied = [each for word in words_in(text) for each in _conditions(name, word, known, line, is_new=False)]
        known.assumed = [old for old in known.assumed if old.condition not in denied]


def _learn_ordered(part: Located, node: Node, known: Known) -> None:
    """Only symmetric matrices are ordered, m I \\preceq A \\preceq B; what is above 0 is positive."""
    node = opened(node)
    parts = [opened(each) for each in node.parts]
    if node.kind != "relation" or set(node.text.split()) != {"precedes"}:
        return
    words = "positive semidefinite" if "eq" in part.row.latex else "positive definite"
    for at, each in enumerate(parts):
        if each.kind == "name" and is_capital(face(each.text)[1]) and each.text not in CONSTANTS:
            is_positive = at > 0 and parts[at - 1].text in ("0", r"\mathbf{0}")
            _learn(each.text, words if is_positive else "symmetric", known, part.row.place.line or 1)


def _learn_orthonormal_columns(name: str, known: Known, line: int) -> None:
    """Of a matrix with as many rows as there may be: they are at least as many as the columns."""
    if (matrix := matrix_named(name, known, line)) is not None:
        known.property(orthonormal_columns(matrix))


def learn_words(text: str, name: str, known: Known, line: int) -> None:
    """Learn what the words between a letter and its size say of it: a symmetric $n \\times n$ matrix A."""
    for word in words_in(text):
        _learn(name, word, known, line)


def _learn(name: str, word: str, known: Known, line: int, *, is_new: bool = False,
           paragraph: int | None = None) -> None:
    """Learn what a word says of a letter: in passing, where a paragraph is given, else until it means another thing."""
    for condition in _conditions(name, word, known, line, is_new=is_new):
        if paragraph is not None:
            known.assume(condition, paragraph, in_passing=True)
        else:
            known.property(condition)
    if word == DIAGONAL:
        learn_diagonal(name, line, known)


def learn_diagonal(name: str, line: int, known: Known) -> None:
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
    return orthonormal_columns(letter)


def _letter(node: Node) -> str | None:
    node = opened(node)
    if node.kind == "relation" and (node.text in ("member", "equal", "define") or _is_definite(node)):
        node = opened(node.parts[0])  # also of "the orthogonal matrix Q = [q_1 ... q_n]"
    return node.text if node.kind == "name" else None


def _is_definite(node: Node) -> bool:
    """A \\succ 0."""
    return node.text == "succeeds" and len(node.parts) == 2 and opened(node.parts[1]).text in ("0", r"\mathbf{0}")


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


def _conditions(name: str, word: str, known: Known, line: int, *, is_new: bool) -> Iterator[Expr]:
    """The conditions that a word makes on a letter, which gets its kind by it where nothing else gave one."""
    said = known.names.get(name)
    style, letter = face(name)
    if is_capital(letter) and word in OF_MATRICES and (said is None or _is_another(said, line, is_new=is_new)):
        known.name(Name(Symbol(name, _square(name))), line, declared=True)
    elif said is None and word in OF_COLUMNS and style in BOLD_FACES and not is_capital(letter):
        known.name(Name(Symbol(name, _column(name))), line, declared=True)
    if word in ("orthogonal", "orthonormal"):
        free_of_its_columns(name, line, known, is_square=True)
    said = known.names.get(name)
    sort = said.name.symbol.sort if said is not None else Sort("number")
    if sort.is_matrix and sort.kind == "number" and word in ("orthogonal", "orthonormal"):
        yield orthonormal_columns(Symbol(name, sort))
    elif (meaning := meanings(sort).get(word)) is not None:
        yield meaning(Symbol(name, sort))


def _is_another(said: Said, line: int, *, is_new: bool) -> bool:
    """Is what was said of a letter before of another thing than the square matrix that the words introduce here?

    A number that nobody declared it to be, or a matrix with two sizes that stands some lines above.
    """
    sort = said.name.symbol.sort
    if said.name.definition is not None:
        return False
    if sort.is_matrix:
        return is_new and sort.shape[0] != sort.shape[1] and line - said.line > _NEAR
    return not said.declared and sort.is_number


_NEAR = 1  # lines between the size of a letter and what is said of it besides


def _square(name: str) -> Sort:
    return Sort("number", (open_size(name),) * 2)


def _column(name: str) -> Sort:
    return Sort("number", (open_size(name),))


__all__ = ["learn_diagonal", "learn_properties", "learn_words", "orthogonality"]

"""Words that may be functions of which nothing is known: no statement is called false for them.

``norm(x)`` is read letter by letter, and ``\\operatorname{norm}(x)`` as any function: what is false of these need not
be false of what the author means. In a document the text around tells; an equation alone has none.
"""

from __future__ import annotations

import re

from mathnn.check.random_names import statistic
from mathnn.claims import Verdict
from mathnn.expression import Call, Symbol
from mathnn.expression.tree import symbols
from mathnn.notation import Notation
from mathnn.syntax.read import Reading
from mathnn.syntax.tokens import tokens
from mathnn.syntax.typefaces import face

_SPELLED = re.compile(r"(?<![\\A-Za-z{])[A-Za-z]{3,}\d{0,2}(?=\s*[(\[])|(?<=\d )mod(?= \d)")
# Functions that have these letters in so many texts that one alone is hardly meant as any function.
_SPECIAL = frozenset((r"\Gamma", r"\Phi", r"\mathcal{N}", r"\zeta", r"\kappa", r"\rho"))
_WORDS = frozenset(("operatorname", "text", "mathrm", "mathsf"))


def unless_a_word(found: Verdict, reading: Reading) -> Verdict:
    """The verdict, unless it calls a statement false in which a word may be a function that nobody has given."""
    if not found.is_wrong:
        return found
    if r"\nabla" in reading.inferred:
        return Verdict("unsettled", "What the sign \\nabla does here is not understood.")
    for name, row in reading.inferred.items():
        style, word = face(name)
        if row.symbol.sort.kind == "function" and name in _SPECIAL:
            return Verdict("unsettled", f"Nothing says which function {name} is; declare its formula.")
        if row.symbol.sort.kind == "function" and style in _WORDS and len(word) > 1 and statistic(name) is None:
            return Verdict("unsettled", f"Nothing says which function {word} is; declare its formula.")
    if (named := _named(reading)) is not None:
        return Verdict("unsettled", f"Nothing says what {named} is; the equation may be what defines it.")
    return unless_spelled(found, reading.latex, reading.declared)


def _named(reading: Reading) -> str | None:
    r"""The word that stands alone on one side: \operatorname{accuracy} = (TP + TN) / n."""
    tree = reading.tree
    sides = tree.args if isinstance(tree, Call) and tree.op == "equal" else ()
    for side, other in (sides, sides[::-1]) if sides else ():
        if isinstance(side, Symbol) and side.name in reading.inferred and side not in symbols(other):
            style, word = face(side.name)
            if style in _WORDS and len(word) > 2:
                return word
    return None


def unless_spelled(found: Verdict, latex: str, declared: Notation) -> Verdict:
    """The same for words in plain letters, which are read letter by letter."""
    word = next((each[0] for each in _SPELLED.finditer(latex) if _is_read_by_letters(each[0], latex, declared)), None)
    if word is None:
        return found
    return Verdict("unsettled", f"{word} is read letter by letter, as a product; a function is written "
                                rf"\operatorname{{{word}}} and declared.")


def _is_read_by_letters(word: str, latex: str, declared: Notation) -> bool:
    """Is it no function that is known in plain letters, and are its letters not known to be letters?

    Of a(b + c) = ab + ac each letter stands elsewhere too, or the author declared it.
    """
    alone = set(re.findall(r"(?<![A-Za-z\\])[A-Za-z](?![A-Za-z])", _SPELLED.sub(" ", latex)))
    known = alone | set(declared.names) | set("0123456789")
    return word not in tokens(latex) and not known.issuperset(word)


__all__ = ["unless_a_word", "unless_spelled"]

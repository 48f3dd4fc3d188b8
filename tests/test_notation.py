"""The symbol table: a declared letter is declared in its other typefaces too, unless they are declared apart."""

from __future__ import annotations

from mathnn.expression import NUMBER, Symbol, vector
from mathnn.expression.build import call, index, number, scalar
from mathnn.letters import MEANINGS, named
from mathnn.notation import Name, Notation, notation, plain

x, bold = scalar("x"), Symbol(r"\mathbf{x}", vector(index("n")))


def test_a_letter_declares_its_typefaces() -> None:
    table = notation(Name(x))
    for spelling in ("x", r"\mathbf{x}", r"\vec{x}", r"\vec x", r"\boldsymbol{x}"):
        assert table.sort(spelling) == NUMBER
    assert table.find(r"\hat{x}") is None


def test_unless_they_are_declared_apart() -> None:
    table = notation(Name(x), Name(bold))
    assert table.sort(r"\mathbf{x}") == bold.sort
    assert table.sort("x") == NUMBER


def test_tables_are_values() -> None:
    empty = Notation()
    more = empty.with_name(Name(x)).assuming(call("greater", x, number(0)))
    assert not list(empty)
    assert [row.symbol for row in more] == [x]
    assert len(more.assumptions) == 1


def test_plain() -> None:
    assert plain(r"\mathbf{w}") == plain(r"\vec w") == plain("w") == "w"
    assert plain(r"\mathbf{\mu}") == r"\mu"


def test_each_letter_of_the_book_has_one_meaning() -> None:
    meanings = [name.meaning for name in named(*MEANINGS)]
    assert len(set(meanings)) == len(meanings)
    assert len({symbol.name for symbol in MEANINGS}) == len(MEANINGS)

"""Errors planted in documents, one at a time: `python benchmarks/planted.py FOLDER... [--list KIND] [--most N]`.

Every claim that the checker found true is corrupted where it stands: a sign, an index, a transpose, a factor, a sum,
the argument of a slope, a relation, an order. Its document is read again up to there with the corrupted formula in its
place. A claim that repeats a definition is left out, since another formula there is a new definition. What is really
false is decided by plain NumPy at random points, which shares no line with the checker: of those the table says how
many are refuted or mistyped. Where NumPy cannot say, or the corruption is still true, it does not count.
`--list` prints those of one kind that were missed, `--most` limits the corruptions of a kind for each claim.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # the corruptions stand among the tests

from mathnn.check.question import Question
from mathnn.documents.document import Document
from mathnn.documents.excerpt import Excerpt
from mathnn.documents.files import find_documents
from mathnn.documents.read import read_document
from mathnn.errors import ReadError, SortError
from mathnn.expression.tree import Call, Expr, Symbol, walk
from mathnn.notation import Notation
from mathnn.reading.entry import Entry
from mathnn.reading.known import Known
from mathnn.reading.listened import listened
from mathnn.reading.posed import posed
from mathnn.reading.statement_notation import Trust, notation_for
from mathnn.reading.surroundings import Located, located
from mathnn.reading.taken_in import taken_in
from mathnn.syntax.read import Reading, read
from mathnn.syntax.to_latex import to_latex
from tests.check.mutations import KINDS, RELATIONS, mutants
from tests.check.numpy_points import DIFFERENTIATING, holds

CAUGHT = ("refuted", "mistyped")
POINTS = 30


@dataclass(frozen=True, slots=True)
class Planted:
    """One corruption where it stands. `is_false` is what NumPy says, None when it cannot say."""

    kind: str
    original: str
    latex: str
    is_false: bool | None
    entry: Entry

    @property
    def is_caught(self) -> bool:
        """Was it called wrong?"""
        return self.entry.verdict.kind in CAUGHT


def planted(document: Document, most: int) -> Iterator[Planted]:
    """Every corruption of every claim of a document that was found true."""
    known = Known()
    for part in located(document):
        if not isinstance(part, Located):
            list(listened(part, known))
            continue
        before = known.copy()
        entry, _ = taken_in(part, known, document.macros)
        if entry.role == "claim" and entry.verdict.is_true:
            yield from _corrupted(part, before, document, most)


def _corrupted(part: Located, before: Known, document: Document, most: int) -> Iterator[Planted]:
    reading = _reading(part, before, document)
    if reading is None or _repeats(part, reading, before) or is_false(reading.tree, reading.notation) is not False:
        return  # what NumPy does not find true to begin with proves nothing
    counts: Counter[str] = Counter()
    for mutant in mutants(reading.tree, reading.notation):
        if mutant.tree is None or counts[mutant.kind] >= most:
            continue
        try:
            latex = to_latex(mutant.tree)
        except (LookupError, ValueError, TypeError):
            continue
        if r"\sigma" not in part.row.latex:  # the text may mean another function by it
            latex = latex.replace(r"\sigma(", r"\operatorname{sigmoid}(")
        counts[mutant.kind] += 1
        moved = replace(part, row=replace(part.row, excerpt=Excerpt(latex, part.row.excerpt.runs[:1])))
        entry, _ = taken_in(moved, before.copy(), document.macros)
        yield Planted(mutant.kind, part.row.latex, latex, is_false(mutant.tree, reading.notation), entry)


def _repeats(part: Located, reading: Reading, known: Known) -> bool:
    """Does it give the formula of its left side once more?"""
    said = posed(part, reading.surface, known.defined)
    return said.earlier is not None and said.left.may_be_defined


def _reading(part: Located, known: Known, document: Document) -> Reading | None:
    """The statement as it is read before it is judged."""
    if part.section != known.section:
        known.enter(part.section)
    for trust in (Trust.ALL, Trust.DECLARED, Trust.NOTHING):
        try:
            return read(part.row.latex, notation_for(known, part.row.latex, trust, part.paragraph), document.macros)
        except (ReadError, SortError):
            continue
    return None


def is_false(tree: Expr, notation: Notation) -> bool | None:
    """Does a relation, or a link of a chain, fail at a random point? None where that cannot be tried."""
    links = tree.args if isinstance(tree, Call) and tree.op == "chain" else (tree,)
    found = [_holds(link, notation) for link in links]
    return True if False in found else None if None in found else False


def _holds(link: Expr, notation: Notation) -> bool | None:
    if not (isinstance(link, Call) and link.op in RELATIONS) or _slopes_of_nothing(link, notation):
        return None
    question = Question(link.op, link.args[0], link.args[1], notation)
    return holds(link, notation, question.labels, question.free_indices, POINTS)


def _slopes_of_nothing(link: Expr, notation: Notation) -> bool:
    """Is a letter without a formula differentiated? In NumPy that is zero, so that dC/dz = 2 dC/dz would be true."""
    heads = (node.args[0] for node in walk(link) if isinstance(node, Call) and node.op in DIFFERENTIATING)
    return any(isinstance(head, Symbol) and ((row := notation.find(head.name)) is None or row.definition is None)
               and head.sort.kind == "number" for head in heads)


def table(found: Sequence[Planted]) -> Iterator[str]:
    """A row for each kind of corruption, then all."""
    yield f"{'corruption':<22}{'planted':>9}{'still true':>12}{'not known':>11}{'false':>7}{'caught':>8}{'share':>8}"
    for kind in (*KINDS, ""):
        rows = [each for each in found if kind in ("", each.kind)]
        false = [each for each in rows if each.is_false]
        caught = sum(each.is_caught for each in false)
        share = f"{caught / len(false):.1%}" if false else "-"
        kept = sum(each.is_false is False for each in rows)
        yield (f"{kind or 'all':<22}{len(rows):>9}{kept:>12}{len(rows) - kept - len(false):>11}{len(false):>7}"
               f"{caught:>8}{share:>8}")
    alarms = [each for each in found if each.is_false is False and each.is_caught]
    yield f"called wrong although NumPy finds it true: {len(alarms)}"
    missed = Counter(f"{each.entry.role}, {each.entry.verdict.kind}" for each in found
                     if each.is_false and not each.is_caught)
    yield "missed: " + (", ".join(f"{count} {what}" for what, count in missed.most_common()) or "none")


def main() -> None:
    """Plant, judge and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--list", metavar="KIND", help="a kind of corruption, all, or alarms")
    parser.add_argument("--most", type=int, default=3, metavar="N")
    options = parser.parse_args()
    documents = [read_document(path) for folder in options.paths for path in find_documents(folder)]
    found = [each for document in documents for each in planted(document, options.most)]
    for each in found:
        is_alarm = options.list == "alarms" and each.is_false is False and each.is_caught
        if is_alarm or (options.list in ("all", each.kind) and each.is_false and not each.is_caught):
            print(f"{each.entry.place}  {each.entry.role}, {each.entry.verdict.kind}: {each.entry.verdict.reason}")
            print(f"    {' '.join(each.original.split())}\n    {each.kind}: {each.latex}")
    claims = len({(each.entry.place, each.original) for each in found})
    print(f"{claims} claims that were found true, in {len(documents)} documents")
    print("\n".join(table(found)))


if __name__ == "__main__":
    main()

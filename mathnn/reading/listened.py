"""What is learned between the formulas: of running text, of headings, of comments that declare."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mathnn.claims import Verdict
from mathnn.documents.document import Comment, Heading, Part, Prose
from mathnn.errors import ReadError, SortError
from mathnn.expression import Expr
from mathnn.expression.tree import operators
from mathnn.reading.entry import COMMENTED, Entry
from mathnn.reading.formulas import definition
from mathnn.reading.known import Known
from mathnn.reading.phrases import phrase
from mathnn.reading.random_words import said_of_variables
from mathnn.reading.references import LAST, label_behind, means_above, referred
from mathnn.reading.whole_numbers import counted
from mathnn.syntax.declare import declare

_SUMS_REPEATED = phrase(r"\bEinstein|\bsummation convention|\bindex notation|\brepeated ind(?:ex|ices)",
                        "einstein|convention|index|repeated")
_LAYOUT = phrase(r"\b(?:numerator|denominator|mixed|Jacobian|gradient)[- ]+(?:layout|convention|formulation)|"
                 r"\blayout convention", "layout|convention|formulation")
# A bold beginning of a paragraph stands for a heading, but for those that go on with what is above.
_SAME_EXAMPLE = (r"solution|answer|proof|result|step|check|hint|note|so|then|figure|given|wanted|"
                 r"what\s+(?:we|you|is|do)|goal|find|calculat\w*|comput\w*|evaluat\w*|substitut\w*|plug|insert|"
                 r"compar\w*|sum|total|final|"
                 r"numbers?|values?|verif\w*|interpretation|explanation|reasoning|conclusion|"
                 r"for|if|when|case|part|(?:hidden|output|first|second|third|last)\s+layer|layer\s+\d|loss|error|"
                 r"eigen\w+|iteration|epoch|round|prediction|logits|now|"
                 r"(?:first|second|third|next)(?!\s+(?:example|exercise|problem|question|data|model))|"
                 r"(?:forward|backward)\s+pass|backpropagat\w*|(?:gradient|weight|parameter)?\s*updates?")
_RUN_IN = re.compile(r"\s*(?:\*\*|__|\\textbf\{)(?!\s*(?:\d+\s*[.)]\s*)?(?:(?:the|our)\s+)?"
                     rf"(?:{_SAME_EXAMPLE})\b)", re.IGNORECASE)
_GOES_ON = phrase(r"\b(?:continue|continuing|return(?:ing)? to|back to|go(?:ing)? on with|revisit)\s+(?:with\s+)?"
                  r"(?:the|our|this)\s+(?:\w+\s+)?example\b", "example")
_ENDS_SUPPOSING = phrase(
    r"(?:^|[.;:]\s+)\W*(?:more\s+generally|in\s+general|in\s+the\s+general\s+case|for\s+the\s+general\s+case)\b|"
    r"\b(?:drop|lift|relax|remov|abandon|give\s+up|do\s+without|without)(?:e|ed|ing|s)?\s+(?:this|the|that|these|any|all|our)\s+"
    r"(?:[a-z]+\s+){0,2}(?:assumption|condition|restriction|requirement|constraint)s?\b|"
    r"\bno\s+longer\s+(?:assume|suppose|require|restrict)\w*", "general|assumption|condition|restriction|requirement|"
    "constraint|no longer")


def listened(part: Part, known: Known) -> Iterator[Entry]:
    """Learn what a comment declares, a heading ends or running text says; entries are declarations that fail."""
    if isinstance(part, Comment) and part.kind == "declare":
        yield from _declared(part, known)
    elif isinstance(part, Prose | Heading):
        if isinstance(part, Prose):
            known.words.hear(part)
        if isinstance(part, Heading):
            known.enter(known.section + 1, part.level)
        if isinstance(part, Prose) and _RUN_IN.match(part.text):
            known.begin_example()
        elif isinstance(part, Prose) and _ENDS_SUPPOSING.stands_in(part.text):
            known.end_suppositions()
        elif isinstance(part, Prose) and _GOES_ON.stands_in(part.text):
            known.go_on_with_example()
        _refer(part, known)
        known.here.randomness |= said_of_variables(part.text)
        known.counting |= counted(part.text)
        known.sums_repeated = known.sums_repeated or _SUMS_REPEATED.stands_in(part.text)
        known.stated.layout_is_declared = known.stated.layout_is_declared or _LAYOUT.stands_in(part.text)


def _refer(part: Prose | Heading, known: Known) -> None:
    """Give the label behind a formula to it; take the equations that the words refer to for given."""
    label = label_behind(part.text)
    if label is not None and known.last.equation is not None:
        known.labelled[label] = known.last.equation
    above = (LAST,) if means_above(part.text) else ()
    for name in (*referred(part.text), *above):
        equation = known.labelled.get(name)
        if equation is None or name == label or not isinstance(part, Prose) or "limit" in operators(equation):
            continue
        if not _is_formula(equation, known):
            known.assume(equation, part.block, in_passing=False)


def _is_formula(equation: Expr, known: Known) -> bool:
    """Is it the formula that a name has anyway?"""
    made = definition(equation)
    said = known.names.get(made.symbol.name) if made is not None else None
    return made is not None and said is not None and said.name.definition == made.definition


def _declared(comment: Comment, known: Known) -> Iterator[Entry]:
    """Take a comment's declarations; one that cannot be read is an entry, so that its author hears of it."""
    try:
        known.take(declare(comment.text), comment.line)
    except (ReadError, SortError) as problem:
        verdict = Verdict("unreadable", f"The declaration cannot be read: {problem.message}",
                          start=problem.start, end=problem.end)
        yield Entry(comment.place, comment.text, False, "declaration", COMMENTED, verdict)


__all__ = ["listened"]

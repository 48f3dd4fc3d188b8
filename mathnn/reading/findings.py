"""What several statements of a document show together: noticed one by one as the document is walked."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mathnn.reading.contradiction import differing
from mathnn.reading.derivative_layout import mixed
from mathnn.reading.entry import Finding
from mathnn.reading.indices import unbalanced
from mathnn.reading.known import Known
from mathnn.reading.meanings import applied_twice, declared_twice
from mathnn.reading.stated import Seen

RULES: tuple[Callable[[Seen, Known], Iterator[Finding]], ...] = (
    differing, applied_twice, declared_twice, unbalanced, mixed,
)


def noticed(seen: Seen, known: Known) -> Iterator[Finding]:
    """What this statement shows together with those before it; `known` is as it was before this one was learned."""
    for rule in RULES:
        yield from rule(seen, known)


__all__ = ["RULES", "noticed"]

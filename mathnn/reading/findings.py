"""What several statements of a document show together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mathnn.reading.entry import Entry, Finding
from mathnn.reading.known import Known


def findings(entries: Sequence[Entry], known: Known) -> Iterator[Finding]:
    """The findings of a document, in the order of their kinds."""
    yield from known.findings

"""What of a folder of documents is read and settled: `python benchmarks/coverage.py FOLDER... [--list WORD]`.

Prints, with denominators: equations found and read, by role, by verdict, the constructs that were not read, findings,
time, the slowest. `--list` prints the entries of one role, verdict or of a role and a verdict (claim/unsettled).
"""

from __future__ import annotations

import argparse
import resource
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from mathnn.claims import KINDS
from mathnn.proofread import Review, review_all
from mathnn.reading.entry import Entry

SLOWEST = 5


def share(part: int, whole: int) -> str:
    """A count and what it is a share of."""
    return f"{part} of {whole}" + (f" ({part / whole:.1%})" if whole else "")


def table(title: str, entries: Sequence[Entry]) -> Iterator[str]:
    """The counts of one kind of equation, displayed or inline."""
    claims = [entry for entry in entries if entry.role == "claim"]
    yield f"{title}: {len(entries)} equations"
    yield f"  read      {share(sum(entry.is_read for entry in entries), len(entries))}"
    yield f"  settled   {share(sum(entry.verdict.is_settled for entry in claims), len(claims))} claims"
    for role, count in Counter(entry.role for entry in entries).most_common():
        of_role = [entry for entry in entries if entry.role == role]
        kinds = Counter(entry.verdict.kind for entry in of_role)
        yield f"  {role:<14}{count:>5}   " + ", ".join(f"{kinds[kind]} {kind}" for kind in KINDS if kinds[kind])


def unread(entries: Iterable[Entry]) -> Iterator[str]:
    """Why displayed equations were not read or understood, by reason."""
    reasons = Counter(entry.verdict.reason for entry in entries if not entry.is_read and entry.display)
    yield "displayed, not read:"
    yield from (f"  {count:>4}  {reason}" for reason, count in reasons.most_common())


def report(reviews: Sequence[Review], seconds: float) -> Iterator[str]:
    """The whole report."""
    every = [entry for review in reviews for entry in review.entries if entry.role != "fragment"]
    yield from table("displayed", [entry for entry in every if entry.display])
    yield from table("inline", [entry for entry in every if not entry.display])
    yield from unread(every)
    kinds = Counter(found.kind for review in reviews for found in review.findings)
    yield "findings: " + (", ".join(f"{count} {kind}" for kind, count in kinds.most_common()) or "none")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield f"{len(reviews)} documents in {seconds:.1f} s, at most {peak:.0f} MB; slowest:"
    for entry in sorted(every, key=lambda entry: -entry.milliseconds)[:SLOWEST]:
        yield f"  {entry.milliseconds:>6.0f} ms  {entry.place}  {entry.verdict.kind}"


def listed(reviews: Sequence[Review], wanted: str) -> Iterator[str]:
    """The entries of a role, a verdict, or of a role and a verdict with a stroke between."""
    words = set(wanted.split("/"))
    for review in reviews:
        for entry in review.entries:
            kind = "displayed" if entry.display else "inline"
            if words <= {entry.role, entry.verdict.kind, kind}:
                yield f"{entry.place}  {entry.role}, {entry.verdict.kind}: {entry.verdict.reason}"
                yield f"    {' '.join(entry.latex.split())}"
                if entry.verdict.reading:
                    yield f"    read as: {entry.verdict.reading}"


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--list", metavar="WORD")
    options = parser.parse_args()
    start = time.perf_counter()
    reviews = review_all(options.paths)
    seconds = time.perf_counter() - start
    print("\n".join(listed(reviews, options.list) if options.list else report(reviews, seconds)))


if __name__ == "__main__":
    main()

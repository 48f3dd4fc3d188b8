"""How the time for a document grows with its length: `python benchmarks/speed_documents.py [--most EQUATIONS]`.

One text, repeated under new headings with its letters kept, is verified at growing lengths up to 100,000 equations.
Prints equations, seconds, microseconds an equation and the peak of memory; linear means that the third column stays.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # the text stands among the tests

from mathnn.proofread import review_text
from tests.reading.test_linear import document


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--most", type=int, default=100_000, metavar="EQUATIONS")
    most = parser.parse_args().most
    print(f"{'equations':>10}{'seconds':>10}{'us each':>10}{'MB':>7}")
    for size in (size for size in (1_000, 3_000, 10_000, 30_000, 100_000) if size <= most):
        text = document(size)
        start = time.process_time()
        count = len(review_text(text).entries)
        seconds = time.process_time() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{count:>10}{seconds:>10.1f}{seconds / count * 1e6:>10.0f}{peak:>7.0f}", flush=True)


if __name__ == "__main__":
    main()

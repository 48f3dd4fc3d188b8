"""Whatever the text, there is a verdict or a clear refusal, soon and in little memory; nothing in it is run."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from time import process_time

import pytest

from mathnn.check.verify import verify
from mathnn.claims import KINDS, Verdict
from mathnn.proofread import review_text
from tests.check.hostile import NOTATIONS, TEXTS, random_inputs

MOST_SECONDS = 1.0
MOST_MEGABYTES = 500
EACH = 26_000  # random inputs of one test; four of them run
SOME = 2_000  # and in the quick tests
RUNNING = """
import sys
forbidden = ("exec", "compile", "open", "os.system", "subprocess.Popen", "socket.connect", "import")
seen = []
def watch(event, args):
    if event in forbidden and armed: seen.append((event, str(args)[:80]))
armed = False
sys.addaudithook(watch)
from mathnn.check.verify import verify
from tests.check.hostile import TEXTS
import warnings; warnings.simplefilter("ignore")
verify("x = x"); verify(r"\\\\|a\\\\| = 1"); verify("3 = 4")
for text in TEXTS.values(): verify(text)
armed = True
for text in TEXTS.values(): verify(text)
armed = False
print(seen)
"""


def slow_or_strange(inputs: Iterable[tuple[str, str]]) -> tuple[list[str], Counter[str]]:
    """The inputs that took too long or had no verdict, and how often each verdict came."""
    found, kinds = [], Counter[str]()
    for latex, notation in inputs:
        begun = process_time()
        verdict = verify(latex, notation)
        seconds = process_time() - begun
        kinds[verdict.kind] += 1
        if seconds > MOST_SECONDS or not _is_clear(verdict):
            found.append(f"{seconds:.1f} s, {verdict.kind} {verdict.reason!r}: {latex[:200]!r} {notation[:100]!r}")
    return found, kinds


def _is_clear(verdict: Verdict) -> bool:
    failed = "please report this" in verdict.reason  # the net of the border caught what should not come out
    return verdict.kind in KINDS and bool(verdict.reason) and len(verdict.reason) < 20_000 and not failed


def peak() -> float:
    """Megabytes that this process took at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@pytest.mark.deep
@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_a_text_is_judged_or_refused(name: str) -> None:
    before = peak()
    assert slow_or_strange([(TEXTS[name], "")])[0] == []
    assert peak() - before < MOST_MEGABYTES / 2


@pytest.mark.deep
@pytest.mark.parametrize("name", NOTATIONS)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_a_notation_is_used_or_refused(name: str) -> None:
    assert slow_or_strange([("x = 1", NOTATIONS[name])])[0] == []


@pytest.mark.deep
@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_one_hostile_line_leaves_the_rest_of_a_document_judged(name: str) -> None:
    before = "Text.\n\n$$ (a + b)^2 = a^2 + b^2 $$\n\n"
    text = f"{before}$$ {TEXTS[name][:90_000]} $$\n\n$$ (a - b)^2 = a^2 - 2ab + b^2 $$\n"
    kinds = [entry.verdict.kind for entry in review_text(text, "markdown").entries]
    assert kinds[0] == "refuted"


@pytest.mark.deep
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_random_texts_are_judged_or_refused(seed: int) -> None:
    found, kinds = slow_or_strange(random_inputs(seed, EACH))
    assert not found
    assert peak() < MOST_MEGABYTES
    assert kinds["unreadable"] < 0.9 * EACH  # or the inputs would test the first lines of the parser only
    assert all(kinds[kind] > 20 for kind in KINDS), kinds


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_some_random_texts_are_judged_or_refused() -> None:
    assert slow_or_strange(random_inputs(0, SOME))[0] == []


def test_one_score_gets_all() -> None:
    assert [verify(rf"\operatorname{{softmax}}(3) = {share}").kind for share in ("1", r"\frac12")] == [
        "proved", "refuted"]


@pytest.mark.parametrize("text", [r"1 = \overbrace{", r"\overbrace", r"\mathop{\mathrm{argmin}"])
def test_what_ends_too_soon_is_refused(text: str) -> None:
    verdict = verify(text)
    assert verdict.kind == "unreadable"
    assert _is_clear(verdict)


@pytest.mark.deep
def test_nothing_in_a_text_is_run() -> None:
    shown = subprocess.run([sys.executable, "-c", RUNNING], check=True, capture_output=True, text=True).stdout
    assert json.loads(shown.replace("'", '"').replace("(", "[").replace(")", "]")) == []


def test_the_inputs_are_the_same_each_time() -> None:
    assert list(random_inputs(1, 50)) == list(random_inputs(1, 50)) != list(random_inputs(2, 50))

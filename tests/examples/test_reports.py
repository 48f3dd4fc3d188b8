"""Reports with random numbers: every line of every example is checked and right, or the numbers are refused."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mathnn.book import example_report
from mathnn.errors import UsageError
from mathnn.examples.catalogue import EXAMPLES, find
from mathnn.examples.worked import Example

NUMBERS = st.one_of(
    st.integers(-3, 3).map(Fraction),
    st.integers(-10**7, 10**7).map(Fraction),
    st.builds(Fraction, st.integers(-99, 99), st.integers(1, 99)),
    st.builds(lambda top, places: Fraction(top, 10**places), st.integers(-9999, 9999), st.integers(0, 6)),
)


def spelled(value: Fraction) -> str:
    """A number as a reader types it: a decimal where it is one, else a fraction."""
    return f"{float(value):.6f}" if 10**6 % value.denominator == 0 else str(value)


@st.composite
def readers(draw: st.DrawFn) -> tuple[Example, Mapping[str, str]]:
    """An example and numbers for it; of two vectors the second is now and then a multiple of the first."""
    example = draw(st.sampled_from(EXAMPLES))
    size = 2 if example.name == "leaves" else draw(st.integers(1, 8))
    values: dict[str, list[Fraction]] = {}
    for item in example.inputs:
        numbers = draw(st.lists(NUMBERS, min_size=size, max_size=size)) if item.shape else [draw(NUMBERS)]
        earlier = next(iter(values.values()), numbers)
        if item.shape and draw(st.integers(0, 3)) == 0:
            numbers = [draw(st.integers(-3, 3)) * number for number in earlier]
        values[item.name] = numbers
    return example, {name: ",".join(map(spelled, numbers)) for name, numbers in values.items()}


def report(example: Example, numbers: Mapping[str, str]) -> None:
    try:
        text = example_report(example.name, numbers, ["markdown"])["markdown"]
    except UsageError as refused:
        if not any(why in str(refused) for why in ("zero vector", "one entry", "from 0 to 1")):
            raise
        return
    assert isinstance(text, str)
    assert text.startswith(f"# {example.title}")


@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(readers())
def test_a_report_is_right_or_refused(reader: tuple[Example, Mapping[str, str]]) -> None:
    report(*reader)


@pytest.mark.deep
@settings(max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(readers())
def test_many_reports_are_right_or_refused(reader: tuple[Example, Mapping[str, str]]) -> None:
    report(*reader)


@pytest.mark.parametrize(
    ("name", "numbers", "lines"),
    [
        ("angle", {"u": "1,2", "v": "2,4"}, (r"\theta = 0", "aligned")),
        ("angle", {"u": "1,2", "v": "-1,-2"}, (r"\theta = \pi", r"\theta = 180", "opposite")),
        ("angle", {"u": "1,2", "v": "-2,1"}, (r"\theta = \frac{\pi}{2}", r"\theta = 90", "orthogonal")),
        ("angle", {"u": "1,2", "v": "1000001,2000002.0001"}, (r"\theta \approx 2 \cdot 10^{-11}",)),
        ("projection", {"u": "0.000001,1", "v": "17797155,-126.21"}, (r"7.09158 \cdot 10^{-6} \\ 1.00000",)),
        ("projection", {"u": "1,7.868,1000000,-552.4,47/40", "v": "95/68,7355,-638,-3319,-28/82"},
         (r"9.93806 \cdot 10^5",)),
        ("distance", {"w": "2,2,7972018", "x": "-0.003245,0,-3.7", "b": "1"}, (r"\approx -2.94965 \cdot 10^7",)),
    ],
)
def test_numbers_that_are_hard_to_print(name: str, numbers: dict[str, str], lines: tuple[str, ...]) -> None:
    text = example_report(find(name).name, numbers, ["markdown"])["markdown"]
    assert isinstance(text, str)
    assert [line for line in lines if line not in text] == []

"""Each figure of the catalogue, drawn once for all tests that only look at it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

import pytest

from mathnn.figures import CATALOGUE, Figure, named
from mathnn.figures.style import look

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Picture


@cache
def drawn_once(name: str) -> Picture:
    return named(name).draw()


@pytest.fixture(params=list(CATALOGUE))
def described(request: pytest.FixtureRequest) -> Figure:
    return named(request.param)


@pytest.fixture
def picture(described: Figure) -> Iterator[Picture]:
    with look():
        yield drawn_once(described.name)

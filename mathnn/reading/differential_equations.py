"""Equations for an unknown function, which the words announce: a differential equation, its boundary conditions.

They say which function is meant and claim nothing, whatever a function of that name was in another section.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Protocol

from mathnn.reading.left_side import names
from mathnn.reading.phrases import phrase
from mathnn.reading.surroundings import Located
from mathnn.syntax.surface import Node

_EQUATION = phrase(
    r"\b(?:differential\s+equations?|[OPS]DEs?|equations?\s+of\s+(?:motion|state)|dynamical\s+systems?|oscillator|"
    r"(?P<ends>(?:boundary|initial|terminal)\s+(?:conditions?|values?))|"
    r"(?:heat|wave|diffusion|transport|advection|continuity|Burgers|Poisson|Laplace|Schr[öo]dinger|Navier|Euler|"
    r"Langevin|Fokker|Riccati|Bernoulli|logistic|adjoint|Hamilton\w*)\W+(?:\w+\W+){0,2}?(?:equations?|law))\b",
    "equation|law|ode|pde|sde|system|oscillator|condition|value")
_DERIVATIVE = re.compile(
    r"\\d?frac\s*\{\s*(?:d|\\partial|\\(?:mathrm|text)\s*\{\s*d\s*\})|'|\\d?dot(?![A-Za-z])|\\prime|\\nabla|\\partial|"
    r"(?<![A-Za-z\\])[a-z]_(?:[txyz]|\{\s*[txyz]{1,3}\s*\})")
_VALUE = re.compile(rf"{_DERIVATIVE.pattern}|(?<![A-Za-z\\])[A-Za-z]\s*\(")


class Defined(Protocol):
    """Where a left side got its meaning."""

    @property
    def section(self) -> int:
        """The section, counted from the first heading."""


def is_equation_for_function(located: Located, node: Node, defined: Mapping[str, Defined]) -> bool:
    """Do the words announce such an equation, and has this section given no formula to what stands in it?"""
    said = _EQUATION.search(located.before)
    sign = _DERIVATIVE if said is None or not said["ends"] else _VALUE
    if said is None or not sign.search(located.row.latex):
        return False
    given = (found for name in names(node) for pattern in (name, f"{name}(·)")
             if (found := defined.get(pattern)) is not None)
    return not any(found.section == located.section for found in given)


__all__ = ["is_equation_for_function"]

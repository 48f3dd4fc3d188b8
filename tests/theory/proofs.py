"""All proofs of chapter 1: every public function without arguments of the subject modules."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from types import ModuleType

from mathnn.theory import bases, hyperplane, perceptron, projections, vectors
from mathnn.theory.proof import Proof

SUBJECTS: tuple[ModuleType, ...] = (vectors, projections, bases, hyperplane, perceptron)


def functions() -> Iterator[Callable[[], Proof | tuple[Proof, ...]]]:
    """The functions that derive something, in the order of the files."""
    for module in SUBJECTS:
        for name, function in vars(module).items():
            own = inspect.isfunction(function) and function.__module__ == module.__name__
            if own and not name.startswith("_") and "Proof" in str(function.__annotations__["return"]):
                yield function


def proofs() -> Iterator[Proof]:
    """Each proof that these functions return."""
    for function in functions():
        found = function()
        yield from found if isinstance(found, tuple) else (found,)


ALL = tuple(proofs())

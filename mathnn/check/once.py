"""A property worked out when first asked for; `functools.cached_property` takes a lock for it before Python 3.12."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Once(Generic[T]):
    """Made once for each holder, which keeps it among its attributes under the same name."""

    def __init__(self, make: Callable[[Any], T]) -> None:
        self.make = make
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, holder: object, owner: type) -> T:
        value = vars(holder)[self.name] = self.make(holder)
        return value

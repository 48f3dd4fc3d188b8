"""What can stop an exact calculation: it grows too large, it is undefined everywhere, or it has no exact rule."""

from __future__ import annotations

from mathnn.errors import Stopped


class TooLarge(Stopped):
    """The exact form would be too long, or would cost more operations than a statement may."""


class Undefined(Stopped):
    """An operation that is defined nowhere on the domain: division by zero, the logarithm of zero."""


class NotExact(Stopped):
    """No exact rule: a function or derivative that this number system does not have."""

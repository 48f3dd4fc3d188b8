"""What can stop an exact calculation: it grows too large, it is undefined everywhere, or it has no exact rule."""

from __future__ import annotations


class TooLarge(Exception):  # noqa: N818 - a condition, not a fault
    """The exact form would be too long, or would cost more operations than a statement may."""


class Undefined(Exception):  # noqa: N818 - a condition, not a fault
    """An operation that is defined nowhere on the domain: division by zero, the logarithm of zero."""


class NotExact(Exception):  # noqa: N818 - a condition, not a fault
    """No exact rule: a function or derivative that this number system does not have."""

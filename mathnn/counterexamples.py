"""Counterexamples as people and programs read them."""

from __future__ import annotations

from mathnn.claims import Counterexample


def shown(value: object) -> str:
    """A value as it is printed: floats to six digits, vectors in brackets."""
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(shown, value))}]"
    return str(value)


def in_words(found: Counterexample) -> list[str]:
    """Where a statement fails, and what its sides are there."""
    values = ", ".join(f"{name} = {shown(value)}" for name, value in found.values.items())
    if not values:  # numbers alone: the reason has said all
        return []
    return [f"fails at: {values}", f"  left {shown(found.left)}, right {shown(found.right)}"]


def as_row(found: Counterexample) -> dict[str, object]:
    """The same for JSON."""
    return {"values": {name: plain(value) for name, value in found.values.items()},
            "left": plain(found.left), "right": plain(found.right)}


def plain(value: object) -> object:
    """A value as JSON knows it; a fraction that is no integer as text."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return str(value)

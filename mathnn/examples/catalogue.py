"""The worked examples of the book by name, and the reading of the values that a reader sets."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

from mathnn.errors import UsageError
from mathnn.examples.neuron import DISTANCE, LEAVES, PERCEPTRON
from mathnn.examples.vectors import ANGLE, DOT_PRODUCT, PROJECTION
from mathnn.examples.worked import Example, Input, Value, Worked
from mathnn.syntax.values import read_rows

EXAMPLES: tuple[Example, ...] = (DOT_PRODUCT, ANGLE, PROJECTION, DISTANCE, PERCEPTRON, LEAVES)
MOST_NUMBERS = 8  # a longer sum does not fit on a printed line


def find(name: str) -> Example:
    """The example of this name. Raises UsageError that names the near ones."""
    for example in EXAMPLES:
        if example.name == name:
            return example
    raise UsageError(f"there is no example {name!r}; {_instead(name, [example.name for example in EXAMPLES])}")


def _instead(name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, n=1)
    return f"did you mean {near[0]!r}?" if near else f"there are: {', '.join(known)}"


def worked(example: Example, settings: Mapping[str, str] | None = None) -> Worked:
    """An example worked with the reader's values, the book's where none are set.

    Raises UsageError for a name that the example has not, text that is no number, and shapes that do not agree.
    """
    chosen = dict(settings or {})
    names = [item.name for item in example.inputs]
    for name in chosen:
        if name not in names:
            raise UsageError(f"the example {example.name!r} has no input {name!r}; {_instead(name, names)}")
    values = {item.name: _value(item, chosen.get(item.name, item.default)) for item in example.inputs}
    _agree(example, values)
    return example.work(values)


def _value(item: Input, text: str) -> Value:
    try:
        rows = read_rows(text)
    except UsageError as error:
        raise UsageError(f"--set {item.name}: {error.message}") from None
    if len(rows) > 1 or (not item.shape and len(rows[0]) > 1):
        wanted = "one vector, with commas between its entries, as in 2,-1" if item.shape else "one number"
        raise UsageError(f"--set {item.name}: {text!r} has another shape; {item.meaning} is {wanted}")
    if len(rows[0]) > MOST_NUMBERS:
        raise UsageError(f"--set {item.name}: at most {MOST_NUMBERS} numbers fit on a line, not {len(rows[0])}")
    return rows[0] if item.shape else rows[0][0]


def _agree(example: Example, values: Mapping[str, Value]) -> None:
    """Inputs whose shapes name the same letter have equally many entries."""
    sizes: dict[str, tuple[str, int]] = {}
    for item in example.inputs:
        value = values[item.name]
        if not isinstance(value, tuple):
            continue
        first, size = sizes.setdefault(item.shape[0], (item.name, len(value)))
        if size != len(value):
            raise UsageError(
                f"{first} has {size} {'entry' if size == 1 else 'entries'} and {item.name} has {len(value)}; "
                f"give both equally many, for example --set {first}={_ones(size)} --set {item.name}={_ones(size)}"
            )


def _ones(size: int) -> str:
    return ",".join("1" * size)

"""How names are used in a text: one bit for each way that tells something of what a name stands for."""

from __future__ import annotations

from collections.abc import Mapping

(CALLED, LETTER_INDEX, TWO_INDICES, NUMBER_INDEX, LABELLED, TRANSPOSED, INVERTED, VECTOR_LIKE, PRIMED, BARE, COUNTS,
 RAISED, DEFINED, CLASS, FAMILY, LAYER, OF_TABLES, SIDE_BY_SIDE) = (1 << bit for bit in range(18))


class Uses:
    """For each name how it is used in the statements that are read together, as far as that was noted."""

    __slots__ = ("behind", "derives_brackets", "gates", "is_linear", "shown", "slopes", "steps", "uses")

    behind: dict[str, set[str]]  # small letters, and the capitals that they stand right behind
    derives_brackets: bool
    gates: set[str]  # letters below the weights of a state, W_r x_t: they name them
    is_linear: bool
    shown: Mapping[str, int]  # how letters with the label of a layer are used in other formulas
    slopes: dict[str, set[str]]  # by which letters each letter is differentiated in a fraction
    steps: frozenset[str]  # letters that count the steps of a method
    uses: dict[str, int]

    def add(self, name: str, use: int) -> None:
        """Note one use of a name."""
        self.uses[name] = self.uses.get(name, 0) | use

    def of(self, name: str) -> int:
        """All uses of a name."""
        return self.uses.get(name, 0)


__all__ = [
    "BARE", "CALLED", "CLASS", "COUNTS", "DEFINED", "FAMILY", "INVERTED", "LABELLED", "LAYER", "LETTER_INDEX",
    "NUMBER_INDEX", "OF_TABLES", "PRIMED", "RAISED", "SIDE_BY_SIDE", "TRANSPOSED", "TWO_INDICES", "VECTOR_LIKE",
    "Uses",
]

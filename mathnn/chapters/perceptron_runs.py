"""The NumPy runs of chapter 1: the code that the text prints is the code that ran."""

from __future__ import annotations

from mathnn.datasets.gates import gate
from mathnn.datasets.leaves import leaves, new_leaves
from mathnn.models.leaves import LEAF_PERCEPTRON
from mathnn.models.perceptron import Perceptron
from mathnn.models.separability import Certificate, Witness, separate


def gates() -> str:
    """AND by its four sums, and what an exact search finds for each gate."""
    neuron = Perceptron(w=(1, 1), b=-1.5)
    table = gate("AND")
    lines = [f"({x1:g}, {x2:g})  z = {neuron.pre_activation((x1, x2)):4}  y = {neuron.decide((x1, x2))}"
             for x1, x2 in table.X]
    lines += [f"separates AND: {neuron.separates(table.X, table.y)}"]
    for name in ("AND", "OR", "NAND", "XOR"):
        found = separate(gate(name).points, gate(name).labels)
        if isinstance(found, Witness):
            lines += [f"{name}: w = ({', '.join(map(str, found.w))}), b = {found.b}"]
        elif isinstance(found, Certificate):
            lines += [f"{name}: none exist, multipliers ({', '.join(map(str, found.multipliers))})"]
    return "\n".join(lines)


def decide_leaves() -> str:
    """All labelled leaves, then the three that nobody has labelled."""
    known, unknown = leaves(), new_leaves()
    neuron = LEAF_PERCEPTRON
    right = sum(neuron.decide(x) == y for x, y in zip(known.X, known.y, strict=True))
    lines = [f"right for {right} of {len(known.y)} labelled leaves"]
    for name, x in zip(unknown.names, unknown.X, strict=True):
        verdict = known.classes[neuron.decide(x)]
        lines += [f"leaf {name}: z = {neuron.pre_activation(x):.2f}, {verdict}"]
    return "\n".join(lines)

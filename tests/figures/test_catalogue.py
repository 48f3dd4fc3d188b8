"""What is said of each figure, and that saying it does not load matplotlib."""

from __future__ import annotations

import pickle
import subprocess
import sys

import pytest

from mathnn.errors import UsageError
from mathnn.figures import CATALOGUE, Figure, named


def test_names_are_file_names(described: Figure) -> None:
    assert named(described.name) is described
    assert described.name in CATALOGUE
    assert set(described.name) <= set("abcdefghijklmnopqrstuvwxyz-")


def test_caption_and_alternative_text(described: Figure) -> None:
    assert described.caption.endswith(".")
    assert described.alt.endswith(".")
    assert described.caption.count("$") % 2 == 0
    assert not set(described.alt) & set("$\\*_`") - {"_"}  # x_1 is how a plain text says it
    assert len(described.alt) > 60
    assert described.checks


def test_can_be_sent_to_a_worker_process(described: Figure) -> None:
    again = pickle.loads(pickle.dumps(described))
    assert again == described
    assert again.draw is described.draw


def test_unknown_figure() -> None:
    with pytest.raises(UsageError, match="there is no figure 'nothing'; the figures are vector-plane"):
        named("nothing")


def test_descriptions_load_no_matplotlib() -> None:
    code = (
        "import sys; from mathnn.figures import CATALOGUE, named; import mathnn.figures.write;"
        "[named(name).caption for name in CATALOGUE]; print('matplotlib' in sys.modules)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "False"

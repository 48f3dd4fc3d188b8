"""A chapter that is ready for the writers: its page, its numbers, and what was found of its statements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mathnn.render.numbering import Marks
from mathnn.render.page import Page
from mathnn.witnesses import Checked


@dataclass(frozen=True, slots=True)
class Written:
    """What a writer gets of a chapter. `checked` is by the statement's name, the files in `drawn` by the figure's."""

    page: Page
    marks: Marks
    checked: Mapping[str, Checked] = field(default_factory=dict)
    drawn: Mapping[str, Path] = field(default_factory=dict)

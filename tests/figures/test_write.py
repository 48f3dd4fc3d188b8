"""Files: the same bytes each time, well formed, put in place whole, and a clear sentence when that is impossible."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from matplotlib import rc_context

from mathnn.errors import UsageError
from mathnn.figures import Figure, named
from mathnn.figures.write import write


def test_two_files_with_the_same_bytes_twice(described: Figure, tmp_path: Path) -> None:
    first = write(described, tmp_path / "first")
    with rc_context({"lines.linewidth": 9, "font.size": 20, "mathtext.fontset": "cm"}):  # a reader's own settings
        second = write(described, tmp_path / "second")
    assert [path.name for path in first] == [f"{described.name}.svg", f"{described.name}.pdf"]
    for one, other in zip(first, second, strict=True):
        assert one.read_bytes() == other.read_bytes()
    assert sorted(path.name for path in (tmp_path / "first").iterdir()) == sorted(path.name for path in first)


def test_svg_is_well_formed_without_text_date_or_repeated_ids(described: Figure, tmp_path: Path) -> None:
    svg = write(described, tmp_path)[0].read_text(encoding="utf-8")
    root = ElementTree.fromstring(svg)
    assert root.tag.endswith("svg")
    assert not root.findall(".//{http://www.w3.org/2000/svg}text")
    assert "<dc:date>" not in svg
    ids = re.findall(r' id="([^"]+)"', svg)
    assert len(ids) == len(set(ids))


def test_pdf_embeds_its_fonts_and_no_date(described: Figure, tmp_path: Path) -> None:
    pdf = write(described, tmp_path)[1].read_bytes()
    assert pdf.startswith(b"%PDF-")
    assert b"CreationDate" not in pdf


def test_another_process_writes_the_same_bytes(tmp_path: Path) -> None:
    here = write(named("leaves"), tmp_path / "here")
    code = (
        "import sys; from pathlib import Path; from mathnn.figures import named; "
        "from mathnn.figures.write import write; write(named('leaves'), Path(sys.argv[1]))"
    )
    there = tmp_path / "there"
    subprocess.run([sys.executable, "-c", code, str(there)], check=True, env={**os.environ, "PYTHONHASHSEED": "7"})
    assert [(there / path.name).read_bytes() for path in here] == [path.read_bytes() for path in here]


def test_an_older_file_is_replaced_whole(tmp_path: Path) -> None:
    (tmp_path / "step.svg").write_text("old")
    svg, pdf = write(named("step"), tmp_path)
    assert svg.read_text(encoding="utf-8").startswith("<?xml")
    assert sorted(tmp_path.iterdir()) == sorted([svg, pdf])


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, not a folder")
    with pytest.raises(UsageError, match=r"cannot write the figure 'step' to .*taken"):
        write(named("step"), tmp_path / "taken")

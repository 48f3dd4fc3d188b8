"""What is committed in output/ is what the sources build: texts to the byte, figures within a tolerance."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from mathnn.book import build

OUTPUT = Path(__file__).parents[1] / "output"
NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")
TOLERANCE = 0.05  # points; another machine may round the last digit of a coordinate otherwise

pytestmark = pytest.mark.xdist_group("committed")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("output")
    build(output=folder)
    return folder


def files(folder: Path) -> set[str]:
    """The files that are committed: neither the cache nor the web pages and the print."""
    found = {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}
    return {path.as_posix() for path in found if path.parts[0] not in (".mathnn-cache", "html", "pdf", "manifest.json")}


def test_the_same_files_are_there_and_the_manifest_lists_them(built: Path) -> None:
    assert files(OUTPUT) == files(built)
    listed = json.loads((OUTPUT / "manifest.json").read_text(encoding="utf-8"))["files"]
    paths = {path for part in listed.values() for path in part}
    assert files(OUTPUT) <= paths
    assert {path.partition("/")[0] for path in paths - files(OUTPUT)} <= {"html", "pdf"}


def test_texts_are_the_same(built: Path) -> None:
    for name in sorted(files(built)):
        if not name.startswith("figures/"):
            assert (OUTPUT / name).read_text(encoding="utf-8") == (built / name).read_text(encoding="utf-8"), name


def test_figures_are_the_same_within_a_tolerance(built: Path) -> None:
    figures = sorted(name for name in files(built) if name.endswith(".svg"))
    assert figures
    for name in figures:
        ours, theirs = ((folder / name).read_text(encoding="utf-8") for folder in (OUTPUT, built))
        assert NUMBER.sub("#", ours) == NUMBER.sub("#", theirs), name
        pairs = zip(map(float, NUMBER.findall(ours)), map(float, NUMBER.findall(theirs)), strict=True)
        assert max(abs(a - b) for a, b in pairs) <= TOLERANCE, name


def test_every_claim_that_is_committed_holds() -> None:
    for row in json.loads((OUTPUT / "claims.json").read_text(encoding="utf-8")):
        wrong = row["verdict"] in ("refuted", "mistyped")
        assert wrong == (row["role"] == "mistake"), row["id"]
        assert row["verdict"] not in ("unsettled", "unreadable"), row["id"]
        assert row["line"], row["id"]
        if row["role"] == "claim":
            supporting = [kind for kind in row["witnesses"].values() if kind in ("proved", "conditional", "tested")]
            assert len(supporting) >= 2, row["id"]

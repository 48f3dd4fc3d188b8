"""The flow from a book's folder to its output: what is built, what stops it, what is left alone."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from mathnn.book import Built, build
from mathnn.chapters.chapter import Chapter
from mathnn.claims import Kind, Verdict
from mathnn.errors import BuildError, MathnnError, UsageError
from mathnn.output import put
from mathnn.witnesses import Statement, Witness
from tests.books import VECTORS, copy
from tests.witnessing import trusting, witnesses

TEMPLATE, MODULE = "chapters/dot_product.md.j2", "chapters/dot_product.py"


def made(output: Path, book: Path = VECTORS, chapters: tuple[str, ...] = (),
         heard: Callable[[Chapter], Mapping[str, Witness]] = witnesses, jobs: int = 1) -> Built:
    return build(book, chapters, output=output, jobs=jobs, witnesses=heard)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file but the cache."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and ".mathnn-cache" not in path.parts)
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    made(folder)
    return folder


def test_everything_is_there(output: Path) -> None:
    assert set(tree(output)) == {
        "markdown/README.md", "markdown/dot_product.md", "markdown/lengths.md",
        "latex/book.tex", "latex/dot_product.tex", "latex/lengths.tex",
        "examples/dot-product.md", "examples/dot-product.tex",
        "figures/dot_product/arrow.svg", "figures/dot_product/arrow.pdf",
        "claims.json", "manifest.json",
    }
    assert (output / ".mathnn-cache/keys.json").exists()


def test_two_builds_give_the_same_bytes(output: Path, tmp_path: Path) -> None:
    made(tmp_path, jobs=2)
    assert tree(tmp_path) == tree(output)


def test_the_contents_name_what_is_not_yet_written(output: Path) -> None:
    text = (output / "markdown/README.md").read_text()
    assert "2. Unwritten (not yet written)" in text
    assert "3. [Lengths](lengths.md)" in text
    assert "[The dot product, both ways](../examples/dot-product.md)" in text


def test_every_link_leads_somewhere(output: Path) -> None:
    for path in (output / "markdown").glob("*.md"):
        text = path.read_text()
        anchors = set(re.findall(r'<a id="([^"]+)">', text))
        for target in re.findall(r"\]\(([^<)][^)]*)\)", text):
            name, _, fragment = target.partition("#")
            assert fragment in anchors if not name else (path.parent / name).exists(), (path, target)


def test_claims_name_line_verdict_and_witnesses(output: Path) -> None:
    rows = {row["id"]: row for row in json.loads((output / "claims.json").read_text())}
    lines = (VECTORS / TEMPLATE).read_text().splitlines()
    row = rows["dot_product.dot-as-sum"]
    assert "equation(dot_product.as_sum)" in lines[row["line"] - 1]
    assert row["witnesses"] == {"symbolic": "proved", "reading": "proved", "run": "tested"}
    assert rows["dot_product.square"]["verdict"] == "refuted"
    assert {"dot_product.forms.1", "dot_product.forms.2", "dot_product.dot-product.1", "dot_product.two.product",
            "lengths.length"} < set(rows)


def test_nothing_changed_writes_nothing(output: Path, tmp_path: Path) -> None:
    assert made(tmp_path).written == ("dot_product", "lengths")
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    assert made(tmp_path) == Built(tmp_path, (), ("dot_product", "lengths"))
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_what_was_changed_or_deleted_by_hand_is_built_again(output: Path, tmp_path: Path) -> None:
    made(tmp_path)
    (tmp_path / "figures/dot_product/arrow.svg").unlink()
    (tmp_path / "markdown/README.md").write_text("changed")
    made(tmp_path)
    assert tree(tmp_path) == tree(output)


def test_a_manifest_that_is_damaged_is_written_again(output: Path, tmp_path: Path) -> None:
    made(tmp_path)
    (tmp_path / "manifest.json").write_text("{")
    made(tmp_path)
    assert tree(tmp_path) == tree(output)


def test_one_chapter_keeps_the_others(output: Path, tmp_path: Path) -> None:
    made(tmp_path)
    book = copy(tmp_path / "other", (TEMPLATE, "A quotation of", "A new quotation of"))
    assert made(tmp_path, book, ("1", "dot_product")).written == ("dot_product",)
    before, after = tree(output), tree(tmp_path)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"markdown/dot_product.md", "latex/dot_product.tex"}


def test_the_numbers_are_the_same_in_every_output(output: Path) -> None:
    in_markdown = (output / "markdown/dot_product.md").read_text()
    tags = re.findall(r"\\tag\{([\d.]+)\}", in_markdown)
    in_latex = (output / "latex/dot_product.tex").read_text()
    numbered = re.findall(r"\\label\{dot_product:(?:eq|der):[^}]+\}", in_latex)
    assert tags == [f"1.{count}" for count in range(1, len(numbered) + 1)]


# --- what stops a build -------------------------------------------------------------------------------------------


def saying(name: str, kind: Kind) -> Callable[[Chapter], Mapping[str, Witness]]:
    """Witnesses that find fault with one statement."""
    def witness(statement: Statement) -> Verdict:
        return Verdict(kind, "the test says so") if statement.name == name else trusting(statement)
    return lambda chapter: {"reading": witness}


@pytest.mark.parametrize(("name", "kind", "call"), [
    ("dot-as-sum", "refuted", "equation(dot_product.as_sum)"),
    ("dot-as-sum", "mistyped", "equation(dot_product.as_sum)"),
    ("dot-as-sum", "unsettled", "equation(dot_product.as_sum)"),
    ("dot-as-sum", "unreadable", "equation(dot_product.as_sum)"),
    ("dot-as-sum", "none", "equation(dot_product.as_sum)"),
    ("dot-as-sum", "tested", "equation(dot_product.as_sum)"),
    ("forms.2", "refuted", "derivation(dot_product.forms)"),
    ("dot-product.3", "refuted", "example(dot_product.worked)"),
    ("square", "proved", "mistake(dot_product.order)"),
    ("two.product", "refuted", "solutions(chapter)"),
])
def test_an_equation_that_may_not_be_printed_stops_at_its_line(
    output: Path, tmp_path: Path, name: str, kind: Kind, call: str
) -> None:
    made(tmp_path)
    with pytest.raises(BuildError) as caught:
        made(tmp_path, copy(tmp_path / "other"), heard=saying(name, kind))
    lines = (VECTORS / TEMPLATE).read_text().splitlines()
    assert caught.value.place is not None
    assert call in lines[(caught.value.place.line or 0) - 1]
    assert repr(name) in caught.value.message
    assert {k: v for k, v in tree(tmp_path).items() if not k.startswith("other")} == tree(output)


def test_an_equation_that_nobody_speaks_for_stops(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="no witness could judge it"):
        made(tmp_path, chapters=("lengths",), heard=lambda chapter: {})


@pytest.mark.parametrize(("file", "old", "new", "error", "said"), [
    (TEMPLATE, "equation(dot_product.as_sum)", "equation(dot_product.as_smu)", UsageError,
     r"dot_product\.md\.j2:10: .*did you mean 'as_sum'"),
    (TEMPLATE, "equation(dot_product.as_sum)", "equation(dot_product.forms)", UsageError,
     r"j2:10: equation\(\) takes a claim, not a derivation"),
    (TEMPLATE, "<< equation(dot_product.as_sum) >>", "", UsageError, "'dot-as-sum'"),
    (TEMPLATE, "<< solutions(chapter) >>", "", UsageError, "'two' .* does not print its solution"),
    (TEMPLATE, "<< agreements(dot_product) >>", "", UsageError, "'sum' .*agreements"),
    (TEMPLATE, "<< figure(dot_product.arrow) >>", "", UsageError, "arrow"),
    (TEMPLATE, 'ref("sum")', 'ref("smu")', UsageError, r"j2:8: .*section 'smu'.*did you mean 'sum'"),
    (TEMPLATE, "ref(dot_product.run)", "ref(dot_product.words)", UsageError, "section 'Words"),
    (TEMPLATE, "## Ends", "## A sum of products {#sum}", UsageError, "labels two things"),
    (TEMPLATE, "<< number(1) >>", "<< number(dot_product.words) >>", UsageError, "takes a number"),
    (TEMPLATE, "agreements(dot_product)", "agreements(dot_product.as_sum)", UsageError, "takes the chapter"),
    (TEMPLATE, "How much", "# Another title\nHow much", UsageError, "book.toml"),
    (MODULE, '(as_sum,), (forms,)', '(), (forms,)', UsageError, "is not examined: add it"),
    (MODULE, "lambda: 2e-16", "lambda: 0.5", BuildError, "a run differs by 0.5"),
    (MODULE, "lambda: 2e-16", "lambda: float('nan')", BuildError, "a run differs by nan"),
    (MODULE, "lambda: 2e-16", "lambda: 1 // 0", UsageError, "the agreement 'sum': ZeroDivisionError"),
    (MODULE, '    return f"{np', '    return np.undefined + f"{np', UsageError, "the run 'coins': AttributeError"),
    (MODULE, "import numpy as np", "import nunpy as np", UsageError, r"dot_product\.py:5: ModuleNotFoundError"),
    (MODULE, "words = ", "words = =", UsageError, r"dot_product\.py:17: is not Python"),
    (MODULE, "chapter = Chapter(", "chapter = tuple(", UsageError, r"dot_product\.py"),
    (MODULE, "matplotlib.figure import Figure as Picture", "matplotlib import nothing", UsageError, "ImportError"),
    ("book.toml", "title = ", "titel = ", UsageError, r"book\.toml: unknown key 'titel'; did you mean 'title'"),
    ("book.toml", "[[chapter]]", "[[chapter]", UsageError, r"book\.toml: is not TOML"),
    ("book.toml", 'source = "lengths"', 'source = "../lengths"', UsageError, "source is a name in small letters"),
    ("book.toml", 'source = "lengths"', 'source = "dot_product"', UsageError, "'dot_product' stands twice"),
    (TEMPLATE, "equation(dot_product.as_sum)", "equation('sum')", UsageError, "j2:10: .* takes a claim, not a text"),
    (TEMPLATE, "math(dot_product.u)", "math('u')", UsageError, r"j2:12: math\(\) takes an expression, not a text"),
    ("book.toml", 'source = "lengths"', 'source = "widths"', UsageError, r"has no module widths\.py"),
    ("book.toml", 'source = "lengths"', 'sauce = "lengths"', UsageError, "did you mean 'source'"),
])
def test_a_book_that_is_wrong_stops_with_one_sentence(
    tmp_path: Path, file: str, old: str, new: str, error: type[MathnnError], said: str
) -> None:
    with pytest.raises(error) as caught:
        made(tmp_path / "output", copy(tmp_path, (file, old, new)))
    assert re.search(said, str(caught.value)), str(caught.value)
    assert "Traceback" not in str(caught.value)
    assert not tree(tmp_path / "output")


def test_a_figure_that_shows_something_else_stops(tmp_path: Path) -> None:
    check = "def bent(picture: Any) -> str:\n    return 'the arrow is bent'\n\n\narrow = Figure("
    book = copy(tmp_path, (MODULE, "arrow = Figure(", check), (MODULE, 'to (2, 1).", ())', 'to (2, 1).", (bent,))'))
    with pytest.raises(BuildError, match="'arrow' does not show what it claims: the arrow is bent"):
        made(tmp_path / "output", book)
    assert not tree(tmp_path / "output")


def test_a_figure_that_cannot_be_sent_to_a_process_is_said(tmp_path: Path) -> None:
    book = copy(tmp_path, (MODULE, 'to (2, 1).", ())', 'to (2, 1).", (lambda picture: "it is bent",))'))
    with pytest.raises(UsageError, match=r"'arrow'.*function of a module"):
        made(tmp_path / "output", book, jobs=2)


@pytest.mark.parametrize(("chapters", "said"), [
    (("dot_prodct",), "did you mean 'dot_product'"), (("2",), "not yet written"), (("9",), "there are: dot_product"),
])
def test_an_unknown_chapter_is_said(tmp_path: Path, chapters: tuple[str, ...], said: str) -> None:
    with pytest.raises(UsageError) as caught:
        made(tmp_path, chapters=chapters)
    assert said in str(caught.value)


def test_an_unknown_format_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no format 'latx'; did you mean 'latex'"):
        build(VECTORS, formats=("latx",), output=tmp_path, witnesses=witnesses)


# --- builds that do not end ---------------------------------------------------------------------------------------


def test_a_build_that_is_killed_while_it_examines_leaves_everything_as_it_was(output: Path, tmp_path: Path) -> None:
    made(tmp_path / "output")
    kill = "    import os\n    os.kill(os.getpid(), 9)\n    return f\"{np"
    book = copy(tmp_path, (MODULE, '    return f"{np', kill))
    code = ("from pathlib import Path; from tests.test_book import made; import sys; "
            "made(Path(sys.argv[1]), Path(sys.argv[2]))")
    ended = subprocess.run([sys.executable, "-c", code, str(tmp_path / "output"), str(book)], check=False,
                           cwd=Path(__file__).parents[1])
    assert ended.returncode == -9
    assert tree(tmp_path / "output") == tree(output)


@pytest.mark.parametrize("written", [0, 1, 4, 7])
def test_a_build_that_is_stopped_while_it_writes_leaves_whole_files_and_is_mended_by_the_next(
    output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: int
) -> None:
    made(tmp_path / "output")
    book = copy(tmp_path, (TEMPLATE, "A quotation of", "A new quotation of"), ("book.toml", "Lengths", "Widths"),
                (MODULE, "[0, 2]", "[0, 3]"))
    made(tmp_path / "new", book)
    old, new = tree(tmp_path / "output"), tree(tmp_path / "new")
    puts = iter(range(written))

    def stopping(path: Path, content: bytes, halves: Path) -> None:
        if next(puts, None) is None:
            raise KeyboardInterrupt
        put(path, content, halves)

    with monkeypatch.context() as patched:
        patched.setattr("mathnn.output.put", stopping)
        with pytest.raises(KeyboardInterrupt):
            made(tmp_path / "output", book)
    between = tree(tmp_path / "output")
    assert set(between) == set(old)
    assert all(text in (old[name], new[name]) for name, text in between.items())
    made(tmp_path / "output", book)
    assert tree(tmp_path / "output") == new

"""Flow 1, `build`: chapters are examined, rendered and drawn, and only then the output folder is touched."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

from mathnn import drawing, fingerprint, testimony
from mathnn.chapters.chapter import Chapter
from mathnn.errors import BuildError
from mathnn.examples.catalogue import find, worked
from mathnn.figures.figure import Figure
from mathnn.loading import chapter_of
from mathnn.outline import Entry, Outline, builtin, load
from mathnn.output import Output, opened
from mathnn.render.chapter import page, report
from mathnn.render.formats import FORMATS, chosen
from mathnn.render.numbering import Marks, number
from mathnn.render.page import Page
from mathnn.render.written import Written
from mathnn.report import claims_of
from mathnn.syntax.to_latex import to_latex
from mathnn.witnesses import Examined, Witness, examine, hear, worked_lines

Witnesses: TypeAlias = Callable[[Chapter], Mapping[str, Witness]]
Progress: TypeAlias = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: the chapters that it wrote, and those that were as they should be."""

    output: Path
    written: tuple[str, ...]
    unchanged: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A chapter that may be printed."""

    entry: Entry
    examined: Examined
    page: Page
    marks: Marks


def build(book: Path | None = None, chapters: Sequence[str] = (), formats: Sequence[str] = ("markdown", "latex"),
          output: Path = Path("output"), jobs: int = 2, progress: Progress = lambda done: None,
          witnesses: Witnesses = testimony.of_chapter) -> Built:
    """Build some chapters of a book, or all that are written, into a folder.

    Raises BuildError where something may not be printed, with its place, and UsageError for what cannot be used.
    Nothing in `output` is touched before every chapter is examined, rendered and drawn; each file is replaced whole.
    """
    outline = load(book or builtin())
    entries, kinds, into = outline.choose(tuple(chapters)), chosen(formats), opened(output)
    key = fingerprint.of_book(outline)
    todo = [entry for entry in entries if not _is_fresh(into, entry, kinds, key)]
    if todo or not _is_fresh(into, None, kinds, key):
        with TemporaryDirectory() as folder:
            drawn = Path(folder)
            prepared = _prepare(outline, todo, into, drawn, jobs, progress, witnesses)
            _write(outline, prepared, kinds, into, drawn, key)
    names = {str(entry.source) for entry in todo}
    return Built(output, tuple(sorted(names)), tuple(str(e.source) for e in entries if e.source not in names))


def _parts(entry: Entry | None, formats: Sequence[str]) -> list[str]:
    """The parts of the output that belong to a chapter, or to the book as a whole."""
    if entry is None:
        return ["book.claims", *(f"book.{name}" for name in formats)]
    return [f"{entry.source}.figures", *(f"{entry.source}.{name}" for name in formats)]


def _is_fresh(into: Output, entry: Entry | None, formats: Sequence[str], key: str) -> bool:
    return all(part in into.manifest and into.is_fresh(part, key) for part in _parts(entry, formats))


def _prepare(outline: Outline, entries: Sequence[Entry], into: Output, drawn: Path, jobs: int, progress: Progress,
             witnesses: Witnesses) -> list[Prepared]:
    """Examine and render chapters, while other processes draw what changed."""
    with drawing.processes(outline, jobs) as draw:
        prepared, drawings = [], []
        for entry in entries:
            source = str(entry.source)
            module, chapter = chapter_of(outline, source)
            keys = drawing.keys(outline, chapter.figures)
            drawings += _start(draw, drawing.stale(into, source, chapter.figures, keys), drawn / source)
            progress(f"{source}: examining")
            examined = examine(source, chapter, witnesses(chapter))
            text = page(outline.template(source), entry, module, examined)
            prepared.append(Prepared(entry, examined, text, number(text)))
        for name, future in drawings:
            progress(f"drawing {name}")
            future.result()
    return prepared


def _start(draw: drawing.Draw, figures: Sequence[Figure], folder: Path) -> list[tuple[str, Future[tuple[Path, ...]]]]:
    return [(figure.name, draw(figure, folder)) for figure in figures]


def _write(outline: Outline, prepared: Sequence[Prepared], formats: Sequence[str], into: Output, drawn: Path,
           key: str) -> None:
    """Every file in its place, the manifest last. The texts come first, since a writer may refuse one."""
    texts: dict[str, dict[str, str | bytes]] = {}
    for part in prepared:
        pictures = {path.stem: path for path in _pictures(part, into, drawn)}
        texts |= {f"{part.entry.source}.{name}": dict(_files(outline, part, name, pictures)) for name in formats}
    examples = _examples(outline, prepared)
    for name in formats:
        front = FORMATS[name].front(outline, examples, _standing(name, texts, into))
        texts[f"book.{name}"] = {f"{name}/{path}": text for path, text in front.items()}
    made = {part: [into.write(path, text) for path, text in files.items()] for part, files in texts.items()}
    for part in prepared:
        made[f"{part.entry.source}.figures"] = _write_figures(outline, part, into, drawn)
        for name in formats:
            made[f"{part.entry.source}.{name}"] += _copy_figures(part, name, into)
    made["book.claims"] = [into.write("claims.json", _claims(outline, prepared, into.folder))]
    into.finish(made, key, {str(entry.source) for entry in outline.written} | {"book"})


def _standing(name: str, texts: Mapping[str, Mapping[str, str | bytes]], into: Output) -> Callable[[str], str]:
    """Reads a text of a format's folder as it will stand after this build; empty when there is none."""
    new = {path: text for files in texts.values() for path, text in files.items()}

    def stands(path: str) -> str:
        text = new.get(f"{name}/{path}") or into.read(f"{name}/{path}")
        return text if isinstance(text, str) else ""

    return stands


def _pictures(part: Prepared, into: Output, drawn: Path) -> Iterator[Path]:
    """Where the SVG of each figure of a chapter is: where it was drawn now, or where it stands already."""
    for figure in part.examined.chapter.figures:
        new = drawn / part.examined.name / f"{figure.name}.svg"
        yield new if new.exists() else into.folder / drawing.files(part.examined.name, figure)[0]


def _write_figures(outline: Outline, part: Prepared, into: Output, drawn: Path) -> list[str]:
    """Put what was drawn in its place, and note what each figure was drawn from."""
    source, figures = part.examined.name, part.examined.chapter.figures
    keys = drawing.keys(outline, figures)
    paths: list[str] = []
    for figure in figures:
        files = drawing.files(source, figure)
        for path in files:
            new = drawn / source / Path(path).name
            if new.exists():
                into.write(path, new.read_bytes())
        into.note(drawing.part(source, figure), keys[figure.name], files)
        paths += files
    return paths


def _copy_figures(part: Prepared, name: str, into: Output) -> list[str]:
    """The figures of a chapter in the folder of a format that keeps them there."""
    kind = FORMATS[name]
    paths = [f"figures/{part.examined.name}/{figure.name}{kind.figures}" for figure in part.examined.chapter.figures]
    return [into.write(f"{name}/{path}", (into.folder / path).read_bytes()) for path in paths] if kind.figures else []


def _files(outline: Outline, part: Prepared, name: str, pictures: Mapping[str, Path]
           ) -> Iterator[tuple[str, str | bytes]]:
    """The chapter in one format, and a report of each of its worked examples."""
    kind = FORMATS[name]
    written = Written(part.page, part.marks, part.examined.checked, pictures)
    yield from ((f"{name}/{path}", text) for path, text in kind.chapter(outline, written).items())
    for example in part.examined.chapter.examples:
        single = report(example, part.examined.worked[example.name])
        yield f"{kind.reports}/{example.name}{kind.suffix}", kind.report(outline, single, {})


def _examples(outline: Outline, prepared: Sequence[Prepared]) -> list[tuple[str, str]]:
    """Name and title of every worked example of the written chapters, in the book's order."""
    known = {part.examined.name: part.examined.chapter for part in prepared}
    found = []
    for entry in outline.written:
        chapter = known.get(str(entry.source)) or chapter_of(outline, str(entry.source))[1]
        found += [(example.name, example.title) for example in chapter.examples]
    return found


def _claims(outline: Outline, prepared: Sequence[Prepared], folder: Path) -> str:
    """Every claim with its witnesses; of chapters that were not built now, what the last build wrote."""
    try:
        rows = json.loads((folder / "claims.json").read_text(encoding="utf-8"))
        old = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    except (OSError, ValueError):
        old = []
    new = {part.examined.name: claims_of(part.examined, part.page) for part in prepared}
    kept = [new.get(name) or [row for row in old if row.get("chapter") == name]
            for name in (str(entry.source) for entry in outline.written)]
    return json.dumps([row for rows in kept for row in rows], indent=1, ensure_ascii=False) + "\n"


def examine_book(book: Path | None = None, progress: Progress = lambda done: None,
                 witnesses: Witnesses = testimony.of_chapter) -> list[Examined]:
    """Every written chapter with what its witnesses say, worked out anew: nothing that was kept is believed."""
    outline = load(book or builtin())
    found = []
    for entry in outline.written:
        source = str(entry.source)
        progress(f"{source}: examining")
        _, chapter = chapter_of(outline, source)
        found.append(examine(source, chapter, witnesses(chapter)))
    return found


def example_report(name: str, settings: Mapping[str, str], formats: Sequence[str],
                   witnesses: Callable[[], Mapping[str, Witness]] = testimony.of_example) -> dict[str, str | bytes]:
    """A worked example with a reader's values, in some formats, each of its lines checked.

    Raises UsageError for an unknown name and for values that make no sense, BuildError for a line that is not right.
    """
    example = find(name)
    done = worked(example, settings)
    heard = witnesses()
    for statement in worked_lines(example, done):
        if (fault := hear(statement, heard).fault) is not None:
            raise BuildError(f"the line {statement.latex} of the example {name!r} {fault}")
    outline, text = load(builtin()), report(example, done)
    return {kind: FORMATS[kind].report(outline, text, {}) for kind in formats}


def listed(what: str, book: Path | None = None) -> Iterator[str]:
    """A line for each chapter, claim, example or figure: its name and what it is."""
    outline = load(book or builtin())
    if what == "chapters":
        for entry in outline.chapters:
            unwritten = "" if entry.source else " (not yet written)"
            yield f"{entry.number}  {entry.source or '-':<24} {entry.title}{unwritten}"
        return
    for entry in outline.written:
        _, chapter = chapter_of(outline, str(entry.source))
        if what == "claims":
            yield from (f"{entry.source}.{claim.name:<32} {to_latex(claim.statement)}" for claim in chapter.equations)
        elif what == "examples":
            yield from (f"{example.name:<24} {example.title}" for example in chapter.examples)
        else:
            yield from (f"{entry.source}/{figure.name:<24} {figure.alt}" for figure in chapter.figures)

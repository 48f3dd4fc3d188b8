"""The command `mathnn`: reads its arguments, calls one function, says what went wrong in one sentence.

Exit status: 0 nothing wrong found; 1 something refuted or mistyped, or a build stopped by such an equation; 2 the
command or a file could not be used. What a command needs is imported when it runs, so that ``--help`` is quick.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from mathnn import __version__
from mathnn.errors import BuildError, MathnnError, Place, ReadError, SortError, UsageError
from mathnn.streams import complain, end, prepare, say

ALL_FORMATS = "markdown,latex,html,pdf"
BOOK = "a folder with book.toml; without it the built-in book"
LISTS = ("chapters", "claims", "examples", "figures")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status."""
    try:
        options = _parser().parse_args(arguments)
        run: Callable[[argparse.Namespace], int] = options.run
        return run(options)
    except BuildError as error:
        return _said(error, 1)
    except MathnnError as error:
        return _said(error, 2)
    except BrokenPipeError:  # whoever reads what `build --watch` says is gone
        return 0
    except KeyboardInterrupt:
        return 130


def command() -> NoReturn:
    """The program `mathnn`: ends with the status that `main` returns.

    Trees hold each other in no circles: to look for such garbage at every 700th object takes a twentieth of the time.
    """
    prepare()
    gc.set_threshold(100_000, 50, 50)
    try:
        status = main()
    except SystemExit as asked:  # --help and --version
        status = int(asked.code or 0)
    except Exception:
        status = _failed()
    end(status, alone=sys._getframe(1).f_back is None)


def _failed() -> int:
    """A failure of ours, in full, with its own status: 1, as Python has it, would call an equation wrong."""
    import traceback

    complain(f"{traceback.format_exc()}mathnn: this is a fault of mathnn; please report it with what stands above")
    return 2


def _said(error: MathnnError, status: int) -> int:
    complain(f"mathnn: {error}")
    return status


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints look like all others."""

    def error(self, message: str) -> None:  # type: ignore[override]
        raise UsageError(f"{message}; see {self.prog} --help")

    def _print_message(self, message: str, file: object = None) -> None:
        """The help and the version, as everything else is said."""
        say(message)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="mathnn", description="Neural-network mathematics in which nothing printed is unchecked.")
    parser.add_argument("--version", action="version", version=f"mathnn {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    build = _command(commands, "build", _build, "derive, check and write the book, or some chapters of it")
    build.add_argument("chapters", nargs="*", metavar="CHAPTER", help="its name or number; all when none is given")
    build.add_argument("--book", type=_path, metavar="DIR", help=BOOK)
    build.add_argument("--to", metavar="FORMATS",
                       help=f"formats, separated by commas ({ALL_FORMATS}; with --watch html)")
    build.add_argument("--output", type=_path, default=Path("output"), metavar="DIR", help="where to write (output)")
    build.add_argument("--jobs", type=_count, default=2, metavar="N", help="how many processes work at a time (2)")
    build.add_argument("--watch", action="store_true", help="serve the web pages here, and build again after each edit")

    verify = _command(commands, "verify", _verify,
                      "check documents, or one equation, or, when nothing is named, every claim of the book")
    verify.add_argument("paths", nargs="*", type=_path, metavar="PATH",
                        help="Markdown, LaTeX and notebooks, or folders of them; - is Markdown on standard input")
    verify.add_argument("--equation", metavar="LATEX", help="one equation")
    verify.add_argument("--notation", default="", metavar="TEXT", help="a declaration of its letters, or a file of it")
    verify.add_argument("--book", type=_path, metavar="DIR", help=BOOK)
    verify.add_argument("--format", choices=("text", "json", "markdown", "sarif"), default="text",
                        help="how to write the result; markdown and sarif for documents (text)")
    verify.add_argument("--jobs", type=_count, default=1, metavar="N", help="how many documents at a time (1)")
    verify.add_argument("--baseline", type=_path, metavar="FILE",
                        help="a JSON report of documents: what stands in it already is no fault")
    verify.add_argument("--strict", action="store_true", help="unreadable and unsettled are faults too")

    example = _command(commands, "example", _example, "work an example, with your own numbers if you like")
    example.add_argument("name", metavar="NAME", help="its name; see: mathnn list examples")
    example.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", dest="settings",
                         help="a value such as u=2,-1 or b=1/3; may be given several times")
    example.add_argument("--to", default="markdown", metavar="FORMATS", help="formats, separated by commas (markdown)")
    example.add_argument("--output", type=_path, metavar="PATH", help="a file; a folder when there are several formats")

    listing = _command(commands, "list", _list, "name what there is")
    listing.add_argument("what", nargs="?", choices=LISTS, default="chapters", help="chapters when nothing is said")
    listing.add_argument("--book", type=_path, metavar="DIR", help=BOOK)
    return parser


def _command(commands: argparse._SubParsersAction[_Parser], name: str,
             run: Callable[[argparse.Namespace], int], text: str) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=text, description=f"{text[0].upper()}{text[1:]}.")
    parser.set_defaults(run=run)
    return parser


def _path(text: str) -> Path:
    """A path that was really given: an empty one, of a variable that is not set, would be the folder one is in."""
    if not text:
        raise argparse.ArgumentTypeError("the path is empty")
    return Path(text)


def command_help(name: str) -> str:
    """The help of one command, as ``mathnn NAME --help`` prints it."""
    for action in _parser()._actions:
        if isinstance(action, argparse._SubParsersAction):
            return str(action.choices[name].format_help())
    raise KeyError(name)


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text) <= 256:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to 256")
    return int(text)


# --- the commands -------------------------------------------------------------------------------------------------


def _build(options: argparse.Namespace) -> int:
    if options.watch:
        return _watch(options)
    from mathnn.book import build

    with _bar() as progress:
        formats = (ALL_FORMATS if options.to is None else options.to).split(",")
        built = build(options.book, options.chapters, formats, options.output, options.jobs, progress)
    for name in built.written:
        say(f"{name}: written to {built.output}\n")
    for name in built.unchanged:
        say(f"{name}: nothing changed\n")
    return 0


def _watch(options: argparse.Namespace) -> int:
    from mathnn.watch import watch

    formats = ("html",) if options.to is None else options.to.split(",")
    watch(options.book, options.chapters, options.output, options.jobs, lambda text: print(text, flush=True),
          formats=formats)
    return 0


def _verify(options: argparse.Namespace) -> int:
    if options.paths:
        return _verify_documents(options)
    if options.format in ("markdown", "sarif") or options.baseline is not None:
        raise UsageError("--format markdown, --format sarif and --baseline are for documents; name one")
    if options.equation is not None:
        return _verify_equation(options)
    if options.notation:
        raise UsageError("--notation is for documents and --equation; name one")
    return _verify_book(options)


def _verify_documents(options: argparse.Namespace) -> int:
    if options.equation is not None or options.book is not None:
        raise UsageError("give either documents, or --equation, or --book")
    from mathnn.verify_command import verify_documents

    with _bar() as progress:
        text, status = verify_documents(options.paths, _notation(options.notation), options.format,
                                        strict=options.strict, jobs=options.jobs, baseline=options.baseline,
                                        progress=progress)
    say(f"{text}\n")
    return status


def _verify_book(options: argparse.Namespace) -> int:
    from mathnn.book import examine_book
    from mathnn.report import book_row, book_text, faults

    with _bar() as progress:
        chapters = examine_book(options.book, progress)
    say(_json(book_row(chapters)) if options.format == "json" else f"{book_text(chapters)}\n")
    return 1 if faults(chapters) else 0


def _verify_equation(options: argparse.Namespace) -> int:
    if options.book is not None:
        raise UsageError("give either documents, or --equation, or --book")
    declared = _notation(options.notation)
    from mathnn.check.verify import verify
    from mathnn.report import equation_text, verdict_row
    from mathnn.syntax.fences import unfenced

    latex, _ = unfenced(options.equation)
    if not latex.strip():
        raise UsageError("--equation is empty; give a formula, in quotes, such as --equation 'x + x = 2x'")
    verdict = verify(latex, declared)
    say(_json(verdict_row(latex, verdict)) if options.format == "json" else f"{equation_text(latex, verdict)}\n")
    faulty = ("refuted", "mistyped", "unreadable", "unsettled") if options.strict else ("refuted", "mistyped")
    return 1 if verdict.kind in faulty else 0


def _json(value: object) -> str:
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"


def _notation(given: str) -> str:
    """A declaration, or the text of the file that holds it. Raises its errors with file, line and column."""
    from mathnn.syntax.declare import declare

    path = Path(given)
    is_file = path.suffix and not any(sign in given for sign in "\\=<>;$")  # no path has a relation in it
    text = _notation_file(path) if is_file else given
    try:
        declare(text)  # what is wrong with it is no fault of an equation
    except (ReadError, SortError) as error:
        before = text[:error.start].split("\n")
        raise error.at(Place(given if is_file else "--notation", len(before), len(before[-1]) + 1)) from None
    return text


def _notation_file(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UsageError(f"--notation cannot be read: {error.strerror}", place=Place(str(path))) from None
    except UnicodeDecodeError:
        raise UsageError("--notation is not UTF-8 text", place=Place(str(path))) from None


def _example(options: argparse.Namespace) -> int:
    from mathnn.book import example_report
    from mathnn.output import put
    from mathnn.render.formats import FORMATS, chosen

    kinds = chosen(options.to.split(","))
    if options.output is None:
        _can_be_shown(kinds)
    texts = example_report(options.name, _settings(options.settings), kinds)
    for kind, text in texts.items():
        if options.output is None:
            say(text)
            continue
        name = f"{options.name}{FORMATS[kind].suffix}"
        path = options.output / name if len(kinds) > 1 or options.output.is_dir() else options.output
        put(path, text.encode() if isinstance(text, str) else text)
    return 0


def _can_be_shown(kinds: Sequence[str]) -> None:
    """Raises UsageError for what standard output cannot take: several reports at once, a PDF on a terminal."""
    if len(kinds) > 1:
        raise UsageError("several formats need a folder; say which with --output")
    if kinds[0] == "pdf" and sys.stdout.isatty():
        raise UsageError(f"a terminal cannot show {kinds[0]}; say where to write it with --output")


def _settings(given: Sequence[str]) -> dict[str, str]:
    """``name=value`` pairs. Raises UsageError for a text without =, and for a name that is given twice."""
    settings: dict[str, str] = {}
    for text in given:
        name, sign, value = text.partition("=")
        name = name.strip()
        if not sign or not name:
            raise UsageError(f"--set {text!r} is not name=value, such as u=2,-1")
        if name in settings:
            raise UsageError(f"--set {name} is given twice")
        settings[name] = value
    return settings


def _list(options: argparse.Namespace) -> int:
    from mathnn.book import listed

    for line in listed(options.what, options.book):
        say(f"{line}\n")
    return 0


@contextmanager
def _bar() -> Iterator[Callable[[str], None]]:
    """What is being done, on stderr and only on a terminal."""
    if not sys.stderr.isatty():
        yield lambda doing: None
        return
    from tqdm import tqdm

    with tqdm(bar_format="{elapsed} {desc}", leave=False, file=sys.stderr) as bar:
        yield lambda doing: bar.set_description_str(doing)

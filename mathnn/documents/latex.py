"""LaTeX: the formulas, headings and macros of a document, in one pass over its text."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from mathnn.documents.collect import Collector
from mathnn.documents.document import Prose
from mathnn.documents.environments import OUTER, body_start, find_end
from mathnn.documents.excerpt import of_text
from mathnn.documents.formula import group_end
from mathnn.documents.inputs import Inputs
from mathnn.documents.latex_scan import Scan
from mathnn.documents.macros import define
from mathnn.documents.newlines import unified
from mathnn.errors import UsageError

_SIGN = re.compile(
    r"%[^\n]*|\n[ \t]*\n\s*|\$\$?|\\[(\[]|\\(begin|end)\s*\{\s*([A-Za-z]+\*?)\s*\}|\\([A-Za-z]+)\*?|\\.", re.S
)
_OPAQUE = frozenset(
    "verbatim Verbatim BVerbatim LVerbatim lstlisting minted comment filecontents tikzpicture pgfpicture alltt "
    "thebibliography picture asy sagesilent pycode".split()
)
_LEVELS = {
    "title": 1, "part": 1, "chapter": 1, "section": 2, "subsection": 3, "frametitle": 3, "subsubsection": 4,
    "paragraph": 5, "subparagraph": 6,
}
_DEFINING = frozenset(
    "newcommand renewcommand providecommand DeclareRobustCommand def gdef let DeclareMathOperator "
    "DeclarePairedDelimiter".split()
)
_SKIPPED_GROUP = re.compile(r"(?:\s*\[[^\[\]\n]{0,2000}\])*\s*\{([^{}\n]{0,2000})\}")
_DELIMITED = re.compile(
    r"(?:\s*\[[^\[\]\n]{0,200}\])?(?:\{\w{0,40}\})?(?:\{[^{}\n]{0,2000}\}|([^\sA-Za-z{*]).{0,2000}?\1)"
)
_GROUP = re.compile(r"(?:\[[^\[\]\n]{0,200}\])?\s*\{")
_SHORTHAND = re.compile(r"\s*\\begin\s*\{\s*([A-Za-z]+\*?)\s*\}\s*")
_INLINE_END = re.compile(r"%[^\n]*|\\(?:text|textrm|textnormal|textbf|textit|mbox|hbox)\s*\{|\\.|\$|\n[ \t]*\n", re.S)
_ENDS = {
    sign: re.compile(r"%[^\n]*|" + re.escape(sign) + r"|\\.|\n[ \t]*\n", re.S) for sign in ("$$", "\\)", "\\]")
}
# Environments with a number of their own, and proofs; most styles have their names or abbreviate them.
_OF_ITS_OWN = re.compile(
    r"(?:(?P<named>theorem|thm|lemma|lem|proposition|prop|corollary|cor|definition|defn?|example|exm?p?l?|exercise|exer|"
    r"problem|prob|question|claim|conjecture)s?|proof|solution|remark|rem|note|answer)\*?", re.IGNORECASE)
_FALSE_END = re.compile(r"\\fi(?![A-Za-z])")
_LONGEST_HEADING = 2_000
_LONGEST_FORMULA = 50_000  # characters, for a formula in the author's own shorthand


def read_latex(text: str, into: Collector, folder: Path | None) -> None:
    """Walk a LaTeX text (lines ended by ``\\n``) and add its parts; `folder` is where ``\\input`` may look. Linear."""
    _walk(text, into, Inputs(folder, [Path(into.path).resolve()] if folder else []))


def _walk(text: str, into: Collector, inputs: Inputs) -> None:
    scan = Scan(of_text(text), into, inputs, preamble="\\begin{document}" in text)
    position = 0
    while not scan.done and (found := _SIGN.search(text, position)):
        if found[1]:
            position = _environment(scan, found)
        elif found[3]:
            position = _COMMANDS.get(found[3], _other_command)(scan, found)
        else:
            position = _SIGNS.get(found[0][:2], _SIGNS.get(found[0][0], _pass))(scan, found)
    if not scan.done:
        scan.flush(len(text), len(text))


def _pass(scan: Scan, found: re.Match[str]) -> int:
    return found.end()


def _comment(scan: Scan, found: re.Match[str]) -> int:
    scan.flush(found.start(), found.end())
    scan.into.comment(found[0].lstrip("% \t"), scan.into.place(scan.source, found.start()))
    return found.end()


def _paragraph(scan: Scan, found: re.Match[str]) -> int:
    scan.flush(found.start(), found.end())
    scan.into.block += 1
    return found.end()


def _dollar(scan: Scan, found: re.Match[str]) -> int:
    """``$…$``. A dollar inside ``\\text{…}`` opens a formula in the formula; a blank line ends the search."""
    if found.start() < scan.hopeless.get("$", 0):
        return found.end()
    position = found.end()
    while sign := _INLINE_END.search(scan.text, position):
        if sign[0] == "$":
            return scan.add(found.start(), found.end(), sign.start(), sign.end(), "$")
        position = sign.end()
        if sign[0][0] == "\n":
            break
        if sign[0][-1] == "{" and len(sign[0]) > 2:
            position = group_end(scan.text, sign.end(), 2_000)
    scan.hopeless["$"] = position if sign else len(scan.text)
    return _unclosed(scan, found)


def _bracket(scan: Scan, found: re.Match[str]) -> int:
    """``$$``, ``\\[`` or ``\\(`` up to its partner."""
    closing = {"$$": "$$", "\\[": "\\]", "\\(": "\\)"}[found[0]]
    if found.start() < scan.hopeless.get(closing, 0):
        return found.end()
    scan.hopeless[closing] = len(scan.text)
    for sign in _ENDS[closing].finditer(scan.text, found.end()):
        if sign[0] == closing:
            scan.hopeless[closing] = 0
            return scan.add(found.start(), found.end(), sign.start(), sign.end(), found[0])
        if sign[0][0] == "\n":
            scan.hopeless[closing] = sign.start()
            break
    return _unclosed(scan, found)


def _unclosed(scan: Scan, found: re.Match[str]) -> int:
    if not scan.preamble:
        scan.into.notice(scan.into.place(scan.source, found.start()), f"the formula that {found[0]} opens has no end")
    return found.end()


def _environment(scan: Scan, found: re.Match[str]) -> int:
    name = found[2]
    if name == "document":
        scan.done = found[1] == "end"
        scan.flush(found.start(), found.end())
        scan.preamble = False
        return found.end()
    if found[1] == "begin" and name.rstrip("*") in OUTER:
        return _formula_environment(scan, found.start(), found.end(), name)
    after = found.end()
    if found[1] == "begin" and name.rstrip("*") in _OPAQUE:
        end = scan.text.find(f"\\end{{{name}}}", found.end())
        after = len(scan.text) if end < 0 else end
    scan.flush(found.start(), after)
    if found[1] == "begin" and not scan.preamble and (own := _OF_ITS_OWN.fullmatch(name)) is not None:
        _begin_anew(scan, found.start(), own["named"])
    return after


def _begin_anew(scan: Scan, opening: int, name: str | None) -> None:
    """A lemma or a proof is a paragraph of its own, and a lemma's name the heading of its first line."""
    into = scan.into
    into.block += bool(into.parts) and into.parts[-1].block == into.block
    if name:
        into.add(Prose(into.place(scan.source, opening), into.block, f"\\textbf{{{name.capitalize()}.}}"))


def _formula_environment(scan: Scan, opening: int, after: int, name: str) -> int:
    inside = body_start(scan.text, name, after)
    end = find_end(scan.text, name, inside)
    if end:
        return scan.add(opening, inside, end[0], end[1], "\\begin", name)
    scan.into.notice(scan.into.place(scan.source, opening), f"\\begin{{{name}}} has no end")
    return after


def _definition(scan: Scan, found: re.Match[str]) -> int:
    after = define(scan.into.macros, scan.text, found.start())
    scan.flush(found.start(), max(after, found.end()))
    return max(after, found.end())


def _heading(scan: Scan, found: re.Match[str]) -> int:
    group = _GROUP.match(scan.text, found.end())
    if not group or found.start() < scan.hopeless.get("}", 0):
        return found.end()
    end = group_end(scan.text, group.end(), _LONGEST_HEADING)
    if scan.text[end - 1] != "}":
        scan.hopeless["}"] = end
        return found.end()
    scan.flush(found.start(), end)
    scan.into.block += 1
    if not scan.preamble:
        scan.into.heading(scan.source.cut(group.end(), end - 1), _LEVELS[found[3]])
    scan.start = end
    return group.end()


def _ensuremath(scan: Scan, found: re.Match[str]) -> int:
    group = _GROUP.match(scan.text, found.end())
    if not group:
        return found.end()
    end = group_end(scan.text, group.end(), _LONGEST_HEADING)
    return scan.add(found.start(), group.end(), max(group.end(), end - 1), end, "\\ensuremath")


def _verbatim(scan: Scan, found: re.Match[str]) -> int:
    """``\\verb|…|`` and ``\\lstinline{…}``: their dollars are characters."""
    group = _DELIMITED.match(scan.text, found.end())
    return group.end() if group else found.end()


def _skip_group(scan: Scan, found: re.Match[str]) -> int:
    group = _SKIPPED_GROUP.match(scan.text, found.end())
    return group.end() if group else found.end()


def _false(scan: Scan, found: re.Match[str]) -> int:
    """``\\iffalse`` … ``\\fi``: a comment of many lines."""
    end = _FALSE_END.search(scan.text, found.end())
    after = end.end() if end else len(scan.text)
    scan.flush(found.start(), after)
    return after


def _input(scan: Scan, found: re.Match[str]) -> int:
    """Bring another file in where it is named; a package of the document's own gives its macros only."""
    group = _SKIPPED_GROUP.match(scan.text, found.end())
    if not group:
        return found.end()
    package = found[3] in ("usepackage", "RequirePackage")
    for name in group[1].split(",") if package else [group[1]]:
        scan.flush(found.start(), group.end())
        try:
            path = scan.inputs.resolve(name.strip(), ".sty" if package else ".tex")
            _bring_in(path, scan, package)
        except UsageError as error:
            if not package:
                place = scan.into.place(scan.source, found.start())
                scan.into.notice(place, f"\\{found[3]}{{{name}}} was {error.message}")
    return group.end()


def _bring_in(path: Path, scan: Scan, package: bool) -> None:
    text = unified(scan.inputs.read(path))
    into, inputs = scan.into, scan.inputs
    before, parts = into.path, len(into.parts)
    root = inputs.folder or Path()
    into.path = str(root / path.relative_to(root.resolve()))
    into.included.append(into.path)
    inputs.open_files.append(path)
    into.block += 1
    _walk(text, into, inputs)
    into.block += 1
    inputs.open_files.pop()
    into.path = before
    if package:
        del into.parts[parts:]


def _other_command(scan: Scan, found: re.Match[str]) -> int:
    """A macro that stands for ``\\begin{equation}``; every other command is prose."""
    macro = scan.into.macros.get("\\" + found[3])
    shorthand = macro and _SHORTHAND.fullmatch(macro.body)
    if not shorthand or scan.preamble:
        return found.end()
    closing = _closing_macros(scan, shorthand[1])
    end = closing and closing.search(scan.text, found.end(), found.end() + _LONGEST_FORMULA)
    if not end or shorthand[1].rstrip("*") not in OUTER:
        return found.end()
    return scan.add(found.start(), found.end(), end.start(), end.end(), "\\begin", shorthand[1])


def _closing_macros(scan: Scan, environment: str) -> re.Pattern[str] | None:
    ending = f"\\end{{{environment}}}"
    names = [name for name, macro in scan.into.macros.items() if macro.body.replace(" ", "") == ending]
    return re.compile("(?:" + "|".join(map(re.escape, names)) + ")(?![A-Za-z])") if names else None


_Handler = Callable[[Scan, re.Match[str]], int]
_SIGNS: dict[str, _Handler] = {
    "%": _comment,
    "\n": _paragraph,
    "$": _dollar,
    "$$": _bracket,
    "\\(": _bracket,
    "\\[": _bracket,
}
_COMMANDS: dict[str, _Handler] = {
    **dict.fromkeys(_DEFINING, _definition),
    **dict.fromkeys(_LEVELS, _heading),
    **dict.fromkeys(("verb", "lstinline", "mintinline", "Verb"), _verbatim),
    **dict.fromkeys(("url", "href", "includegraphics", "label", "ref", "eqref", "cite", "hypersetup"), _skip_group),
    **dict.fromkeys(("input", "include", "subfile", "usepackage", "RequirePackage"), _input),
    "ensuremath": _ensuremath,
    "iffalse": _false,
}

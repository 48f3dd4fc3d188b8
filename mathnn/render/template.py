"""A chapter's template: Jinja that may call by name and compute nothing, each call told on which line it stands.

``<< equation(perceptron.decision) >>`` is all the Jinja there is: no loops, no conditions, no filters. Names are looked
up before anything is rendered, so a wrong one is reported with its line and the names that are near.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined, TemplateSyntaxError, nodes

from mathnn.errors import MathnnError, Place, UsageError
from mathnn.nearby import suggestion
from mathnn.render.parse import CLOSE, OPEN

Calls = Mapping[str, Callable[..., str]]

_COMMENT = re.compile(r"<#.*?#>", re.DOTALL)


def environment() -> Environment:
    """Jinja whose delimiters LaTeX and Markdown do not use."""
    return Environment(
        block_start_string="<%", block_end_string="%>",
        variable_start_string="<<", variable_end_string=">>",
        comment_start_string="<#", comment_end_string="#>",
        undefined=StrictUndefined, autoescape=False, keep_trailing_newline=True, newline_sequence="\n",
    )


def render(path: Path, calls: Calls, names: Mapping[str, object]) -> str:
    """The Markdown of a template, with as many lines as the template has.

    `calls` are the functions that it may call, each with a keyword `line`; `names` are what it may ask by attribute.
    Raises UsageError for a template that cannot be read, does more than call, or asks for something unknown; errors
    that a call raises get the place of the call.
    """
    try:
        source = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise UsageError(f"the template cannot be read: {reason}", place=Place(str(path))) from None
    if OPEN in source or CLOSE in source:
        raise UsageError("holds a private-use character (U+E000 or U+E001); remove it", place=Place(str(path)))
    jinja = environment()
    try:
        parsed = jinja.parse(source)
    except TemplateSyntaxError as error:
        raise UsageError(f"Jinja cannot read this: {error.message}", place=Place(str(path), error.lineno)) from None
    for node in parsed.body:
        _prepare(node, calls, names, str(path))
    code = jinja.compile(parsed, filename=str(path))
    table = {name: _placed(name, function, str(path)) for name, function in calls.items()}
    return jinja.template_class.from_code(jinja, code, {**names, **table}).render()


def _placed(name: str, function: Callable[..., str], path: str) -> Callable[..., str]:
    """The function, whose errors name the line that it was called from."""
    signature = inspect.signature(function)

    def call(*args: object, line: int, **options: Any) -> str:
        try:
            signature.bind(*args, line=line, **options)
        except TypeError as error:
            raise UsageError(f"{name}(): {error}", place=Place(path, line)) from None
        try:
            return function(*args, line=line, **options)
        except MathnnError as error:
            raise error.at(Place(path, line)) from None

    return call


def _prepare(node: nodes.Node, calls: Calls, names: Mapping[str, object], path: str) -> None:
    """Check one piece of a template, and tell each call its line."""
    place = Place(path, node.lineno)
    if not isinstance(node, nodes.Output):
        raise UsageError("a template only calls; loops, conditions and definitions belong in the module", place=place)
    for part in node.nodes:
        if isinstance(part, nodes.TemplateData):
            continue
        place = Place(path, part.lineno)
        if isinstance(part, nodes.Getattr) and isinstance(_resolve(part, names, place), str):
            continue  # words of the chapter's module, which are Markdown
        if not isinstance(part, nodes.Call) or not isinstance(part.node, nodes.Name):
            raise UsageError(
                f"a template only calls, such as << math(...) >>; it may call {', '.join(sorted(calls))}", place=place
            )
        if part.node.name not in calls:
            raise UsageError(f"no call {part.node.name!r}; {suggestion(part.node.name, calls)}", place=place)
        for value in (*part.args, *(option.value for option in part.kwargs)):
            _resolve(value, names, place)
        if any(option.key == "line" for option in part.kwargs):
            raise UsageError("line= is not an argument: each call knows its line", place=place)
        if part.dyn_args is not None or part.dyn_kwargs is not None:
            raise UsageError("arguments are written one by one", place=place)
        part.kwargs.append(nodes.Keyword("line", nodes.Const(part.lineno), lineno=part.lineno))


def _resolve(node: nodes.Expr, names: Mapping[str, object], place: Place) -> object:
    """What an argument stands for: a constant, a name, or an attribute of one."""
    if isinstance(node, nodes.Const):
        return node.value
    if isinstance(node, nodes.Name):
        if node.name not in names:
            raise UsageError(f"no name {node.name!r} here; {suggestion(node.name, names)}", place=place)
        return names[node.name]
    if isinstance(node, nodes.Getattr):
        return _attribute(_resolve(node.node, names, place), node, place)
    raise UsageError("an argument is a name, an attribute or a constant: a template computes nothing", place=place)


def _attribute(owner: object, node: nodes.Getattr, place: Place) -> object:
    public = [name for name in dir(owner) if not name.startswith("_")]
    if node.attr not in public:
        of = getattr(node.node, "name", None) or getattr(node.node, "attr", "it")
        raise UsageError(f"{of} has no {node.attr!r}; {suggestion(node.attr, public)}", place=place)
    return getattr(owner, node.attr)

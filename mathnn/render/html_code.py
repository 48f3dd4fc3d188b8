"""Python in colours: comments, strings, numbers and keywords, found by Python's own tokenizer."""

from __future__ import annotations

import io
import keyword
import tokenize
from html import escape

_CLASSES = {tokenize.COMMENT: "comment", tokenize.STRING: "string", tokenize.NUMBER: "number"}


def coloured(text: str) -> str:
    """The HTML of a Python text; one that is no Python is escaped as it is."""
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(text).readline))
    except (tokenize.TokenError, SyntaxError):
        return escape(text)
    lines = text.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    made, done = "", 0
    for token in tokens:
        kind = "keyword" if keyword.iskeyword(token.string) else _CLASSES.get(token.type)
        if kind is None:
            continue
        start, end = (starts[row - 1] + column for row, column in (token.start, token.end))
        made += f'{escape(text[done:start])}<span class="{kind}">{escape(text[start:end])}</span>'
        done = end
    return made + escape(text[done:])

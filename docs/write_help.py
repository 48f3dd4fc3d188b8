"""Put the help of `mathnn verify` into docs/for-authors.md: `python docs/write_help.py`."""

from __future__ import annotations

import argparse
import os
import re
from pathlib import Path

from mathnn.cli import command_help

PAGE = Path(__file__).parent / "for-authors.md"
_BLOCK = re.compile(r"(<!-- generated from the command [^>]*-->\n```\n).*?(\n```\n)", re.DOTALL)


def with_help(page: str) -> str:
    """The page with the help as the command prints it, at a width that does not depend on the terminal."""
    os.environ["COLUMNS"] = "100"
    text = command_help("verify").rstrip()
    found = _BLOCK.search(page)
    if found is None:
        raise ValueError("the page has no place for the command's help")
    return page[: found.end(1)] + text + page[found.start(2) :]


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()
    PAGE.write_text(with_help(PAGE.read_text(encoding="utf-8")), encoding="utf-8")

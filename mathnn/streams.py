"""The program and who called it: standard streams that are closed, full or cut off, and the end."""

from __future__ import annotations

import atexit
import gc
import io
import os
import sys
from contextlib import suppress
from typing import NoReturn, TextIO

from mathnn.errors import UsageError


def prepare() -> None:
    """Before anything is read or written: closed streams lead nowhere.

    The first file that is opened would else get the number of a closed stream, with all that is said.
    """
    while (number := os.open(os.devnull, os.O_RDWR)) < 3:
        pass
    os.close(number)
    sys.stdout = sys.stdout or os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = sys.stderr or os.fdopen(2, "w", encoding="utf-8", closefd=False)
    if isinstance(sys.stdout, io.TextIOWrapper):  # whoever cannot show a sign, or the name of a file, sees its number
        sys.stdout.reconfigure(errors="backslashreplace")


def say(content: str | bytes) -> None:
    """To standard output, at once. Raises UsageError where it cannot be written.

    Who reads it may have seen enough, as `head` has: the rest goes nowhere, and the exit status stays what it is.
    """
    try:
        if isinstance(content, str):
            sys.stdout.write(content)
        else:
            sys.stdout.flush()
            sys.stdout.buffer.write(content)
        sys.stdout.flush()
    except BrokenPipeError:
        _lead_nowhere(sys.stdout)
    except OSError as error:
        _lead_nowhere(sys.stdout)
        raise UsageError(f"the output cannot be written: {error.strerror}") from None


def complain(text: str) -> None:
    """To standard error; where nobody listens, the exit status has to do."""
    try:
        print(text, file=sys.stderr, flush=True)
    except OSError:
        _lead_nowhere(sys.stderr)


def end(status: int, *, alone: bool) -> NoReturn:
    """End the program with a status; what must be done at its end is done, as deleting temporary files is.

    To take all objects apart before the end takes a twentieth of the time of `mathnn verify`, so a program that runs
    `alone` does not. One that runs under another, as under a profiler, returns to it.
    """
    gc.freeze()
    if not alone:
        sys.exit(status)
    atexit._run_exitfuncs()  # as the processes of `multiprocessing` end
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(status)


def _lead_nowhere(stream: TextIO) -> None:
    """What is left in the stream, and what is still to come, is dropped."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())

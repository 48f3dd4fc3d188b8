"""The program and who called it: standard streams that are closed, full or cut off, requests to end, and the end."""

from __future__ import annotations

import atexit
import gc
import io
import os
import signal
import sys
from contextlib import suppress
from types import FrameType
from typing import NoReturn, TextIO

from mathnn.errors import UsageError


def prepare() -> None:
    """Before anything is read or written: closed streams lead nowhere, and a request to end is like Ctrl-C.

    The first file that is opened would else get the number of a closed stream, with all that is said. And the processes
    that work for this one would wait for ever when it is ended and they are not.
    """
    while (number := os.open(os.devnull, os.O_RDWR)) < 3:
        pass
    os.close(number)
    sys.stdout = sys.stdout or os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = sys.stderr or os.fdopen(2, "w", encoding="utf-8", closefd=False)
    if isinstance(sys.stdout, io.TextIOWrapper):  # whoever cannot show a sign, or the name of a file, sees its number
        sys.stdout.reconfigure(errors="backslashreplace")
    if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, _stop)


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


def stopped(request: KeyboardInterrupt) -> int:
    """The exit status of a program that was asked to end: as shells give it, 128 and the number of the signal."""
    return 128 + (request.args[0] if request.args else signal.SIGINT)


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


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt(number)


def _lead_nowhere(stream: TextIO) -> None:
    """What is left in the stream, and what is still to come, is dropped."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())

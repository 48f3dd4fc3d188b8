"""Other processes that work for this one."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from multiprocessing.context import BaseContext

from mathnn.errors import UsageError


@contextmanager
def workers(count: int, context: BaseContext | None = None, ready: Callable[..., object] | None = None,
            *given: object) -> Iterator[ProcessPoolExecutor]:
    """A pool of processes; each begins with `ready(*given)`. Raises UsageError when the system ends one of them.

    When this process stops, what they have not begun is left out.
    """
    with ProcessPoolExecutor(count, context, partial(_begin, ready, *given)) as pool:
        try:
            yield pool
        except BrokenProcessPool:
            raise UsageError("a process that worked for this one was ended from outside, perhaps for want of memory; "
                             "fewer work at a time with --jobs 1") from None
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _begin(ready: Callable[..., object] | None, *given: object) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # not what the program does when it is asked to end
    if ready is not None:
        ready(*given)

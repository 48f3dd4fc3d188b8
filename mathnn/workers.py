"""Other processes that work for this one."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from multiprocessing import parent_process
from multiprocessing.context import BaseContext
from threading import Thread

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
    Thread(target=_end_with_parent, daemon=True).start()
    if ready is not None:
        ready(*given)


def _end_with_parent() -> None:
    """A process that was ended from outside gives its workers nothing more to do: they would wait for ever."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)

"""Other processes that work for this one."""

from __future__ import annotations

import os

import pytest

from mathnn.errors import UsageError
from mathnn.workers import workers


def test_a_worker_that_is_ended_from_outside_is_said() -> None:
    with pytest.raises(UsageError, match="was ended from outside"), workers(1) as pool:
        pool.submit(os._exit, 1).result()


def test_each_worker_gets_ready_first() -> None:
    with workers(1, None, os.chdir, "/") as pool:
        assert pool.submit(os.getcwd).result() == "/"

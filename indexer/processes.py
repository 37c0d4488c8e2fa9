"""Several processes that share the work of a reindex."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from typing import ParamSpec, TypeVar

from indexer.errors import ProcessLost

P = ParamSpec("P")
Result = TypeVar("Result")


class Processes:
    """So many processes. They begin afresh, since a copy of a process with threads may stand still.

    Every method raises ProcessLost where one was ended from outside; what fails in one is raised by `result`.
    """

    def __init__(self, count: int) -> None:
        self._pool = ProcessPoolExecutor(count, mp_context=get_context("spawn"))

    def submit(self, work: Callable[P, Result], *args: P.args, **kwargs: P.kwargs) -> Future[Result]:
        """Have something done by whichever process is free."""
        with _told():
            return self._pool.submit(work, *args, **kwargs)

    def result(self, future: Future[Result]) -> Result:
        """What came of it; waits."""
        with _told():
            return future.result()

    def close(self) -> None:
        """End them; what was not begun is left undone."""
        self._pool.shutdown(cancel_futures=True)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except BrokenProcessPool as error:
        raise ProcessLost("process_lost") from error

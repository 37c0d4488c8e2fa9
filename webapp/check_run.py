"""A long check while a page is sent: it goes on in a thread of its own and tells how far it is."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextvars import copy_context
from queue import SimpleQueue

from catalogue.validity import Check, Progress


class _GivenUp(Exception):
    """Raised within a check whose reader has gone."""


class Run:
    """A check on its way: iterated, it tells rows done and all rows, until `check` or `error` is there."""

    def __init__(self, start: Callable[[Progress], Check]) -> None:
        self._start = start
        self._told: SimpleQueue[tuple[int, int] | None] = SimpleQueue()
        self._given_up = False
        self.check: Check | None = None
        self.error: Exception | None = None

    def __iter__(self) -> Iterator[tuple[int, int]]:
        if self.check is not None:
            return
        thread = threading.Thread(target=self._work, name="check", daemon=True)
        thread.start()
        try:
            while (told := self._told.get()) is not None:
                yield told
        finally:
            self._given_up = True
            thread.join()

    def result(self) -> Check:
        """The check that is done. Raises what it failed with."""
        if self.check is None:
            raise self.error or RuntimeError("asked before it was done")
        return self.check

    def _work(self) -> None:
        try:
            self.check = self._start(self._tell)
        except Exception as error:  # noqa: BLE001 - raised again by who asks for the result
            self.error = error
        finally:
            self._told.put(None)

    def _tell(self, done: int, total: int) -> None:
        if self._given_up:
            raise _GivenUp
        self._told.put((done, total))


class InContext:
    """Blocks of a page that are made while it is sent, by whichever thread: the request stays known to what makes them.

    Made within the request whose page it is.
    """

    def __init__(self, blocks: Iterable[bytes]) -> None:
        self._context = copy_context()
        self._blocks = iter(blocks)

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        return self._context.run(next, self._blocks)

    def close(self) -> None:
        """Stop making them."""
        close = getattr(self._blocks, "close", None)
        if close is not None:
            self._context.run(close)

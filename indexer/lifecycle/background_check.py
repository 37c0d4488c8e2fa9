"""Looks through the files of an open generation while it answers, so that damage is told that no question has met."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Generator
from contextlib import closing

from indexer.errors import IndexDamaged

#: seconds of rest after each piece (a millisecond of work), so that questions come first
REST = 0.01
#: seconds after which a generation that is still asked is looked through again: disks go bad later, too
AGAIN = 600.0

_log = logging.getLogger(__name__)


class BackgroundCheck:
    """Looks through a generation in a thread of its own, piece by piece, never more than once at a time.

    `pieces` looks at a piece with each step and raises IndexDamaged; who is asked later knows of it by itself
    (`Guarded`). Each worker process checks for itself: that costs 0.4 s of processor time a gigabyte, and nobody has to
    be told by another.
    """

    def __init__(self, pieces: Callable[[], Generator[None]], rest: float = REST, again: float = AGAIN) -> None:
        self._pieces = pieces
        self._rest = rest
        self._again = again
        self._stopped = threading.Event()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._due = 0.0

    def begin(self) -> None:
        """Begin in the background where it is time to; called for every question, so it costs next to nothing."""
        if time.monotonic() < self._due or self._stopped.is_set():
            return
        with self._lock:
            if time.monotonic() < self._due:
                return
            self._due = float("inf")  # until it is over
            self._thread = threading.Thread(target=self.run, name="lubiao-check", daemon=True)
            self._thread.start()

    def run(self) -> None:
        """Look through everything once, here and now, unless it is stopped."""
        try:
            with closing(self._pieces()) as pieces:
                for _ in pieces:
                    if self._stopped.wait(self._rest):
                        return
        except IndexDamaged as error:
            _log.error("%s", error)
            return
        self._due = time.monotonic() + self._again

    def stop(self) -> None:
        """Stop after the piece that is being looked at; it never begins again."""
        self._stopped.set()

    def join(self) -> None:
        """Wait until it is over."""
        if self._thread is not None:
            self._thread.join()

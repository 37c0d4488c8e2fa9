"""Lists of overlaps and of what changes mean for them: made beside the requests, since they take long, and kept.

One is made at a time, by a thread of its own; others wait in line. A page asks again until its list is there. Each
worker of the server makes its own, once for a generation, a day and a selection, whatever checks are shown of it. One
that nobody asks for any more is given up.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from flask import Flask, current_app

from catalogue.changes import Monitoring, MonitoringScope
from catalogue.comparison import OverlapList, Selection
from indexer.errors import RequestError
from standard.errors import LubiaoError
from webapp.access import current_catalogue

#: most standards that a list on a page looks at, and most lists that wait
MOST_STANDARDS, MOST_WAITING = 2_000, 4
#: most lists that are kept, and most pairs and standards in all of them
MOST_KEPT, MOST_ROWS = 16, 40_000
#: seconds after which a list that nobody asks for is given up
FORGOTTEN = 60.0

T = TypeVar("T", OverlapList, Monitoring)
#: is told how many standards have been looked at
Tell = Callable[[int], None]


class ListsBusy(LubiaoError):
    """As many lists of overlaps wait to be made as may."""

    def __init__(self, most: int) -> None:
        super().__init__("overlaps_busy", most=most)


class _GivenUp(Exception):
    """Raised within a list that nobody asks for any more."""


@dataclass(eq=False)
class Run(Generic[T]):
    """A list that waits, is being made, or is there."""

    #: standards to look at, 0 where that is not known, and those that have been looked at
    total: int
    asked: float
    done: int = 0
    found: T | None = None
    error: Exception | None = None
    finished: threading.Event = field(default_factory=threading.Event)

    @property
    def rows(self) -> int:
        """How much there is to keep of it."""
        return _count_rows(self.found)


def _count_rows(found: OverlapList | Monitoring | None) -> int:
    if isinstance(found, OverlapList):
        return len(found.rows) + len(found.pairs)
    return len(found.impacts) if found is not None else 0


class OverlapRuns:
    """The lists of a worker of the server."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._kept: OrderedDict[Hashable, Run[Any]] = OrderedDict()
        self._waiting: deque[tuple[Hashable, Run[Any], Callable[[Tell], Any]]] = deque()
        self._working = False

    def find(self, key: Hashable, total: int, make: Callable[[Tell], T]) -> Run[T]:
        """The list of a key: kept from before, or begun now. Raises ListsBusy."""
        with self._lock:
            run = self._kept.get(key)
            if run is None:
                if len(self._waiting) >= MOST_WAITING:
                    raise ListsBusy(MOST_WAITING)
                run = self._kept[key] = Run(total, self._clock())
                self._waiting.append((key, run, make))
                if not self._working:
                    self._working = True
                    threading.Thread(target=self._work, name="overlaps", daemon=True).start()
            self._kept.move_to_end(key)
            run.asked = self._clock()
            return run

    def _work(self) -> None:
        while (job := self._next()) is not None:
            key, run, make = job
            self._make(run, make)
            with self._lock:
                if run.error is not None:
                    # the next who asks begins anew
                    self._kept.pop(key, None)
                self._trim()
            run.finished.set()

    def _make(self, run: Run[T], make: Callable[[Tell], T]) -> None:
        try:
            run.found = make(lambda done: self._tell(run, done))
        except Exception as error:  # noqa: BLE001 - raised again by who asks for the list
            run.error = error

    def _next(self) -> tuple[Hashable, Run[Any], Callable[[Tell], Any]] | None:
        with self._lock:
            while self._waiting:
                key, run, make = self._waiting.popleft()
                if self._clock() - run.asked <= FORGOTTEN:
                    return key, run, make
                self._kept.pop(key, None)
            self._working = False
            return None

    def _tell(self, run: Run[Any], done: int) -> None:
        run.done = done
        if self._clock() - run.asked > FORGOTTEN:
            raise _GivenUp

    def _trim(self) -> None:
        """Let go of the lists that were asked for longest ago; the last one stays whatever its length."""
        done = [key for key, run in self._kept.items() if run.found is not None]
        rows = sum(self._kept[key].rows for key in done)
        while len(done) > 1 and (len(done) > MOST_KEPT or rows > MOST_ROWS):
            rows -= self._kept.pop(done.pop(0)).rows


def init_app(app: Flask) -> None:
    """Give the application its lists."""
    app.extensions["lubiao_overlaps"] = OverlapRuns()


def run_list(selection: Selection) -> Run[OverlapList]:
    """The list of a selection, whatever checks it asks for; it may be on its way yet.

    Waits as long as the setting PATIENCE says. Raises RequestError where it is too long, ListsBusy, and what making it
    raised.
    """
    catalogue = current_catalogue()
    whole = Selection(selection.filters, selection.names, None, selection.against, (), selection.least)
    total = catalogue.count_selected(whole)
    if total > MOST_STANDARDS:
        raise RequestError("overlaps_too_many", count=f"{total:,}", most=f"{MOST_STANDARDS:,}")
    runs: OverlapRuns = current_app.extensions["lubiao_overlaps"]
    key = (catalogue.generation, catalogue.today(), whole)
    return _waited(runs.find(key, total, lambda tell: catalogue.list_overlaps(whole, progress=tell)))


def run_monitoring(scope: MonitoringScope, since: str) -> Run[Monitoring]:
    """What changes above mean for the standards of a scope; it may be on its way yet. Raises as `run_list` does."""
    catalogue = current_catalogue()
    runs: OverlapRuns = current_app.extensions["lubiao_overlaps"]
    key = (catalogue.generation, catalogue.today(), scope, since)
    return _waited(runs.find(key, 0, lambda _: catalogue.monitoring(scope, since)))


def _waited(run: Run[T]) -> Run[T]:
    run.finished.wait(float(current_app.config["PATIENCE"]))
    if run.error is not None and not isinstance(run.error, _GivenUp):
        raise run.error
    return run

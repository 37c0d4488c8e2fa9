"""Bodies of requests are received before anything works on them: a slow sender must not hold a thread that answers.

The server hands a body over while it comes in. Each is read by a thread of its own, so many at once and no more; one
that is not there in time is refused, and its thread ends when the client goes.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import TYPE_CHECKING, Any

from webapp.admission import REFUSED

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

#: bodies that a worker receives and holds at once
MOST = 8


class Received:
    """WSGI: hands an application each body as a whole; `refusing` makes the pages that say why there was none."""

    def __init__(
        self,
        app: WSGIApplication,
        refusing: WSGIApplication,
        seconds: float,
        longest: Callable[[WSGIEnvironment], int],
    ) -> None:
        self._app, self._refusing = app, refusing
        self._seconds = seconds
        #: the bytes of the longest body that a request may have
        self._longest = longest
        self._room = threading.Semaphore(MOST)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request, or refuse it."""
        length, longest = environ.get("CONTENT_LENGTH", ""), self._longest(environ)
        if environ["REQUEST_METHOD"] in ("GET", "HEAD") or (length.isdigit() and int(length) > longest):
            return self._app(environ, start_response)  # which reads none, or refuses it by its length
        if not self._room.acquire(blocking=False):
            return self._refusing({**environ, REFUSED: "busy"}, start_response)
        reading = _Reading(environ["wsgi.input"], int(length) if length.isdigit() else longest + 1)
        if not reading.done.wait(self._seconds) and reading.give_up(self._room.release):
            return self._refusing({**environ, REFUSED: "slow"}, start_response)
        try:
            body = {"wsgi.input": BytesIO(reading.data), "CONTENT_LENGTH": str(len(reading.data))}
            return self._app({**environ, **body}, start_response)
        finally:
            self._room.release()


class _Reading:
    """A body on its way in."""

    def __init__(self, source: Any, most: int) -> None:
        self._source, self._most = source, most
        self.data = b""
        self.done = threading.Event()
        self._lock = threading.Lock()
        self._afterwards: Callable[[], None] = lambda: None
        threading.Thread(target=self._read, name="body", daemon=True).start()

    def give_up(self, afterwards: Callable[[], None]) -> bool:
        """Wait no longer; `afterwards` is called when the thread ends. False where the body was there first."""
        with self._lock:
            if self.done.is_set():
                return False
            self._afterwards = afterwards
            return True

    def _read(self) -> None:
        try:
            data = self._source.read(self._most) if self._most else b""
        except Exception:  # noqa: BLE001 - the client has gone; what it sent is no body
            data = b""
        with self._lock:
            self.data = data
            self.done.set()
        self._afterwards()

"""How many requests are worked on at once, how many may wait, and how long one may take.

Requests run in a few threads of each worker process. More threads answer nothing faster: they take turns in one
interpreter. What comes while all are busy waits in line; what finds the line full, and what is not answered in time, is
answered with 503. Waiting counts: nobody looks at a page that comes after a minute.

A thread whose request has run out of time is given up and replaced at once, so the others go on. An exception is
raised in it, which ends all that runs in Python; what hangs outside of it, on a dead disk say, keeps that one thread.
The limit is on the time until an answer begins; a long file is written as it is sent.
"""

from __future__ import annotations

import ctypes
import logging
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

#: key of the WSGI environment that asks the application for a refusal: the slug of a problem, `busy` or `slow`
REFUSED = "lubiao.refused"
_log = logging.getLogger(__name__)


class Overdue(BaseException):
    """Raised in the thread of a request that has run out of time; no `except Exception` on its way stops it."""


@dataclass(eq=False)
class _Job:
    """A request on its way, between the thread that the server waits in and the one that answers."""

    app: WSGIApplication
    environ: WSGIEnvironment
    done: threading.Event = field(default_factory=threading.Event)
    #: held to decide which comes first, the answer or the end of the time
    lock: threading.Lock = field(default_factory=threading.Lock)
    abandoned: bool = False
    #: the thread that answers, once there is one
    thread: int = 0
    started: tuple[Any, ...] = ()
    body: Iterable[bytes] = ()
    error: BaseException | None = None

    def run(self) -> None:
        """Answer, unless nobody waits any more."""
        with self.lock:
            if self.abandoned:
                return
            self.thread = threading.get_ident()
        try:
            self.body = self._answer()
        except BaseException as error:  # noqa: BLE001 - raised again by whoever waits
            self.error = error
        with self.lock:
            if not self.abandoned:
                self.done.set()

    def _answer(self) -> Iterable[bytes]:
        body = self.app(self.environ, self._start)
        headers = self.started[1] if self.started else ()
        if not any(name.lower() == "content-length" for name, _ in headers):
            return body  # written while it is sent
        try:
            return [b"".join(body)]
        finally:
            close = getattr(body, "close", None)
            if close is not None:
                close()

    def _start(self, *args: Any) -> Callable[[bytes], object]:
        self.started = args
        return _no_write

    def give_up(self) -> bool:
        """Stop waiting, and stop the thread; false where the answer was there first."""
        with self.lock:
            if self.done.is_set():
                return False
            self.abandoned = True
            if self.thread:
                # no later than here: the thread needs the lock to go on to another request
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self.thread), ctypes.py_object(Overdue))
            return True


class Limited:
    """WSGI: an application behind the limits; `seconds` counts from when a request is in until its answer begins.

    `longer` says of a request how many seconds it may take where that is more; None where it is not.
    """

    def __init__(
        self,
        app: WSGIApplication,
        threads: int,
        queue: int,
        seconds: float,
        longer: Callable[[WSGIEnvironment], float | None] = lambda _: None,
    ) -> None:
        self._app = app
        self._seconds = seconds
        self._longer = longer
        self._room = threading.Semaphore(threads + queue)
        self._jobs: SimpleQueue[_Job] = SimpleQueue()
        for _ in range(threads):
            self._add_thread()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request, or refuse it."""
        if not self._room.acquire(blocking=False):
            return self._refuse("busy", environ, start_response)
        try:
            job = _Job(self._app, environ)
            seconds = max(self._seconds, self._longer(environ) or 0)
            self._jobs.put(job)
            if not job.done.wait(seconds) and job.give_up():
                self._replace(job, seconds)
                return self._refuse("slow", environ, start_response)
        finally:
            self._room.release()
        if job.error is not None:
            raise job.error
        start_response(*job.started)
        return job.body

    def _replace(self, job: _Job, seconds: float) -> None:
        """Start a thread for the one that is given up; a request still in line had none."""
        _log.warning("no answer within %g s: %s", seconds, job.environ.get("PATH_INFO", ""))
        if job.thread:
            self._add_thread()

    def _refuse(self, slug: str, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """The application's own page for it, in this thread: it looks nothing up."""
        return self._app({**environ, REFUSED: slug}, start_response)

    def _add_thread(self) -> None:
        threading.Thread(target=self._work, name="request", daemon=True).start()

    def _work(self) -> None:
        try:
            while True:
                job = self._jobs.get()
                job.run()
                if job.abandoned and job.thread:
                    return
        except Overdue:
            return


def _no_write(data: bytes) -> object:
    """The old way of WSGI to send a body; Flask does not use it."""
    raise NotImplementedError("write() is not offered")

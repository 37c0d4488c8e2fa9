"""Worker processes that answer over HTTP: one index, mapped by all of them and held in memory once.

The server is Granian: it reads requests and sends answers outside of Python, so slow clients cost no thread; it starts
the workers, replaces one that dies, and lets requests in flight end before it stops.
"""

from __future__ import annotations

import atexit
import logging
import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from standard.errors import LubiaoError
from standard.home import HOME
from standard.wording import Words, say

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

#: workers where nobody says how many: one for each processor, but no more than this
MOST_WORKERS = 4
#: longest head of a request, in bytes: the longest query string that is read (`webapp.app.DEFAULTS`), and its headers
MAX_HEAD = 256 * 1024
#: seconds in which a client must have sent the head of its request
HEAD_SECONDS = 10
#: seconds that requests in flight are given when the server is stopped, beyond the time limit of a request
STOP_SECONDS = 5
#: connections that a worker holds open, idle ones included; they cost no thread, but each is an open file
MAX_CONNECTIONS = 512
#: connections that the system holds for a worker which has not taken them yet
BACKLOG = 256
#: threads of the server itself for answers that say "busy"
_SPARE = 4


@dataclass(frozen=True)
class Settings:
    """The options of `lubiao serve`."""

    #: a folder, or an address of another engine
    index: Path | str
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 1
    #: requests that a worker works on at once
    threads: int = 2
    #: requests that wait in a worker, beyond those
    queue: int = 64
    #: seconds until an answer begins, waiting included
    seconds: float = 10
    #: path under which a reverse proxy serves the pages, such as `/standards-search`
    prefix: str = ""
    #: the province or city that the catalogue belongs to
    home: str = HOME
    #: reverse proxies that are believed; None: what LUBIAO_PROXIES says
    proxies: int | None = None
    access_log: bool = False


class Mounted:
    """WSGI: an application whose addresses begin with a prefix, whether the proxy takes it off the path or not."""

    def __init__(self, app: WSGIApplication, prefix: str) -> None:
        self._app = app
        self._prefix = prefix

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        path = environ.get("PATH_INFO", "")
        if path == self._prefix or path.startswith(f"{self._prefix}/"):
            environ["PATH_INFO"] = path[len(self._prefix) :]
        environ["SCRIPT_NAME"] = self._prefix
        return self._app(environ, start_response)


def choose_worker_count() -> int:
    """One for each processor that this program may use, up to MOST_WORKERS."""
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(count or 1, MOST_WORKERS)


def create_application(settings: Settings) -> WSGIApplication:
    """The WSGI application of a worker; it opens the index and makes one page ahead of readers.

    The first search loads the dictionary (0.1 s) and works out the statuses of the day, the first page reads its
    templates (0.05 s), the first suggestion the tables of words.
    """
    from indexer.errors import IndexFault
    from webapp.access import Access
    from webapp.admission import Limited
    from webapp.app import create_app
    from webapp.bodies import Received
    from webapp.uploads import SECONDS, longest_body, time_for

    config: dict[str, object] = {"HOME": settings.home}
    if settings.proxies is not None:
        config["PROXIES"] = settings.proxies
    app = create_app(settings.index, config=config)
    access: Access = app.extensions["lubiao"]
    atexit.register(access.close)
    try:
        access.get().suggest("biaozhun")
        app.test_client().get("/search", query_string={"q": "标准"})
    except IndexFault as error:
        logging.getLogger(__name__).warning("%s", error)
    limited = Limited(app, settings.threads, settings.queue, settings.seconds, time_for)
    received = Received(limited, app, max(settings.seconds, SECONDS), longest_body)
    return Mounted(received, settings.prefix) if settings.prefix else received


def serve(settings: Settings, tell: Callable[[Words], None]) -> None:
    """Answer until SIGTERM or SIGINT, then let what is in flight end. Raises LubiaoError where it cannot listen.

    `tell` is given the address as soon as requests are taken.
    """
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces
    from granian.http import HTTP1Settings
    from granian.log import LogLevels

    address, port = free_address(settings.host, settings.port)
    server = Granian(
        "lubiao",
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=settings.workers,
        blocking_threads=settings.threads + settings.queue + _SPARE,
        backlog=BACKLOG,
        backpressure=MAX_CONNECTIONS,
        http1_settings=HTTP1Settings(header_read_timeout=HEAD_SECONDS * 1000, max_buffer_size=MAX_HEAD),
        respawn_failed_workers=True,
        workers_kill_timeout=int(settings.seconds) + STOP_SECONDS,
        log_level=LogLevels.error,
        log_access=settings.access_log,
    )
    shown = f"[{settings.host}]" if ":" in settings.host else settings.host
    announce = partial(tell, say("serving", address=f"http://{shown}:{port}{settings.prefix}/"))
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=_end_on_signal)
    server.on_startup(
        lambda: threading.Thread(target=_announce_when_open, args=(address, port, announce), daemon=True).start()
    )
    server.serve(target_loader=partial(create_application, settings), wrap_loader=False)


def _end_on_signal() -> None:
    """Let a worker that has not begun to answer end at once when it is told to.

    It begins with the handlers of the process that started it, which only note the signal there: a worker told to stop
    while it opens the index would not hear of it, and be waited for until it is killed. Ctrl-C reaches every process;
    the first one tells the workers.
    """
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def free_address(host: str, port: int) -> tuple[str, int]:
    """Address and port to listen on, a free one for port 0. Raises LubiaoError where that is not possible.

    Each worker listens for itself, and the system would let two servers share a port; so it is tried here once.
    """
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(place)
            address, chosen = tried.getsockname()[:2]
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise LubiaoError("cannot_listen", host=host, port=port, reason=reason) from error
    return str(address), int(chosen)


def _announce_when_open(address: str, port: int, announce: Callable[[], None]) -> None:
    """Wait until a worker takes requests, then call `announce`."""
    reached = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(address, address)  # noqa: S104 - compared, not bound
    while True:
        try:
            socket.create_connection((reached, port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return announce()

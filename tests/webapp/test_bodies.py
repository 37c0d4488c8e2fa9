"""Bodies that come slowly, never, or are too long, and those that are answered meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any

from webapp.admission import REFUSED
from webapp.bodies import MOST, Received


class Slow:
    """A body that comes when it is let."""

    def __init__(self) -> None:
        self.gate = threading.Event()

    def read(self, size: int) -> bytes:
        self.gate.wait()
        return b"late"[:size]


def inner(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    start("200 OK", [])
    return [environ.get(REFUSED, "").encode(), environ["wsgi.input"].read(), environ.get("CONTENT_LENGTH", "").encode()]


def ask(app: Received, body: Any, length: str = "", method: str = "POST") -> list[bytes]:
    environ = {"REQUEST_METHOD": method, "wsgi.input": body, "CONTENT_LENGTH": length}
    return list(app(environ, lambda *_: None))  # type: ignore[arg-type]


def received(seconds: float = 30) -> Received:
    return Received(inner, lambda environ, _: [environ[REFUSED].encode()], seconds, lambda _: 10)


def test_a_body_is_handed_over_as_a_whole() -> None:
    assert ask(received(), BytesIO(b"abc"), "3") == [b"", b"abc", b"3"]
    assert ask(received(), BytesIO(b"abc")) == [b"", b"abc", b"3"], "without a length"
    assert ask(received(), BytesIO(b"a" * 50)) == [b"", b"a" * 11, b"11"], "one byte more than allowed, to be refused"
    assert ask(received(), BytesIO(b"abc"), "0") == [b"", b"", b"0"]


def test_what_is_too_long_by_its_own_word_is_not_received() -> None:
    body = BytesIO(b"a" * 50)
    assert ask(received(), body, "50")[2] == b"50"


def test_slow_bodies_are_refused_and_hold_up_nobody() -> None:
    app = received(0.05)
    slow = [Slow() for _ in range(MOST)]
    assert [ask(app, body, "4") for body in slow] == [[b"slow"]] * MOST
    assert ask(app, BytesIO(b"abc"), "3") == [b"busy"]
    assert ask(app, BytesIO(b""), method="GET") == [b"", b"", b""]
    for body in slow:
        body.gate.set()
    for thread in threading.enumerate():
        if thread.name == "body":
            thread.join(5)
    assert ask(app, BytesIO(b"abc"), "3") == [b"", b"abc", b"3"]


def test_a_body_that_breaks_off_is_none() -> None:
    class Broken:
        def read(self, size: int) -> bytes:
            raise ConnectionError(size)

    assert ask(received(), Broken(), "4") == [b"", b"", b"0"]

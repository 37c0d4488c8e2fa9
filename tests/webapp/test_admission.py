"""Requests that take too long, that are too many, that fail, and those that are answered meanwhile."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask

from webapp.admission import REFUSED, Limited


class Inner:
    """An application whose paths take their time; counts what has begun and what was cut short."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.begun = threading.Semaphore(0)
        self.stopped = threading.Event()
        self.stop = threading.Event()

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        if REFUSED in environ:
            start("503 Service Unavailable", [("Content-Length", "4")])
            return [environ[REFUSED].encode()]
        answer: Iterable[bytes] = getattr(self, environ["PATH_INFO"].strip("/"))(start)
        return answer

    def quick(self, start: Callable[..., Any]) -> Iterable[bytes]:
        start("200 OK", [("Content-Length", "4")])
        return iter([b"qu", b"ck"])

    def endless(self, start: Callable[..., Any]) -> Iterable[bytes]:
        self.begun.release()
        try:
            while not self.stop.is_set():
                sum(range(100))
        finally:
            self.stopped.set()
        start("200 OK", [("Content-Length", "4")])
        return [b"done"]

    def stuck(self, start: Callable[..., Any]) -> Iterable[bytes]:
        """Outside of Python, as on a dead disk; answers long after it was given up."""
        self.begun.release()
        self.gate.wait()
        start("200 OK", [])
        return []

    def broken(self, start: Callable[..., Any]) -> Iterable[bytes]:
        raise ZeroDivisionError

    def long(self, start: Callable[..., Any]) -> Iterable[bytes]:
        start("200 OK", [])
        return (b"%d " % row for row in range(3))


def ask(app: Limited, path: str) -> tuple[str, bytes]:
    told: list[str] = []
    body = app({"PATH_INFO": path}, lambda status, headers, error=None: told.append(status))  # type: ignore[arg-type]
    return told[0][:3], b"".join(body)


@pytest.fixture
def inner() -> Iterator[Inner]:
    made = Inner()
    yield made
    made.gate.set()


def test_answers_pass_through(inner: Inner) -> None:
    app = Limited(inner, threads=1, queue=1, seconds=5)
    assert ask(app, "/quick") == ("200", b"quck")
    assert ask(app, "/long") == ("200", b"0 1 2 ")
    with pytest.raises(ZeroDivisionError):
        ask(app, "/broken")
    assert ask(app, "/quick") == ("200", b"quck")


def test_a_request_without_end_is_stopped_and_the_next_is_answered(inner: Inner) -> None:
    app = Limited(inner, threads=1, queue=1, seconds=0.3)
    started = time.monotonic()
    assert ask(app, "/endless") == ("503", b"slow")
    assert time.monotonic() - started < 3
    assert inner.stopped.wait(5)
    assert ask(app, "/quick") == ("200", b"quck")


def test_a_stuck_thread_is_replaced(inner: Inner) -> None:
    app = Limited(inner, threads=1, queue=2, seconds=0.2)
    assert [ask(app, "/stuck") for _ in range(3)] == [("503", b"slow")] * 3
    assert ask(app, "/quick") == ("200", b"quck")


def test_waiting_counts(inner: Inner) -> None:
    app = Limited(inner, threads=1, queue=5, seconds=0.5)
    with ThreadPoolExecutor(5) as clients:
        first = clients.submit(ask, app, "/stuck")
        assert inner.begun.acquire(timeout=5)
        waiting = clients.submit(ask, app, "/stuck")
        assert first.result(5)[1] == waiting.result(5)[1] == b"slow"


def test_a_full_line_is_told_at_once(inner: Inner) -> None:
    app = Limited(inner, threads=1, queue=1, seconds=30)
    with ThreadPoolExecutor(5) as clients:
        running = clients.submit(ask, app, "/stuck")
        assert inner.begun.acquire(timeout=5)
        waiting = clients.submit(ask, app, "/quick")
        deadline = time.monotonic() + 5
        while ask(app, "/quick") != ("503", b"busy"):
            assert time.monotonic() < deadline
        inner.gate.set()
        assert running.result(5)[0] == "200"
        assert waiting.result(5) == ("200", b"quck")
    assert ask(app, "/quick") == ("200", b"quck")


def test_what_comes_too_late_reaches_nobody(inner: Inner) -> None:
    app = Limited(inner, threads=1, queue=0, seconds=0.2)
    assert ask(app, "/stuck") == ("503", b"slow")
    inner.gate.set()
    assert ask(app, "/quick") == ("200", b"quck")


def test_many_at_once_lose_nothing(inner: Inner) -> None:
    app = Limited(inner, threads=3, queue=200, seconds=30)
    with ThreadPoolExecutor(16) as clients:
        answers = list(clients.map(lambda _: ask(app, "/quick"), range(200)))
    assert answers == [("200", b"quck")] * 200


@pytest.mark.parametrize(("slug", "said"), [("busy", "服务器繁忙"), ("slow", "处理超时")])
def test_refusals_are_pages_and_problem_documents(app: Flask, slug: str, said: str) -> None:
    client = app.test_client()
    page = client.get("/search?q=x", environ_overrides={REFUSED: slug})
    assert (page.status_code, page.headers["Retry-After"], page.headers["Cache-Control"]) == (503, "30", "no-store")
    assert said in page.get_data(as_text=True)
    problem = client.get("/api/search?q=x", environ_overrides={REFUSED: slug})
    assert (problem.status_code, problem.mimetype) == (503, "application/problem+json")
    assert problem.get_json()["title"] == said
    assert problem.get_json()["type"].endswith(f"/help#problem-{slug}")


def test_a_refusal_asks_nothing_of_the_catalogue(tmp_path: Any) -> None:
    """The index is what may hang: a page that says so must not wait for it."""
    from webapp.app import create_app

    app = create_app(tmp_path / "none")
    app.extensions["lubiao"] = None
    assert app.test_client().get("/", environ_overrides={REFUSED: "slow"}).status_code == 503


def test_some_requests_may_take_longer(inner: Inner) -> None:
    app = Limited(inner, 1, 1, 0.1, lambda environ: 60 if environ["PATH_INFO"] == "/endless" else None)
    with ThreadPoolExecutor(1) as clients:
        running = clients.submit(ask, app, "/stuck")
        assert running.result(5) == ("503", b"slow")
        assert inner.begun.acquire(timeout=5)
        waiting = clients.submit(ask, app, "/endless")
        assert inner.begun.acquire(timeout=5)
        # the others have run out of time long before it
        assert ask(app, "/quick") == ("503", b"slow")
        assert not waiting.done()
        inner.stop.set()
        assert waiting.result(5) == ("200", b"done")

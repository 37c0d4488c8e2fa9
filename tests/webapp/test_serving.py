"""The server as a process: workers, stopping, dying, new generations, slow clients, limits, wrong addresses."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from click.testing import CliRunner

from standard.errors import LubiaoError
from webapp.cli import main
from webapp.serving import MAX_HEAD, Mounted, Settings, choose_worker_count, create_application, free_address

ROOT = Path(__file__).resolve().parents[2]
#: what Linux tells of this process; of others beside it
PROC = Path("/proc/self")
#: an application that is slow where it is asked to be, served the way `lubiao serve` does: a request holds until the
#: test lets it go; on demand only the first worker is ever ready. A dead worker is looked after for as long as a living
#: one may take to stop, which is short here.
_SLOW = """
import socket, sys, threading
from pathlib import Path
import webapp.app, webapp.serving as serving
serving.STOP_SECONDS = 1
made = webapp.app.create_app
def create_app(*args, **more):
    app = made(*args, **more)
    def hold(port):
        with socket.create_connection(("127.0.0.1", port)) as held:
            held.recv(1)
        return "held"
    app.add_url_rule("/api/hold/<int:port>", "hold", hold)
    def spin():
        while True:
            pass
    app.add_url_rule("/api/spin", "spin", spin)
    if stuck:
        try:
            Path(index, "first").touch(exist_ok=False)
        except FileExistsError:
            threading.Event().wait()
    return app
webapp.app.create_app = create_app
index, seconds, workers, threads, *stuck = sys.argv[1:]
bounds = {"workers": int(workers), "threads": int(threads), "queue": 2, "seconds": float(seconds)}
settings = serving.Settings(Path(index), port=0, **bounds)
serving.serve(settings, lambda text: print(text, flush=True))
"""


class Server:
    """A running server."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        line = next((line for line in process.stdout or () if "http://" in line), "")
        assert line, process.wait(10)
        found = re.search(r"http://[^/]+:(\d+)", line)
        assert found is not None
        self.line = line
        self.port = int(found[1])

    def get(self, path: str, body: bytes | None = None) -> tuple[int, Any]:
        try:
            with urlopen(Request(f"http://127.0.0.1:{self.port}{path}", body, method="GET"), timeout=30) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as error:
            return error.code, error.read().decode()

    def workers(self) -> list[int]:
        path = PROC.parent / str(self.process.pid) / "task" / str(self.process.pid) / "children"
        return [int(pid) for pid in path.read_text(encoding="ascii").split()]


class Holder:
    """Holds requests to `/api/hold/<port>` and lets them go, all that it holds at once."""

    def __init__(self, server: Server, listener: socket.socket) -> None:
        self._listener = listener
        self._get = partial(server.get, f"/api/hold/{listener.getsockname()[1]}")
        self._held: list[socket.socket] = []
        self.answers: SimpleQueue[tuple[int, Any]] = SimpleQueue()

    def ask(self, times: int) -> None:
        for _ in range(times):
            Thread(target=lambda: self.answers.put(self._get()), daemon=True).start()

    def hold(self, times: int) -> None:
        """Wait until so many requests are worked on."""
        self._held += [self._listener.accept()[0] for _ in range(times)]

    def let_go(self) -> None:
        while self._held:
            self._held.pop().close()

    def answered(self, times: int) -> list[tuple[int, Any]]:
        return [self.answers.get(timeout=30) for _ in range(times)]


@contextmanager
def holding(server: Server) -> Iterator[Holder]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(30)
        holder = Holder(server, listener)
        try:
            yield holder
        finally:
            holder.let_go()


@contextmanager
def running(*command: object) -> Iterator[Server]:
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        [sys.executable, *map(str, command)], stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environ
    ) as process:
        try:
            yield Server(process)
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                raise


@pytest.fixture
def index(tmp_path: Path) -> Path:
    rows = [{"number": "GB 5749-2022", "title": "生活饮用水卫生标准", "status": "现行"}]
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (tmp_path / "rows.jsonl").write_text(text, encoding="utf-8")
    done = CliRunner().invoke(main, ["reindex", str(tmp_path / "rows.jsonl"), "--index", str(tmp_path / "index")])
    assert done.exit_code == 0
    return tmp_path / "index"


def until(true: Callable[[], object], seconds: float = 15) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def answers(server: Server, times: int) -> bool:
    """Whether it answers so many times in a row; what the dead worker had taken is reset by the system."""
    try:
        return all(server.get("/healthz")[0] == 200 for _ in range(times))
    except OSError:
        return False


def ended(worker: int) -> bool:
    """Whether a process is over, though nobody may have asked how it ended."""
    try:
        return (PROC.parent / str(worker) / "stat").read_text(encoding="utf-8").rpartition(") ")[2].startswith("Z")
    except FileNotFoundError:
        return True


def test_serves_notices_a_new_generation_and_stops(index: Path) -> None:
    command = ("-m", "webapp.cli", "serve", "--port", 0, "--workers", 2, "--index", index, "--prefix", "lu/biao/")
    with running(*command) as server:
        assert "/lu/biao/" in server.line
        assert 'href="/lu/biao/standards/GB_5749-2022"' in server.get("/search?q=GB5749")[1]
        assert server.get("/lu/biao/healthz") == (200, '{"ok":true,"generation":"000001","count":1}\n')
        done = CliRunner().invoke(main, ["remove", "GB 5749-2022", "--index", str(index)])
        assert done.exit_code == 0
        # both workers: connections are spread over them
        assert {server.get("/healthz")[1] for _ in range(20)} == {'{"ok":true,"generation":"000002","count":0}\n'}
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(20) == 0


def test_requests_in_flight_end_before_it_stops(index: Path) -> None:
    with running("-c", _SLOW, index, 20, 3, 2) as server, holding(server) as holder:
        holder.ask(2)
        holder.hold(2)
        workers = server.workers() if PROC.is_dir() else []
        server.process.send_signal(signal.SIGINT)
        # a worker that has nothing to do ends at once: the server has begun to stop
        until(lambda: not workers or any(map(ended, workers)))
        assert holder.answers.empty()
        holder.let_go()
        assert holder.answered(2) == [(200, "held")] * 2
        assert server.process.wait(20) == 0
        with pytest.raises(OSError, match="refused"):
            socket.create_connection(("127.0.0.1", server.port), timeout=1)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_though_a_worker_is_not_ready_yet(index: Path, how: signal.Signals) -> None:
    with running("-c", _SLOW, index, 600, 2, 1, "stuck") as server:
        assert server.get("/healthz")[0] == 200
        server.process.send_signal(how)
        # a worker that did not hear of it would be waited for ten minutes
        assert server.process.wait(30) == 0


@pytest.mark.skipif(not PROC.is_dir(), reason="finds the workers in /proc")
def test_a_worker_that_dies_is_replaced(index: Path) -> None:
    with running("-c", _SLOW, index, 5, 2, 2) as server:
        before = server.workers()
        assert len(before) == 2
        os.kill(before[0], signal.SIGKILL)
        until(lambda: len(server.workers()) == 2 and before[0] not in server.workers())
        until(lambda: answers(server, 10))
        server.process.terminate()
        # the server looks after the dead worker for as long as a living one would have to stop
        assert server.process.wait(25) == 0


def test_a_request_that_takes_too_long_is_refused_and_blocks_no_other(index: Path) -> None:
    with running("-c", _SLOW, index, 1, 1, 2) as server:
        slow: list[tuple[int, Any]] = []
        threads = [Thread(target=lambda: slow.append(server.get("/api/spin"))) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert [status for status, _ in slow] == [503, 503]
        assert json.loads(slow[0][1])["title"] == "处理超时"
        # it would have run out of time, too
        assert server.get("/healthz")[0] == 200


def test_too_many_at_once_are_told(index: Path) -> None:
    with running("-c", _SLOW, index, 20, 1, 2) as server, holding(server) as holder:
        holder.ask(2)
        holder.hold(2)
        # two are worked on, two wait
        holder.ask(5)
        assert [status for status, _ in holder.answered(3)] == [503] * 3
        holder.let_go()
        holder.hold(2)
        holder.let_go()
        assert holder.answered(4) == [(200, "held")] * 4


def test_slow_clients_cost_no_thread(index: Path) -> None:
    command = ("-m", "webapp.cli", "serve", "--port", 0, "--workers", 1, "--threads", 1, "--queue", 1)
    with running(*command, "--index", index) as server, ExitStack() as stack:
        for half in (b"", b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: "):
            for _ in range(20):
                slow = stack.enter_context(socket.create_connection(("127.0.0.1", server.port)))
                slow.sendall(half)
        assert server.get("/healthz")[0] == 200


def test_too_long_heads_and_queries(index: Path) -> None:
    with running("-m", "webapp.cli", "serve", "--port", 0, "--workers", 1, "--index", index) as server:
        assert server.get("/search?q=" + "a" * 10_000)[0] == 200
        assert server.get("/search?q=" + "a" * 140_000)[0] == 414
        assert server.get("/search?q=" + "a" * MAX_HEAD)[0] in (414, 431)
        assert server.get("/search", body=b"a" * 70_000)[0] == 413


def test_forwarded_prefix_only_from_a_trusted_proxy(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LUBIAO_PROXIES", raising=False)
    headers = {"HTTP_X_FORWARDED_PREFIX": "/evil", "PATH_INFO": "/search", "REQUEST_METHOD": "GET", "QUERY_STRING": ""}
    for proxies, links in ((None, 'href="/search'), (1, 'href="/evil/search')):
        from werkzeug.test import Client

        client = Client(create_application(Settings(index, proxies=proxies)))
        assert links in client.get("/search", environ_overrides=headers).get_data(as_text=True)


def test_the_prefix_may_be_on_the_path_or_off() -> None:
    seen: list[tuple[str, str]] = []

    def inner(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        seen.append((environ["SCRIPT_NAME"], environ["PATH_INFO"]))
        return []

    for path in ("/p", "/p/", "/p/x", "/px", "/x"):
        Mounted(inner, "/p")({"PATH_INFO": path}, lambda *_: lambda _: None)
    assert seen == [("/p", ""), ("/p", "/"), ("/p", "/x"), ("/p", "/px"), ("/p", "/x")]


def test_a_port_in_use_and_a_host_that_is_none(index: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        for options in (["--port", str(port)], ["--host", "nowhere.invalid"], ["--host", "10.255.255.1"]):
            done = CliRunner().invoke(main, ["serve", "--index", str(index), *options])
            assert done.exit_code == 3, options
            assert "无法监听" in done.stderr
            assert "Traceback" not in done.output
    assert CliRunner().invoke(main, ["serve", "--port", "99999"]).exit_code == 2


def test_a_wrong_port_is_told_before_an_index_is_built(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["serve", "--host", "nowhere.invalid", "--index", str(tmp_path / "none")])
    assert done.exit_code == 3
    assert not (tmp_path / "none").exists()


def test_free_address() -> None:
    address, port = free_address("localhost", 0)
    assert address in ("127.0.0.1", "::1")
    assert port > 0
    with pytest.raises(LubiaoError, match="无法监听"):
        free_address("nowhere.invalid", 0)
    with pytest.raises(LubiaoError, match="无法监听"):
        free_address("x" * 300, 0)


def test_usual_workers_are_few() -> None:
    assert 1 <= choose_worker_count() <= 4


def test_an_index_that_is_damaged_is_told_by_the_pages(index: Path) -> None:
    from werkzeug.test import Client

    manifest = index / "000001" / "manifest.json"
    whole = manifest.read_bytes()
    manifest.write_bytes(whole[:-9])
    client = Client(create_application(Settings(index)))
    assert client.get("/healthz").status_code == 503
    manifest.write_bytes(whole)
    assert client.get("/healthz").status_code == 200

"""A cluster: its nodes are processes, known by the files `node1.pid` … in its folder."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tools.cluster.java import find_java, make_ready

HOST = "127.0.0.1"
#: seconds between two looks at a process or a node
_PAUSE = 0.1


class ClusterFailed(Exception):
    """Nodes were started and do not do what they should; the message names the log."""


class Cluster:
    """So many nodes with their data under a folder; node i answers on port `http` + i, from 1 on.

    Without `http` and `transport`, free ports are taken, and kept in the folder for whoever opens it next. Where an
    `owner` is given, the nodes end when that process does; those of a `with` end with the process that it is in.
    """

    def __init__(
        self,
        folder: Path,
        nodes: int = 3,
        heap: str = "512m",
        *,
        http: int = 0,
        transport: int = 0,
        owner: int | None = None,
    ) -> None:
        self.folder, self.heap, self.owner = folder.resolve(), heap, owner
        self.numbers = range(1, nodes + 1)
        if not (http and transport):
            http, transport = self._ports(nodes)
        self.http, self.transport = http, transport

    def __enter__(self) -> Self:
        self.owner = self.owner or os.getpid()
        self.start_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def address(self) -> str:
        """What `lubiao --index` is given."""
        return f"opensearch+http://{','.join(f'{HOST}:{self.http + i}' for i in self.numbers)}/lubiao"

    def pid(self, i: int) -> int | None:
        """The process of a node while it runs; a number that another program has since got is none."""
        try:
            pid, since = (self.folder / f"node{i}.pid").read_text(encoding="ascii").split()
        except (OSError, ValueError):
            return None
        return int(pid) if since == _started(int(pid)) and not _has_ended(int(pid)) else None

    @property
    def _expected(self) -> list[int]:
        """The nodes that were started, and neither killed nor stopped since."""
        return sorted(int(file.stem.removeprefix("node")) for file in self.folder.glob("node*.pid"))

    def start_all(self) -> None:
        """Start the nodes that do not run, and wait until green. Raises ClusterUnavailable and ClusterFailed."""
        try:
            for i in self.numbers:
                self.start(i)
            self.wait_green()
        except BaseException:
            self.stop()
            raise

    def start(self, i: int) -> None:
        """Start a node, if it does not run; it answers later (`wait_green`). Raises ClusterUnavailable."""
        if self.pid(i):
            return
        java = find_java()
        program = make_ready(java)
        self.folder.mkdir(parents=True, exist_ok=True)
        memory = [f"-Xms{self.heap}", f"-Xmx{self.heap}", "-XX:TieredStopAtLevel=1"]
        options = [*memory, "-Dlog4j2.level=WARN", *([f"-Downer={self.owner}"] if self.owner else [])]
        home = self.folder / f"node{i}"
        command: list[str | Path] = [
            java.home / "bin" / "java",
            *options,
            "-cp",
            program,
            "SearchNode",
            home,
            *self._settings(i),
        ]
        with home.with_suffix(".log").open("ab") as log:
            node = subprocess.Popen(  # noqa: S603 - the command is made here
                command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True
            )
        home.with_suffix(".pid").write_text(f"{node.pid} {_started(node.pid)}", encoding="ascii")
        node.returncode = 0  # it may outlive this program, and is ended by its number

    def _settings(self, i: int) -> list[str]:
        seeds = ",".join(f"{HOST}:{self.transport + n}" for n in self.numbers)
        first = ",".join(f"node{n}" for n in self.numbers)
        several = [f"discovery.seed_hosts={seeds}", f"cluster.initial_cluster_manager_nodes={first}"]
        return [
            *(f"node.name=node{i}", f"cluster.name=lubiao-{self.http}", f"network.host={HOST}"),
            *(f"http.port={self.http + i}", f"transport.port={self.transport + i}"),
            "cluster.routing.allocation.disk.threshold_enabled=false",
            *(several if len(self.numbers) > 1 else ["discovery.type=single-node"]),
        ]

    def kill(self, i: int) -> None:
        """End a node at once, as a power cut would."""
        self._end(i, signal.SIGKILL)

    def stop(self) -> None:
        """End all nodes whose processes the folder names, those of a program that has crashed too."""
        for i in self._expected:
            if pid := self.pid(i):
                os.kill(pid, signal.SIGTERM)
        for i in self._expected:
            self._end(i, signal.SIGTERM)

    def _end(self, i: int, how: signal.Signals, seconds: float = 30) -> None:
        until = time.monotonic() + seconds
        if pid := self.pid(i):
            os.kill(pid, how)
            while not _has_ended(pid):
                if time.monotonic() > until:
                    os.kill(pid, signal.SIGKILL)
                time.sleep(_PAUSE)
        (self.folder / f"node{i}.pid").unlink(missing_ok=True)

    def ask(self, path: str, i: int | None = None) -> Any:
        """The answer of a node, or of the first that answers. Raises ConnectionError where none does."""
        for n in [i] if i else self.numbers:
            line = http.client.HTTPConnection(HOST, self.http + n, timeout=30)
            try:
                line.request("GET", path)
                answer = line.getresponse()
                if answer.status < http.client.INTERNAL_SERVER_ERROR:
                    return json.loads(answer.read())
            except (OSError, http.client.HTTPException):
                continue
            finally:
                line.close()
        raise ConnectionError(f"no node of {self.address} answers")

    def manager(self) -> int:
        """The number of the node that is elected. Raises ConnectionError while none is."""
        return int(self.ask("/_cat/cluster_manager?format=json")[0]["node"].removeprefix("node"))

    def wait_green(self, seconds: float = 180) -> None:
        """Ask until all nodes that were started have joined and all copies stand. Raises ClusterFailed."""
        until = time.monotonic() + seconds
        running = self._expected
        while running and time.monotonic() < until:
            for i in running:
                if not self.pid(i):
                    raise ClusterFailed(f"node {i} has ended: see {self.folder / f'node{i}.log'}")
            try:
                if self._is_green(running):
                    return
            except ConnectionError:
                pass
            time.sleep(_PAUSE)
        raise ClusterFailed(f"not green after {seconds:.0f} s with nodes {running}: see {self.folder}/node*.log")

    def _is_green(self, running: list[int]) -> bool:
        """Whether each node answers itself, which it does some time after it has joined, and sees these processes."""
        wanted = {self.pid(i) for i in running}
        for i in running:
            nodes = self.ask("/_nodes/process?timeout=5s", i)["nodes"].values()
            if {node["process"]["id"] for node in nodes} != wanted:
                return False
        health = self.ask(
            f"/_cluster/health?wait_for_status=green&wait_for_nodes={len(running)}&timeout=5s", running[0]
        )
        return health["status"] == "green" and not health["timed_out"]

    def _ports(self, nodes: int) -> tuple[int, int]:
        kept = self.folder / "ports"
        if not kept.is_file():
            self.folder.mkdir(parents=True, exist_ok=True)
            http_port = _free_before(nodes)
            kept.write_text(f"{http_port} {_free_before(nodes, beside=http_port)}", encoding="ascii")
        first, second = kept.read_text(encoding="ascii").split()
        return int(first), int(second)


def _has_ended(pid: int) -> bool:
    """Whether a process is gone with all its threads, and so has let go of its ports; a child is waited for."""
    try:
        return os.waitpid(pid, os.WNOHANG)[0] == pid
    except ChildProcessError:  # started by another program
        pass
    state = _stat(pid)
    threads = Path(f"/proc/{pid}/task")
    try:
        return not state or (state[0] == "Z" and len(list(threads.iterdir())) == 1)
    except OSError:
        return True


def _stat(pid: int) -> list[str]:
    """What the system says of a process after its name; empty where there is none."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return []


def _started(pid: int) -> str:
    """When a process began, in ticks since the machine did: together with its number it names the process."""
    return _stat(pid)[19] if _stat(pid) else ""


def _free_before(count: int, beside: int = 0) -> int:
    """A port after which so many are free. Raises ClusterFailed."""
    for _ in range(100):
        with socket.socket() as any_port:
            any_port.bind((HOST, 0))
            port = int(any_port.getsockname()[1])
        if abs(port - beside) > count and all(map(_is_free, range(port + 1, port + count + 1))):
            return port
    raise ClusterFailed(f"no {count} free ports in a row")


def _is_free(port: int) -> bool:
    try:
        with socket.socket() as tried:
            tried.bind((HOST, port))
    except (OSError, OverflowError):
        return False
    return True

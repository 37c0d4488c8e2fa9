"""A cluster: its nodes are processes, known by the files `node1.pid` … in its folder."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tools.cluster.java import ClusterUnavailable, find_java, make_ready

HOST = "127.0.0.1"


class Cluster:
    """So many nodes with their data under a folder; node i answers on port `http` + i, from 1 on."""

    def __init__(
        self, folder: Path, nodes: int = 3, heap: str = "512m", http: int = 9200, transport: int = 9300
    ) -> None:
        self.folder, self.heap = folder.resolve(), heap
        self.numbers = range(1, nodes + 1)
        self.http, self.transport = http, transport

    def __enter__(self) -> Self:
        try:
            for i in self.numbers:
                self.start(i)
            self.wait_green()
        except BaseException:
            self.stop()
            raise
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
            pid = int((self.folder / f"node{i}.pid").read_text(encoding="ascii"))
            command = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        except (OSError, ValueError):
            return None
        return pid if os.fsencode(self.folder / f"node{i}") in command else None

    def start(self, i: int) -> None:
        """Start a node, if it does not run; raises ClusterUnavailable."""
        if self.pid(i):
            return
        java = find_java()
        program = make_ready(java)
        self.folder.mkdir(parents=True, exist_ok=True)
        seeds = ",".join(f"{HOST}:{self.transport + n}" for n in self.numbers)
        several = [
            f"discovery.seed_hosts={seeds}",
            f"cluster.initial_cluster_manager_nodes={','.join(f'node{n}' for n in self.numbers)}",
        ]
        settings = [
            *(f"node.name=node{i}", f"cluster.name=lubiao-{self.http}", f"network.host={HOST}"),
            *(f"http.port={self.http + i}", f"transport.port={self.transport + i}"),
            "cluster.routing.allocation.disk.threshold_enabled=false",
            *(several if len(self.numbers) > 1 else ["discovery.type=single-node"]),
        ]
        options = [f"-Xms{self.heap}", f"-Xmx{self.heap}", "-XX:TieredStopAtLevel=1", "-Dlog4j2.level=WARN"]
        command = [
            str(java.home / "bin" / "java"),
            *options,
            "-cp",
            program,
            "SearchNode",
            str(self.folder / f"node{i}"),
            *settings,
        ]
        with (self.folder / f"node{i}.log").open("ab") as log:
            node = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True)  # noqa: S603
        (self.folder / f"node{i}.pid").write_text(str(node.pid), encoding="ascii")
        node.returncode = 0  # it outlives this program: ended by its number, not by this object

    def kill(self, i: int) -> None:
        """End a node at once, as a power cut would."""
        self._end(i, signal.SIGKILL)

    def stop(self) -> None:
        """End all nodes, those of a cluster too whose program has crashed."""
        for i in self.numbers:
            if pid := self.pid(i):
                os.kill(pid, signal.SIGTERM)
        for i in self.numbers:
            self._end(i, signal.SIGTERM)

    def _end(self, i: int, how: signal.Signals, seconds: float = 30) -> None:
        until = time.monotonic() + seconds
        if pid := self.pid(i):
            os.kill(pid, how)
        while pid := self.pid(i):
            if time.monotonic() > until:
                os.kill(pid, signal.SIGKILL)
            _reap(pid)
            time.sleep(0.05)
        (self.folder / f"node{i}.pid").unlink(missing_ok=True)

    def ask(self, path: str, i: int | None = None) -> Any:
        """The answer of a node, or of the first that answers; raises ConnectionError where none does."""
        for n in [i] if i else self.numbers:
            line = http.client.HTTPConnection(HOST, self.http + n, timeout=30)
            try:
                line.request("GET", path)
                return json.loads(line.getresponse().read())
            except (OSError, http.client.HTTPException):
                continue
            finally:
                line.close()
        raise ConnectionError(f"no node of {self.address} answers")

    def manager(self) -> int:
        """The number of the node that is elected."""
        return int(self.ask("/_cat/cluster_manager?format=json")[0]["node"].removeprefix("node"))

    def wait_green(self, seconds: float = 180) -> None:
        """Ask until all nodes that run are joined and all copies stand; raises ClusterUnavailable."""
        until = time.monotonic() + seconds
        running = [i for i in self.numbers if self.pid(i)]
        while time.monotonic() < until:
            for i in running:
                if not self.pid(i):
                    raise ClusterUnavailable(f"node {i} has ended: see {self.folder / f'node{i}.log'}")
            try:
                said = self.ask(f"/_cluster/health?wait_for_status=green&wait_for_nodes={len(running)}&timeout=5s")
            except ConnectionError:
                time.sleep(0.1)
                continue
            if said.get("status") == "green" and not said["timed_out"]:
                return
        raise ClusterUnavailable(f"not green after {seconds:.0f} s: see {self.folder}/node*.log")


def _reap(pid: int) -> None:
    try:
        os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:  # started by another program
        return

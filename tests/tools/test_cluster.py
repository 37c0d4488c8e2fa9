from __future__ import annotations

import os
import select
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from tools.cluster import Cluster, ClusterFailed, ClusterUnavailable, find_java, java, nodes
from tools.cluster.__main__ import main

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def sleeper() -> Iterator[subprocess.Popen[bytes]]:
    """Another program's process."""
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    yield process
    process.kill()
    process.communicate()


@pytest.mark.cluster
def test_each_shared_node_sees_all(cluster: Cluster) -> None:
    """Not that it is green: what other tests write just now is not copied yet."""
    pids = {cluster.pid(i) for i in cluster.numbers}
    assert len(pids - {None}) == 3
    for i in cluster.numbers:
        seen = cluster.ask("/_nodes/process", i)["nodes"].values()
        assert {node["process"]["id"] for node in seen} == pids
    assert cluster.manager() in cluster.numbers


@pytest.mark.cluster
@pytest.mark.slow
def test_the_elected_node_is_killed_and_comes_back(cluster: Cluster, tmp_path: Path) -> None:
    with Cluster(tmp_path / "own") as own:
        lost = own.manager()
        before = own.pid(lost)
        arguments = ["--folder", str(own.folder), "--http", str(own.http), "--transport", str(own.transport)]
        assert CliRunner().invoke(main, ["kill-node", str(lost), *arguments]).exit_code == 0
        own.wait_green()
        assert own.pid(lost) is None
        assert own.manager() != lost
        own.start(lost)
        own.wait_green()
        seen = own.ask("/_nodes/process", lost)["nodes"].values()
        pids = [own.pid(i) for i in own.numbers]
        assert sorted(node["process"]["id"] for node in seen) == sorted(pid or 0 for pid in pids)
        assert own.pid(lost) not in {None, before}
        shown = CliRunner().invoke(main, ["status", *arguments])
        assert shown.exit_code == 0
        assert "green, elected: node" in shown.stdout
    assert [own.pid(i) for i in own.numbers] == [None] * 3
    assert CliRunner().invoke(main, ["status", *arguments]).exit_code == 1
    assert cluster.ask("/_cluster/health")["number_of_nodes"] == 3, "another cluster beside it was touched"


@pytest.mark.cluster
@pytest.mark.slow
def test_nodes_end_with_the_program_that_was_killed(cluster: Cluster, tmp_path: Path) -> None:
    program = "import sys; from pathlib import Path; from tools.cluster import Cluster\n"
    program += "with Cluster(Path(sys.argv[1]), 1): print(flush=True); input()"
    run = subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path / "own")], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert run.stdout is not None
    run.stdout.readline()
    own = Cluster(tmp_path / "own", 1)
    pid = own.pid(1)
    assert pid
    waiting = os.pidfd_open(pid)
    run.kill()
    run.communicate()
    assert select.select([waiting], [], [], 60)[0], "the node still runs"
    os.close(waiting)
    own.stop()


def test_a_process_of_another_program_is_left_alone(tmp_path: Path, sleeper: subprocess.Popen[bytes]) -> None:
    (tmp_path / "node1.pid").write_text(f"{sleeper.pid} 1", encoding="ascii")
    own = Cluster(tmp_path)
    assert own.pid(1) is None
    own.stop()
    assert sleeper.poll() is None
    assert not (tmp_path / "node1.pid").exists()


def test_a_node_that_ended_by_itself_is_no_green_cluster(tmp_path: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    (tmp_path / "node2.pid").write_text(f"{ended.pid} 1", encoding="ascii")
    with pytest.raises(ClusterFailed, match=r"node 2 has ended: see .*node2\.log"):
        Cluster(tmp_path).wait_green()


def test_a_process_counts_from_its_first_moment(tmp_path: Path, sleeper: subprocess.Popen[bytes]) -> None:
    (tmp_path / "node1.pid").write_text(f"{sleeper.pid} {nodes._started(sleeper.pid)}", encoding="ascii")
    own = Cluster(tmp_path)
    assert own.pid(1) == sleeper.pid, "whatever its command line is"
    own.kill(1)
    assert own.pid(1) is None


def test_ports_are_kept_for_the_next_program(tmp_path: Path) -> None:
    first, second = Cluster(tmp_path), Cluster(tmp_path)
    assert (first.address, first.transport) == (second.address, second.transport)


@pytest.mark.parametrize(("release", "version"), [(25, "3.8.0"), (21, "3.8.0"), (20, "2.19.1"), (17, "2.19.1")])
def test_java_decides_the_version(release: int, version: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _jdk(tmp_path, release)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    assert (find_java().version, find_java().release) == (version, release)


def test_what_is_missing_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    arguments = ["start", "--folder", str(tmp_path / "nodes")]
    monkeypatch.setattr(java, "READY", tmp_path / "programs")
    for release, said in ((None, "no JDK 17 or newer"), (11, "no JDK 17 or newer"), (21, "Maven (mvn) is not in PATH")):
        if release:
            _jdk(tmp_path, release)
        monkeypatch.setenv("JAVA_HOME", str(tmp_path))
        monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
        done = CliRunner().invoke(main, arguments)
        assert done.exit_code == 3
        assert said in done.stderr.splitlines()[-1]
    _program(tmp_path / "nothing" / "mvn", "echo '[ERROR] Unknown host'; echo more; exit 1")
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 3
    assert (
        done.stderr.splitlines()[-1] == "Maven could not fetch OpenSearch (is there a network?): [ERROR] Unknown host"
    )
    with pytest.raises(ClusterUnavailable):
        Cluster(tmp_path / "nodes").start(1)


def _jdk(home: Path, release: int) -> None:
    _program(home / "bin" / "javac", f"echo javac {release}.0.1")


def _program(path: Path, line: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{line}\n", encoding="ascii")
    path.chmod(0o755)

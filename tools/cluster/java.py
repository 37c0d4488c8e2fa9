"""Which Java there is, which OpenSearch it can run, and the node program made ready for it."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
#: what is fetched and compiled, for all clusters of this checkout
READY = HERE.parent.parent / ".cluster" / "programs"
#: oldest Java -> version of the runner, the newest first
RUNNERS = ((21, "3.8.0.0"), (17, "2.19.1.0"))


class ClusterUnavailable(Exception):
    """Java, Maven or what they need is not here; the message is one line that says what to do."""


class Java(NamedTuple):
    """A JDK and the version of OpenSearch that it runs."""

    home: Path
    release: int
    runner: str

    @property
    def version(self) -> str:
        """The version of OpenSearch: `3.8.0`."""
        return self.runner.rsplit(".", 1)[0]


def find_java() -> Java:
    """The JDK of JAVA_HOME, or else the newest in the usual places; raises ClusterUnavailable."""
    named = os.environ.get("JAVA_HOME")
    homes = [Path(named)] if named else list(_usual_homes())
    found = sorted(((_release(home), home) for home in homes if (home / "bin" / "javac").is_file()), reverse=True)
    for release, home in found:
        for oldest, runner in RUNNERS:
            if release >= oldest:
                return Java(home, release, runner)
    where = f"in JAVA_HOME {named}" if named else "in JAVA_HOME, /usr/lib/jvm, /opt or PATH"
    raise ClusterUnavailable(
        f"no JDK 17 or newer (java and javac) {where}: install one, or set JAVA_HOME to its folder"
    )


def _usual_homes() -> Iterator[Path]:
    for folder in (Path("/usr/lib/jvm"), Path("/opt")):
        yield from sorted(folder.glob("*"))
    compiler = shutil.which("javac")
    if compiler:
        yield Path(compiler).resolve().parent.parent


def _release(home: Path) -> int:
    done = subprocess.run([home / "bin" / "javac", "-version"], capture_output=True, text=True, check=False)  # noqa: S603
    found = re.search(r"javac (\d+)", done.stdout + done.stderr)
    return int(found[1]) if found else 0


def make_ready(java: Java) -> str:
    """Fetch and compile once; the class path of the node program. Raises ClusterUnavailable."""
    folder = READY / java.version
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "fetched").is_file():
            _fetch(java, folder)
            (folder / "fetched").touch()
        source, compiled = HERE / "SearchNode.java", folder / "SearchNode.class"
        if not compiled.is_file() or compiled.stat().st_mtime < source.stat().st_mtime:
            _run([java.home / "bin" / "javac", "-cp", f"{folder}/lib/*", "-d", folder, source], java, "javac")
    return f"{folder}:{folder}/lib/*"


def _fetch(java: Java, folder: Path) -> None:
    maven = shutil.which("mvn")
    if not maven:
        raise ClusterUnavailable("Maven (mvn) is not in PATH: install it, it fetches OpenSearch once")
    what = ["dependency:copy-dependencies", f"-DoutputDirectory={folder / 'lib'}", f"-Drunner={java.runner}"]
    _run(
        [maven, "-B", "-q", "-f", HERE / "pom.xml", *what],
        java,
        "Maven could not fetch OpenSearch (is there a network?)",
    )


def _run(command: list[str | Path], java: Java, what: str) -> None:
    environment = {**os.environ, "JAVA_HOME": str(java.home)}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)  # noqa: S603
    if done.returncode:
        said = (done.stdout + done.stderr).strip().splitlines() or ["nothing said"]
        raise ClusterUnavailable(f"{what}: {said[0]}")

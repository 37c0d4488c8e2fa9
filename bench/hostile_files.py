"""Files made to hurt whoever loads them: how each is made, and what loading it takes.

Each is small, or quick to make, and costs a reader without bounds minutes or gigabytes. A program loads it in a process
of its own into a folder of its own: seconds, peak memory, exit code, and whether the counts reconcile.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.hostile import jsons, tables, workbooks, xmls

#: name -> what writes such a file into a folder and gives its path; the sound row in most is `GB 1-2020`
FILES: dict[str, Callable[[Path], Path]] = {**workbooks.FILES, **jsons.FILES, **tables.FILES, **xmls.FILES}
#: bytes of address space after which a process gets no more, so that the machine stays usable
MOST_MEMORY = 6 << 30


@dataclass(frozen=True)
class Outcome:
    """What loading a file took and said."""

    name: str
    #: bytes of the file
    size: int
    seconds: float
    peak_memory_mb: float
    #: None where it was ended after the seconds allowed
    code: int | None
    read: int = 0
    indexed: int = 0
    merged: int = 0
    rejected: int = 0
    #: bytes of the rejects file
    rejects_size: int = 0
    #: the first reason, or what the program said last
    said: str = ""

    def line(self) -> str:
        """A row of the table."""
        counts = f"{self.read:>10,} = {self.indexed:,} + {self.merged:,} + {self.rejected:,}" if self.read else ""
        code = "ended" if self.code is None else f"exit {self.code}"
        measured = f"{self.name:34} {self.size:>11,} B {self.seconds:7.1f} s {self.peak_memory_mb:7,.0f} MB  {code:8}"
        return f"{measured} {counts:34} {self.said[:70]}"


def outcomes(program: list[str], names: Iterable[str], seconds: float, say: Callable[[str], None]) -> list[Outcome]:
    """Make each file, and let the program load it, for so many seconds at most."""
    rows = []
    for name in names:
        with tempfile.TemporaryDirectory(prefix="hostile-") as folder:
            outcome = _outcome(program, name, Path(folder), seconds)
        say(outcome.line())
        rows.append(outcome)
    return rows


def _outcome(program: list[str], name: str, folder: Path, seconds: float) -> Outcome:
    sources = folder / "sources"
    sources.mkdir()
    path = FILES[name](sources)
    out, errors = folder / "out", folder / "errors"
    started = time.monotonic()
    with out.open("wb") as printed, errors.open("wb") as wrong:
        command = [*program, "reindex", str(path), "--index", str(folder / "index"), "--json"]
        process = subprocess.Popen(command, stdout=printed, stderr=wrong, cwd=folder, preexec_fn=_limit_memory)  # noqa: PLW1509
        code, peak = _wait(process.pid, started + seconds)
        process.returncode = code or 0
    took = time.monotonic() - started
    rejects = folder / "index" / "rejects.jsonl"
    return Outcome(
        name,
        path.stat().st_size,
        took,
        peak,
        code,
        rejects_size=rejects.stat().st_size if rejects.exists() else 0,
        **_parse_output(
            out.read_text(encoding="utf-8", errors="replace"), errors.read_text(encoding="utf-8", errors="replace")
        ),
    )


def _limit_memory() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def _wait(pid: int, until: float) -> tuple[int | None, float]:
    """Exit code and peak memory in MB of a process; no code where its time was up."""
    peak = 0.0
    while True:
        peak = max(peak, _peak_mb(pid))
        done, status, usage = os.wait4(pid, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status), peak or usage.ru_maxrss / 1024
        if time.monotonic() > until:
            os.kill(pid, 9)
            os.wait4(pid, 0)
            return None, peak
        time.sleep(0.02)


def _peak_mb(pid: int) -> float:
    """What a process took at most since it began; the usage that `wait4` tells counts what its parent held, too."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)


def _parse_output(out: str, errors: str) -> dict[str, Any]:
    """The counts and the first reason, out of what the program printed."""
    last = errors.strip().splitlines()[-1:] or [""]
    try:
        value = json.loads(out)
    except ValueError:
        return {"said": last[0]}
    if "read" not in value:
        return {"said": " ".join([value.get("error", ""), *value.get("notes", [])[1:2]])}
    problems = value.get("problems", [])
    return {
        **{name: value[name] for name in ("read", "indexed", "merged", "rejected")},
        "said": problems[0]["reason"] if problems else "",
    }

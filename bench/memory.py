"""How much memory processes take, read from Linux's /proc. Other systems do not tell, and nothing is guessed there."""

from __future__ import annotations

import ctypes
import gc
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

#: what is said where it cannot be measured
UNKNOWN = "peak memory is not given: it is read from Linux's /proc/<process>/clear_refs and status"
_KEYS = {"VmHWM": "most", "RssAnon": "anonymous"}


@dataclass(frozen=True)
class ProcessMemory:
    """Memory of a process, in bytes: the most it held at once so far, and what it holds now besides mapped files."""

    most: int
    anonymous: int


def memory_of(pid: int | str = "self") -> ProcessMemory | None:
    """The memory of a process; None where it has ended, or where the system has no /proc."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    rows = dict(line.split(":", 1) for line in lines if ":" in line)
    values = {name: int(rows[key].split()[0]) << 10 for key, name in _KEYS.items() if key in rows}
    return ProcessMemory(**values) if len(values) == len(_KEYS) else None


def begin_anew() -> ProcessMemory | None:
    """Free what can be freed and reset the peak of this process to what it holds now; None where that is impossible.

    Objects made so far are hidden from the garbage collector, whose rounds would otherwise grow with their number.
    """
    gc.collect()
    gc.freeze()
    if sys.platform == "linux":
        with suppress(AttributeError, OSError):  # a libc that is not GNU's
            ctypes.CDLL(None).malloc_trim(0)
    try:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    except OSError:
        return None
    return memory_of()


def family(pid: int) -> list[int]:
    """A process and all that it and those it started have started and that still run."""
    children: list[int] = []
    for file in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            children += map(int, file.read_text(encoding="ascii").split())
    return [pid, *(descendant for child in children for descendant in family(child))]


@dataclass
class Peak:
    """The most that a process and those it starts take, beyond what it held at `before`."""

    pid: int
    before: ProcessMemory
    _most: dict[int, int] = field(default_factory=dict)
    _anonymous: int = 0

    def look(self) -> None:
        """Look at all of them; to be called a few times a second for as long as they run."""
        now = {pid: row for pid in family(self.pid) if (row := memory_of(pid)) is not None}
        for pid, row in now.items():
            self._most[pid] = max(row.most, self._most.get(pid, 0))
        self._anonymous = max(self._anonymous, sum(row.anonymous for row in now.values()))

    def figures(self) -> dict[str, float]:
        """What was taken, in megabytes.

        `peak_mb` is what the kernel kept, mapped files included; of several processes the sum of what each held at
        most. `anonymous_mb` is without files, of all processes at one time, as the looks happened to see it.
        """
        return {
            "peak_mb": (sum(self._most.values()) - self.before.most) / 1e6,
            "anonymous_mb": max(self._anonymous - self.before.anonymous, 0) / 1e6,
        }

"""What is on the disk when the power fails right after `lubiao` said that it is done.

The index lies on a file system in an image file. As soon as a command ends, the image is copied: what the system has
not written by then is not in the copy, as after a power cut. The copy is mounted, and the index in it asked.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

#: bytes of the image
SIZE = 512 << 20
#: what is added after the reindex
ADDED = {"number": "T/SDAS 999-2026", "title": "断电试验", "status": "现行"}
_NEEDED = ("mkfs.ext4", "mount", "umount")


@dataclass
class Figures:
    """What was found in the copies."""

    times: int = 0
    #: command -> copies in which its generation is not whole, or is not the one that answers
    torn: dict[str, int] = field(default_factory=lambda: {"reindex": 0, "add": 0})
    #: what the index says where it is torn
    problems: list[str] = field(default_factory=list)


def cannot() -> str:
    """Why an image cannot be mounted here; empty where it can."""
    missing = [name for name in _NEEDED if shutil.which(name) is None]
    if missing:
        return f"{', '.join(missing)} not found"
    if os.geteuid() != 0:
        return "only root may mount"
    with TemporaryDirectory() as folder:
        try:
            with mounted(_image(Path(folder) / "image", 16 << 20), Path(folder) / "disk"):
                return ""
        except subprocess.CalledProcessError as error:
            return str(error.stderr or error).strip()


def power_cut(paths: list[Path], times: int, say: Callable[[str], None]) -> Figures:
    """Reindex and add on a fresh file system so many times, each followed by a power cut."""
    figures = Figures()
    for _ in range(times):
        with TemporaryDirectory() as folder, ExitStack() as stack:
            image = _image(Path(folder) / "image", SIZE)
            index = stack.enter_context(mounted(image, Path(folder) / "disk")) / "index"
            added = Path(folder) / "added.jsonl"
            added.write_text(json.dumps(ADDED, ensure_ascii=False) + "\n", encoding="utf-8")
            for command, sources in (("reindex", paths), ("add", [added])):
                done = _run(command, *sources, "--index", index)
                after = shutil.copyfile(image, image.with_name("copy"))
                if done.returncode > 1:
                    raise RuntimeError(done.stderr)
                problem = _find_damage(after, json.loads(done.stdout)["generation"], command)
                figures.torn[command] += bool(problem)
                figures.problems += [f"{command}: {problem}"] if problem else []
        figures.times += 1
        say(f"{figures.times:3}  " + "  ".join(f"{name}: {count} torn" for name, count in figures.torn.items()))
    return figures


@contextmanager
def mounted(image: Path, at: Path) -> Iterator[Path]:
    """The file system in an image, mounted."""
    at.mkdir(exist_ok=True)
    subprocess.run(["mount", "-o", "loop", image, at], check=True, capture_output=True, text=True)
    try:
        yield at
    finally:
        subprocess.run(["umount", at], check=True)


def _find_damage(image: Path, generation: str, command: str) -> str:
    """What is wrong with the index in an image; empty where it is whole and the last command is in it."""
    with mounted(image, image.with_name("after")) as disk:
        verified = _run("verify", "--index", disk / "index")
        report: dict[str, Any] = json.loads(verified.stdout)
        if verified.returncode or report["generation"] != generation:
            problems = report.get("problems") or [report.get("error", f"answers from {report.get('generation')}")]
            return "; ".join(problems).replace(f"{disk}/", "")
        if command == "add" and _run("show", ADDED["number"], "--index", disk / "index").returncode:
            return f"{ADDED['number']} is not there"
        return ""


def _image(path: Path, size: int) -> Path:
    """A new image with an empty ext4."""
    with path.open("wb") as file:
        file.truncate(size)
    subprocess.run(["mkfs.ext4", "-q", "-F", path], check=True, capture_output=True)
    return path


def _run(*command: object) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", "webapp.cli", *map(str, command), "--json"]
    return subprocess.run(words, capture_output=True, text=True, check=False)

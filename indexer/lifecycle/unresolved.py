"""Adoptions that sources state of standards which the catalogue lacks, beside a generation.

A JSON object a line, with a checksum of its own; the last line says how many there are.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from indexer import index_files
from indexer.errors import IndexDamaged
from indexer.lifecycle.checksums import is_sealed, sealed
from indexer.readers import StatedAdoption
from standard.wording import say

#: name of the file; a generation without any has none
UNRESOLVED = "unresolved_adoptions.jsonl"
#: what its last line says: how many adoptions there are
_COUNT = "adoptions"


def write_unresolved(folder: Path, unresolved: Iterable[StatedAdoption]) -> None:
    """Write them into the folder of a new generation."""
    lines = [_line(json.dumps(one.to_json(), ensure_ascii=False)) for one in unresolved]
    if lines:
        index_files.write_file(folder / UNRESOLVED, b"".join([*lines, _last_line(len(lines))]))


def keep_unresolved(old: Path, new: Path) -> None:
    """Keep those of the generation that a small change is made to."""
    if (old / UNRESOLVED).exists():
        index_files.link_or_copy(old / UNRESOLVED, new / UNRESOLVED)


def read_unresolved(folder: Path) -> list[StatedAdoption]:
    """Those of a generation. Raises IndexDamaged where the file is not, to the last bit, as it was written."""
    path = folder / UNRESOLVED
    try:
        lines = path.read_bytes().splitlines(keepends=True)
    except FileNotFoundError:
        return []
    except OSError as error:
        raise IndexDamaged("file_damaged", path, reason=say("unreadable", error=error.strerror)) from error
    *stated, last = lines or [b""]
    if last != _last_line(len(stated)) or not all(is_sealed(line.removesuffix(b"\n")) for line in stated):
        raise IndexDamaged("file_damaged", path, reason=say("changed"))
    return [StatedAdoption.from_json(json.loads(line)) for line in stated]


def _line(text: str) -> bytes:
    return f"{sealed(text)}\n".encode()


def _last_line(count: int) -> bytes:
    return _line(json.dumps({_COUNT: count}))

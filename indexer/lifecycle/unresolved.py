"""Adoptions that sources state of standards which the catalogue lacks, beside a generation; a JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from indexer import index_files
from indexer.errors import IndexDamaged
from indexer.readers import StatedAdoption

#: name of the file; a generation without any has none
UNRESOLVED = "unresolved_adoptions.jsonl"


def write_unresolved(folder: Path, unresolved: Iterable[StatedAdoption]) -> None:
    """Write them into the folder of a new generation."""
    lines = [json.dumps(one.to_json(), ensure_ascii=False) + "\n" for one in unresolved]
    if lines:
        index_files.write_file(folder / UNRESOLVED, "".join(lines).encode())


def keep_unresolved(old: Path, new: Path) -> None:
    """Keep those of the generation that a small change is made to."""
    if (old / UNRESOLVED).exists():
        index_files.link_or_copy(old / UNRESOLVED, new / UNRESOLVED)


def read_unresolved(folder: Path) -> list[StatedAdoption]:
    """Those of a generation. Raises IndexDamaged where a line is not whole."""
    path = folder / UNRESOLVED
    try:
        return [StatedAdoption.from_json(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]
    except FileNotFoundError:
        return []
    except (KeyError, TypeError, ValueError) as error:
        raise IndexDamaged("file_changed", path) from error

"""Files that are written where the operator says: never over a source, nor into the index."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from indexer.engines import locate
from indexer.readers import files_of, text_files_of
from standard.errors import LubiaoError

#: the one file in the index folder that holds what the last reindex could not read
REJECTS = "rejects.jsonl"


class TargetRefused(LubiaoError):
    """A file to be written would be written over a source, into the index, or over another one to be written."""


def check_targets(index: Path | str, sources: Iterable[Path], *targets: Path | None) -> None:
    """Raise TargetRefused where one of the files may not be written; links, soft and hard, are looked through.

    None may be in the folder of the index, named by its address, but for its rejects file.
    """
    wanted = [target for target in targets if target is not None]
    named, folder = list(sources), locate(index)[1]
    for target in wanted:
        if _falls_on(target, named):
            raise TargetRefused("target_on_source", target=target)
        if _is_within(target, folder):
            raise TargetRefused("target_in_index", target=target, index=folder)
    for at, target in enumerate(wanted):
        if any(_same(target, other) for other in wanted[:at]):
            raise TargetRefused("target_twice", target=target)


def _falls_on(target: Path, sources: list[Path]) -> bool:
    place = target.resolve()
    if any(place == source.resolve() or source.resolve() in place.parents for source in sources):
        return True
    return (known := _identity(target)) is not None and any(
        _identity(file) == known for file in (*files_of(sources), *text_files_of(sources))
    )


def _is_within(target: Path, index: Path) -> bool:
    place, folder = target.resolve(), index.resolve()
    inside = place == folder or folder in place.parents
    if inside and place != folder / REJECTS:
        return True
    known = _identity(target)
    return known is not None and any(_identity(file) == known for file in _files(folder) if file != place)


def _files(folder: Path) -> Iterator[Path]:
    for where, _, names in os.walk(folder):
        yield from (Path(where, name) for name in names)


def _same(first: Path, second: Path) -> bool:
    return first.resolve() == second.resolve() or (None is not _identity(first) == _identity(second))


def _identity(path: Path) -> tuple[int, int] | None:
    """What two names of one file have in common; None where there is no file."""
    with suppress(OSError, ValueError):
        status = path.stat()
        return status.st_dev, status.st_ino
    return None

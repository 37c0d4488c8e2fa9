"""What must hold before a new catalogue answers: sources that stood still, and not far fewer records than before."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from indexer.errors import IndexFault
from indexer.lifecycle.generations import Generations
from indexer.readers import files_of, text_files_of
from standard.errors import LubiaoError

#: of a hundred records so many may be lost, unless a reindex is allowed more
MOST_LOST = 10
#: files that a message names
_NAMED = 3


class SourceChanged(LubiaoError):
    """A source was cut, replaced or written to while it was read; nothing of what was read is used."""


class CatalogueShrunk(LubiaoError):
    """A reindex would lose a large part of the records; the old generation keeps answering."""


class _State(NamedTuple):
    """What tells that a file is another than before, or has another content."""

    device: int
    inode: int
    size: int
    #: when it was last written to, in nanoseconds
    written: int


class Snapshot:
    """How the files of the sources stand at a moment."""

    def __init__(self, paths: Iterable[Path], texts: Iterable[Path] = ()) -> None:
        """Of catalogues, and of folders of texts."""
        self._paths, self._texts = list(paths), list(texts)
        self._states = _states(self._paths, self._texts)

    def check(self) -> None:
        """Raise SourceChanged where a file is not as it was, or where one has come or gone."""
        now = _states(self._paths, self._texts)
        if now == self._states:
            return
        files = dict.fromkeys([*self._states, *now])
        changed = [file for file in files if self._states.get(file) != now.get(file)]
        named = tuple(changed[:_NAMED])
        if len(changed) > _NAMED:
            raise SourceChanged("sources_changed", files=named, count=len(changed))
        raise SourceChanged("source_changed", files=named)


def check_count(generations: Generations, count: int) -> None:
    """Raise CatalogueShrunk where so many records are far fewer than those of the generation that answers."""
    try:
        before = generations.manifest(generations.current()).count
    except IndexFault:
        # the first reindex, or one that replaces a damaged index
        return
    lost = before - count
    if lost * 100 > before * MOST_LOST:
        raise CatalogueShrunk("catalogue_shrunk", count=count, before=before, lost=lost, most=MOST_LOST)


def _states(paths: list[Path], texts: list[Path]) -> dict[Path, _State | None]:
    return {path: _state(path) for path in (*files_of(paths), *text_files_of(paths, texts))}


def _state(path: Path) -> _State | None:
    """How a file stands; None where there is none, or it cannot be looked at."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return _State(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)

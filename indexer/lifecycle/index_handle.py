"""Which generation answers: follows CURRENT, so that a reindex is noticed without a restart."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol, runtime_checkable

from indexer.engines import Engine
from indexer.errors import IndexFault
from indexer.lifecycle.background_check import BackgroundCheck
from indexer.lifecycle.generations import Generations

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Opened:
    """An open generation; whoever holds it can finish on it, also when another one has taken its place."""

    engine: Engine
    generation: str = ""
    #: latest day on which a source was checked
    checked: date | None = None


@runtime_checkable
class Shelf(Protocol):
    """Where the catalogue takes its engine from, anew for every question."""

    def current(self) -> Opened:
        """The generation that answers now. Raises IndexFault."""

    def close(self) -> None:
        """Stop what goes on in the background."""


@dataclass(frozen=True)
class Fixed:
    """Always the same engine."""

    opened: Opened

    def current(self) -> Opened:
        """That engine."""
        return self.opened

    def close(self) -> None:
        """Nothing goes on."""


class Following:
    """The current generation of the index at an address; with `checked` its files are looked through while it answers.

    Raises AddressUnknown.
    """

    def __init__(self, address: Path | str, *, checked: bool = False) -> None:
        self._generations = Generations(address)
        self._lock = threading.Lock()
        self._stamp: tuple[int, int] | None = None
        self._opened: Opened | None = None
        self._checked = checked
        #: of the generation that is open
        self.check: BackgroundCheck | None = None

    def current(self) -> Opened:
        """The generation that CURRENT names; the last good one while that cannot be opened."""
        stamp = self._read_stamp()
        if self._opened is None or stamp != self._stamp:
            with self._lock:
                if self._opened is None or stamp != self._stamp:
                    self._opened = self._open(self._opened)
                    self._stamp = stamp
        if self.check is not None:
            self.check.begin()
        return self._opened

    def close(self) -> None:
        """Stop looking through files."""
        if self.check is not None:
            self.check.stop()
            self.check.join()

    def _read_stamp(self) -> tuple[int, int] | None:
        try:
            stat = self._generations.pointer.stat()
        except OSError:  # `Generations.current` says why
            return None
        return stat.st_mtime_ns, stat.st_ino

    def _open(self, last: Opened | None) -> Opened:
        try:
            return self._open_current()
        except IndexFault as error:
            if last is None:
                raise
            _log.warning("keeping generation %s: %s", last.generation, error)
            return last

    def _open_current(self) -> Opened:
        name = self._generations.current()
        try:
            manifest = self._generations.manifest(name)
            engine = self._generations.open(name)
        except IndexFault:
            if self._generations.current() == name:
                raise
            return self._open_current()  # switched and pruned in between
        if self._checked:
            if self.check is not None:
                self.check.stop()
            self.check = BackgroundCheck(engine.through)
        checked = date.fromisoformat(manifest.checked) if manifest.checked else None
        return Opened(engine, name, checked)

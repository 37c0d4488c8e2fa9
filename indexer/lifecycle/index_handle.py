"""Which generation answers: follows CURRENT, so that a reindex is noticed without a restart."""

from __future__ import annotations

import logging
import threading
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Protocol, runtime_checkable

from indexer.engines import Engine
from indexer.errors import GenerationNotKept, IndexDamaged, IndexFault, NothingBefore
from indexer.lifecycle.background_check import BackgroundCheck
from indexer.lifecycle.cluster_generations import generations_at
from indexer.lifecycle.damage_guard import Guarded
from indexer.lifecycle.generations import Manifest
from indexer.texts import TextPack
from standard.wording import say

#: China has one time zone and no summer time
_SHANGHAI = timezone(timedelta(hours=8))
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Opened:
    """An open generation; whoever holds it can finish on it, also when another one has taken its place."""

    engine: Engine
    generation: str = ""
    #: latest day on which a source was checked
    checked: date | None = None
    #: what is wrong with the current generation where this one stands in for it
    damage: str = ""
    #: the day on which it was made
    made: date | None = None
    #: where it is; None for an engine that no index folder is about
    folder: Path | None = None
    #: the texts of standards in it; None where it has none
    texts: TextPack | None = None

    @property
    def day(self) -> date | None:
        """The day whose state of things it holds: the latest on which a source was checked, else that of its making."""
        return self.checked or self.made

    @property
    def broken(self) -> str:
        """The damage that an answer of this generation has shown; empty while none has."""
        return self.engine.broken if isinstance(self.engine, Guarded) else ""


@runtime_checkable
class Shelf(Protocol):
    """Where the catalogue takes its engine from, anew for every question."""

    def current(self) -> Opened:
        """The generation that answers now. Raises IndexFault."""

    def earlier(self, opened: Opened, name: str = "") -> Opened:
        """Another kept generation to compare an open one with: the one before it, or that of a name.

        Raises GenerationNotKept, NothingBefore, and IndexFault.
        """

    def close(self) -> None:
        """Stop what goes on in the background."""


@dataclass(frozen=True)
class Fixed:
    """Always the same engine."""

    opened: Opened

    def current(self) -> Opened:
        """That engine."""
        return self.opened

    def earlier(self, opened: Opened, name: str = "") -> Opened:
        """There is no other."""
        raise _not_kept(name, Path(), opened.generation, [])

    def close(self) -> None:
        """Nothing goes on."""


class Following:
    """The current generation of the index at an address. Raises AddressUnknown.

    While that cannot be opened, the last one that was open goes on answering. With `stand_in` the newest whole
    generation answers where there was none, and also where an answer shows that the current one is damaged. With
    `checked` the files of the one that answers are looked through meanwhile.
    """

    def __init__(self, address: Path | str, *, checked: bool = False, stand_in: bool = False) -> None:
        self._generations = generations_at(address)
        self._checked = checked
        self._stand_in = stand_in
        #: of the generation that is open
        self.check: BackgroundCheck | None = None
        self._lock = threading.Lock()
        self._stamp: object = None
        self._opened: Opened | None = None
        #: damage for which no other generation was found
        self._alone = ""

    def current(self) -> Opened:
        """The generation that answers. Raises IndexFault."""
        stamp, opened = self._generations.stamp(), self._opened
        if opened is None or not self._holds(opened, stamp):
            with self._lock:
                if self._opened is None or not self._holds(self._opened, stamp):
                    self._opened = self._next(self._opened, stamp)
                    self._stamp = stamp
                opened = self._opened
        if self.check is not None:
            self.check.begin()
        return opened

    def earlier(self, opened: Opened, name: str = "") -> Opened:
        """The generation before an open one, or that of a name. Raises GenerationNotKept and IndexFault."""
        names = self._generations.names()
        chosen = name or self._before(opened.generation, names)
        if chosen not in names:
            others = [one for one in names if one != opened.generation]
            raise _not_kept(name, self._generations.folder, opened.generation, others)
        manifest = self._generations.manifest(chosen)
        return self._opened_of(self._generations.open(chosen), manifest)

    def _before(self, name: str, names: list[str]) -> str:
        """The generation that answered before one, or else the next older one that is kept; empty where none is."""
        try:
            before = self._generations.manifest(name).before
        except IndexDamaged:
            before = ""
        return before if before in names else max((one for one in names if one < name), default="")

    def close(self) -> None:
        """Stop looking through files."""
        if self.check is not None:
            self.check.stop()
            self.check.join()

    def _holds(self, opened: Opened, stamp: object) -> bool:
        return stamp == self._stamp and (not self._stand_in or opened.broken in ("", self._alone))

    def _next(self, last: Opened | None, stamp: object) -> Opened:
        if last is not None and last.broken and stamp == self._stamp:
            self._alone = last.broken
            return self._instead(last.broken) or last
        try:
            return self._open_current()
        except IndexFault as error:
            if last is not None and not last.broken:
                _log.warning("keeping generation %s: %s", last.generation, error)
                return replace(last, damage=str(error))
            found = self._instead(str(error)) if self._stand_in and isinstance(error, IndexDamaged) else None
            if found is None:
                raise
            return found

    def _instead(self, damage: str) -> Opened | None:
        """The newest whole generation, where there is one."""
        name = self._generations.newest_whole()
        if name:
            with suppress(IndexFault):
                found = replace(self._open(name), damage=damage)
                _log.warning("%s", say("stands_in_log", generation=name, damage=damage))
                return found
        return None

    def _open_current(self) -> Opened:
        name = self._generations.current()
        try:
            return self._open(name)
        except IndexFault:
            if self._generations.current() == name:
                raise
            return self._open_current()  # switched and pruned in between

    def _open(self, name: str) -> Opened:
        manifest = self._generations.manifest(name)
        engine = self._generations.open(name)
        if self._checked:
            if self.check is not None:
                self.check.stop()
            self.check = BackgroundCheck(engine.check_stored)
        return self._opened_of(engine, manifest)

    def _opened_of(self, engine: Engine, manifest: Manifest) -> Opened:
        checked = date.fromisoformat(manifest.checked) if manifest.checked else None
        made = datetime.fromisoformat(manifest.created).astimezone(_SHANGHAI).date()
        folder, texts = self._generations.folder / manifest.name, self._generations.open_texts(manifest.name)
        return Opened(engine, manifest.name, checked, made=made, folder=folder, texts=texts)


def _not_kept(name: str, folder: Path, current: str, others: list[str]) -> GenerationNotKept | NothingBefore:
    names = tuple(others) or say("none_kept")
    if name:
        return GenerationNotKept("generation_not_kept", name=name, names=names)
    return NothingBefore("nothing_to_compare", folder, name=current, names=names)

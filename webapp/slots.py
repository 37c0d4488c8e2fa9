"""How many files are written at once: a file is written while it is sent, outside the threads of `admission`."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator

from flask import Flask, current_app, request

from standard.errors import LubiaoError


class FilesBusy(LubiaoError):
    """As many files are being written as may be at once."""

    def __init__(self, most: int) -> None:
        super().__init__("files_busy", most=most)


class Slots:
    """A fixed number of slots, `most`; each file that is being written, or list that is being read, takes one."""

    def __init__(self, most: int, busy: Callable[[int], LubiaoError] = FilesBusy) -> None:
        self.most = most
        self._busy = busy
        self._free = threading.Semaphore(most)

    def take(self) -> Slot:
        """Take a slot. Raises FilesBusy, or what was given as `busy`, where none is free."""
        if not self._free.acquire(blocking=False):
            raise self._busy(self.most)
        return Slot(self._free)


class Slot:
    """A slot that is in use; it is given back once, at the latest when the object is dropped."""

    def __init__(self, free: threading.Semaphore) -> None:
        self._free: threading.Semaphore | None = free

    def give_back(self) -> None:
        """Make the slot free for another file."""
        free, self._free = self._free, None
        if free is not None:
            free.release()

    def __del__(self) -> None:
        """A response may be dropped before its first block is read: its client has gone."""
        self.give_back()


class BlocksInSlot:
    """The blocks of a file that hold a slot until the last one, or until they are closed or dropped."""

    def __init__(self, blocks: Iterable[bytes], slot: Slot | None) -> None:
        self._blocks = iter(blocks)
        self._slot = slot

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        try:
            return next(self._blocks)
        except BaseException:
            self._give_back()
            raise

    def close(self) -> None:
        """Stop writing, and give the slot back."""
        close = getattr(self._blocks, "close", None)
        if close is not None:
            close()
        self._give_back()

    def _give_back(self) -> None:
        if self._slot is not None:
            self._slot.give_back()


def init_app(app: Flask) -> None:
    """Give the application its slots, as many as the setting EXPORTS says."""
    app.extensions["lubiao_slots"] = Slots(int(app.config["EXPORTS"]))


def in_slot(blocks: Iterable[bytes]) -> Iterable[bytes]:
    """The blocks of a file with a slot of the application that serves this request. Raises FilesBusy.

    Called last, so that a request that fails holds none; a HEAD request writes nothing and needs none.
    """
    if request.method == "HEAD":
        return ()
    slots: Slots = current_app.extensions["lubiao_slots"]
    return BlocksInSlot(blocks, slots.take())

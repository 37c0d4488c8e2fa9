"""Errors of asking and of keeping an index; the tree is drawn in `standard.errors`."""

from __future__ import annotations

from pathlib import Path

from standard.errors import LubiaoError


class RequestError(LubiaoError):
    """A field, sort order, facet or filter value that does not exist."""


class GenerationNotKept(RequestError):
    """A generation to compare with that is not kept; the message names those that are."""


class IndexFault(LubiaoError):
    """An index that cannot be used; `path` is the file or folder concerned."""

    def __init__(self, kind: str, path: Path, /, **values: object) -> None:
        super().__init__(kind, path=path, **values)
        self.path = path


class AddressUnknown(IndexFault):
    """The address of an index names an engine that there is none of, or no place of that engine."""

    def __init__(self, address: str, name: str, kind: str = "address_unknown") -> None:
        super().__init__(kind, Path(address), address=address, name=name)


class IndexMissing(IndexFault):
    """There is no index where one was expected."""


class NothingBefore(IndexMissing):
    """There is no generation before the current one to compare it with."""


class IndexDamaged(IndexFault):
    """A file of the index is missing, truncated, foreign or of another version."""


class IndexBusy(IndexFault):
    """Another program is changing the index."""


class IndexNotWritable(IndexFault):
    """The folder cannot be written, or the disk is too full."""


class ProcessLost(LubiaoError):
    """A process that reads or builds was ended from outside, most often for want of memory."""

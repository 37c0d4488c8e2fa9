"""Errors of asking and of keeping an index; the tree is drawn in `standard.errors`."""

from __future__ import annotations

from pathlib import Path

from standard.errors import LubiaoError

#: what to do about a damaged generation
REPAIR = "请运行 lubiao reindex 重建，或 lubiao rollback 回到上一版本"


class RequestError(LubiaoError):
    """A field, sort order, facet or filter value that does not exist."""


class IndexFault(LubiaoError):
    """An index that cannot be used; `path` is the file or folder concerned."""

    def __init__(self, message: str, path: Path) -> None:
        super().__init__(message)
        self.path = path


class AddressUnknown(IndexFault):
    """The address of an index names an engine that there is none of."""

    def __init__(self, address: str, name: str) -> None:
        super().__init__(
            f"索引地址 {address!r} 里的 {name!r} 不是已知的引擎；请写索引文件夹的路径，名称里有冒号的写成 ./{address}",
            Path(address),
        )
        self.add_note(
            f"The address of the index, {address!r}, names {name!r}, which is no known engine. "
            f"Give the path of the index folder; one with a colon in its name as ./{address}"
        )


class IndexMissing(IndexFault):
    """There is no index where one was expected."""


class IndexDamaged(IndexFault):
    """A file of the index is missing, truncated, foreign or of another version."""


class IndexBusy(IndexFault):
    """Another program is changing the index."""


class IndexNotWritable(IndexFault):
    """The folder cannot be written, or the disk is too full."""


class ProcessLost(LubiaoError):
    """A process that reads or builds was ended from outside, most often for want of memory."""

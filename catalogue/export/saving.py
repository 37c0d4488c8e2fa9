"""A list into a file on disk: whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from catalogue.export.formats import Format
from catalogue.search import Addresses, Listing
from indexer.errors import RequestError
from standard.errors import LubiaoError


def save(listing: Listing, chosen: Format, path: Path, addresses: Addresses, *, force: bool = False) -> None:
    """Write the list; raises as `save_blocks` does."""
    save_blocks(chosen.write(listing, addresses), path, force=force)


def save_blocks(blocks: Iterable[bytes], path: Path, *, force: bool = False) -> None:
    """Write a file. Raises RequestError where there is such a file, unless `force`, and LubiaoError of the disk."""
    if path.exists() and not force:
        raise RequestError("file_exists", path=path)
    try:
        _replace(path, blocks)
    except OSError as error:
        raise LubiaoError("file_not_written", path=path, error=error.strerror) from error


def _replace(path: Path, blocks: Iterable[bytes]) -> None:
    """Write beside the place, then move there: what breaks off leaves the old file, or none."""
    beside = path.with_name(f".{path.name}.part")
    try:
        with beside.open("wb") as file:
            file.writelines(blocks)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise

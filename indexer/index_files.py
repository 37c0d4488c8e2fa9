"""Every change to the files of an index, and the order in which these changes reach the disk.

Modules that keep an index call the functions here as `index_files.link(…)`, and nothing else makes, renames or removes
a file of it: so a test can record what is done, and lay out each state that a power cut may leave
(`tests/indexer/lifecycle/disk.py`). What a system promises without a sync is nothing: a file that was written may be
empty, a rename may not have happened, a new file may have no name. So a generation is made durable from the inside out,
first the contents of files, then the folders that name them; then comes the file that makes it count.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import IO, BinaryIO

#: what a file is called until it is whole
_ASIDE = ".new"


def make_folder(path: Path) -> None:
    """Make a folder that is not there yet; it lasts when the folder around it is synced."""
    path.mkdir()


def open_new(path: Path) -> BinaryIO:
    """Open a new file, or an old one that is emptied, for writing; it lasts when it and its folder are synced."""
    return path.open("wb")


def open_lock(path: Path) -> IO[str]:
    """Open a file that is only locked; nothing depends on its being there."""
    return path.open("a")


def sync_file(path: Path) -> None:
    """Make the content of a file durable."""
    _sync(path)


def sync_folder(path: Path) -> None:
    """Make durable which names a folder has."""
    _sync(path)


def replace(old: Path, new: Path) -> None:
    """Rename, over whatever has the new name."""
    old.replace(new)


def link(source: Path, target: Path) -> None:
    """Hard link: one more name for a file."""
    os.link(source, target)


def remove(path: Path) -> None:
    """Remove a file that may be gone already."""
    path.unlink(missing_ok=True)


def remove_folder(path: Path) -> None:
    """Remove an empty folder."""
    path.rmdir()


# what follows is made of the above


def make_folders(path: Path) -> None:
    """Make a folder and those around it where they are missing, and make them last."""
    if path.is_dir():
        return
    make_folders(path.parent)
    with suppress(FileExistsError):  # another program was faster
        make_folder(path)
    sync_folder(path.parent)


def make_new_folder(path: Path) -> None:
    """Make a folder that is not there yet, and those around it where they are missing."""
    make_folders(path.parent)
    make_folder(path)


def write_file(path: Path, content: bytes) -> None:
    """Write a new file; it lasts when it and its folder are synced."""
    with open_new(path) as file:
        file.write(content)


def write_whole(path: Path, content: bytes) -> None:
    """Write a small file so that a reader sees the old or the new one, also after a power cut."""
    aside = path.with_name(path.name + _ASIDE)
    try:
        write_file(aside, content)
        sync_file(aside)
        replace(aside, path)
    except OSError:
        remove(aside)
        raise
    sync_folder(path.parent)


def link_or_copy(source: Path, target: Path) -> None:
    """Hard link; a copy where the file system has no links."""
    try:
        link(source, target)
    except OSError:
        with source.open("rb") as old, open_new(target) as new:
            shutil.copyfileobj(old, new)


def sync_tree(folder: Path) -> None:
    """Make durable what is in a folder: the contents of all files, then the folders, innermost first."""
    for path, _, names in os.walk(folder):
        for name in names:
            sync_file(Path(path) / name)
    for path, _, _ in os.walk(folder, topdown=False):
        sync_folder(Path(path))


def remove_tree(folder: Path) -> None:
    """Remove a folder with all that is in it, as far as the system lets."""
    for path, _, names in os.walk(folder, topdown=False):
        with suppress(OSError):
            for name in names:
                remove(Path(path) / name)
        with suppress(OSError):
            remove_folder(Path(path))


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

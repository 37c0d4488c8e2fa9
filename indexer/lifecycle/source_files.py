"""The files that a reindex reads: their digest, whether they changed, and the room that an index of them needs."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import suppress
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from indexer.errors import IndexNotWritable
from indexer.fields import FIELDS
from indexer.lifecycle.checksums import checksum
from indexer.lifecycle.generations import FORMAT
from indexer.readers import files_of, text_files_of

#: bytes for a byte of source, at most (records, parts and the index joined of them): must be free before a build
SPACE_PLAIN, SPACE_PACKED = 10, 60
#: free space that is left alone
SPACE_RESERVE = 64 << 20


class Sources(NamedTuple):
    """What the operator names."""

    #: files and folders of catalogues; what is below a folder `texts` of theirs are texts of standards
    paths: list[Path]
    #: folders of texts
    texts: list[Path]

    @property
    def every(self) -> list[Path]:
        """All that is named."""
        return [*self.paths, *self.texts]

    def files(self) -> Iterator[Path]:
        """All files, the texts last."""
        yield from files_of(self.paths)
        yield from self.text_files()

    def text_files(self) -> Iterator[Path]:
        """The texts of standards."""
        return text_files_of(self.paths, self.texts)


def check_space(folder: Path, sources: Sources) -> None:
    """Raise IndexNotWritable where the disk may be too small for the build."""
    packed = (".gz", ".xlsx", ".docx", ".pdf", ".ofd")
    needed = SPACE_RESERVE
    for path in sources.files():
        with suppress(OSError):
            needed += path.stat().st_size * (SPACE_PACKED if path.suffix in packed else SPACE_PLAIN)
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise IndexNotWritable("disk_too_small", folder, needed=needed >> 20, free=free >> 20)


def sources_digest(sources: Sources) -> str:
    """Digest of the names and contents of all source files; of one that cannot be read, of its name."""
    digest = hashlib.blake2b(digest_size=16)
    rows = [*((root, files_of([root])) for root in sources.paths), (None, sources.text_files())]
    for root, found in rows:
        for path in found:
            name = path.name if path == root or root is None else path.relative_to(root)
            content = ""
            with suppress(OSError):
                content = checksum(path) if path.is_file() else ""
            digest.update(f"{name}\0{content}\0".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def rules_digest() -> str:
    """Digest of the rules by which sources are read and indexed: the code and tables of `standard` and `indexer`."""
    digest = hashlib.blake2b(repr((FORMAT, FIELDS)).encode(), digest_size=16)
    for package in ("standard", "indexer"):
        root = Path(str(files(package)))
        for path in sorted(one for one in root.rglob("*") if one.suffix in (".py", ".tsv", ".txt")):
            digest.update(path.read_bytes())
    return digest.hexdigest()

"""The texts of a generation, beside its records.

::

    000007/texts/texts.jsonl     which there are, one a line: number, title, file, place in the pack; first a checksum
    000007/texts/texts.pack      the texts, packed one by one, end to end
    000007/texts/clauses/        their clauses, an index of the engine of the generation

A generation without texts has none of these.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from indexer import index_files
from indexer.engines import Engine, Writer
from indexer.errors import IndexDamaged
from indexer.texts.clause_records import clause_records
from standard.clauses import StandardText, text_from_bytes
from standard.wording import say

#: folder in that of a generation
TEXTS = "texts"
CLAUSES = "clauses"
_PACK, _CONTENTS = "texts.pack", "texts.jsonl"
#: what damaged bytes end in
_SYMPTOMS = (OSError, ValueError, TypeError, LookupError, zlib.error)


@dataclass(frozen=True)
class TextEntry:
    """One text in the pack."""

    number: str
    title: str
    #: name of the file that it was read from
    file: str
    start: int
    length: int
    checksum: str
    #: how many clauses are searched
    clauses: int


class TextPack:
    """The texts of a generation; read-only, safe to use from several threads."""

    def __init__(self, folder: Path, engine: Engine) -> None:
        """`folder` is that of the texts, `engine` has their clauses. Raises IndexDamaged."""
        self.folder = folder
        self.engine = engine
        self.entries = {entry.number: entry for entry in read_contents(folder)}

    def text(self, number: str) -> StandardText | None:
        """The text of a standard by its canonical number; None where there is none. Raises IndexDamaged."""
        entry = self.entries.get(number)
        if entry is None:
            return None
        path = self.folder / _PACK
        try:
            with path.open("rb") as file:
                file.seek(entry.start)
                data = file.read(entry.length)
            if checksum_of(data) == entry.checksum:
                return text_from_bytes(zlib.decompress(data))
        except _SYMPTOMS as error:
            raise IndexDamaged("file_damaged", path, reason=say("changed")) from error
        raise IndexDamaged("file_damaged", path, reason=say("changed"))

    def clause_count(self) -> int:
        """How many clauses there should be."""
        return sum(entry.clauses for entry in self.entries.values())

    def close(self) -> None:
        """Let go of files."""
        self.engine.close()


def checksum_of(data: bytes) -> str:
    """The checksum of one text, packed, or of what there is."""
    return hashlib.blake2b(data, digest_size=8).hexdigest()


def read_contents(folder: Path) -> list[TextEntry]:
    """Which texts there are. Raises IndexDamaged."""
    path = folder / _CONTENTS
    try:
        head, _, rows = path.read_bytes().partition(b"\n")
        if head.decode() == checksum_of(rows):
            return [TextEntry(**json.loads(row)) for row in rows.splitlines()]
    except FileNotFoundError as error:
        raise IndexDamaged("file_damaged", path, reason=say("missing")) from error
    except _SYMPTOMS as error:
        raise IndexDamaged("file_damaged", path, reason=say("changed")) from error
    raise IndexDamaged("file_damaged", path, reason=say("changed"))


def write_contents(folder: Path, entries: Iterable[TextEntry]) -> None:
    """Write which texts there are."""
    rows = b"".join(json.dumps(asdict(entry), ensure_ascii=False).encode() + b"\n" for entry in entries)
    index_files.write_file(folder / _CONTENTS, checksum_of(rows).encode() + b"\n" + rows)


def write_pack(folder: Path, texts: Iterable[bytes]) -> None:
    """Write the texts, packed one by one."""
    with index_files.open_new(folder / _PACK) as file:
        for data in texts:
            file.write(data)


def keep_texts(old: TextPack, into: Path, removed: Iterable[str]) -> int:
    """Keep the texts of the generation that a small change is made to, without those of standards that it removes.

    `into` is the folder of the new generation. Returns how many texts are kept.
    """
    gone = [number for number in removed if number in old.entries]
    kept = [entry for number, entry in old.entries.items() if number not in gone]
    if not kept:
        return 0
    folder = into / TEXTS
    index_files.make_new_folder(folder)
    index_files.link_or_copy(old.folder / _PACK, folder / _PACK)
    write_contents(folder, kept)
    writer = old.engine.writer(folder / CLAUSES)
    for number in gone:
        _remove_clauses(writer, number, old.text(number))
    writer.commit()
    index_files.make_folders(folder / CLAUSES)
    return len(kept)


def _remove_clauses(writer: Writer, number: str, text: StandardText | None) -> None:
    for record in clause_records(number, text) if text is not None else ():
        writer.remove(record.number)

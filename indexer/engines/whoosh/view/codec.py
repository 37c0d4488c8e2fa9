"""A Whoosh codec over the columns, so that Whoosh's own readers, queries and matchers work on a part of ours.

For reading only: parts are written by `indexer.engines.whoosh.build.part_writer`, never through Whoosh's writer, which
loops in Python for each posting. The table of contents that Whoosh pickles holds no more than this module's
ColumnSegment, with the count of the part; so that class stays here.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn
from zlib import crc32

import numpy as np
from whoosh.codec.base import Codec, FieldCursor, PerDocumentReader, Segment, TermsReader
from whoosh.filedb.filestore import FileStorage, RamStorage
from whoosh.index import TOC, FileIndex
from whoosh.matching.mcore import ListMatcher
from whoosh.reading import TermInfo, TermNotFound

from indexer import index_files
from indexer.engines.whoosh.columns import FIELDS, PACK, Array, Pack, PackWriter, Postings, StoredRecords, schema
from indexer.errors import IndexDamaged
from standard.wording import say

_NAME = "MAIN"
#: the file of the table of contents, and the column with its checksum
CONTENTS = f"_{_NAME}_1.toc"
_SUM = "contents.sum"
_READ_ONLY = "parts are immutable: write a new generation (indexer.engines.whoosh.build.change_writer)"


class ColumnSegment(Segment):
    """A part, as Whoosh's table of contents names it."""

    def __init__(self, count: int) -> None:
        super().__init__(_NAME)
        self.segid = _NAME  # not drawn by lot, so that the same records make the same files
        self._count = count

    def codec(self) -> ColumnCodec:
        """What reads it."""
        return ColumnCodec()

    def doc_count_all(self) -> int:
        """How many documents it has."""
        return self._count

    def deleted_count(self) -> int:
        """None: what is no longer valid stands in the generation, not in the part."""
        return 0

    def deleted_docs(self) -> frozenset[int]:
        """None."""
        return frozenset()

    def is_deleted(self, docnum: int) -> bool:  # noqa: ARG002 - Whoosh's signature
        """Never."""
        return False

    def delete_document(self, docnum: int, delete: bool = True) -> NoReturn:
        """Refused: a part never changes."""
        raise NotImplementedError(_READ_ONLY)

    def set_doc_count(self, doccount: int) -> None:
        """How many documents it has."""
        self._count = doccount

    def should_assemble(self) -> bool:
        """Never into one compound file."""
        return False


class ColumnIndex(FileIndex):
    """An index of one part. Whoosh's writer would silently write it anew in its own format, so there is none."""

    def writer(self, *_: object, **__: object) -> NoReturn:
        """Refused."""
        raise NotImplementedError(_READ_ONLY)


class ColumnCodec(Codec):
    """Reads the columns of a part's folder."""

    def terms_reader(self, storage: Any, segment: ColumnSegment) -> ColumnTerms:  # noqa: ARG002
        """The postings."""
        return ColumnTerms(Pack(Path(storage.folder) / PACK))

    def per_document_reader(self, storage: Any, segment: ColumnSegment) -> ColumnDocuments:
        """Lengths and counts."""
        return ColumnDocuments(Pack(Path(storage.folder) / PACK), segment.doc_count_all())

    def _read_only(self, *_: object, **__: object) -> NoReturn:
        raise NotImplementedError(_READ_ONLY)

    per_document_writer = field_writer = postings_writer = postings_reader = new_segment = _read_only


class ColumnMatcher(ListMatcher):
    """A term's run of documents."""

    def skip_to(self, id: int) -> None:  # noqa: A002 - Whoosh's signature
        """Go to the first document from this one on."""
        self._i = max(self._i, int(np.searchsorted(self._ids, id)))

    def id(self) -> int:
        """The document here; behind the last one a number behind all, since Whoosh's AndNotMatcher asks there, too."""
        return int(self._ids[self._i]) if self._i < len(self._ids) else sys.maxsize

    def all_ids(self) -> Iterator[int]:
        """All documents, from the first."""
        return iter(self._ids.tolist())

    def weight(self) -> float:
        """What the term weighs here."""
        return float(self._weights[self._i])

    def value_as(self, astype: str) -> float:  # noqa: ARG002 - there are only weights
        """The same, for Whoosh's formats."""
        return self.weight()

    def copy(self) -> ColumnMatcher:
        """A matcher that stands where this one does."""
        return ColumnMatcher(
            self._ids, self._weights, scorer=self._scorer, position=self._i, term=self._term, terminfo=self._terminfo
        )

    def block_max_weight(self) -> float:
        """The most that the term weighs anywhere."""
        return float(self._weights.max())

    def supports_block_quality(self) -> bool:
        """No blocks."""
        return False


class ColumnCursor(FieldCursor):
    """Walks through the terms of one field; Whoosh's fuzzy queries use it."""

    def __init__(self, field: Postings) -> None:
        self._field = field
        self._at = 0

    def first(self) -> str | None:
        """Go to the first term."""
        self._at = 0
        return self.term()

    def find(self, string: str | bytes) -> str | None:
        """Go to the first term from this one on."""
        self._at = self._field.at(string if isinstance(string, bytes) else string.encode())
        return self.term()

    def next(self) -> str | None:
        """Go on by one."""
        self._at += 1
        return self.term()

    def term(self) -> str | None:
        """The term here, or None behind the last."""
        return self._field.term(self._at) if self._at < len(self._field) else None

    text = term


class ColumnTerms(TermsReader):
    """The postings of all fields, under the names of the schema."""

    def __init__(self, pack: Pack) -> None:
        self._fields = {name: Postings(pack, name) for name in FIELDS}

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return term[0] in self._fields and term[1].decode() in self._fields[term[0]]

    def indexed_field_names(self) -> list[str]:
        """All fields."""
        return list(self._fields)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """All terms, field by field."""
        for name in sorted(self._fields):
            yield from self.terms_from(name, b"")

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """Terms of a field from this one on."""
        field = self._fields[fieldname]
        for place in range(field.at(prefix), len(field)):
            yield fieldname, field.term(place).encode()

    def cursor(self, fieldname: str, fieldobj: object) -> ColumnCursor:  # noqa: ARG002
        """A walk through the terms of a field."""
        return ColumnCursor(self._fields[fieldname])

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """All terms with their statistics."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Terms from this one on, with their statistics."""
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """Statistics of a term; raises TermNotFound."""
        documents, impacts = self._run(fieldname, text)
        most = float(impacts.max())
        return TermInfo(float(impacts.sum()), len(documents), 1, 1, most, int(documents[0]), int(documents[-1]))

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """How many documents hold a term; raises KeyError."""
        return len(self._fields[fieldname].find(text.decode())[0])

    def frequency(self, fieldname: str, text: bytes) -> float:
        """What a term weighs in all; raises KeyError."""
        return float(self._fields[fieldname].find(text.decode())[1].sum())

    def matcher(self, fieldname: str, text: bytes, format_: object, scorer: object = None) -> ColumnMatcher:
        """The run of a term; raises TermNotFound."""
        documents, impacts = self._run(fieldname, text)
        info = self.term_info(fieldname, text)
        return ColumnMatcher(documents, impacts, format=format_, scorer=scorer, term=(fieldname, text), terminfo=info)

    def _run(self, fieldname: str, text: bytes) -> tuple[Array, Array]:
        field = self._fields.get(fieldname)
        place = field.place(text.decode()) if field is not None else None
        if field is None or place is None:
            raise TermNotFound(f"{fieldname}:{text!r}")
        return field.run(place)

    def close(self) -> None:
        """The map goes with the last array."""


class ColumnDocuments(PerDocumentReader):
    """What Whoosh asks of documents."""

    def __init__(self, pack: Pack, count: int) -> None:
        self._count = count
        self._records = StoredRecords(pack)
        self._lengths = {name: pack.array(f"length_{name}") for name in FIELDS if f"length_{name}" in pack}

    def doc_count(self) -> int:
        """How many documents."""
        return self._count

    def doc_count_all(self) -> int:
        """The same."""
        return self._count

    def has_deletions(self) -> bool:
        """No."""
        return False

    def is_deleted(self, docnum: int) -> bool:  # noqa: ARG002
        """No."""
        return False

    def deleted_docs(self) -> frozenset[int]:
        """None."""
        return frozenset()

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """Length of a field in words, exact."""
        return int(self._lengths[fieldname][docnum]) if fieldname in self._lengths else default

    def field_length(self, fieldname: str) -> int:
        """Length of a field over all documents."""
        return int(self._lengths[fieldname].sum()) if fieldname in self._lengths else self._count

    def min_field_length(self, fieldname: str) -> int:
        """Shortest length of a field."""
        return int(self._lengths[fieldname].min()) if fieldname in self._lengths else 1

    def max_field_length(self, fieldname: str) -> int:
        """Longest length of a field."""
        return int(self._lengths[fieldname].max()) if fieldname in self._lengths else 1

    def stored_fields(self, docnum: int) -> dict[str, str]:
        """The record as JSON, under `record`."""
        return {"record": self._records[docnum]}

    def close(self) -> None:
        """The map goes with the last array."""


def write_contents(folder: Path, count: int, pack: PackWriter) -> None:
    """Whoosh's table of contents for a part, so that `whoosh.index.open_dir` reads the folder.

    Its checksum goes into the pack, since a pickle has none.
    """
    memory = RamStorage()
    TOC(schema(), [ColumnSegment(count)], 1).write(memory, _NAME)
    for name, content in memory.files.items():
        index_files.write_file(folder / name, content)
    pack.add_values(_SUM, [crc32(memory.files[CONTENTS])], np.uint32)


def check_contents(folder: Path, pack: Pack) -> None:
    """Raise IndexDamaged where the table of contents is not as it was written."""
    path = folder / CONTENTS
    try:
        same = crc32(path.read_bytes()) == pack.array(_SUM)[0]
    except OSError as error:
        raise IndexDamaged("file_damaged", path, reason=say("unreadable", error=error.strerror)) from error
    if not same:
        raise IndexDamaged("file_damaged", path, reason=say("changed"))


def open_part(folder: Path) -> ColumnIndex:
    """A part as a Whoosh index. Raises IndexDamaged."""
    check_contents(folder, Pack(folder / PACK))
    return ColumnIndex(FileStorage(str(folder)), indexname=_NAME)

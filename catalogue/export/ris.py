"""RIS, read by EndNote, Zotero, NoteExpress and others: tag, two blanks, hyphen, blank, value; lines end in CRLF.

A standard is type STAND, its number SN. The format has no place for remarks on the file; each reference carries the
status and its day in N1.
"""

from __future__ import annotations

from collections.abc import Iterator

from catalogue.export.blocks import encode_blocks
from catalogue.export.file_head import write_remark
from catalogue.search import AnswerHit, Listing


def write(listing: Listing) -> Iterator[bytes]:
    """One reference for each hit."""
    return encode_blocks(_write_references(listing))


def _write_references(listing: Listing) -> Iterator[str]:
    for hit in listing.hits:
        yield _write_reference(hit, listing)


def _write_reference(hit: AnswerHit, listing: Listing) -> str:
    lines = (f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in _list_fields(hit, listing) if value)
    return f"TY  - STAND\r\n{''.join(lines)}ER  - \r\n\r\n"


def _list_fields(hit: AnswerHit, listing: Listing) -> Iterator[tuple[str, str]]:
    record = hit.record
    yield from (("AU", _name_organisation(name)) for name in record.issuers)
    yield "TI", record.title
    yield "TT", record.title_en
    yield "SN", record.number
    yield "PY", str(record.year or "")
    yield "DA", f"{record.issued:%Y/%m/%d}/" if record.issued else ""
    yield from (("KW", f"ICS {code}") for code in record.ics)
    yield from (("KW", f"CCS {code}") for code in record.ccs)
    yield "N1", write_remark(hit, listing)
    yield "UR", record.url


def _name_organisation(name: str) -> str:
    """A name of several words ends in a comma, or the last word is read as a family name."""
    return f"{name}," if " " in name else name

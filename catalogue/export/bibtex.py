"""BibTeX: `@techreport`, which every style knows, with `mark = {S}` for the styles of GB/T 7714.

BibTeX itself has no type for standards; styles that know `@standard` are few, and others drop what they do not know.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from catalogue.export.blocks import encode_blocks
from catalogue.export.file_head import describe_file, write_remark
from catalogue.search import AnswerHit, Listing

#: characters with a meaning in TeX; braces must be balanced for BibTeX even when escaped, so they are named
_ESCAPES = {
    **{char: "\\" + char for char in "&%$#_"},
    "\\": r"{\textbackslash}",
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
}
_ESCAPE = str.maketrans(_ESCAPES)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
#: what becomes an underscore in a key
_KEY = re.compile(r"[^A-Za-z0-9.+-]+")


def write(listing: Listing) -> Iterator[bytes]:
    """Remarks on the file, which BibTeX skips, then one entry for each hit."""
    return encode_blocks(_write_entries(listing))


def _write_entries(listing: Listing) -> Iterator[str]:
    if not listing.single:
        yield _write_head(listing)
    used: set[str] = set()
    for hit in listing.hits:
        yield _write_entry(_make_unique(make_key(hit.record.number), used), hit, listing)


def _write_head(listing: Listing) -> str:
    """Outside of entries everything is a remark but what begins with @."""
    lines = (
        f"% {name}：{' '.join(str(value).split())}\n" for name, value in describe_file(listing) if value is not None
    )
    return "".join(lines).replace("@", "＠") + "\n"


def make_key(number: str) -> str:
    """The key of a standard, `GB_T_1.1-2020`; slash, blank, colon or Chinese characters become an underscore."""
    return _KEY.sub("_", number).strip("_") or "standard"


def _make_unique(base: str, used: set[str]) -> str:
    """The key, with a number where it is taken: keys are the same also where only case differs."""
    unused, place = base, 1
    while unused.lower() in used:
        place += 1
        unused = f"{base}_{place}"
    used.add(unused.lower())
    return unused


def _write_entry(name: str, hit: AnswerHit, listing: Listing) -> str:
    lines = "".join(f"  {field} = {value},\n" for field, value in _list_fields(hit, listing) if value)
    return f"@techreport{{{name},\n{lines}}}\n\n"


def _list_fields(hit: AnswerHit, listing: Listing) -> Iterator[tuple[str, str]]:
    record = hit.record
    # braces around each: an issuer is one name, whatever `and` or comma is in it
    yield "author", _brace(" and ".join(f"{{{_escape(name)}}}" for name in record.issuers))
    # twice: styles would write ISO as iso
    yield "title", _brace(f"{{{_escape(record.title)}}}")
    yield "number", _brace(_escape(record.number))
    yield "type", "{标准}"
    yield "institution", _brace(_escape("、".join(record.issuers)))
    yield "year", _brace(str(record.year or ""))
    yield "month", _MONTHS[record.issued.month - 1] if record.issued else ""
    yield "mark", "{S}"
    yield "keywords", _brace(", ".join([*record.ics, *record.ccs]))
    yield "url", _brace(quote(record.url, safe="%/:=&?~#+!$,;'@()*[]"))
    yield "annote", _brace(_escape(write_remark(hit, listing)))


def _brace(text: str) -> str:
    return f"{{{text}}}" if text else ""


def _escape(text: str) -> str:
    return " ".join(text.split()).translate(_ESCAPE)

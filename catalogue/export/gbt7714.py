"""A numbered list of references after GB/T 7714-2015 (顺序编码制, 9.1), as plain text."""

from __future__ import annotations

from collections.abc import Iterator

from catalogue.export.blocks import encode_blocks
from catalogue.export.file_head import describe_file
from catalogue.search import Listing
from catalogue.standards import cite


def write(listing: Listing) -> Iterator[bytes]:
    """What the list is, an empty line, then one reference a line: `[1] 国家…. 题名: GB/T 1.1—2020[S]. 2020`.

    Of a single standard only the reference.
    """
    return encode_blocks(_write_lines(listing))


def _write_lines(listing: Listing) -> Iterator[str]:
    if not listing.single:
        yield from (_end_line(f"{name}：{value}") for name, value in describe_file(listing) if value is not None)
        yield "\r\n"
    for place, hit in enumerate(listing.hits, start=1):
        yield _end_line(cite(hit.record) if listing.single else f"[{place}] {cite(hit.record)}")


def _end_line(text: str) -> str:
    """One line, whatever is in it; Windows' line end, since its editors are the ones that want theirs."""
    return " ".join(text.split()) + "\r\n"

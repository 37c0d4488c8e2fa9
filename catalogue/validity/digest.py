"""The digest of a report: tells whether its rows are still what was found, and if not, in which row and column.

Anybody can compute it anew, so it shows mistakes and careless changes; it is no signature.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

#: changes whenever what is summed up does
FORM = "lubiao check 1"
#: hexadecimal digits of the mark of a row, and of that of each of its columns behind it
ROW_DIGITS, COLUMN_DIGITS = 12, 2
#: label of the column with the marks
MARKS = "行校验"


class Digest(NamedTuple):
    """SHA-256 and SM3 (GB/T 32905) over the head and the rows of a report, in hexadecimal digits."""

    sha256: str
    #: empty where this Python's OpenSSL has no SM3
    sm3: str


def has_sm3() -> bool:
    """Whether this Python's OpenSSL has SM3."""
    return "sm3" in hashlib.algorithms_available


def digest_of(head: Sequence[str], labels: Sequence[str], rows: Iterable[Sequence[str]]) -> Digest:
    """The digest over the facts of the head, the labels of the columns, and the texts of the rows, in their order."""
    sha256, sm3 = hashlib.sha256(), hashlib.new("sm3") if has_sm3() else None
    for texts in ((FORM, *head), labels, *rows):
        line = _line(texts)
        sha256.update(line)
        if sm3 is not None:
            sm3.update(line)
    return Digest(sha256.hexdigest(), sm3.hexdigest() if sm3 is not None else "")


def mark_of(texts: Sequence[str]) -> str:
    """The mark of a row: of the whole, then of each column, so that a change is found by row and column."""
    whole = hashlib.sha256(_line(texts)).hexdigest()[:ROW_DIGITS]
    return whole + "".join([f"{zlib.crc32(text.encode('utf-8', 'replace')) & 0xFF:02x}" for text in texts])


def changed_columns(mark: str, texts: Sequence[str]) -> tuple[int, ...] | None:
    """Which columns of a row do not fit its mark; None where the row fits, empty where the column cannot be told."""
    now = mark_of(texts)
    if now == mark:
        return None
    pieces = [mark[at : at + COLUMN_DIGITS] for at in range(ROW_DIGITS, len(mark), COLUMN_DIGITS)]
    if len(pieces) != len(texts):
        return ()
    today = [now[at : at + COLUMN_DIGITS] for at in range(ROW_DIGITS, len(now), COLUMN_DIGITS)]
    return tuple(at for at, (old, new) in enumerate(zip(pieces, today, strict=True)) if old != new)


def _line(texts: Sequence[str]) -> bytes:
    return (json.dumps(list(texts), ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8", "replace")

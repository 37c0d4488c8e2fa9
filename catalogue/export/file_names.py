"""The name of a file: a table has no head, so the name says what is in it."""

from __future__ import annotations

import re
import unicodedata

from catalogue.export.file_head import filter_labels
from catalogue.search import Listing

#: characters for query and filters; with the rest the name stays below the 255 bytes that file systems take
_LONGEST = 50
#: what Windows, or a path, reads as something else
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\s]+')


def file_name(listing: Listing, ending: str) -> str:
    """`鲁标-大蒜-地方标准-2026-11-24.csv`; where more match than the file holds, with `-前10000项` after the day."""
    values = [value for _, labels in filter_labels(listing.search) for value in labels]
    parts = filter(None, map(plain_name, [listing.search.text or "全部标准", *values]))
    search_words = "-".join(parts)[:_LONGEST].rstrip("-. ")
    cut = f"-前{listing.count}项" if listing.cut else ""
    return f"鲁标-{search_words or '检索结果'}-{listing.day.isoformat()}{cut}.{ending}"


def plain_name(text: str) -> str:
    """A text without what a file name cannot hold, nor what turns its direction or is not seen."""
    seen = "".join(char for char in text if unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    return _FORBIDDEN.sub("_", seen).strip("_. -")

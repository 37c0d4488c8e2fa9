"""Where a row's facts come from, and what other sources say."""

from __future__ import annotations

import re

from indexer.readers.text_cells import text_of, title_of
from standard.record import Conflict
from standard.status import Status
from standard.status_words import status_of_word

_HOST = re.compile(r"https?://(?:[^/@?#]*@)?(?:www\.|wap\.|m\.)?([a-z0-9.-]+\.[a-z]{2,})(?=[:/?#]|$)", re.IGNORECASE)
#: doors of one site
_DOOR = re.compile(r"^(?:www|wap|m)\.(?=[\w-]+\.)")
#: the name of a collection, which says less than the address: `LDAssistant:csres_wap`
_COLLECTION = re.compile(r"[A-Za-z][\w-]*:[A-Za-z]\w*$")


def url_of(value: object) -> str:
    """An address that a browser may be sent to; empty for anything else (`javascript:…`)."""
    url = text_of(value)
    return url if _HOST.match(url) and " " not in url else ""


def source_of(value: object, url: str) -> str:
    """What the row names as its source; of a collection the host of the row's address, where it has one."""
    names = [_DOOR.sub("", name) for name in items_of(value)]
    host = _HOST.match(url)
    if host and (not names or isinstance(value, list) or any(map(_COLLECTION.match, names))):
        return host[1].lower()
    return "; ".join(dict.fromkeys(names))


def conflicts_of(value: object, status: Status, source: str) -> tuple[Conflict, ...]:
    """What other sources say: the record's own form, or words for another status (`status_conflicts`).

    A word that means the same status (作废, 废止) is no conflict.
    """
    found = []
    for item in value if isinstance(value, list) else items_of(value):
        if isinstance(item, dict):
            found.append(Conflict(*(text_of(item.get(name)) for name in ("field", "value", "source"))))
        elif (word := text_of(item)) and status_of_word(word) is not status:
            found.append(Conflict("status", word, source))
    return tuple(dict.fromkeys(conflict for conflict in found if conflict.field))


def alt_titles_of(value: object, title: str) -> tuple[str, ...]:
    """The other titles, cleaned, without the title itself."""
    titles = map(title_of, items_of(value))
    return tuple(dict.fromkeys(other for other in titles if other and other != title))


def items_of(value: object) -> list[str]:
    """The texts of a list, or of a cell in which `;` separates them."""
    if value is None:
        return []
    items = value if isinstance(value, list | tuple) else text_of(value).replace("；", ";").split(";")
    return [text for item in items if (text := text_of(item))]

"""What the readers of the platforms give: one entry a standard, before anyone asks what its labels mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from indexer.readers.platforms.list_tables import Listed, listings
from indexer.readers.platforms.page import Page
from indexer.readers.platforms.page_labels import Pairs
from indexer.readers.problem import WHOLE_FILE, Unreadable
from indexer.readers.text_cells import text_of
from standard.number import NumberError, StandardNumber
from standard.publisher import Level
from standard.status import Status
from standard.status_words import status_of_word

#: 国家标准计划号: `20253563-T-524`
_PLAN = re.compile(r"\d{8}-[A-Z]{1,2}-\d{3}$")
#: words that say more of a plan than that it is one; `已发布` there is said of the plan, not of a standard
_PLAN_WORDS = {"已终止": "abolished", "终止": "abolished", "暂缓": "suspended"}


class Entry(NamedTuple):
    """A standard on a page."""

    pairs: Pairs
    #: row on the page, counted from 1; 0 for a page that is about one standard
    number: int = WHOLE_FILE
    #: why it is no record, where the page itself shows that
    refused: Unreadable | None = None


def listed(page: Page, read: Callable[[Listed], Pairs], rename: Callable[[str], str] = str) -> Iterator[Entry]:
    """The rows of a page's lists, each read by `read`; `rename` as in `listings`.

    Raises `Unreadable` where there is no list.
    """
    tables = listings(page.soup, rename)
    if not tables:
        raise Unreadable("page_without_rows")
    for table in tables:
        for row in table.rows:
            yield Entry(read(row), row.number)


class Platform(NamedTuple):
    """How the pages of a platform are known and read."""

    host: str
    recognises: Callable[[Page], bool]
    #: raises `Unreadable` where the page has neither a list nor a standard
    entries: Callable[[Page], Iterator[Entry]]


def without(pairs: Mapping[str, object], labels: Iterable[str]) -> Pairs:
    """The pairs without labels that are known and not needed, so that they are not told as unknown."""
    dropped = frozenset(labels)
    return {label: value for label, value in pairs.items() if label not in dropped}


def level_of(number: object) -> Level:
    """The level that a number tells; `UNKNOWN` where no grammar reads it."""
    try:
        return StandardNumber(text_of(number)).level
    except NumberError:
        return Level.UNKNOWN


def is_status(word: str) -> bool:
    """Whether a word is one for the status of a standard or a plan."""
    return word in _PLAN_WORDS or status_of_word(word) is not Status.UNKNOWN


def plan_state(number: object, word: object) -> Pairs:
    """The status of a plan, with its word: `已发布` of a plan is no status of a standard. Nothing for standards."""
    if not _PLAN.fullmatch(text_of(number)):
        return {}
    text = text_of(word)
    return {"status": _PLAN_WORDS.get(text, "draft"), "status_word": text}

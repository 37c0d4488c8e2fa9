"""hbba.sacinfo.org.cn (industry) and dbba.sacinfo.org.cn (local standards): list, detail page and JSON answer.

One software runs both, and the pages of std.samr.gov.cn about one standard are built like its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from indexer.readers.level_words import nature_of_word
from indexer.readers.platforms.entry import Entry, Platform, level_of, listed, without
from indexer.readers.platforms.list_tables import Listed
from indexer.readers.platforms.page import Page
from indexer.readers.platforms.page_labels import Pairs, key_in, labelled, text_in
from standard.publisher import Level
from standard.status import Status
from standard.status_words import status_of_word

INDUSTRY, LOCAL = "hbba.sacinfo.org.cn", "dbba.sacinfo.org.cn"
_TITLES = ("行业标准信息服务平台", "地方标准信息服务平台", "标准备案信息")
_DETAIL = re.compile(r"stdDetail/([0-9a-f]{32,64})")
#: the trade at one host and the region at the other, where the number tells it better
_TRADE_OR_REGION = ("industry", "行业", "所属行业", "地区", "所属地区")
_NOT_KEPT = (*_TRADE_OR_REGION, "empty", "otherResultColumns", "noticePk", "序号", "操作")


def recognises(page: Page) -> bool:
    """By its address or its title, or by the frame of its detail pages."""
    return (
        page.host in (INDUSTRY, LOCAL)
        or any(title in page.title for title in _TITLES)
        or page.soup.select_one("dt.basicInfo-item") is not None
    )


def entries(page: Page) -> Iterator[Entry]:
    """The standard of a detail page, or the rows of a list."""
    if (pairs := detail(page)) is not None:
        key = _DETAIL.search(page.address)
        yield Entry(pairs | _identity(pairs["标准号"], key[1] if key else ""))
    else:
        yield from listed(page, _of_list)


def answer(value: Mapping[str, object]) -> Pairs | None:
    """A record of `stdQueryList`, or of a detail; None for anything else."""
    if "chName" not in value or not ("pk" in value or "recordNo" in value):
        return None
    return without(value, _NOT_KEPT) | _identity(value.get("code"), str(value.get("pk") or ""))


def detail(page: Page) -> Pairs | None:
    """The standard of a page that names its facts in `dt` and `dd`; None where it has none.

    Titles and the words in the coloured labels have no label of their own; what a word is it says itself.
    """
    if not any(text_in(name) == "标准号" for name in page.soup.select("dt")):
        return None
    pairs = {"标准号": ""} | labelled(page.soup)
    head = page.soup.select_one(".page-header") or page.soup
    for heading, label in (("h4", "标准名称"), ("h5", "英文标准名称")):
        if found := head.select_one(heading):
            pairs.setdefault(label, text_in(found))
    # a heading of the same text stands above the time line
    pairs.pop("标准状态", None)
    return pairs | _stated(text_in(tag) for tag in head.select(".label"))


def _stated(words: Iterator[str]) -> Pairs:
    found: Pairs = {}
    for word in words:
        if status_of_word(word) is not Status.UNKNOWN:
            found["标准状态"] = word
        elif nature_of_word(word):
            found["标准性质"] = word
    return found


def _of_list(row: Listed) -> Pairs:
    """A row of the list that scripts draw, saved by a browser."""
    pairs = without(row.pairs, _NOT_KEPT)
    number = pairs.get("标准号") or pairs.get("标准编号")
    return pairs | _identity(number, key_in(row.row, "href", _DETAIL))


def _identity(number: object, key: str) -> Pairs:
    host = LOCAL if level_of(number) is Level.LOCAL else INDUSTRY
    return {"source": host, "url": f"https://{host}/stdDetail/{key}" if key else ""}


PLATFORM = Platform(INDUSTRY, recognises, entries)

"""std.sacinfo.org.cn: 地方标准备案月报, 行业标准备案月报 and 国家标准公告.

Each says what was issued, and some what was abolished, on the day of the notice; that day is when it was looked up.
What was issued is announced (已公告): the notice stands for the standard until a catalogue has a record of it, and is a
note beside that from then on (`indexer.readers.row_merging`). National ones give the day of issue in their text alone.
Summaries by province stand in tables of their own, and narrow screens get every row a second time as a list; neither
counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple
from urllib.parse import urljoin

from indexer.readers.platforms.entry import Entry, Platform, without
from indexer.readers.platforms.list_tables import Listed, Listing, listings
from indexer.readers.platforms.page import Page
from indexer.readers.platforms.page_labels import Pairs, key_in, text_in
from indexer.readers.problem import Unreadable
from indexer.readers.text_cells import text_of
from standard.status_words import ANNOUNCED
from standard.wording import say

HOST = "std.sacinfo.org.cn"
_TITLE = "标准信息查询-国家标准化管理委员会"
_NOT_KEPT = ("序号", "操作")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
#: the line above a table: `附表2：废止标准清单`
_ABOVE = re.compile(r"清单|附表|目录")
#: a row about 修改单 (amendment) has the amended standard's number
_AMENDMENT = re.compile(r"isAmd\s*:\s*['\"](y)", re.IGNORECASE)
#: a link to the row's own page; others call scripts
_PATH = re.compile(r"^(/.+|https?://.+)")
_AMENDED = "/XG"
#: columns of the day of issue
_ISSUED = ("发布日期", "批准日期")
#: elements and texts looked at for the line above a table
_LOOK_BACK = 200


def recognises(page: Page) -> bool:
    """By its address, its title or the head of a notice."""
    return page.host == HOST or _TITLE in page.title or page.soup.select_one(".notice-header") is not None


def entries(page: Page) -> Iterator[Entry]:
    """The rows of the lists; not those of the summaries."""
    tables = listings(page.soup, _label)
    if not tables:
        raise Unreadable("page_without_filings")
    notice = _notice(page)
    for table in tables:
        abolished = _is_abolishing(table)
        for row in table.rows:
            yield Entry(_of_list(row, notice, abolished=abolished), row.number, _amendment(row))


def _label(text: str) -> str:
    """The label for a header cell, which names the kind of document: `国 家 标 准 化 指 导 性 技 术 文 件 名 称`."""
    name = "".join(text.split())
    if name.startswith(("代替", "替代", "被代替")):
        return "代替标准号"
    if name.endswith(("标准编号", "标准号", "文件编号")):
        return "标准编号"
    return "标准名称" if name.endswith("名称") else name


def _of_list(row: Listed, notice: _Notice, *, abolished: bool) -> Pairs:
    pairs = without(row.pairs, _NOT_KEPT)
    path = key_in(row.row, "href", _PATH)
    return (
        ({} if abolished else notice.announcing(pairs))
        | pairs
        | {
            "标准状态": "废止" if abolished else ANNOUNCED,
            "source": HOST,
            "url": urljoin(f"https://{HOST}/", path) if path else notice.address,
            "checked": notice.day,
        }
    )


class _Notice(NamedTuple):
    """The notice that a page is."""

    name: str
    #: of its publication, `2026-07-02`
    day: str
    #: whether it is itself what issues the standards; others tell of what was issued before
    issues: bool
    address: str

    def announcing(self, pairs: Pairs) -> Pairs:
        """What the notice says of each standard that it announces: its name, and the day of issue, if it is that."""
        said: Pairs = {"备注": say("note_announced", notice=self.name).chinese} if self.name else {}
        if self.issues and not any(pairs.get(label) for label in _ISSUED):
            said[_ISSUED[0]] = self.day
        return said


def _amendment(row: Listed) -> Unreadable | None:
    """Why a row about an amendment is not taken: it has the number of the standard that it amends."""
    number = text_of(row.pairs.get("标准编号"))
    if not key_in(row.row, "data-param", _AMENDMENT) or _AMENDED in number.upper():
        return None
    return Unreadable("filing_of_amendment", number)


def _is_abolishing(table: Listing) -> bool:
    """Whether the list is one of abolished standards: its header or the line above it says so."""
    if "废止日期" in table.header:
        return True
    above = (str(one) for one in islice(table.table.previous_elements, _LOOK_BACK) if isinstance(one, str))
    return "废止" in next(filter(_ABOVE.search, above), "")


def _notice(page: Page) -> _Notice:
    """Its name stands above it, its day on a line of its own below the text."""
    days = (text_in(line) for line in page.soup.find_all("p"))
    head, red = (page.soup.select_one(name) for name in (".notice-header", ".notice-red-title"))
    name = "".join("".join(map(text_in, (red.find_all("p") if red else [head] if head else []))).split())
    return _Notice(name, next(filter(_DAY.fullmatch, days), ""), "公告" in name, page.address)


PLATFORM = Platform(HOST, recognises, entries)

"""ttbz.org.cn, 全国团体标准信息平台: list and detail page of the old site, JSON answer of the new one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from indexer.readers.platforms.entry import Entry, Platform, listed, without
from indexer.readers.platforms.list_tables import Listed, listings
from indexer.readers.platforms.page import Page
from indexer.readers.platforms.page_labels import Pairs, key_in, labelled
from indexer.readers.problem import Unreadable

HOST = "ttbz.org.cn"
_OLD, _NEW = "https://www.ttbz.org.cn/StandardManage/Detail/{}/", "https://www.ttbz.org.cn/standardDetail/{}.html"
#: 公布日期 is the day on which the platform showed it, some days after 发布日期
_NOT_KEPT = ("序号", "公布日期", "详细", "购买信息", "操作")
_KEYS_NOT_KEPT = ("standardUniqueId", "standardStatus", "isOpen", "organId", "ccsl", "icsl")
_DETAIL = re.compile(r"StandardManage/Detail/(\d+)", re.IGNORECASE)
_TEXT = re.compile(r"Pdfs/Index/\?ftype=st&pms=(\d+)", re.IGNORECASE)


def recognises(page: Page) -> bool:
    """By its address, its title or its tables."""
    return (
        page.host in (HOST, f"www.{HOST}")
        or "全国团体标准信息平台" in page.title
        or page.soup.select_one("table.standard_list_table, table.tctable") is not None
    )


def entries(page: Page) -> Iterator[Entry]:
    """The rows of a list, or the standard of a detail page."""
    if listings(page.soup):
        yield from listed(page, _of_list)
        return
    pairs = labelled(page.soup)
    if "标准编号" not in pairs:
        raise Unreadable("page_without_rows")
    key = _DETAIL.search(page.address)
    yield Entry(without(pairs, _NOT_KEPT) | _identity(key[1] if key else key_in(page.soup, "href", _TEXT)))


def answer(value: Mapping[str, object]) -> Pairs | None:
    """A row of `getPortalStandardList`; None for anything else."""
    if "standardNo" not in value or "standardTitleCn" not in value:
        return None
    key = str(value.get("standardUniqueId") or "")
    return without(value, _KEYS_NOT_KEPT) | {"source": HOST, "url": _NEW.format(key) if key else ""}


def _of_list(row: Listed) -> Pairs:
    return without(row.pairs, _NOT_KEPT) | _identity(key_in(row.row, "href", _DETAIL))


def _identity(key: str) -> Pairs:
    return {"source": HOST, "url": _OLD.format(key) if key else ""}


PLATFORM = Platform(HOST, recognises, entries)

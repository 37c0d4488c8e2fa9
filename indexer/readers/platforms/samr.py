"""std.samr.gov.cn, 全国标准信息公共服务平台: results of a search, lists, detail pages and JSON answers.

Plans of national standards (国家标准计划) stand among the results.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from indexer.readers.platforms import sacinfo
from indexer.readers.platforms.entry import Entry, Platform, is_status, level_of, listed, plan_state, without
from indexer.readers.platforms.list_tables import Listed
from indexer.readers.platforms.page import Page
from indexer.readers.platforms.page_labels import Pairs, key_in, labelled, text_after, text_in
from indexer.readers.problem import Unreadable
from standard.publisher import Level

if TYPE_CHECKING:
    from bs4 import Tag

HOST = "std.samr.gov.cn"
_PATHS = {
    Level.INDUSTRY: "/hb/search/stdHBDetailed",
    Level.LOCAL: "/db/search/stdDBDetailed",
    Level.INTERNATIONAL: "/gj/search/gjDetailed",
}
_NATIONAL = "/gb/search/gbDetailed"
#: kind of a result, as the page's own script reads it
_KINDS = {"BV_HB": _PATHS[Level.INDUSTRY], "BV_DB": _PATHS[Level.LOCAL]}

_FOOTER = {"发布于": "发布日期", "实施于": "实施日期", "废止于": "废止日期"}
_COLUMNS = {"类别": "标准性质"}
_NOT_KEPT = ("PROJECT_ID", "CREATE_TIME", "UPDATE_TIME", "C_PLAN_CODE", "序号", "操作", "是否采标")
_KEY = re.compile(r"\b([0-9A-F]{30,64})\b")


def recognises(page: Page) -> bool:
    """By its address, its title or its links to standards."""
    return (
        page.host == HOST or "全国标准信息公共服务平台" in page.title or page.soup.select_one("a[tid][pid]") is not None
    )


def entries(page: Page) -> Iterator[Entry]:
    """The standard of a detail page, the results of a search, or the rows of a list."""
    if (pairs := sacinfo.detail(page)) is not None:
        key = _KEY.search(page.address)
        yield Entry(_identity(pairs["标准号"], pairs.get("标准状态"), key[1] if key else "") | pairs)
    elif links := page.soup.select("a[tid][pid]"):
        yield from (Entry(_hit(link), number) for number, link in enumerate(links, 1))
    elif page.soup.find("iframe") is not None and page.soup.find("table") is None:
        raise Unreadable("page_with_frame")
    else:
        yield from listed(page, _of_list, lambda text: _COLUMNS.get(text, text))


def answer(value: Mapping[str, object]) -> Pairs | None:
    """A row of `gbQueryPage` and its sisters; None for anything else."""
    number = value.get("C_STD_CODE") or value.get("STD_CODE") or value.get("C_PLAN_CODE")
    if number is None or "C_C_NAME" not in value:
        return None
    pairs = without(value, _NOT_KEPT) | {"C_STD_CODE": number}
    return _identity(number, value.get("STATE"), str(value.get("id") or "")) | pairs


def _of_list(row: Listed) -> Pairs:
    """A row of the table that scripts draw, saved by a browser."""
    pairs = without(row.pairs, _NOT_KEPT)
    number = pairs.get("标准号") or pairs.get("标准编号")
    return _identity(number, pairs.get("状态"), key_in(row.row, "onclick", _KEY)) | pairs


def _hit(link: Tag) -> Pairs:
    """One result: what its panel names by labels, and number, title and status from its head."""
    panel = link.find_parent(class_="panel") or link
    code = link.select_one(".en-code")
    number = text_in(code) if code else ""
    status = next(filter(is_status, map(text_in, panel.select(".s-status"))), "")
    head: Pairs = {
        "标准号": number,
        "标准名称": text_in(link).removeprefix(number),
        "标准状态": status,
        "source": HOST,
        "url": f"https://{HOST}{_KINDS.get(str(link['tid']), _NATIONAL)}?id={link['pid']}",
    }
    return plan_state(number, status) | head | labelled(panel) | _footer(panel)


def _footer(panel: Tag) -> Pairs:
    """`发布于 2011-09-14`: the days follow words that are no labels elsewhere."""
    words = ((text_in(word), word) for word in panel.select("span"))
    return {_FOOTER[text]: text_after(word) for text, word in words if text in _FOOTER}


def _identity(number: object, status: object, key: str) -> Pairs:
    """The status of a plan, which goes before the word in its own column; source and address."""
    path = _PATHS.get(level_of(number), _NATIONAL)
    url = f"https://{HOST}{path}?id={key}" if key else ""
    return plan_state(number, status) | {"source": HOST, "url": url}


PLATFORM = Platform(HOST, recognises, entries)

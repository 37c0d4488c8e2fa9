"""csres.com, 工标网: lists and detail page, in GB18030. No official platform; it knows many old standards.

It cuts names of bodies (`国家市场监督管理总局.`) and writes a missing day as 1900-01-01; cleaning knows both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.readers.platforms.entry import Entry, Platform, listed, without
from indexer.readers.platforms.list_tables import Listed, listings
from indexer.readers.platforms.page import Page
from indexer.readers.platforms.page_labels import Pairs, key_in, labelled
from indexer.readers.problem import Unreadable
from indexer.readers.text_cells import one_line
from standard.number import find_numbers

HOST = "csres.com"
_NAME = "工标网"
_ADDRESS = "http://www.csres.com/detail/{}.html"
_DETAIL = re.compile(r"detail/(\d+)\.html")
_NOT_KEPT = ("序号", "操作")
#: `《GB/T 46961-2025 名称》范围…状态：现行`
_DESCRIBED = re.compile(r"《(?P<named>[^《》]*(?:《[^》]*》[^《》]*)*)》")
_STATUS = re.compile(r"状态[:：]\s*([^\s,，。;；<]+)")
#: what follows in the window's title
_SITE = re.compile(rf"\s*[-_|—]*\s*{_NAME}.*$")


def recognises(page: Page) -> bool:
    """By its address or its name in title, keywords and description."""
    said = (page.title, _meta(page, "keywords"), _meta(page, "description"))
    return page.host.endswith(HOST) or any(_NAME in text for text in said)


def entries(page: Page) -> Iterator[Entry]:
    """The rows of a list, or the standard of a detail page."""
    if listings(page.soup):
        yield from listed(page, _of_list)
        return
    pairs = labelled(page.soup)
    described = _described(_meta(page, "description")) or _named(_SITE.sub("", page.title))
    if not described and "标准编号" not in pairs:
        raise Unreadable("page_without_rows")
    key = _DETAIL.search(page.address)
    yield Entry(described | pairs | _identity(key[1] if key else ""))


def _of_list(row: Listed) -> Pairs:
    return without(row.pairs, _NOT_KEPT) | _identity(key_in(row.row, "href", _DETAIL))


def _described(text: str) -> Pairs:
    """Number, title and status of the page's description."""
    found = _DESCRIBED.search(text)
    pairs = _named(found["named"]) if found else {}
    if pairs and (status := _STATUS.search(text)):
        pairs["标准状态"] = status[1]
    return pairs


def _named(text: str) -> Pairs:
    """Number and title of `GB/T 46961-2025 名称`; nothing where it does not begin with a number."""
    text = one_line(text)
    first = next(iter(find_numbers(text)), None)
    if first is None or first.span[0] > 0 or not text[first.span[1] :].strip():
        return {}
    return {"标准编号": text[: first.span[1]], "标准名称": text[first.span[1] :].strip()}


def _meta(page: Page, name: str) -> str:
    tag = page.soup.select_one(f'meta[name="{name}" i]')
    return str(tag.get("content") or "") if tag else ""


def _identity(key: str) -> Pairs:
    return {"source": HOST, "url": _ADDRESS.format(key) if key else ""}


PLATFORM = Platform(HOST, recognises, entries)

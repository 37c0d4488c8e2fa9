"""openstd.samr.gov.cn, 国家标准全文公开系统: list and detail page.

Lists had nine columns until April 2026 and have ten since (语种); the path `/bzgk/gb/` became `/bzgk/std/` then. All
of them give the same record, with today's address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.readers.dates import day_of
from indexer.readers.platforms.entry import Entry, Platform, listed, without
from indexer.readers.platforms.list_tables import Listed
from indexer.readers.platforms.page import Page
from indexer.readers.platforms.page_labels import Pairs, key_in, labelled

HOST = "openstd.samr.gov.cn"
#: the other was its name until 2019
_HOSTS = frozenset({HOST, "www.gb688.cn", "gb688.cn"})
_ADDRESS = "https://openstd.samr.gov.cn/bzgk/std/newGbInfo?hcno="

_COLUMNS = {"类别": "标准性质"}
#: 是否采标 says that something is adopted, not what
_NOT_KEPT = ("是否采标", "操作", "语种", "序号")
_SHOWN = re.compile(r"showInfo\('([0-9A-F]{32})'\)")
_HCNO = re.compile(r"\b([0-9A-F]{32})\b")
#: 备注 begins with the day of implementation: `2005-03-01实施,代替GB/T 5606.1-1996`
_REMARKED = re.compile(r"\s*(\d{4}-\d\d-\d\d)\s*实施\s*[,，;；。]?\s*")


def recognises(page: Page) -> bool:
    """By its address, its title, its table of results or its heading."""
    return (
        page.host in _HOSTS
        or page.title.startswith(("国家标准全文", "国家标准|"))
        or page.soup.select_one("table.result_list") is not None
        or _is_detail(page)
    )


def entries(page: Page) -> Iterator[Entry]:
    """The standard of a detail page, or the rows of a list."""
    if _is_detail(page):
        key = key_in(page.soup, "data-value", _HCNO) or "".join(_HCNO.findall(page.address)[:1])
        yield Entry(_of_detail(labelled(page.soup)) | _identity(key))
    else:
        yield from listed(page, _of_list, lambda text: _COLUMNS.get(text, text))


def _is_detail(page: Page) -> bool:
    """Whether its heading is a number: `标准号：GB/T 20223-2006`."""
    return any(heading.get_text().strip().startswith(("标准号：", "标准号:")) for heading in page.soup.find_all("h1"))


def _of_list(row: Listed) -> Pairs:
    return without(row.pairs, _NOT_KEPT) | _identity(key_in(row.row, "onclick", _SHOWN))


def _of_detail(pairs: Pairs) -> Pairs:
    """The remark without the day that it repeats; where 实施日期 is empty it is the day."""
    remark = str(pairs.get("备注", ""))
    if (said := _REMARKED.match(remark)) and day_of(pairs.get("实施日期", said[1])) == day_of(said[1]):
        return pairs | {"实施日期": said[1], "备注": remark[said.end() :]}
    return pairs


def _identity(hcno: str) -> Pairs:
    return {"source": HOST, "url": _ADDRESS + hcno if hcno else ""}


PLATFORM = Platform(HOST, recognises, entries)

"""A saved page -> rows: which platform it is from, and why nothing is read where nothing is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.readers.columns import Labels
from indexer.readers.jsonl import array_rows
from indexer.readers.lines import Chunks, Line
from indexer.readers.platforms import csres, filings, openstd, sacinfo, samr, ttbz
from indexer.readers.platforms.entry import Entry, Platform
from indexer.readers.platforms.page import DAMAGE, Page, page_of
from indexer.readers.problem import Problem, Unreadable
from indexer.readers.row import Row, Rowlike

#: asked in this order; pages of std.samr.gov.cn have frames that others have too
PLATFORMS: tuple[Platform, ...] = (
    openstd.PLATFORM,
    samr.PLATFORM,
    filings.PLATFORM,
    ttbz.PLATFORM,
    csres.PLATFORM,
    sacinfo.PLATFORM,
)

#: what pages say that stand in the way of the one asked for; only looked for where nothing was read
_CAPTCHA = re.compile("验证码|安全验证|滑动验证|拖动滑块|人机验证|captcha|geetest|Just a moment", re.IGNORECASE)
#: a bare number is no error: titles say 1:500
_CODE = r"(?:40[0-9]|50[0-4])"
_ERROR = re.compile(
    rf"^{_CODE}\b|(?:http|error|status|错误|状态码?|代码)[\s:：/.\d]{{0,8}}\b{_CODE}\b"
    rf"|\b{_CODE}[\s:：,，.!！-]{{0,3}}(?:error|bad|page|internal|service|gateway|错误|页面|很?抱歉|出错|nginx)"
    "|forbidden|not found|bad gateway|unavailable"
    "|访问被拒绝|被拦截|访问过于频繁|系统维护|页面不存在|出错了",
    re.IGNORECASE,
)
#: such pages are short; of a longer one only the title is searched, since `404` may be part of a number there
_SHORT = 2000
#: characters shown of them
_SHOWN = 60


def page_rows(file: str, stream: Chunks, head: bytes, labels: Labels) -> Iterator[Rowlike]:
    """The standards of a saved page: every row of a list, or the one of a detail page.

    A row's line is its place in the list; 0 for a detail page. Of a page saved half the last row is a problem.
    Raises `Unreadable` for a page of no known platform or layout, of an error, or without standards; nothing was
    given then.
    """
    page = page_of(stream, head)
    if (answer := _answer(page)) is not None:
        yield from array_rows(file, [Line(1, answer)], labels)
        return
    rows = [_row(file, entry, page, labels) for entry in _entries(page)]
    if not page.complete:
        last = rows.pop()
        rows.append(Problem(file, last.line, "", "page_half"))
    yield from rows


def _entries(page: Page) -> list[Entry]:
    platform = next((one for one in PLATFORMS if one.recognises(page)), None)
    if platform is None:
        raise _why(page) or Unreadable("page_unknown", page.title)
    try:
        found = list(platform.entries(page))
    except Unreadable as problem:
        known = Unreadable("page_layout_unknown", page.title, host=platform.host, reason=problem.words)
        raise _why(page) or (known if page.complete else Unreadable("page_half", page.title)) from None
    if not found:
        raise Unreadable("page_empty" if page.complete else "page_half", page.title)
    return found


def _row(file: str, entry: Entry, page: Page, labels: Labels) -> Rowlike:
    if entry.refused is not None:
        return entry.refused.at(file, entry.number)
    cells = labels.cells(entry.pairs)
    damaged = next((text for text in cells.values() if isinstance(text, str) and DAMAGE in text), None)
    if damaged is not None:
        return Problem(file, entry.number, damaged, "page_two_encodings")
    if page.origin.url:
        cells.setdefault("url", page.origin.url)
    if page.origin.captured:
        cells.setdefault("checked", page.origin.captured)
    return Row(file, entry.number, cells)


def _answer(page: Page) -> str | None:
    """The JSON answer that a browser showed and saved as a page."""
    shown = page.soup.find("pre")
    text = shown.get_text().strip() if shown else ""
    return text if text.startswith(("{", "[")) and text.endswith(("}", "]")) else None


def _why(page: Page) -> Unreadable | None:
    """What the page says instead, where it is one of a captcha or an error."""
    text = " ".join(page.soup.get_text(" ").split())
    text = text if len(text) <= _SHORT else page.title
    if found := _CAPTCHA.search(text):
        return Unreadable("page_of_captcha", page.title, found=found[0])
    if found := _ERROR.search(text):
        around = text[max(0, found.start() - _SHOWN // 2) : found.end() + _SHOWN // 2]
        return Unreadable("page_of_error", page.title, around=around.strip())
    return None

"""One row of a collected catalogue -> the facts of it that may be shipped, or why it is left out.

The rules are those of corpus/README.md: nothing is guessed. A value that makes no sense is left empty, and a row whose
number, title or status is in doubt is left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from indexer.readers import day_of, title_of
from standard.number import NumberError, StandardNumber
from standard.publisher import Level
from standard.status import Status
from standard.status_words import status_of_word
from tools.catalogue_bodies import bodies_of
from tools.catalogue_codes import codes_of
from tools.catalogue_relations import Relations, relations_of

#: a row as JSON
CollectedRow = dict[str, Any]
#: column -> cell, several values separated by `;`
Row = dict[str, str]

#: source -> site and the day up to which it is known to have been read (corpus/README.md); the first that fits
SOURCES = (
    ("LDAssistant:biaozhun_guojia", "www.biaozhun.org", "2026-03-31"),
    ("LDAssistant:biaozhun_difang", "www.biaozhun.org", "2025-09-30"),
    ("LDAssistant:biaozhun_hangye", "www.biaozhun.org", "2025-09-25"),
    ("LDAssistant:biaozhun_tuanti", "www.biaozhun.org", "2025-03-20"),
    ("LDAssistant:biaozhun_jiliang", "www.biaozhun.org", "2022-12-28"),
    ("LDAssistant:biaozhun", "www.biaozhun.org", "2025-10-14"),
    ("LDAssistant:csres_wap", "wap.csres.com", "2026-07-01"),
    ("LDAssistant:csres", "www.csres.com", "2026-07-02"),
    ("standard_scrapting:csres", "www.csres.com", "2026-03-01"),
    ("LDAssistant:openstd", "openstd.samr.gov.cn", "2026-07-01"),
    ("dai-knowledge-base:samr", "std.samr.gov.cn", "2026-04-01"),
    ("dai-knowledge-base:filename", "文件名", "2026-04-17"),
    ("sports-standards1", "std.samr.gov.cn", "2026-07-31"),
)
#: pages that were often not renewed
SELDOM_RENEWED = "www.biaozhun.org"
_GROUPS = "www.ttbz.org.cn"
#: two readings of one site, in July and in March
_LATER, _EARLIER = "LDAssistant:csres_wap", "standard_scrapting:csres"

#: kinds of number that are no single standard, or no whole number
_NO_STANDARD = frozenset({"range", "series", "bare", "wildcard", "prefix", "other", "sample", "plan", "dual"})
_BOOK = re.compile(r"97[89][-\d]{10,}$|\d-\d{3}-")
#: no national standard has a higher number than GB 59999
_TOO_HIGH = re.compile(r"GB(?:/[TZ])? (?:[6-9]\d{4}|\d{6})")
_TWO_DIGITS = re.compile(r"-19(\d\d)$")
_OWN_YEAR = re.compile(r"-(\d{4})$")
#: what shows that a title is cut or damaged, or none: signs of a page's code or put in for others, dots, a sentence
_DAMAGED = re.compile(
    r"[?？<>&*`_\ufffd\ue000-\uf8ff]|1=\d|^本标准规定|[。-]$|\.\.|…$|第[-—]部分|[(（]GB[)）]-|的指$|工标网"
)
#: where a site took a blank out of the middle of two characters: 超级市场、 became 超级市尝, 提取、 became 提娶
_MISREAD = re.compile("市尝|提娶|盛自治区|[草磺]垄")
_NUMBER_FIRST = re.compile(r"\d[\d.]*[-—–－]\s?(?:19|20)\d\d")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
#: `国家标准《…》由…归口上报，主管部门为…`
_SPOKEN_OF = re.compile(r"(?:国家|行业|地方|团体)标准《(.+?)》(?:由|，主管)")
#: the year in which all sources were read
_COLLECTED = 2026
#: the year in which a source began to call standards withdrawn by mistake
_MISTAKEN_SINCE = 2024
#: how the source writes that it knows no day; beside it, the day of effect of what has ended is that of its end
NO_DAY = "1900-01-01"
#: a day of effect is at most so many years after the year of the number, or after the day of issue
_LATEST, _LATEST_TO_COME, _LATEST_ISSUED = 2, 4, 6
_MILLENNIUM = date(1950, 1, 1)


class RowLeftOut(Exception):
    """A row that is not shipped; the message is the reason."""


@dataclass
class ShippedRow:
    """A row that is shipped."""

    number: StandardNumber
    cells: Row
    status: Status
    #: whether an earlier source still calls it in force: only a later edition can tell why
    disputed: bool = False
    #: what was left empty: column and reason -> how many
    emptied: Counter[str] = field(default_factory=Counter)


def read_row(collected: CollectedRow) -> ShippedRow:
    """The facts of a row. Raises `LeftOut`."""
    number = number_of(collected)
    title = title_in(collected, number)
    site, checked = source_of(collected, number)
    row = ShippedRow(number, {"number": str(number), "title": title, "level": number.level.value}, Status.UNKNOWN)
    row.status = _status(collected, row)
    days = _days(collected, row)
    row.cells["source"] = site
    row.cells["checked"] = _day_checked(row, days, site, checked).isoformat()
    if site in (url := collected.get("url") or "").split("/")[2:3]:
        row.cells["url"] = url
    for name in ("ics", "ccs"):
        codes, wrong = codes_of(name, collected.get(name) or "")
        row.cells[name] = ";".join(codes)
        row.emptied[f"{name}: not in the table"] += wrong
    row.cells |= bodies_of(collected, number, row.emptied)
    _relate(row, relations_of(collected, number), date.fromisoformat(row.cells["checked"]))
    row.cells = {name: cell for name, cell in row.cells.items() if cell}
    return row


def number_of(collected: CollectedRow) -> StandardNumber:
    """The number, where it is whole, of one standard, and written in one of the usual ways."""
    code, title = " ".join(collected["code"].split()), collected["title"]
    if _BOOK.match(code):
        raise RowLeftOut("number of a book")
    try:
        number = StandardNumber(code)
    except NumberError:
        raise RowLeftOut("number cut") from None
    if number.language or re.search("英文版|外文版", title):
        raise RowLeftOut("edition in a foreign language")
    if number.kind in _NO_STANDARD or "合订本" in title:
        raise RowLeftOut("number cut" if number.kind == "prefix" else "number of no single standard")
    if number.year is None:
        raise RowLeftOut("number without a year")
    if year_of(number) > _COLLECTED:
        raise RowLeftOut("number of a year to come")
    plain = _plain(str(number)).replace("/", "" if number.kind == "joint" else "/")
    if _plain(code).replace("/", "" if number.kind == "joint" else "/") not in (plain, _TWO_DIGITS.sub(r"-\1", plain)):
        raise RowLeftOut("number written in an unusual way")
    if number.level is Level.UNKNOWN or re.match(r"DG\d", number.prefix) or _TOO_HIGH.match(str(number)):
        raise RowLeftOut("number and kind of standard disagree")
    return number


def title_in(collected: CollectedRow, number: StandardNumber) -> str:
    """The title, where it is whole and all that is known speaks of the same one."""
    title = title_of(unicodedata.normalize("NFC", title_of(collected["title"])))
    if _DAMAGED.search(title) or _MISREAD.search(title) or not _balanced(title):
        raise RowLeftOut("title cut or damaged")
    base = str(number.base or number)
    if _NUMBER_FIRST.match(title) or signs_of(base[:-5]) in signs_of(title):
        raise RowLeftOut("title holds the number or half of it")
    if not _CHINESE.search(title):
        raise RowLeftOut("title not Chinese")
    if ("修改单" in title) != (number.amendment is not None):
        raise RowLeftOut("title and number disagree whether it is an amendment")
    alternatives = {signs_of(alternative) for alternative in collected.get("alt_titles", ())} - {
        signs_of(title),
        signs_of(title) * 2,
    }
    spoken_of = _SPOKEN_OF.match(collected.get("abstract") or "")
    if alternatives or (spoken_of and signs_of(spoken_of[1]) != signs_of(title)):
        raise RowLeftOut("sources give two titles")
    return title


def source_of(collected: CollectedRow, number: StandardNumber) -> tuple[str, date]:
    """The site that the status is of, and the day up to which it is known to have been read."""
    first: str = collected["sources"][0]
    site, checked = next((site, day) for start, site, day in SOURCES if first.startswith(start))
    if first == "sports-standards1" and number.level is Level.GROUP:
        site = _GROUPS
    return site, date.fromisoformat(checked)


def year_of(number: StandardNumber) -> int:
    """The year of a dated number; of an amendment, its own."""
    own = _OWN_YEAR.search(str(number))
    return int(own[1]) if own else number.year or 0


def _status(collected: CollectedRow, row: ShippedRow) -> Status:
    word = collected.get("status") or ""
    status = status_of_word(word) if word else Status.UNKNOWN
    if word and status is Status.UNKNOWN:
        raise RowLeftOut("status unknown to any table")
    conflicting_statuses = {status_of_word(conflicting) for conflicting in collected.get("status_conflicts", ())}
    if any(conflicting.ended != status.ended for conflicting in conflicting_statuses):
        row.disputed = status.ended and collected["sources"][0] == _LATER and _EARLIER in collected["sources"]
        if not row.disputed:
            raise RowLeftOut("sources disagree on the status")
    if status.ended and year_of(row.number) >= _MISTAKEN_SINCE:
        raise RowLeftOut("called withdrawn though of 2024 or later")
    row.cells["status_word"] = word
    return status


def _days(collected: CollectedRow, row: ShippedRow) -> dict[str, date]:
    """The days that can be: column -> day; the others are counted."""
    year, days = year_of(row.number), {}
    issued, effective = (_day(collected.get(name)) for name in ("issue_date", "implement_date"))
    if issued and issued.year > year + 1:
        raise RowLeftOut("issued years after the year of the number")
    if issued and ((issued.month, issued.day) in ((1, 1), (1, 2)) or abs(issued.year - year) > 1):
        row.emptied["issued: only the year is meant, or another edition"] += 1
        issued = None
    limit = _LATEST_TO_COME if row.status is Status.UPCOMING else _LATEST
    if effective and (
        (row.status.ended and collected.get("issue_date") == NO_DAY) or _is_doubtful(effective, issued, year, limit)
    ):
        row.emptied["effective: before the issue, or years off"] += 1
        effective = None
    for name, day, column in (("issued", issued, "issue_date"), ("effective", effective, "implement_date")):
        row.emptied[f"{name}: a day that stands for none"] += bool(
            collected.get(column) and not _day(collected[column])
        )
        if day:
            days[name] = day
            row.cells[name] = day.isoformat()
    return days


def _day(text: str | None) -> date | None:
    day, _ = day_of(text or "")
    return day if day and day > _MILLENNIUM else None


def _is_doubtful(effective: date, issued: date | None, year: int, limit: int) -> bool:
    if (effective.month, effective.day) == (1, 2) or effective.year < year:
        return True
    if issued:
        return effective < issued or effective.year > issued.year + _LATEST_ISSUED
    return effective.year > year + limit


def _day_checked(row: ShippedRow, days: dict[str, date], site: str, checked: date) -> date:
    """The day of looking up: that of the source, or, where a page was not renewed, the day of issue."""
    issued, effective = days.get("issued"), days.get("effective")
    if row.status is Status.UPCOMING:
        if effective is None:
            raise RowLeftOut("to come, but on no day")
        if effective <= checked and site == SELDOM_RENEWED and issued and issued < effective:
            return issued
        if effective <= checked:
            raise RowLeftOut("status contradicts the days")
    elif effective and effective > checked:
        raise RowLeftOut("status contradicts the days")
    if issued and issued > checked:
        raise RowLeftOut("issued after the source was read")
    return checked


def _relate(row: ShippedRow, relations: Relations, checked: date) -> None:
    row.emptied["replacements: against the course of time or unclear"] += relations.doubtful
    for name, numbers in relations.numbers.items():
        row.cells[name] = ";".join(map(str, numbers))
    followers = relations.numbers.get("replaced_by", ())
    if row.status is Status.CURRENT and any(year_of(follower) < checked.year for follower in followers):
        raise RowLeftOut("in force and replaced at once")


def _balanced(title: str) -> bool:
    return all(
        sum(map(title.count, opening)) == sum(map(title.count, closing))
        for opening, closing in (("(（", ")）"), ("《", "》"), ("[［【", "]］】"))
    )


def _plain(code: str) -> str:
    """A number without blanks, with narrow signs and one kind of dash; the stroke of `DB31/ 329` does not matter."""
    narrow = unicodedata.normalize("NFKC", code)
    plain = re.sub(r"[—–―−‐]", "-", re.sub(r"\s", "", narrow)).upper()
    return re.sub(r"^(DBS?\d+)/(?=\d)", r"\1", plain)


def signs_of(text: str) -> str:
    """Letters, digits and Chinese characters alone."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text)).lower()

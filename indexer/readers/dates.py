"""Dates as sources write them -> days (docs/domain.md 2.3: UTC+8, no day is ever guessed)."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone

from indexer.readers.placeholders import is_placeholder
from indexer.readers.remembering import remembered
from indexer.readers.text_cells import without_noise

#: China has one time zone and no summer time in the years that matter (docs/domain.md 2.3)
CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")

#: spreadsheets and csres.com write a missing day as 1900-01-01 or near it
EARLIEST = date(1901, 1, 1)
LATEST = date(2100, 12, 31)

#: `2018-05-08`, `2018年5月8日`, `2018/5/8`, `2018.05.08`; words may follow: `2027-02-01 即将实施 …`, `2005-03-01实施`
_WRITTEN = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?:\s*[日号])?(?![\d.])")
#: a moment with its distance from UTC: `2018-09-30T16:00:00Z`
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)$")
_DIGITS = re.compile(r"-?\d+(?:\.0*)?$")
_COARSE = re.compile(r"\d{4}\s*年?$|\d{4}\s*[-/.年]\s*\d{1,2}\s*月?$")
#: `二〇一八年五月八日`; the circle is written in several ways
_CHINESE = re.compile(
    r"([〇○零OＯ一二三四五六七八九]{4}年)\s*([一二三四五六七八九十]{1,2}月)?\s*([一二三四五六七八九十廿卅]{1,3}[日号])?"
)
_CHINESE_DIGITS = str.maketrans("〇○零OＯ一二三四五六七八九", "00000123456789")
_TENS = re.compile(r"([一二三]?)十|廿|卅")
_DASHES = str.maketrans("－—–−‐‑／．　０１２３４５６７８９", "------/. 0123456789")

#: a spreadsheet's day 0; serial numbers count from it (25569 is 1970-01-01)
_SERIAL_ZERO = date(1899, 12, 30)
_SERIALS = range(1, 80_000)
#: a number of milliseconds has eleven digits from April 1970 on
_MILLISECONDS = 10_000_000_000
_SECONDS = 1_000_000_000
#: no day is so far away, in milliseconds
_UNTHINKABLE = 10**18


def today_in_china() -> date:
    """The day in Asia/Shanghai, whatever the machine's zone."""
    return datetime.now(CHINA).date()


def day_of(value: object) -> tuple[date | None, str]:
    """The day a cell gives, and the name of the sentence that says what is wrong with it (empty where nothing is).

    Reads the forms of docs/domain.md 2.3, moments with a time zone, milliseconds and seconds since 1970 (as UTC+8),
    spreadsheet serials and the dates of workbooks. Impossible days, years up to 1900 and after 2100 and a mere year or
    month give None and a reason; an empty cell gives None and no reason.
    """
    if isinstance(value, str):
        return _of_text(value)
    if isinstance(value, datetime):
        return _of_datetime(value)
    if isinstance(value, date):
        return _plausible(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _of_number(value)
    return None, "" if value is None or value == [] else "day_none"


@remembered(65_536)
def _of_text(text: str) -> tuple[date | None, str]:
    text = without_noise(text.translate(_DASHES)).strip()
    if is_placeholder(text):
        return None, ""
    if not any(map(str.isdigit, text)):
        if not (chinese := _CHINESE.search(text)):
            return None, "day_none" if any(map(str.isalnum, text)) else ""
        text = "".join(_in_digits(part) for part in chinese.groups())
    if _MOMENT.match(text):
        return _of_moment(text)
    if written := _WRITTEN.match(text) or _COMPACT.match(text):
        return _of_parts(written)
    if _COARSE.match(text):
        return None, "day_coarse"
    if _DIGITS.match(text):
        return _of_number(float(text))
    return None, "day_none"


def _in_digits(part: str | None) -> str:
    """A year, month or day written in Chinese, in digits: `二十三日` -> `23日`."""
    if part is None:
        return ""
    number, unit = part[:-1], part[-1]
    if unit != "年" and (tens := _TENS.match(number)):
        ten = {"廿": "二", "卅": "三"}.get(tens[0], tens[1] or "一")
        number = ten + (number[tens.end() :] or "〇")
    return number.translate(_CHINESE_DIGITS) + unit.replace("号", "日")


def _of_moment(text: str) -> tuple[date | None, str]:
    try:
        return _plausible(datetime.fromisoformat(text).astimezone(CHINA).date())
    except (ValueError, OverflowError):
        return None, "day_impossible"


def _of_datetime(moment: datetime) -> tuple[date | None, str]:
    try:
        return _plausible((moment.astimezone(CHINA) if moment.tzinfo else moment).date())
    except OverflowError:
        # within hours of the first or the last day that there is
        return None, "day_impossible"


def _of_parts(written: re.Match[str]) -> tuple[date | None, str]:
    year, month, day = map(int, written.groups())
    try:
        return _plausible(date(year, month, day))
    except ValueError:
        return None, "day_impossible"


def _of_number(number: float) -> tuple[date | None, str]:
    """Milliseconds, seconds, `20180508`, a year or a spreadsheet's serial, told apart by size."""
    if number != number or number in (float("inf"), float("-inf")):
        return None, "day_none"
    if abs(number) >= _UNTHINKABLE:
        # also whole numbers that no float can hold
        return None, "day_impossible"
    if abs(number) >= _SECONDS:
        seconds = number / 1000 if abs(number) >= _MILLISECONDS else number
        return _of_seconds(seconds)
    whole = int(number)
    if written := _COMPACT.match(str(whole)):
        return _of_parts(written)
    if EARLIEST.year <= whole <= LATEST.year:
        return None, "day_coarse"
    if whole in _SERIALS:
        return _plausible(_SERIAL_ZERO + timedelta(days=whole))
    return None, "day_none"


def _of_seconds(seconds: float) -> tuple[date | None, str]:
    try:
        moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
        return _plausible(moment.astimezone(CHINA).date())
    except OverflowError:
        return None, "day_impossible"


def _plausible(day: date) -> tuple[date | None, str]:
    if day < EARLIEST:
        return None, "day_missing"
    if day > LATEST:
        return None, "day_implausible"
    return day, ""

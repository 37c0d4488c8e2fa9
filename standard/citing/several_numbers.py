"""Several numbers written as one: ranges, lists that go on without the prefix, lists of parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from standard.citations import Reading
from standard.number import NumberError, StandardNumber

#: longer ranges are given by their two ends: nobody lists so many, and a slip of the hand must not fill memory
LONGEST_RANGE = 200
_PIECES = re.compile(r"(?P<head>.*?)(?P<digits>\d+)(?P<letters>[A-Z]?)$", re.ASCII)


class Member(NamedTuple):
    """One of several numbers, with the place of its text."""

    number: StandardNumber
    start: int
    end: int
    reading: Reading


def numbers_of_range(number: StandardNumber) -> list[StandardNumber]:
    """All numbers of a range, `GB 50254~50259-1996`; its two ends where they are too far apart to be counted.

    >>> [str(one) for one in numbers_of_range(StandardNumber("DL/T 802.1~3-2007"))]
    ['DL/T 802.1-2007', 'DL/T 802.2-2007', 'DL/T 802.3-2007']
    """
    first, last = number.members
    serials = _between(first.serial, last.serial) or [first.serial, last.serial]
    return [one for serial in serials if (one := numbered(first.prefix, serial, first.year))]


def _between(first: str, last: str) -> list[str]:
    left, right = _PIECES.match(first), _PIECES.match(last)
    if not left or not right or left["head"] != right["head"] or left["letters"] or right["letters"]:
        return []
    low, high, width = int(left["digits"]), int(right["digits"]), len(left["digits"])
    if not low < high < low + LONGEST_RANGE:
        return []
    return [f"{left['head']}{one:0{width if left['digits'].startswith('0') else 1}}" for one in range(low, high + 1)]


def numbered(prefix: str, serial: str, year: int | None) -> StandardNumber | None:
    """The number of these pieces, or None where they make none."""
    try:
        number = StandardNumber(f"{prefix} {serial}" + (f"-{year}" if year else ""))
    except NumberError:
        return None
    return number if number.prefix == prefix and number.year == year else None


_ITEM = re.compile(
    r"(?P<sign>[ \n]{0,3}(?:[、,/;&]|和|及|与|或|以及)[ \n]{0,3})"
    r"(?P<serial>\.?\d{1,6}(?:\.\d{1,4}){0,3})"
    r"(?:[ \n]?[~至到][ \n]?(?P<last>\.?\d{1,6}(?:\.\d{1,4}){0,3}))?"
    r"(?:[ \n]?[-:][ \n]?(?P<year>(?:19|20)\d\d|[5-9]\d)(?!\d))?"
    r"(?![A-Z0-9%‰℃°.]*[A-Z0-9%‰℃°])(?!-\d)",
    re.ASCII,
)
#: what is counted or measured, or a day, and no serial
_COUNTED = re.compile(r" ?(?:[个项条款章节页册份套台年月日号类级种次人米天元万亿倍层级部]|分钟|小时|千|百)")


def going_on(number: StandardNumber, line: str, start: int, end: int) -> list[Member]:
    """`number`, which stands from `start` to `end`, and those that go on behind it without its prefix.

    `GB 2760、2762`, `GB/T 1.1、1.2-2020`, `GB 50205-2001/2020`. A year at the end of the list is that of all before it
    that have none.
    """
    members = _range_by_dash(number, line, start, end) or [Member(number, start, end, Reading.WRITTEN)]
    while match := _ITEM.match(line, members[-1].end):
        more = list(_item(members[-1].number, match, line))
        if not more:
            break
        members.extend(more)
    return _with_shared_year(members)


_DASHED = re.compile(
    r"[ ]?-[ \n]?(?P<last>\d{3,6}(?:\.\d{1,3})?)(?:[ \n]?[-:][ \n]?(?P<year>(?:19|20)\d\d|[5-9]\d))?(?![A-Z0-9.-])",
    re.ASCII,
)


def _range_by_dash(number: StandardNumber, line: str, start: int, end: int) -> list[Member]:
    """`GB 50254-50259-96`: a range whose sign is that of the year; empty where what follows is no later serial."""
    match = None if number.year else _DASHED.match(line, end)
    if match is None or (_is_year(match["last"]) and not match["year"]):
        return []
    year = _full_year(match["year"])
    numbers = [numbered(number.prefix, serial, year) for serial in _between(number.serial, match["last"])]
    return [Member(one, start, match.end(), Reading.RANGE) for one in numbers if one]


def _item(before: StandardNumber, match: re.Match[str], line: str) -> Iterator[Member]:
    """The numbers that one item of such a list gives; none where it is something else."""
    serial, year = match["serial"], _full_year(match["year"])
    start, end = match.start("serial"), match.end()
    if _COUNTED.match(line, end):
        return
    if not year and not match["last"] and _is_year(serial):
        edition = _other_edition(before, match["sign"], int(serial))
        if edition:
            yield Member(edition, start, end, Reading.INHERITED)
        return
    full = _full_serial(before.serial, serial, certain="、" in match["sign"] or "/" in match["sign"])
    if full is None:
        return
    if not match["last"]:
        number = numbered(before.prefix, full, year)
        if number:
            yield Member(number, start, end, Reading.INHERITED)
        return
    last = _full_serial(full, match["last"], certain=True) or match["last"]
    for one in _between(full, last):
        if number := numbered(before.prefix, one, year):
            yield Member(number, start, end, Reading.RANGE)


def _full_year(digits: str | None) -> int | None:
    return None if digits is None else int(digits) + (1900 if len(digits) == 2 else 0)


def _is_year(digits: str) -> bool:
    return bool(re.fullmatch(r"(?:19[5-9]|20[0-4])\d", digits, re.ASCII))


def _other_edition(before: StandardNumber, sign: str, year: int) -> StandardNumber | None:
    """GB 50205-2001/2020: another edition of the same; behind a comma a year is the year of something else."""
    if before.year is None or before.year == year or "," in sign or ";" in sign:
        return None
    return numbered(before.prefix, before.serial, year)


def _full_serial(before: str, serial: str, *, certain: bool) -> str | None:
    """The whole serial of one that may be shortened: behind 5750.1 stand 5750.2, .2 or 2; behind 2760 stands 2762.

    None where it looks like no serial of the list. `certain` says that the sign before it is one of lists.
    """
    head, dot, _ = before.rpartition(".")
    if serial.startswith("."):
        return (head or before) + serial
    main, first = before.partition(".")[0], serial.partition(".")[0]
    if len(first) == len(main) and len(main) > 2:
        return serial
    if dot and "." in serial and first == main:
        return serial
    if dot and certain and "." not in serial and len(serial) <= 2:
        return f"{head}.{serial}"
    return serial if certain and len(main) > 2 and 2 < len(first) <= len(main) + 1 else None


def _with_shared_year(members: list[Member]) -> list[Member]:
    """Members before the first dated one, where it is not the first, get its year: `GB/T 1.1、1.2-2020`."""
    years = [member.number.year for member in members]
    if years[0] is not None or not any(years):
        return members
    dated = next(at for at, year in enumerate(years) if year)
    filled = []
    for member in members[:dated]:
        number = numbered(member.number.prefix, member.number.serial, years[dated]) or member.number
        reading = Reading.INHERITED if member.reading is Reading.WRITTEN else member.reading
        filled.append(Member(number, member.start, member.end, reading))
    return filled + members[dated:]


_NUMERALS = {word: number for number, word in enumerate("一二三四五六七八九十", 1)}
_ONE = r"(?:\d{1,3}|[一二三四五六七八九十])"
_PARTS = re.compile(
    rf"[ \n]{{0,3}}\(?[ ]?(?P<list>第?[ ]?{_ONE}(?:[ ]?(?:部分)?[ ]?[~至到、,和及-][ ]?第?[ ]?{_ONE}){{1,30}})"
    r"[ ]?部分[ ]?\)?",
    re.ASCII,
)
_STEP = re.compile(rf"(?P<sign>[~至到、,和及-]?)[ ]?第?[ ]?(?P<part>{_ONE})(?:[ ]?部分)?[ ]?", re.ASCII)


def parts_listed(number: StandardNumber, line: str, start: int, end: int) -> list[Member]:
    """The parts that are listed behind a number without part, `GB/T 5750-2006 第1～5部分`; empty where none are."""
    match = _PARTS.match(line, end)
    if match is None or "." in number.serial or number.kind in {"range", "series", "dual", "joint", "amendment"}:
        return []
    wanted: list[int] = []
    for step in _STEP.finditer(match["list"].strip()):
        part = _NUMERALS.get(step["part"]) or int(step["part"])
        through = step["sign"] in {"~", "至", "到", "-"} and wanted and wanted[-1] < part < wanted[-1] + LONGEST_RANGE
        wanted.extend(range(wanted[-1] + 1 if through else part, part + 1))
    numbers = [numbered(number.prefix, f"{number.serial}.{part}", number.year) for part in dict.fromkeys(wanted)]
    return [Member(one, start, match.end(), Reading.RANGE) for one in numbers if one]

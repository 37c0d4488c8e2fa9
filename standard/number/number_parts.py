"""The parts of a number as the grammar hands them over, and how they are printed."""

from __future__ import annotations

import re
from typing import NamedTuple


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """A compiled pattern whose `\\d` is 0-9 only: digits of other scripts are no digits of a number."""
    return re.compile(text, flags | re.ASCII)


class Parts(NamedTuple):
    """One number taken apart; of a form made of several numbers, the parts of the first, and all in `members`."""

    #: see `standard.number.StandardNumber.kind`
    kind: str
    #: 代号, `GB/T`
    prefix: str
    #: 顺序号, `1.1`; empty for a prefix alone
    serial: str = ""
    #: 年代号, four digits
    year: int | None = None
    #: the year as it is printed, with its sign: `-2020`, `:2015`, `-20`
    dated: str = ""
    #: what is printed behind the year: `E`, `(2018)`, `/XG1-2024`, `/Amd 1:2024`, `(all)`
    tail: str = ""
    #: number of the amendment (修改单)
    amendment: int | None = None
    #: the numbers that a compound form is made of
    members: tuple[Parts, ...] = ()

    @property
    def text(self) -> str:
        """The canonical print."""
        if self.kind in _JOINED:
            return "/".join(member.text for member in self.members)
        if self.kind == "amendment":
            return self.members[0].text + self.tail
        return f"{self.undated}{self.dated}{self.tail}"

    @property
    def undated(self) -> str:
        """Prefix and serial."""
        return printed(self.kind, self.prefix, self.serial)


def printed(kind: str, prefix: str, serial: str) -> str:
    """Prefix and serial of a kind of number, as they are printed."""
    return f"{prefix}-{serial}" if kind == "announcement" else f"{prefix} {serial}".strip()


_JOINED = frozenset({"dual", "joint"})
#: what a grammar rule hands over: the parts of the number, and the place in the text behind its last character
PartsMatch = tuple[Parts, int]

# Pieces of patterns, for folded text in capitals. Every repeat is bounded: no text can make a pattern slow.
BLANK = r"[ \n]{0,6}"
GAP = r"[ _\n]{0,6}"
#: the slash of a prefix as people type it: slash, dash, underscore, dot, upright stroke, blank or nothing
SLASH = rf"{BLANK}[/_.|-]?{BLANK}"
#: the dash that people put between prefix and serial, GB-2760; what stands behind is no year
DASH = rf"{BLANK}-{BLANK}(?!(?:19|20)\d\d(?![\d.-]))"
SERIAL = (
    r"\d{1,9}(?!\d)(?:\.\n?\d{1,6}(?!\d)){0,4}"  # 1.1, 2638.6.1
    r"(?:\.?[A-Z](?![A-Z0-9])"  # 9001C, 0001S, 040.F
    r"|/\d{1,3}(?= {0,6}-))?"  # 20032/1
)

_TAIL = pattern(
    rf"""
    \.?                                                         # T/HSCA 001.-2017
    (?: {BLANK}[-:_]{{1,3}}{BLANK}
        (?: (?P<year> (?:19|20)\d\d(?!\d) | \d\d(?![A-Z0-9]) )
            (?! (?:-\d{{1,3}}){{0,2}}-(?:19|20)\d\d(?!\d) )      # 10-12-2018: the year comes later
          | (?P<draft> (?:19|20)?[X×]{{2,4}} | (?:19|20)\dX )(?![A-Z0-9×]) )  # 20XX
      | [ ]{{1,6}} (?P<late> (?:19|20)\d\d ) (?![A-Z0-9]) (?! [ ]{{0,6}}年(?!版) )
    )
    (?P<language> (?:(?:[ERFLPCVXGJKSDA]|MM|FR|JP)(?![A-Z0-9]))? )  # edition in a foreign language, 2009E
    """,
    re.VERBOSE,
)
#: a serial that goes on behind a dash: 10-1-2-2018, 2-885-1976
_HYPHENED = pattern(
    rf"(?P<more>(?:{BLANK}-{BLANK}\d{{1,6}}(?:\.\d{{1,6}}){{0,3}}){{1,3}}?){BLANK}-{{1,3}}{BLANK}"
    r"(?P<year>(?:19|20)\d\d|\d\d)(?P<language>(?:[ERFLPCVXGJKSDA]|MM|FR|JP)?)(?![A-Z0-9])(?!-\d)"
)
_EDITION = pattern(
    rf"{BLANK}\({BLANK}(?P<a>(?:19|20)\d\d){BLANK}年?{BLANK}(?:版本?|局部修订版?|修订版?|确认)?{BLANK}\)"
    rf"|{BLANK}\(?(?P<b>(?:19|20)\d\d){BLANK}年版本?\)?"
)
_LOST_DASH = pattern(r"(?P<serial>\d{1,6}(?:\.\d{1,4}){0,3}?)(?P<year>19[4-9]\d|20[0-4]\d)")


def with_tail(parts: Parts, text: str, at: int, *, hyphened: bool = False) -> PartsMatch:
    """`parts` with the year and what stands behind it in `text` from `at` on; without a year as they are.

    `hyphened` lets the serial go on behind a dash. A year glued to the serial (`1.12020`) becomes the year.
    """
    if "\n" in parts.serial:  # the line broke within the number
        parts = parts._replace(serial=parts.serial.replace("\n", ""))
    match = _TAIL.match(text, at)
    if match is None and hyphened and (match := _HYPHENED.match(text, at)):
        parts = parts._replace(serial=parts.serial + re.sub(r"[ \n]", "", match["more"]))
    if match is None:
        return _without_glued_year(parts), at
    year = match["year"] or match.groupdict().get("late")
    if year is None:
        return parts, match.end()
    language = match["language"]
    if language and len(year) == 2:
        return parts, at
    return _with_edition(_with_year(parts, year)._replace(tail=language), text, match.end())


def full_year(digits: str) -> int:
    """A year of two or four digits as a year: 50-99 are 19yy, 00-49 are taken for 20yy."""
    year = int(digits)
    return year if len(digits) > 2 else year + (1900 if year >= 50 else 2000)


def _with_year(parts: Parts, digits: str) -> Parts:
    year = full_year(digits)
    return parts._replace(year=year, dated=f"-{year}")


def _with_edition(parts: Parts, text: str, at: int) -> PartsMatch:
    match = _EDITION.match(text, at)
    if match is None:
        return parts, at
    return parts._replace(tail=f"{parts.tail}({match['a'] or match['b']})"), match.end()


#: kinds whose serials may be long by themselves
_LONG_SERIALS = frozenset({"pharma_packaging", "enterprise", "other"})


def _without_glued_year(parts: Parts) -> Parts:
    """Take off a year whose dash was lost, as text out of a PDF loses it: `1.12020`, `500162014`.

    Only where the last piece is longer than a serial can be (domain rule: five digits behind a dot, seven without one);
    four digits behind a dot are a year in a national number (`GB/T 10471.2008`), for no part is numbered so.
    """
    last = parts.serial.rpartition(".")[2]
    dotted = len(last) < len(parts.serial)
    if parts.kind in _LONG_SERIALS or len(last) < (5 if dotted else 7):
        if not (dotted and parts.kind == "national" and re.fullmatch(r"19[89]\d|20[0-4]\d", last)):
            return parts
        return _with_year(parts._replace(serial=parts.serial[:-5]), last)
    match = _LOST_DASH.fullmatch(parts.serial)
    return _with_year(parts._replace(serial=match["serial"]), match["year"]) if match else parts

"""The grammar of standard numbers: one number at a place in a text, and all numbers of a text.

Field mode (`lenient`) is for a box or cell that should hold a number; text mode is for sentences, where a two-letter
code without a nature counts only with a year (硬度HB 200 is no standard).
All functions take text folded by `standard.folding` and put into capitals by its `capitals`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from standard.number.foreign import foreign
from standard.number.forms import simple
from standard.number.number_parts import BLANK, GAP, SERIAL, Parts, PartsMatch, pattern, with_tail

# --- one number at a place -------------------------------------------------------------------------------------------

_BEHIND = pattern(r"[A-Z0-9]")


def read(text: str, at: int, *, lenient: bool, whole: bool = False) -> PartsMatch | None:
    """The number that begins at `at`, with all that belongs to it, and the place behind it; None where there is none.

    `whole` says that the text should be one number, so that numbers side by side are one joint number.
    """
    candidate = _single(text, at, lenient=lenient)
    if candidate is None:
        return None
    parts, end = _join_members(candidate, text, lenient=lenient, whole=whole)
    if _BEHIND.match(text, end):
        return None
    if lenient:
        return (parts, end) if _is_accepted(parts) else None
    return _strict(parts, text, at, end)


def _single(text: str, at: int, *, lenient: bool) -> PartsMatch | None:
    """Single = simple [range | series | amendment] | foreign."""
    candidate = simple(text, at, lenient=lenient)
    if candidate is None:
        return foreign(text, at)
    parts, end = candidate
    return (
        _range(parts, text, end, lenient=lenient)
        or _series(parts, text, end)
        or _amendment(parts, text, end)
        or candidate
    )


_THROUGH = pattern(rf"{BLANK}[~至到]{BLANK}")
_LAST = pattern(SERIAL)


def _range(first: Parts, text: str, at: int, *, lenient: bool) -> PartsMatch | None:
    """Range = number "~" (serial | number) [year]: `GB/T 5750.1~GB/T 5750.13-2006`, `JT/T 307.1~5-1997`."""
    through = _THROUGH.match(text, at)
    if through is None:
        return None
    at = through.end()
    candidate = simple(text, at, lenient=lenient)
    if candidate is None and (match := _LAST.match(text, at)):
        candidate = with_tail(Parts(first.kind, first.prefix, match[0]), text, match.end())
    if candidate is None or candidate[0].prefix != first.prefix or first.year not in {None, candidate[0].year}:
        return None
    last, end = candidate
    last = last._replace(serial=_full_serial(first.serial, last.serial))
    if natural(last.serial) <= natural(first.serial):
        return None
    first = first._replace(year=last.year, dated=last.dated, tail=last.tail)
    return last._replace(kind="range", serial=f"{first.serial}~{last.serial}", members=(first, last)), end


def _full_serial(first: str, last: str) -> str:
    """The end of a range that gives only the last piece: 5 behind 307.1 is 307.5."""
    head, dot, piece = first.rpartition(".")
    if not (dot and last.isdecimal() and piece.isdecimal()):
        return last
    return f"{head}.{last}" if int(piece) < int(last) and not _follows(last, head) else last


def _follows(last: str, head: str) -> bool:
    """Whether `last` is a serial behind `head` itself: in 5.1~7 the 7 follows the 5, in 307.1~5 the 5 does not."""
    return natural(last) > natural(head)


def natural(serial: str) -> tuple[tuple[int, int, str], ...]:
    """A key that orders serials as people do: 1.2 before 1.10, digits before letters."""
    pieces = re.findall(r"\d+|[^\d.\-/ ~]+", serial)
    return tuple((0, int(piece), "") if piece.isdecimal() else (1, 0, piece) for piece in pieces)


_ALL_PARTS = pattern(rf"{BLANK}\({BLANK}(?:所有部分|全部|ALL{BLANK}PARTS|ALL){BLANK}\)|{BLANK}系列")


def _series(parts: Parts, text: str, at: int) -> PartsMatch | None:
    """Series = number without year, "(所有部分)": `GB/T 2423(all)`."""
    match = None if parts.year else _ALL_PARTS.match(text, at)
    return (parts._replace(kind="series", tail="(all)"), match.end()) if match else None


_AMENDED = pattern(
    rf"[ /_]{{0,6}}XG{BLANK}(?P<digits>\d{{1,2}})(?:{BLANK}[-:]{{1,2}}{BLANK}(?P<year>(?:19|20)\d\d))?(?!\d)"
    rf"|(?:{BLANK}《[^《》]{{1,100}}》)?{BLANK}(?:国家标准|行业标准|地方标准|团体标准|标准)?{BLANK}"
    rf"(?:(?P<late>(?:19|20)\d\d){BLANK}年?)?{BLANK}第{BLANK}(?P<word>\d{{1,2}}|[一二三四五六七八九十]){BLANK}号修改单"
)
_DIGITS = {word: number for number, word in enumerate("一二三四五六七八九十", 1)}


def _amendment(parts: Parts, text: str, at: int) -> PartsMatch | None:
    """Amendment = number ("/XG" digits ["-" year] | "第" n "号修改单"): `GB 7258-2017/XG1-2019`."""
    match = _AMENDED.match(text, at)
    if match is None:
        return None
    word, year = match["digits"] or match["word"], match["year"] or match["late"]
    number = int(word) if word.isdecimal() else _DIGITS[word]
    tail = f"/XG{number}" + (f"-{year}" if year else "")
    return parts._replace(kind="amendment", tail=tail, amendment=number, members=(parts,)), match.end()


_SIDE_BY_SIDE = pattern(rf"{GAP}/?{GAP}")
_SLASHED = pattern(rf"{BLANK}/{BLANK}")
#: the four provinces at the mouth of the Yangtze publish together, no larger group does; twice that is enough
MOST_MEMBERS = 8
_FOREIGN_KINDS = frozenset({"international", "foreign"})


def _join_members(first: PartsMatch, text: str, *, lenient: bool, whole: bool) -> PartsMatch:
    """Dual = chinese "/" international; joint = number "/" number {"/" number}: `GB/T 19001-2016/ISO 9001:2015`."""
    members, end = [first[0]], first[1]
    between = _SIDE_BY_SIDE if whole else _SLASHED
    while len(members) < MOST_MEMBERS and (match := between.match(text, end)):
        more = _single(text, match.end(), lenient=lenient)
        if more is None or not _joins(members[0], more[0], whole=whole):
            break
        members.append(more[0])
        end = more[1]
    if len(members) == 1:
        return first
    kind = "dual" if members[1].kind in _FOREIGN_KINDS else "joint"
    return first[0]._replace(kind=kind, members=tuple(members)), end


def _joins(first: Parts, second: Parts, *, whole: bool) -> bool:
    """Whether two numbers side by side are one: adoption; bodies that publish together. Two GB are a list."""
    if _is_foreign(first) or second.kind == "joint":
        return False
    return whole or _is_foreign(second) or (None not in {first.year, second.year} and second.prefix[:2] != "GB")


def _is_foreign(parts: Parts) -> bool:
    while parts.members:
        parts = parts.members[0]
    return parts.kind in _FOREIGN_KINDS


_TWO_LETTERS = pattern(r"[A-Z]{2}")
#: short names of issuers that are English words or abbreviations as well
_WORDLIKE = frozenset({"CAC", "UNI", "API", "SAE", "RFC"})
#: issuers that are English words: never in running text
_ENGLISH = frozenset({"IS", "AS"})
#: CIE 1976 is a year
_YEARLIKE = pattern(r"(?:19|20)\d\d")


def _is_accepted(parts: Parts) -> bool:
    """Whether the number is one in field mode: SH600519 is a share and HS 8471.30.10 a tariff heading, DB37 a plug."""
    if parts.kind == "range":
        return _is_accepted(parts.members[0])
    if parts.year is not None or not _TWO_LETTERS.fullmatch(parts.prefix) or parts.kind in {"series", "foreign"}:
        return True
    return parts.prefix != "DB" and len(parts.serial.split(".")[0]) < 6 and parts.serial.count(".") < 2


_SHORT_YEAR = pattern(rf"{BLANK}[-:_]{{1,3}}{BLANK}\d\d")


def _strict(parts: Parts, text: str, at: int, end: int) -> PartsMatch | None:
    """The number as text mode takes it: a two-letter code needs a year of four digits, and -12 is no year."""
    short = parts.year is not None and str(parts.year) not in text[at:end] and not _is_foreign(parts)
    if short and parts.year and parts.year >= 2000 and not parts.members:
        end = max((match.start() for match in _SHORT_YEAR.finditer(text, at, end)), default=end)
        parts = parts._replace(year=None, dated="", tail="")
    return (parts, end) if _is_strictly_accepted(parts, dated=parts.year is not None, short=short) else None


#: kinds whose serials end in a letter; elsewhere it is the first letter of a word run on: GB 2760x
_LETTERED = frozenset({"military", "metrology", "industry_engineering", "foreign", "international"})


def _is_strictly_accepted(parts: Parts, *, dated: bool, short: bool) -> bool:
    prefix, serial = parts.prefix, parts.serial
    if prefix in _ENGLISH:
        return False
    if prefix == "GB":
        return dated or (2 < len(serial.split(".")[0]) < 6 and serial.count(".") < 2 and not serial[-1].isalpha())
    if _TWO_LETTERS.fullmatch(prefix):
        return (dated and not short) or parts.kind == "series"
    if dated:
        return True
    if prefix.startswith("Q/"):
        return len(serial) > 2
    if serial[-1:].isalpha() and parts.kind not in _LETTERED:
        return False
    if parts.kind in _FOREIGN_KINDS:
        return prefix not in _WORDLIKE and not _YEARLIKE.fullmatch(serial)
    undated_lookalike = re.fullmatch(r"DBS?\d+", prefix) or (prefix.startswith("T/") and serial[0].isalpha())
    return not undated_lookalike and (parts.kind != "group" or prefix.startswith("T/"))


# --- all numbers of a text -------------------------------------------------------------------------------------------

_STARTS = pattern(r"(?<![A-Z0-9])(?<![A-Z]/)(?:[A-Z](?=[^《》]{0,24}\d)|农业(?=[农部])|(?:19|20)\d{6}(?=-[TQZ]-))")


def numbers(text: str, *, lenient: bool) -> Iterator[tuple[Parts, int, int]]:
    """Every number in `text` from left to right, none overlapping: parts, start, end."""
    at = 0
    while match := _STARTS.search(text, at):
        candidate = read(text, match.start(), lenient=lenient)
        if candidate is None:
            at = match.end()
            continue
        parts, end = candidate
        yield parts, match.start(), end
        at = end

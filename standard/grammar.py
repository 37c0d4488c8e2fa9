"""The grammar of standard numbers: one number at a place in a text, or a text that is one number.

Field mode (`lenient`) is for a box or cell that should hold a number; text mode is for sentences, where a two-letter
code without a nature counts only with a year (硬度HB 200 is no standard).
All functions take text folded by `standard.folding` and put into capitals by `capitals`.
"""

from __future__ import annotations

import re

from standard.number_foreign import foreign
from standard.number_forms import simple
from standard.number_parts import BLANK, GAP, SERIAL, Found, Parts, with_tail
from standard.publisher import industry_codes, region_code

_CAPITALS = {code: code - 32 for code in range(ord("a"), ord("z") + 1)} | {code: code - 16 for code in range(0x2170, 0x2180)}


def capitals(text: str) -> str:
    """ASCII letters and Roman numerals in capitals, one character for one (`str.upper` makes two of ß)."""
    return text.translate(_CAPITALS)


# --- one number at a place -------------------------------------------------------------------------------------------

_BEHIND = re.compile(r"[A-Z0-9]")


def read(text: str, at: int, *, lenient: bool, whole: bool = False) -> Found | None:
    """The number that begins at `at`, with all that belongs to it, and the place behind it; None where there is none.

    `whole` says that the text should be one number, so that numbers side by side are one joint number.
    """
    found = _single(text, at, lenient=lenient)
    if found is None:
        return None
    parts, end = _joined(found, text, lenient=lenient, whole=whole)
    if _BEHIND.match(text, end) or not _accepted(parts, lenient=lenient):
        return None
    return parts, end


def _single(text: str, at: int, *, lenient: bool) -> Found | None:
    """single = simple [range | series | amendment] | foreign."""
    found = simple(text, at, lenient=lenient)
    if found is None:
        return foreign(text, at)
    parts, end = found
    return _range(parts, text, end, lenient=lenient) or _series(parts, text, end) or _amendment(parts, text, end) or found


_THROUGH = re.compile(rf"{BLANK}[~至到]{BLANK}|{BLANK}-(?=\d{{1,5}}\.\d{{1,3}}\.\d)")
_LAST = re.compile(SERIAL)


def _range(first: Parts, text: str, at: int, *, lenient: bool) -> Found | None:
    """range = number "~" (serial | number) [year]: `GB/T 5750.1~GB/T 5750.13-2006`, `JT/T 307.1~5-1997`."""
    through = _THROUGH.match(text, at)
    if through is None:
        return None
    at = through.end()
    found = simple(text, at, lenient=lenient)
    if found is None and (match := _LAST.match(text, at)):
        found = with_tail(Parts(first.kind, first.prefix, match[0]), text, match.end())
    if found is None or found[0].prefix != first.prefix or first.year not in {None, found[0].year}:
        return None
    last, end = found
    last = last._replace(serial=_full_serial(first.serial, last.serial))
    if natural(last.serial) <= natural(first.serial):
        return None
    first = first._replace(year=last.year, dated=last.dated, tail=last.tail)
    return last._replace(kind="range", serial=f"{first.serial}~{last.serial}", members=(first, last)), end


def _full_serial(first: str, last: str) -> str:
    """The end of a range that gives only the last piece: 5 behind 307.1 is 307.5."""
    head, dot, piece = first.rpartition(".")
    short = dot and last.isdigit() and piece.isdigit() and int(piece) < int(last) < int(head.split(".")[0].lstrip("ABCDEF") or 0)
    return f"{head}.{last}" if short else last


def natural(serial: str) -> tuple[tuple[int, int, str], ...]:
    """A key that orders serials as people do: 1.2 before 1.10, digits before letters."""
    pieces = re.findall(r"\d+|[^\d.\-/ ~]+", serial)
    return tuple((0, int(piece), "") if piece.isdecimal() else (1, 0, piece) for piece in pieces)


_ALL_PARTS = re.compile(rf"{BLANK}\({BLANK}(?:所有部分|全部|ALL{BLANK}PARTS|ALL){BLANK}\)|{BLANK}系列")


def _series(parts: Parts, text: str, at: int) -> Found | None:
    """series = number without year, "(所有部分)": `GB/T 2423(all)`."""
    match = None if parts.year else _ALL_PARTS.match(text, at)
    return (parts._replace(kind="series", tail="(all)"), match.end()) if match else None


_AMENDED = re.compile(
    rf"[ /_]{{0,6}}XG{BLANK}(?P<digits>\d{{1,2}})(?:{BLANK}[-:]{{1,2}}{BLANK}(?P<year>(?:19|20)\d\d))?(?!\d)"
    rf"|(?:{BLANK}《[^《》]{{1,100}}》)?{BLANK}(?:国家标准|行业标准|地方标准|团体标准|标准)?{BLANK}"
    rf"(?:(?P<late>(?:19|20)\d\d){BLANK}年?)?{BLANK}第{BLANK}(?P<word>\d{{1,2}}|[一二三四五六七八九十]){BLANK}号修改单"
)
_DIGITS = {word: number for number, word in enumerate("一二三四五六七八九十", 1)}


def _amendment(parts: Parts, text: str, at: int) -> Found | None:
    """amendment = number ("/XG" digits ["-" year] | "第" n "号修改单"): `GB 7258-2017/XG1-2019`."""
    match = _AMENDED.match(text, at)
    if match is None:
        return None
    word, year = match["digits"] or match["word"], match["year"] or match["late"]
    number = int(word) if word.isdecimal() else _DIGITS[word]
    tail = f"/XG{number}" + (f"-{year}" if year else "")
    return parts._replace(kind="amendment", tail=tail, amendment=number, members=(parts,)), match.end()


_SIDE_BY_SIDE = re.compile(rf"{GAP}/?{GAP}")
_SLASHED = re.compile(rf"{BLANK}/{BLANK}")
_FOREIGN_KINDS = frozenset({"international", "foreign"})


def _joined(found: Found, text: str, *, lenient: bool, whole: bool) -> Found:
    """dual = chinese "/" international; joint = number "/" number {"/" number}: `GB/T 19001-2016/ISO 9001:2015`."""
    members, end = [found[0]], found[1]
    between = _SIDE_BY_SIDE if whole else _SLASHED
    while end < len(text) and (match := between.match(text, end)) and match.end() < len(text):
        more = _single(text, match.end(), lenient=lenient)
        if more is None or not _joins(members[0], more[0], whole=whole):
            break
        members.append(more[0])
        end = more[1]
    if len(members) == 1:
        return found
    kind = "dual" if members[1].kind in _FOREIGN_KINDS else "joint"
    return found[0]._replace(kind=kind, members=tuple(members), tail=found[0].tail), end


def _joins(first: Parts, other: Parts, *, whole: bool) -> bool:
    """Whether two numbers side by side are one: adoption; bodies that publish together. Two GB are a list."""
    if _is_foreign(first) or other.kind == "joint":
        return False
    return whole or _is_foreign(other) or (first.year is not None and other.prefix[:2] != "GB")


def _is_foreign(parts: Parts) -> bool:
    while parts.members:
        parts = parts.members[0]
    return parts.kind in _FOREIGN_KINDS


_TWO_LETTERS = frozenset(industry_codes())
#: short issuers' names that are English words or abbreviations as well
_WORDLIKE = frozenset({"IS", "AS", "SS", "PD", "EN", "BS", "NF", "UL", "KS", "CAC", "UNI", "API", "PAS", "SAE", "RFC"})


def _accepted(parts: Parts, *, lenient: bool) -> bool:
    """Whether the number is one in its mode (domain rules of text mode, and what is never one: SH600519, HS 8471.30.10)."""
    if parts.year is not None:
        return True
    prefix, serial = parts.prefix, parts.serial
    if prefix in _TWO_LETTERS and parts.kind != "series":
        return lenient and prefix != "DB" and len(serial.split(".")[0]) < 6 and serial.count(".") < 2
    if lenient:
        return True
    if prefix == "GB":
        return len(serial.split(".")[0]) > 2
    if prefix[:2] == "Q/":
        return len(serial) > 2
    return prefix not in _WORDLIKE and not re.match(r"DB\d+$|.*[ A-Z]{2} [A-Z]", prefix)


# --- a text that is one number ---------------------------------------------------------------------------------------

_OPENING = re.compile(
    r"[\s《〈「『“”\"'‘(\[【<>:;,、]*"
    r"(?:(?:现行|执行|产品|采用)?标准(?:编号|代号|号)?|编号|代号|代替|替代|NO\.?)?[\s:.《〈(]*"
)
_NATURES = {
    "推荐性国家标准": "GB/T",
    "推荐性国标": "GB/T",
    "强制性国家标准": "GB",
    "强制性国标": "GB",
    "强标": "GB",
    "国家标准": "GB/*",
    "国标": "GB/*",
    "行业标准": "*",
    "行标": "*",
    "团体标准": "T/*",
    "团标": "T/*",
    "企业标准": "Q/*",
    "企标": "Q/*",
}
_LOCAL_WORDS = "地方标准|地标|省标|市标|鲁标"
_NAMED = re.compile(rf"(?P<word>{'|'.join(_NATURES)}|(?P<place>[一-鿿]{{0,12}}?)(?:{_LOCAL_WORDS}))[\s:《]*(?:第)?(?:号)?")
_UNNAMED = re.compile(rf"(?P<prefix>(?:GB|DB(?:\d{{4}}|\d\d)|T|Q)/\*|\*){GAP}(?P<serial>{SERIAL})")
_BARE = re.compile(r"(?P<serial>\d{1,6}(?:\.\d{1,4}){0,3})(?= {0,6}[-:_ ])")
_PREFIX = re.compile(rf"DB{BLANK}(?P<region>\d{{4}}|\d\d){BLANK}[/_-]?{BLANK}(?P<nature>[TZ])")
_CLOSING = re.compile(r"[\s.,;:、!》〉」』”\"'’)\]】]*$")
_TITLE = re.compile(r"[\s.,:;、》)-]*(?:[《〈「“\"(\[【]|[一-鿿])")


def parse(text: str) -> tuple[Parts | None, int, str]:
    """A text that should be one number, in field mode: its parts, or None with the place and the reason.

    The place is where reading stopped, so the end of what was understood.
    """
    opening = _OPENING.match(text)
    at = opening.end() if opening else 0
    if at == len(text):
        return None, 0, "there is nothing here"
    for start in dict.fromkeys((at, 0)):
        parts, end, reason = _whole(text, start)
        if parts:
            return parts, end, reason
    return None, end, reason


def _whole(text: str, at: int) -> tuple[Parts | None, int, str]:
    if match := _NAMED.match(text, at):
        return _after_words(text, match)
    found = _alone(text, at) or read(text, at, lenient=True, whole=True)
    if found is None:
        return None, at, "no prefix of a standard is known here, or its serial is missing"
    return _closed(found, text)


def _after_words(text: str, match: re.Match[str]) -> tuple[Parts | None, int, str]:
    """wildcard = ("国标" | "省标" | "青岛地标" | …) serial tail; before a full number the words are dropped."""
    at = match.end()
    if at < len(text) and (found := read(text, at, lenient=True, whole=True)):
        return _closed(found, text)
    prefix = _NATURES.get(match["word"]) or _local_prefix(match["place"])
    serial = _LAST.match(text, at)
    if prefix is None or serial is None:
        return None, at, "a serial is missing behind the words, or the place is unknown"
    found = with_tail(Parts(_kind(prefix), prefix, serial[0]), text, serial.end())
    return _closed(found, text)


def _kind(prefix: str) -> str:
    if prefix == "*":
        return "bare"
    return "wildcard" if "*" in prefix else "national"


def _local_prefix(place: str) -> str | None:
    """省标 without a place is Shandong's: this product's default."""
    code = region_code(place) if place else "37"
    return f"DB{code}/*" if code else None


def _alone(text: str, at: int) -> Found | None:
    """What counts only where the text holds nothing else: `13368-2018`, `DB37/T`, and the canonical `GB/* 2760`."""
    if match := _UNNAMED.match(text, at):
        return with_tail(Parts(_kind(match["prefix"]), match["prefix"], match["serial"]), text, match.end())
    if (match := _BARE.match(text, at)) and not re.fullmatch(r"(?:19|20)\d\d", match["serial"]):
        found = with_tail(Parts("bare", "*", match["serial"]), text, match.end())
        return found if found[0].dated and _CLOSING.match(text, found[1]) else None
    if (match := _PREFIX.match(text, at)) and _CLOSING.match(text, match.end()):
        return _prefix_alone(match)
    return None


def _prefix_alone(match: re.Match[str]) -> Found | None:
    from standard.publisher import known_region

    if not known_region(match["region"]):
        return None
    return Parts("prefix", f"DB{match['region']}/{match['nature']}"), match.end()


def _closed(found: Found, text: str) -> tuple[Parts | None, int, str]:
    """Refuse a number that is followed by anything but signs or a title."""
    parts, end = found
    if _CLOSING.match(text, end):
        return parts, end, ""
    if not _TITLE.match(text, end):
        return None, end, "something follows the number"
    if next(numbers(re.sub("《[^《》]*》", "", text[end:]), lenient=False), None):
        return None, end, "there is more than one number here"
    return parts, end, ""


# --- numbers in a text -----------------------------------------------------------------------------------------------

_STARTS = re.compile(r"(?<![A-Z0-9/])(?:[A-Z](?=[^《》\n]{0,24}\d)|农业(?=[农部])|(?:19|20)\d{6}(?=-[TQZ]-))")


def numbers(text: str, *, lenient: bool):  # type: ignore[no-untyped-def]
    """Every number in `text` from left to right, none overlapping: parts, start, end."""
    at = 0
    while match := _STARTS.search(text, at):
        found = read(text, match.start(), lenient=lenient)
        if found is None:
            at = match.end()
            continue
        parts, end = found
        yield parts, match.start(), end
        at = end

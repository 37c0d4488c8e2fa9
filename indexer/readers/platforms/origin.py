"""Where and when a page was saved, as far as the page tells: browsers and archives leave a note in it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from typing import NamedTuple

from indexer.readers.dates import CHINA
from indexer.readers.provenance import url_of

#: such notes stand at the start of a page; archives append theirs
_HEAD, _TAIL = 1 << 16, 1 << 13

#: Chromium, Firefox and Internet Explorer; SingleFile
_SAVED_FROM = re.compile(r"<!-- saved from url=\(\d+\)(\S+) -->|<!--\s*Page saved with SingleFile\s+url:\s*(\S+)")
#: Save Page WE, and what pages say themselves
_NAMED = re.compile(
    r"<(?:link|meta)\b[^>]*\b(?:rel|name|property)=[\"']?(?:savepage-url|canonical|og:url)\b[^>]*>", re.IGNORECASE
)
_VALUE = re.compile(r"\b(?:href|content)=[\"']?([^\"'\s>]+)", re.IGNORECASE)
#: SingleFile and Save Page WE write the browser's form: `Tue Nov 24 2026 18:10:00 GMT+0800 (中国标准时间)`
_SAVED = re.compile(
    r"""(?:saved date:|name=["']savepage-date["']\s+content=["'])\s*"""
    r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{1,2}) (\d{4}) (\d\d):(\d\d):(\d\d) GMT([+-]\d\d)(\d\d)"
)
#: the Internet Archive, in UTC: `FILE ARCHIVED ON 08:50:22 Aug 29, 2019 AND RETRIEVED …`
_ARCHIVED = re.compile(r"FILE ARCHIVED ON (\d\d):(\d\d):(\d\d) ([A-Z][a-z]{2}) (\d{1,2}), (\d{4})")
#: an archived page's own address, and the moment of its capture in UTC
_IN_ARCHIVE = re.compile(r"https?://web\.archive\.org/web/(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)[a-z_]*/(https?://\S+)")
#: what browsers write as the address of a page that they saved once before
_LOCAL = re.compile("(?:file|about|data|blob):", re.IGNORECASE)
_MONTHS = {name: str(at) for at, name in enumerate(re.findall("...", "JanFebMarAprMayJunJulAugSepOctNovDec"), 1)}


class Origin(NamedTuple):
    """A page's address, empty where it is not told, and the day in China on which it was captured."""

    url: str = ""
    captured: date | None = None


def origin_of(text: str) -> Origin:
    """What the notes in a page's source tell."""
    notes = text[:_HEAD] if len(text) <= _HEAD + _TAIL else text[:_HEAD] + text[-_TAIL:]
    address = next((one for one in _addresses(notes) if not _LOCAL.match(one)), "")
    captured = _captured(notes)
    if archived := _IN_ARCHIVE.match(address):
        *moment, address = archived.groups()
        captured = captured or _day(*moment)
    return Origin(url_of(address), captured)


def _addresses(notes: str) -> Iterator[str]:
    """The addresses noted, that of the browser first."""
    yield from (found[1] or found[2] for found in _SAVED_FROM.finditer(notes))
    values = (_VALUE.search(tag) for tag in _NAMED.findall(notes))
    yield from (html.unescape(value[1]) for value in values if value)


def _captured(notes: str) -> date | None:
    """The day that a note of an extension or an archive gives."""
    if found := _SAVED.search(notes):
        month, day, year, *clock, hours, minutes = found.groups()
        offset = timedelta(hours=int(hours), minutes=int(hours[0] + minutes))
        return _day(year, _MONTHS.get(month, ""), day, *clock, offset=offset)
    if found := _ARCHIVED.search(notes):
        *clock, month, day, year = found.groups()
        return _day(year, _MONTHS.get(month, ""), day, *clock)
    return None


def _day(*moment: str, offset: timedelta = timedelta()) -> date | None:
    """The day in China of a moment given by its parts, year first, and its distance from UTC."""
    try:
        year, month, day, hour, minute, second = map(int, moment)
        there = datetime(year, month, day, hour, minute, second, tzinfo=timezone(offset))
    except ValueError:
        return None
    return there.astimezone(CHINA).date()

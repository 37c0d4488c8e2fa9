"""Text -> citations, in their order: numbers by the grammar, and around it what people do in lists."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from standard.citations import Citation, Reading
from standard.citing.beside_number import Titles, edition_words, trimmed
from standard.citing.broken_letters import BROKEN, BROKEN_UNDATED, is_prefix, letter_left_out, offers
from standard.citing.folded_text import FoldedText, folded_text
from standard.citing.several_numbers import Member, going_on, numbered, numbers_of_range, parts_listed
from standard.number import NumberMatch, StandardNumber, find_numbers


@dataclass(frozen=True)
class _Group:
    """The numbers that stand together, and where."""

    members: tuple[Member, ...]
    start: int
    end: int
    edition: str = ""
    offered: tuple[StandardNumber, ...] = ()


_DIGIT = re.compile(r"\d")
#: a letter of any width, or 农 of 农业部公告
_LETTER = re.compile("[A-Za-zＡ-Ｚａ-ｚ农]")


def find_citations(text: str, mode: str = "text") -> list[Citation]:
    """Every standard that `text` cites, in its order; ranges and lists give one citation for each number.

    `mode` is that of `standard.number.find_numbers`: `text` for sentences, `field` for cells and lines of lists.

    >>> [str(one.number) for one in find_citations("按GB 50254～50256-96和GB 2760、2762执行")]
    ['GB 50254-1996', 'GB 50255-1996', 'GB 50256-1996', 'GB 2760', 'GB 2762']
    """
    if not (_DIGIT.search(text) and _LETTER.search(text)):
        return []
    read = folded_text(text)
    groups = list(_groups(read.line, mode))
    groups += _broken(read.line, groups, mode)
    titles = Titles(read.line)
    titled = [(group, titles.beside(group.start, group.end)) for group in sorted(groups, key=lambda one: one.start)]
    others = sorted(place for group, place in titled if place[1] and not _holds(place, group))
    return [
        citation
        for group, place in titled
        if not _holds(_last_before(others, group), group)
        for citation in _citations(group, read, place)
    ]


def _last_before(places: list[tuple[int, int]], group: _Group) -> tuple[int, int]:
    """The last of these places, in their order, that begins before the numbers or with them."""
    at = bisect_right(places, (group.start, len(places) and places[-1][1]))
    return places[at - 1] if at else (0, 0)


def _holds(title: tuple[int, int], group: _Group) -> bool:
    """Whether numbers stand within a title: in that of another number they say what it is about, and cite nothing."""
    return title[0] <= group.start and group.end <= title[1]


# --- numbers ----------------------------------------------------------------------------------------------------------


def _groups(line: str, mode: str) -> Iterator[_Group]:
    behind = 0
    for match, joined in _with_adopted(list(_matches(line, mode)), line):
        start, end = match.span
        if start < behind:
            continue
        group = _group(match.number, line, start, end, Reading.RUN_TOGETHER if joined else Reading.WRITTEN)
        behind = group.end
        yield group


_ADOPTED_BETWEEN = re.compile(r"[ ,(\[]{0,3}(?P<degree>IDT|EQV|NEQ|MOD|等同采用|等同|修改采用)[ :,]{0,2}")
_ADOPTED_BEHIND = re.compile(r"[ ]?,?[ ]?(?P<degree>IDT|EQV|NEQ|MOD|等同采用|等同|修改采用)[ ]?[)\]]")
_BRACKET = re.compile(r"[ ]?[(\[][ ]?(?:采标[ :]?|采用[ :]?)?")


def _with_adopted(matches: list[tuple[NumberMatch, bool]], line: str) -> Iterator[tuple[NumberMatch, bool]]:
    """The matches, where a number with the international one that it adopts is one: `GB/T 19001-2016 idt ISO 9001`.

    Of those that adopt with changes (MOD) the Chinese number alone is the standard's; the text given holds both.
    """
    at = 0
    while at < len(matches):
        match, joined = matches[at]
        at += 1
        if at < len(matches) and not match.number.members and (one := _adoption(match, matches[at][0], line)):
            match, at = one, at + 1
        yield match, joined


def _adoption(left: NumberMatch, right: NumberMatch, line: str) -> NumberMatch | None:
    foreign = {"international", "foreign"}
    if right.number.kind not in foreign or left.number.kind in foreign:
        return None
    start, end = left.span[0], right.span[1]
    between = line[left.span[1] : right.span[0]]
    words = _ADOPTED_BETWEEN.fullmatch(between)
    if words is None and _BRACKET.fullmatch(between) and (words := _ADOPTED_BEHIND.match(line, end)):
        end = words.end()
    if words is None:
        return None
    number = left.number
    if words["degree"] in {"IDT", "等同采用", "等同"} and number.kind != "series":
        number = StandardNumber(f"{number}/{right.number}")
    return NumberMatch(number, (start, end), line[start:end])


#: a year, and letters with digits right behind it: two numbers may have run together
_SEAM = re.compile(r"(?<=\d)[-:]{1,2}(?:(?:19|20)\d\d|[5-9]\d)(?=[A-Z]{1,6}[/ A-Z]{0,8}\d)", re.ASCII)


def _matches(line: str, mode: str) -> Iterator[tuple[NumberMatch, bool]]:
    """Every number of the line with its place, and whether it is run together with the one before."""
    seams = _seams(line)
    starts = [0, *seams]
    for start, end in zip(starts, [*seams, len(line)], strict=True):
        piece = line[start:end]
        joined = find_numbers(piece, mode="field")[:1] if start else []
        behind = joined[0].span[1] if joined else 0
        more = (match for match in find_numbers(piece, mode=mode) if match.span[0] >= behind)
        for match in (*joined, *more):
            left, right = match.span
            yield match._replace(span=(start + left, start + right)), match in joined


def _seams(line: str) -> list[int]:
    """Where a number begins right behind the year of another."""
    places = [*(match.end() for match in _SEAM.finditer(line)), len(line)]
    return [at for at, end in pairwise(places) if _begins_number(line[at : min(end, at + 40)])]


def _begins_number(text: str) -> bool:
    found = find_numbers(text.partition("\n")[0], mode="field")
    if not found or found[0].span[0] > 0:
        return False
    number = found[0].number
    return number.year is not None or "/" in number.prefix or len(number.prefix) > 2 or number.prefix == "GB"


def _group(number: StandardNumber, line: str, start: int, end: int, reading: Reading) -> _Group:
    """A number with all that goes on behind it."""
    if number.kind == "range":
        members = [Member(one, start, end, Reading.RANGE) for one in numbers_of_range(number)]
        more = going_on(members[-1].number, line, start, end)[1:]
        return _Group((*members, *more), start, more[-1].end if more else end)
    if parts := parts_listed(number, line, start, end):
        return _Group(tuple(parts), start, parts[-1].end)
    edition, behind = edition_words(line, start, end, number.edition_note)
    if behind > end or number.members or number.kind in {"plan", "announcement", "series"}:
        members = [Member(number, start, behind, reading)]
    else:
        members = going_on(_with_year_taken_off(number), line, start, end)
        first = members[0]
        if reading is not Reading.WRITTEN or first.number != number:
            mended = Reading.MENDED if first.reading is Reading.WRITTEN else first.reading
            members[0] = first._replace(reading=reading if reading is not Reading.WRITTEN else mended)
    offered = letter_left_out(members[0].number) if len(members) == 1 else ()
    return _Group(tuple(members), start, members[-1].end, edition, offered)


_GLUED = re.compile(r"(?P<serial>[1-9]\d{0,2})(?P<year>19[5-9]\d|20[0-3]\d)", re.ASCII)
#: kinds whose serials are never so long that a year could be their end
_SHORT_SERIALS = {"industry_engineering": 5, "industry": 7, "national": 6, "national_engineering": 6}


def _with_year_taken_off(number: StandardNumber) -> StandardNumber:
    """JGJ 522006 is JGJ 52-2006: the serial is longer than any of its kind, and ends in a year."""
    shortest = _SHORT_SERIALS.get(number.kind)
    if number.year or shortest is None or len(number.serial) < shortest:
        return number
    match = _GLUED.fullmatch(number.serial)
    return (numbered(number.prefix, match["serial"], int(match["year"])) if match else None) or number


# --- broken letters ---------------------------------------------------------------------------------------------------

_TITLE_BEFORE = re.compile(r"》[ (\[.,:_-]{0,4}$")
_TITLE_BEHIND = re.compile(r"[ )\]]{0,4}《")


def _broken(line: str, groups: list[_Group], mode: str) -> Iterator[_Group]:
    """What has the shape of a number with a prefix that nobody knows, where one that is known is near.

    In sentences only beside a title: there much has such a shape (a model, a version, a substance).
    """
    taken = sorted((group.start, group.end) for group in groups)
    undated = BROKEN_UNDATED.finditer(line) if mode == "field" and groups else ()
    for match in (*BROKEN.finditer(line), *undated):
        start, end = match.start("head"), match.end("rest")
        behind = bisect_left(taken, (end, 0))
        if (behind and taken[behind - 1][1] > start) or is_prefix(match["head"]):
            continue
        titled = _TITLE_BEFORE.search(line, max(0, start - 8), start) or _TITLE_BEHIND.match(line, end)
        if mode == "text" and not titled:
            continue
        offered = offers(match["head"], match["rest"])
        if offered:
            yield _Group((), start, end, offered=offered)


# --- citations --------------------------------------------------------------------------------------------------------


def _citations(group: _Group, read: FoldedText, place: tuple[int, int]) -> Iterator[Citation]:
    left, right = place
    title = _title(group, read, left, right) if right else ""
    if not group.members:
        span = read.span(group.start, group.end)
        given = read.given[slice(*span)]
        yield Citation(given, span, None, title, Reading.BROKEN, group.offered)
        return
    for member in group.members:
        span = read.span(member.start, member.end)
        reading = member.reading
        if reading is Reading.WRITTEN and _is_mended(member, read):
            reading = Reading.MENDED
        given = read.given[slice(*span)]
        yield Citation(given, span, member.number, title, reading, group.offered, group.edition)


def _title(group: _Group, read: FoldedText, left: int, right: int) -> str:
    """The words of the title; those around the numbers without them."""
    if left <= group.start and group.end <= right:
        pieces = [read.given[slice(*read.span(a, b))] for a, b in ((left, group.start), (group.end, right)) if a < b]
        return trimmed(" ".join(map(trimmed, pieces)))
    return trimmed(read.given[slice(*read.span(left, right))])


def _is_mended(member: Member, read: FoldedText) -> bool:
    """Whether a slash or a dash of the number is not there as it is written; a missing blank is nothing."""
    written = re.sub(r"\s", "", read.line[member.start : member.end])
    number = member.number
    if number.members:
        return False
    if "/" in number.prefix and not re.search("[A-Z0-9]/[A-Z]", written):
        return True
    years = (str(number.year), f"{number.year % 100:02}") if number.year else ()
    return bool(years) and not any(sign + year in written for sign in "-:_" for year in years)

"""Number and title of a row: the number made canonical, or mended from the title where a source cut it there."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from indexer.readers.number_cells import NumberCell, number_cell, title_beside, title_of_file
from indexer.readers.problem import Unreadable
from indexer.readers.text_cells import narrow, one_line, text_of, title_of
from standard.number import NumberError, StandardNumber
from standard.wording import say

#: longest number and title, in characters; the longest real ones have 60 and 180
_LONGEST_NUMBER = 200
_LONGEST_TITLE = 1000

_DIGIT = re.compile(r"\d")
#: two numbers without anything between them: `1301-2022GC/T 1801-2022`
_GLUED = re.compile(r"(?<=-\d{4})(?=[A-Z])")
#: a code alone, also one with digits in it: `T/SHV2X`, `DB37/T`
_CODE = re.compile(r"[TQ]/[A-Z0-9]+$")
#: `038-2021 区域远程医学影像中心`, `(纺织) 021-1989 摆锤式缕纱强力机`: what a source cut off the number
_CUT_OFF = re.compile(
    # two numbers of a joint standard
    r"(?P<rest>\d[\d.]*-\d{4}[A-Z]+\d*(?:/[A-Z]+)? \d[\d.]*-\d{4}(?!\d)"
    r"|(?:[(（][^()（）]{1,8}[)）] ?)?[^\s《\u4e00-\u9fff]*\d[^\s《\u4e00-\u9fff]*)"
    # of a year or an edition, `2023版…`, no number is made
    r"(?:\s+|(?![\d版年月]))(?P<title>\S.*)$"
)
#: `Q/XXX 001-2020《名称》` in one cell
_WITH_TITLE = re.compile(r"(?P<number>[^《]*\d[^《]*)《(?P<title>.+)》$")
_DASHES = str.maketrans("－—–−‐‑―", "-------")
#: several standards bound together under one title
_VOLUME = "合订本"


class Identity(NamedTuple):
    """What a row is about."""

    #: canonical, or as the source wrote it where no grammar reads it
    number: str
    parsed: StandardNumber | None
    title: str
    #: the number as the source wrote it, empty where that is the same
    given: str
    notes: tuple[str, ...]
    #: what the cell of the number says beside it, which may tell of relations
    beside: str = ""


def identity_of(number: object, title: object) -> Identity:
    """Number and title from their cells.

    Raises `Unreadable` where there is no number or no title, or the number is that of something else.
    """
    given, named = _number_text(number), title_of_file(title_of(title))
    told = given
    if within := _WITH_TITLE.match(given):
        told, named = within["number"].strip(), named or title_of(within["title"])
    cell = number_cell(told, volume=_VOLUME in named) if _DIGIT.search(told) else NumberCell(told, None)
    parsed = cell.parsed
    if _is_code(cell.text, parsed):
        return _mended(cell.text, named)
    if parsed is None and not named and "《" in cell.text:
        raise Unreadable("number_is_name", given)
    if parsed is not None and parsed.kind in ("bare", "wildcard"):
        raise Unreadable("number_without_prefix", given)
    known = str(parsed) if parsed is not None else _folded(cell.text)
    named, beside = _named_beside(_without_number(named, known), cell.beside)
    notes = [] if parsed is not None else [say("note_number_unknown").chinese]
    notes += [say("note_number_beside", words=beside).chinese] if beside else []
    return _checked(Identity(known, parsed, named, _given(given, within, known), tuple(notes), beside))


def _named_beside(title: str, beside: str) -> tuple[str, str]:
    """The title, which may stand beside the number alone, and what else stands there."""
    named = title_of(title_beside(beside)) if beside else ""
    if not named or (title and named != title):
        return title, beside
    return named, ""


def _given(cell: str, within: re.Match[str] | None, known: str) -> str:
    """The number as the source wrote it, without a title; empty where that is the same."""
    given = within["number"].strip() if within else cell
    return given if given != known else ""


def _is_code(given: str, parsed: StandardNumber | None) -> bool:
    """Whether the text is a number's code without serial and year."""
    if parsed is not None:
        return parsed.kind == "prefix"
    return not _DIGIT.search(given) or _CODE.match(given) is not None


def _mended(prefix: str, title: str) -> Identity:
    """A number of which serial and year stand in front of the title: `T/CSBME` and `038-2021 区域远程…`."""
    if not prefix:
        raise Unreadable("row_without_number", title)
    found = _CUT_OFF.match(title)
    parsed = _parsed(f"{prefix} {_GLUED.sub(' ', found['rest'])}") if found else None
    if found is None or parsed is None or parsed.kind == "prefix":
        raise Unreadable("number_incomplete", f"{prefix} | {title}")
    note = say("note_number_completed", prefix=prefix, rest=found["rest"]).chinese
    return _checked(Identity(str(parsed), parsed, title_of(found["title"]), prefix, (note,)))


def _checked(identity: Identity) -> Identity:
    if not identity.title:
        raise Unreadable("row_without_title", identity.number)
    if len(identity.title) > _LONGEST_TITLE:
        raise Unreadable("title_too_long", identity.title, most=_LONGEST_TITLE)
    return identity


def _number_text(cell: object) -> str:
    """The cell's text. Raises `Unreadable` for what is no single text."""
    if isinstance(cell, date):
        raise Unreadable("number_became_day", str(cell))
    if isinstance(cell, list | tuple):
        if len(cell) != 1:
            raise Unreadable("number_is_list", text_of(cell))
        return _number_text(cell[0])
    if isinstance(cell, dict):
        raise Unreadable("number_no_text", str(cell))
    text = text_of(cell)
    if len(text) > _LONGEST_NUMBER:
        raise Unreadable("number_too_long", text, most=_LONGEST_NUMBER)
    return text


def _parsed(text: str) -> StandardNumber | None:
    try:
        return StandardNumber(text)
    except NumberError:
        return None


def _folded(text: str) -> str:
    """An opaque number, so that its spellings by width and dash are one."""
    return one_line(narrow(text).translate(_DASHES))


def _without_number(title: str, number: str) -> str:
    """The title without its own number in front: `GB/T 1.1-2020 标准化工作导则`, `9706.241-2020/XG1-2022 《医用…`.

    Only its own: a title may begin with another standard's number (`GB/T 19001-2000 的统计技术指南`).
    """
    if title[:1].isalnum() and _DIGIT.search(title[:40]):
        for prefix in (number, number.partition(" ")[2]):
            rest = _after(title, prefix) if _DIGIT.search(prefix) and "-" in prefix else ""
            if rest:
                return title_of(rest)
    return title


def _after(title: str, number: str) -> str:
    """What follows the number at the title's start, blanks and kinds of dash aside; empty where it is not there."""
    at = 0
    for sign in number.replace(" ", ""):
        while title[at : at + 1] == " ":
            at += 1
        if title[at : at + 1].translate(_DASHES).upper() != sign.upper():
            return ""
        at += 1
    rest = title[at:]
    return "" if rest[:1].isascii() and rest[:1].isalnum() else rest.strip()

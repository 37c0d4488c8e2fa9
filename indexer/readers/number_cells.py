"""A cell that should hold one number -> the number, and what else people write beside it.

Cells say `="GB/T 1-2020"`, `GB/T 1-2020 (代替GB/T 1-2000)`, `GB/T 1-2020.pdf`, `GB/T 1-2020*`, `GB/T 1-2020 英文版`,
or hold two numbers, a book's number, or what a spreadsheet made of a number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from indexer.readers.field_labels import field_of
from indexer.readers.problem import Unreadable
from indexer.readers.text_cells import narrow
from standard.number import NumberError, NumberMatch, StandardNumber, find_numbers
from standard.relation import RelationKind, relations
from standard.word_classes import WordTable

_DIGIT, _CHINESE = re.compile(r"\d"), re.compile(r"[\u4e00-\u9fff]")
_WORDS = WordTable("number_cell_words", package="indexer.readers")
#: a formula that gives a text: `="GB/T 1-2020"`, `=HYPERLINK("…","GB/T 1-2020")`
_FORMULA = re.compile(r"=.*?\"(?P<text>[^\"]*)\"\s*\)*$")
_QUOTED = re.compile(r"['‘’`]+(?=[A-Za-z])")
#: a file named by the number
_ENDING = _WORDS.rule(r"(?i:\.(?:<<file>>))+$")
_ISBN = re.compile(r"(?:[IC]S[BS]N|统一书号|书号|刊号)|9-?7-?[89](?:-?\d){10}$|(?:\d-?){9}[\dXx]$", re.IGNORECASE)
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DATE = re.compile(
    r"(?:19|20)\d\d[-/.年](?:0?[1-9]|1[0-2])(?:[-/.月](?:0?[1-9]|[12]\d|3[01])?日?)?(?:[ T]\d.*)?$"
    rf"|(?:\d{{1,4}}[- ])?(?:{_MONTHS})[a-z]*[- ]\d{{1,4}}$|\d{{1,2}}[- ](?:{_MONTHS})[a-z]*$|\d{{1,2}}月\d{{1,2}}日$",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[A-Za-z\u00c0-\uffff]")
_EXPONENT = re.compile(r"[+-]?\d+(?:\.\d+)?[eE][+-]?\d+$")
_URL = re.compile(r"(?:https?:|www\.)", re.IGNORECASE)
#: behind these the number is that of another standard
_OTHER = _WORDS.rule(r"(?i:<<other>>)[\s:：(（]*$")
_ENGLISH = _WORDS.rule(r"(?i:(?<![A-Za-z])<<english>>(?![A-Za-z])(?: (?:version|edition))?)")
_LANGUAGE = _WORDS.rule(r"<<language>>")
_CHINESE_EDITION = _WORDS.rule(r"<<chinese>>")
#: a number that goes on in letters or digits is none that is known
_GOES_ON_BEFORE = re.compile(r"[A-Za-z0-9][-/._]?$")
_GOES_ON_BEHIND = re.compile(r"[-/._]*[A-Za-z0-9]| +\d")
#: `CJJ/ 251-2017`, the slash of a nature that is not there
_BARE_SLASH = re.compile(r"(?<=[A-Z])[/／]\s+(?=\d)")
#: a number goes on behind a slash: volumes of several standards (合订本)
_SLASHED = re.compile(r"\d\s*[/／∕]\s*[A-Z]")
#: signs around words that are no part of them
_SIGNS = " \t\r\n\u3000*＊※★☆▲△●○◆◇■□#＃&^~～!！?？,，.。;；:：、|/\\+=<>\"'“”‘’_-—"
_OPENING, _CLOSING = " (（[【〔{", " )）]】〕}"
_PAIRS = (("(", ")"), ("（", "）"), ("[", "]"), ("【", "】"), ("〔", "〕"), ("{", "}"))
_QUOTED_TITLE = re.compile(r"《([^《》]+)》")
_TITLED = re.compile(r"《(.+)》$")


class NumberCell(NamedTuple):
    """What a cell of numbers says."""

    #: the number's text where nothing else stands in the cell, and for what no grammar reads
    text: str
    parsed: StandardNumber | None
    #: what else it says; empty where that is nothing, or signs
    beside: str = ""


def number_cell(text: str, *, volume: bool = False) -> NumberCell:
    """The number in a cell, and the words beside it; `volume` where several may stand for one text (合订本).

    Raises `Unreadable` for what is no standard's number, and for several of them.
    """
    parsed = _parsed(text)
    if parsed is not None and _says_no_more(text, parsed):
        if not volume:
            _check_joint(parsed, text)
        return NumberCell(text, parsed)
    text = _unwrapped(text)
    _refuse_other_things(text)
    text = text if _parsed(text) else _BARE_SLASH.sub(" ", text)
    parsed = _parsed(text)
    found = find_numbers(text, mode="field")
    if not found or _GOES_ON_BEFORE.search(text[: found[0].span[0]]):
        return NumberCell(text, parsed)
    if len(found) == 1 and _GOES_ON_BEHIND.match(text, found[0].span[1]):
        return NumberCell(text, parsed)
    return _told(text, found)


def title_beside(beside: str) -> str:
    """The title among the words beside a number; empty where they are none."""
    if titled := _TITLED.match(beside):
        return titled[1]
    return (
        beside if len(_CHINESE.findall(beside)) > 3 and not _WORDS.rule(r"<<other>>|<<remark>>").search(beside) else ""
    )


def title_of_file(name: str) -> str:
    """The title in a file's name, without ending, number and signs; other texts as they are."""
    text = _ENDING.without(name)
    if text == name:
        return name
    if len(quoted := _QUOTED_TITLE.findall(text)) == 1:
        return str(quoted[0])
    for found in reversed(find_numbers(text, mode="field")):
        text = text[: found.span[0]].rstrip(_OPENING) + " " + text[found.span[1] :].lstrip(_CLOSING)
    return _bare(text) or name


def _told(text: str, found: Sequence[NumberMatch]) -> NumberCell:
    """The first number is the cell's own; of others it must say how they stand to that."""
    own = found[0].number
    start, end = found[0].span
    if _OTHER.search(text[:start]):
        raise Unreadable("number_of_others", text, numbers=str(own))
    _check_joint(own, text)
    others = {str(one.number) for one in found[1:]} - {str(own)}
    if others - _related(text[end:]):
        raise Unreadable("numbers_several", text, numbers=tuple(dict.fromkeys(str(one.number) for one in found)))
    around = text[:start].rstrip(_OPENING), text[end:].lstrip(_CLOSING)
    beside = " ".join(filter(None, map(_bare, around)))
    if not own.language:
        own, beside = _edition(own, beside)
    beside = "" if field_of(beside) == "number" else _bare(_CHINESE_EDITION.without(beside))
    return NumberCell(str(own), own, beside)


def _related(text: str) -> set[str]:
    """The numbers that a text brings into a relation by words."""
    stated = (one for one in relations(text) if one.kind is not RelationKind.REFERENCES)
    return {number for one in stated for number in one.targets}


def _edition(own: StandardNumber, beside: str) -> tuple[StandardNumber, str]:
    """The number of an edition in another language, and the other words: English ones end in E, `GB/T 24359-2009E`."""
    english = _ENGLISH.search(beside)
    if english and own.year is not None and (marked := _parsed(f"{own}E")) and marked.language:
        return marked, _bare(beside.replace(english[0], ""))
    if foreign := english or _LANGUAGE.search(beside):
        raise Unreadable("number_of_translation", f"{own} {beside}", number=str(own), words=foreign[0])
    return own, beside


def _says_no_more(text: str, parsed: StandardNumber) -> bool:
    """Whether a cell holds no letter, digit or word beside the number that it is read as."""
    known = str(parsed)
    if text == known:
        return True
    if _ISBN.match(text):
        # IS is also a code of foreign standards
        return False
    if _CHINESE.search(text) and not _CHINESE.search(known):
        return False
    return sum(map(str.isalnum, text)) == sum(map(str.isalnum, known))


def _check_joint(number: StandardNumber, text: str) -> None:
    """Raise where numbers side by side are a list: under two numbers of one code only volumes with a slash appear."""
    members = number.members if number.kind == "joint" and not _SLASHED.search(text) else ()
    codes = [member.prefix.partition("/")[0] if member.prefix.startswith("GB") else member.prefix for member in members]
    if len(set(codes)) < len(codes):
        raise Unreadable("numbers_several", text, numbers=tuple(map(str, members)))


def _unwrapped(text: str) -> str:
    """A cell without formula, apostrophe and file ending."""
    if formula := _FORMULA.match(text):
        text = formula["text"].strip()
    return _ENDING.without(_QUOTED.sub("", text, count=1) if text[:1] in "'‘’`" else text)


def _refuse_other_things(text: str) -> None:
    """Raise `Unreadable` where a cell holds the number of a book, a day, a mere number or an address."""
    text = narrow(text).strip(_SIGNS)
    if _URL.match(text):
        raise Unreadable("number_is_address", text)
    if _ISBN.match(text):
        raise Unreadable("number_is_isbn", text)
    if _DATE.match(text):
        raise Unreadable("number_became_day", text)
    if _EXPONENT.match(text) or (_DIGIT.search(text) and not _LETTER.search(text) and _parsed(text) is None):
        raise Unreadable("number_is_count", text)


def _bare(text: str) -> str:
    """Words without the signs and the brackets around them."""
    text = text.strip(_SIGNS)
    for opening, closing in _PAIRS:
        if text.startswith(opening) and text.find(closing) in (-1, len(text) - 1):
            text = text[1:].removesuffix(closing)
        elif text.endswith(closing) and opening not in text:
            text = text[:-1]
    return text.strip(_SIGNS)


def _parsed(text: str) -> StandardNumber | None:
    try:
        return StandardNumber(text)
    except NumberError:
        return None

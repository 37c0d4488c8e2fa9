"""Text that a wrong encoding has spoilt somewhere on its way: mended where that is certain, else told."""

from __future__ import annotations

import re
from functools import cache

from indexer.readers.problem import printable
from standard.wording import say

#: (what a text was decoded by, what it should have been decoded by)
_WAYS = (("gb18030", "utf-8"), ("latin-1", "utf-8"), ("cp1252", "utf-8"), ("latin-1", "gb18030"))
#: what Chinese titles are made of; anything else speaks against a way
_PLAIN = re.compile(
    "[\u4e00-\u9fa5\u3001-\u301f\uff00-\uff5e\u2010-\u2027\u2160-\u217f\x20-\x7e"
    "\u00b0-\u00b7\u00d7\u0391-\u03c9\u2030-\u2033\u2103\u2109\u2200-\u22ff\u2460-\u249b\u3380-\u33df]+$"
)
_CHINESE = re.compile("[\u4e00-\u9fff]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
#: letters of Western Europe in a row, and what `锟斤拷` (lost characters read again as GBK) and others leave
_WESTERN = re.compile("[\u00a1-\u00ff\u0152-\u2122]{4}")
_LEFT = ("\ufffd", "锟斤拷", "烫烫烫", "屯屯屯", "????", "？？？？")
#: a dash between digits, of which the last byte may be lost
_DASH = re.compile("(?<=\\d)鈥[^0-9A-Za-z]?(?=\\d)")
#: fewer characters may be a chance
_FEWEST = 2


def decoded_anew(text: str) -> str:
    """What a text says when decoded by the right encoding; the text itself where it was, or that is not certain."""
    if not text.isascii():
        for wrong, right in _WAYS:
            found = _decoded(text, wrong, right)
            if found and len(_CHINESE.findall(found)) >= _FEWEST and _PLAIN.match(found):
                return found
    return text


def number_decoded_anew(text: str) -> str:
    """The cell of a number in a row that went through a wrong encoding: its dashes and signs; as it is elsewhere."""
    return _decoded(text, *_WAYS[0]) or _DASH.sub("-", text)


def mended_title(title: str) -> tuple[str, str]:
    """A title, mended where that is certain, and a note (Chinese) on what is wrong with it; empty where nothing is."""
    if not _may_be_wrong(title):
        return title, ""
    text = decoded_anew(title)
    if text != title:
        return text, say("note_title_decoded", given=printable(title, 60), text=printable(text, 60)).chinese
    if guess := _torn(title):
        return title, say("note_title_torn", guess=printable(guess, 60)).chinese
    if any(sign in title for sign in _LEFT):
        return title, say("note_title_lost").chinese
    return title, say("note_title_spoilt").chinese if _WESTERN.search(title) else ""


def _may_be_wrong(text: str) -> bool:
    """Whether a closer look is worth its time: by the first character beyond ASCII, and by what lost ones leave."""
    first = _NOT_ASCII.search(text)
    return (first is not None and first[0] in _beginnings()) or any(sign in text for sign in _LEFT)


@cache
def _beginnings() -> frozenset[str]:
    """What the first two bytes of a character in UTF-8 give as GBK, and the letters that bytes give alone."""
    pairs = (bytes((first, second)) for first in range(0xC2, 0xF5) for second in range(0x80, 0xC0))
    letters = bytes(range(0x80, 0x100)).decode("latin-1") + bytes(range(0x80, 0x100)).decode("cp1252", "ignore")
    return frozenset("".join(pair.decode("gb18030", "ignore") for pair in pairs) + letters)


def _decoded(text: str, wrong: str, right: str) -> str:
    try:
        return text.encode(wrong).decode(right)
    except UnicodeError:
        return ""


def _torn(text: str) -> str:
    """The beginning of UTF-8 that was read as GBK and lost a byte: `鏍囧噯鍙?`; empty where it is none."""
    data = text.replace("\ufffd", "?").encode("gb18030", "ignore")
    found = data.decode("utf-8", "replace")
    sound = len(_CHINESE.findall(found))
    begins = _CHINESE.match(found) or (0xE4 <= data[0] <= 0xE9 and sound > 2 * _FEWEST)
    return found.replace("\ufffd", "?") if begins and sound >= _FEWEST and sound * 4 > _foreign(text) else ""


def _foreign(text: str) -> int:
    """How many characters are beyond ASCII."""
    return len(_NOT_ASCII.findall(text))

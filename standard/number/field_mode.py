"""A text that is one number, in field mode: what may stand around it, and what counts only where it stands alone.

Kinds of its own: wildcard (国标 2760: code or nature unknown), bare (13368-2018) and prefix (DB37/T).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from standard.errors import LubiaoError
from standard.folding import capitals, fold_with_offsets
from standard.home import HOME
from standard.number.grammar import numbers, read
from standard.number.parts import BLANK, GAP, SERIAL, Found, Parts, pattern, with_tail
from standard.publisher import industry_codes, known_region, prefixes, publisher, region_code
from standard.tables import rows
from standard.word_classes import WordTable
from standard.wording import Words, say

#: no number is longer; longer texts are refused unread
LONGEST = 200
#: the parts read, or None with the place where reading stopped and the name of the reason
Reading = tuple[Parts | None, int, str]


class NumberError(ValueError, LubiaoError):
    """A text that is no standard number; the message names the text and marks the place."""

    def __init__(self, text: str, reason: str, span: tuple[int, int]) -> None:
        LubiaoError.__init__(self, "no_number")
        #: the text as given
        self.text = text
        #: name of the sentence that says why
        self.reason = reason
        #: start and end of what could not be read, in `text`
        self.span = span

    @property
    def words(self) -> Words:
        """The sentence, made only where somebody reads it: most texts that are tried are no numbers."""
        line, marker = _line(self.text), _marker(self.text, self.span)
        return say("no_number", given=repr(line), reason=say(self.reason), text=line, marker=marker)


def _line(text: str) -> str:
    """The text on one line, its beginning where it is long."""
    return " ".join((text if len(text) <= LONGEST else text[:40] + "…").splitlines())


def _marker(text: str, span: tuple[int, int]) -> str:
    """`~~~^` under the span; a Chinese character is as wide as two signs."""
    before, marked = (_line(piece) for piece in (text[: span[0]], text[span[0] : span[1]]))
    return " " * _columns(before) + "~" * _columns(marked) + "^"


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def parts_of(text: str, mode: str, home: str = HOME) -> Parts:
    """The parts of a text that is one number, in its mode; raises `NumberError` where it is none."""
    if len(text) > LONGEST:
        raise NumberError(text, "number_over_200", (0, 0))
    folded, offsets = fold_with_offsets(text)
    line = capitals(folded)
    parts, stop, reason = _in_running_text(line) if mode == "text" else parse(line, home)
    if parts is None:
        place = offsets[stop] if stop < len(offsets) else len(text)
        raise NumberError(text, reason, (place, max(place, len(text.rstrip()) - 1)))
    return parts


def _in_running_text(folded: str) -> Reading:
    found = list(numbers(folded, lenient=False))
    if len(found) == 1:
        return found[0][0], found[0][2], ""
    return None, 0, "number_not_alone" if found else "number_not_in_text"


# --- numbers in their canonical print, without the grammar ------------------------------------------------------------

#: the canonical print of most numbers; anything else goes through the grammar
_PLAIN = pattern(
    r"((?:GB|[A-Z]{2})(?:/[TZ])?|DB(\d{4}|\d\d)/[TZ]|([TQ])/[A-Z]{2,12}) "
    r"(\d{1,6}(?:\.\d{1,3}){0,3})-((?:19|20)\d\d)"
)
_LETTER_KINDS = {"T": "group", "Q": "enterprise"}


def plain(text: str) -> Parts | None:
    """The parts of a canonical number of the common families, without the grammar; None for any other text.

    A catalogue is nearly all such numbers, and this reads them ten times as fast.
    """
    match = _PLAIN.fullmatch(text)
    if match is None:
        return None
    prefix, region, letter, serial, year = match.groups()
    kind = _region_kind(region) if region else _LETTER_KINDS.get(letter) or _plain_kinds().get(prefix)
    return Parts(kind, prefix, serial, int(year), "-" + year) if kind else None


def _region_kind(region: str) -> str | None:
    return "local" if known_region(region) else None


@cache
def _plain_kinds() -> dict[str, str]:
    """Prefix -> kind, for those whose canonical numbers have no other reading."""
    codes = {code + nature for code in (*industry_codes(), "GB") for nature in ("", "/T", "/Z")}
    known = {prefix: publisher(prefix) for prefix in codes.intersection(prefixes()) if not prefix.startswith("ZB")}
    return {prefix: row.kind for prefix, row in known.items() if row}


# --- what may stand around a number ----------------------------------------------------------------------------------

_OPENING = pattern(
    r"[\s《〈「『“”\"'‘(\[【<>:;,、]*"
    r"(?:(?:现行|执行|产品|采用)?标准(?:编号|代号|号)?|编号|代号|代替|替代|NO\.?)?[\s:.《〈(]*"
)
#: words that stand for a prefix, by it; the prefix of local standards hangs on the place before the word
_WORDS = WordTable("number_words")
_NAMED = _WORDS.rule(
    r"(?P<word><<GB/T>>|<<GB>>|<<GB/*>>|<<*>>|<<T/*>>|<<Q/*>>|<<DB37/*>>"
    r"|(?P<place>[一-鿿]{0,12}?)(?:<<local>>|(?P<province><<province>>)))[ \t\r\n:《]*第?号?"
)
_SERIAL_ALONE = pattern(SERIAL)
_UNNAMED = pattern(rf"(?P<prefix>(?:GB|DB(?:\d{{4}}|\d\d)|T|Q)/\*|\*){GAP}(?P<serial>{SERIAL})")
_BARE = pattern(r"(?P<serial>\d{1,6}(?:\.\d{1,4}){0,3})(?= {0,6}[-:_ ])")
_PREFIX = pattern(rf"DB{BLANK}(?P<region>\d{{4}}|\d\d){BLANK}[/_-]?{BLANK}(?P<nature>[TZ])")
_CLOSING = pattern(r"[\s.,;:、!》〉」』”\"'’)\]】]*$")
_TITLE = pattern(r"[\s.,:;、》)-]*(?:[《〈「“\"(\[【]|[一-鿿])")


def parse(text: str, home: str = HOME) -> Reading:
    """A text that should be one number, in field mode: its parts, or None with the place and the reason.

    The place is where reading stopped, so the end of what was understood. 省标 are those of `home`.
    """
    opening = _OPENING.match(text)
    at = opening.end() if opening else 0
    if at == len(text):
        return None, 0, "number_nothing"
    for start in dict.fromkeys((at, 0)):
        parts, end, reason = _whole(text, start, home)
        if parts:
            return parts, end, reason
    return None, end, reason


@cache
def _prefix_words() -> dict[str, str]:
    """Words that stand for a prefix -> it: 国标 -> `GB/*`; `local`, `province` for a place's. Raises TableError."""
    return {row["word"]: row["class"] for row in rows("number_words")}


def _whole(text: str, at: int, home: str) -> Reading:
    if match := _NAMED.pattern.match(text, at):
        return _after_words(text, match, home)
    found = _alone(text, at) or read(text, at, lenient=True, whole=True)
    if found is None:
        return None, at, "number_prefix_unknown"
    return _closed(found, text)


def _after_words(text: str, match: re.Match[str], home: str) -> Reading:
    """Wildcard = ("国标" | "省标" | "青岛地标" | …) serial tail; before a full number the words are dropped."""
    at = match.end()
    if at < len(text) and (found := read(text, at, lenient=True, whole=True)):
        return _closed(found, text)
    prefix = _prefix_words()[match["word"]] if match["place"] is None else _local_prefix(match, home)
    serial = _SERIAL_ALONE.match(text, at)
    if prefix is None or serial is None:
        return None, at, "number_serial_missing"
    found = with_tail(Parts(_kind(prefix), prefix, serial[0]), text, serial.end())
    return _closed(found, text)


def _kind(prefix: str) -> str:
    if prefix == "*":
        return "bare"
    return "wildcard" if "*" in prefix else "national"


def _local_prefix(match: re.Match[str], home: str) -> str | None:
    """地标 without a place is home's, 省标 that of its province."""
    own = home[:2] if match["province"] else home
    code = region_code(match["place"]) if match["place"] else own
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
    if not known_region(match["region"]):
        return None
    return Parts("prefix", f"DB{match['region']}/{match['nature']}"), match.end()


def _closed(found: Found, text: str) -> Reading:
    """Refuse a number that is followed by anything but signs or a title."""
    parts, end = found
    if _CLOSING.match(text, end):
        return parts, end, ""
    if not _TITLE.match(text, end):
        return None, end, "number_followed"
    if next(numbers(re.sub("《[^《》]*》", "", text[end:]), lenient=False), None):
        return None, end, "number_not_alone"
    return parts, end, ""

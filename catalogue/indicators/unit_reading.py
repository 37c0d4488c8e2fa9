"""Where a unit stands in a text: from a place on, or at the end of a name."""

from __future__ import annotations

import re
from functools import cache

from catalogue.indicators.units import fold_unit, symbols, unit_of, unit_text

#: letters after a number that the table of units does not know; a number of a standard is none
_UNKNOWN = re.compile(r"(?!GB|DB|T/|x\b|[a-z] ?\))[A-Za-zΩ°][A-Za-zΩ°]{0,7}(?:[/·][A-Za-z]{1,6}\d?)?(?![A-Za-z0-9/-])")
_EXPONENT = re.compile(r"-[123](?!\d)|(?: ?\n)?\^?[23](?=[·)/\]])")
#: the exponent of a unit below a line break: μg/m 3
_TORN = re.compile(r"(?<=m)[ \n]{1,2}[23](?=[，。;；,)]|$)")
_TIMES = re.compile(r" ?· ?")
_PER = re.compile(r" ?[/每] ?")
_COUNT = re.compile(r"\d{1,6}(?:\.\d{1,3})? ?")
_CLOSES = {"(": ")", "[": "]"}
#: what stands for a unit after a name and is none that is known: 抗滑值/(BPN,20 ℃), 色度/PCU
_ODD = re.compile(
    r"(?P<name>[^/]*[^/\s]) ?/ ?(?:\((?P<odd>[^()]{1,20}(?:\([^()]*\))?[^()]{0,10})\)|(?P<letters>[A-Z]{2,6}))"
)
_NOTE = re.compile(r"(?<=[\u3400-\u9fff)）]) ?[a-h]$")
_AROUND = " /，,、"


def read_unit(text: str, at: int) -> tuple[str, int]:
    """The unit that begins at a place of a folded text, or after a blank there, and where it ends; empty for none."""
    begin = at + (text[at : at + 1] == " ")
    opening = text[begin : begin + 1]
    inside = begin + 1 if opening in _CLOSES else begin
    end = _composed(text, inside)
    if end and inside > begin:
        end = end + 1 if text[end : end + 1] == _CLOSES[opening] else 0
    if end:
        return "".join(text[begin:end].split()), end
    unknown = _UNKNOWN.match(text, begin) if inside == begin else None
    return (unknown[0], unknown.end()) if unknown else ("", at)


def split_unit(words: str) -> tuple[str, str]:
    """`水分/(g/100 g)`, `纯度/%`, `厚度(mm)` and `高聚物总量，%` as name and unit, which may be empty."""
    words = words.strip()
    for at, character in enumerate(words):
        if character not in "/(（[,，" or not at:
            continue
        unit = words[at + 1 :] if character in "/,，" else words[at:]
        if unit.strip() and unit_of(unit.strip()) is not None:
            return without_note(words[:at].strip(_AROUND)), unit_text(unit.strip())
    odd = _ODD.fullmatch(words)
    return (without_note(odd["name"]), fold_unit(odd["odd"] or odd["letters"])) if odd else (words, "")


def without_note(words: str) -> str:
    """A heading or name without the letter of a footnote at its end: `聚氨酯胶体主料b`."""
    return _NOTE.sub("", words.strip())


def _composed(text: str, at: int) -> int:
    """Where the unit ends that begins at a place: terms multiplied, then divided; 0 where there is none."""
    end = _product(text, at)
    while end and (per := _PER.match(text, end)):
        bracket = text[per.end() : per.end() + 1] == "("
        count = None if bracket else _COUNT.match(text, per.end())
        below = _product(text, per.end() + 1) if bracket else _product(text, count.end() if count else per.end())
        if bracket:
            below = below + 1 if below and text[below : below + 1] == ")" else 0
        if not below:
            break
        torn = _TORN.match(text, below)
        end = torn.end() if torn else below
    return end


def _product(text: str, at: int) -> int:
    end = _term(text, at)
    while end and (times := _TIMES.match(text, end)) and (further := _term(text, times.end())):
        end = further
    return end


def _term(text: str, at: int) -> int:
    """Where a unit of the table ends that begins at a place, the longest, with its exponent."""
    for length in range(min(_longest(), len(text) - at), 0, -1):
        symbol, end = text[at : at + length], at + length
        if symbol not in symbols() or (_is_letter(symbol[-1]) and end < len(text) and _is_letter(text[end])):
            continue
        exponent = _EXPONENT.match(text, end)
        return exponent.end() if exponent else end
    return 0


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()


@cache
def _longest() -> int:
    return max(map(len, symbols()))

"""A standard number is a value: parse it or learn why not, print it canonically, compare, sort and take it apart.

>>> StandardNumber("ＧＢ／Ｔ１．１—２０２０")
<StandardNumber('GB/T 1.1-2020')>
"""

from __future__ import annotations

import re
from functools import total_ordering
from typing import Any, NamedTuple, NoReturn

from standard.folding import capitals, fold_with_offsets
from standard.home import HOME
from standard.number import grammar
from standard.number.field_mode import NumberError, parts_of, plain
from standard.number.number_parts import Parts, printed
from standard.number.spelling import spells, squeeze
from standard.publisher import Level, publisher

__all__ = ["NumberError", "NumberMatch", "StandardNumber", "find_numbers", "spells", "squeeze"]

_KIND_LEVELS = {
    "bare": Level.UNKNOWN,
    "plan": Level.NATIONAL,
    "announcement": Level.NATIONAL,
    "sample": Level.NATIONAL,
    "international": Level.INTERNATIONAL,
    "foreign": Level.FOREIGN,
    "group": Level.GROUP,
    "enterprise": Level.ENTERPRISE,
    "local": Level.LOCAL,
    "local_engineering": Level.LOCAL,
}
_LEVEL_RANK = {level: rank for rank, level in enumerate(Level)}
#: kind -> what stands before the number of a part, where it is not a dot or a slash
_PART_SIGNS = {"international": "-", "foreign": "-", "group": ".-", "pharma_packaging": ".-"}
_MANDATORY = {"mandatory": True, "recommended": False, "guidance": False}


@total_ordering
class StandardNumber:
    """The number of a standard (标准编号), immutable; equal numbers have the same canonical print.

    Raises `NumberError` where the text is no number. `mode="text"` applies the stricter rules of running text
    (`HB 200` is a hardness there), `mode="field"` those of a box or cell that should hold a number.
    There 省标 2672 without a place is one of `home`, a code of a province or city.
    """

    __slots__ = ("_key", "_parts", "_text")
    _parts: Parts
    _text: str
    _key: tuple[Any, ...]

    def __init__(self, text: str, *, mode: str = "field", home: str = HOME) -> None:
        parts = plain(text)
        if parts is None:
            parts = parts_of(text, mode, home)
            text = parts.text
        object.__setattr__(self, "_parts", parts)
        object.__setattr__(self, "_text", text)

    @classmethod
    def from_parts(cls, parts: Parts) -> StandardNumber:
        """The number of parts that the grammar has read."""
        number = cls.__new__(cls)
        object.__setattr__(number, "_parts", parts)
        object.__setattr__(number, "_text", parts.text)
        return number

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"a standard number never changes; {name} cannot be set")

    def __reduce__(self) -> tuple[Any, ...]:
        return StandardNumber, (self._text,)

    def __str__(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return f"<StandardNumber({self._text!r})>"

    def __hash__(self) -> int:
        return hash(self._text)

    def __eq__(self, other: object) -> bool:
        return self._text == other._text if isinstance(other, StandardNumber) else NotImplemented

    def __lt__(self, other: object) -> bool:
        return self.sort_key < other.sort_key if isinstance(other, StandardNumber) else NotImplemented

    @property
    def sort_key(self) -> tuple[Any, ...]:
        """What the order is made of: level, prefix, serial piece by piece, year, amendment, and the print at last."""
        try:
            return self._key
        except AttributeError:
            parts = self._parts
            serial = grammar.natural(parts.serial)
            key = (_LEVEL_RANK[self.level], parts.prefix, serial, parts.year or 0, parts.amendment or 0, self._text)
            object.__setattr__(self, "_key", key)
            return key

    @property
    def kind(self) -> str:
        """What sort of number it is.

        Simple: `national`, `national_engineering`, `occupational_health`, `sample`, `industry`,
        `industry_engineering`, `metrology`, `military`, `regulation`, `pharma_packaging`, `local`,
        `local_engineering`, `group`, `enterprise`, `international`, `foreign`, `plan`, `announcement`, `other`.
        Compound: `amendment`, `dual`, `joint`, `range`, `series`. Incomplete: `prefix`, `wildcard`, `bare`.
        """
        return self._parts.kind

    @property
    def prefix(self) -> str:
        """代号: `GB/T`, `DB37/T`, `T/SDAS`, `ISO/IEC`, `JJG(交通)`; `*` for a bare number."""
        return self._parts.prefix

    @property
    def serial(self) -> str:
        """顺序号, with its parts: `1.1`, `60335-1`; empty for a prefix alone."""
        return self._parts.serial

    @property
    def year(self) -> int | None:
        """年代号; of an amendment, the year of the edition that it amends. None where the number is undated."""
        return self._parts.year

    @property
    def amendment(self) -> int | None:
        """Which amendment (修改单) of its base it is."""
        return self._parts.amendment

    @property
    def level(self) -> Level:
        """Level of the standard, by its prefix."""
        first = self._first
        if (level := _KIND_LEVELS.get(first.kind)) is not None:
            return level
        known = publisher(first.prefix)
        return known.level if known else Level.UNKNOWN

    @property
    def nature(self) -> str:
        """`mandatory`, `recommended` or `guidance` by the prefix; empty where the prefix says none of these."""
        known = publisher(self._first.prefix)
        return known.nature if known and known.nature in _MANDATORY else ""

    @property
    def mandatory(self) -> bool | None:
        """Whether the prefix says mandatory (强制性); None where it says neither."""
        return _MANDATORY.get(self.nature)

    @property
    def guidance(self) -> bool:
        """Whether it is a guidance document (指导性技术文件, /Z)."""
        return self.nature == "guidance"

    @property
    def region(self) -> str:
        """GB/T 2260 code of a local standard's province or city, `37`, `3702`; empty for others."""
        match = re.match(r"D[BG][SJ]?(\d{2,6})", self.prefix)
        if match:
            return match[1]
        return "4403" if self.prefix.startswith(("SZDB", "SZJG")) else ""

    @property
    def organisation(self) -> str:
        """Code of the body behind a group or enterprise number, `SDAS`; empty for others."""
        return self.prefix[2:].strip("*") if self.prefix[:2] in {"T/", "Q/"} else ""

    @property
    def part(self) -> str:
        """Which part of a document (第N部分) it is: `1` of `GB/T 1.1`; empty where it is none."""
        return self._document[1]

    @property
    def family(self) -> str:
        """The document without part and year: `GB/T 1` for `GB/T 1.1-2020`."""
        return self._document[0]

    @property
    def series(self) -> str:
        """The number without its year, all editions of one document: `GB/T 1.1`; of an amendment, that of its base."""
        kind = self._parts.kind
        if kind in {"dual", "amendment"}:
            return self.members[0].series
        return "/".join(member.series for member in self.members) if kind == "joint" else self._parts.undated

    @property
    def loose(self) -> str:
        """A key that ignores nature and leading zeros: `GB|1.1|2020`; the year only where there is one."""
        if self.kind == "joint":
            return "/".join(member.loose for member in self.members)
        parts = self._parts
        letters = re.sub(r"/[TZ*]$", "", parts.prefix)
        serial = re.sub(r"(?<![0-9])0+(?=[0-9])", "", parts.serial)
        amendment = f"|XG{parts.amendment}" if parts.amendment else ""
        return "|".join(filter(None, (letters, serial, str(parts.year or "")))) + amendment

    @property
    def squeezed(self) -> str:
        """Letters, digits and Chinese characters of the number alone: `GBT112020`."""
        return squeeze(self._text)

    @property
    def base(self) -> StandardNumber | None:
        """The number that is amended, or the Chinese half of a dual number; else None."""
        return self.members[0] if self.kind in {"dual", "amendment"} else None

    @property
    def adopted(self) -> StandardNumber | None:
        """The international half of a dual number (等同采用); else None."""
        return self.members[1] if self.kind == "dual" else None

    @property
    def members(self) -> tuple[StandardNumber, ...]:
        """The numbers of a compound form: halves of a joint or dual one, ends of a range, base of an amendment."""
        return tuple(StandardNumber.from_parts(parts) for parts in self._parts.members)

    @property
    def language(self) -> str:
        """Mark of an edition in a foreign language: `E` of `GB/T 24359-2009E`; else empty."""
        match = re.match("[A-Z]{1,2}", self._parts.tail) if self._is_chinese else None
        return match[0] if match else ""

    @property
    def edition_note(self) -> str:
        """Year of a partial revision (局部修订) behind the year: `2018` of `GB 50016-2014(2018)`; else empty."""
        match = re.search(r"\((\d{4})\)", self._parts.tail)
        return match[1] if match else ""

    @property
    def display(self) -> str:
        """As standards print it on their covers: `GB/T 1.1—2020`, `DB37/ 2376—2019`; foreign numbers as they are."""
        if self._parts.members and self.kind in {"dual", "joint"}:
            return "/".join(member.display for member in self.members)
        if not self._is_chinese:
            return self._text
        text = re.sub(r"-((?:19|20)\d\d(?=[^\d]|$))", r"—\1", self._text)
        return re.sub(r"^(DB(?:S|)\d+) ", r"\1/ ", text)

    @property
    def _is_chinese(self) -> bool:
        return self._first.kind not in {"international", "foreign"}

    @property
    def _first(self) -> Parts:
        """The parts that say who published it: of a compound form, those of its first number."""
        parts = self._parts
        while parts.members:
            parts = parts.members[0]
        return parts

    @property
    def _document(self) -> tuple[str, str]:
        """Family and part."""
        parts = self._first
        for sign in _PART_SIGNS.get(parts.kind, "./"):
            head, separator, part = parts.serial.partition(sign)
            if (separator and head[:1].isdigit()) or (separator and sign == "."):
                return printed(parts.kind, parts.prefix, head), part
        return parts.undated, ""


class NumberMatch(NamedTuple):
    """A number found in a text."""

    number: StandardNumber
    #: start and end in the text as given
    span: tuple[int, int]
    #: the text of the span
    text: str


def find_numbers(text: str, *, mode: str = "text") -> list[NumberMatch]:
    """Every number in a text, from left to right, none overlapping; a compound form is one match.

    `mode="text"` is for sentences; `mode="field"` for lists, cells and file names, where also `TCAS 290-2017` counts.
    A number may go on in the next line, but a year in the next line is a year.
    """
    if not (_DIGIT.search(text) and _BEGINNING.search(text)):
        return []
    folded, offsets = fold_with_offsets(text)
    if "\n" in text:
        folded = "".join("\n" if text[at] == "\n" else sign for sign, at in zip(folded, offsets, strict=True))
    numbers = grammar.numbers(capitals(folded), lenient=mode == "field")
    spans = ((parts, offsets[start], offsets[end - 1] + 1) for parts, start, end in numbers)
    return [NumberMatch(StandardNumber.from_parts(parts), (start, end), text[start:end]) for parts, start, end in spans]


_DIGIT = re.compile(r"\d")
#: what every number has: a letter (of any width), or 农 of 农业部公告
_BEGINNING = re.compile("[A-Za-zＡ-Ｚａ-ｚ农]")

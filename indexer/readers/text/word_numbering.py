"""The numbers that Word puts before paragraphs: the file has their rules alone, so they are counted anew."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from indexer.readers.parts import Parts
from indexer.readers.text.word_styles import Styles, number_in
from indexer.readers.text.xml_trees import child, name_of, trees, value_of

#: lists of a document, and levels of each
_MOST_LISTS, _LEVELS = 20_000, 9
_PLACE = re.compile(r"%([1-9])")
_LONGEST = 100

_DIGITS, _UNITS = "〇一二三四五六七八九", ("", "十", "百", "千")
_LEGAL, _LEGAL_UNITS = "零壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟")
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"


@dataclass(frozen=True, slots=True)
class Level:
    """How the paragraphs of one level of a list are numbered."""

    form: str = "decimal"
    text: str = ""
    start: int = 1
    #: the level below which counting begins anew; None: below any
    restart: int | None = None
    #: the style whose paragraphs are on this level
    style: str = ""
    #: whether all numbers in it are Arabic
    legal: bool = False


@dataclass(slots=True)
class _List:
    """A list of numbers (`w:abstractNum`) and what was counted in it."""

    levels: dict[int, Level] = field(default_factory=dict)
    #: name of the style that stands for the list elsewhere, and that of which it stands for
    style_link: str = ""
    number_style: str = ""
    counts: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Use:
    """One use of a list (`w:num`): what it changes, and whether that was done."""

    of: str
    starts: dict[int, int]
    levels: dict[int, Level]
    begun: set[int] = field(default_factory=set)


class Numbering:
    """The numbers of one document, asked for in the order of its paragraphs."""

    def __init__(self, parts: Parts, part: str, styles: Styles) -> None:
        self._styles = styles
        self._lists: dict[str, _List] = {}
        self._uses: dict[str, _Use] = {}
        #: by the style that stands for them
        self._linked: dict[str, _List] = {}
        if part not in parts:
            return
        for element in trees(parts, part, 2):
            if name_of(element) == "abstractNum" and len(self._lists) < _MOST_LISTS:
                self._lists[value_of(element, "abstractNumId")] = _list(element)
            elif name_of(element) == "num" and len(self._uses) < _MOST_LISTS:
                self._uses[value_of(element, "numId")] = _use(element)
        self._linked = {one.style_link: one for one in reversed(self._lists.values()) if one.style_link}

    def label(self, style: str, own: Any) -> str:
        """The number of the next paragraph, of which `own` is what it says of numbering itself; empty for none."""
        identifier, level, owner = self._styles.numbering(style)
        if own is not None:
            of_its_own = value_of(child(own, "numId"))
            own_level = number_in(child(own, "ilvl"))
            if of_its_own:
                identifier, level, owner = of_its_own, own_level or 0, ""
            elif own_level is not None:
                level = own_level
        use = self._uses.get(identifier)
        numbers = self._list(use)
        if use is None or numbers is None:
            return ""
        if owner and level is None:
            named = next((at for at, one in numbers.levels.items() if one.style == owner), None)
            level = named
        return self._counted(use, numbers, min(level or 0, _LEVELS - 1))

    def _list(self, use: _Use | None) -> _List | None:
        """The list that is used, or the one that stands elsewhere for it."""
        numbers = self._lists.get(use.of) if use else None
        if numbers is not None and numbers.number_style and not numbers.levels:
            return self._linked.get(numbers.number_style, numbers)
        return numbers

    def _counted(self, use: _Use, numbers: _List, at: int) -> str:
        rule = use.levels.get(at) or numbers.levels.get(at)
        if rule is None:
            return ""
        counts = numbers.counts
        if at in use.starts and at not in use.begun:
            counts[at] = use.starts[at]
        else:
            counts[at] = counts[at] + 1 if at in counts else rule.start
        use.begun.add(at)
        for below in [one for one in counts if one > at]:
            restart = (use.levels.get(below) or numbers.levels.get(below) or Level()).restart
            if restart is None or (restart and at < restart):
                del counts[below]
        return _label(rule, lambda one: _count(use, numbers, one, rule.legal))


def _count(use: _Use, numbers: _List, at: int, legal: bool) -> str:
    """The number that a level shows now; one that was not counted shows its first."""
    rule = use.levels.get(at) or numbers.levels.get(at) or Level()
    return counted("decimal" if legal else rule.form, numbers.counts.setdefault(at, rule.start))


def _label(rule: Level, count: Callable[[int], str]) -> str:
    if rule.form in ("bullet", "none"):
        return "" if rule.form == "bullet" else _PLACE.sub("", rule.text)[:_LONGEST].strip()
    return _PLACE.sub(lambda place: count(int(place[1]) - 1), rule.text)[:_LONGEST].strip()


def _list(element: Any) -> _List:
    found = _List(
        style_link=value_of(child(element, "styleLink")), number_style=value_of(child(element, "numStyleLink"))
    )
    for one in element:
        if name_of(one) == "lvl" and (at := value_of(one, "ilvl")).isdigit() and int(at[:4]) < _LEVELS:
            found.levels[int(at)] = _level(one)
    return found


def _level(element: Any) -> Level:
    start = number_in(child(element, "start"))
    legal = child(element, "isLgl")
    # newer forms stand in a choice beside an older one
    form = child(element, "numFmt")
    if form is None:
        form = child(element, "AlternateContent", "Fallback", "numFmt")
    return Level(
        value_of(form) or "decimal",
        value_of(child(element, "lvlText")),
        1 if start is None else start,
        number_in(child(element, "lvlRestart")),
        value_of(child(element, "pStyle")),
        legal is not None and value_of(legal) not in ("0", "false"),
    )


def _use(element: Any) -> _Use:
    found = _Use(value_of(child(element, "abstractNumId")), {}, {})
    for one in element:
        at = value_of(one, "ilvl")
        if name_of(one) != "lvlOverride" or not at.isdigit() or int(at[:4]) >= _LEVELS:
            continue
        start, level = number_in(child(one, "startOverride")), child(one, "lvl")
        if level is not None:
            found.levels[int(at)] = _level(level) if start is None else replace(_level(level), start=start)
        if start is not None:
            found.starts[int(at)] = start
    return found


def counted(form: str, number: int) -> str:
    """A number in one of Word's forms; in Arabic digits where the form is none of those that are known."""
    writer = _FORMS.get(form)
    return writer(number) if writer and 0 < number < 10_000 else str(number)


def _letters(number: int) -> str:
    """A … Z, AA, BB … as Word counts."""
    return chr(ord("A") + (number - 1) % 26) * min((number - 1) // 26 + 1, 10)


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text


def _chinese(number: int, digits: str = _DIGITS, units: tuple[str, ...] = _UNITS) -> str:
    """二十一, 一百〇五."""
    text, gap = "", False
    for place, digit in zip(reversed(range(len(str(number)))), str(number), strict=True):
        if digit == "0":
            gap = True
            continue
        text += (digits[0] if gap and text else "") + digits[int(digit)] + units[place]
        gap = False
    return text[1:] if text.startswith("一十") else text


def _ringed(number: int) -> str:
    return chr(0x2460 + number - 1) if number <= 20 else str(number)


_FORMS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02}",
    "upperLetter": _letters,
    "lowerLetter": lambda number: _letters(number).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "chineseLegalSimplified": lambda number: _chinese(number, _LEGAL, _LEGAL_UNITS),
    "ideographDigital": lambda number: "".join(_DIGITS[int(digit)] for digit in str(number)),
    "ideographTraditional": lambda number: _STEMS[number - 1] if number <= len(_STEMS) else str(number),
    "ideographZodiac": lambda number: _BRANCHES[number - 1] if number <= len(_BRANCHES) else str(number),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _ringed),
    **dict.fromkeys(
        ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCountingThousand"), _chinese
    ),
}

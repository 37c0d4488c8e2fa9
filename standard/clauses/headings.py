"""Lines -> what may be the heading of a clause, with how likely it is one by itself; `numbering` chooses among them.

A number is told by its form alone here. Whether it is the number of a clause is told by the numbers around it: 2020 年
and 3.2 in a cell rise from nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from standard.clauses.lines import Line, squeeze
from standard.clauses.values import ClauseKind

#: a number as the order of the text has it: `5.2.1` is (5, 2, 1), annex B is (102,), B.1 is (102, 1)
Key = tuple[int, ...]
ANNEX = 100
#: pieces without a number, by their place
FOREWORD, INTRODUCTION, WORDING, REFERENCE_LIST, BIBLIOGRAPHY, INDEX, ADDITIONAL = -2, -1, 200, 201, 202, 203, 204
KINDS = {
    FOREWORD: ClauseKind.FOREWORD,
    INTRODUCTION: ClauseKind.INTRODUCTION,
    WORDING: ClauseKind.WORDING,
    REFERENCE_LIST: ClauseKind.REFERENCE_LIST,
    BIBLIOGRAPHY: ClauseKind.BIBLIOGRAPHY,
    INDEX: ClauseKind.INDEX,
    ADDITIONAL: ClauseKind.ADDITIONAL,
}
_LANDMARKS = {
    "前言": FOREWORD,
    "引言": INTRODUCTION,
    "本规范用词说明": WORDING,
    "本标准用词说明": WORDING,
    "本规程用词说明": WORDING,
    "本导则用词说明": WORDING,
    "本标准用词用语说明": WORDING,
    "本规范用词用语说明": WORDING,
    "本规程用词用语说明": WORDING,
    "引用标准名录": REFERENCE_LIST,
    "引用标准目录": REFERENCE_LIST,
    "参考文献": BIBLIOGRAPHY,
    "索引": INDEX,
    "附加说明": ADDITIONAL,
    "附加说明：": ADDITIONAL,
    "附加说明:": ADDITIONAL,
}
#: chapters whose titles are fixed, with their numbers where these are fixed, too
_FIXED = {
    "范围": 1, "主题内容与适用范围": 1, "总则": 1, "规范性引用文件": 2, "引用标准": 2, "引用文件": 2, "术语和定义": 3,
    "术语": 2, "术语与定义": 3, "基本规定": 0, "总体原则": 0, "技术要求": 0, "要求": 0, "试验方法": 0, "检验规则": 0,
    "检验方法": 0, "标志、包装、运输和贮存": 0, "缩略语": 0, "符号和缩略语": 0, "一般规定": 0, "引言": 1,
}  # fmt: skip
#: for which a number that a scan lost is known
_LOST = {"范围": 1, "规范性引用文件": 2, "术语和定义": 3}

_PART = r"\d{1,3}"
_NUMBER = re.compile(
    rf"(?:(?P<annex>[A-Z])\s?(?P<dot>[.．])?\s?)?(?P<parts>{_PART}(?:\s?[.．]\s?{_PART})*)(?P<after>.*)", re.DOTALL
)
#: what scans take for a digit, a dot or both
_DAMAGED = re.compile(
    r"[\dlIOo](?:[\dlIOo]{0,2})(?:\s?[.．门\s]\s?[\dlIOo]{1,2}|门|\s?[。○](?=\s))*(?P<after>.*)", re.DOTALL
)
_REPAIRS = str.maketrans({"l": "1", "I": "1", "O": "0", "o": "0", "。": "0", "○": "0"})
#: a line of a table of contents
_ENTRY = re.compile(
    r"(?P<number>\d{1,2}(?:\s?[.．]\s?\d{1,3})*。?)\s*(?P<title>[\u3400-\u9fff][^.·…]*?)\s*(?:[.·…。，].*)?\d*$"
)
_ANNEX = re.compile(r"附\s*(?:录|件)\s*([A-Z])(?![A-Za-z\d])\s*(.*)", re.DOTALL)
_ROLE = re.compile(
    r"[（(【\[]\s*(?P<role>规\s*范\s*性|资\s*料\s*性|标\s*准\s*的|提\s*示\s*的|补\s*充\s*件|参\s*考\s*件)\s*(?:附\s*录)?\s*[)）】\]]\s*"
)
_ROLES = {
    "规范性": ClauseKind.NORMATIVE_ANNEX, "标准的": ClauseKind.NORMATIVE_ANNEX, "补充件": ClauseKind.NORMATIVE_ANNEX,
    "资料性": ClauseKind.INFORMATIVE_ANNEX, "提示的": ClauseKind.INFORMATIVE_ANNEX,
    "参考件": ClauseKind.INFORMATIVE_ANNEX,
}  # fmt: skip
#: what goes on from the line before, and so cannot begin a title
_TAIL = re.compile(
    r"(?:的|至(?!少)|条(?![件码例文形纹])|章(?![程])|款(?![式项])|项(?![目])|中(?:的|规定|给出|所|[，,。])|规定[的。，])"
    r"|[~～—–\-,，、。；;:：×/+=<>≤≥%‰°℃)）\]]"
)
_UNIT = re.compile(
    r"(?:[年月日天个种次级类组份件台套只根块片层倍分秒时周人名位岁米克升吨元批点段页]|小时|分钟|mm|cm|m\b|g\b|kg|mg|h\b|min|s\b|d\b|%|℃|°)(?!\S*(?:要求|方法|规则))"
)
#: least weight of what is looked at
_LEAST = 0.3
#: Chinese characters of a title that begins with something else: 3,3′-二氯
_FEWEST_CHINESE = 5
_LATIN_UNIT = re.compile(
    r"(?:[kmcdμµMGn]?(?:m|g|L|l|Pa|N|V|A|W|Hz|J|mol|s|t|eq)|h|min|d|K|kWh|ppm|ppb|dB|rpm|r|pH)[²³23]?"
    r"(?:\s|[/·.,，。；;)）×±~～—-]|$)"
)
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_BREAKING = re.compile(r"[。；;！？]")
_OPEN = ("，", ",", "、", "见", "按", "及", "和")
_STOPS = ("。", "；", ";", "：", ":", "！", "？")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that may be the heading of a clause."""

    #: its place among the lines
    at: int
    key: Key
    #: as printed: `5.2.1`, `A.1`, `附录A`
    number: str
    #: what stands behind the number on the line
    rest: str
    #: how likely it is a heading, by its form alone
    weight: float
    kind: ClauseKind = ClauseKind.CLAUSE
    #: whether it counts only where the number before it says that it is the next one
    only_next: bool = False
    #: the number as it stands there, where it is damaged or lost
    damaged: str | None = None


def candidates(lines: Sequence[Line], contents: Sequence[Line] = ()) -> Iterator[Candidate]:
    """All lines that may be headings, in their order; a line may be several.

    A title without its number is one, too, where the table of contents, or GB/T 1.1, says which number it has.
    """
    lost = numbers_of_titles(contents)
    for at, line in enumerate(lines):
        if line.table is None:
            yield from _of_line(lines, at, line, lost)


def numbers_of_titles(contents: Sequence[Line]) -> dict[str, list[Key]]:
    """Title without blanks -> the numbers that the table of contents, or else GB/T 1.1, gives it."""
    found: dict[str, list[Key]] = {title: [(number,)] for title, number in _LOST.items()}
    for line in contents:
        match = _ENTRY.match(line.text)
        if match is not None and (title := squeeze(match["title"])):
            key = tuple(int(part) for part in re.findall(r"\d+", match["number"].translate(_REPAIRS)))
            known = found.setdefault(title, [])
            if key and key not in known:
                known.append(key)
    return found


def _of_line(lines: Sequence[Line], at: int, line: Line, lost: dict[str, list[Key]]) -> Iterator[Candidate]:
    squeezed = line.squeezed
    if (place := _LANDMARKS.get(squeezed)) is not None:
        yield Candidate(at, (place,), "", squeezed, 3.0, KINDS[place])
    elif (annex := _annex(lines, at, line)) is not None:
        yield annex
    elif (numbered := _numbered(lines, at, line)) is not None:
        yield numbered
    for key in lost.get(squeezed, ()):
        number = ".".join(map(str, key))
        yield Candidate(at, key, number, line.text, 0.4, only_next=True, damaged="")
    if (mended := _damaged(at, line)) is not None:
        yield mended


def _annex(lines: Sequence[Line], at: int, line: Line) -> Candidate | None:
    match = _ANNEX.match(line.text)
    if match is None:
        return None
    letter, rest = match[1], match[2]
    role = _ROLE.match(rest)
    kind = ClauseKind.ANNEX
    if role is None and not rest and at + 1 < len(lines):
        below = _ROLE.match(lines[at + 1].text)
        if below is not None:
            kind = _ROLES[squeeze(below["role"])]
    if role is not None:
        kind, rest = _ROLES[squeeze(role["role"])], rest[role.end() :]
    certain = kind is not ClauseKind.ANNEX
    if not certain and (_BREAKING.search(rest) or _TAIL.match(rest) or rest.endswith(_STOPS) or len(rest) > 40):
        return None
    weight = 4.0 if certain else 2.0 if not rest or _CHINESE.match(rest) else 0.5
    weight += 2.0 * bool(line.heading)
    if rest.endswith("。") or (before(lines, at) and not certain):
        weight *= 0.2
    return Candidate(at, (ANNEX + ord(letter) - ord("A") + 1,), f"附录{letter}", rest.strip(), weight, kind)


def role_of(text: str) -> int | None:
    """Where the words end that say of an annex what sort it is (（规范性）); None where the text does not begin so."""
    match = _ROLE.match(text)
    return match.end() if match else None


def before(lines: Sequence[Line], at: int) -> bool:
    """Whether the line before is in the middle of a sentence that may go on here."""
    if at == 0 or lines[at - 1].table is not None:
        return False
    text = lines[at - 1].text
    return text.endswith(("，", ",", "、", "见", "按", "及", "和")) or (
        lines[at - 1].full and not text.endswith(_STOPS)
    )


def _numbered(lines: Sequence[Line], at: int, line: Line) -> Candidate | None:
    match = _NUMBER.match(line.text)
    if match is None:
        return None
    parts = tuple(int(part) for part in re.findall(r"\d+", match["parts"]))
    letter, after = match["annex"], match["after"]
    if letter is None and len(parts) > 1 and re.search(r"(?:^|[.．]\s?)0\d", match["parts"]):
        return None
    if (
        (parts[0] == 0 and not (letter and len(parts) > 1))
        or parts[-1] == 0
        or parts[0] > 99
        or (letter and not match["dot"] and len(parts) == 1 and not after[:1].isspace())
    ):
        return None
    key = (ANNEX + ord(letter) - ord("A") + 1, *parts) if letter else parts
    number = ".".join(map(str, parts))
    if letter:
        number = f"{letter}.{number}" if match["dot"] else f"{letter}{number}"
    weight = _weight(lines, at, after, len(key))
    if line.heading or (line.label and line.text.startswith(line.label)):
        weight += 2.0
    if weight < _LEAST:
        return None
    return Candidate(at, key, number, after.strip(), weight * (0.2 if before(lines, at) else 1.0))


def _weight(lines: Sequence[Line], at: int, after: str, depth: int) -> float:
    """How likely a number with `after` behind it is that of a clause."""
    rest = after.strip()
    if not rest:
        return _weight_alone(lines, at, depth)
    if _TAIL.match(rest) or _LATIN_UNIT.match(rest):
        return 0.0
    blank = after[0].isspace()
    chinese = _CHINESE.match(rest) is not None
    if depth == 1:
        return _weight_of_chapter(rest, blank=blank, chinese=chinese)
    if not chinese:
        return (1.5 if rest[0].isalpha() or rest[0] in "（(“《α-ωΑ-Ω" else 0.3) if blank else 0.0
    if _UNIT.match(rest):
        return 0.5
    return 3.0 if blank else 2.0


def _weight_of_chapter(rest: str, *, blank: bool, chinese: bool) -> float:
    squeezed = squeeze(rest)
    if squeezed in _FIXED:
        return 4.0
    if rest[0] in ".．、)）" or not (chinese or (blank and rest[0].isalpha())):
        return 0.0
    if _BREAKING.search(rest) or rest.endswith(_STOPS) or len(squeezed) > 40 or "，" in rest:
        return 0.0
    if not blank:
        return 0.0 if _UNIT.match(rest) or len(squeezed) > 20 else 0.6
    return (0.8 if _UNIT.match(rest) else 2.0) if chinese else 0.3


def _weight_alone(lines: Sequence[Line], at: int, depth: int) -> float:
    """How likely a number alone on its line is that of a clause whose title stands on the next."""
    below = lines[at + 1] if at + 1 < len(lines) else None
    if below is None or below.table is not None or not below.text or _TAIL.match(below.text):
        return 0.0
    if depth == 1:
        if below.squeezed in _FIXED:
            return 4.0
        title = _CHINESE.match(below.text) and not _BREAKING.search(below.text) and len(below.squeezed) <= 40
        return 1.0 if title else 0.0
    if _CHINESE.match(below.text):
        return 2.5
    chinese = len(_CHINESE.findall(below.text))
    return 1.0 if below.text[0].isalpha() or below.text[0] in "（(“《" or chinese >= _FEWEST_CHINESE else 0.1


def _damaged(at: int, line: Line) -> Candidate | None:
    """A number as a scan left it, `l`, `6.1O.2`, `4 2`, `1。`; it counts only where it is the next one."""
    match = _DAMAGED.match(line.text)
    if match is None or not (after := match["after"]) or not (after[0].isspace() or _CHINESE.match(after)):
        return None
    given = line.text[: match.start("after")].strip()
    if not re.search(r"[lIOo门。○]|\d\s+\d", given) or not _CHINESE.match(after.strip()) or _TAIL.match(after.strip()):
        return None
    mended = re.sub(r"门", ".1", given).translate(_REPAIRS)
    parts = tuple(int(part) for part in re.findall(r"\d+", mended))
    if not 0 < parts[0] < ANNEX or parts[-1] == 0 or (len(parts) == 1 and len(squeeze(after)) > 30):
        return None
    return Candidate(at, parts, ".".join(map(str, parts)), after.strip(), 1.5, only_next=True, damaged=given)

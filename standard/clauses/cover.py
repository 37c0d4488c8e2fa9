"""What stands before the first clause: the number and the title of a standard."""

from __future__ import annotations

import re
from collections.abc import Sequence

from standard.clauses.lines import Line, squeeze
from standard.folding import fold_characters
from standard.number import StandardNumber, find_numbers
from standard.publisher import Level

#: lines of a cover that are neither number nor title
_OTHER = re.compile(
    r"ICS|CCS|UDC|中华人民共和国|备案号|发布|实施|代替|国家标准|行业标准|地方标准|团体标准|企业标准|批准|\d{4}[-—.年]\d|[A-Z]\s?\d{2}$|一致性|公告"
)
_REPLACED = re.compile(r"代\s*替|被\s*替")
_NAMED = re.compile(r"《([^《》]{2,60})》[^。]*?编号为\s*([A-Z][A-Z/ ]*\d[\d.]*\s*[—–-]\s*\d{4})")
_CHINESE = re.compile(r"[\u3400-\u9fff]{2}")
#: lines looked at for numbers and title
_MOST = 60
_TITLE_LINES = 4


def named(lines: Sequence[Line]) -> tuple[tuple[StandardNumber, ...], str]:
    """The numbers and the title that the lines before the first clause give."""
    head = [line for line in lines[:_MOST] if line.table is None]
    for line in head:
        match = _NAMED.search(line.text)
        if match is not None:
            return tuple(one.number for one in find_numbers(match[2])[:1]), match[1]
    at, numbers = _numbers(head)
    behind = _title(head[at + 1 :]) if numbers else ""
    return numbers, behind or _title(head[: max(at, 0)]) or _marked(head)


def _numbers(lines: Sequence[Line]) -> tuple[int, tuple[StandardNumber, ...]]:
    """Where the own number stands, and the numbers there: a line that is a number and not one replaced or adopted."""
    for at, line in enumerate(lines):
        text = fold_characters(_REPLACED.split(line.text)[0])
        matches = find_numbers(text) or find_numbers(squeeze(text))
        if matches and len(squeeze(text)) <= sum(len(squeeze(one.text)) for one in matches) + 6:
            own = [one.number for one in matches if one.number.year is not None]
            chinese = [one for one in own if one.level not in (Level.INTERNATIONAL, Level.FOREIGN)]
            if chinese:
                return at, tuple(own)
    return -1, ()


def _title(lines: Sequence[Line]) -> str:
    """The first lines that may be a title, as far as they go on."""
    title: list[str] = []
    for line in lines:
        text = line.text
        usable = _CHINESE.search(squeeze(text)) and not _OTHER.search(squeeze(text)) and not re.search("[。；]", text)
        if usable and len(text) <= 60 and not find_numbers(text) and len(title) < _TITLE_LINES:
            title.append(" ".join(text.split()))
        elif title:
            break
    return " ".join(title)


def _marked(lines: Sequence[Line]) -> str:
    return next((line.text for line in lines if line.heading == 1), "")


def without_title(lines: Sequence[Line], title: str) -> list[Line]:
    """Lines without the title that is repeated before the first clause."""
    kept, bare = list(lines), squeeze(title)
    while kept and bare and kept[-1].table is None and (piece := kept[-1].squeezed) and piece in bare:
        kept.pop()
    return kept

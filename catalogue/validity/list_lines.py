"""Lines of a list without columns: one standard a line, numbered or not, the title beside the number."""

from __future__ import annotations

import re
from dataclasses import replace

from standard.citations import Citation
from standard.citing import find_citations, trimmed

#: 1. 1、 (1) （一） ① - * at the beginning of a line
_MARK = re.compile(
    r"\s*(?:[(（]\s*(?:\d{1,4}|[一二三四五六七八九十]{1,3})\s*[)）]|\d{1,4}\s*[.．、)）](?!\d)|[①-⑳]|[-*•●·★☆※]+(?=\s))\s*[.、]?"
)
_TITLES = re.compile(r"《[^《》]*》")
_HAN = re.compile(r"[一-鿿]")
#: what stands beside numbers and is no title: `GB 2760、2762 和 GB 2763 等 3 项`, `行标 HJ 828`, `编号：GB 2760`
_JOINING = re.compile(
    r"(?:[\s和及与或并等、，；,;:：（）()]|(?:现行)?(?:国家|行业|地方|团体|企业|强制性|推荐性|执行|引用|检测|检验|产品)*标准"
    r"|[国行地团企]标|标准?(?:编|代)?号|编号|共?\s*\d{1,4}\s*[项个种])*"
)
#: what ends a sentence within a line, and what only sentences say
_SENTENCE = re.compile(
    r"[。！？](?=\s*\S)|\?(?=\s)|应符合|应满足|应按|应当|按照|必须|不得|符合[^，。]{0,40}(?:规定|要求|标准)"
)
#: a line whose words beside numbers and titles in 《》 are more is a sentence
_MOST_WORDS = 60
#: lines that are looked at to tell a list from running text
_SAMPLE = 400


def is_list(lines: list[str]) -> bool:
    """Whether the lines are a list of standards: most of them name one and are no sentences."""
    filled = [line for line in lines if line.strip()][:_SAMPLE]
    listed = sum(_is_list_line(line) for line in filled)
    return bool(filled) and listed * 2 > len(filled)


def _is_list_line(line: str) -> bool:
    found = find_citations(line, "field")
    words = _without(line, found)
    return bool(found) and len(_TITLES.sub("", words)) <= _MOST_WORDS and not _SENTENCE.search(words)


def read_line(line: str) -> list[Citation]:
    """The citations of a line of a list; where one group stands in it without 《》, the other words are its title."""
    found = find_citations(line, "field")
    if any(one.title for one in found):
        return with_one_title(found)
    title = trimmed(_without(line, found))
    is_title = _HAN.search(title) and not _JOINING.fullmatch(title)
    return [replace(one, title=title) for one in found] if is_title else found


def with_one_title(found: list[Citation]) -> list[Citation]:
    """The numbers of one row of a list, where a title that stands there alone is that of all."""
    titles = {one.title for one in found} - {""}
    return [replace(one, title=next(iter(titles))) for one in found] if len(titles) == 1 else found


def title_of(line: str) -> str:
    """The title that a line without number holds: its 《》, or empty."""
    title = _TITLES.search(line)
    return trimmed(title[0][1:-1]) if title else ""


def _without(line: str, found: list[Citation]) -> str:
    """The line without its mark and its numbers."""
    mark = _MARK.match(line)
    cut = [(0, mark.end())] if mark else []
    kept, behind = "", 0
    for start, end in sorted({*cut, *(one.span for one in found)}):
        kept += line[behind:start]
        behind = max(behind, end)
    return (kept + line[behind:]).strip()

"""Cells that name organisations -> organisations, each under one spelling."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from indexer.readers.remembering import remembered
from indexer.readers.text_cells import narrow, text_of, without_markup
from standard.tables import parse
from standard.word_classes import WordTable
from standard.wording import say

#: the state's name in front of an organ's: `中华人民共和国公安部` and `公安部` are one body. The second is a misprint.
_STATE = re.compile("^(?:中华人民共和国|中国人民共和国)(?=..)")
#: separates organisations wherever it stands
_SURE = re.compile(r"[;；\n]|[\s\u3000\u00a0]{2,}|[\u3000]")
#: separates organisations only where both sides are some: `中国标准化研究院、山东大学`, not `信息、通信研究所`
_LIKELY = re.compile(r"[、,，/ ]")
#: how the name of an organisation ends; a cut one ends in a full stop (`国家质量监督检验检疫.`), as may a whole one
_BODY = WordTable("organisation_words", package="indexer.readers").rule("(?:<<body>>|[)）])$")


#: labels that stand in cells instead of a name
_LABELS = frozenset({"发布单位", "发布部门", "暂无信息"})
#: an organisation's name has at least three characters: 公安部
_SHORTEST = 3
#: no organisation's name, and no end of one, has more
_LONGEST, _LONGEST_END = 200, 4
#: of a cut name less than this says nothing: `国家卫生.`
_SHORTEST_CUT = 5


@remembered(65_536)
def issuers_of(cell: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The organisations a cell names, in its order, each once; and notes.

    Separated by two or more blanks and by semicolons; by 、 , / and one blank where both sides end like an
    organisation. Spellings of one body give one name (issuers.tsv); an old and a new body stay two.
    """
    cell = without_markup(cell) if "<" in cell or "&" in cell else cell
    parts = [part for text in _SURE.split(cell.strip()) for part in _parts(narrow(text_of(text)))]
    names = [name for part in parts for name in _bodies(part)]
    notes = [
        say("note_issuer_cut", name=part).chinese for part in parts if part.endswith(".") and not _is_whole(_key(part))
    ]
    return tuple(dict.fromkeys(names)), tuple(notes)


def _parts(text: str) -> list[str]:
    """A text without sure separators, cut at the likely ones."""
    if _key(text) in _aliases():
        return [text]
    parts, start = [], 0
    for found in _LIKELY.finditer(text):
        left, right = text[start : found.start()], text[found.end() :]
        if _is_body(left) and _is_body(right) and _balanced(left):
            parts.append(left)
            start = found.end()
    return [*parts, text[start:]]


def _is_body(text: str) -> bool:
    # the end decides; looked at whole, a long list would be gone through again for each of its items
    return text.endswith(".") or (len(text) >= _SHORTEST and _is_whole(_key(text[-_LONGEST:])))


def _is_whole(key: str) -> bool:
    """Whether a name, or a full stop standing alone, is not cut."""
    return not key or _BODY.search(key[-_LONGEST_END:]) is not None or key in _aliases()


def _balanced(text: str) -> bool:
    """Whether no bracket is open: `某公司(甲部、乙部)` is one body."""
    return text.count("(") + text.count("（") == text.count(")") + text.count("）")


def _bodies(part: str) -> tuple[str, ...]:
    """The one spelling of a body; a few old forms name two bodies at once."""
    known = _aliases().get(_key(part))
    if known is not None:
        return known
    name = _STATE.sub("", part.strip(" .,，、;；:："))
    shortest = _SHORTEST_CUT if part.endswith(".") and not _is_whole(name) else _SHORTEST
    return (name,) if len(name) >= shortest and name not in _LABELS else ()


def _key(text: str) -> str:
    """What the spellings of one body have in common: no blanks, no state's name, no mark of having been cut."""
    return _STATE.sub("", text.replace(" ", "").rstrip("."))


@cache
def _aliases() -> dict[str, tuple[str, ...]]:
    """Key of a spelling -> bodies."""
    table = parse((files("indexer.readers") / "issuers.tsv").read_text("utf-8"), "issuers")
    return {_key(row["alias"]): tuple(row["body"].split(";")) for row in table}

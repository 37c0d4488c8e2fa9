"""What stands behind the number of a heading: its title, or the sentence with which the clause begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from standard.clauses.headings import role_of
from standard.clauses.lines import Line, squeeze
from standard.clauses.marks import CAPTION, FIGURE, ITEM, NOTE, STOPS
from standard.clauses.obligations import obligation
from standard.clauses.values import Obligation

#: a comma, but for those of 3,3'-二氯
_COMMA = re.compile(r"，|(?<!\d),|,(?!\d)")
_BREAKING = re.compile(r"[。；;！？]")
#: a line that goes on from the one before it; a list's dash has a blank or another dash behind it
_GOING_ON = re.compile(r"[，。、；）)》]|[-–][\u3400-\u9fff\d]")
_LONGEST_TITLE = 70
#: a title with commas, and one that has a verb of obligation (应用管理功能), may be as long
_LONG, _BRIEF = 28, 10
#: what sentences say that ask without such a verb
_ACTING = re.compile(r"(?:按|按照|依照)\S+(?:进行|执行|规定)|不[大小高低多少]于|^当\S+时|符合\S+(?:规定|要求)$")
#: lines that an annex's title may take
_FULL_TITLE = 40
_TITLE_LINES, _FEWEST_CHINESE = 3, 3
_TITLE_END = re.compile(r"[\u4e00-\u9fff A-Za-z\d）)（(、，,—\-－～~/′'’：:]+")


@dataclass
class Under:
    """What stands under a heading."""

    title: str
    lines: list[Line]


def is_title(text: str, *, full: bool = False) -> bool:
    """Whether what stands behind a number is a title; otherwise the clause begins with its text."""
    bare = squeeze(text)
    if not bare or len(bare) > _LONGEST_TITLE or _BREAKING.search(text) or text.endswith((*STOPS, "，", ",")):
        return False
    if full or re.search("[：:]", bare[:-1]):
        return False
    if _COMMA.search(bare) and len(bare) > _LONG:
        return False
    return len(bare) <= _BRIEF or (obligation(text) is Obligation.STATEMENT and not _ACTING.search(bare))


def tidy(title: str) -> str:
    """A title without the blanks that set two characters apart (总 则) and doubled ones."""
    text = " ".join(title.split())
    return squeeze(text) if re.fullmatch(r"[\u4e00-\u9fff] [\u4e00-\u9fff]", text) else text


def under(rest: str, head: Line, below: Sequence[Line], *, annex: bool = False) -> Under:
    """Title and lines of a heading with `rest` behind its number and the lines below it."""
    lines = list(below)
    if annex:
        return _under_annex(rest, lines)
    first = head
    if not rest and lines and lines[0].table is None:
        first = lines.pop(0)
        rest = first.text
    goes_on = bool(lines) and lines[0].table is None and _GOING_ON.match(lines[0].text) is not None
    if is_title(rest, full=first.full or goes_on):
        return Under(tidy(rest), lines)
    if not rest:
        return Under("", lines)
    return Under("", [replace(first, text=rest, label=""), *lines])


def _under_annex(rest: str, lines: list[Line]) -> Under:
    """The title of an annex: behind its letter, or on the lines below the words that say what sort it is."""
    while lines and lines[0].table is None and role_of(lines[0].text) is not None:
        rest += _behind_role(lines)
    titles = [rest.strip()] if rest.strip() else []
    while not titles and lines and lines[0].table is None and is_title(lines[0].text) and _plain(lines[0]):
        titles.append(lines.pop(0).text)
    while (
        titles and len(titles) < _TITLE_LINES and lines and lines[0].table is None
        and is_title(lines[0].text) and _plain(lines[0]) and len(lines[0].squeezed) < _LONGEST_TITLE / 2
        and len(titles[-1]) > _FULL_TITLE and _may_go_on(lines[0])
    ):  # fmt: skip
        titles.append(lines.pop(0).text)
    return Under(tidy(joined_title(titles)), lines)


def joined_title(titles: Sequence[str]) -> str:
    """The lines of a title as one; a blank stands between its parts, not within a word that a full line broke."""
    title = titles[0] if titles else ""
    for before, line in pairwise(titles):
        title += line if len(before) > _FULL_TITLE else f" {line}"
    return title


def _behind_role(lines: list[Line]) -> str:
    line = lines.pop(0)
    return line.text[role_of(line.text) or 0 :]


def _plain(line: Line) -> bool:
    return not (CAPTION.match(line.text) or FIGURE.match(line.text) or NOTE.match(line.text) or ITEM.match(line.text))


def _may_go_on(line: Line) -> bool:
    """Whether a line may be the second one of a title."""
    chinese = len(re.findall(r"[\u3400-\u9fff]", line.text)) >= _FEWEST_CHINESE
    return chinese and bool(_TITLE_END.fullmatch(line.text)) and not line.text[0].isdigit()

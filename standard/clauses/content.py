"""The lines under a heading -> title and content: paragraphs put together again, list items, notes, tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from standard.clauses.blocks import TableBlock
from standard.clauses.headings import role_of
from standard.clauses.lines import Line, squeeze
from standard.clauses.obligations import obligation
from standard.clauses.values import ClauseTable, Content, Obligation, Passage, PassageKind, TextProblem, problem
from standard.place import Place

_CAPTION = re.compile(
    r"(?P<label>表\s*(?:[A-Z]\s?[.．]?\s?)?\d{1,3}(?:[.．-]\d{1,3})*)(?![\d年月日])\s*(?P<more>[（(]?\s*续\s*(?:表)?\s*[)）]?)?\s*(?P<title>.*)",
    re.DOTALL,
)
_CONTINUED = re.compile(r"\s*[（(]\s*续\s*(?:表)?\s*\d*[)）]$")
_FIGURE = re.compile(r"(?P<label>图\s*(?:[A-Z]\s?[.．]?\s?)?\d{1,3}(?:[.．-]\d{1,3})*)(?!\d)\s*(?P<text>.*)", re.DOTALL)
_NOTE = re.compile(r"(?P<label>注\s*\d{0,2})\s*[：:]\s*(?P<text>.*)", re.DOTALL)
_EXAMPLE = re.compile(r"(?P<label>(?:示\s*例|例)\s*\d{0,2})\s*[：:；;]\s*(?P<text>.*)", re.DOTALL)
_EXAMPLE_ALONE = re.compile(r"示\s*例\s*\d{0,2}")
_ITEM = re.compile(
    r"(?P<label>[—―─–]{1,3}|[●○•·▪◆]|[a-z]\s?[)）.]|\d{1,2}\s?[)）]|[（(]\s?(?:\d{1,2}|[a-z]|[一二三四五六七八九十]{1,3})\s?[)）]|[①-⑳])\s*(?P<text>.*)",
    re.DOTALL,
)
_DASHES = "—―─–●○•·▪◆"
#: what says of a table or figure that it is spoken of, not shown
_SPOKEN = re.compile(r"(?:给出|规定|列出|所示|的|中|为|是|和|或|及|、|，|,|。|~|～)")
_STOPS = ("。", "；", ";", "：", ":", "！", "？", "……")
_OPEN = ("，", ",", "、", "（", "(", "《", "“")
#: a comma, but for those of 3,3'-二氯
_COMMA = re.compile(r"，|(?<!\d),|,(?!\d)")
_BREAKING = re.compile(r"[。；;！？]")
#: a line that goes on from the one before it; a list's dash has a blank or another dash behind it
_GOING_ON = re.compile(r"[，。、；）)》]|[-–][\u3400-\u9fff\d]")
_STANDARD = re.compile(r"[A-Z]{1,6}\d{0,4}(?:\s?/\s?[A-Z]{1,4})?\s?\d|[\[［〔【]\d")
_ASCII = re.compile(r"[A-Za-z0-9]")
#: longest title, and longest row of a table that lost its columns
_LONGEST_TITLE, _LONGEST_ROW = 70, 60
#: a title with commas, and one that has a verb of obligation (应用管理功能), may be as long
_LONG, _BRIEF = 28, 10
#: what sentences say that ask without such a verb
_ACTING = re.compile(r"(?:按|按照|依照)\S+(?:进行|执行|规定)|不[大小高低多少]于|^当\S+时|符合\S+(?:规定|要求)$")
#: a row that ends with a stop and is longer is a sentence behind the table
_SHORTEST_SENTENCE = 12
#: lines that an annex's title may take
_FULL_TITLE = 40
_TITLE_LINES, _FEWEST_CHINESE = 3, 3
_TITLE_END = re.compile(r"[\u4e00-\u9fff A-Za-z\d）)（(、，,—\-－～~/′'’：:]+")


@dataclass
class Under:
    """What stands under a heading."""

    title: str
    lines: list[Line]


@dataclass
class Contents:
    """Content, while it is put together."""

    content: list[Content] = field(default_factory=list)
    problems: list[TextProblem] = field(default_factory=list)
    #: whether the line before took the whole width
    full: bool = False
    #: whether it is a list of standards
    entries: bool = False
    #: rows of a table without columns, while it goes on
    rows: list[str] | None = None


def is_title(text: str, *, full: bool = False) -> bool:
    """Whether what stands behind a number is a title; otherwise the clause begins with its text."""
    bare = squeeze(text)
    if not bare or len(bare) > _LONGEST_TITLE or _BREAKING.search(text) or text.endswith((*_STOPS, "，", ",")):
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
        and (len(lines) > 1 or len(titles[-1]) > _FULL_TITLE) and _may_go_on(lines[0])
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
    return not (
        _CAPTION.match(line.text) or _FIGURE.match(line.text) or _NOTE.match(line.text) or _ITEM.match(line.text)
    )


def _may_go_on(line: Line) -> bool:
    """Whether a line may be the second one of a title."""
    chinese = len(re.findall(r"[\u3400-\u9fff]", line.text)) >= _FEWEST_CHINESE
    return chinese and bool(_TITLE_END.fullmatch(line.text)) and not line.text[0].isdigit()


def contents(lines: Sequence[Line], *, entries: bool = False) -> Contents:
    """The content that lines make; `entries`: of a list of standards, in which a line with a number begins an entry."""
    into = Contents(entries=entries)
    for at, line in enumerate(lines):
        _take(into, line, lines[at + 1] if at + 1 < len(lines) else None)
    _end_table(into)
    _mark_items(into.content)
    return into


def _mark_items(content: list[Content]) -> None:
    """Mark the items of lists whose labels the document lost: behind a colon, each but the last with a semicolon."""
    lead = -1
    for at, one in enumerate(content):
        if not isinstance(one, Passage) or one.kind is not PassageKind.PARAGRAPH:
            lead = -1
            continue
        goes_on = one.text.endswith(("；", ";"))
        if lead >= 0 and (goes_on or at > lead + 1):
            content[at] = replace(one, kind=PassageKind.ITEM, level=1)
            lead = lead if goes_on else -1
        else:
            lead = at if one.text.endswith(("：", ":")) else -1


def _take(into: Contents, line: Line, following: Line | None) -> None:
    if line.table is not None:
        _end_table(into)
        _table(into, line.table)
    elif _caption(into, line, following) or _row(into, line):
        pass
    else:
        _passage(into, line)
    into.full = line.full


def _caption(into: Contents, line: Line, following: Line | None) -> bool:
    match = _CAPTION.fullmatch(line.text)
    if match is None or _SPOKEN.match(match["title"]) or not (match["title"] == "" or is_title(match["title"])):
        return False
    if into.full and _last_is_open(into):
        return False
    _end_table(into)
    label = squeeze(match["label"])
    title = _CONTINUED.sub("", match["title"]).strip()
    if following is not None and following.table is not None:
        if not following.table.caption:
            into.content.append(ClauseTable(label, title, (), line.place))
        return True
    continued = bool(match["more"]) or title != match["title"].strip()
    last = next((one for one in reversed(into.content) if isinstance(one, ClauseTable)), None)
    if last is not None and last.label == label and (continued or last.title == title):
        into.content.remove(last)
        into.content.append(replace(last, title=last.title or title))
        into.rows = [row[0] for row in last.rows] if last.flattened else []
    else:
        into.content.append(ClauseTable(label, title, (), line.place, flattened=True))
        into.rows = []
    return True


def _last_is_open(into: Contents) -> bool:
    last = into.content[-1] if into.content else None
    return isinstance(last, Passage) and not last.text.endswith(_STOPS)


def _row(into: Contents, line: Line) -> bool:
    """A line of a table that lost its columns."""
    if into.rows is None:
        return False
    text = line.text
    if (
        _NOTE.match(text)
        or _FIGURE.match(text)
        or len(squeeze(text)) > _LONGEST_ROW
        or (text.endswith("。") and len(text) > 12)
    ):
        _end_table(into)
        return False
    into.rows.append(text)
    return True


def _end_table(into: Contents) -> None:
    """A table without columns as one of rows of one cell, told as a problem; its first line may be its title."""
    if into.rows is None:
        return
    at = next(at for at in range(len(into.content) - 1, -1, -1) if isinstance(into.content[at], ClauseTable))
    table = into.content[at]
    rows, into.rows = into.rows, None
    if not isinstance(table, ClauseTable):
        return
    title = table.title
    if not title and rows:
        title = rows.pop(0)
    into.content[at] = replace(table, title=title, rows=tuple((row,) for row in rows), flattened=bool(rows))
    if rows and not any(one.kind == "clauses_table_flattened" and one.place == table.place for one in into.problems):
        into.problems.append(problem("clauses_table_flattened", table.place, table=table.label))


def _table(into: Contents, table: TableBlock) -> None:
    """A table with its cells; the part of a table that goes on from another page is put behind it."""
    match = _CAPTION.fullmatch(table.caption)
    label, title = (squeeze(match["label"]), _CONTINUED.sub("", match["title"])) if match else ("", table.caption)
    last = into.content[-1] if into.content else None
    if isinstance(last, ClauseTable) and not last.rows and (not label or label == last.label):
        into.content[-1] = replace(last, rows=table.rows, flattened=False)
    elif isinstance(last, ClauseTable) and label and label == last.label:
        into.content[-1] = replace(last, rows=last.rows + table.rows)
    else:
        into.content.append(ClauseTable(label, title, table.rows, table.place))


def _passage(into: Contents, line: Line) -> None:
    for kind, pattern in ((PassageKind.NOTE, _NOTE), (PassageKind.EXAMPLE, _EXAMPLE), (PassageKind.FIGURE, _FIGURE)):
        match = pattern.fullmatch(line.text)
        if match and not (
            kind is PassageKind.FIGURE and (_SPOKEN.match(match["text"]) or not is_title(match["text"] or "图"))
        ):
            into.content.append(Passage(kind, match["text"], line.place, squeeze(match["label"])))
            return
    if _EXAMPLE_ALONE.fullmatch(line.text):
        into.content.append(Passage(PassageKind.EXAMPLE, "", line.place, line.squeezed))
        return
    match = _ITEM.fullmatch(line.text)
    if match and not (match["label"][-1] == "." and not match["text"]):
        into.content.append(_item(into, match, line.place))
    elif (last := _open_passage(into)) is not None and not (into.entries and _STANDARD.match(line.text)):
        into.content[-1] = replace(last, text=join(last.text, line.text))
    else:
        into.content.append(Passage(PassageKind.PARAGRAPH, line.text, line.place))


def _is_spoken(text: str) -> bool:
    """Whether a line that begins with 图1 is a sentence about the figure."""
    return bool(text) and (_SPOKEN.match(text) is not None or not is_title(text))


def _item(into: Contents, match: re.Match[str], place: Place) -> Passage:
    label = squeeze(match["label"])
    within = (label[0].isdigit() or label[0] in _DASHES) and _within_letters(into)
    level = 2 if within else 1
    return Passage(PassageKind.ITEM, match["text"], place, label, level)


def _within_letters(into: Contents) -> bool:
    """Whether the list that goes on has items with letters, so that those with numbers or dashes stand within them."""
    for one in reversed(into.content):
        if not isinstance(one, Passage) or one.kind is not PassageKind.ITEM:
            return False
        if one.label[:1].isalpha():
            return True
    return False


def _open_passage(into: Contents) -> Passage | None:
    """The passage before, where its sentence goes on in the next line."""
    last = into.content[-1] if into.content else None
    if not isinstance(last, Passage) or last.kind is PassageKind.FIGURE:
        return None
    unclosed = last.text.count("《") > last.text.count("》")
    goes_on = not last.text or unclosed or last.text.endswith(_OPEN) or (into.full and not last.text.endswith(_STOPS))
    return last if goes_on else None


def join(before: str, after: str) -> str:
    """Two lines of one paragraph; a blank stands only between Latin letters and digits."""
    blank = " " if _ASCII.match(before[-1:]) and _ASCII.match(after[:1]) else ""
    return before + blank + after

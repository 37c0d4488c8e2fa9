"""The lines under a heading -> content: paragraphs put together again, list items, notes, tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from standard.clauses.blocks import TableBlock
from standard.clauses.lines import Line, squeeze
from standard.clauses.marks import (
    CAPTION,
    CONTINUED,
    DASHES,
    EXAMPLE,
    EXAMPLE_ALONE,
    FIGURE,
    ITEM,
    NOTE,
    SPOKEN,
    STOPS,
)
from standard.clauses.titles import is_title
from standard.clauses.values import ClauseTable, Content, Passage, PassageKind, TextProblem, problem
from standard.place import Place

_OPEN = ("，", ",", "、", "（", "(", "《", "“")
_STANDARD = re.compile(r"(?:《[^《》]+》\s*)?[A-Z]{1,6}\d{0,4}(?:\s?/\s?[A-Z]{1,4})?\s?\d|[\[［〔【]\d")
#: signs of a font of formulas that stand for nothing elsewhere
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_ASCII = re.compile(r"[A-Za-z0-9]")
_UNIT_LINE = re.compile(r"单位\s*(?:为|：|:)")
#: longest row of a table that lost its columns
_LONGEST_ROW = 60
#: a row that ends with a stop and is longer is a sentence behind the table
_SHORTEST_SENTENCE = 12


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


def contents(lines: Sequence[Line], *, entries: bool = False) -> Contents:
    """The content that lines make; `entries`: of a list of standards, in which a line with a number begins an entry."""
    into = Contents(entries=entries)
    for at, line in enumerate(lines):
        _take(into, line, lines[at + 1] if at + 1 < len(lines) else None)
    _end_table(into)
    _mark_items(into.content)
    broken = next((line for line in lines if _PRIVATE.search(line.text)), None)
    if broken is not None:
        into.problems.append(problem("clauses_formula_broken", broken.place))
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
        _end_table(into, before_table=True)
        _table(into, line.table)
    elif _caption(into, line, following) or _row(into, line):
        pass
    else:
        _passage(into, line)
    into.full = line.full


def _caption(into: Contents, line: Line, following: Line | None) -> bool:
    match = CAPTION.fullmatch(line.text)
    if match is None or SPOKEN.match(match["title"]) or not (match["title"] == "" or is_title(match["title"])):
        return False
    if into.full and _last_is_open(into):
        return False
    _end_table(into)
    label = squeeze(match["label"])
    title = CONTINUED.sub("", match["title"]).strip()
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
    return isinstance(last, Passage) and not last.text.endswith(STOPS)


def _row(into: Contents, line: Line) -> bool:
    """A line of a table that lost its columns."""
    if into.rows is None:
        return False
    text = line.text
    if (
        NOTE.match(text)
        or FIGURE.match(text)
        or len(squeeze(text)) > _LONGEST_ROW
        or (text.endswith("。") and len(text) > 12)
    ):
        _end_table(into)
        return False
    into.rows.append(text)
    return True


def _end_table(into: Contents, *, before_table: bool = False) -> None:
    """A table without columns as one of rows of one cell, told as a problem; its first line may be its title.

    Where only the line of its unit stands between caption and table, the table has its columns: nothing is told.
    """
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
    lines = tuple((row,) for row in rows)
    if (first := _goes_on_from(into, at, table.label, title)) is not None:
        begun = into.content[first]
        into.content[first] = replace(begun, rows=(*begun.rows, *lines)) if isinstance(begun, ClauseTable) else begun
        del into.content[at]
        return
    into.content[at] = replace(table, title=title, rows=lines, flattened=bool(rows))
    if before_table and len(rows) == 1 and _UNIT_LINE.match(rows[0]):
        return
    kind = "clauses_table_flattened" if rows else "clauses_table_empty"
    if not any(one.kind == kind and one.place == table.place for one in into.problems):
        into.problems.append(problem(kind, table.place, table=table.label))


def _goes_on_from(into: Contents, at: int, label: str, title: str) -> int | None:
    """Where the table stands that this one goes on from, as its title says (…（续）); else None."""
    if not CONTINUED.search(title):
        return None
    found = (place for place in range(at - 1, -1, -1) if _is_table(into.content[place], label))
    return next(found, None)


def _is_table(one: Content, label: str) -> bool:
    return isinstance(one, ClauseTable) and one.label == label and one.flattened


def _table(into: Contents, table: TableBlock) -> None:
    """A table with its cells; the part of a table that goes on from another page is put behind it."""
    match = CAPTION.fullmatch(table.caption)
    label, title = (squeeze(match["label"]), CONTINUED.sub("", match["title"])) if match else ("", table.caption)
    last = into.content[-1] if into.content else None
    if isinstance(last, ClauseTable) and not last.rows and (not label or label == last.label):
        into.content[-1] = replace(last, rows=table.rows, flattened=False)
    elif isinstance(last, ClauseTable) and label and label == last.label:
        into.content[-1] = replace(last, rows=last.rows + table.rows)
    else:
        into.content.append(ClauseTable(label, title, table.rows, table.place))


def _passage(into: Contents, line: Line) -> None:
    for kind, pattern in ((PassageKind.NOTE, NOTE), (PassageKind.EXAMPLE, EXAMPLE), (PassageKind.FIGURE, FIGURE)):
        match = pattern.fullmatch(line.text)
        if match and not (
            kind is PassageKind.FIGURE and (SPOKEN.match(match["text"]) or not is_title(match["text"] or "图"))
        ):
            into.content.append(Passage(kind, match["text"], line.place, squeeze(match["label"])))
            return
    if EXAMPLE_ALONE.fullmatch(line.text):
        into.content.append(Passage(PassageKind.EXAMPLE, "", line.place, line.squeezed))
        return
    match = ITEM.fullmatch(line.text)
    if match and not (match["label"][-1] == "." and not match["text"]):
        into.content.append(_item(into, match, line.place))
    elif (last := _open_passage(into)) is not None and not (into.entries and _STANDARD.match(line.text)):
        into.content[-1] = replace(last, text=join(last.text, line.text))
    else:
        into.content.append(Passage(PassageKind.PARAGRAPH, line.text, line.place))


def _is_spoken(text: str) -> bool:
    """Whether a line that begins with 图1 is a sentence about the figure."""
    return bool(text) and (SPOKEN.match(text) is not None or not is_title(text))


def _item(into: Contents, match: re.Match[str], place: Place) -> Passage:
    label = squeeze(match["label"])
    within = (label[0].isdigit() or label[0] in DASHES) and _within_letters(into)
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
    goes_on = not last.text or unclosed or last.text.endswith(_OPEN) or (into.full and not last.text.endswith(STOPS))
    return last if goes_on else None


def join(before: str, after: str) -> str:
    """Two lines of one paragraph; a blank stands only between Latin letters and digits."""
    blank = " " if _ASCII.match(before[-1:]) and _ASCII.match(after[:1]) else ""
    return before + blank + after

"""Markdown -> headings, lines, list items and tables, without the marks around them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence

from indexer.readers.lines import Line
from indexer.readers.text.collecting import Collected
from indexer.readers.text.plain import sound
from indexer.readers.text.web_page import read_markup

_HEADING = re.compile(r" {0,3}(#{1,6})(?=\s|$)")
#: the line below a heading of another kind
_UNDERLINE = re.compile(r" {0,3}(=+|-{2,})\s*$")
_RULE = re.compile(r" {0,3}(?:(?:\*\s*){3,}|(?:_\s*){3,}|(?:-\s*){3,})$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
#: what stands below the header of a table
_DASHES = frozenset("|-: \t")
_QUOTE = re.compile(r"^\s*(?:>\s?)+")
_BULLET = re.compile(r"^(\s*)[*+-]\s+(?:\[[ xX]\]\s+)?")
_CELLS = re.compile(r"(?<!\\)\|")
_TABLE_BEGINS, _TABLE_ENDS = re.compile(r"\s*<table\b", re.IGNORECASE), re.compile(r"</table\s*>", re.IGNORECASE)

#: how many of one sign a line may have for its marks to be taken away; what has more
#: is no text that somebody wrote, and costs time
_MOST_SIGNS = 50
#: marks within a line, by a sign of theirs -> what stays of them
_MARKS = (
    ("<", re.compile(r"<!--.{0,300}?-->"), ""),
    ("[", re.compile(r"!\[([^\]\n]{0,300})\]\([^)\n]{0,300}\)"), r"\1"),
    ("[", re.compile(r"\[([^\]\n]{1,300})\]\([^)\n]{0,300}\)"), r"\1"),
    ("<", re.compile(r"<(https?://[^>\s]{1,300})>"), r"\1"),
    ("<", re.compile(r"<br\s{0,3}/?>", re.IGNORECASE), "\n"),
    ("<", re.compile(r"</?(?:b|i|u|em|strong|sub|sup|span|font|p|div|center|a)\b[^<>]{0,300}>", re.IGNORECASE), ""),
    ("`", re.compile(r"(`{1,3})(.{1,300}?)\1"), r"\2"),
    ("*", re.compile(r"(\*{1,3})(?=\S)(.{1,300}?)(?<=\S)\1"), r"\2"),
    ("~", re.compile(r"~~(?=\S)(.{1,300}?)(?<=\S)~~"), r"\1"),
    ("_", re.compile(r"(?<![A-Za-z0-9])(_{1,2})(?=\S)(.{1,300}?)(?<=\S)\1(?![A-Za-z0-9])"), r"\2"),
    ("\\", re.compile(r"\\([!-/:-@\[-`{-~])"), r"\1"),
)


def read_markdown(lines: Iterable[Line], into: Collected) -> None:
    """Each line a paragraph, pipe tables and HTML tables as tables. Raises `Full`."""
    rows = list(sound(lines, into))
    at, fence = 0, ""
    if rows and rows[0][1].strip() == "---":
        at = _behind_front_matter(rows, into)
    while at < len(rows):
        number, text = rows[at]
        if found := _FENCE.match(text):
            fence = _fence(fence, found[1])
        elif fence:
            into.paragraph(text, line=number)
        elif _TABLE_BEGINS.match(text):
            at = _markup(rows, at, into)
            continue
        elif "|" in text and at + 1 < len(rows) and _is_ruled(rows[at + 1][1]):
            at = _table(rows, at, into)
            continue
        else:
            at += _line(rows, at, into)
        at += 1


def _behind_front_matter(rows: Sequence[tuple[int, str]], into: Collected) -> int:
    """Where the text begins; what stands above it about the file is lines, too."""
    end = next((at for at in range(1, len(rows)) if rows[at][1].strip() in ("---", "...")), 0)
    for number, text in rows[1:end]:
        into.paragraph(text, line=number)
    return end + 1 if end else 0


def _fence(open_fence: str, found: str) -> str:
    """The fence that is open behind such a line."""
    if not open_fence:
        return found
    return "" if found[0] == open_fence[0] and len(found) >= len(open_fence) else open_fence


def _line(rows: Sequence[tuple[int, str]], at: int, into: Collected) -> int:
    """A line that is no part of a table; how many lines below it belong to it."""
    number, text = rows[at]
    if found := _HEADING.match(text):
        into.paragraph(plain(_without_closing(text[found.end() :])), heading=len(found[1]), line=number)
        return 0
    below = rows[at + 1][1] if at + 1 < len(rows) else ""
    if text.strip() and (found := _UNDERLINE.match(below)) and not _BULLET.match(text) and not _QUOTE.match(text):
        into.paragraph(plain(text), heading=1 if found[1][0] == "=" else 2, line=number)
        return 1
    if not _RULE.match(text):
        into.paragraph(plain(_BULLET.sub(r"\1", _QUOTE.sub("", text, count=1), count=1)), line=number)
    return 0


def _without_closing(text: str) -> str:
    """The text of a heading without the signs that may close it."""
    text = text.strip()
    shorter = text.rstrip("#")
    return shorter if not shorter or shorter[-1].isspace() else text


def _is_ruled(text: str) -> bool:
    """Whether a line stands between the header of a table and its rows."""
    return "|" in text and "-" in text and _DASHES.issuperset(text)


def _table(rows: Sequence[tuple[int, str]], at: int, into: Collected) -> int:
    """A pipe table; the place behind it."""
    draft, row = into.table(line=rows[at][0]), 0
    first = at
    try:
        while at < len(rows) and "|" in rows[at][1] and rows[at][1].strip():
            if at != first + 1:
                row += 1
                for column, text in enumerate(_cells(rows[at][1]), 1):
                    draft.cell(plain(text), row, column, line=rows[at][0])
            at += 1
    finally:
        draft.close()
    return at


def _cells(text: str) -> list[str]:
    text = text.strip().removeprefix("|")
    if text.endswith("|") and not text.endswith("\\|"):
        text = text[:-1]
    return [cell.replace("\\|", "|") for cell in _CELLS.split(text)]


def _markup(rows: Sequence[tuple[int, str]], at: int, into: Collected) -> int:
    """An HTML table, as converters write them; the place behind it."""
    end = at
    while end < len(rows) - 1 and not _TABLE_ENDS.search(rows[end][1]):
        end += 1
    read_markup("\n".join(text for _, text in rows[at : end + 1]), into, rows[at][0] - 1)
    return end + 1


def plain(text: str) -> str:
    """A line without the marks of Markdown and with its entities resolved."""
    for sign, mark, stays in _MARKS:
        if 0 < text.count(sign) <= _MOST_SIGNS:
            text = mark.sub(stays, text)
    return html.unescape(text) if "&" in text else text

"""A standard in STS -> its clauses, in the same values as the text of any other file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.readers.columns import Labels
from indexer.readers.sts.documents import metadata_of, standard_of
from indexer.readers.sts.metadata import cells_of
from indexer.readers.sts.naming import number_of, parsed_number
from indexer.readers.sts.tree import LANGUAGE, Node, local, plain
from standard.clauses import (
    ClauseKind,
    ClauseTable,
    Content,
    Passage,
    PassageKind,
    Section,
    StandardText,
    problem,
    text_of,
)
from standard.place import Place

_SECTIONS = frozenset({"sec", "term-sec", "app"})
_METADATA = frozenset({"std-meta", "iso-meta", "reg-meta", "nat-meta", "std-doc-meta"})
#: told apart by their sort, or where they name none by their title
_FRONT = {
    "foreword": ClauseKind.FOREWORD, "前言": ClauseKind.FOREWORD,
    "intro": ClauseKind.INTRODUCTION, "introduction": ClauseKind.INTRODUCTION, "引言": ClauseKind.INTRODUCTION,
    "bibl": ClauseKind.BIBLIOGRAPHY, "bibliography": ClauseKind.BIBLIOGRAPHY, "参考文献": ClauseKind.BIBLIOGRAPHY,
    "index": ClauseKind.INDEX, "索引": ClauseKind.INDEX,
}  # fmt: skip
_NORMATIVE = re.compile(r"(?<!in)normative|规范性|^norm", re.IGNORECASE)
_INFORMATIVE = re.compile(r"inform|资料性", re.IGNORECASE)
_NOTES = {
    "non-normative-note": PassageKind.NOTE, "note": PassageKind.NOTE,
    "non-normative-example": PassageKind.EXAMPLE, "example": PassageKind.EXAMPLE,
}  # fmt: skip
#: these hold what they hold as their own paragraphs would
_WITHIN = frozenset({"list", "list-item", "ref-list", "def-list", "disp-quote", "boxed-text", "fig-group"})
_LETTER = re.compile(r"(?:附\s*录|Annex)\s*([A-Z])", re.IGNORECASE)
#: largest number of places that a merged cell is written into
_MOST_SPAN = 200


def text_in_sts(data: bytes) -> StandardText:
    """The clauses of a standard in STS. Raises `Unreadable` where the bytes are no XML, or the XML is no standard."""
    root = standard_of(data)
    metas = metadata_of(root)
    number = parsed_number(number_of(metas[0])) if metas else None
    title = str(cells_of(metas[0], Labels()).get("title", "")) if metas else ""
    sections: list[Section] = []
    for at, node in enumerate(_outer(root)):
        _add(sections, node, (at,))
    problems = [] if sections else [problem("clauses_none", Place())]
    return text_of(sections, (number,) if number is not None else (), title, problems)


def _outer(node: Node) -> Iterator[Node]:
    """The sections that are within no other one."""
    for child in node:
        if child.tag in _SECTIONS or child.tag == "ref-list":
            yield child
        elif child.tag not in _METADATA:
            yield from _outer(child)


def _add(sections: list[Section], node: Node, key: tuple[int, ...]) -> None:
    """Put a section and those within it behind the others."""
    kind = _kind(node)
    label, title = plain(node.find("label")), plain(node.find("title"))
    letter = _LETTER.search(label)
    number = f"附录{letter[1]}" if kind in _ANNEXES and letter else label
    content = list(_term(node) if node.tag == "term-sec" else _content(node, 0))
    if node.tag == "term-sec" and not title:
        title = _names(node)[0] if _names(node) else ""
    sections.append(Section(number, title, kind, key, Place(line=node.sourceline or 0), content))
    inner = (child for child in node if child.tag in _SECTIONS)
    for at, child in enumerate(inner):
        _add(sections, child, (*key, at))


_ANNEXES = (ClauseKind.ANNEX, ClauseKind.NORMATIVE_ANNEX, ClauseKind.INFORMATIVE_ANNEX)


def _kind(node: Node) -> ClauseKind:
    sort = node.get("sec-type") or node.get("content-type") or ""
    if node.tag == "app":
        told = f"{sort} {plain(node.find('annex-type'))}"
        if _INFORMATIVE.search(told):
            return ClauseKind.INFORMATIVE_ANNEX
        return ClauseKind.NORMATIVE_ANNEX if _NORMATIVE.search(told) else ClauseKind.ANNEX
    if node.tag == "ref-list":
        return ClauseKind.BIBLIOGRAPHY
    title = plain(node.find("title")).lower()
    return _FRONT.get(sort) or _FRONT.get("".join(title.split())) or ClauseKind.CLAUSE


def _content(node: Node, level: int, label: str = "") -> Iterator[Content]:
    """What stands in a section, without its heading and the sections within it."""
    for child in node:
        name = local(child)
        if name in ("label", "title") or name in _SECTIONS:
            continue
        if name == "list-item":
            yield from _content(child, level, plain(child.find("label")) or "—")
        elif name in _WITHIN:
            yield from _content(child, level + (name == "list"))
        else:
            yield from _piece(child, level, label)
            label = ""


def _piece(node: Node, level: int, label: str) -> Iterator[Content]:
    """A paragraph with the lists and tables in it, a table, a note, an entry of references."""
    name, place = local(node), Place(line=node.sourceline or 0)
    if name == "table-wrap":
        yield _table(node, place)
    elif name == "ref":
        yield Passage(PassageKind.PARAGRAPH, plain(node, ("label", "fn")), place)
    elif text := plain(node, ("label",) if name in _NOTES or name == "fig" else ("list", "table-wrap")):
        yield _passage(node, text, place, level, label)
    if name == "p":
        for inner in node:
            if inner.tag in ("list", "table-wrap"):
                yield from _content(inner, level + 1) if inner.tag == "list" else _piece(inner, level, "")


def _passage(node: Node, text: str, place: Place, level: int, label: str) -> Passage:
    name = local(node)
    if name in _NOTES:
        return Passage(_NOTES[name], text, place, plain(node.find("label")))
    if name == "fig":
        return Passage(PassageKind.FIGURE, text, place, plain(node.find("label")))
    kind = PassageKind.ITEM if level and label else PassageKind.PARAGRAPH
    return Passage(kind, text, place, label, level if kind is PassageKind.ITEM else 0)


def _table(node: Node, place: Place) -> ClauseTable:
    caption = node.find("caption")
    rows = [row for row in node.iter() if local(row) in ("tr", "row")]
    label = "".join(plain(node.find("label")).split())
    return ClauseTable(label, plain(caption), _grid(rows), place)


def _grid(rows: list[Node]) -> tuple[tuple[str, ...], ...]:
    """The cells of a table; the text of a merged one stands in each place that it covers."""
    grid: list[dict[int, str]] = [{} for _ in rows]
    for at, row in enumerate(rows):
        column = 0
        for cell in row:
            while column in grid[at]:
                column += 1
            text, wide, high = plain(cell), _span(cell, "colspan"), _span(cell, "rowspan")
            for line in grid[at : at + high]:
                line.update(dict.fromkeys(range(column, column + wide), text))
            column += wide
    width = max((max(line, default=-1) + 1 for line in grid), default=0)
    return tuple(tuple(line.get(column, "") for column in range(width)) for line in grid)


def _span(cell: Node, name: str) -> int:
    given = cell.get(name) or "1"
    return min(max(int(given), 1), _MOST_SPAN) if given.isdecimal() else 1


def _names(node: Node) -> list[str]:
    """The names of a term, the Chinese ones first."""
    found = [(plain(one), _is_chinese(one)) for one in node.iter("{*}term") if plain(one)]
    return [name for name, _ in sorted(found, key=lambda one: not one[1])]


def _is_chinese(node: Node) -> bool:
    languages = (one.get(LANGUAGE) or "" for one in node.iterancestors())
    return next((one for one in languages if one), "").startswith("zh")


def _term(node: Node) -> Iterator[Content]:
    """An entry of terms as a text has it: other names, definition, notes, source."""
    place = Place(line=node.sourceline or 0)
    names = _names(node)
    definitions = [one for one in node.iter("{*}definition", "def") if plain(one)]
    chosen = next((one for one in definitions if _is_chinese(one)), definitions[0] if definitions else None)
    for name in names[1:] if chosen is not None and re.search("[\u3400-\u9fff]", names[0] if names else "") else ():
        yield Passage(PassageKind.PARAGRAPH, name, place)
    if chosen is not None:
        yield Passage(PassageKind.PARAGRAPH, plain(chosen), place)
    for kind, tag in ((PassageKind.NOTE, "{*}note"), (PassageKind.EXAMPLE, "{*}example")):
        for one in node.iter(tag):
            yield Passage(kind, plain(one), place)
    for one in node.iter("{*}source"):
        yield Passage(PassageKind.PARAGRAPH, f"[来源：{plain(one)}]", place)

"""OFD (GB/T 33190) -> paragraphs, from the places of its text objects on the pages."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

from indexer.readers.parts import DAMAGE, Parts
from indexer.readers.problem import Unreadable
from indexer.readers.text.bounds import MOST_ON_PAGE, MOST_PAGES
from indexer.readers.text.collecting import Collected, clean
from indexer.readers.text.pages import Page, TextLine, collect
from indexer.readers.text.xml_trees import child, name_of, opened, trees, value_of
from standard.wording import say

_ENTRY = "OFD.xml"
#: what an encrypted package has (GM/T 0099)
_ENCRYPTED = ("Encryptions.xml", "Encrypt", "encryptions")
#: text objects on one line: how much of a height their base lines may differ; the gap that is a blank
_SAME_LINE, _GAP = 0.5, 0.35
#: millimetres that a page is wide which does not say
_WIDTH = 210.0
#: documents in one file
_MOST_DOCUMENTS = 100
#: pages named in a note
_NAMED = 20


class _Piece(NamedTuple):
    """A piece of text: its base line, its edges, and the height of its letters, in millimetres."""

    base: float
    left: float
    right: float
    size: float
    text: str


def read_ofd(data: bytes, into: Collected) -> None:
    """The text of an OFD. Raises `Unreadable` where it is locked, damaged, or has no text."""
    parts = opened(data)
    try:
        if any(part in name for name in parts.names() for part in _ENCRYPTED):
            raise Unreadable("document_locked")
        pages = [
            _page(parts, part, templates, number, into)
            for number, (part, templates) in enumerate(_page_parts(parts, into), 1)
        ]
    finally:
        parts.close()
    empty = [page.number for page in pages if not page.lines]
    if len(empty) == len(pages) and not into.problems:
        raise Unreadable("ofd_without_text", pages=len(pages))
    if empty:
        more = "…" if len(empty) > _NAMED else ""
        into.notes.append(say("document_pages_without_text", pages=(*empty[:_NAMED], *more)))
    collect(pages, into)


def _page_parts(parts: Parts, into: Collected) -> Iterator[tuple[str, dict[str, str]]]:
    """The parts of the pages in their order, with those of the templates of their document."""
    given = 0
    for body in islice(_all(_root(parts, _ENTRY), "DocBody"), _MOST_DOCUMENTS):
        main = _part(_ENTRY, (_text_of(child(body, "DocRoot"))))
        root = _root(parts, main)
        templates = {
            value_of(one, "ID"): _part(main, value_of(one, "BaseLoc"))
            for one in _all(child(root, "CommonData"), "TemplatePage")
        }
        pages = list(_all(child(root, "Pages"), "Page"))
        for page in pages:
            if given >= MOST_PAGES:
                into.problem(Unreadable("document_too_many_pages", read=given, pages=given + len(pages)))
                return
            given += 1
            yield _part(main, value_of(page, "BaseLoc")), templates


def _page(parts: Parts, part: str, templates: dict[str, str], number: int, into: Collected) -> Page:
    """A page with the templates beneath it. What is damaged is a problem of this page alone."""
    try:
        page = _root(parts, part)
        pieces = list(_pieces(page))
        for one in _all(page, "Template"):
            if (template := templates.get(value_of(one, "TemplateID"), "")) in parts:
                pieces += _pieces(_root(parts, template))
    except DAMAGE:
        into.problem(Unreadable("document_page_damaged", page=number))
        return Page(number, (), _WIDTH)
    box = _numbers(_text_of(child(page, "Area", "PhysicalBox")))
    return Page(number, list(_lines(pieces)), box[2] if len(box) == 4 else _WIDTH)


def _root(parts: Parts, name: str) -> Any:
    """The tree of a part. Raises `Unreadable` where there is none."""
    if name not in parts:
        raise Unreadable("document_part_missing", name, part=name)
    for root in trees(parts, name, 1):
        # its elements are let go when the next is asked for
        return root
    raise Unreadable("document_damaged", error=name)


def _part(base: str, location: str) -> str:
    """The part that another one names: from the root of the file with a slash, else from its own folder."""
    if location.startswith("/"):
        return posixpath.normpath(location[1:])
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), location))


def _all(element: Any, name: str) -> Iterator[Any]:
    """The elements of a name among the children of one."""
    if element is not None:
        yield from (one for one in element if name_of(one) == name)


def _text_of(element: Any) -> str:
    return "" if element is None else (element.text or "").strip()


def _pieces(page: Any) -> Iterator[_Piece]:
    """The pieces of text on a page; those nobody sees are left out."""
    left = MOST_ON_PAGE
    for element in page.iter():
        if name_of(element) != "TextObject" or value_of(element, "Visible") == "false":
            continue
        box = _numbers(value_of(element, "Boundary"))
        x, y = (box[0], box[1]) if len(box) >= 2 else (0.0, 0.0)
        size = max(next(iter(_numbers(value_of(element, "Size"))), 0.0), 0.1)
        matrix = _numbers(value_of(element, "CTM"))
        for code in _all(element, "TextCode"):
            text = code.text or ""
            left -= len(text)
            if left < 0:
                return
            if text.strip():
                yield _placed(code, text, (x, y), size, matrix if len(matrix) == 6 else [1, 0, 0, 1, 0, 0])


def _placed(code: Any, text: str, corner: tuple[float, float], size: float, matrix: list[float]) -> _Piece:
    """A piece where its object stands, which may be turned or made larger by a matrix."""
    start, base = (next(iter(_numbers(value_of(code, name))), 0.0) for name in ("X", "Y"))
    width = sum(_steps(value_of(code, "DeltaX"), len(text) - 1)) + size * (1 if ord(text[-1]) > 0xFF else 0.5)
    a, b, c, d, e, f = matrix
    left, right = (a * at + c * base + e + corner[0] for at in (start, start + width))
    return _Piece(b * start + d * base + f + corner[1], min(left, right), max(left, right), size * (abs(d) or 1), text)


def _steps(value: str, count: int) -> list[float]:
    """The distances from character to character: `4.2 4.2 g 3 2.1` says the third to fifth are 2.1."""
    words = value.split()[: 4 * count + 4]
    steps: list[float] = []
    at = 0
    while at < len(words) and len(steps) < count:
        if words[at] == "g" and at + 2 < len(words) and words[at + 1].isdigit():
            steps += _numbers(words[at + 2]) * min(int(words[at + 1][:6]), count)
            at += 3
        else:
            steps += _numbers(words[at])
            at += 1
    last = steps[-1] if steps else 0.0
    return (steps + [last] * (count - len(steps)))[: max(count, 0)]


def _numbers(value: str) -> list[float]:
    found = []
    for word in value.split()[:100]:
        try:
            number = float(word)
        except ValueError:
            continue
        if abs(number) < 1e6:
            found.append(number)
    return found


def _lines(pieces: list[_Piece]) -> Iterator[TextLine]:
    """The lines that pieces make, from top to bottom."""
    row: list[_Piece] = []
    for piece in sorted(pieces, key=lambda one: (one.base, one.left)):
        if row and piece.base - row[0].base > _SAME_LINE * min(piece.size, row[0].size):
            yield _line(row)
            row = []
        row.append(piece)
    if row:
        yield _line(row)


def _line(row: list[_Piece]) -> TextLine:
    row = sorted(row, key=lambda one: one.left)
    size = max(piece.size for piece in row)
    text, right = "", row[0].left
    for piece in row:
        gap = piece.left - right > _GAP * size
        text += (" " if gap and text else "") + piece.text
        right = max(right, piece.right)
    base = row[0].base
    return TextLine(clean(text), row[0].left, right, base - size, base)

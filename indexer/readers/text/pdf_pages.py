"""The pages of a PDF, as the library tells them, and as lines of JSON from the process that asks it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from indexer.readers.problem import Unreadable
from indexer.readers.text.bounds import MOST_CHARACTERS, MOST_ON_PAGE
from indexer.readers.text.collecting import clean, too_long
from indexer.readers.text.pages import Page, TextLine, has_columns

#: what the library puts in place of a hyphen at the end of a line
_HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-"})
#: the numbers of its errors
_PASSWORD, _SECURITY = 4, 5
#: left, bottom, right and top of a character, in points from the lower left corner
_Box = tuple[float, float, float, float]
#: heights of a letter: what is no single line any more, where the next line begins, and the room between two cells
_TWO_LINES, _JUMP, _CELL_GAP = 1.6, 0.6, 1.5


def pages_of(data: bytes, most: int, seconds: float) -> Iterator[Page | Unreadable]:
    """The pages of a file, and what is wrong with some; so many, and none after so many seconds.

    Raises `Unreadable` where it is locked or damaged.
    """
    import pypdfium2  # type: ignore[import-untyped]  # it ships no types

    try:
        file = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _refused(error) from None
    started, characters = time.monotonic(), 0
    try:
        for at in range(len(file)):
            if at >= most or time.monotonic() - started > seconds:
                yield Unreadable("document_too_many_pages", read=at, pages=len(file))
                return
            try:
                page = Page(at + 1, list(_lines(file, at)), file.get_page_size(at)[0])
            except pypdfium2.PdfiumError:
                yield Unreadable("document_page_damaged", page=at + 1)
                continue
            characters += sum(len(line.text) for line in page.lines)
            if characters > MOST_CHARACTERS:
                yield too_long()
                return
            yield page
    finally:
        file.close()


def _refused(error: Any) -> Unreadable:
    if error.err_code in (_PASSWORD, _SECURITY):
        return Unreadable("document_locked")
    return Unreadable("document_damaged", error="PDF")


def _lines(file: Any, at: int) -> Iterator[TextLine]:
    """The lines of a page with their edges."""
    page = file[at]
    try:
        height, characters = page.get_height(), page.get_textpage()
        try:
            count = min(characters.count_chars(), MOST_ON_PAGE)
            start = 0
            for text in _text(characters, count).split("\n"):
                if clean(text):
                    yield from _parted(characters, text, start, height)
                start += len(text) + 1
        finally:
            characters.close()
    finally:
        page.close()


def _text(characters: Any, count: int) -> str:
    """The text of a page, one character for each of the library's, so that each has its place."""
    from pypdfium2 import raw

    codes = (raw.FPDFText_GetUnicode(characters, at) for at in range(count))
    return "".join(map(_character, codes)).translate(_HYPHENS)


def _character(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " "


def _parted(characters: Any, text: str, start: int, height: float) -> Iterator[TextLine]:
    """The lines that a line of the library is, which begins at a character of the page."""
    marks = [at for at, sign in enumerate(text) if not sign.isspace()]
    # three letters tell of most lines where they stand
    few = [characters.get_charbox(start + at, loose=True) for at in {marks[0], marks[len(marks) // 2], marks[-1]}]
    line = _line(text, few, height)
    lowest = min(top - bottom for _, bottom, _, top in few)
    if line.height < _TWO_LINES * lowest and not has_columns(line):
        yield line
        return
    boxes = {at: characters.get_charbox(start + at, loose=True) for at in marks}
    for first, end in pairwise([0, *_jumps(boxes), len(text)]):
        within = {at: box for at, box in boxes.items() if first <= at < end}
        if within:
            yield _line(_with_tabs(text, within), list(within.values()), height)


def _jumps(boxes: dict[int, _Box]) -> Iterator[int]:
    """Where a line that the library took for one goes on above or below itself."""
    for (_, last), (at, box) in pairwise(boxes.items()):
        height = max(last[3] - last[1], box[3] - box[1], 0.1)
        if abs((box[1] + box[3]) - (last[1] + last[3])) / 2 > _JUMP * height:
            yield at


def _with_tabs(text: str, boxes: dict[int, _Box]) -> str:
    """The text of some characters, with tabs where there is room between the cells of a row."""
    found = ""
    for (before, last), (at, box) in pairwise([*list(boxes.items())[:1], *boxes.items()]):
        gap = box[0] - last[2] > _CELL_GAP * (box[3] - box[1])
        found += ("\t" if gap else " " if at > before + 1 else "") + text[at]
    return found


def _line(text: str, boxes: Sequence[_Box], height: float) -> TextLine:
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    bottom, top = min(box[1] for box in boxes), max(box[3] for box in boxes)
    return TextLine(text, left, right, height - top, height - bottom)


def in_json(item: Page | Unreadable) -> str:
    """A page, or what is wrong, as a line of JSON."""
    if isinstance(item, Unreadable):
        return json.dumps({"kind": item.kind, "values": item.values})
    lines = [(line.text, line.left, line.right, line.top, line.bottom) for line in item.lines]
    return json.dumps({"number": item.number, "width": item.width, "lines": lines})


def of_json(text: bytes) -> Page | Unreadable:
    """The page, or what is wrong. Raises ValueError for half a line."""
    told = json.loads(text)
    if "kind" in told:
        return Unreadable(told["kind"], **told["values"])
    return Page(told["number"], [TextLine(*line) for line in told["lines"]], told["width"])

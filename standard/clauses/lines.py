"""Blocks -> the lines of a text, without what pages add: running heads, page numbers, the table of contents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from standard.clauses.blocks import Block, TableBlock
from standard.clauses.letters import FEWEST, mapped_letters, mend_letters
from standard.clauses.values import TextProblem, problem
from standard.folding import fold_characters
from standard.place import Place

#: full-width letters, digits and dots are folded; Chinese punctuation stays
_DIGITS = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_DIGITS |= {0xFF0E: ord("."), 0x3000: ord(" "), 0xA0: ord(" "), 0xFF0F: ord("/")}
#: made by programs that take text out of pages: the mark of a page or file, underlines of headings
_PAGE_MARK = re.compile(r"\[(?:p|page ?)\d+\]", re.IGNORECASE)
_MARK = re.compile(r"\[source/[^\]]*\]|-->")
_UNDERLINE = re.compile(r"[=\-~^]{4,}")
_HEAD = re.compile(r"[A-Z]{1,6}\d{0,4}(?:/[A-Z]{1,5})?\d{1,6}(?:\.\d{1,3})*[-:](?:19|20)?\d\d(?:/.*)?")
_FEWEST_HEADS = 3
PAGE = re.compile(r"[-—–·]?\s?(?:\d{1,4}|[IVXivx]{1,6}|[\u2160-\u217f]{1,4})\s?[-—–·]?")
_DASHED_PAGE = re.compile(r"[-—–·]\s?\d{1,4}\s?[-—–·]")
_CONTENTS = re.compile(r"目[次录](?:contents)?", re.IGNORECASE)
LEADER = re.compile(r"[.·…．]{4,}|(?:[.·…．]{1,3}\s){3,}|(?:[.·…]\s?){6,}")
_ENTRY = re.compile(r"\S.*[\s\t]+(?:\d{1,4}|[IVXivx]{1,6}|[\u2160-\u217f]{1,4})")
#: lines of a table of contents without leaders or page that may stand between two with them
_GAP = 12
#: a number that goes on in the next line
_OPEN_NUMBER = re.compile(
    r"(?:^|[\u3400-\u9fffA-Za-z(（、～~±≥≤]|[A-Z]\s)(?:[A-Z][.．])?(?:\d{1,5}[.．])+$|[,，]\d{1,2}[.．](?:\d{1,2}[.．])*$|(?<![\dA-Za-z])[A-Z][.．](?:\d{1,2}[.．])*$"
)
#: which is no number of its own
_GOES_ON = re.compile(r"\d(?!\d?(?:\s?[.．]\s?[\dlO]{1,3}){1,5}(?:\s|[\u3400-\u9fff]))")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_BLANK_WITHIN = re.compile(r"(?<=[\u3400-\u9fff，。、；：“”（）《》])[ \t]+(?=[\u3400-\u9fff，。、；：“”（）《》])")
#: blanks of a text, and their share of the signs, from which on they are a scan's
_FEWEST_BLANKS, _BLANK_SHARE = 50, 0.03
#: a line is full from this share of the width of lines on; so many of those that are long make lines of paragraphs
_FULL, _WRAPPED, _LONG = 0.86, 0.3, 24
_FEWEST_LONG = 8


@dataclass(frozen=True, slots=True)
class Line:
    """A line or paragraph; or a table, with the text of its caption."""

    text: str
    place: Place
    heading: int = 0
    label: str = ""
    table: TableBlock | None = None
    #: whether it takes the whole width, so that its sentence may go on in the next one
    full: bool = False

    @property
    def squeezed(self) -> str:
        """The text without blanks."""
        return squeeze(self.text)


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a text, and what there is to say of those left out."""

    lines: tuple[Line, ...]
    problems: tuple[TextProblem, ...]
    #: the lines of the table of contents
    contents: tuple[Line, ...] = ()


def squeeze(text: str) -> str:
    """A text without blanks."""
    return "".join(text.split())


def lines_of(blocks: Iterable[Block]) -> Lines:
    """The lines of a document that are its text."""
    lines = [line for block in blocks for line in _of_block(block)]
    lines, problems = _mended(lines)
    lines = _without_heads(_without_underlines(lines))
    lines, contents = _without_contents(lines)
    lines = _annexes_joined(_numbers_joined(lines))
    return Lines(tuple(_measured(lines)), tuple(problems), tuple(contents))


def _of_block(block: Block) -> list[Line]:
    if isinstance(block, TableBlock):
        return [Line(block.caption, block.place, table=block)]
    if block.running:
        return []
    texts = [text.translate(_DIGITS).strip() for text in block.text.split("\n")]
    label = block.label.translate(_DIGITS).strip()
    return [Line(text, block.place, block.heading, label if at == 0 else "") for at, text in enumerate(texts) if text]


def _mended(lines: list[Line]) -> tuple[list[Line], list[TextProblem]]:
    """Mapped letters as they were meant, where there are enough of them."""
    lines, problems = _without_blanks(lines)
    found = [line for line in lines if mapped_letters(line.text)]
    if sum(mapped_letters(line.text) for line in found) < FEWEST:
        return lines, problems
    mended = [replace(line, text=mend_letters(line.text).translate(_DIGITS)) for line in lines]
    return mended, [*problems, problem("clauses_letters_mapped", found[0].place, lines=len(found))]


def _without_blanks(lines: list[Line]) -> tuple[list[Line], list[TextProblem]]:
    """Lines without blanks within Chinese words, where a scan put them all over the text."""
    texts = [line.text for line in lines if line.table is None]
    signs = sum(len(_CHINESE.findall(text)) for text in texts)
    blanks = sum(len(_BLANK_WITHIN.findall(text)) for text in texts)
    if blanks < max(_FEWEST_BLANKS, signs * _BLANK_SHARE):
        return lines, []
    mended = [replace(line, text=_BLANK_WITHIN.sub("", line.text)) for line in lines]
    return mended, [problem("clauses_blanks_left_out", lines[0].place, blanks=blanks)]


def _without_underlines(lines: list[Line]) -> list[Line]:
    """Headings that are underlined, as headings; once, where the heading is repeated below the line."""
    kept: list[Line] = []
    for at, line in enumerate(lines):
        if line.table is None and _UNDERLINE.fullmatch(line.text):
            if kept and kept[-1].table is None:
                again = lines[at + 1].text if at + 1 < len(lines) else ""
                head = kept.pop()
                if again != head.text:
                    kept.append(replace(head, heading=head.heading or 1))
        else:
            kept.append(line)
    return kept


def _without_heads(lines: list[Line]) -> list[Line]:
    """Lines without the standard's own number at the head of pages, the page's number beside it, and page marks."""
    names = [fold_characters(line.squeezed) if line.table is None and len(line.text) < 40 else "" for line in lines]
    counts = Counter(name for name in names if _HEAD.fullmatch(name))
    heads = {name for name, count in counts.items() if count >= _FEWEST_HEADS}
    first = {name: names.index(name) for name in heads}
    edges = {at for at, name in enumerate(names) if (name in heads and at != first[name]) or _PAGE_MARK.fullmatch(name)}
    dropped = edges | _page_numbers(lines, edges) | {at for at, name in enumerate(names) if _MARK.fullmatch(name)}
    return [line for at, line in enumerate(lines) if at not in dropped and not _DASHED_PAGE.fullmatch(line.text)]


def _page_numbers(lines: Sequence[Line], edges: set[int]) -> set[int]:
    """The lines with page numbers: beside the heads of pages, on the side on which numbers rise by one."""
    sides = [_Side(-1), _Side(1)]
    for at in sorted(edges):
        for side in sides:
            beside = at + side.step
            while beside in edges:
                beside += side.step
            side.look(lines, beside)
    better = max(sides, key=lambda side: (side.risen, len(side.places)))
    return better.places if better.risen * 2 >= better.numbers - 1 else set()


@dataclass
class _Side:
    """The numbers before, or behind, the heads of pages."""

    step: int
    places: set[int] = field(default_factory=set)
    last: int = 0
    risen: int = 0
    numbers: int = 0

    def look(self, lines: Sequence[Line], at: int) -> None:
        """Take the line at this place if it is a page number.

        Its figures may stand on lines of their own, the last first.
        """
        if not 0 <= at < len(lines) or lines[at].table is not None or not PAGE.fullmatch(lines[at].text):
            return
        text, further = lines[at].text.strip("-—–· "), at + self.step
        two = 0 <= further < len(lines) and len(text) == 1 and re.fullmatch(r"\d", lines[further].text)
        if two and text + lines[further].text == str(self.last + 1):
            text += lines[further].text
            self.places.add(further)
        self.places.add(at)
        if text.isdecimal():
            self.risen += int(text) == self.last + 1
            self.numbers += 1
            self.last = int(text)


def _without_contents(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """Lines without the table of contents, and those of it."""
    start = next((at for at, line in enumerate(lines) if _CONTENTS.fullmatch(line.squeezed)), None)
    if start is None:
        start = end = 0
    else:
        end = _end_of_contents(lines, start)
    entries = lines[start:end] + [line for line in lines[end:] if _is_entry(line)]
    return lines[:start] + [line for line in lines[end:] if not _is_entry(line)], entries


def _end_of_contents(lines: list[Line], start: int) -> int:
    last, leaders = start, False
    for at in range(start + 1, len(lines)):
        if at - last > _GAP:
            break
        text = lines[at].text
        if LEADER.search(text):
            last, leaders = at, True
        elif not leaders and at == last + 1 and _ENTRY.fullmatch(text) and not text.endswith("。"):
            last = at
    while last + 1 < len(lines) and PAGE.fullmatch(lines[last + 1].text):
        last += 1
    return last + 1


def _is_entry(line: Line) -> bool:
    """Whether a line is one of a table of contents, wherever it stands."""
    leader = LEADER.search(line.text)
    return leader is not None and leader.start() > 1 and PAGE.fullmatch(line.text[leader.end() :].strip()) is not None


def _numbers_joined(lines: list[Line]) -> list[Line]:
    """Lines with the numbers in one piece that went on in the next line: `GB/T 1.` and `1—2020`."""
    joined: list[Line] = []
    for line in lines:
        before = joined[-1] if joined else None
        if (
            before is not None
            and before.table is None
            and line.table is None
            and _GOES_ON.match(line.text)
            and _OPEN_NUMBER.search(before.text)
        ):
            joined[-1] = replace(before, text=before.text + line.text)
        else:
            joined.append(line)
    return joined


def _annexes_joined(lines: list[Line]) -> list[Line]:
    """Lines with headings of annexes in one piece: 附, 录 and A on lines of their own, and the letters above them."""
    joined: list[Line] = []
    for line in lines:
        tail = "".join(one.squeezed for one in joined[-2:] if one.table is None)
        if tail == "附录" and len(joined) > 1 and re.fullmatch("[A-Z]", line.text):
            del joined[-1]
            joined[-1] = replace(joined[-1], text=f"附录{line.text}")
            while len(joined) > 1 and joined[-2].text == line.text:
                del joined[-2]
        else:
            joined.append(line)
    return joined


def width(text: str) -> float:
    """How wide a text is, in Chinese characters."""
    return sum(1.0 if ord(character) > 0x2000 else 0.55 for character in text)


def _measured(lines: list[Line]) -> list[Line]:
    """Lines that know whether they are full, where those of the text are lines of paragraphs."""
    widths = [width(line.text) if line.table is None else 0.0 for line in lines]
    long = sorted(one for one in widths if one >= _LONG)
    if len(long) < _FEWEST_LONG:
        return lines
    full = _commonest(long)
    near = sum(_FULL * full <= one <= full * 1.08 for one in long)
    if near < _WRAPPED * len(long) or long[-1] > 2.5 * full:
        return lines
    return [replace(line, full=True) if one >= _FULL * full else line for line, one in zip(lines, widths, strict=True)]


def _commonest(widths: list[float]) -> float:
    """The width about which most of the widths are."""
    counts = Counter(round(one / 2) for one in widths)
    best = max(counts, key=lambda one: (counts[one] + counts[one - 1] + counts[one + 1], one))
    return 2.0 * best

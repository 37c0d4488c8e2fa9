"""Indicators read from the reference texts, against those that a person marked in them before the code was tried."""

from __future__ import annotations

import csv
import json
import random
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from catalogue.indicators import GridCell, Indicator, table_indicators, text_indicators
from catalogue.indicators.units import unit_text
from indexer.readers import read_standard_text
from standard.clauses import Clause, ClauseKind, Passage, PassageKind, StandardText
from standard.folding import fold_characters
from standard.place import Place
from standard.tables import parse

HERE = Path(__file__).parent
#: the texts in the order in which their parts were drawn, and how many parts of each
DRAWN = (
    "DB37T29042019",
    "GB55001-2021",
    "GBT38629-2020",
    "GBT435642023",
    "GBT435652023",
    "JTS239-2015",
    "GB55037-2022_clauses",
)
SEED, PARTS, LINES, ROWS = 20261214, 11, 25, 3


@dataclass
class Score:
    """Marks found and missed, and what was read that nobody marked."""

    right: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def line(self) -> str:
        """Precision and recall in one line."""
        marked, read = self.right + len(self.missed), self.right + len(self.wrong)
        precision, recall = (self.right / count if count else 1 for count in (read, marked))
        return f"precision {precision:6.1%} ({self.right} of {read})  recall {recall:6.1%} ({self.right} of {marked})"


def scores(texts: Path) -> dict[str, Score]:
    """`sentences` and `tables`, each in the half that the rules were made by (tune) and the other (report)."""
    found = {f"{kind}, {half}": Score() for kind in ("sentences", "tables") for half in ("tune", "report")}
    for kind, mark_list, read in (*_of_texts(texts), *_of_tables()):
        _judge(mark_list, read, found, kind)
    return found


def marks() -> list[dict[str, str]]:
    """Every mark, with its half: rows are tune and report by turns."""
    table = parse((HERE / "indicators.tsv").read_text("utf-8"), "indicators")
    return [{**row, "half": ("tune", "report")[at % 2]} for at, row in enumerate(table)]


@dataclass(frozen=True)
class Read:
    """A reading with the lines of its passage, or the row of its table, last excluded."""

    indicator: Indicator
    first: int
    last: int


def _judge(mark_list: list[dict[str, str]], read: list[Read], found: dict[str, Score], kind: str) -> None:
    """Each mark takes one reading; a reading that none takes is wrong in the half of the mark before it."""
    left = list(read)
    for mark in mark_list:
        hit = next((one for one in left if _fits(mark, one)), None)
        score = found[f"{kind}, {mark['half']}"]
        if hit is None:
            score.missed.append(" ".join(mark[key] for key in ("text", "place", "name", "op", "low", "high", "unit")))
        else:
            left.remove(hit)
            score.right += 1
    for at, one in enumerate(left):
        half = ("tune", "report")[at % 2]
        found[f"{kind}, {half}"].wrong.append(f"{one.first} {_shown(one.indicator)}: {one.indicator.text[:60]}")


def _shown(one: Indicator) -> str:
    return f"{one.name} {one.op} {one.low} {one.high} {one.unit}"


def _fits(mark: dict[str, str], read: Read) -> bool:
    """Whether a reading is what was marked: operator, values, unit, place, and one name within the other."""
    one = read.indicator
    names = tuple("".join(fold_characters(name).split()) for name in (mark["name"], one.name))
    named = not names[0] or (bool(names[1]) and (names[0] in names[1] or names[1] in names[0]))
    ends = _same(mark["low"], one.low) and _same(mark["high"], one.high)
    united = one.op == "absent" or unit_text(mark["unit"]) == one.unit
    return named and mark["op"] == one.op and ends and united and read.first <= int(mark["place"]) < read.last


def _same(marked: str, value: Decimal | None) -> bool:
    if not marked or value is None:
        return not marked and value is None
    return abs(Fraction(marked) - Fraction(value)) < Fraction(1, 10**12)


def _of_tables() -> Iterator[tuple[str, list[dict[str, str]], list[Read]]]:
    for table in json.loads((HERE / "indicator_tables.json").read_text("utf-8")):
        rows = [
            [GridCell(cell["text"], cell.get("rows", 1), cell.get("columns", 1)) for cell in row]
            for row in table["rows"]
        ]
        read = table_indicators(rows, table["caption"]).indicators
        marked = [mark for mark in marks() if mark["text"] == table["text"]]
        yield "tables", marked, [Read(one, one.place.row, one.place.row + 1) for one in read]


def _of_texts(texts: Path) -> Iterator[tuple[str, list[dict[str, str]], list[Read]]]:
    for name, lines in drawn_lines(texts).items():
        text = _standard_text(_path(texts, name))
        starts = sorted({content.place.line for clause in text.walk() for content in clause.content})
        read = []
        for one in text_indicators(text).indicators:
            after = bisect_right(starts, one.place.line)
            last = starts[after] if after < len(starts) else one.place.line + LINES
            if one.place.line in lines and last - 1 in lines:
                read.append(Read(one, one.place.line, last))
        yield "sentences", [mark for mark in marks() if mark["text"] == name], read


def drawn_lines(texts: Path) -> dict[str, set[int]]:
    """The lines of each text that were drawn, counted from 1: parts of 25 lines, of three rows of a table."""
    generator = random.Random(SEED)
    drawn = {}
    for name in DRAWN:
        path = _path(texts, name)
        step = ROWS if path.suffix == ".csv" else LINES
        count = len(_rows(path)) if path.suffix == ".csv" else path.read_text("utf-8").count("\n") + 1
        parts = [range(first + 1, min(first + step, count) + 1) for first in range(0, count, step)]
        generator.shuffle(parts)
        drawn[name] = {line for part in parts[:PARTS] for line in part}
    return drawn


def _path(texts: Path, name: str) -> Path:
    return next(one for one in sorted(texts.iterdir()) if one.stem == name and one.suffix in (".txt", ".csv"))


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))[1:]


def _standard_text(path: Path) -> StandardText:
    """A text with its clauses; of a table of clauses each row is one."""
    if path.suffix != ".csv":
        return read_standard_text(path)[0]
    clauses = []
    for at, row in enumerate(_rows(path), 1):
        place = Place(line=at)
        passage = Passage(PassageKind.PARAGRAPH, row[5], place)
        clauses.append(Clause(row[4], row[4], "", ClauseKind.CLAUSE, 3, place, (passage,)))
    return StandardText((), path.stem, tuple(clauses))

"""A coverage table as a file: the matrix as CSV or first sheet, each of its cells as a row of the second sheet."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from catalogue.export.blocks import encode_blocks
from catalogue.export.csv_table import disarm
from catalogue.export.file_head import clean_name
from catalogue.export.rows import Cell
from catalogue.export.xlsx import Layout, Sheet, write_sheets
from catalogue.search import region_words
from catalogue.statistics import ALL, TREES, Coverage, Row, class_words, head_words, list_gaps, remarks, share_words
from catalogue.wording import Words, say

#: kinds of files
COVERAGE_FILES = ("xlsx", "csv")


def write_coverage(found: Coverage, kind: str) -> Iterator[bytes]:
    """The file of a kind of COVERAGE_FILES, in blocks."""
    if kind == "csv":
        return encode_blocks(_write_lines(found))
    notes = Sheet("说明", (20, 80), ("项目", "内容"), _describe(found), layout=Layout.FACTS)
    return write_sheets((coverage_sheet(found), cells_sheet(found), notes))


def name_coverage_file(found: Coverage, kind: str) -> str:
    """A name for the file that says classification, class, place and day."""
    scope = found.scope
    against = "各地" if scope.against == ALL else region_words(scope.against).chinese if scope.against else ""
    parts = (scope.by.upper(), scope.under, region_words(scope.region).chinese, against)
    return f"鲁标-体系覆盖-{'-'.join(filter(None, map(clean_name, parts)))}-{found.day}.{kind}"


def coverage_sheet(found: Coverage) -> Sheet:
    """The matrix: a row for each class, then all of them, and what is in none."""
    header = _header(found)
    widths = (10, 36, *[14] * (len(header) - 3), 44)
    return Sheet("体系覆盖", widths, header, _matrix(found), layout=Layout.TABLE)


def cells_sheet(found: Coverage) -> Sheet:
    """Every cell with anything in it: how many, how old, how many are due for review."""
    names = ("coverage_code", "coverage_class", "coverage_column", "coverage_count", "coverage_median", "coverage_due")
    header = (*(say(name).chinese for name in names), say("coverage_undated").chinese)
    return Sheet("体系覆盖明细", (10, 36, 24, 10, 18, 12, 16), header, _cells(found), layout=Layout.TABLE)


def _header(found: Coverage) -> tuple[str, ...]:
    numbers = ("coverage_sum", "coverage_median", "coverage_due")
    words: list[Words] = [say("coverage_code"), say("coverage_class"), *(one.words for one in found.columns)]
    words += [say(name) for name in numbers]
    words += [say("coverage_share_column", region=region_words(found.scope.region)), say("coverage_gap_column")]
    return tuple(one.chinese for one in words)


def _matrix(found: Coverage) -> Iterator[tuple[Cell, ...]]:
    for row in found.shown:
        yield _line(found, row)
    yield _line(found, found.total, say("coverage_total"))
    if found.rest.all.count:
        yield _line(found, found.rest, say("coverage_rest"))


def _line(found: Coverage, row: Row, name: Words | None = None) -> tuple[Cell, ...]:
    code = row.node.code if row.node is not None else None
    words = name or class_words(row)
    gaps = "；".join(gap.chinese for gap in list_gaps(found, row)) or None
    counts = (cell.count for cell in row.cells)
    return (code, words.chinese, *counts, row.all.count, row.all.median_age, row.all.review_due, row.share, gaps)


def _cells(found: Coverage) -> Iterator[tuple[Cell, ...]]:
    for row in found.shown:
        if row.node is None:
            continue
        for column, cell in zip(found.columns, row.cells, strict=True):
            if cell.count:
                name = (row.node.code, class_words(row).chinese, column.words.chinese)
                yield (*name, cell.count, cell.median_age, cell.review_due, cell.undated)


def _describe(found: Coverage) -> Iterator[tuple[str, Cell]]:
    yield ("内容", head_words(found).chinese)
    yield ("地方标准", share_words(found).chinese)
    yield ("分类", TREES[found.scope.by].chinese)
    yield ("状态截至", found.day)
    yield ("数据核对至", found.data_date)
    yield ("索引版本", found.generation or None)
    for remark in remarks(found):
        yield ("注意", remark.chinese)


def _write_lines(found: Coverage) -> Iterator[str]:
    line = StringIO()
    writer = csv.writer(line)
    yield "\ufeff"
    for cells in (_header(found), *_matrix(found)):
        writer.writerow(map(disarm, cells))
        yield line.getvalue()
        line.seek(0)
        line.truncate()

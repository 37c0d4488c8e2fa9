"""A report that was made before, read back from its file: xlsx, csv, docx or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from catalogue.validity.digest import MARKS, Digest
from catalogue.validity.report_columns import COLUMNS, DAYS, LABELS, cells_of, texts_of, tidy
from catalogue.validity.row import Verdict
from catalogue.validity.row_from_json import row_of
from catalogue.wording import label, value_named
from indexer.errors import RequestError
from indexer.readers import Document, Table, day_of, read_document

#: labels of the facts that the digest covers beside the rows, in its order
HEAD = ("查新对象", "基准日期", "查新日期", "数据核对至", "目录版本", "行数")
SHA256, SM3 = "SHA-256", "SM3"
#: the digest of a Word report is over the table that it prints
PRINTED = ("表格 SHA-256", "表格 SM3")
#: without these a table is none of a report
_NEEDED = frozenset(("序号", "原文编号", "查证结果"))
_NAMES = {column.label: column.name for column in COLUMNS}


@dataclass(frozen=True)
class EarlierReport:
    """What stands in the file of a report; whether it still is what was found, `verify_report` tells."""

    #: of the file
    name: str
    #: under HEAD
    head: tuple[str, ...]
    labels: tuple[str, ...]
    #: the texts of each row under `labels`
    rows: tuple[tuple[str, ...], ...]
    #: of each row; empty where the file has none
    marks: tuple[str, ...]
    digest: Digest
    #: word of a verdict -> how many rows are said to have it; empty where the format does not say
    counts: Mapping[str, int] = field(default_factory=dict)
    #: whether all columns stand in it, so that a later check can be compared with it
    complete: bool = True

    @property
    def day(self) -> date | None:
        """The day as of which it was made; None where it was changed to what is no day."""
        return day_of(self.head[HEAD.index("基准日期")])[0]

    @property
    def generation(self) -> str:
        """The generation of the catalogue that it was made from."""
        return self.head[HEAD.index("目录版本")]

    def values(self) -> Iterator[dict[str, str]]:
        """Each row as name of a column -> text, verdicts and days as JSON has them."""
        names = [_NAMES.get(one, "") for one in self.labels]
        for texts in self.rows:
            value = {name: text for name, text in zip(names, texts, strict=True) if name}
            yield value | {"verdict": value_named("verdict", value["verdict"]) or ""}


def read_report(data: bytes, name: str = "") -> EarlierReport:
    """A report from the bytes of its file. Raises RequestError for what is none, or is damaged."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return _read_json(data, name)
    document = read_document(data, name)
    if document.problems:
        problem = document.problems[0]
        raise RequestError("report_unreadable", name=name, reason=problem.why)
    for table in document.tables:
        for at, row in enumerate(table.rows):
            labels = {cell.place.column: cell.text for cell in row}
            if set(labels.values()) >= _NEEDED:
                return _read_table(document, table, at, labels)
    raise RequestError("report_foreign", name=name)


def _read_table(document: Document, table: Table, at: int, labels: dict[int, str]) -> EarlierReport:
    """The report whose labels stand in the row `at` of a table; the columns behind the marks hold the head in CSV."""
    marks = next((column for column, one in labels.items() if one == MARKS), max(labels) + 1)
    shown = {column: one for column, one in labels.items() if column < marks}
    rows, found_marks, facts = [], [], _facts(document)
    for row in table.rows[at + 1 :]:
        cells = {cell.place.column: cell.text for cell in row}
        rows.append(texts_of(_cell(one, cells.get(column, "")) for column, one in shown.items()))
        found_marks.append(cells.get(marks, ""))
        for column, one in labels.items():
            if column > marks and column in cells:
                facts.setdefault(one, cells[column])
    printed = PRINTED[0] in facts
    sha256, sm3 = PRINTED if printed else (SHA256, SM3)
    return EarlierReport(
        document.name,
        tuple(_cell(one, facts.get(one, "")) for one in HEAD),
        tuple(shown.values()),
        tuple(rows),
        () if printed else tuple(found_marks),
        Digest(facts.get(sha256, ""), facts.get(sm3, "")),
        {word: int(text) for word, text in facts.items() if value_named("verdict", word) and text.isdecimal()},
        complete=set(LABELS) <= set(shown.values()),
    )


def _cell(column: str, text: str) -> str:
    """A cell as the report wrote it, where a spreadsheet wrote a day in its own way (2020/3/1)."""
    day = day_of(text)[0] if column in DAYS or column in HEAD[1:4] else None
    return day.isoformat() if day is not None else str(tidy(text) or "")


def _facts(document: Document) -> dict[str, str]:
    """What stands in the rows of two cells, by the first of them."""
    found: dict[str, str] = {}
    for table in document.tables:
        for row in table.rows:
            if len(row) == 2:
                found.setdefault(row[0].text, row[1].text)
    return found


def _read_json(data: bytes, name: str) -> EarlierReport:
    try:
        value = json.loads(data)
        further = tuple(value.get("columns", ()))
        texts = [
            texts_of((*cells_of(row_of(row)), *(tidy(row.get("columns", {}).get(one, "")) for one in further)))
            for row in value["rows"]
        ]
        counts = {label("verdict", Verdict(verdict).value): int(count) for verdict, count in value["counts"].items()}
        head = _head_of(value)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise RequestError("report_foreign", name=name) from None
    digest = value.get("digest") or {}
    marks = tuple(str(row.get("digest") or "") for row in value["rows"])
    sums = Digest(str(digest.get("sha256") or ""), str(digest.get("sm3") or ""))
    return EarlierReport(name, head, (*LABELS, *further), tuple(texts), marks, sums, counts)


def _head_of(value: Any) -> tuple[str, ...]:
    """The facts under HEAD, from JSON."""
    total = (value.get("digest") or {}).get("rows", "")
    facts = (value["document"]["name"], value["on"], value["made"], value["data_date"], value["generation"], total)
    return tuple(str(tidy("" if one is None else str(one)) or "") for one in facts)

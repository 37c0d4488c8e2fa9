"""The large shipped catalogue: every row well formed, and none against what stands by subject."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import fields
from datetime import date
from functools import cache
from pathlib import Path

from indexer.readers import Problem, merge, read
from standard.classification import ccs, ics
from standard.number import StandardNumber
from standard.publisher import Level
from standard.record import Record
from standard.status import Status
from standard.status_words import status_of_word
from tests.corpus_rows import CORPUS, DAYS, RELATIONS, SUBJECTS, Row, by_number, cells
from tests.corpus_rows import read as rows_in

CATALOGUE = CORPUS / "catalogue"
FILES = sorted(CATALOGUE.glob("*.tsv"))
#: fields that say what stands on which day, and who says so
STATE = {"status", "status_word", "source", "url", "checked"}


@cache
def catalogue_rows() -> tuple[Row, ...]:
    """Every row of every file."""
    return tuple(row for path in FILES for row in rows_in(path))


def records(*paths: Path) -> dict[str, Record]:
    """Number -> record, as files and folders are read."""
    found = list(read(paths))
    assert [row for row in found if isinstance(row, Problem)] == []
    return {row.number: row for row in found if isinstance(row, Record)}


def test_it_is_large_and_still_to_be_read_by_people() -> None:
    assert len(catalogue_rows()) >= 50_000
    assert sum(path.stat().st_size for path in FILES) < 30_000_000
    assert max(len(rows_in(path)) for path in FILES) < 6_000
    assert min(Counter(row["level"] for row in catalogue_rows()).values()) > 100


def test_a_file_says_what_it_holds_and_is_clean_text() -> None:
    known = {field.name for field in fields(Record)}
    for path in FILES:
        text = path.read_bytes().decode("utf-8")
        heads = text.splitlines()[:4]
        assert [head.partition(":")[0] for head in heads] == ["# subject", "# facts", "# collected", "# rows"], path
        assert heads[3] == f"# rows: {len(rows_in(path))}"
        days = sorted(row["checked"] for row in rows_in(path) if "checked" in row)
        assert f"{days[0]} to {days[-1]}" in heads[2], path
        assert set(text.splitlines()[4].split("\t")) <= known, path
        assert text == unicodedata.normalize("NFC", text), path
        assert text.endswith("\n")
        assert not re.search("[\r\ufeff\u200b\u3000\u00a0\ue000-\uf8ff\ufffd]", text), path


def test_numbers_are_canonical_unique_and_in_order() -> None:
    numbers = [StandardNumber(row["number"]) for row in catalogue_rows()]
    assert [str(number) for number in numbers] == [row["number"] for row in catalogue_rows()]
    assert len(set(numbers)) == len(numbers)
    for path in FILES:
        within = [StandardNumber(row["number"]) for row in rows_in(path)]
        assert within == sorted(within), path
    for row, number in zip(catalogue_rows(), numbers, strict=True):
        assert number.level is Level(row["level"]), row
        assert number.year, row
        assert not number.language, row


def test_every_row_has_its_source_and_no_sentence() -> None:
    for row in catalogue_rows():
        assert {"number", "title", "level", "source"} <= set(row), row
        assert ("status_word" not in row) or ("checked" in row), row
        assert not {"abstract", "people", "drafters"} & set(row), row
        assert "url" not in row or row["url"].partition("//")[2].startswith(row["source"] + "/"), row


def test_titles_are_whole() -> None:
    for row in catalogue_rows():
        title = row["title"]
        assert not re.search(r"[?？<>&*`]|\.\.|…$|。$|英文版|工标网", title), row
        assert sum(map(title.count, "(（")) == sum(map(title.count, ")）")), row
        assert re.search("[\u4e00-\u9fff]", title), row


def test_days_and_status_agree() -> None:
    for row in catalogue_rows():
        days = {name: date.fromisoformat(row[name]) for name in DAYS if name in row}
        assert all(day.year > 1950 for day in days.values()), row
        issued, effective = days.get("issued", date.min), days.get("effective", date.max)
        assert issued <= effective, row
        assert issued <= days.get("checked", date.max), row
        status = status_of_word(row["status_word"]) if "status_word" in row else None
        assert status is not Status.UNKNOWN, row
        if status is Status.UPCOMING:
            assert days["checked"] < effective < date.max, row
        elif status is not None and effective != date.max:
            assert effective <= days["checked"], row


def test_codes_stand_in_the_tables() -> None:
    for row in catalogue_rows():
        assert None not in map(ics, cells(row, "ics")), row
        assert None not in map(ccs, cells(row, "ccs")), row


def test_replacements_follow_the_course_of_time() -> None:
    for row in catalogue_rows():
        own = StandardNumber(row["number"]).year or 0
        for column in RELATIONS:
            for other in map(StandardNumber, cells(row, column)):
                assert (other.year or 0) < own if column.startswith("replaces") else (other.year or 9999) > own, row


def test_reading_changes_nothing() -> None:
    some = FILES[::7]
    rows = [row for path in some for row in rows_in(path)]
    read_back, known = records(*some), by_number()
    assert len(read_back) == len(rows) > 3_000
    for row in rows:
        record = read_back[row["number"]]
        assert record.notes == (), row
        for name in set(row) - {"source", "title"}:
            value = getattr(record, name)
            assert (";".join(value) if isinstance(value, tuple) else str(value)) == row[name], (row, name)
        assert record.title == row["title"] or row["number"] in known, row


def test_the_counts_in_the_readmes_are_true() -> None:
    page = (CORPUS / "README.md").read_text("utf-8")
    table = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in page.splitlines() if line.startswith("|")
    ]
    start = next(at for at, line in enumerate(table) if line[0] == "field")
    levels = table[start][1:-1]
    counts = Counter((name, row["level"]) for row in catalogue_rows() for name in row)
    told = {line[0]: list(map(int, line[1:])) for line in table[start + 2 :] if len(line) == len(levels) + 2}
    assert set(told) == {name for name, _ in counts}
    for name, numbers in told.items():
        assert numbers == [*(counts[name, level] for level in levels), sum(numbers[:-1])], name
    both = {row["number"] for row in catalogue_rows()} | set(by_number())
    assert f"{len(catalogue_rows()):,} rows" in page
    for readme in ("README.md", "README.zh-CN.md"):
        assert f"收录 {len(both):,} 项标准" in (CORPUS.parent / readme).read_text("utf-8")


def test_what_stands_by_subject_wins(tmp_path: Path) -> None:
    """Where both know a number, everything that the file of the subject says is what the merged record says."""
    known = by_number()
    both = [row for row in catalogue_rows() if row["number"] in known]
    columns = list(dict.fromkeys(name for row in both for name in row))
    lines = ["\t".join(columns), *("\t".join(row.get(name, "") for name in columns) for row in both)]
    (tmp_path / "both.tsv").write_text("\n".join(lines), encoding="utf-8")
    large, curated = records(tmp_path / "both.tsv"), records(SUBJECTS)
    assert len(large) > 100
    for number in large:
        ours = curated[number]
        # files are read in the order of their folders: the catalogue first
        merged = merge(large[number], ours)
        for field in fields(Record):
            said = getattr(ours, field.name)
            if field.name in STATE or said not in (field.default, ()):
                assert getattr(merged, field.name) == said, (number, field.name)
        assert merged.conflicts == ours.conflicts, number
        assert merged.committee or merged.department, number

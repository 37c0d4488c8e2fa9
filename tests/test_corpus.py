"""The shipped subjects: every row well formed and in keeping with the others."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from standard.classification import ccs, ics
from standard.number import StandardNumber
from standard.publisher import Level
from standard.record import Record
from standard.status import Status
from standard.status_words import status_of_word
from tests.corpus_rows import (
    ADOPTION,
    DAYS,
    FILES,
    OTHER_END,
    RELATIONS,
    all_rows,
    by_number,
    cells,
    read,
    squeezed,
)


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def path(request: pytest.FixtureRequest) -> Path:
    """Each file of the corpus."""
    found: Path = request.param
    return found


def test_a_file_says_its_subject_facts_and_days(path: Path) -> None:
    heads = path.read_text(encoding="utf-8").splitlines()[:3]
    assert [head.partition(":")[0] for head in heads] == ["# subject", "# facts", "# collected"]
    assert re.search(r"[\u4e00-\u9fff]+ / [a-z]", heads[0])
    days = sorted(row["checked"] for row in read(path))
    assert f"{days[0]} to {days[-1]}" in heads[2]


def test_columns_are_fields_of_a_record_and_none_is_empty(path: Path) -> None:
    columns = path.read_text(encoding="utf-8").splitlines()[3].split("\t")
    assert set(columns) <= {field.name for field in fields(Record)}
    assert len(set(columns)) == len(columns)
    assert {name for row in read(path) for name in row} == set(columns)


def test_a_file_is_clean_text(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    assert text == unicodedata.normalize("NFC", text)
    assert text.endswith("\n")
    assert not re.search("[\r\ufeff\u200b\u3000\u00a0]", text)
    for cell in (cell for row in read(path) for cell in row.values()):
        assert cell == " ".join(cell.split())


def test_every_row_has_what_a_row_must_have() -> None:
    assert len(FILES) >= 25
    assert len(all_rows()) >= 1400
    assert all({"number", "title", "level", "source", "checked"} <= set(row) for row in all_rows())


def test_numbers_are_canonical_and_unique() -> None:
    numbers = [row["number"] for row in all_rows()]
    assert [str(StandardNumber(number)) for number in numbers] == numbers
    assert [number for number, count in Counter(numbers).items() if count > 1] == []


def test_the_level_is_that_of_the_number() -> None:
    for row in all_rows():
        assert StandardNumber(row["number"]).level is Level(row["level"]), row["number"]


def test_related_numbers_are_canonical_and_never_the_row_itself() -> None:
    for row in all_rows():
        for number in (number for column in RELATIONS for number in cells(row, column)):
            assert str(StandardNumber(number)) == number != row["number"]


def test_adoptions_name_an_international_edition_and_a_degree() -> None:
    found = [cell for row in all_rows() for cell in cells(row, "adopts")]
    assert found
    for cell in found:
        match = ADOPTION.fullmatch(cell)
        assert match, cell
        number = StandardNumber(match["number"])
        assert str(number) == match["number"]
        assert number.level is Level.INTERNATIONAL


def test_relations_between_two_rows_stand_on_both() -> None:
    rows = by_number()
    for row in rows.values():
        for column, other_end in OTHER_END.items():
            for number in cells(row, column):
                if number in rows:
                    assert row["number"] in cells(rows[number], other_end), (row["number"], column, number)


def test_a_replacement_is_whole_or_partial_never_both() -> None:
    for row in all_rows():
        named = [number for column in RELATIONS for number in cells(row, column)]
        assert len(set(named)) == len(named), row["number"]


def test_days_are_days_in_order_and_none_lies_after_the_look_up() -> None:
    for row in all_rows():
        days = {name: date.fromisoformat(row[name]) for name in DAYS if name in row}
        assert all(day.isoformat() == row[name] for name, day in days.items())
        assert all(day.year > 1950 for day in days.values()), row
        assert days.get("issued", date.min) <= days["checked"], row
        assert days.get("issued", date.min) <= days.get("effective", date.max), row


def test_status_words_are_known_and_agree_with_the_days() -> None:
    for row in all_rows():
        word, effective = row.get("status_word", ""), row.get("effective", "")
        status = status_of_word(word) if word else Status.UNKNOWN
        assert not word or status is not Status.UNKNOWN, word
        if effective and status is Status.UPCOMING:
            assert effective > row["checked"], row
        if effective and status is Status.CURRENT:
            assert effective <= row["checked"], row


def test_codes_stand_in_the_tables() -> None:
    for row in all_rows():
        assert None not in map(ics, cells(row, "ics")), row
        assert None not in map(ccs, cells(row, "ccs")), row


def test_issuers_are_whole_names_and_an_address_belongs_to_the_source() -> None:
    for row in all_rows():
        assert not any(body.endswith(".") for body in [*cells(row, "issuers"), *cells(row, "department")]), row
        assert "url" not in row or row["url"].partition("//")[2].startswith(row["source"] + "/"), row


def test_in_every_subject_levels_meet(path: Path) -> None:
    assert len(read(path)) >= 30
    assert len({row["level"] for row in read(path)}) >= 3
    assert {"national", "industry"} <= {row["level"] for row in read(path)}


def test_the_shandong_standards_and_those_of_others_stand_side_by_side() -> None:
    shandong = [path.stem for path in FILES if any(row["number"].startswith("DB37") for row in read(path))]
    assert len(shandong) >= 20
    others = {row["number"][2:4] for row in all_rows() if row["number"].startswith("DB")} - {"37"}
    assert len(others) >= 20


def test_no_title_is_damaged() -> None:
    """Brackets are closed, nothing is cut or left of a page's code, and its number does not run into the title."""
    for row in all_rows():
        opened, closed = (sum(row["title"].count(sign) for sign in signs) for signs in ("(（", ")）"))
        assert opened == closed, row
        if row["level"] != "international":
            assert not re.search(r"[?？<>&\ufffd]|\.\.|…$|英文版", row["title"]), row
            assert squeezed(row["number"][:-5]) not in squeezed(row["title"]), row

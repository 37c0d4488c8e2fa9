"""Seven real lists, against tables of what stands in each, which were made by reading.

Rules were written while looking at 01, 03, 14 and the first half of 09; 05, 07, 12 and the second half of 09 were read
before the rules were run over them.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from catalogue.validity import Entry, read_entries
from indexer.readers import read_document
from standard.citations import Reading

TABLES = Path(__file__).parent / "lists"
#: list -> its tables, with their first and last row
LISTS = {
    "01_reference_standards.md": {"01_reference_standards": (1, 10**6)},
    "03_basis_line_tower.txt": {"03_basis_line_tower": (1, 10**6)},
    "05_basis_ground_treatment.txt": {"05_basis_ground_treatment": (1, 10**6)},
    "07_basis_table.md": {"07_basis_table": (1, 10**6)},
    "09_register_zcpe.csv": {"09_first_half": (1, 631), "09_second_half": (632, 10**6)},
    "12_running_text_bidding.txt": {"12_running_text_bidding": (1, 10**6)},
    "14_design_office_catalogue.xlsx": {"14_design_office_catalogue": (1, 10**6)},
}
HALVES = [(name, table) for name, tables in LISTS.items() for table in tables]

#: row, and number; `?` where letters are broken, `-` where the row names no standard
Row = tuple[int, str]


def rows_of(table: str) -> list[Row]:
    lines = (TABLES / f"{table}.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith(("#", "row"))]
    return [(int(row), number[:1] if number.startswith("?") else number) for row, number in rows]


def said(entry: Entry) -> Row:
    citation = entry.citation
    instead = "?" if citation.reading is Reading.BROKEN else "-"
    return entry.place.line or entry.place.row, str(citation.number or instead)


def numbers(rows: list[Row]) -> Counter[Row]:
    return Counter(row for row in rows if row[1] != "-")


@pytest.mark.parametrize(("name", "table"), HALVES, ids=[table for _, table in HALVES])
def test_every_number_is_found_once_at_its_place(reference: Path, name: str, table: str) -> None:
    first, last = LISTS[name][table]
    everything = map(said, read_entries(read_document(reference / "lists" / name)).entries)
    found = [row for row in everything if first <= row[0] <= last]
    wanted = rows_of(table)
    both = (numbers(found) & numbers(wanted)).total()
    recall, precision = both / numbers(wanted).total(), both / numbers(found).total()
    print(f"{table}: {both} numbers, recall {recall:.4f}, precision {precision:.4f}")  # noqa: T201 - with -s
    assert min(recall, precision) >= 0.98
    rows, wanted_rows = (list(dict.fromkeys(row for row, _ in one)) for one in (found, wanted))
    assert rows == wanted_rows, "rows out are rows in, in their order"


@pytest.mark.parametrize("name", LISTS)
def test_every_row_gave_entries_or_was_skipped(reference: Path, name: str) -> None:
    read = read_entries(read_document(reference / "lists" / name))
    answered = {entry.place for entry in read.entries} | {skipped.place for skipped in read.skipped}
    rows = {(place.table, place.line or place.row) for place in answered}
    assert read.rows == len(rows)
    assert [entry.row for entry in read.entries] == list(range(1, len(read.entries) + 1))


def test_what_is_meant_is_among_what_is_offered(reference: Path) -> None:
    broken = {
        "03_basis_line_tower.txt": "JGJ 46-2005",
        "05_basis_ground_treatment.txt": "JGJ 46-2005",
        "09_register_zcpe.csv": "Q/GDW 1738-2020",
    }
    for name, meant in broken.items():
        entries = read_entries(read_document(reference / "lists" / name)).entries
        assert any(str(one) == meant for entry in entries for one in entry.citation.offered), name


def test_lists_and_running_text_are_told_apart(reference: Path) -> None:
    kinds = {name: read_entries(read_document(reference / "lists" / name)).is_list for name in LISTS}
    assert kinds == {name: not name.startswith("12") for name in LISTS}

"""StandardNumber on the reference data: 201 cases, 67,469 codes of a real catalogue, 792 file names."""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest

from standard.number import NumberError, StandardNumber, find_numbers, spells, squeeze


@pytest.fixture(scope="module")
def codes(reference: Path) -> dict[str, StandardNumber | None]:
    """Every code of the catalogue as a number, None where none is read."""
    with gzip.open(reference / "catalogue.jsonl.gz", "rt", encoding="utf-8") as file:
        return {code: number(code) for code in (json.loads(line)["code"] for line in file)}


def number(text: str, mode: str = "field") -> StandardNumber | None:
    try:
        return StandardNumber(text, mode=mode)
    except NumberError:
        return None


def test_every_case(reference: Path) -> None:
    with (reference / "domain" / "number_cases.jsonl").open(encoding="utf-8") as file:
        cases = [json.loads(line) for line in file]
    assert len(cases) > 200
    for case in cases:
        read = number(case["raw"], case.get("mode", "field"))
        assert (str(read) if read else None) == case["norm"], case


def test_catalogue_codes_are_read_and_never_merged(codes: dict[str, StandardNumber | None]) -> None:
    read = {code: number for code, number in codes.items() if number}
    assert len(read) > 0.99 * len(codes)
    spellings = defaultdict(set)
    for code, value in read.items():
        spellings[str(value)].add(code)
    merged = [group for group in spellings.values() if len({squeeze(code) for code in group}) > 1]
    # JJF A 1203 is how one source writes JJF 1203A; -77 is -1977
    assert all(
        len(group) == 2 and any(" A " in c or " B " in c or " C " in c or "-77" in c for c in group) for group in merged
    )
    assert all(str(StandardNumber(text)) == text for text in spellings)


WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)} | {0x20: 0x3000}
CHANGES: dict[str, Callable[[str], str]] = {
    "without space": lambda text: text.replace(" ", ""),
    "lower case": str.lower,
    "without slash": lambda text: text.replace("/", ""),
    "neither": lambda text: text.replace("/", "").replace(" ", ""),
    "em dash": lambda text: text.replace("-", "—"),
    "en dash": lambda text: text.replace("-", "–"),
    "full width": lambda text: text.translate(WIDE),
    "space for slash": lambda text: text.replace("/", " "),
    "division slash": lambda text: text.replace("/", "∕"),
    "several spaces": lambda text: text.replace(" ", "   "),
    "wide spaces": lambda text: text.replace(" ", "　　"),
    "underscore for slash": lambda text: text.replace("/", "_"),
    "brackets": "《{}》".format,
}
#: spellings of 67,469 codes that the grammar reads as another number, at most (GBZ, glued letters, 20032/1)
MISREAD = {"without space": 70, "without slash": 100, "neither": 160, "space for slash": 5, "underscore for slash": 5}


@pytest.mark.slow
@pytest.mark.parametrize("change", CHANGES)
def test_spellings_of_every_code(codes: dict[str, StandardNumber | None], change: str) -> None:
    misread = []
    for code, value in codes.items():
        spelling = CHANGES[change](code)
        if value and spelling != code and number(spelling) != value:
            misread.append(spelling)
            assert spells(spelling, value), (spelling, value)
    assert len(misread) <= MISREAD.get(change, 0), misread[:10]


def test_every_file_name_has_a_number(reference: Path) -> None:
    with (reference / "domain" / "filenames.jsonl").open(encoding="utf-8") as file:
        names = [json.loads(line)["filename"] for line in file]
    assert len(names) > 700
    assert [name for name in names if not find_numbers(name, mode="field")] == []


@pytest.mark.parametrize(("name", "most"), [("iso", 10), ("iec", 70)])
def test_international_numbers_are_read(reference: Path, name: str, most: int) -> None:
    with gzip.open(reference / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
        texts = [json.loads(line)["id"] for line in file]
    unread = [text for text in texts if number(text) is None]
    assert len(unread) <= most, unread

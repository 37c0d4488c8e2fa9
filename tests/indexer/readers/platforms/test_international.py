"""Records of ISO Open Data, and of lists of ISO and IEC."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from indexer.readers import read
from standard.publisher import Level
from standard.record import Record
from standard.status import Status

OPEN_DATA = {
    "id": 62085,
    "deliverableType": "IS",
    "supplementType": None,
    "reference": "ISO 9001:2015",
    "title": {
        "en": "Quality management systems — Requirements",
        "fr": "Systèmes de management de la qualité — Exigences",
    },
    "publicationDate": "2015-09-22",
    "edition": 5,
    "icsCode": ["03.120.10", "03.100.70"],
    "ownerCommittee": "ISO/TC 176/SC 2",
    "currentStage": 9092,
    "replaces": [46486],
    "replacedBy": None,
}


def record_of(row: Mapping[str, object], folder: Path) -> Record:
    path = folder / "rows.jsonl"
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    (record,) = read([path], today=date(2026, 11, 1))
    assert isinstance(record, Record)
    return record


def test_iso_open_data(tmp_path: Path) -> None:
    record = record_of(OPEN_DATA, tmp_path)
    assert (record.number, record.level, record.status) == ("ISO 9001:2015", Level.INTERNATIONAL, Status.CURRENT)
    assert (record.title, record.issued) == ("Quality management systems — Requirements", date(2015, 9, 22))
    assert (record.ics, record.committee) == (("03.120.10", "03.100.70"), "ISO/TC 176/SC 2")
    assert (record.replaces, record.replaced_by, record.source) == ((), (), "ISO Open Data")


@pytest.mark.parametrize(
    ("stage", "status"),
    [
        ("40.20", Status.DRAFT),
        ("60.00", Status.CURRENT),
        ("60.60", Status.CURRENT),
        ("90.93", Status.CURRENT),
        ("95.20", Status.CURRENT),
        ("95.60", Status.ABOLISHED),
        ("95.99", Status.ABOLISHED),
        ("PUBLISHED", Status.CURRENT),
        ("REVISED", Status.REPLACED),
        ("REPLACED", Status.REPLACED),
        ("WITHDRAWN", Status.ABOLISHED),
        ("ELSEWHERE", Status.UNKNOWN),
    ],
)
def test_stages(stage: str, status: Status, tmp_path: Path) -> None:
    record = record_of({"id": "ISO 1:2000", "title_en": "One", "stage": stage}, tmp_path)
    assert (record.status, record.status_word) == (status, stage)


def test_updates_is_said_of_the_newer_and_of_the_older(tmp_path: Path) -> None:
    relations = [
        ["obsoletes", "ISO 9001:1987"],
        ["updates", "ISO 9001:2000"],
        ["updates", "ISO 9001:1994/Cor 1:1995"],
        ["obsoletes", "ISO 9001:1987/Amd 1:1990"],
    ]
    row = {"id": "ISO 9001:1994", "title_en": "Quality systems", "stage": "95.99", "relations": relations}
    record = record_of(row, tmp_path)
    assert (record.replaces, record.replaced_by) == (("ISO 9001:1987",), ("ISO 9001:2000",))


def test_a_corrigendum_is_not_replaced_by_an_edition(tmp_path: Path) -> None:
    row = {"id": "ISO 9001:1994/Cor 1:1995", "title_en": "Quality", "stage": "95.99"}
    assert record_of({**row, "relations": [["updates", "ISO 9001:2000"]]}, tmp_path).replaced_by == ()


def test_a_month_is_no_day(tmp_path: Path) -> None:
    row = {"id": "ISO 1:2000", "title_en": "One", "stage": "60.60"}
    assert record_of({**row, "published": "2000-09"}, tmp_path).issued is None
    assert record_of({**row, "published": "2000-09-15"}, tmp_path).issued == date(2000, 9, 15)

"""What standards adopt, and whether that edition is still current."""

from __future__ import annotations

from datetime import date

import pytest

from catalogue import Catalogue, Search
from catalogue.comparison import AdoptedState, Adopting
from catalogue.lookup import StandardNotFound
from indexer.engines import in_memory
from standard.publisher import Level
from standard.record import Adoption, Record
from standard.status import Status

DAY = date(2026, 11, 30)


def iso(number: str, status: Status, **more: tuple[str, ...]) -> Record:
    return Record(number, f"Title of {number}", level=Level.INTERNATIONAL, status=status, **more)  # type: ignore[arg-type]


def gb(number: str, *adopts: Adoption) -> Record:
    return Record(number, f"题名 {number}", level=Level.NATIONAL, status=Status.CURRENT, adopts=adopts)


RECORDS = (
    iso("ISO 11:2000", Status.ABOLISHED, replaced_by=("ISO 12:2010",)),
    iso("ISO 12:2010", Status.CURRENT, replaces=("ISO 11:2000",)),
    iso("IEC 21:2001", Status.REPLACED),
    iso("IEC 21:2015", Status.CURRENT),
    iso("ISO 31:2000", Status.ABOLISHED),
    gb("GB/T 1-2001", Adoption("ISO 11:2000", "IDT", "甲")),
    gb("GB/T 2-2011", Adoption("ISO 12:2010", "MOD", title="Quality of garlic bulbs")),
    gb("GB/T 3-2002", Adoption("IEC 21:2001", "IDT")),
    gb("GB/T 4-2002", Adoption("IEC 21", "IDT"), Adoption("IEC 99:2000")),
    gb("GB/T 5-2002", Adoption("ISO 31:2000", "NEQ")),
    gb("GB/T 6-2002"),
)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue(in_memory(RECORDS), today=lambda: DAY)


def told(row: Adopting) -> tuple[str, str, AdoptedState, tuple[str, ...]]:
    return row.record.number, row.adoption.number, row.state, row.instead


def test_all_adoptions_with_the_state_of_the_edition(catalogue: Catalogue) -> None:
    found = catalogue.adoptions()
    assert list(map(told, found.rows)) == [
        ("GB/T 1-2001", "ISO 11:2000", AdoptedState.WITHDRAWN, ("ISO 12:2010",)),
        ("GB/T 2-2011", "ISO 12:2010", AdoptedState.CURRENT, ()),
        ("GB/T 3-2002", "IEC 21:2001", AdoptedState.WITHDRAWN, ("IEC 21:2015",)),
        ("GB/T 4-2002", "IEC 21", AdoptedState.UNDATED, ("IEC 21:2015",)),
        ("GB/T 4-2002", "IEC 99:2000", AdoptedState.NOT_LISTED, ()),
        ("GB/T 5-2002", "ISO 31:2000", AdoptedState.WITHDRAWN, ()),
    ]
    assert found.total == 5


def test_only_those_of_editions_no_longer_in_force(catalogue: Catalogue) -> None:
    found = catalogue.adoptions(withdrawn=True)
    assert [row.record.number for row in found.rows] == ["GB/T 1-2001", "GB/T 3-2002", "GB/T 5-2002"]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("GB/T1—2001", ["GB/T 1-2001"]),
        ("ISO 11", ["GB/T 1-2001"]),
        ("IEC 21", ["GB/T 3-2002", "GB/T 4-2002"]),
        ("ISO 77", []),
        ("GB/T 6-2002", []),
    ],
)
def test_one_standard_or_who_adopts_an_international_one(text: str, numbers: list[str], catalogue: Catalogue) -> None:
    assert [row.record.number for row in catalogue.adoptions(text).rows] == numbers


def test_a_number_that_is_not_there(catalogue: Catalogue) -> None:
    with pytest.raises(StandardNotFound):
        catalogue.adoptions("GB/T 777-2000")


def test_an_english_title_of_what_is_adopted_finds_the_chinese_standard(catalogue: Catalogue) -> None:
    assert [hit.record.number for hit in catalogue.search(Search("garlic bulbs")).hits] == ["GB/T 2-2011"]


def adopted_by(catalogue: Catalogue, text: str) -> str:
    return "".join(hint.text.chinese for hint in catalogue.search(Search(text)).hints if hint.kind == "adopted_by")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("ISO 12", "ISO 12 已由 GB/T 2-2011 采用。"),
        ("ISO 12:2010", "ISO 12:2010 已由 GB/T 2-2011 采用。"),
        ("ISO 12:1999", "ISO 12 已由 GB/T 2-2011 采用。"),
        ("IEC 21:2001", "IEC 21:2001 已由 GB/T 3-2002 采用。"),
        ("IEC 21", "IEC 21 已由 GB/T 3-2002、GB/T 4-2002 采用。"),
        ("ISO 31:2000", ""),
        ("GB/T 2-2011", ""),
    ],
)
def test_an_international_number_leads_to_who_adopts_it(text: str, sentence: str, catalogue: Catalogue) -> None:
    assert adopted_by(catalogue, text) == sentence

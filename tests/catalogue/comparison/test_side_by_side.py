"""Two to four standards side by side."""

from __future__ import annotations

from datetime import date

import pytest

from catalogue import Catalogue
from catalogue.comparison import Comparison, FieldRow
from catalogue.lookup import StandardNotFound
from indexer.engines import in_memory
from indexer.errors import RequestError
from standard.status import Status
from tests.indexer.engines.catalogues import record
from webapp.addresses import PageAddresses

TODAY = date(2026, 11, 30)
RECORDS = (
    record("GB/T 1-2020", "甲", ics=("01.120",), cites=("GB/T 8-2001", "GB/T 9-2001", "GB/T 77-2001")),
    record("DB37/T 1-2020", "甲", issued=date(2021, 12, 1), ccs=("A00",), cites=("GB/T 8-2001",)),
    record("GB/T 8-2001", "乙", status=Status.ABOLISHED),
    record("GB/T 9-2001", "丙"),
)
CATALOGUE = Catalogue(in_memory(RECORDS), today=lambda: TODAY)


def compare(*given: str) -> Comparison:
    return CATALOGUE.compare(given)


def row(found: Comparison, name: str) -> FieldRow:
    return next(row for row in found.rows if row.field == name)


def test_fields_are_equal_different_or_only_here() -> None:
    found = compare("GB/T 1-2020", "DB37/T 1-2020")
    assert row(found, "title").verdict == "equal"
    assert row(found, "level").verdict == "different"
    assert (row(found, "ics").verdict, row(found, "ics").holders) == ("only_here", (0,))
    assert (row(found, "ccs").verdict, row(found, "ccs").holders) == ("only_here", (1,))
    assert row(found, "committee").verdict == "none"
    assert row(found, "age").values == ("6", "4"), "the fifth year is full tomorrow"


def test_of_three_two_that_agree_are_not_equal() -> None:
    found = compare("GB/T 1-2020", "DB37/T 1-2020", "GB/T 9-2001")
    assert row(found, "title").verdict == "different"


def test_references_are_in_common_only_here_or_dead() -> None:
    cited = compare("GB/T 1-2020", "DB37/T 1-2020").to_json(PageAddresses())["references"]
    assert cited["common"] == ["GB/T 8-2001"]
    assert cited["only_here"] == {"GB/T 1-2020": ["GB/T 9-2001", "GB/T 77-2001"], "DB37/T 1-2020": []}
    assert cited["dead"] == ["GB/T 8-2001"], "what the catalogue lacks is not dead"


def test_checks_name_their_standard() -> None:
    checks = compare("GB/T 1-2020", "DB37/T 1-2020").to_json(PageAddresses())["checks"]
    assert [(row["number"], row["kind"]) for row in checks] == [
        ("GB/T 1-2020", "stale_reference"),
        ("GB/T 1-2020", "review_due"),
        ("DB37/T 1-2020", "stale_reference"),
    ]


@pytest.mark.parametrize("count", [1, 5])
def test_one_and_five_standards_are_refused(count: int) -> None:
    with pytest.raises(RequestError, match=str(count)):
        compare(*(["GB/T 1-2020", "DB37/T 1-2020", "GB/T 8-2001", "GB/T 9-2001", "GB/T 1-2020"][:count]))


def test_a_standard_is_not_compared_with_itself() -> None:
    with pytest.raises(RequestError, match="GB/T 1-2020"):
        compare("GB/T 1-2020", "GBT1-2020")


def test_a_number_that_is_not_there() -> None:
    with pytest.raises(StandardNotFound):
        compare("GB/T 1-2020", "GB/T 5555-2020")

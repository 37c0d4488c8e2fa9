"""Coverage by class and level against counting record by record, and against the searches that its cells name."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue import Catalogue
from catalogue.statistics import GAPS, Coverage
from indexer.engines import ENGINES, Engine, in_memory
from indexer.errors import RequestError
from standard import classification
from standard.classification import Scheme
from standard.record import Record
from standard.status import Status
from tests.catalogue.statistics.brute_coverage import (
    ASKED,
    IN_FORCE,
    catalogues,
    cells,
    column_of,
    counted,
    days,
    figures,
    has_class,
)
from tests.indexer.engines.building import built
from tests.indexer.engines.catalogues import record
from webapp.addresses import PageAddresses

DAY = date(2026, 12, 1)


def ask(records: list[Record], asked: dict[str, str], day: date = DAY) -> Coverage:
    return Catalogue(in_memory(records), today=lambda: day).coverage(asked)


def check_counts(engine: Engine, records: list[Record], asked: dict[str, str], day: date) -> None:
    """Every number of the table, counted anew; and every search of a cell finds what the cell counts."""
    catalogue = Catalogue(engine, today=lambda: day)
    found = catalogue.coverage(asked)
    by, under = found.scope.by, found.scope.under
    current = [
        one
        for one in records
        if one.status_on(day) in IN_FORCE and column_of(one, found) and (not under or has_class(one, by, under))
    ]
    held = {
        row.node.code: [one for one in current if has_class(one, by, row.node.code)] for row in found.rows if row.node
    }
    for row in found.rows:
        assert row.node is not None
        assert cells(found, row) == counted(held[row.node.code], found)
        assert (row.all.count, row.all.median_age, row.all.review_due, row.all.undated) == figures(
            held[row.node.code], day
        )
    assert cells(found, found.total) == counted(current, found)
    rest = [one for one in current if not any(one in rows for rows in held.values())]
    assert cells(found, found.rest) == counted(rest, found)
    assert found.repeated == sum(map(len, held.values())) - (len(current) - len(rest))
    top = [code for code, entry in classification.codes(Scheme(by)).items() if entry.parent == under]
    assert {code for code in top if any(has_class(one, by, code) for one in current)} <= set(held)
    assert found.empty == len(set(top) - set(held))
    if not under:
        note = {"ics": "ICS 572", "ccs": "CCS ??", "gbt4754": "-"}[by]
        unread = [one for one in rest if any(text.startswith(note) for text in one.notes)]
        assert found.unread == len(unread)
    for row in (*found.rows, found.total):
        for column, cell in zip(found.columns, row.cells, strict=True):
            search = found.search_of(row, column)
            assert search is not None
            assert catalogue.search(search).total == cell.count


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(records=catalogues, asked=st.sampled_from(ASKED), day=days)
def test_counted_one_by_one(records: list[Record], asked: dict[str, str], day: date) -> None:
    check_counts(in_memory(records), records, asked, day)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(records=catalogues, asked=st.lists(st.sampled_from(ASKED), min_size=1, max_size=4), day=days)
def test_counted_one_by_one_in_an_index(records: list[Record], asked: list[dict[str, str]], day: date) -> None:
    with TemporaryDirectory() as folder:
        engine = built(ENGINES["whoosh"], Path(folder) / "first", records)
        for one in asked:
            check_counts(engine, records, one, day)
        engine.close()


def test_gaps_and_share() -> None:
    found = ask(
        [
            record("GB/T 1-2020", "甲", nature="recommended", ics=("67.080",)),
            record("DB37/T 1-2020", "乙", ics=("65.020",)),
            record("DB32/T 1-2020", "丙", ics=("65.020", "13.060")),
            record("DB37/T 2-2020", "丁", ics=("13.060",)),
            record("NY/T 2-2020", "戊", ics=("13.060",)),
            record("DB37/T 3-2020", "己", ics=("91.010",), status=Status.ABOLISHED),
            record("DB33/T 3-2020", "庚", ics=("91.010",)),
        ],
        {},
    )
    rows = {row.node.code: row for row in found.rows if row.node is not None}
    assert {code: row.gaps for code, row in rows.items()} == {
        "13": (),
        "65": ("no_national",),
        "67": ("no_local",),
        "91": ("only_elsewhere",),
    }
    assert {code: row.share for code, row in rows.items()} == {"13": 50, "65": 50, "67": None, "91": 0}
    assert found.total.share == 50
    assert {gap: len(found.with_gap(gap)) for gap in GAPS} == {"no_local": 1, "no_national": 1, "only_elsewhere": 1}
    assert found.repeated == 1


def test_only_rows_with_a_gap_are_shown() -> None:
    records = [record("GB/T 1-2020", "甲", ics=("67.080",)), record("DB37/T 1-2020", "乙", ics=("65.020",))]
    found = ask(records, {"gap": "no_local"})
    assert [row.node.code for row in found.shown if row.node] == ["67"]
    assert len(found.rows) == 2


def test_a_review_counts_instead_of_the_day_of_issue() -> None:
    found = ask(
        [
            record("DB37/T 1-2010", "甲", ics=("67.080",), issued=date(2010, 1, 1)),
            record("DB37/T 2-2010", "乙", ics=("67.080",), issued=date(2010, 1, 1), reviewed=date(2024, 1, 1)),
            record("DB37/T 3-2010", "丙", ics=("67.080",), issued=None, reviewed=date(2015, 1, 1)),
            record("DB37/T 4-2010", "丁", ics=("67.080",), issued=None),
        ],
        {},
    )
    assert (found.rows[0].all.review_due, found.rows[0].all.undated) == (2, 1)
    assert (found.total.all.review_due, found.total.all.undated) == (2, 1)


def test_a_place_set_against_another_has_its_column_even_where_it_has_nothing() -> None:
    found = ask([record("DB37/T 1-2020", "乙", ics=("65.020",))], {"against": "浙江"})
    assert [one.name for one in found.columns if one.name.startswith("local")] == ["local_37", "local_33"]


def test_the_region_is_the_home_of_the_catalogue_where_none_is_named() -> None:
    found = Catalogue(in_memory([]), today=lambda: DAY, home="3702").coverage({})
    assert found.scope.region == "3702"


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        ({"by": "wcs"}, "coverage_by_unknown"),
        ({"region": "99"}, "region_unknown"),
        ({"region": "亚特兰蒂斯"}, "region_unknown"),
        ({"against": "DB99"}, "region_unknown"),
        ({"against": "37"}, "coverage_regions_nested"),
        ({"region": "3702", "against": "37"}, "coverage_regions_nested"),
        ({"under": "98"}, "code_missing"),
        ({"by": "ccs", "under": "67"}, "code_missing"),
        ({"under": "x" * 5000}, "code_missing"),
        ({"gap": "all"}, "coverage_gap_unknown"),
    ],
)
def test_what_there_is_not_is_refused(asked: dict[str, str], kind: str) -> None:
    with pytest.raises(RequestError) as error:
        ask([record("DB37/T 1-2020", "乙", ics=("65.020",))], asked)
    assert error.value.kind == kind
    assert len(error.value.words.chinese) < 200


def test_a_code_that_only_standards_have_is_a_class() -> None:
    found = ask([record("DB37/T 1-2020", "乙", ics=("65.050",))], {"under": "65.050"})
    assert found.rest.all.count == found.total.all.count == 1
    rows = ask([record("DB37/T 1-2020", "乙", ics=("65.050",))], {"under": "65"}).rows
    assert [(row.node.code, row.known) for row in rows if row.node] == [("65.050", False)]


def test_json_has_the_names_of_the_api() -> None:
    value: dict[str, Any] = ask([record("DB37/T 1-2020", "乙", ics=("65.020",))], {}).to_json(PageAddresses())
    assert {"by", "under", "above", "region", "against", "on", "columns", "rows", "total", "rest", "gaps"} <= set(value)
    row = value["rows"][0]
    assert (row["code"], row["count"], row["share"], row["gaps"]) == ("65", 1, 100, ["no_national"])
    cell = row["cells"]["local_37"]
    assert (cell["count"], cell["review_due"]) == (1, 1)
    assert cell["search"] == "level=local&status=current&status=current_partial&ics=65&region=37"
    assert "search" not in value["rest"]["cells"]["local_37"]

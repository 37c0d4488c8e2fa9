"""What the catalogue says of itself."""

from __future__ import annotations

from catalogue import Catalogue, Search
from indexer.engines import in_memory
from indexer.fields import FIELDS
from standard.publisher import Level
from standard.status import Status
from tests.indexer.engines.catalogues import DAY, FIXED


def test_counts_agree_with_searches() -> None:
    catalogue = Catalogue(in_memory(FIXED), today=lambda: DAY)
    held = catalogue.holdings()
    assert held.count == len(FIXED) == sum(sum(row.values()) for row in held.levels.values())
    for level, row in held.levels.items():
        for status, count in row.items():
            search = Search(filters=(("level", (level.value,)), ("status", (status.value,))))
            assert catalogue.search(search).total == count
    assert sum(count for _, count in held.sources) <= len(FIXED)
    assert list(held.statuses) == sorted(held.statuses, key=list(Status).index)


def test_what_is_known_is_given_for_every_field_with_its_share() -> None:
    held = Catalogue(in_memory(FIXED), today=lambda: DAY).holdings()
    known = {row.field: row for row in held.filled}
    assert known["title"].percent == 100
    assert known.keys() <= {field.name for field in FIELDS}
    assert [row.count for row in held.filled] == sorted((row.count for row in held.filled), reverse=True)
    assert all(0 <= row.percent <= 100 for row in held.filled)


def test_years_are_those_of_the_standards() -> None:
    held = Catalogue(in_memory(FIXED), today=lambda: DAY).holdings()
    years = [one.year for one in FIXED if one.year]
    assert (held.oldest, held.newest) == (min(years), max(years))


def test_an_empty_catalogue_holds_nothing() -> None:
    held = Catalogue(in_memory(), today=lambda: DAY).holdings()
    assert (held.count, held.levels, held.sources, held.oldest) == (0, {}, (), None)
    assert all(row.percent == 0 for row in held.filled)


def test_json_has_the_names_of_the_api() -> None:
    value = Catalogue(in_memory(FIXED), today=lambda: DAY).holdings().to_json()
    assert set(value) == {"count", "on", "data_date", "generation", "years", "levels", "sources", "filled"}
    assert value["levels"][0]["level"] == Level.NATIONAL.value
    assert set(value["filled"][0]) == {"field", "count", "percent"}

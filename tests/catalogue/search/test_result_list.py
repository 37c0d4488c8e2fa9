"""Whole result lists: the same as all pages, one generation, one day, cut where they must be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from catalogue import Catalogue, Search
from catalogue.query import MAX_TEXT
from catalogue.query.reading import QueryError
from catalogue.search import result_list as listings
from catalogue.search.request import MAX_LIMIT
from catalogue.search.result_list import Listing
from catalogue.standards import list_single
from indexer.engines import in_memory
from indexer.engines.base import SORTS, Request, Results
from indexer.errors import RequestError
from indexer.lifecycle.index_handle import Fixed, Opened
from tests.catalogue.export.lists import CHECKED, DAY, catalogue, many, numbers


def paged(asked: Catalogue, search: Search) -> Iterator[tuple[str, str, str, float]]:
    """What all pages of a search show."""
    offset = 0
    while hits := asked.search(search.at(offset=offset, limit=MAX_LIMIT)).hits:
        yield from ((hit.record.number, hit.status, hit.group, hit.score) for hit in hits)
        offset += MAX_LIMIT


def listed(wanted: Listing) -> list[tuple[str, str, str, float]]:
    return [(hit.record.number, hit.status, hit.group, hit.score) for hit in wanted.hits]


SEARCHES = [
    Search(),
    Search("标准化工作导则"),
    Search("质量管理 要求"),
    Search("GB/T 1.1"),
    Search(filters=(("level", ("national",)), ("status", ("current",)))),
    *(Search(sort=sort) for sort in SORTS),
]


@pytest.mark.parametrize("search", SEARCHES, ids=str)
@pytest.mark.parametrize("batch", [2, 7, 1_000])
def test_a_list_is_all_pages(search: Search, batch: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listings, "BATCH", batch)
    wanted = catalogue().every(search)
    assert listed(wanted) == list(paged(catalogue(), search))
    assert wanted.count == wanted.total == len(numbers(wanted))
    assert not wanted.cut


@pytest.mark.parametrize("text", ["", "大蒜", "标准 要求", "GB/T 1.1", "养老 服务", "levels:x", "zzz"])
@pytest.mark.parametrize("sort", ["relevance", "-issued", "title"])
def test_a_list_is_all_pages_of_a_built_index(
    corpus_index: Path, text: str, sort: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listings, "BATCH", 90)
    built = Catalogue.open(corpus_index)
    for filters in ((), (("level", ("national", "local")),)):
        search = Search(text, filters=filters, sort=sort)
        assert listed(built.every(search)) == list(paged(built, search))


def test_offset_and_limit_belong_to_the_screen() -> None:
    assert numbers(catalogue().every(Search(offset=5, limit=2))) == numbers(catalogue().every(Search()))


def test_a_list_can_be_read_twice() -> None:
    wanted = catalogue().every(Search())
    assert numbers(wanted) == numbers(wanted) != []


@pytest.mark.parametrize(
    ("count", "cap", "batch"), [(25, 10, 4), (25, 10, 10), (25, 10, 100), (10, 10, 3), (11, 10, 5)]
)
def test_more_than_the_most(count: int, cap: int, batch: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listings, "MAX_ROWS", cap)
    monkeypatch.setattr(listings, "BATCH", batch)
    asked = catalogue(many(count))
    wanted = asked.every(Search("示例", sort="number"))
    assert (wanted.total, wanted.count, wanted.cut) == (count, cap, count > cap)
    assert listed(wanted) == list(paged(asked, Search("示例", sort="number")))[:cap]


def test_what_is_said_of_a_list() -> None:
    wanted = catalogue().every(Search("zzz"))
    assert (wanted.total, wanted.count, list(wanted.hits)) == (0, 0, [])
    assert [hint.kind for hint in wanted.hints] == ["unknown_words"]
    assert (wanted.day, wanted.data_date, wanted.generation) == (DAY, CHECKED, "000007")


def test_a_text_too_long_is_cut_as_on_the_page() -> None:
    wanted = catalogue().every(Search("标" * (MAX_TEXT + 1)))
    assert len(wanted.search.text) == MAX_TEXT
    assert wanted.hints[0].kind == "cut"


def test_mistakes_are_told_before_anything_is_read() -> None:
    with pytest.raises(QueryError):
        catalogue().every(Search("status:nonsense", strict=True))
    with pytest.raises(RequestError):
        catalogue().every(Search.from_args([("sort", "nonsense")]))


def test_rows_are_those_of_one_generation_and_day() -> None:
    """While a list is read, a reindex and midnight pass by."""
    old, new = many(30), many(3)
    day = [DAY]

    class Changing:
        opened = Opened(in_memory(old), "1")

        def current(self) -> Opened:
            return self.opened

        def earlier(self, opened: Opened, name: str = "") -> Opened:
            raise NotImplementedError

        def close(self) -> None:
            """Nothing goes on."""

    shelf = Changing()
    asked = Catalogue(shelf, today=lambda: day[0])
    wanted = asked.every(Search(sort="number"))
    rows = iter(wanted.hits)
    first = next(rows)
    shelf.opened, day[0] = Opened(in_memory(new), "2"), date(2019, 1, 1)
    assert len([first, *rows]) == 30
    assert len(numbers(asked.every(Search()))) == 3


def test_no_more_is_held_than_a_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listings, "BATCH", 10)
    engine = in_memory(many(95))
    search, limits = engine.search, []

    def noted(request: Request) -> Results:
        limits.append(request.limit)
        return search(request)

    monkeypatch.setattr(engine, "search", noted)
    wanted = Catalogue(Fixed(Opened(engine))).every(Search(sort="number"))
    assert limits == [10]
    rows = iter(wanted.hits)
    for _ in range(10):
        next(rows)
    assert limits == [10]
    assert len(list(rows)) == 85
    assert limits == [10] * 9 + [5]


def test_one_standard_as_a_list() -> None:
    wanted = list_single(catalogue().standard("gbt19001"))
    assert numbers(wanted) == ["GB/T 19001-2016"]
    assert (wanted.total, wanted.count, wanted.single) == (1, 1, True)

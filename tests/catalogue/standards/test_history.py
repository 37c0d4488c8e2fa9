"""What led to a standard and what came of it: across series and levels, in part, and where the data are wrong."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue import Catalogue
from catalogue.standards import History, Timeline, lay_out
from indexer.engines import in_memory
from standard.record import Record
from standard.status import Status
from tests.indexer.engines.catalogues import FIXED, record
from webapp.addresses import PageAddresses

TODAY = date(2026, 11, 30)
ENDED = Status.ABOLISHED
OLD = ("GB 300-2000",)
MORE = (
    # said by the new one only, by the old one only, and by both
    record("DB37/T 100-2005", "甲", status=ENDED, issued=date(2005, 1, 1), effective=date(2005, 6, 1)),
    record("DB37/T 100-2010", "甲", status=ENDED, effective=date(2010, 6, 1), replaces=("DB37/T 100-2005",)),
    record("GB/T 8000-2018", "甲", effective=date(2018, 7, 1), replaces=("DB37/T 100-2010", "NY/T 200-2005")),
    record("GB 7000-1999", "乙", status=ENDED, issued=date(1999, 1, 1), replaced_by=("JB/T 7000-2004",)),
    record("JB/T 7000-2004", "乙", issued=date(2004, 1, 1), effective=date(2004, 6, 1), replaces=("GB 7000-1999",)),
    record("GB 300-2000", "丙", issued=date(2000, 1, 1), replaced_partly_by=("GB 300.1-2015",)),
    record("GB 300.1-2015", "丙 第1部分", issued=date(2015, 1, 1), effective=date(2015, 5, 1)),
    record("GB 300.2-2016", "丙", issued=date(2016, 1, 1), replaces=OLD, replaces_partly=OLD),
    record("HG/T 4-2001", "丁", status=ENDED, replaced_by=("HG/T 5-2001",)),
    record("HG/T 5-2001", "丁", status=ENDED, replaced_by=("HG/T 4-2001",)),
    record("HG/T 6-2001", "戊", replaced_by=("HG/T 6-1990",)),
    record("GB 50009-2012", "建筑结构荷载规范", issued=date(2012, 5, 28), effective=date(2012, 10, 1)),
    record("GB/T 1.2-2020", "己", cites=("GB/T 1.1-2020", "GB/T 1.1")),
)  # fmt: skip
CATALOGUE = Catalogue(in_memory((*FIXED[:2], *FIXED[5:7], *MORE)), today=lambda: TODAY)


def history(text: str) -> History:
    return CATALOGUE.history(text)


def edges(text: str) -> list[tuple[str, str, str]]:
    return [(edge.old, edge.new, edge.kind) for edge in history(text).edges]


CHAIN = [
    ("DB37/T 100-2005", "DB37/T 100-2010", "whole"),
    ("DB37/T 100-2010", "GB/T 8000-2018", "whole"),
    ("NY/T 200-2005", "GB/T 8000-2018", "whole"),
]


@pytest.mark.parametrize("number", ["DB37/T 100-2005", "DB37/T 100-2010", "GB/T 8000-2018"])
def test_the_whole_chain_is_seen_from_each_of_its_standards(number: str) -> None:
    assert edges(number) == CHAIN


def test_both_ends_say_the_same_replacement() -> None:
    assert edges("GB 7000-1999") == edges("JB/T 7000-2004") == [("GB 7000-1999", "JB/T 7000-2004", "whole")]
    assert [edge.stated_by for edge in history("GB 7000-1999").edges] == ["both"]
    assert [edge.stated_by for edge in history("DB37/T 100-2005").edges] == ["new"] * 3


def test_what_is_replaced_in_part_and_split() -> None:
    assert edges("GB 300-2000") == [
        ("GB 300-2000", "GB 300.1-2015", "part"),
        ("GB 300-2000", "GB 300.2-2016", "part"),
    ]
    assert edges("GB 300.1-2015") == edges("GB 300-2000")


def test_clauses_that_ended_have_their_day_and_source() -> None:
    (edge,) = history("GB 50009-2012").edges
    assert (edge.new, edge.kind, edge.day, edge.stated_by) == ("GB 55001-2021", "clauses", date(2022, 1, 1), "notice")
    assert "5.1.1" in edge.clauses
    assert "5.1.1" in history("GB 50009-2012").sentences()[0].english


def test_a_circle_and_what_goes_back_in_time_are_told_and_not_followed() -> None:
    circle = history("HG/T 4-2001")
    assert circle.graph.circles == (("HG/T 4-2001", "HG/T 5-2001", "HG/T 4-2001"),)
    assert any("成环" in sentence.chinese for sentence in circle.contradictions)
    backward = history("HG/T 6-2001")
    assert [edge.new for edge in backward.graph.backward] == ["HG/T 6-1990"]
    assert any("HG/T 6-1990" in sentence.chinese for sentence in backward.contradictions)


def test_editions_amendments_and_who_cites_it() -> None:
    found = history("GB/T 1.1-2020")
    assert [row.number for row in found.editions] == ["GB/T 1.1-2020", "GB/T 1.1-2009"]
    assert [row.number for row in found.cited_by] == ["GB/T 1.2-2020"]
    assert [row.number for row in history("GB/T 1.2-2020").cites] == ["GB/T 1.1-2020", "GB/T 1.1"]
    assert [row.number for row in history("GB/T 19001-2016").amendments] == ["GB/T 19001-2016/XG1-2024"]
    assert [row.number for row in history("GB/T 19001-2016").editions] == ["GB/T 19001-2016"]
    assert history("GB/T 1.1-2009").in_force == ("GB/T 1.1-2020",)


def test_json_has_the_agreed_names() -> None:
    value = history("DB37/T 100-2010").to_json(PageAddresses())
    assert value.keys() >= {"number", "editions", "edges", "cited_by", "cites"}
    assert value["editions"][0].keys() >= {"number", "status", "issued", "effective"}
    assert value["edges"][0].keys() >= {"new", "old", "kind", "day"}
    assert value["edges"][0]["day"] == "2010-06-01"


def drawn(number: str) -> Timeline:
    timeline = lay_out(history(number))
    assert timeline is not None
    return timeline


def test_the_line_of_time_has_a_bar_for_each_and_a_link_for_each_replacement() -> None:
    timeline = drawn("DB37/T 100-2010")
    numbers = [bar.number for bar in timeline.bars]
    assert numbers == ["NY/T 200-2005", "DB37/T 100-2005", "DB37/T 100-2010", "GB/T 8000-2018"]
    assert [bar.number for bar in timeline.bars if bar.own] == ["DB37/T 100-2010"]
    assert len(timeline.links) == len(CHAIN)
    for link in timeline.links:
        old, new = timeline.bars[link.old], timeline.bars[link.new]
        assert old.end == new.start == link.at
    assert next(bar for bar in timeline.bars if bar.number == "NY/T 200-2005").start_guessed
    assert timeline.bars[-1].ends is None
    assert lay_out(history("GB/T 19001-2016")) is None


SERIAL = st.sampled_from(["GB 1", "GB/T 2", "DB37/T 3"])
NUMBER = st.builds(lambda serial, year: f"{serial}-{year}", SERIAL, st.integers(1980, 2027))


@given(st.lists(NUMBER, min_size=1, max_size=7, unique=True), st.data())
def test_drawn_histories_have_every_replacement_and_fit_the_line(numbers: list[str], data: st.DataObject) -> None:
    others = st.lists(st.sampled_from(numbers), max_size=2, unique=True).map(tuple)
    days = st.none() | st.dates(date(1980, 1, 1), date(2027, 12, 31))
    records = [
        Record(
            number,
            "名称",
            status=data.draw(st.sampled_from([Status.CURRENT, ENDED, Status.UPCOMING])),
            effective=data.draw(days),
            replaces=data.draw(others),
            replaced_by=data.draw(others),
        )
        for number in numbers
    ]
    found = Catalogue(in_memory(records), today=lambda: TODAY).history(numbers[0])
    told = {(edge.old, edge.new) for edge in found.edges}
    named = {number for edge in told for number in edge} | {numbers[0]}
    backward = {(edge.old, edge.new) for edge in found.graph.backward}
    reached = {number for edge in told - backward for number in edge} | {numbers[0]}
    for row in records:
        for old, new in [(old, row.number) for old in row.replaces] + [(row.number, new) for new in row.replaced_by]:
            assert ((old, new) in told) or not {old, new} & reached
    assert named <= set(found.graph.standards)
    timeline = lay_out(found)
    for bar in timeline.bars if timeline is not None else ():
        assert 0 <= bar.start <= bar.end <= 1

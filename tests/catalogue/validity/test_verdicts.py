"""What is said of each kind of number that a list can cite, on a small catalogue where all is known."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.validity import Entry, Row, Verdict, judge, judge_all
from catalogue.validity.row import Note
from catalogue.validity.titles import likeness, similarity
from indexer.engines import Request, Results, in_memory
from indexer.readers import Place
from standard.citations import Citation, Reading
from standard.number import StandardNumber
from standard.record import Conflict, Record
from standard.status import Status
from standard.wording import sentences
from tests.indexer.engines.catalogues import FIXED, record

TODAY = date(2026, 11, 30)
ENDED, COMING = Status.ABOLISHED, Status.UPCOMING


def days(issued: str, effective: str = "", abolished: str = "") -> dict[str, date | None]:
    """The days of a record; only what is given."""
    named = {"issued": issued, "effective": effective, "abolished": abolished}
    return {name: date.fromisoformat(value) if value else None for name, value in named.items()}


TYRES = (
    record("GB 9743-2007", "轿车轮胎", status=ENDED, replaced_by=("GB 9743-2015",), **days("2007-11-01", "2008-04-01")),
    record("GB 9743-2015", "轿车轮胎", status=ENDED, replaced_by=("GB 9743-2024",), **days("2015-02-04", "2016-02-01")),
    record("GB 9743-2024", "轿车轮胎", **days("2024-04-29", "2025-05-01")),
)
MORE = (
    *TYRES,
    record(
        "GB 4806.11-2016", "食品接触用橡胶材料及制品", replaced_partly_by=("GB 4806.11-2023",), **days("2016-10-19")
    ),
    record("GB/T 7000-2010", "灯具", replaced_by=("GB/T 7000-2026",), **days("2010-01-01", "2010-06-01")),
    record("GB/T 7000-2026", "灯具", status=COMING, replaces=("GB/T 7000-2010",), **days("2026-10-01", "2027-05-01")),
    record("DB37/T 100-2010", "地方标准甲", status=ENDED, replaced_by=("GB/T 8000-2018",), **days("2010-01-01")),
    record(
        "GB/T 8000-2018",
        "国标乙",
        replaces=("DB37/T 100-2010", "NY/T 200-2005"),
        **days("2018-01-01", "2018-07-01"),
    ),
    record(
        "NY/T 300-2000",
        "农业标准丙",
        status=ENDED,
        replaced_by=("NY/T 300.1-2015", "NY/T 300.2-2015"),
        **days("2000-01-01"),
    ),
    record("NY/T 300.1-2015", "农业标准丙 第1部分", **days("2015-01-01", "2015-05-01")),
    record("NY/T 300.2-2015", "农业标准丙 第2部分", **days("2015-01-01", "2015-05-01")),
    record("GB 100-2018", "已定废止日的标准", status=ENDED, **days("2005-01-01", "2005-06-01", "2018-03-01")),
    record("GB 50009-2012", "建筑结构荷载规范", **days("2012-05-28", "2012-10-01")),
    record("GB 50011-2010", "建筑抗震设计规范", status=Status.UNKNOWN, **days("2010-05-31", "2010-12-01")),
    record("GB/T 50011-2010", "建筑抗震设计标准", **days("2010-05-31", "2010-12-01")),
    record("HG/T 1-2001", "来源不一", conflicts=(Conflict("status", "废止", "另一来源"),), **days("2001-01-01")),
    record("HG/T 2-2001", "倒置", **days("2001-01-01", "2001-06-01", "2000-06-01")),
    record("HG/T 3-2001", "被更早的代替", replaced_by=("HG/T 3-1990",), **days("2001-01-01")),
    record("HG/T 4-2001", "成环甲", status=ENDED, replaced_by=("HG/T 5-2001",), **days("2001-01-01")),
    record("HG/T 5-2001", "成环乙", status=ENDED, replaced_by=("HG/T 4-2001",), **days("2001-01-01")),
    record("HG/T 6-2001", "现行而已被代替", replaced_by=("HG/T 6-2010",), **days("2001-01-01")),
    record("HG/T 6-2010", "现行而已被代替", **days("2010-01-01", "2010-06-01")),
    record("HG/T 7-2001", "无状态", status=Status.UNKNOWN, **days("2001-01-01")),
    record("HG/T 8-2001", "旧版现行", **days("2001-01-01")),
    record("HG/T 8-2011", "新版现行", **days("2011-01-01", "2011-06-01")),
)
ENGINE = in_memory((*FIXED, *MORE))


def cited(text: str, title: str = "", **more: object) -> Citation:
    return Citation(text, (0, len(text)), StandardNumber(text), title, **more)  # type: ignore[arg-type]


def verdict(text: str, day: date = TODAY, title: str = "") -> Row:
    return judge(ENGINE, cited(text, title), day, TODAY)


def kinds(row: Row) -> list[str]:
    return [remark.kind for remark in row.notes]


def test_the_names_are_those_of_the_interface() -> None:
    assert " ".join(Verdict) == (
        "in_force successor_announced upcoming replaced partly_replaced abolished other_edition undated not_found "
        "ambiguous not_a_number contradictory"
    )
    assert verdict("GB 9743-2007").to_json().keys() >= {
        *("row", "given", "number", "title", "verdict", "status", "issued", "effective", "abolished", "replaced_by"),
        *("in_force", "near", "source", "checked", "note", "place"),
    }


def test_the_whole_chain_to_what_is_in_force() -> None:
    row = verdict("GB 9743-2007")
    assert (row.verdict, row.status) == (Verdict.REPLACED, Status.REPLACED)
    assert row.replaced_by == ("GB 9743-2015", "GB 9743-2024")
    assert row.in_force == "GB 9743-2024"
    assert row.abolished == date(2016, 2, 1), "the day its replacement took effect"


@pytest.mark.parametrize(
    ("number", "day", "expected", "in_force"),
    [
        ("GB 9743-2007", "2015-01-01", Verdict.IN_FORCE, "GB 9743-2007"),
        ("GB 9743-2007", "2015-06-01", Verdict.SUCCESSOR_ANNOUNCED, "GB 9743-2007"),
        ("GB 9743-2007", "2016-02-01", Verdict.REPLACED, "GB 9743-2015"),
        ("GB 9743-2015", "2015-06-01", Verdict.UPCOMING, "GB 9743-2007"),
        ("GB 9743-2024", "2015-01-01", Verdict.UPCOMING, "GB 9743-2007"),
        ("GB 100-2018", "2015-01-01", Verdict.IN_FORCE, "GB 100-2018"),
        ("GB 100-2018", "2018-03-01", Verdict.ABOLISHED, None),
        ("GB/T 7000-2010", "2026-09-30", Verdict.IN_FORCE, "GB/T 7000-2010"),
        ("GB/T 7000-2010", "2026-11-30", Verdict.SUCCESSOR_ANNOUNCED, "GB/T 7000-2010"),
        ("GB/T 7000-2010", "2027-05-01", Verdict.REPLACED, "GB/T 7000-2026"),
        ("GB/T 7000-2026", "2026-11-30", Verdict.UPCOMING, "GB/T 7000-2010"),
    ],
)
def test_as_of_any_day(number: str, day: str, expected: Verdict, in_force: str | None) -> None:
    row = verdict(number, date.fromisoformat(day))
    assert (row.verdict, row.in_force) == (expected, in_force), row.note.chinese


def test_what_was_not_issued_yet_says_so() -> None:
    row = verdict("GB 9743-2024", date(2015, 1, 1))
    assert "not_issued" in kinds(row)
    assert "2024-04-29" in row.note.english


def test_an_announced_successor_is_named_with_its_day() -> None:
    row = verdict("GB/T 7000-2010")
    assert row.replaced_by == ("GB/T 7000-2026",)
    assert row.noted("announced") == (Note("announced", {"number": "GB/T 7000-2026", "day": date(2027, 5, 1)}),)


def test_replacement_goes_across_levels_and_into_parts() -> None:
    assert verdict("DB37/T 100-2010").in_force == "GB/T 8000-2018"
    split = verdict("NY/T 300-2000")
    assert split.replaced_by == ("NY/T 300.1-2015", "NY/T 300.2-2015")
    assert "several" in kinds(split)


def test_an_edition_known_only_by_what_replaces_it() -> None:
    row = verdict("NY/T 200-2005")
    assert (row.verdict, row.in_force, row.status) == (Verdict.REPLACED, "GB/T 8000-2018", None)
    assert kinds(row) == ["known_by_successor"]


def test_clauses_that_ended_are_named_from_their_day_on() -> None:
    row = verdict("GB 50009-2012")
    assert (row.verdict, row.status, row.in_force) == (
        Verdict.PARTLY_REPLACED,
        Status.CURRENT_PARTIAL,
        "GB 50009-2012",
    )
    assert "5.1.1" in row.note.chinese
    assert verdict("GB 50009-2012", date(2021, 12, 31)).verdict is Verdict.IN_FORCE
    alone = verdict("GB 50096-2011")
    assert (alone.verdict, kinds(alone)[-1]) == (Verdict.PARTLY_REPLACED, "partly_alone")


def test_a_number_that_was_changed_by_notice() -> None:
    row = verdict("GB 50011-2010")
    assert (row.verdict, row.replaced_by, row.abolished) == (
        Verdict.REPLACED,
        ("GB/T 50011-2010",),
        date(2024, 8, 1),
    )


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("HG/T 1-2001", "sources_differ"),
        ("HG/T 2-2001", "ends_before_begins"),
        ("HG/T 3-2001", "older_successor"),
        ("HG/T 4-2001", "circle"),
        ("HG/T 6-2001", "successor_in_force"),
        ("HG/T 8-2001", "newer_in_force"),
    ],
)
def test_data_that_contradict_themselves_say_what_contradicts_what(number: str, kind: str) -> None:
    row = verdict(number)
    assert row.verdict is Verdict.CONTRADICTORY
    assert kind in kinds(row)


def test_a_contradiction_begins_on_its_day() -> None:
    assert verdict("HG/T 6-2001", date(2010, 5, 31)).verdict is Verdict.SUCCESSOR_ANNOUNCED
    assert verdict("HG/T 6-2001", date(2010, 6, 1)).verdict is Verdict.CONTRADICTORY


def test_a_status_looked_up_before_the_successor_is_no_contradiction() -> None:
    old = record("HG/T 9-2001", "甲", replaced_by=("HG/T 9-2026",), checked=date(2026, 3, 1), **days("2001-01-01"))
    new = record("HG/T 9-2026", "甲", status=COMING, **days("2026-01-01", "2026-07-01"))
    row = judge(in_memory((old, new)), cited("HG/T 9-2001"), TODAY, TODAY)
    assert (row.verdict, kinds(row)) == (Verdict.REPLACED, ["ended_since"])


def test_no_status_is_never_in_force() -> None:
    row = verdict("HG/T 7-2001")
    assert (row.verdict, row.in_force, kinds(row)) == (Verdict.AMBIGUOUS, None, ["status_unknown"])


def test_another_year_part_or_nature_is_another_standard() -> None:
    other = verdict("GB 9743-1997")
    assert (other.verdict, other.in_force, other.status) == (Verdict.OTHER_EDITION, "GB 9743-2024", None)
    assert other.near[0] == "GB 9743-2024"
    part = verdict("GB/T 1.9-2020")
    assert (part.verdict, part.in_force) == (Verdict.NOT_FOUND, None)
    nature = verdict("GB/T 9743-2024")
    assert (nature.verdict, nature.near[0]) == (Verdict.NOT_FOUND, "GB 9743-2024")
    assert "不等于没有该标准" in nature.note.chinese


def test_undated_names_the_newest_edition_in_force_on_the_day() -> None:
    assert (verdict("GB 9743").verdict, verdict("GB 9743").in_force) == (Verdict.UNDATED, "GB 9743-2024")
    assert verdict("GB 9743", date(2017, 1, 1)).in_force == "GB 9743-2015"
    before = verdict("GB 9743", date(2007, 1, 1))
    assert (before.verdict, before.in_force) == (Verdict.UPCOMING, None)
    assert verdict("NY/T 300").verdict is Verdict.REPLACED, "no edition is in force: what is said of the last"


def test_the_national_half_of_a_dual_number_decides() -> None:
    row = verdict("GB/T 19001-2016/ISO 9001:2015")
    assert (row.verdict, row.in_force) == (Verdict.IN_FORCE, "GB/T 19001-2016")
    assert row.noted("adopts")[0].values == {"number": "ISO 9001:2015"}


def test_amendments_stand_with_their_edition() -> None:
    assert verdict("GB/T 19001-2016/XG1-2024").verdict is Verdict.IN_FORCE
    assert verdict("GB/T 19001-2016").noted("amended_by")[0].values == {"numbers": ("GB/T 19001-2016/XG1-2024",)}
    assert not verdict("GB/T 19001-2016", date(2023, 1, 1)).noted("amended_by")
    lacking = verdict("GB 9743-2007/XG1-2010")
    assert (lacking.verdict, lacking.number, kinds(lacking)[0]) == (
        Verdict.REPLACED,
        "GB 9743-2007/XG1-2010",
        "amendment_missing",
    )


def test_what_was_left_out_or_broken_is_offered_and_never_assumed() -> None:
    bare = verdict("9743-2015")
    assert (bare.verdict, bare.near) == (Verdict.AMBIGUOUS, ("GB 9743-2015",))
    offered = (StandardNumber("GB 9743-2015"), StandardNumber("GB 9748-2015"))
    broken = judge(ENGINE, Citation("G8 9743-2015", (0, 12), None, "", Reading.BROKEN, offered), TODAY, TODAY)
    assert (broken.verdict, broken.number, broken.near) == (Verdict.AMBIGUOUS, "", ("GB 9743-2015",))
    assert "GB 9748-2015" in broken.note.chinese
    none = judge(ENGINE, Citation("备注", (0, 2), None, "", Reading.NONE), TODAY, TODAY)
    assert (none.verdict, none.near) == (Verdict.NOT_A_NUMBER, ())
    assert verdict("DB37/T").verdict is Verdict.NOT_A_NUMBER


@pytest.mark.parametrize("title", ["", "轿车轮胎", "《轿车轮胎》", "轿车轮胎 第1部分", "国家标准 轿车轮胎"])
def test_titles_that_fit(title: str) -> None:
    assert not [kind for kind in kinds(verdict("GB 9743-2024", title=title)) if kind.startswith("title")]


def test_a_title_that_does_not_fit_is_flagged_with_the_number_that_it_fits() -> None:
    row = verdict("GB 9743-2024", title="建筑结构荷载规范")
    assert (row.verdict, row.title, row.given_title) == (Verdict.IN_FORCE, "轿车轮胎", "建筑结构荷载规范")
    assert row.noted("title_fits")[0].values["numbers"] == ("GB 50009-2012",)
    assert kinds(verdict("GB 9743-2024", title="从来没有的名称")) == ["title_differs"]
    like = verdict("GB 9743-2024", title="结构荷载规范")
    assert kinds(like)[-1] == "title_fits_like", "a title within longer ones names none for certain"
    missing = verdict("GB 59009-2012", title="建筑结构荷载规范")
    assert (missing.verdict, missing.near) == (Verdict.NOT_FOUND, ("GB 50009-2012",))


def test_a_title_of_another_part_never_fits() -> None:
    assert not verdict("NY/T 300.1-2015", title="农业标准丙 第一部分").noted("title_fits")
    other = verdict("NY/T 300.2-2015", title="农业标准丙 第1部分")
    assert other.noted("title_fits")[0].values["numbers"] == ("NY/T 300.1-2015",)
    assert likeness("甲 第十二部分", Record("GB 1.12-2000", "甲 第12部分")) == 1.0
    assert likeness("甲 第十二部分", Record("GB 1.2-2000", "甲 第2部分")) == 0.0


def test_a_later_edition_than_all_that_are_known_is_said_to_be_so() -> None:
    assert verdict("GB 9743-2026").noted("later_than_all")
    assert not verdict("GB 9743-1997").noted("later_than_all")


def test_an_older_edition_is_never_offered_in_the_place_of_a_newer_one() -> None:
    old = record("HG/T 11-2001", "甲", **days("2001-01-01"))
    new = record("HG/T 11-2011", "甲", status=ENDED, **days("2011-01-01"))
    row = judge(in_memory((old, new)), cited("HG/T 11-2011"), TODAY, TODAY)
    assert (row.verdict, row.in_force, row.notes) == (Verdict.ABOLISHED, None, ())


def test_a_translation_does_not_say_how_its_standard_stands() -> None:
    english = record("HG/T 14-2011E", "甲(英文版)", **days("2011-01-01"))
    engine = in_memory((english,))
    for text in ("HG/T 14-2011", "HG/T 14-2004"):
        row = judge(engine, cited(text), TODAY, TODAY)
        assert (row.verdict, row.in_force, row.near) == (Verdict.NOT_FOUND, None, ("HG/T 14-2011E",))
        assert kinds(row) == ["translation_only"]
    chinese = record("HG/T 14-2004", "甲", status=ENDED, **days("2004-01-01"))
    row = judge(in_memory((english, chinese)), cited("HG/T 14-2011"), TODAY, TODAY)
    assert row.verdict is Verdict.OTHER_EDITION


def test_a_chain_that_breaks_off_says_where() -> None:
    lost = record("HG/T 12-2001", "甲", status=ENDED, replaced_by=("HG/T 13-2009",), **days("2001-01-01"))
    row = judge(in_memory((lost,)), cited("HG/T 12-2001"), TODAY, TODAY)
    assert (row.verdict, row.replaced_by, row.in_force) == (Verdict.REPLACED, ("HG/T 13-2009",), None)
    assert kinds(row) == ["chain_unknown"]


def test_a_list_of_wrong_titles_looks_up_so_many_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("catalogue.validity.title_check.MAX_LOOKUPS", 2)
    asked = [Entry(at, cited("GB 9743-2024", f"从来没有的名称{at}号"), Place()) for at in range(1, 5)]
    told = [kinds(row)[-1] for row in judge_all(ENGINE, asked, TODAY, TODAY)]
    assert told == ["title_differs", "title_differs", "title_not_searched", "title_not_searched"]


def test_similarity_is_the_share_of_common_pairs() -> None:
    assert similarity("abcd", "abcd") == 1.0
    assert similarity("abcd", "xabcdx") == 1.0
    assert similarity("abc", "abd") == 0.5
    assert similarity("ab", "cd") == 0.0


def entries(numbers: Sequence[str]) -> list[Entry]:
    return [Entry(at, cited(text), Place(line=at)) for at, text in enumerate(numbers, 1)]


@settings(max_examples=30)
@given(st.lists(st.sampled_from([row.number for row in MORE] + ["GB 1-2000", "GB 9743", "9743-2015", "DB37/T"])))
def test_one_row_out_for_each_entry_in_order(numbers: list[str]) -> None:
    asked = entries(numbers)
    rows = list(judge_all(ENGINE, asked, TODAY, TODAY))
    assert [(row.row, row.given, row.place) for row in rows] == [
        (entry.row, entry.citation.given, entry.place) for entry in asked
    ]
    for row, entry in zip(rows, asked, strict=True):
        alone = judge(ENGINE, entry.citation, TODAY, TODAY)
        assert (row.verdict, row.in_force, row.notes) == (alone.verdict, alone.in_force, alone.notes)


def test_many_are_looked_up_by_few_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    """One question for some hundred numbers: else ten thousand take minutes."""
    records = [Record(f"GB/T {serial}-2010", f"名称{serial}", status=Status.CURRENT) for serial in range(1000, 1300)]
    engine = in_memory(records)
    asked: list[Request] = []
    search = engine.search

    def search_and_count(request: Request) -> Results:
        asked.append(request)
        return search(request)

    monkeypatch.setattr(engine, "search", search_and_count)
    rows = list(judge_all(engine, entries([row.number for row in records]), TODAY, TODAY))
    assert {row.verdict for row in rows} == {Verdict.IN_FORCE}
    assert len(asked) <= 10


def test_every_remark_has_its_words() -> None:
    texts = {name for name in sentences() if name.startswith("check_")}
    for row in map(verdict, [one.number for one in MORE]):
        for remark in row.notes:
            assert f"check_{remark.kind}" in texts
            assert remark.words.chinese
            assert "None" not in remark.words.english


@pytest.mark.parametrize("text", ["GB 50153-2008(2018)", "GB 50153-2008E"])
def test_what_a_notice_ended_is_known_of_a_revised_or_translated_edition_too(text: str) -> None:
    row = verdict(text)
    assert row.verdict is Verdict.PARTLY_REPLACED
    assert row.noted("mandatory_clauses")[0].values["number"] == "GB 55001-2021"
    renumbered = verdict("GB 50010-2010(2015)")
    assert (renumbered.verdict, renumbered.replaced_by) == (Verdict.REPLACED, ("GB/T 50010-2010",))


def test_the_number_of_the_same_year_and_another_nature_is_named() -> None:
    old = record("GB 12326-2000", "电压波动", status=ENDED, **days("2000-01-01"))
    now = record("GB/T 12326-2008", "电压波动", **days("2008-01-01"))
    row = judge(in_memory((old, now)), cited("GB 12326-2008"), TODAY, TODAY)
    assert (row.verdict, row.in_force, row.near) == (
        Verdict.OTHER_EDITION,
        None,
        ("GB 12326-2000", "GB/T 12326-2008"),
    )
    assert "GB/T 12326-2008" in row.note.chinese


def test_remarks_name_what_they_speak_of() -> None:
    assert "GB 9743-2024" in verdict("GB/T 9743-2024").note.chinese, "what is near is named, not only counted"
    none = verdict("NY/T 300").note.chinese
    assert "目录中没有现行的版本" in none, "what the catalogue lacks may exist"


@pytest.mark.parametrize(
    "head", ["DLT 5460-2012 ", "DL_T 5460-2012", "GB／T 1.1－2020 ", "DB37∕T 100—2010_", "T/CECS 10-20 "]
)
def test_a_number_before_a_title_does_not_make_it_another(head: str) -> None:
    own = record("DL/T 5460-2012", "换流站站用电设计规程", **days("2012-01-01"))
    row = judge(in_memory((own,)), cited("DL/T 5460-2012", f"{head}换流站站用电设计技术规定"), TODAY, TODAY)
    assert kinds(row) == []
    assert row.given_title.startswith(head.strip())

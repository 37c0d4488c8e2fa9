"""Standards of higher levels on the same object: what counts for and against, and what there is to look at."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from catalogue import Catalogue
from catalogue.comparison import THRESHOLD, Overlaps, find_overlaps
from catalogue.comparison.checks import check_pair
from catalogue.lookup import StandardNotFound
from indexer.engines import in_memory
from indexer.lifecycle import Opened
from standard.publisher import Level
from standard.record import Adoption
from standard.status import Status
from tests.indexer.engines.catalogues import record
from webapp.addresses import PageAddresses

TODAY = date(2026, 11, 30)
ENDED = Status.ABOLISHED
TREES, GARLIC = {"ics": ("65.020.40",), "ccs": ("B64",)}, {"ics": ("67.080.20",), "ccs": ("B31",)}
LOCAL = record("DB37/T 2960-2017", "盐碱地造林技术规程", issued=date(2017, 5, 23), **TREES)
CONFIRMED = replace(LOCAL, number="DB37/T 2961-2017", reviewed=date(2023, 1, 1))
RECORDS = (
    LOCAL,
    CONFIRMED,
    record("GB/T 15776-2023", "造林技术规程", issued=date(2023, 5, 23), **TREES),
    record("GB/T 15776-2016", "造林技术规程", status=ENDED, replaced_by=("GB/T 15776-2023",), **TREES),
    record("DB37/T 1-2024", "大蒜栽培技术规程", issued=date(2024, 1, 1), **GARLIC),
    record("DB44/T 1-2024", "大蒜栽培技术规程", issued=date(2024, 1, 1), **GARLIC),
    record("GB/T 2-2020", "洋葱栽培技术规程", **GARLIC),
    record("NY/T 3-2020", "大蒜种植技术规范", **GARLIC),
    record("GB 4-2025", "大蒜栽培安全规范", issued=date(2025, 1, 1), **GARLIC),
    record("GB/T 5-2020", "大蒜收获机", ics=("65.060.50",)),
    record("NY/T 3-2020/XG1-2022", "大蒜种植技术规范 第1号修改单", **GARLIC),
    record("NY/T 3-2020E", "大蒜种植技术规范（英文版）", **GARLIC),
    record("DB37/T 6-2024", "柞蚕放养规程", issued=date(2024, 1, 1), ics=("65.020.30",)),
    record(
        "DB37/T 7-2024",
        "某物",
        issued=date(2024, 1, 1),
        cites=("GB/T 15776-2016", "GB/T 15776-2023"),
        adopts=(Adoption("ISO 1:2002", "IDT"),),
    ),
    record("DB37/T 8-2024", "通用技术要求", issued=date(2024, 1, 1)),
    record("DB37/T 9-2024", "蜗牛放养规程", issued=date(2024, 1, 1)),
    record("ISO 1:2002", "Reference temperature", status=ENDED, replaced_by=("ISO 1:2022",)),
    record("ISO 1:2022", "Reference temperature"),
    # what a word tells hangs on how many titles do without it
    *(record(f"GB/T {9000 + place}-2020", f"螺栓 第{place}部分") for place in range(400)),
)
CATALOGUE = Catalogue(in_memory(RECORDS), today=lambda: TODAY)


def overlaps(number: str) -> Overlaps:
    return CATALOGUE.overlaps(number)


def numbers(found: Overlaps) -> list[str]:
    return [row.candidate.number for row in found.candidates]


def kinds(found: Overlaps) -> set[str]:
    return {check.kind for check in found.checks}


def test_what_is_more_general_holds_the_local_one() -> None:
    found = overlaps("DB37/T 2960-2017")
    assert numbers(found) == ["GB/T 15776-2023"]
    row = found.candidates[0]
    assert {reason.kind for reason in row.likeness.reasons} >= {"words", "class", "title", "only_first"}
    assert {check.kind for check in row.checks} == {"below_recommended_national", "overlap"}


def test_ended_standards_are_no_candidates() -> None:
    assert "GB/T 15776-2016" not in numbers(overlaps("DB37/T 2960-2017"))


def test_another_crop_is_another_object_and_other_words_for_the_same_are_not() -> None:
    found = overlaps("DB37/T 1-2024")
    assert "NY/T 3-2020" in numbers(found)
    assert "GB/T 2-2020" not in numbers(found)
    assert "GB/T 5-2020" not in numbers(found)
    assert not {"NY/T 3-2020/XG1-2022", "NY/T 3-2020E"} & set(numbers(found)), "no standards of their own"
    assert all(row.likeness.score >= THRESHOLD for row in found.candidates)


def test_mandatory_standards_bind_everywhere_recommended_national_ones_only_here() -> None:
    here, there = overlaps("DB37/T 2960-2017"), CATALOGUE.overlaps("DB44/T 1-2024", (Level.NATIONAL, Level.LOCAL))
    assert "below_recommended_national" in {check.kind for row in here.candidates for check in row.checks}
    assert "below_recommended_national" not in {check.kind for row in there.candidates for check in row.checks}
    assert numbers(there)[0] == "DB37/T 1-2024", "any level can be asked for"


def test_guidance_binds_nobody_and_older_ones_are_no_reason_to_review() -> None:
    local = record("DB37/T 1-2024", "大蒜栽培技术规程", issued=date(2024, 1, 1), region="37")
    for nature, issued, expected in (
        ("recommended", date(2020, 1, 1), {"below_recommended_national"}),
        ("guidance", date(2020, 1, 1), set()),
        ("guidance", date(2025, 1, 1), {"overlap"}),
        ("mandatory", date(2020, 1, 1), {"below_mandatory"}),
    ):
        other = record("GB/T 1-2020", "大蒜栽培技术规程", nature=nature, issued=issued)
        assert {check.kind for check in check_pair(local, other)} == expected
    industry = record("NY/T 1-2020", "大蒜栽培技术规程", nature="recommended", issued=date(2020, 1, 1))
    assert not list(check_pair(local, industry)), "the floor is that of national standards"


def test_the_hint_names_what_to_compare() -> None:
    row = overlaps("DB37/T 2960-2017").candidates[0]
    text = next(check.text for check in row.checks if check.kind == "below_recommended_national")
    assert "请对照文本" in text.chinese
    assert "造林技术规程" in text.chinese
    assert "2023-05-23" in text.english


def test_a_review_is_due_after_five_years_unless_confirmed_since() -> None:
    assert "review_due" in kinds(overlaps("DB37/T 2960-2017"))
    assert "review_due" not in kinds(overlaps("DB37/T 2961-2017"))
    assert "review_due" not in kinds(overlaps("DB37/T 1-2024"))


def test_no_counterpart_is_said_of_this_catalogue_only() -> None:
    found = overlaps("DB37/T 6-2024")
    assert kinds(found) == {"no_national_counterpart"}
    assert "本目录" in found.checks[0].text.chinese
    assert "no_national_counterpart" not in kinds(overlaps("DB37/T 2960-2017"))


def test_a_title_without_an_object_is_not_judged() -> None:
    assert kinds(overlaps("DB37/T 8-2024")) == {"not_judged"}


def test_without_a_class_a_title_that_finds_nothing_tells_nothing() -> None:
    assert kinds(overlaps("DB37/T 9-2024")) == {"not_judged"}


def test_stale_references_and_adoptions_lead_to_what_replaced_them() -> None:
    by_kind = {check.kind: check for check in overlaps("DB37/T 7-2024").checks}
    assert by_kind["stale_reference"].numbers == ("GB/T 15776-2016",)
    assert "GB/T 15776-2016 → GB/T 15776-2023" in by_kind["stale_reference"].text.chinese
    assert by_kind["stale_adoption"].numbers == ("ISO 1:2002",)


def test_national_standards_have_none_above_them() -> None:
    assert overlaps("GB 4-2025").candidates == ()
    assert "no_national_counterpart" not in kinds(overlaps("GB 4-2025"))


def test_json_has_the_agreed_names() -> None:
    found = overlaps("DB37/T 2960-2017").to_json(PageAddresses())
    pair = found["pairs"][0]
    assert {"number", "candidate", "score", "reasons", "checks"} <= pair.keys()
    assert (pair["number"], pair["candidate"]) == ("DB37/T 2960-2017", "GB/T 15776-2023")


def test_a_number_that_is_not_there() -> None:
    with pytest.raises(StandardNotFound):
        overlaps("DB37/T 99999-2020")


@pytest.mark.parametrize("title", ["", " ", "123", "技术规范", "（）", "第1部分：总则", "优质"])
def test_titles_that_say_nothing_are_not_judged(title: str) -> None:
    found = find_overlaps(Opened(in_memory(RECORDS)), replace(LOCAL, number="DB37/T 99-2024", title=title), TODAY)
    assert not found.candidates
    assert "not_judged" in kinds(found)

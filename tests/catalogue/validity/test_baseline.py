"""A check against an earlier one: every row is compared, and it is told whether the standard or its record changed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.export import REPORT_FORMATS
from catalogue.validity import Check, EarlierReport, read_report
from indexer.errors import RequestError
from tests.catalogue.validity.checks import BEFORE, LIST, NOW, THEN, check


def report(found: Check, ending: str = "csv") -> EarlierReport:
    return read_report(b"".join(REPORT_FORMATS[ending].write(found)), f"earlier.{ending}")


def compared(text: str, earlier: EarlierReport, day: date = NOW) -> Check:
    found = check(text, day=day, baseline=earlier)
    assert found.comparison is not None
    assert len(found.comparison.changes) == len(found.rows)
    return found


def kinds(found: Check) -> list[str]:
    assert found.comparison is not None
    return [change.kind.value for change in found.comparison.changes]


@pytest.mark.parametrize("ending", ["xlsx", "csv", "json"])
def test_each_row_is_compared_with_its_earlier_one(ending: str) -> None:
    earlier = report(check(LIST + "GB/T 5-2000\n", BEFORE, THEN, generation="000001"), ending)
    found = compared(LIST + "GB/T 6-2000\n", earlier)
    assert kinds(found) == ["unchanged", "changed", "changed", "still_open", "new"]
    assert found.comparison is not None
    assert [row["number"] for row in found.comparison.gone] == ["GB/T 5-2000"]


def test_a_standard_that_was_replaced_since_has_changed_itself() -> None:
    found = compared(LIST, report(check(LIST, BEFORE, THEN)))
    assert found.comparison is not None
    told = {one.field: (one.aspect, one.what) for one in found.comparison.changes[1].differences}
    assert told["verdict"] == ("status", "standard")
    assert told["replaced_by"] == ("successor", "standard")
    assert told["in_force"] == ("edition", "standard")
    assert {what for _, what in told.values()} == {"standard"}


def test_what_was_wrong_before_is_a_corrected_record() -> None:
    found = compared(LIST, report(check(LIST, BEFORE, THEN)))
    assert found.comparison is not None
    told = {one.field: (one.aspect, one.what) for one in found.comparison.changes[2].differences}
    assert told["verdict"] == ("status", "record")
    assert told["title"] == ("title", "record")
    assert told["abolished"] == ("day", "record")
    assert {what for _, what in told.values()} == {"record"}


def test_not_found_is_never_unchanged() -> None:
    text = "GB/T 999-2001\nGB/T 100-1999\n螺栓一批\nGB/T 100-2010\n"
    found = compared(text, report(check(text)))
    assert kinds(found) == ["still_open", "still_open", "still_open", "unchanged"]


def test_duplicates_are_compared_one_by_one() -> None:
    found = compared("GB/T 100-2010\n" * 3, report(check("GB/T 100-2010\n" * 2)))
    assert kinds(found) == ["unchanged", "unchanged", "new"]


def test_the_report_of_another_list_is_refused() -> None:
    with pytest.raises(RequestError) as caught:
        compared("GB/T 100-2010\n", report(check("GB/T 200-2010\nGB/T 300-2010\n")))
    assert caught.value.kind == "report_of_another_list"


def test_a_word_report_is_no_baseline() -> None:
    with pytest.raises(RequestError) as caught:
        compared(LIST, report(check(LIST), "docx"))
    assert caught.value.kind == "report_incomplete"


def test_a_report_with_a_comparison_is_itself_a_baseline() -> None:
    first = compared(LIST, report(check(LIST, BEFORE, THEN)))
    for ending in ("xlsx", "csv", "json"):
        again = compared(LIST, report(first, ending))
        assert kinds(again) == ["unchanged", "unchanged", "unchanged", "still_open"], ending


NUMBERS = st.lists(st.sampled_from(["100-2010", "200-2010", "300-2010", "999-2001", "200", "100-1999"]), min_size=1)


@settings(max_examples=30, deadline=None)
@given(old=NUMBERS, new=NUMBERS)
def test_every_row_of_both_lists_is_accounted_for(old: list[str], new: list[str]) -> None:
    earlier = report(check("".join(f"GB/T {one}\n" for one in old), BEFORE, THEN), "json")
    text = "".join(f"GB/T {one}\n" for one in new)
    if not set(old) & set(new):
        with pytest.raises(RequestError):
            compared(text, earlier)
        return
    found = compared(text, earlier)
    assert found.comparison is not None
    fresh = kinds(found).count("new")
    assert len(old) - len(found.comparison.gone) == len(new) - fresh
    assert sum(found.comparison.counts.values()) == len(new) + len(found.comparison.gone)

"""When a standard is due for review."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standard.review import REVIEW_YEARS, latest_due


@given(day=st.dates(date(1990, 1, 1), date(2100, 1, 1)), last=st.dates(date(1980, 1, 1), date(2100, 1, 1)))
def test_due_is_what_is_more_than_five_years_old(day: date, last: date) -> None:
    years = (day.year - last.year, day.month, day.day)
    assert (last <= latest_due(day)) == (years > (REVIEW_YEARS, last.month, last.day))


@pytest.mark.parametrize(
    ("day", "latest"),
    [
        (date(2026, 12, 1), date(2021, 11, 30)),
        (date(2024, 2, 29), date(2019, 2, 28)),
        (date(2025, 3, 1), date(2020, 2, 29)),
        (date(2025, 1, 1), date(2019, 12, 31)),
    ],
)
def test_the_latest_day_that_is_due(day: date, latest: date) -> None:
    assert latest_due(day) == latest
    assert latest + timedelta(days=1) > latest_due(day)

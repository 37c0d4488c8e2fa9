"""Days as sources write them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.readers.dates import CHINA, EARLIEST, LATEST, day_of

MAY_8 = date(2018, 5, 8)
DAYS = st.dates(EARLIEST, LATEST)


@pytest.mark.parametrize(
    "value",
    [
        "2018-05-08",
        "2018-5-8",
        "2018/5/8",
        "2018.05.08",
        "2018年05月08日",
        "2018年5月8日",
        "20180508",
        " 2018-05-08 ",
        "２０１８－０５－０８",
        "2018—05—08",
        "2018-05-08 00:00:00",
        "2018-05-08T00:00:00",
        "2018-05-08实施,代替GB 1-2000",
        "2018年5月8号",
        "二〇一八年五月八日",
        "二○一八年五月八日起实施",
        "二零一八年 五月 八日",
        "\ufeff2018-05-08",
        "2018-05-08 即将实施 距离实施日期还有 205 天",
        20180508,
        20180508.0,
        43228,
        "43228",
        date(2018, 5, 8),
        datetime(2018, 5, 8, 13, 0),  # noqa: DTZ001 - spreadsheets have no zones
        1525708800000,
        "1525708800000",
        1525708800,
        "2018-05-07T16:00:00Z",
        "2018-05-08T00:00:00+08:00",
        datetime(2018, 5, 7, 16, tzinfo=UTC),
        datetime(2018, 5, 8, 1, tzinfo=timezone(timedelta(hours=9))),
    ],
)
def test_every_form_is_read(value: object) -> None:
    assert day_of(value) == (MAY_8, "")


def test_milliseconds_are_of_china() -> None:
    # docs/domain.md: 1538323200000 is 2018-10-01 in China and the day before in UTC
    assert day_of(1538323200000)[0] == date(2018, 10, 1)


@pytest.mark.parametrize(
    "value", ["1900-01-01", "1900-07-01", "1900/1/1", 1, 2, "1900年1月1日", date(1900, 1, 1), -2209017600000]
)
def test_missing_days_are_none(value: object) -> None:
    assert day_of(value) == (None, "day_missing")


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("2109-05-29", "day_implausible"),
        ("9999-12-31", "day_implausible"),
        ("2018-13-01", "day_impossible"),
        ("2018-02-30", "day_impossible"),
        (20181340, "day_impossible"),
        ("1985", "day_coarse"),
        (1985, "day_coarse"),
        (2020.0, "day_coarse"),
        ("2018年5月", "day_coarse"),
        ("2018-05", "day_coarse"),
        ("5/8/2018", "day_none"),
        ("尚未公布", "day_none"),
        ("二〇一八年五月", "day_coarse"),
        ("二〇一八年二月卅日", "day_impossible"),
        ("见公告2018", "day_none"),
        (float("inf"), "day_none"),
        (float("nan"), "day_none"),
        (1e300, "day_impossible"),
        (-5, "day_none"),
        (True, "day_none"),
        ({"year": 2018}, "day_none"),
        (["2018-05-08"], "day_none"),
    ],
)
def test_what_is_no_day_says_why(value: object, reason: str) -> None:
    assert day_of(value) == (None, reason)


@pytest.mark.parametrize("value", [None, "", "  ", "-", "—", "/", "无", []])
def test_empty_cells_say_nothing(value: object) -> None:
    assert day_of(value) == (None, "")


@given(DAYS)
def test_every_day_survives_every_spelling(day: date) -> None:
    midnight = datetime(day.year, day.month, day.day, tzinfo=CHINA)
    for value in (f"{day}", f"{day.year}年{day.month}月{day.day}日", f"{day:%Y%m%d}", f"{day:%Y/%m/%d}", day, midnight):
        assert day_of(value) == (day, "")


@given(st.dates(date(1971, 1, 1), date(2099, 12, 31)))
def test_every_day_survives_as_milliseconds(day: date) -> None:
    midnight = datetime(day.year, day.month, day.day, tzinfo=CHINA)
    assert day_of(int(midnight.timestamp() * 1000)) == (day, "")


@given(st.one_of(st.text(), st.floats(), st.integers(), st.none(), st.booleans(), st.lists(st.text())))
def test_nothing_makes_it_fail(value: object) -> None:
    day, wrong = day_of(value)
    assert day is None or (EARLIEST <= day <= LATEST and not wrong)

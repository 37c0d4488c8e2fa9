"""The status on a day (docs/domain.md 2.1)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standard.status import Status, status_on

BEFORE, DAY, AFTER = date(2018, 4, 30), date(2018, 5, 1), date(2018, 5, 2)
DAYS = st.dates(date(1950, 1, 1), date(2060, 12, 31))


def test_in_force_from_the_effective_day_itself() -> None:
    found = [status_on(Status.CURRENT, day, effective=DAY) for day in (BEFORE, DAY, AFTER)]
    assert found == [Status.UPCOMING, Status.CURRENT, Status.CURRENT]


def test_ended_from_the_day_of_abolition_itself() -> None:
    found = [status_on(Status.ABOLISHED, day, abolished=DAY) for day in (BEFORE, DAY, AFTER)]
    assert found == [Status.CURRENT, Status.ABOLISHED, Status.ABOLISHED]


def test_with_a_successor_the_end_is_a_replacement() -> None:
    assert status_on(Status.ABOLISHED, DAY, abolished=DAY, succeeded=True) is Status.REPLACED
    assert status_on(Status.ABOLISHED, DAY, succeeded=True) is Status.REPLACED
    assert status_on(Status.REPLACED, DAY, abolished=DAY) is Status.REPLACED


def test_the_old_edition_ends_as_the_new_one_begins() -> None:
    """GB/T 20223-2006 was abolished on the day on which GB/T 20223-2018 took effect: no day has both or neither."""
    for day, expected in ((BEFORE, (Status.CURRENT, Status.UPCOMING)), (DAY, (Status.REPLACED, Status.CURRENT))):
        old = status_on(Status.REPLACED, day, effective=date(2006, 10, 1), abolished=DAY, succeeded=True)
        new = status_on(Status.CURRENT, day, effective=DAY)
        assert (old, new) == expected


def test_an_announced_successor_leaves_the_old_edition_in_force() -> None:
    """A successor that is issued but not yet in effect does not change what is recorded as current."""
    assert status_on(Status.CURRENT, DAY, effective=date(2006, 10, 1), succeeded=True) is Status.CURRENT
    assert (
        status_on(Status.CURRENT, DAY, effective=date(2006, 10, 1), abolished=AFTER, succeeded=True) is Status.CURRENT
    )


def test_recorded_upcoming_becomes_current_when_its_day_has_come() -> None:
    found = [status_on(Status.UPCOMING, day, effective=DAY) for day in (BEFORE, DAY)]
    assert found == [Status.UPCOMING, Status.CURRENT]
    assert status_on(Status.UPCOMING, DAY) is Status.UPCOMING


def test_without_days_the_record_stands() -> None:
    for status in Status:
        assert status_on(status, DAY) is status


def test_an_unknown_status_never_becomes_current() -> None:
    assert status_on(Status.UNKNOWN, AFTER, effective=DAY) is Status.UNKNOWN
    assert status_on(Status.UNKNOWN, BEFORE, effective=DAY) is Status.UPCOMING
    assert status_on(Status.UNKNOWN, AFTER, abolished=DAY) is Status.ABOLISHED


@pytest.mark.parametrize("status", [Status.SUSPENDED, Status.CURRENT_PARTIAL])
def test_what_no_day_decides_stays(status: Status) -> None:
    assert status_on(status, AFTER, effective=DAY) is status


def test_converted_and_draft_stay() -> None:
    assert status_on(Status.CONVERTED, AFTER, abolished=DAY, succeeded=True) is Status.CONVERTED
    assert status_on(Status.DRAFT, BEFORE, effective=DAY) is Status.DRAFT


def test_only_three_statuses_have_ended() -> None:
    assert {status for status in Status if status.ended} == {Status.CONVERTED, Status.REPLACED, Status.ABOLISHED}


def test_in_force_ranks_before_ended() -> None:
    assert Status.CURRENT.rank == 0
    assert max(status.rank for status in Status if not status.ended) < min(s.rank for s in Status if s.ended)


@given(st.sampled_from(Status), DAYS, st.none() | DAYS, st.none() | DAYS, st.booleans())
def test_nothing_returns_once_it_has_ended(
    recorded: Status, day: date, effective: date | None, abolished: date | None, succeeded: bool
) -> None:
    def on(when: date) -> Status:
        return status_on(recorded, when, effective=effective, abolished=abolished, succeeded=succeeded)

    if on(day).ended:
        assert on(day + timedelta(days=1)) is on(day)
    if abolished is not None and day >= abolished:
        assert on(day).ended
    if recorded is Status.UNKNOWN:
        assert on(day) is not Status.CURRENT

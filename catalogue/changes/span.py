"""The time between two generations, by the days whose state of things they hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from standard.number import NumberError, StandardNumber


@dataclass(frozen=True)
class Span:
    """From the day of the older generation to that of the newer one."""

    since: date
    until: date

    @property
    def first(self) -> date:
        """The first day that it holds."""
        return self.since + timedelta(days=1)

    def holds(self, day: date | None) -> bool:
        """Whether a day lies after the first and not after the last, so that spans one after another share none."""
        return day is not None and self.since < day <= self.until

    def is_news(self, day: date | None) -> bool:
        """Whether the older generation, as of its day, could not know of what happened on a day."""
        return day is not None and day >= self.since

    def is_ahead(self, day: date | None) -> bool:
        """Whether a day had not come when the older generation was of its day."""
        return day is not None and day > self.since

    def is_later_edition(self, number: str) -> bool:
        """Whether a number bears a year that the older generation could not know yet; for want of any day."""
        try:
            year = StandardNumber(number).year
        except NumberError:
            return False
        return year is not None and year > self.since.year

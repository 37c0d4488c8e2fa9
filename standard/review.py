"""When a standard is to be reviewed (复审): at most five years after it was issued or last confirmed.

标准化法 (2017), article 29.
"""

from __future__ import annotations

from datetime import date

#: years after which a standard is to be reviewed
REVIEW_YEARS = 5


def latest_due(day: date) -> date:
    """The latest day of issue or review that lies more than five years before a day: what is as old or older is due."""
    try:
        return date(day.year - REVIEW_YEARS, day.month, day.day) - date.resolution
    except ValueError:  # 29 February of a year that has none
        return date(day.year - REVIEW_YEARS, 2, 28)

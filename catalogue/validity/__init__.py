"""Which standards a list or a text cites, where they stand in it, and whether they are in force."""

from catalogue.validity.entries import Entry
from catalogue.validity.row import Note, Row, Verdict
from catalogue.validity.verdicts import judge, judge_all

__all__ = ["Entry", "Note", "Row", "Verdict", "judge", "judge_all"]

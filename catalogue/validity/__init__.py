"""Which standards a list or a text cites, where they stand in it, and whether they are in force."""

from catalogue.validity.entries import Entries, Entry, Reason, Skipped, read_entries
from catalogue.validity.row import Note, Row, Verdict
from catalogue.validity.verdicts import judge, judge_all

__all__ = ["Entries", "Entry", "Note", "Reason", "Row", "Skipped", "Verdict", "judge", "judge_all", "read_entries"]

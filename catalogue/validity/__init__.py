"""Which standards a list or a text cites, where they stand in it, and whether they are in force."""

from catalogue.validity.checking import Check, Progress, check_document
from catalogue.validity.entries import Entries, Entry, Reason, Skipped, read_entries
from catalogue.validity.row import Note, Row, Verdict
from catalogue.validity.verdicts import judge, judge_all

__all__ = [
    "Check",
    "Entries",
    "Entry",
    "Note",
    "Progress",
    "Reason",
    "Row",
    "Skipped",
    "Verdict",
    "check_document",
    "judge",
    "judge_all",
    "read_entries",
]

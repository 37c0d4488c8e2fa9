"""Which standards a list or a text cites, where they stand in it, and whether they are in force."""

from catalogue.validity.checking import Check, Progress, check_document
from catalogue.validity.earlier_report import EarlierReport, read_report
from catalogue.validity.entries import Entries, Entry, Reason, Skipped, read_entries
from catalogue.validity.row import Note, Row, Verdict
from catalogue.validity.verdicts import judge, judge_all
from catalogue.validity.verification import Verification, verify_report

__all__ = [
    "Check",
    "EarlierReport",
    "Entries",
    "Entry",
    "Note",
    "Progress",
    "Reason",
    "Row",
    "Skipped",
    "Verdict",
    "Verification",
    "check_document",
    "judge",
    "judge_all",
    "read_entries",
    "read_report",
    "verify_report",
]

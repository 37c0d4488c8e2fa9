"""Which standards a list or a text cites, where they stand in it, and whether they are in force."""

from catalogue.validity.checking import Check, Progress, check_document
from catalogue.validity.choosing import choose_numbers
from catalogue.validity.digest import MARKS, digest_of
from catalogue.validity.earlier_report import HEAD, PRINTED, SHA256, SM3, EarlierReport, read_report
from catalogue.validity.entries import Entries, Entry, Reason, Skipped, number_entries, read_entries, read_numbers
from catalogue.validity.report_columns import COLUMNS as REPORT_COLUMNS
from catalogue.validity.report_columns import texts_of, tidy
from catalogue.validity.row import Note, Row, Verdict
from catalogue.validity.verdicts import judge, judge_all
from catalogue.validity.verification import Verification, verify_report

__all__ = [
    "HEAD",
    "MARKS",
    "PRINTED",
    "REPORT_COLUMNS",
    "SHA256",
    "SM3",
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
    "choose_numbers",
    "digest_of",
    "judge",
    "judge_all",
    "number_entries",
    "read_entries",
    "read_numbers",
    "read_report",
    "texts_of",
    "tidy",
    "verify_report",
]

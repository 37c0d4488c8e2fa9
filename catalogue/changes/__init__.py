"""What changed between two generations of the catalogue, and what comes into force and ends."""

from catalogue.changes.choice import MAX_LISTED, Choice, read_numbers
from catalogue.changes.difference import MAX_ENTRIES, Changes, Differences
from catalogue.changes.entry import Entry
from catalogue.changes.kinds import RECORD, STANDARD, Kind
from catalogue.changes.number_list import read_list

__all__ = [
    "MAX_ENTRIES",
    "MAX_LISTED",
    "RECORD",
    "STANDARD",
    "Changes",
    "Choice",
    "Differences",
    "Entry",
    "Kind",
    "read_list",
    "read_numbers",
]

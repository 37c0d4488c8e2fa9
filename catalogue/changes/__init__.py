"""What changed between two generations of the catalogue, and what comes into force and ends."""

from catalogue.changes.agenda import MAX_READ, Agenda, list_agenda
from catalogue.changes.choice import FILTERED, MAX_LISTED, Choice, read_numbers
from catalogue.changes.difference import MAX_ENTRIES, Changes, Differences
from catalogue.changes.entry import Entry
from catalogue.changes.feed import MAX_FEED, Feed, list_feed
from catalogue.changes.kinds import RECORD, STANDARD, Kind
from catalogue.changes.monitoring import Effect, Impact, Monitor, Monitoring, name_scope
from catalogue.changes.monitoring import Scope as MonitoringScope
from catalogue.changes.number_list import read_list
from catalogue.changes.subject import LISTED, Subject
from catalogue.changes.subject_words import name_subject, sum_up

__all__ = [
    "FILTERED",
    "LISTED",
    "MAX_ENTRIES",
    "MAX_FEED",
    "MAX_LISTED",
    "MAX_READ",
    "RECORD",
    "STANDARD",
    "Agenda",
    "Changes",
    "Choice",
    "Differences",
    "Effect",
    "Entry",
    "Feed",
    "Impact",
    "Kind",
    "Monitor",
    "Monitoring",
    "MonitoringScope",
    "Subject",
    "list_agenda",
    "list_feed",
    "name_scope",
    "name_subject",
    "read_list",
    "read_numbers",
    "sum_up",
]

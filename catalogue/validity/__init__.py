"""Which standards a list or a text cites, where they stand in it, and whether they are in force."""

from catalogue.validity.entries import Entries, Entry, Reason, Skipped, read_entries

__all__ = ["Entries", "Entry", "Reason", "Skipped", "read_entries"]

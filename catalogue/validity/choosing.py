"""What a person says of rows that could not be read for certain: which number each of them means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from catalogue.validity.entries import Entries, Entry, number_entries
from indexer.errors import RequestError
from standard.citations import Citation, Reading
from standard.number import NumberError, StandardNumber


def choose_numbers(entries: Entries, choices: Mapping[int, str]) -> Entries:
    """The entries with the numbers that a person chose for some of their rows.

    What stood in the list stays as it was given. Raises RequestError for a row that is not there, and for a choice that
    is no number.
    """
    unknown = sorted(set(choices) - {entry.row for entry in entries.entries})
    if unknown:
        raise RequestError("choice_without_row", row=unknown[0], most=len(entries.entries))
    found = [(_chosen(entry, choices.get(entry.row, "")), entry.place) for entry in entries.entries]
    return replace(entries, entries=number_entries(found))


def _chosen(entry: Entry, choice: str) -> Citation:
    if not choice.strip():
        return entry.citation
    try:
        number = StandardNumber(choice)
    except NumberError as error:
        raise RequestError("choice_no_number", row=entry.row, value=choice.strip()[:80]) from error
    return replace(entry.citation, number=number, reading=Reading.CHOSEN, offered=())

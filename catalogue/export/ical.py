"""A calendar in iCalendar (RFC 5545): an all-day event for each standard that comes into force or ends."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from catalogue.changes import Agenda, Entry, name_subject, sum_up
from catalogue.search import Addresses
from catalogue.wording import Words, say

if TYPE_CHECKING:
    from icalendar import Event

MEDIA_TYPE = "text/calendar; charset=utf-8"


def write_calendar(agenda: Agenda, addresses: Addresses, language: str) -> bytes:
    """The calendar; `addresses` makes whole addresses."""
    from icalendar import Calendar

    def spoken(words: Words) -> str:
        return words.in_language(language)

    calendar = Calendar()
    calendar.add("prodid", "-//lubiao//standards calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", spoken(say("calendar_title", subject=name_subject(agenda.subject))))
    calendar.add("x-wr-caldesc", spoken(describe_agenda(agenda)))
    calendar.add("x-wr-timezone", "Asia/Shanghai")
    calendar.add("refresh-interval", timedelta(days=1), parameters={"VALUE": "DURATION"})
    for event in agenda.events:
        calendar.add_component(_event(event, agenda, addresses, language))
    return bytes(calendar.to_ical())


def describe_agenda(agenda: Agenda) -> Words:
    """Which days a calendar covers, whether it is whole, and what of a list is not in the catalogue."""
    values = {"first": agenda.first, "last": agenda.last}
    if agenda.cut:
        note = say("calendar_note_cut", **values, total=agenda.total, shown=len(agenda.events))
    else:
        note = say("calendar_note", **values)
    return say("feed_missing", note=note, numbers=agenda.missing) if agenda.missing else note


def _event(one: Entry, agenda: Agenda, addresses: Addresses, language: str) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{one.same_event}@lubiao")
    # when the data was made, so that the same data is the same file
    event.add("dtstamp", datetime.combine(agenda.data_date or agenda.day, time(), UTC))
    if one.day is not None:
        event.add("dtstart", one.day)
        event.add("dtend", one.day + timedelta(days=1))
    event.add("summary", one.headline.in_language(language))
    event.add("description", say("semicolon").join(sum_up(one.record, agenda.day)).in_language(language))
    event.add("url", addresses.standard(one.number))
    event.add("categories", [one.kind.words.in_language(language)])
    event.add("transp", "TRANSPARENT")
    return event

"""What comes into force and what ends: a page by month, its JSON, a file to subscribe to, and feeds."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from flask import Blueprint, Response, render_template, request

from catalogue.changes import LISTED, MAX_FEED, MAX_LISTED, Subject, name_subject
from catalogue.export import ATOM_TYPE, CALENDAR_TYPE, describe_agenda, write_atom, write_calendar
from catalogue.search import PARAMETERS, shorten
from indexer.errors import RequestError
from webapp import query_args
from webapp.access import current_catalogue
from webapp.addresses import API, CALENDAR, FEEDS, here, standard_link, whole
from webapp.language import language

blueprint = Blueprint("calendar", __name__)
_MONTH = re.compile(r"(\d{4})-(\d\d)")
#: years that have a page
FIRST_YEAR, LAST_YEAR = 1950, 2100
#: days before and after today that the file covers
_BEFORE, _AFTER = timedelta(days=92), timedelta(days=731)
_KNOWN = (*PARAMETERS, LISTED, "month")


@blueprint.get(CALENDAR)
def month() -> str:
    """A month as a calendar, and below it its days with what comes into force and what ends."""
    subject, first = _subject(), _read_month()
    last = _last(first)
    agenda = current_catalogue().agenda(subject, first, last)
    days = {day: list(rows) for day, rows in groupby(agenda.events, key=lambda event: event.day)}
    return render_template(
        "calendar/month.html",
        agenda=agenda,
        subject=subject,
        name=name_subject(subject) if subject.to_args() else "",
        days=days,
        weeks=calendar.Calendar().monthdatescalendar(first.year, first.month),
        first=first,
        before=_link(subject, first - timedelta(days=1)),
        after=_link(subject, last + timedelta(days=1)),
        today_link=here().calendar(subject),
        note=describe_agenda(agenda),
        file_link=here().calendar_file(subject),
        feed_link=here().feed(subject),
        api_link=here().calendar_json(subject, f"{first:%Y-%m}"),
        filters=[pair for pair in subject.to_args() if pair[0] not in ("q", LISTED)],
        max_listed=MAX_LISTED,
        max_feed=MAX_FEED,
        standard_link=standard_link,
    )


@blueprint.get(API + CALENDAR)
def month_json() -> dict[str, Any]:
    """The same as data."""
    query_args.refuse_unknown(_args(), _KNOWN)
    first = _read_month()
    agenda = current_catalogue().agenda(_subject(), first, _last(first))
    return {"month": f"{first:%Y-%m}", **agenda.to_json(here())}


@blueprint.get(f"{CALENDAR}.ics")
def file() -> Response:
    """The calendar of the last three months and the next two years, to subscribe to."""
    today = current_catalogue().today()
    agenda = current_catalogue().agenda(_subject(), today - _BEFORE, today + _AFTER)
    return _follow(write_calendar(agenda, whole(), language()), CALENDAR_TYPE)


@blueprint.get(f"{FEEDS}/search.atom")
@blueprint.get(f"{FEEDS}/list.atom")
def feed() -> Response:
    """The latest of a search (its parameters) or of a list (`number`, several times or with commas between)."""
    query_args.refuse_unknown(_args(), _KNOWN)
    subject = _subject()
    if request.path.endswith("/list.atom") and not subject.numbers:
        raise RequestError("list_missing", most=MAX_LISTED)
    links = whole()
    found = current_catalogue().feed(subject)
    written = write_atom(found, links, links.feed(subject), links.subject(subject), language())
    return _follow(written, ATOM_TYPE)


def _follow(content: bytes, media_type: str) -> Response:
    response = Response(content, content_type=media_type)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _args() -> list[tuple[str, str]]:
    return query_args.pairs(request.args.items(multi=True))


def _subject() -> Subject:
    subject = Subject.from_args(pair for pair in _args() if pair[0] != "month")
    subject.search.check()
    return subject


def _read_month() -> date:
    """The first day of the month of the address, without one of the current month. Raises RequestError."""
    text = request.args.get("month", "").strip()
    if not text:
        return current_catalogue().today().replace(day=1)
    found = _MONTH.fullmatch(text)
    if found is None or not (FIRST_YEAR <= int(found[1]) <= LAST_YEAR and 1 <= int(found[2]) <= 12):
        raise RequestError("month_unknown", value=repr(shorten(text)), first=FIRST_YEAR, last=LAST_YEAR)
    return date(int(found[1]), int(found[2]), 1)


def _last(first: date) -> date:
    """The last day of a month."""
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def _link(subject: Subject, day: date) -> str:
    """Address of the month of a day; empty outside of the years that have pages."""
    return here().calendar(subject, f"{day:%Y-%m}") if FIRST_YEAR <= day.year <= LAST_YEAR else ""

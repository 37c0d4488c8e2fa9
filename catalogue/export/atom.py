"""A feed in Atom (RFC 4287)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta, timezone
from typing import NamedTuple
from uuid import UUID

from catalogue.changes import MAX_FEED, Feed, Monitoring, name_scope, name_subject, sum_up
from catalogue.search import Addresses
from catalogue.wording import Words, say

MEDIA_TYPE = "application/atom+xml; charset=utf-8"
_ATOM = "http://www.w3.org/2005/Atom"
#: China has one time zone and no summer time
_SHANGHAI = timezone(timedelta(hours=8))


class _Entry(NamedTuple):
    """An entry of a feed."""

    name: UUID
    title: Words
    day: date
    #: number of the standard whose page tells more
    number: str
    #: what it is filed under: a word for programs and its name
    term: str
    kind: Words
    summary: Words


class _Head(NamedTuple):
    """What a feed says of itself."""

    name: UUID
    title: Words
    note: Words
    updated: date


def write_atom(feed: Feed, addresses: Addresses, itself: str, page: str, language: str) -> bytes:
    """The feed; `itself` is its address, `page` that of what it is about, both whole. `addresses` makes whole ones."""
    entries = (
        _Entry(
            one.same_day,
            one.headline,
            one.day or feed.data_date,
            one.number,
            one.kind.value,
            one.kind.words,
            say("semicolon").join(sum_up(one.record, feed.day)),
        )
        for one in feed.entries
    )
    note = say("feed_note", most=MAX_FEED, day=feed.data_date)
    note = say("feed_missing", note=note, numbers=feed.missing) if feed.missing else note
    title = say("feed_title", subject=name_subject(feed.subject))
    head = _Head(feed.subject.identity, title, note, feed.updated)
    return _write(head, entries, addresses, (itself, page), language)


def write_monitoring_atom(found: Monitoring, addresses: Addresses, itself: str, page: str, language: str) -> bytes:
    """A feed of what changes above mean for the standards of a scope, the latest first; addresses as `write_atom`."""
    latest = sorted(found.impacts, key=lambda one: one.entry.day or found.until_day, reverse=True)[:MAX_FEED]
    entries = [
        _Entry(
            one.identity,
            one.words,
            min(one.entry.day or found.until_day, found.until_day),
            one.standard.number,
            one.effect.value,
            one.effect.words,
            say("semicolon").join(
                [reason.text for reason in one.pair.reasons]
                if one.pair is not None
                else sum_up(one.entry.record, found.until_day)
            ),
        )
        for one in latest
    ]
    scope = name_scope(found.scope)
    note = say("monitoring_note", scope=scope, day=found.until_day)
    updated = max((one.day for one in entries), default=found.until_day)
    head = _Head(found.scope.identity, say("monitoring_title", scope=scope), note, updated)
    return _write(head, entries, addresses, (itself, page), language)


def _write(
    head: _Head, entries: Iterable[_Entry], addresses: Addresses, places: tuple[str, str], language: str
) -> bytes:
    from lxml import builder, etree  # type: ignore[import-untyped]  # lxml ships no types

    make = builder.ElementMaker(namespace=_ATOM, nsmap={None: _ATOM})

    def text(name: str, words: Words | str) -> object:
        return make(name, _printable(words.in_language(language) if isinstance(words, Words) else words))

    def entry(one: _Entry) -> object:
        moment = _moment(one.day)
        return make.entry(
            text("id", one.name.urn),
            text("title", one.title),
            text("updated", moment),
            text("published", moment),
            make.link(rel="alternate", type="text/html", href=addresses.standard(one.number)),
            make.category(term=one.term, label=one.kind.in_language(language)),
            text("summary", one.summary),
        )

    itself, page = places
    root = make.feed(
        text("id", head.name.urn),
        text("title", head.title),
        text("subtitle", head.note),
        text("updated", _moment(head.updated)),
        make.author(text("name", say("feed_author"))),
        make.link(rel="self", type="application/atom+xml", href=itself),
        make.link(rel="alternate", type="text/html", href=page),
        *map(entry, entries),
    )
    root.set("{http://www.w3.org/XML/1998/namespace}lang", "en" if language == "en" else "zh-CN")
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True))


def _moment(day: date) -> str:
    """The beginning of a day in China (RFC 3339)."""
    return datetime.combine(day, time(), _SHANGHAI).isoformat()


def _printable(text: str) -> str:
    """Without the characters that XML has not."""
    return "".join(char for char in text if char >= " " or char in "\t\n")

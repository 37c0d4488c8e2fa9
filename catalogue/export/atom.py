"""A feed in Atom (RFC 4287)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone

from catalogue.changes import MAX_FEED, Entry, Feed, name_subject, sum_up
from catalogue.search import Addresses
from catalogue.wording import Words, say

MEDIA_TYPE = "application/atom+xml; charset=utf-8"
_ATOM = "http://www.w3.org/2005/Atom"
#: China has one time zone and no summer time
_SHANGHAI = timezone(timedelta(hours=8))


def write_atom(feed: Feed, addresses: Addresses, itself: str, page: str, language: str) -> bytes:
    """The feed; `itself` is its address, `page` that of what it is about, both whole. `addresses` makes whole ones."""
    from lxml import builder, etree  # type: ignore[import-untyped]  # lxml ships no types

    make = builder.ElementMaker(namespace=_ATOM, nsmap={None: _ATOM})

    def text(name: str, words: Words | str) -> object:
        return make(name, _printable(words.in_language(language) if isinstance(words, Words) else words))

    def entry(one: Entry) -> object:
        moment = _moment(one.day or feed.data_date)
        return make.entry(
            text("id", one.same_day.urn),
            text("title", one.headline),
            text("updated", moment),
            text("published", moment),
            make.link(rel="alternate", type="text/html", href=addresses.standard(one.number)),
            make.category(term=one.kind.value, label=one.kind.words.in_language(language)),
            text("summary", say("semicolon").join(sum_up(one.record, feed.day))),
        )

    note = say("feed_note", most=MAX_FEED, day=feed.data_date)
    root = make.feed(
        text("id", feed.subject.identity.urn),
        text("title", say("feed_title", subject=name_subject(feed.subject))),
        text("subtitle", say("feed_missing", note=note, numbers=feed.missing) if feed.missing else note),
        text("updated", _moment(feed.updated)),
        make.author(text("name", say("feed_author"))),
        make.link(rel="self", type="application/atom+xml", href=itself),
        make.link(rel="alternate", type="text/html", href=page),
        *map(entry, feed.entries),
    )
    root.set("{http://www.w3.org/XML/1998/namespace}lang", "en" if language == "en" else "zh-CN")
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True))


def _moment(day: date) -> str:
    """The beginning of a day in China (RFC 3339)."""
    return datetime.combine(day, time(), _SHANGHAI).isoformat()


def _printable(text: str) -> str:
    """Without the characters that XML has not."""
    return "".join(char for char in text if char >= " " or char in "\t\n")

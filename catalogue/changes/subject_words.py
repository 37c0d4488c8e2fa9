"""What a feed or a calendar is about, and the state of a standard in it, in words."""

from __future__ import annotations

from datetime import date

from catalogue.changes.subject import Subject
from catalogue.search import facet_label
from catalogue.wording import Words, field_words, say, value_words
from indexer.fields import field_named
from standard.record import Record
from standard.wording import COMMA, words_of

#: most numbers that the name of a list repeats
_SHOWN = 3


def name_subject(subject: Subject) -> Words:
    """`大蒜、层级：地方标准`, the numbers of a short list, or how many a long one has."""
    if subject.numbers:
        many = len(subject.numbers) > _SHOWN
        return say("subject_list", count=len(subject.numbers)) if many else COMMA.join(subject.numbers)
    parts = [words_of(subject.search.text)] if subject.search.text.strip() else []
    for name, values in subject.search.filters:
        field = field_named(name)
        shown = COMMA.join(facet_label(name, value) or value for value in values)
        parts.append(say("subject_filter", field=field_words(field) if field is not None else name, values=shown))
    return COMMA.join(parts) if parts else say("subject_all")


def sum_up(record: Record, day: date) -> list[Words]:
    """Status and dates of a standard, what replaces it, and where that is from: a phrase each."""
    phrases = [say("event_status", status=value_words("status", record.status_on(day).value), day=day)]
    if record.issued is not None:
        phrases.append(say("event_issued", day=record.issued))
    if record.effective is not None:
        phrases.append(say("event_effective", day=record.effective))
    if record.abolished is not None:
        phrases.append(say("event_abolished", day=record.abolished))
    if record.replaces:
        phrases.append(say("event_replaces", numbers=record.replaces))
    if record.replaced_by:
        phrases.append(say("event_replaced_by", numbers=record.replaced_by))
    if record.checked is not None and record.source:
        phrases.append(say("event_source_checked", source=record.source, day=record.checked))
    elif record.source:
        phrases.append(say("event_source", source=record.source))
    return phrases

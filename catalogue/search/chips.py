"""What of a search was recognised as more than words, each with the search without it."""

from __future__ import annotations

from collections.abc import Iterator

from catalogue.query import Part, Reading, rewordings, rewritten_at, without
from catalogue.search.answer import Chip
from catalogue.search.facets import facet_label
from catalogue.search.request import Search
from catalogue.wording import CHIPS, CLOSED, Words, field_words, value_words
from indexer.fields import field_named


def find_chips(search: Search, reading: Reading) -> Iterator[Chip]:
    """The recognised parts of the query text in their order, then the values of the filters."""
    for part in reading.parts:
        less = search.at(text=without(reading, part.span), offset=0)
        yield Chip(part.kind, _name_part(part), _write_part(part), less)
    if not reading.parts:
        yield from _find_whole(search, reading)
    for word in rewordings(search.text, [(part.text, part.span) for part in reading.words]):
        less = search.at(text=rewritten_at(search.text, word.span, f' "{word.typed}" ').strip(), offset=0)
        yield Chip("synonym", Words(*CHIPS["synonym"]), Words(f"{word.typed} = {'、'.join(word.others)}"), less)
    for name, values in search.filters:
        field = field_named(name)
        for value in values:
            less = search.without_filter(name, value)
            label = field_words(field) if field is not None else Words(name)
            yield Chip("filter", label, facet_label(name, value), less)


def _find_whole(search: Search, reading: Reading) -> Iterator[Chip]:
    """The whole query where it is one number that only by itself can be read as one."""
    if reading.whole is not None and not reading.whole.is_serial:
        yield Chip("number", Words(*CHIPS["number"]), Words(reading.whole.label), search.at(text="", offset=0))


def _name_part(part: Part) -> Words:
    """What kind of part it is: a field's name, or a word for number, phrase, exclusion."""
    return field_words(part.field) if part.field is not None else Words(*CHIPS[part.kind])


def _write_part(part: Part) -> Words:
    """The part as it was understood: numbers in their canonical spelling, values of fields by their names."""
    if part.field is not None and part.field.name in CLOSED:
        return value_words(part.field.name, part.value)
    return Words(part.value if part.kind == "number" and part.value else part.text)

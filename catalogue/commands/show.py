"""`lubiao show`: one standard and what stands around it."""

from __future__ import annotations

from collections.abc import Iterator

import click

from catalogue.catalogue import Catalogue
from catalogue.commands.home import home_option
from catalogue.search import Addresses
from catalogue.standards import StandardView
from catalogue.wording import NATURES, Words, say, value_words
from indexer.commands import index_option, json_option, show, spoken
from standard.record import Record
from standard.wording import SILENCE, words_of

_SEMICOLON = Words("；", "; ")


@click.command("show")
@click.argument("number", nargs=-1, metavar="NUMBER...")
@index_option
@home_option
@json_option
@click.pass_obj
def show_command(addresses: Addresses, number: tuple[str, ...], index: str, home: str, *, as_json: bool) -> None:
    """Show one standard, by its number in any spelling.

    \b
    Example:
      lubiao show GB/T 1.1-2020
    """
    if not number:
        raise click.UsageError(spoken(say("number_wanted")))
    found = Catalogue.open(index, home=home).standard(" ".join(number))
    show(found.to_json(addresses), list(_standard_lines(found)), as_json=as_json)


def _standard_lines(found: StandardView) -> Iterator[Words | str]:
    record = found.record
    yield f"{record.number}  {record.title}"
    yield from (say("fact", name=name, value=value) for name, value in _facts(found) if value)
    for row in found.related:
        other = say("with_day", text=row.number, day=row.degree) if row.degree else words_of(row.number)
        told = other + f"  {row.title}" if row.title else other
        yield say("fact", name=say(f"related_{row.kind}"), value=told)
    if len(found.editions) > 1:
        rows = (say("with_day", text=row.number, day=value_words("status", row.status.value)) for row in found.editions)
        yield say("editions", editions=tuple(rows))
    yield from (say("beware", text=text) for text in found.contradictions)


def _facts(found: StandardView) -> list[tuple[Words | str, object]]:
    """The name and the value of each line about a standard."""
    record = found.record
    nature = value_words("nature", record.nature) if record.nature in NATURES else SILENCE
    return [
        (say("fact_title_en"), record.title_en),
        (say("fact_status"), say("with_day", text=value_words("status", found.status.value), day=found.day)),
        (say("fact_level"), words_of(" ").join((value_words("level", record.level.value), nature))),
        (say("fact_issued"), record.issued),
        (say("fact_effective"), record.effective),
        (say("fact_abolished"), record.abolished),
        (say("fact_issuers"), record.issuers),
        (say("fact_department"), record.department),
        (say("fact_committee"), record.committee),
        ("ICS", _SEMICOLON.join(f"{code.code} " + code.name for code in found.ics)),
        ("CCS", _SEMICOLON.join(f"{code.code} " + code.name for code in found.ccs)),
        (say("fact_source"), _source(record)),
    ]


def _source(record: Record) -> Words:
    if not record.source:
        return SILENCE
    if record.checked is None:
        return say("source_unchecked", source=record.source, url=record.url)
    return say("source_checked", source=record.source, url=record.url, day=record.checked)

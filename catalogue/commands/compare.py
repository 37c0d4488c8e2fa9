"""`lubiao compare`: up to four standards side by side."""

from __future__ import annotations

from collections.abc import Iterator

import click

from catalogue.catalogue import Catalogue
from catalogue.commands.home import home_option
from catalogue.comparison import Comparison, FieldRow, fact_words
from catalogue.search import Addresses
from catalogue.wording import Words, say, value_words
from indexer.commands import index_option, json_option, show, spoken


@click.command("compare", short_help="Up to four standards side by side.")
@click.argument("numbers", nargs=-1, metavar="NUMBER NUMBER...")
@index_option
@home_option
@json_option
@click.pass_obj
def compare_command(addresses: Addresses, numbers: tuple[str, ...], index: str, home: str, *, as_json: bool) -> None:
    """Two to four standards side by side: what of their records is equal, and what both cite, replace and adopt.

    A number with a blank in it is put in quotes.

    \b
    Example:
      lubiao compare "DB37/T 2960-2017" "GB/T 15776-2023"
    """
    if not numbers:
        raise click.UsageError(spoken(say("number_wanted")))
    found = Catalogue.open(index, home=home).compare(numbers)
    show(found.to_json(addresses), list(_lines(found)), as_json=as_json)


def _lines(found: Comparison) -> Iterator[Words | str]:
    for record in found.records:
        status = value_words("status", record.status_on(found.day).value)
        yield say("compare_standard", number=record.number, title=record.title, status=status)
    yield from (_row(row) for row in found.rows if row.holders)
    for kind, rows in found.named.items():
        for row in rows:
            name = "compare_named_dead" if row.dead else "compare_named"
            by = tuple(found.records[place].number for place in row.holders)
            yield say(name, kind=fact_words(kind), number=row.number, by=by)
    for record, checks in zip(found.records, found.checks, strict=True):
        yield from (say("compare_check", number=record.number, text=check.text) for check in checks)


def _row(row: FieldRow) -> Words:
    values = tuple(value_words(row.field, value) if value else Words("-") for value in row.values)
    return say(f"compare_{row.verdict}", field=row.words, values=say("compare_bar").join(values))

"""`lubiao history`: the editions of a standard, what it replaced and what replaced it."""

from __future__ import annotations

from collections.abc import Iterator

import click

from catalogue.catalogue import Catalogue
from catalogue.commands.home import home_option
from catalogue.search import Addresses
from catalogue.standards import MAX_STANDARDS, Edition, History
from catalogue.wording import Words, say, value_words
from indexer.commands import index_option, json_option, show, spoken


@click.command("history")
@click.argument("number", nargs=-1, metavar="NUMBER...")
@index_option
@home_option
@json_option
@click.pass_obj
def history_command(addresses: Addresses, number: tuple[str, ...], index: str, home: str, *, as_json: bool) -> None:
    """Show the editions of a standard, what it replaced and what replaced it.

    \b
    Example:
      lubiao history GB 2760-2014
    """
    if not number:
        raise click.UsageError(spoken(say("number_wanted")))
    found = Catalogue.open(index, home=home).history(" ".join(number))
    show(found.to_json(addresses), list(_lines(found)), as_json=as_json)


def _lines(found: History) -> Iterator[Words | str]:
    yield say("history_head", number=found.record.number, title=found.record.title, day=found.day)
    yield from map(_edition, found.editions)
    for row in found.amendments:
        yield say("history_amendment", number=row.number, status=value_words("status", row.status.value))
    yield from found.sentences()
    if found.in_force:
        yield say("history_in_force", numbers=found.in_force)
    for name, rows in (("history_cites", found.cites), ("history_cited_by", found.cited_by)):
        if rows:
            yield say(name, numbers=tuple(row.number for row in rows))
    if found.graph.cut:
        yield say("history_cut", most=MAX_STANDARDS)
    yield from (say("beware", text=text) for text in found.contradictions)


def _edition(row: Edition) -> Words:
    name = "history_edition" if row.effective is not None else "history_edition_undated"
    return say(name, number=row.number, status=value_words("status", row.status.value), effective=row.effective)

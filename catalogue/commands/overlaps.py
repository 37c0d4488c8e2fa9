"""`lubiao overlaps`: what of higher levels may be about the same object as a standard."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from catalogue.catalogue import Catalogue
from catalogue.commands.home import home_option
from catalogue.comparison import Overlap, Overlaps
from catalogue.search import Addresses
from catalogue.wording import Words, say, value_words
from indexer.commands import DONE, PARTLY, index_option, json_option, show, spoken
from standard.publisher import Level


@click.command("overlaps", short_help="What of higher levels may be about the same object.")
@click.argument("number", nargs=-1, metavar="NUMBER")
@click.option(
    "--against",
    multiple=True,
    type=click.Choice([level.value for level in Level]),
    help="Levels to look in; else all above the standard's own.",
)
@index_option
@home_option
@json_option
@click.pass_obj
def overlaps_command(
    addresses: Addresses, number: tuple[str, ...], against: tuple[str, ...], index: str, home: str, *, as_json: bool
) -> None:
    """Candidates of higher levels on the same object as a standard, with score and reasons, for a person to decide.

    Ends with 1 where there is anything to look at.

    \b
    Examples:
      lubiao overlaps DB37/T 2960-2017
      lubiao overlaps T/SDAS 100-2019 --against local --json
    """
    if not number:
        raise click.UsageError(spoken(say("number_wanted")))
    levels = tuple(map(Level, against))
    found = Catalogue.open(index, home=home).overlaps(" ".join(number), levels)
    show(found.to_json(addresses), list(_lines(found)), as_json=as_json)
    sys.exit(PARTLY if found.candidates or found.checks else DONE)


def _lines(found: Overlaps) -> Iterator[Words | str]:
    yield say("overlaps_head", number=found.record.number, title=found.record.title, day=found.day)
    yield from (say("overlaps_text", text=check.text) for check in found.checks)
    for row in found.candidates:
        yield from _candidate(row)
    if found.related:
        yield say("overlaps_related", numbers=tuple(row.record.number for row in found.related))


def _candidate(row: Overlap) -> Iterator[Words]:
    status = value_words("status", row.status.value)
    score = f"{row.likeness.score:.2f}"
    yield say("overlaps_row", score=score, number=row.record.number, title=row.record.title, status=status)
    yield from (say("overlaps_text", text=reason.text) for reason in row.likeness.reasons)
    yield from (say("overlaps_text", text=check.text) for check in row.checks)

"""`lubiao adoptions`: what standards adopt, and whether the adopted edition is still current."""

from __future__ import annotations

from collections.abc import Iterator

import click

from catalogue.catalogue import Catalogue
from catalogue.comparison import Adopting, Adoptions
from catalogue.wording import Words, say, value_words
from indexer.commands import index_option, json_option, show


@click.command("adoptions", short_help="What standards adopt, and whether that edition is still current.")
@click.argument("number", nargs=-1, metavar="[NUMBER]")
@click.option("--withdrawn", is_flag=True, help="Only adoptions of editions that are no longer in force.")
@index_option
@json_option
def adoptions_command(number: tuple[str, ...], index: str, *, withdrawn: bool, as_json: bool) -> None:
    """Show which international standards are adopted, in which degree, and whether that edition is still current.

    NUMBER is a standard, or an international one: then those that adopt it are shown.

    \b
    Examples:
      lubiao adoptions --withdrawn
      lubiao adoptions GB/T 19001-2016
      lubiao adoptions ISO 9001
    """
    found = Catalogue.open(index).adoptions(" ".join(number), withdrawn=withdrawn)
    show(found.to_json(), list(_lines(found)), as_json=as_json)


def _lines(found: Adoptions) -> Iterator[Words | str]:
    yield say("adoptions_head", count=len(found.rows), day=found.day)
    for row in found.rows:
        yield from _row(row)
    if found.unresolved:
        yield say("adoptions_unresolved", count=len(found.unresolved))
    for one in found.unresolved:
        yield say(
            "adoption_unresolved",
            number=one.number,
            adopted=one.adoption.number,
            degree=one.adoption.degree or say("degree_unknown"),
            source=one.adoption.source,
        )


def _row(row: Adopting) -> Iterator[Words]:
    yield say(
        "correspondence_of" if row.adoption.degree == "NEQ" else "adoption_of",
        number=row.record.number,
        title=row.record.title,
        status=value_words("status", row.status),
        adopted=row.adoption.number,
        degree=row.adoption.degree or say("degree_unknown"),
    )
    said = (row.state_words, row.looked_up_words, row.source_words)
    yield from ("    " + words for words in said if words is not None)

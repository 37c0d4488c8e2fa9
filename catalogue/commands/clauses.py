"""`lubiao clauses`: in which clauses of the texts at hand something stands."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from catalogue.catalogue import Catalogue
from catalogue.search import Addresses, ClauseAnswer, Search
from catalogue.wording import Words, say
from indexer.commands import DONE, PARTLY, index_option, json_option, show, spoken


@click.command("clauses", short_help="In which clauses of texts at hand something stands.")
@click.argument("query", nargs=-1, metavar="QUERY...")
@click.option("--limit", type=click.IntRange(1, 100), default=10, show_default=True)
@click.option("--offset", type=click.IntRange(0), default=0, show_default=True)
@index_option
@json_option
@click.pass_obj
def clauses_command(
    addresses: Addresses, query: tuple[str, ...], limit: int, offset: int, index: str, *, as_json: bool
) -> None:
    """Find clauses that hold all words, in the texts of standards that were loaded with the catalogue.

    Ends with 1 where nothing is found.

    \b
    Example:
      lubiao clauses 相对湿度 贮存
    """
    if not query:
        raise click.UsageError(spoken(say("query_wanted")))
    search = Search(text=" ".join(query), limit=limit, offset=offset)
    found = Catalogue.open(index).search_clauses(search)
    show(found.to_json(addresses), list(_lines(found)), as_json=as_json)
    sys.exit(DONE if found.total else PARTLY)


def _lines(found: ClauseAnswer) -> Iterator[Words]:
    yield say("clauses_found", total=found.total, texts=found.texts)
    for hit in found.hits:
        yield say("clause_line", number=hit.number, clause=hit.clause, heading=hit.heading)
        if hit.text:
            yield say("clause_text", text=hit.text)

"""`lubiao suggest`: what may be meant by what was typed."""

from __future__ import annotations

import sys

import click

from catalogue.catalogue import Catalogue
from catalogue.commands.home import home_option
from catalogue.search import KINDS, Addresses, Completion
from indexer.commands import DONE, PARTLY, index_option, json_option, show
from standard.wording import Words, say, words_of


@click.command("suggest", short_help="Suggest numbers, subjects, standards, organisations.")
@click.argument("text", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1, 20), default=8, show_default=True)
@index_option
@home_option
@json_option
@click.pass_obj
def suggest_command(
    addresses: Addresses, text: tuple[str, ...], limit: int, index: str, home: str, *, as_json: bool
) -> None:
    """Suggest what may be meant: numbers, subjects, standards, organisations, classes; by pinyin too.

    \b
    Examples:
      lubiao suggest db37t28
      lubiao suggest dasuan
    """
    found = Catalogue.open(index, home=home).suggest(" ".join(text), limit)
    rows = [row.to_json(addresses) for row in found]
    lines = [_suggestion_line(row) for row in found]
    show({"query": " ".join(text), "suggestions": rows}, lines or [say("no_suggestions")], as_json=as_json)
    sys.exit(DONE if found else PARTLY)


def _suggestion_line(row: Completion) -> Words:
    name = "  " + row.text if row.number or row.code else words_of(f"  ← {row.said}" if row.said else "")
    count = say("suggestion_count", count=row.count) if row.count is not None else ""
    return KINDS[row.kind] + f"  {row.query}" + name + count

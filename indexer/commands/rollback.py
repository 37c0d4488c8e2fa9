"""`lubiao rollback`: back to an earlier generation."""

from __future__ import annotations

import click

from indexer.commands.command_line import (
    generations_of,
    index_option,
    json_option,
    show,
)
from indexer.lifecycle import (
    roll_back,
)
from standard.wording import say


@click.command("rollback", short_help="Go back to an earlier generation of the index.")
@click.option("--to", metavar="GENERATION", default="", help="Which generation, earlier or later; see `generations`.")
@index_option
@json_option
def rollback_command(to: str, index: str, *, as_json: bool) -> None:
    """Go back to the generation before the current one, or to any that is kept.

    What was added or removed since is taken back, also from the journal.

    \b
    Examples:
      lubiao rollback
      lubiao rollback --to 000012
    """
    name, was = roll_back(generations_of(index), to)
    line = say("rolled_back", was=was, name=name) if was else say("rolled_back_from_nothing", name=name)
    show({"generation": name, "was": was}, [line], as_json=as_json)

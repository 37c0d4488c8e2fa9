"""`lubiao verify`: whether the current index is whole."""

from __future__ import annotations

import sys

import click

from indexer.commands.command_line import (
    FAILED,
    generations_of,
    index_option,
    json_option,
    show,
)
from indexer.lifecycle import (
    verify,
)
from standard.wording import say


@click.command("verify", short_help="Check the current index.")
@index_option
@json_option
def verify_command(index: str, *, as_json: bool) -> None:
    """Check the current index: files, counts, a sample of searches, and the journal of small changes.

    \b
    Example:
      lubiao verify
    """
    generations = generations_of(index)
    name = generations.current()
    problems = verify(generations, name)
    count = generations.manifest(name).count if not problems else 0
    value = {"ok": not problems, "generation": name, "count": count, "problems": problems}
    head = say("unsound", name=name) if problems else say("sound", name=name, count=count)
    show(value, [head, *problems], as_json=as_json)
    sys.exit(FAILED if problems else 0)

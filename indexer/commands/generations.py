"""`lubiao generations`: what there is to go back to."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import Any

import click

from indexer.commands.command_line import (
    FAILED,
    SHANGHAI,
    generations_of,
    index_option,
    json_option,
    show,
)
from indexer.errors import IndexDamaged
from indexer.lifecycle import (
    Generations,
)
from standard.wording import SILENCE, Words, say, words_of


@click.command("generations")
@index_option
@json_option
def generations_command(index: str, *, as_json: bool) -> None:
    """List the generations of the index that are kept.

    \b
    Example:
      lubiao generations
    """
    generations = generations_of(index)
    current, problem = _current(generations)
    rows = [_generation(generations, name) for name in generations.names()]
    leftovers = generations.leftovers()
    value = {
        "current": current,
        "generations": rows,
        "leftovers": leftovers,
        **({"problem": problem} if problem else {}),
    }
    lines = [f"{'*' if row['name'] == current else ' '} {row['name']}  " + _generation_words(row) for row in rows]
    lines += [say("generation_unfinished", name=name) for name in leftovers]
    show(value, [*lines, problem] if problem else lines, as_json=as_json)
    sys.exit(FAILED if problem else 0)


def _current(generations: Generations) -> tuple[str, Words]:
    """The generation that answers, and what is wrong where CURRENT names none; then the kept ones are listed still."""
    try:
        return generations.current(), SILENCE
    except IndexDamaged as error:
        return "", error.words


def _generation(generations: Generations, name: str) -> dict[str, Any]:
    """A generation as data; one that cannot be read says why."""
    try:
        manifest = generations.manifest(name)
    except IndexDamaged as error:
        return {"name": name, "problem": error.words}
    created = datetime.fromisoformat(manifest.created).astimezone(SHANGHAI).isoformat(timespec="seconds")
    return {"name": name, "created": created, "count": manifest.count, "full": manifest.full == name}


def _generation_words(row: dict[str, Any]) -> Words:
    if "problem" in row:
        return words_of(row["problem"])
    created = row["created"][:19].replace("T", " ")
    if row["full"]:
        return say("generation_full", created=created, count=row["count"])
    return say("generation_small", created=created, count=row["count"])

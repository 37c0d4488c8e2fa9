"""`lubiao remove`: standards taken out by their numbers."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import click

from indexer.commands.command_line import (
    PARTLY,
    generations_of,
    index_option,
    json_option,
    show,
)
from indexer.engines import Request
from indexer.lifecycle import (
    Generations,
    change,
)
from indexer.query import Number
from standard.number import NumberError, StandardNumber
from standard.wording import Words, say

#: editions of one standard that are named
_MOST_EDITIONS = 20


@click.command("remove", short_help="Remove standards by their numbers.")
@click.argument("numbers", nargs=-1, required=True)
@index_option
@json_option
def remove_command(numbers: tuple[str, ...], index: str, *, as_json: bool) -> None:
    """Remove standards by their numbers; the next reindex does not bring them back.

    \b
    Example:
      lubiao remove "GB/T 1.1-2009"
    """
    asked = list(dict.fromkeys(map(_canonical, numbers)))
    generations = generations_of(index)
    name, _, _, missing = change(generations, [], asked)
    removed = [number for number in asked if number not in missing]
    editions = _editions(generations, missing)
    value = {"removed": removed, "missing": missing, "editions": editions, "generation": name}
    lines = [say("removed", count=len(removed), name=name), *(_missing_line(one, editions) for one in missing)]
    show(value, lines, as_json=as_json)
    sys.exit(PARTLY if missing else 0)


def _editions(generations: Generations, numbers: Iterable[str]) -> dict[str, list[str]]:
    """Number without a year -> the editions that the catalogue has of it."""
    engine = generations.open(generations.current())
    editions = {}
    for number in numbers:
        hits = engine.search(Request(Number(number, own=True), limit=_MOST_EDITIONS, sort="number")).hits
        same = [hit.record.number for hit in hits if hit.record.number.startswith(f"{number}-")]
        if same:
            editions[number] = same
    return editions


def _missing_line(number: str, editions: dict[str, list[str]]) -> Words:
    if number in editions:
        return say("remove_which", number=number, editions=tuple(editions[number]))
    return say("remove_missing", number=number)


def _canonical(text: str) -> str:
    """A number as the index has it; one that no grammar reads as it is."""
    try:
        return str(StandardNumber(text))
    except NumberError:
        return text.strip()

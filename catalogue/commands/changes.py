"""`lubiao changes`: what changed since another generation."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from catalogue.catalogue import Catalogue
from catalogue.changes import MAX_ENTRIES, RECORD, STANDARD, Changes, Choice, Entry, Kind, read_list
from catalogue.search import Addresses
from catalogue.wording import Words, say
from indexer.commands import DONE, index_option, json_option, show


@click.command("changes", short_help="What changed since another generation of the index.")
@click.option("--since", default="", metavar="GENERATION", help="If not given, the generation before the current one.")
@click.option(
    "--list",
    "listed",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Only the standards whose numbers stand in this text file, a number a line.",
)
@click.option("--ics", multiple=True, metavar="CODE", help="67, 67.080 …: only this class and all below it.")
@click.option("--ccs", multiple=True, metavar="CODE", help="B, B31 …")
@click.option("--region", multiple=True, metavar="CODE", help="37, 3702: only local standards of this place.")
@click.option("--level", multiple=True, help="national, industry, local …")
@click.option("--what", type=click.Choice([STANDARD, RECORD]), help="Only changes of standards, or only corrections.")
@click.option("--kind", multiple=True, metavar="KIND", help=f"Only some of: {', '.join(Kind)}.")
@click.option("--limit", type=click.IntRange(0, MAX_ENTRIES), default=MAX_ENTRIES, show_default=True)
@index_option
@json_option
@click.pass_obj
def changes_command(
    addresses: Addresses,
    since: str,
    listed: Path | None,
    ics: tuple[str, ...],
    ccs: tuple[str, ...],
    region: tuple[str, ...],
    level: tuple[str, ...],
    what: str | None,
    kind: tuple[str, ...],
    limit: int,
    index: str,
    *,
    as_json: bool,
) -> None:
    """What changed since another generation: of the standards themselves, and of the records only.

    \b
    Examples:
      lubiao changes
      lubiao changes --since 000003 --what standard --region 37
      lubiao changes --list cited.txt --json
    """
    values = {"since": (since,), "what": (what or "",), "ics": ics, "ccs": ccs, "region": region, "level": level}
    choice = Choice.of({**values, "kind": kind}, read_list(listed) if listed is not None else ())
    found = Catalogue.open(index).changes(choice)
    show(found.to_json(addresses, most=limit), list(_lines(found, limit)), as_json=as_json)
    sys.exit(DONE)


def _lines(found: Changes, limit: int) -> Iterator[Words]:
    yield say(
        "changes_head",
        since=found.since,
        since_day=found.span.since,
        until=found.until,
        until_day=found.span.until,
        standard=found.count(STANDARD),
        record=found.count(RECORD),
    )
    if not found.total:
        yield say("changes_none")
    yield from map(_line, found.entries[:limit])
    shown = min(limit, len(found.entries))
    if shown < found.total:
        yield say("changes_cut", shown=shown, total=found.total)


def _line(entry: Entry) -> Words:
    day = entry.day.isoformat() if entry.day else "-" * 10
    line = say("change_line", day=day, number=entry.number, title=entry.record.title, kind=entry.kind.words)
    return line + "  " + entry.values_words if entry.values_words else line

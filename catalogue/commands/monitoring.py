"""`lubiao monitoring`: what the changes of a generation mean for a comparison."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from catalogue.catalogue import Catalogue
from catalogue.changes import Monitoring, MonitoringScope, name_scope
from catalogue.commands.home import home_option
from catalogue.search import Addresses
from catalogue.wording import Words, say
from indexer.commands import DONE, PARTLY, index_option, json_option, show


@click.command("monitoring", short_help="What changes above mean for local standards.")
@click.option("--since", default="", metavar="GENERATION", help="If not given, the generation before the current one.")
@click.option("--region", default="", metavar="CODE", help="37, 3702, Shandong, or all; home if not given.")
@click.option("--level", multiple=True, help="local if not given; group, enterprise, industry …")
@index_option
@home_option
@json_option
@click.pass_obj
def monitoring_command(
    addresses: Addresses, since: str, region: str, level: tuple[str, ...], index: str, home: str, *, as_json: bool
) -> None:
    """Which local standards have to be looked at again, since a standard above them appeared, was replaced or ended.

    Ends with 1 where there is anything to look at.

    \b
    Examples:
      lubiao monitoring
      lubiao monitoring --since 000003 --region DB37 --json
      lubiao monitoring --level group
    """
    catalogue = Catalogue.open(index, home=home)
    found = catalogue.monitoring(MonitoringScope.of(region, level, catalogue.home), since)
    show(found.to_json(addresses), list(_lines(found)), as_json=as_json)
    sys.exit(PARTLY if found.impacts else DONE)


def _lines(found: Monitoring) -> Iterator[Words]:
    yield say(
        "monitoring_head",
        scope=name_scope(found.scope),
        since=found.since,
        since_day=found.since_day,
        until=found.until,
        until_day=found.until_day,
        changed=found.changed,
        count=len(found.impacts),
    )
    for impact in found.impacts:
        day = impact.entry.day.isoformat() if impact.entry.day else "-" * 10
        yield say("monitoring_line", day=day, effect=impact.effect.words, text=impact.words)
    if not found.impacts:
        yield say("monitoring_none")
    if found.cut:
        yield say("monitoring_cut", looked_at=found.looked_at, left=found.changed - found.looked_at)

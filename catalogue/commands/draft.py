"""`lubiao draft`: what is to be looked at in a draft; nothing of it is kept."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import click

from catalogue.catalogue import Catalogue
from catalogue.commands.home import home_option
from catalogue.drafts import DraftCheck
from catalogue.export import find_draft_format, save_blocks
from catalogue.search import Addresses
from catalogue.wording import Words, say, value_words
from indexer.commands import DONE, PARTLY, index_option, json_option, show
from indexer.lifecycle import check_targets
from standard.errors import LubiaoError
from standard.publisher import Level


@click.command("draft", short_help="What is to be looked at in a draft.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), metavar="DAY", help="As of this day, 2023-06-30.")
@click.option("--level", type=click.Choice([one.value for one in Level]), help="Of the draft, where no number says it.")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help=".xlsx .docx .html .json")
@click.option("--force", is_flag=True, help="Let --output overwrite a file.")
@index_option
@home_option
@json_option
@click.pass_obj
def draft_command(
    addresses: Addresses,
    file: Path,
    day: datetime | None,
    level: str | None,
    output: Path | None,
    index: str,
    home: str,
    *,
    force: bool,
    as_json: bool,
) -> None:
    """What is to be looked at in the draft of a standard: its references, structure and indicators, standards like it.

    Exits with 0 where nothing was found, with 1 where anything was.

    \b
    Example:
      lubiao draft draft.docx --json
    """
    if output is not None:
        find_draft_format(output.suffix or output.name)
        check_targets(index, [file], output)
    found = Catalogue.open(index, home=home).check_draft(
        file, day.date() if day else None, Level(level) if level else None
    )
    if not found.check.rows and found.check.problems and not found.title:
        raise LubiaoError("draft_unreadable", reason=found.check.problems[0].words)
    lines = list(_lines(found))
    if output is not None:
        save_blocks(find_draft_format(output.suffix)(found, addresses), output, force=force)
        lines = [lines[0], say("draft_written", path=output)]
    show(found.to_json(addresses), lines, as_json=as_json)
    sys.exit(DONE if found.clean else PARTLY)


def _lines(found: DraftCheck) -> Iterator[Words]:
    count = len(found.findings) + len(found.dead)
    yield say("draft_head", name=found.name or "-", title=found.title or "—", day=found.day, count=count)
    for finding in found.findings:
        place = finding.place.words + Words(" ", " ") if finding.place.words else Words("", "")
        yield say("draft_finding", place=place, text=finding.words, rule=finding.source)
    for row in found.references:
        instead = "→ " + "、".join(row.replaced_by) if row.replaced_by else ""
        verdict = value_words("verdict", row.verdict.value)
        yield say("draft_reference", number=row.number or row.given, verdict=verdict, title=row.title, instead=instead)
    for one in found.overlaps:
        status = value_words("status", one.status.value)
        record = one.candidate
        yield say("draft_overlap", number=record.number, title=record.title, status=status, score=f"{one.score:.2f}")
    for indicator in found.indicators:
        yield say("draft_indicator", clause=indicator.clause, name=indicator.name, limit=indicator.limit)
    for compared in found.compared:
        for row_ in compared.rows:
            verdict = say(f"compare_verdict_{row_.verdict.value}")
            yield say(
                "draft_compared", number=compared.number, name=row_.characteristic, verdict=verdict, reason=row_.reason
            )
    yield from (say("draft_no_text", number=number) for number in found.without_text)
    yield from (say("draft_undecided", text=words) for words in found.undecided)

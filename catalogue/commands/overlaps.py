"""`lubiao overlaps`: what of higher levels may be about the same object as a standard, or as each of many."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from catalogue.catalogue import Catalogue
from catalogue.commands.home import home_option
from catalogue.comparison import (
    CHECKS,
    Check,
    Findings,
    ListedStandard,
    Overlap,
    OverlapList,
    Overlaps,
    Selection,
    read_listed,
)
from catalogue.export import find_comparison_format, save_blocks
from catalogue.search import Addresses
from catalogue.wording import Words, say, value_words
from indexer.commands import DONE, PARTLY, index_option, json_option, show, spoken
from indexer.lifecycle import check_targets
from indexer.readers import read_document
from standard.publisher import Level

_FILE = click.Path(path_type=Path, dir_okay=False, exists=True)
_TARGET = click.Path(path_type=Path, dir_okay=False)


@click.command("overlaps", short_help="What of higher levels may be about the same object.")
@click.argument("number", nargs=-1, metavar="[NUMBER]")
@click.option("--level", multiple=True, help="Standards of this level: local, group … (also several times).")
@click.option("--region", multiple=True, metavar="CODE", help="DB37, 3702, Shandong: local standards of this place.")
@click.option("--ics", multiple=True, metavar="CODE", help="67, 67.080 …: of this class and all below it.")
@click.option("--ccs", multiple=True, metavar="CODE", help="B, B31 …")
@click.option("--issuer", multiple=True, metavar="NAME", help="A part of the name of who issued them.")
@click.option("--department", multiple=True, metavar="NAME", help="A part of the name of who is in charge of them.")
@click.option("--status", multiple=True, help="current, abolished …; if not given, all that have not ended.")
@click.option(
    "--list",
    "listed",
    type=_FILE,
    help="Standards of a list of one's own, with number and title: .xlsx .csv .docx .txt …",
)
@click.option(
    "--against",
    multiple=True,
    type=click.Choice([level.value for level in Level]),
    help="Levels to look in; else all above the standard's own.",
)
@click.option("--check", multiple=True, metavar="CHECK", help=f"Only what trips one of: {', '.join(CHECKS)}.")
@click.option("--decisions", "decided", type=_FILE, help="A filled workbook, or a table: .xlsx .csv")
@click.option("--output", type=_TARGET, help="Write the comparison: .xlsx .docx .html .json")
@click.option("--force", is_flag=True, help="Let --output overwrite a file.")
@click.option("--least", metavar="SCORE", help="Candidates from this score on, 0 to 1.")
@index_option
@home_option
@json_option
@click.pass_obj
def overlaps_command(
    addresses: Addresses,
    /,
    number: tuple[str, ...],
    listed: Path | None,
    least: str | None,
    decided: Path | None,
    output: Path | None,
    index: str,
    home: str,
    *,
    force: bool,
    as_json: bool,
    **chosen: tuple[str, ...],
) -> None:
    """Candidates of higher levels on the same object as a standard, with score and reasons, for a person to decide.

    With a level, a place, a class, an issuer or a list instead of a NUMBER: for each of its standards. --decisions
    leaves out what was decided, unless one of the two changed since. Ends with 1 where there is anything to look at,
    where a decision could not be used, or where nothing was chosen.

    \b
    Examples:
      lubiao overlaps DB37/T 2960-2017
      lubiao overlaps T/SDAS 100-2019 --against local --json
      lubiao overlaps --level local --region DB37 --check below_mandatory
      lubiao overlaps --list own-standards.xlsx --against national
      lubiao overlaps --region DB37 --output report.xlsx
      lubiao overlaps --region DB37 --decisions report.xlsx --output next.xlsx
    """
    rows = read_listed(read_document(listed), listed.name) if listed is not None else None
    selection = Selection.of({**chosen, "least": (least,) if least is not None else ()}, rows)
    if bool(number) == selection.narrow or (rows is not None and (selection.filters or selection.names)):
        raise click.UsageError(spoken(say("overlaps_usage")))
    if number and (selection.checks or least is not None):
        raise click.UsageError(spoken(say("overlaps_usage")))
    if number and (decided is not None or output is not None):
        selection, number = Selection.of(chosen, (ListedStandard(" ".join(number)),)), ()
    if output is not None:
        find_comparison_format(output.suffix)
        check_targets(index, [path for path in (listed, decided) if path is not None], output)
    catalogue = Catalogue.open(index, home=home)
    if number:
        found = catalogue.overlaps(" ".join(number), selection.against)
        show(found.to_json(addresses), list(_lines(found)), as_json=as_json)
        sys.exit(PARTLY if found.candidates or found.checks else DONE)
    decisions = catalogue.decisions(read_document(decided)) if decided is not None else None
    if output is not None:
        report = catalogue.comparison_report(selection, decisions)
        save_blocks(find_comparison_format(output.suffix).write(report, addresses), output, force=force)
        sys.exit(_tell(report.findings, report.to_json(addresses), output, as_json=as_json))
    findings = catalogue.findings(selection, decisions)
    told = findings.overlaps.to_json(addresses)
    value = told | {"decisions": findings.to_json()["decisions"]} if decisions is not None else told
    sys.exit(_tell(findings, value, None, as_json=as_json))


def _tell(findings: Findings, value: dict[str, Any], output: Path | None, *, as_json: bool) -> int:
    """Print what was found, or where it was written, and what of the decisions could not be used."""
    found = findings.overlaps
    lines = list(_list_lines(found)) if output is None else [_total(found), say("check_written", path=output)]
    problems = [problem.words for problem in findings.decisions.problems]
    show(value, [*lines, *problems], as_json=as_json)
    return PARTLY if found.counts or found.pairs or problems or not found.looked_at else DONE


def _lines(found: Overlaps) -> Iterator[Words | str]:
    yield say("overlaps_head", number=found.record.number, title=found.record.title, day=found.day)
    yield from _texts(found.checks)
    for pair in found.candidates:
        yield from _candidate(pair)
    if found.related:
        yield say("overlaps_related", numbers=tuple(row.candidate.number for row in found.related))


def _candidate(pair: Overlap) -> Iterator[Words]:
    yield _pair_line(pair)
    yield from (say("overlaps_text", text=reason.text) for reason in pair.reasons)
    yield from _texts(pair.checks)


def _pair_line(pair: Overlap) -> Words:
    status, candidate = value_words("status", pair.status.value), pair.candidate
    score = f"{pair.score:.2f}"
    return say("overlaps_row", score=score, number=candidate.number, title=candidate.title, status=status)


def _texts(checks: tuple[Check, ...]) -> Iterator[Words]:
    yield from (say("overlaps_text", text=check.text) for check in checks)


def _list_lines(found: OverlapList) -> Iterator[Words | str]:
    """What was found for each standard, and at the end how much there is of each check."""
    if not found.looked_at:
        yield say("overlaps_none_chosen")
        return
    for row in found.rows:
        yield say("overlaps_standard", number=row.record.number, title=row.record.title)
        yield from _texts(row.checks)
        for pair in row.candidates:
            yield _pair_line(pair)
            yield from _texts(pair.checks)
    yield _total(found)
    yield from (say("overlaps_count", kind=say(f"check_kind_{kind}"), count=n) for kind, n in found.counts.items())


def _total(found: OverlapList) -> Words:
    return say(
        "overlaps_total",
        looked_at=found.looked_at,
        pairs=len(found.pairs),
        without=len(found.without),
        not_judged=len(found.not_judged),
        settled=found.settled,
        day=found.day,
        data_date=found.data_date or "-",
    )

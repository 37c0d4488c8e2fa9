"""`lubiao coverage`: which classes have standards in force at which level, as a table or a file."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from catalogue.catalogue import Catalogue
from catalogue.commands.home import home_option
from catalogue.commands.text_table import align
from catalogue.export import COVERAGE_FILES, save_blocks, write_coverage
from catalogue.search import Addresses, region_words
from catalogue.statistics import (
    COVERAGE_SCHEMES,
    GAPS,
    Coverage,
    Row,
    class_words,
    gap_words,
    head_words,
    remarks,
    share_words,
)
from catalogue.wording import Words, say
from indexer.commands import DONE, index_option, json_option, show, spoken
from indexer.errors import RequestError
from indexer.lifecycle import check_targets


@click.command("coverage", short_help="Which classes have standards at which level, and where there are gaps.")
@click.option("--by", type=click.Choice(COVERAGE_SCHEMES), default=COVERAGE_SCHEMES[0], show_default=True)
@click.option("--region", default="", metavar="PLACE", help="DB37, 3702, Qingdao: whose local ones; else the home's.")
@click.option("--against", default="", metavar="PLACE|all", help="Another place beside it, or every province.")
@click.option("--under", default="", metavar="CODE", help="Only this class, by its parts: 67, 67.080, B, B30/39, C38.")
@click.option("--gap", type=click.Choice(GAPS), help="Only the classes with this gap.")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), metavar="DAY", help="In force on this day, not today.")
@click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write the table to this file: .xlsx .csv"
)
@click.option("--force", is_flag=True, help="Let --output overwrite a file.")
@index_option
@home_option
@json_option
@click.pass_obj
def coverage_command(
    addresses: Addresses,
    by: str,
    region: str,
    against: str,
    under: str,
    gap: str | None,
    day: date | None,
    output: Path | None,
    index: str,
    home: str,
    *,
    force: bool,
    as_json: bool,
) -> None:
    """Count the standards in force by class and level: how many, how old, how many are due for review, and the gaps.

    \b
    Examples:
      lubiao coverage
      lubiao coverage --by ccs --under B --against DB33
      lubiao coverage --under 65.020 --gap no_local --json
      lubiao coverage --against all --output coverage.xlsx
    """
    asked = {"by": by, "region": region, "against": against, "under": under, "gap": gap or ""}
    found = Catalogue.open(index, home=home).coverage(asked, day and date(day.year, day.month, day.day))
    if output is not None:
        check_targets(index, [], output)
        _write(found, output, force=force, as_json=as_json)
    else:
        show(found.to_json(addresses), _lines(found), as_json=as_json)
    sys.exit(DONE)


def _write(found: Coverage, path: Path, *, force: bool, as_json: bool) -> None:
    kind = path.suffix.lower().removeprefix(".")
    if kind not in COVERAGE_FILES:
        raise RequestError("coverage_file_kind", name=path.name)
    save_blocks(write_coverage(found, kind), path, force=force)
    count = len(found.shown)
    line = say("coverage_written", path=path, count=count, day=found.day)
    show({"count": count, "output": str(path)}, [line], as_json=as_json)


def _lines(found: Coverage) -> Iterator[Words | str]:
    yield head_words(found)
    yield share_words(found)
    yield from align([_header(found), *_rows(found)], 2)
    yield from remarks(found)
    for gap in GAPS:
        yield say("coverage_gap_line", gap=gap_words(found, gap), count=len(found.with_gap(gap)))


def _header(found: Coverage) -> list[str]:
    share = say("coverage_share_column", region=region_words(found.scope.region))
    words = [say("coverage_code"), say("coverage_class"), *(one.words for one in found.columns)]
    return list(map(spoken, [*words, say("coverage_sum"), say("coverage_median"), say("coverage_due"), share]))


def _rows(found: Coverage) -> Iterator[list[str]]:
    yield from (_cells(row, row.node.code, class_words(row)) for row in found.shown if row.node is not None)
    yield _cells(found.total, "", say("coverage_total"))
    if found.rest.all.count:
        yield _cells(found.rest, "", say("coverage_rest"))


def _cells(row: Row, code: str, name: Words) -> list[str]:
    numbers = [cell.count or "" for cell in row.cells]
    age, share = (f"{value:g}" if value is not None else "" for value in (row.all.median_age, row.share))
    return [code, spoken(name), *map(str, numbers), str(row.all.count), age, str(row.all.review_due), share]

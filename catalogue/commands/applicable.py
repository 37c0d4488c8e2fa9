"""`lubiao applicable`: what applies to a product, group by group, or as a workbook."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from catalogue.applicable import Applicable
from catalogue.catalogue import Catalogue
from catalogue.commands.hit_line import hit_line
from catalogue.commands.home import home_option
from catalogue.export import save_blocks, write_applicable
from catalogue.search import Addresses
from catalogue.wording import Words, say
from indexer.commands import DONE, PARTLY, index_option, json_option, show
from indexer.errors import RequestError
from indexer.lifecycle import check_targets


@click.command("applicable", short_help="Which standards apply to a product or service.")
@click.argument("product", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1), default=10, show_default=True, help="Standards printed in a group.")
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write all of them to this file: .xlsx. Not cut by --limit.",
)
@click.option("--force", is_flag=True, help="Let --output overwrite a file.")
@index_option
@home_option
@json_option
@click.pass_obj
def applicable_command(
    addresses: Addresses,
    product: tuple[str, ...],
    limit: int,
    output: Path | None,
    index: str,
    home: str,
    *,
    force: bool,
    as_json: bool,
) -> None:
    """Which standards apply to a product, a service or a class of GB/T 4754, by what they ask of it.

    \b
    Examples:
      lubiao applicable 大蒜
      lubiao applicable 养老服务 --output elderly-care.xlsx
      lubiao applicable C2911 --json
    """
    text = " ".join(product).strip()
    if not text:
        raise RequestError("product_missing")
    found = Catalogue.open(index, home=home).applicable(text)
    if output is not None:
        check_targets(index, [], output)
        _write_applicable(found, output, force=force, as_json=as_json)
    else:
        show(found.to_json(addresses), list(_applicable_lines(found, limit)), as_json=as_json)
    sys.exit(DONE if found.total else PARTLY)


def _write_applicable(found: Applicable, path: Path, *, force: bool, as_json: bool) -> None:
    if path.suffix.lower() != ".xlsx":
        raise RequestError("applicable_xlsx_only", name=path.name)
    save_blocks(write_applicable(found), path, force=force)
    line = say("applicable_written", total=found.total, path=path, day=found.day)
    show({"total": found.total, "output": str(path)}, [line], as_json=as_json)


def _applicable_lines(found: Applicable, limit: int) -> Iterator[Words]:
    yield _head(found)
    for group in found.groups:
        yield say("applicable_group", group=group.words, count=len(group.rows))
        for row in group.rows[:limit]:
            yield say("applicable_row", hit=hit_line(row.hit), reason=row.reasons[0].text)
        if len(group.rows) > limit:
            yield say("applicable_more", count=len(group.rows) - limit)
    if found.related.rows:
        yield say("applicable_related", group=found.related.words, count=len(found.related.rows))
    yield from (say("hint_line", hint=hint.text) for hint in found.hints())


def _head(found: Applicable) -> Words:
    product, total, upcoming, day = found.product.text, found.total, found.upcoming, found.day
    if not found.withdrawn:
        return say("applicable_head", product=product, total=total, upcoming=upcoming, day=day)
    ended = found.withdrawn
    return say("applicable_head_withdrawn", product=product, total=total, upcoming=upcoming, withdrawn=ended, day=day)

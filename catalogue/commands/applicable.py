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
from catalogue.wording import say
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
        raise RequestError(say("product_missing"))
    found = Catalogue.open(index, home=home).applicable(text)
    if output is not None:
        check_targets(index, [], output)
        _write_applicable(found, output, force=force, as_json=as_json)
    else:
        show(found.to_json(addresses), list(_applicable_lines(found, limit)), as_json=as_json)
    sys.exit(DONE if found.total else PARTLY)


def _write_applicable(found: Applicable, path: Path, *, force: bool, as_json: bool) -> None:
    if path.suffix.lower() != ".xlsx":
        raise RequestError(f"{path.name}：适用标准只能导出为 .xlsx")
    save_blocks(write_applicable(found), path, force=force)
    line = f"{found.total:,} 项标准写入 {path}（状态截至 {found.day}）"
    show({"total": found.total, "output": str(path)}, [line], as_json=as_json)


def _applicable_lines(found: Applicable, limit: int) -> Iterator[str]:
    ended = f"；另有 {found.withdrawn:,} 项已失效，未列出" if found.withdrawn else ""
    yield f"{found.product.text}：{found.total:,} 项，其中 {found.upcoming:,} 项即将实施{ended}（状态截至 {found.day}）"
    for group in found.groups:
        yield f"—— {group.words}（{len(group.rows):,}）"
        for row in group.rows[:limit]:
            yield f"{hit_line(row.hit)}  （{row.reasons[0].text}）"
        if len(group.rows) > limit:
            yield f"……还有 {len(group.rows) - limit:,} 项，用 --limit 或 --output 列出"
    yield from (f"提示：{hint.text}" for hint in found.hints())

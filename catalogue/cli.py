"""The reader's commands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from catalogue.answer import Answer, AnswerHit, StandardView
from catalogue.catalogue import Catalogue
from catalogue.export import FORMATS, format_named
from catalogue.export.file import save
from catalogue.labels import GROUPS, NATURES, label
from catalogue.listing import MAX_ROWS
from catalogue.search import FILTERS, Search
from catalogue.suggestions import KINDS, Completion
from indexer.command_line import index_option, json_option, show
from indexer.engines.base import SORTS
from indexer.errors import RequestError

#: kind of relation -> the word before the number
_RELATIONS = {
    "replaces": "代替",
    "replaces_partly": "部分代替",
    "replaced_by": "被代替",
    "replaced_partly_by": "被部分代替",
    "amends": "修改",
    "amended_by": "修改单",
    "adopts": "采用",
    "adopted_by": "被采用",
    "cites": "引用",
    "cited_by": "被引用",
}


@click.command("search")
@click.argument("query", nargs=-1)
@click.option("--level", multiple=True, help="national, industry, local, group, enterprise … (also several times).")
@click.option("--status", multiple=True, help="current, upcoming, replaced, abolished …")
@click.option("--filter", "filters", multiple=True, metavar="FIELD=VALUE", help="year=2020, ics=67, region=3702 …")
@click.option("--sort", type=click.Choice(SORTS), default="relevance", show_default=True)
@click.option("--limit", type=click.IntRange(0, 100), default=10, show_default=True)
@click.option("--offset", type=click.IntRange(0), default=0, show_default=True)
@click.option("--facets", "with_facets", is_flag=True, help="Also print the counts by level, status, year …")
@click.option("--strict", is_flag=True, help="Refuse a query with mistakes instead of reading it leniently.")
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help=f"Write all results, up to {MAX_ROWS:,}, to this file: .{', .'.join(FORMATS)}. Not cut by --limit.",
)
@click.option("--force", is_flag=True, help="Let --output overwrite a file.")
@index_option
@json_option
def search_command(
    query: tuple[str, ...],
    level: tuple[str, ...],
    status: tuple[str, ...],
    filters: tuple[str, ...],
    sort: str,
    limit: int,
    offset: int,
    output: Path | None,
    index: Path,
    *,
    with_facets: bool,
    strict: bool,
    force: bool,
    as_json: bool,
) -> None:
    """Search the catalogue: a number in any spelling, words, "phrases", field:value.

    \b
    Examples:
      lubiao search GB/T 1.1
      lubiao search 大蒜 种植 --level local --facets
      lubiao search '海水淡化 状态:现行 发布日期:2020..2024'
      lubiao search 大蒜 --status current --output garlic.xlsx
    """
    pairs = [*(("level", value) for value in level), *(("status", value) for value in status), *map(_pair, filters)]
    fixed = [("q", " ".join(query)), ("sort", sort), ("limit", str(limit)), ("offset", str(offset))]
    search = Search.from_args([*pairs, *fixed, ("strict", "1" if strict else "")])
    if output is not None:
        _write(Catalogue.open(index), search, output, force=force, as_json=as_json)
        return
    answer = Catalogue.open(index).search(search)
    show(answer.to_json(), list(_answer_lines(answer, with_facets=with_facets)), as_json=as_json)


@click.command("show")
@click.argument("number", nargs=-1, required=True)
@index_option
@json_option
def show_command(number: tuple[str, ...], index: Path, *, as_json: bool) -> None:
    """Show one standard, by its number in any spelling.

    \b
    Example:
      lubiao show GB/T 1.1-2020
    """
    found = Catalogue.open(index).standard(" ".join(number))
    show(found.to_json(), list(_standard_lines(found)), as_json=as_json)


@click.command("suggest")
@click.argument("text", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1, 20), default=8, show_default=True)
@index_option
@json_option
def suggest_command(text: tuple[str, ...], limit: int, index: Path, *, as_json: bool) -> None:
    """Suggest what may be meant: numbers, subjects, standards, organisations, classes; by pinyin too.

    \b
    Examples:
      lubiao suggest db37t28
      lubiao suggest dasuan
    """
    found = Catalogue.open(index).suggest(" ".join(text), limit)
    rows = [row.to_json() for row in found]
    lines = [_suggestion_line(row) for row in found]
    show({"query": " ".join(text), "suggestions": rows}, lines or ["没有建议"], as_json=as_json)


COMMANDS = (search_command, show_command, suggest_command)


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        raise click.BadParameter(f"{text!r} 不是 FIELD=VALUE 的形式", param_hint="--filter")
    if name.strip() not in FILTERS:
        raise RequestError(f"不能按 {name.strip()!r} 筛选；可用 {', '.join(FILTERS)}")
    return name.strip(), value.strip()


def _write(catalogue: Catalogue, search: Search, path: Path, *, force: bool, as_json: bool) -> None:
    """All results into a file of the format that its ending names."""
    chosen = format_named(path.suffix.removeprefix(".").lower())
    listing = catalogue.every(search)
    save(listing, chosen, path, force=force)
    line = f"共 {listing.total:,} 条，{listing.count:,} 条写入 {path}（状态截至 {listing.day}）"
    show({"total": listing.total, "count": listing.count, "output": str(path)}, [line], as_json=as_json)


def _answer_lines(answer: Answer, *, with_facets: bool) -> Iterator[str]:
    yield f"共 {answer.total:,} 条（{answer.took_ms:.0f} 毫秒，状态截至 {answer.day}）"
    yield from (f"提示：{hint.text}" for hint in answer.hints)
    group = ""
    for hit in answer.hits:
        if hit.group != group:
            group = hit.group
            yield f"—— {GROUPS[group][0]}"
        yield _hit_line(hit)
    if with_facets:
        for name, rows in answer.facets.items():
            yield f"{name}: " + ", ".join(f"{row.label} {row.count:,}" for row in rows[:12])


def _suggestion_line(row: Completion) -> str:
    name = f"  {row.text}" if row.number or row.code else ""
    return f"{KINDS[row.kind]}  {row.query}{name}" + (f"  {row.count:,} 项" if row.count is not None else "")


def _hit_line(hit: AnswerHit) -> str:
    successor = f"  → {'、'.join(hit.record.replaced_by)}" if hit.status.ended and hit.record.replaced_by else ""
    return f"{hit.record.number}  {hit.record.title}  [{label('status', hit.status.value)}]{successor}"


def _standard_lines(found: StandardView) -> Iterator[str]:
    record = found.record
    yield f"{record.number}  {record.title}"
    rows = [
        ("英文", record.title_en),
        ("状态", f"{label('status', found.status.value)}（{found.day}）"),
        ("层级", " ".join((label("level", record.level.value), NATURES.get(record.nature, ("",))[0]))),
        ("发布", record.issued),
        ("实施", record.effective),
        ("废止", record.abolished),
        ("发布单位", "、".join(record.issuers)),
        ("主管部门", record.department),
        ("归口单位", record.committee),
        ("ICS", "；".join(f"{code.code} {code.name}" for code in found.ics)),
        ("CCS", "；".join(f"{code.code} {code.name}" for code in found.ccs)),
        ("来源", f"{record.source} {record.url} 核对于 {record.checked or '未知'}" if record.source else ""),
    ]
    yield from (f"  {name}：{value}" for name, value in rows if value)
    for row in found.related:
        degree = f"（{row.degree}）" if row.degree else ""
        yield f"  {_RELATIONS[row.kind]}：{row.number}{degree}  {row.title}".rstrip()
    if len(found.editions) > 1:
        yield "  各版本：" + "、".join(f"{row.number}（{label('status', row.status.value)}）" for row in found.editions)
    yield from (f"  注意：{text}" for text in found.contradictions)

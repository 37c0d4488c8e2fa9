"""The reader's commands."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from unicodedata import east_asian_width

import click

from catalogue.applicable import Applicable
from catalogue.catalogue import Catalogue
from catalogue.commands.home import home_option
from catalogue.export import FORMATS, format_named, save, save_blocks, write_applicable
from catalogue.search import FILTERS, KINDS, MAX_ROWS, Answer, AnswerHit, Completion, Hint, Search, StandardView
from catalogue.wording import GROUPS, NATURES, label, say
from indexer.commands import DONE, PARTLY, index_option, json_option, show
from indexer.engines import SORTS
from indexer.errors import RequestError
from indexer.lifecycle import check_targets

#: a word to exclude, and what stands for its hyphen until options are read
_EXCLUDED = re.compile(r"-[^-\s]")
_MINUS = "−"
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


class Asking(click.Command):
    """Lets a query have words to exclude: `-航空` is no option, whatever has two hyphens or is declared is one."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments, with another sign for the hyphen while options are looked for."""
        options = [option for option in self.get_params(ctx) if isinstance(option, click.Option)]
        names = {name for option in options for name in option.opts}
        with_value = {name for option in options if not option.is_flag for name in option.opts}
        hidden = [
            _MINUS + arg[1:] if _EXCLUDED.match(arg) and arg[:2] not in names and before not in with_value else arg
            for before, arg in pairwise(["", *args])
        ]
        return super().parse_args(ctx, hidden)


@click.command("search", cls=Asking, short_help="Search: a number in any spelling, words, field:value.")
@click.argument("query", nargs=-1)
@click.option("--level", multiple=True, help="national, local, 国标, 地标 … (also several times).")
@click.option("--status", multiple=True, help="current, upcoming, abolished, 现行, 废止 …")
@click.option("--filter", "filters", multiple=True, metavar="FIELD=VALUE", help="year=2020, ics=67, region=3702 …")
@click.option("--sort", type=click.Choice(SORTS), default="relevance", show_default=True)
@click.option("--limit", type=click.IntRange(0, 100), default=10, show_default=True)
@click.option("--offset", type=click.IntRange(0), default=0, show_default=True)
@click.option("--facets", "with_facets", is_flag=True, help="Also print the counts by level, status, year …")
@click.option("--explain", is_flag=True, help="Say of each hit why it stands where it stands.")
@click.option("--strict", is_flag=True, help="Refuse a query with mistakes instead of reading it leniently.")
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help=f"Write all results, up to {MAX_ROWS:,}, to this file: .{', .'.join(FORMATS)}. Not cut by --limit.",
)
@click.option("--force", is_flag=True, help="Let --output overwrite a file.")
@index_option
@home_option
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
    home: str,
    *,
    with_facets: bool,
    explain: bool,
    strict: bool,
    force: bool,
    as_json: bool,
) -> None:
    """Search the catalogue: a number in any spelling, words, "phrases", field:value.

    \b
    Examples:
      lubiao search GB/T 1.1
      lubiao search 大蒜 种植 --level local --facets
      lubiao search 轮胎 -航空 --status 现行
      lubiao search 土豆贮藏 --explain
      lubiao search '海水淡化 状态:现行 发布日期:2020..2024'
      lubiao search 大蒜 --status current --output garlic.xlsx
    """
    pairs = [*(("level", value) for value in level), *(("status", value) for value in status), *map(_pair, filters)]
    text = " ".join("-" + word[1:] if word.startswith(_MINUS) else word for word in query)
    fixed = [("q", text), ("sort", sort), ("limit", str(limit)), ("offset", str(offset))]
    search = Search.from_args([*pairs, *fixed, ("strict", "1" if strict else ""), ("explain", "1" if explain else "")])
    if output is not None:
        check_targets(index, [], output)
        total = _write(Catalogue.open(index, home=home), search, output, force=force, as_json=as_json)
    else:
        answer = Catalogue.open(index, home=home).search(search)
        show(answer.to_json(), list(_answer_lines(answer, with_facets=with_facets)), as_json=as_json)
        total = answer.total
    sys.exit(DONE if total else PARTLY)


@click.command("show")
@click.argument("number", nargs=-1, metavar="NUMBER...")
@index_option
@home_option
@json_option
def show_command(number: tuple[str, ...], index: Path, home: str, *, as_json: bool) -> None:
    """Show one standard, by its number in any spelling.

    \b
    Example:
      lubiao show GB/T 1.1-2020
    """
    if not number:
        raise click.UsageError("请给出标准号，例如 lubiao show GB/T 1.1-2020")
    found = Catalogue.open(index, home=home).standard(" ".join(number))
    show(found.to_json(), list(_standard_lines(found)), as_json=as_json)


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
def applicable_command(
    product: tuple[str, ...], limit: int, output: Path | None, index: Path, home: str, *, force: bool, as_json: bool
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
        show(found.to_json(), list(_applicable_lines(found, limit)), as_json=as_json)
    sys.exit(DONE if found.total else PARTLY)


@click.command("suggest", short_help="Suggest numbers, subjects, standards, organisations.")
@click.argument("text", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1, 20), default=8, show_default=True)
@index_option
@home_option
@json_option
def suggest_command(text: tuple[str, ...], limit: int, index: Path, home: str, *, as_json: bool) -> None:
    """Suggest what may be meant: numbers, subjects, standards, organisations, classes; by pinyin too.

    \b
    Examples:
      lubiao suggest db37t28
      lubiao suggest dasuan
    """
    found = Catalogue.open(index, home=home).suggest(" ".join(text), limit)
    rows = [row.to_json() for row in found]
    lines = [_suggestion_line(row) for row in found]
    show({"query": " ".join(text), "suggestions": rows}, lines or ["没有建议"], as_json=as_json)
    sys.exit(DONE if found else PARTLY)


COMMANDS = (search_command, show_command, suggest_command, applicable_command)


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        raise click.BadParameter(f"{text!r} 不是 FIELD=VALUE 的形式，例如 year=2020", param_hint="--filter")
    if name.strip() not in FILTERS:
        raise RequestError(say("filter_unknown", value=repr(name.strip()), known=", ".join(FILTERS)))
    return name.strip(), value.strip()


def _write(catalogue: Catalogue, search: Search, path: Path, *, force: bool, as_json: bool) -> int:
    """All results into a file of the format that its ending names; how many there are."""
    chosen = format_named(path.suffix.removeprefix(".").lower())
    listing = catalogue.every(search)
    save(listing, chosen, path, force=force)
    line = f"共 {listing.total:,} 条，{listing.count:,} 条写入 {path}（状态截至 {listing.day}）"
    show({"total": listing.total, "count": listing.count, "output": str(path)}, [line], as_json=as_json)
    return listing.total


def _write_applicable(found: Applicable, path: Path, *, force: bool, as_json: bool) -> None:
    if path.suffix.lower() != ".xlsx":
        raise RequestError(f"{path.name}：适用标准只能导出为 .xlsx")
    save_blocks(write_applicable(found), path, force=force)
    line = f"{found.total:,} 项标准写入 {path}（状态截至 {found.day}）"
    show({"total": found.total, "output": str(path)}, [line], as_json=as_json)


def _applicable_lines(found: Applicable, limit: int) -> Iterator[str]:
    ended = f"；另有 {found.withdrawn:,} 项已失效，未列出" if found.withdrawn else ""
    yield f"{found.asked.text}：{found.total:,} 项，其中 {found.upcoming:,} 项即将实施{ended}（状态截至 {found.day}）"
    for group in found.groups:
        yield f"—— {group.words}（{len(group.rows):,}）"
        for row in group.rows[:limit]:
            yield f"{_hit_line(row.hit)}  （{row.reasons[0].text}）"
        if len(group.rows) > limit:
            yield f"……还有 {len(group.rows) - limit:,} 项，用 --limit 或 --output 列出"
    yield from (f"提示：{hint.text}" for hint in found.hints())


def _answer_lines(answer: Answer, *, with_facets: bool) -> Iterator[str]:
    yield f"共 {answer.total:,} 条（{answer.took_ms:.0f} 毫秒，状态截至 {answer.day}）"
    yield from (line for hint in answer.hints for line in _hint_lines(hint, answer.search.text))
    if answer.home_first is not None:
        yield answer.home_first
    group = ""
    for hit in answer.hits:
        if hit.group != group:
            group = hit.group
            yield f"—— {GROUPS[group][0]}"
        yield _hit_line(hit)
        if hit.explanation is not None:
            yield from (f"     {sentence}" for sentence in hit.explanation.sentences())
    if with_facets:
        for name, rows in answer.facets.items():
            yield f"{name}: " + ", ".join(f"{row.label} {row.count:,}" for row in rows[:12])


def _hint_lines(hint: Hint, text: str) -> Iterator[str]:
    """A hint, the place in the query that it is about, and what can be asked instead."""
    yield f"提示：{hint.text}"
    if hint.span is not None:
        start, end = hint.span
        yield f"     {text}"
        yield f"     {' ' * _columns(text[:start])}{'~' * max(_columns(text[start:end]), 1)}"
    if hint.query and hint.total is not None:
        yield f"  → {hint.query}（{hint.total:,} 项）"


def _columns(text: str) -> int:
    """How wide a text stands on a terminal: Chinese characters take two columns."""
    return sum(2 if east_asian_width(one) in "WF" else 1 for one in text)


def _suggestion_line(row: Completion) -> str:
    name = f"  {row.text}" if row.number or row.code else f"  ← {row.said}" if row.said else ""
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

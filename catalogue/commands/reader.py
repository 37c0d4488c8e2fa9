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
from catalogue.export import FORMATS, format_named, save, save_blocks, write_applicable
from catalogue.search import FILTERS, KINDS, MAX_ROWS, Answer, AnswerHit, Completion, Hint, Search, StandardView
from catalogue.wording import GROUPS, NATURES, Words, say, value_words
from indexer.commands import DONE, PARTLY, index_option, json_option, show, spoken
from indexer.engines import SORTS
from indexer.errors import RequestError
from indexer.lifecycle import check_targets
from standard.record import Record
from standard.wording import COMMA, SILENCE, words_of

#: a word to exclude, and what stands for its hyphen until options are read
_EXCLUDED = re.compile(r"-[^-\s]")
_MINUS = "−"
_SEMICOLON = Words("；", "; ")


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
        total = _write(Catalogue.open(index), search, output, force=force, as_json=as_json)
    else:
        answer = Catalogue.open(index).search(search)
        show(answer.to_json(), list(_answer_lines(answer, with_facets=with_facets)), as_json=as_json)
        total = answer.total
    sys.exit(DONE if total else PARTLY)


@click.command("show")
@click.argument("number", nargs=-1, metavar="NUMBER...")
@index_option
@json_option
def show_command(number: tuple[str, ...], index: Path, *, as_json: bool) -> None:
    """Show one standard, by its number in any spelling.

    \b
    Example:
      lubiao show GB/T 1.1-2020
    """
    if not number:
        raise click.UsageError(spoken(say("number_wanted")))
    found = Catalogue.open(index).standard(" ".join(number))
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
@json_option
def applicable_command(
    product: tuple[str, ...], limit: int, output: Path | None, index: Path, *, force: bool, as_json: bool
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
    found = Catalogue.open(index).applicable(text)
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
    show({"query": " ".join(text), "suggestions": rows}, lines or [say("no_suggestions")], as_json=as_json)
    sys.exit(DONE if found else PARTLY)


COMMANDS = (search_command, show_command, suggest_command, applicable_command)


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        raise click.BadParameter(spoken(say("filter_no_pair", given=repr(text))), param_hint="--filter")
    if name.strip() not in FILTERS:
        raise RequestError("filter_unknown", value=repr(name.strip()), known=", ".join(FILTERS))
    return name.strip(), value.strip()


def _write(catalogue: Catalogue, search: Search, path: Path, *, force: bool, as_json: bool) -> int:
    """All results into a file of the format that its ending names; how many there are."""
    chosen = format_named(path.suffix.removeprefix(".").lower())
    listing = catalogue.every(search)
    save(listing, chosen, path, force=force)
    line = say("list_written", total=listing.total, count=listing.count, path=path, day=listing.day)
    show({"total": listing.total, "count": listing.count, "output": str(path)}, [line], as_json=as_json)
    return listing.total


def _write_applicable(found: Applicable, path: Path, *, force: bool, as_json: bool) -> None:
    if path.suffix.lower() != ".xlsx":
        raise RequestError("applicable_xlsx_only", name=path.name)
    save_blocks(write_applicable(found), path, force=force)
    line = say("applicable_written", total=found.total, path=path, day=found.day)
    show({"total": found.total, "output": str(path)}, [line], as_json=as_json)


def _applicable_lines(found: Applicable, limit: int) -> Iterator[Words]:
    yield _applicable_head(found)
    for group in found.groups:
        yield say("applicable_group", group=group.words, count=len(group.rows))
        for row in group.rows[:limit]:
            yield say("applicable_row", hit=_hit_line(row.hit), reason=row.reasons[0].text)
        if len(group.rows) > limit:
            yield say("applicable_more", count=len(group.rows) - limit)
    yield from (say("hint_line", hint=hint.text) for hint in found.hints())


def _applicable_head(found: Applicable) -> Words:
    product, total, upcoming, day = found.asked.text, found.total, found.upcoming, found.day
    if not found.withdrawn:
        return say("applicable_head", product=product, total=total, upcoming=upcoming, day=day)
    ended = found.withdrawn
    return say("applicable_head_withdrawn", product=product, total=total, upcoming=upcoming, withdrawn=ended, day=day)


def _answer_lines(answer: Answer, *, with_facets: bool) -> Iterator[Words | str]:
    yield say("found", total=answer.total, ms=answer.took_ms, day=answer.day)
    yield from (line for hint in answer.hints for line in _hint_lines(hint, answer.search.text))
    group = ""
    for hit in answer.hits:
        if hit.group != group:
            group = hit.group
            yield say("group_line", group=Words(*GROUPS[group]))
        yield _hit_line(hit)
        if hit.explanation is not None:
            yield from ("     " + sentence for sentence in hit.explanation.sentences())
    if with_facets:
        for name, rows in answer.facets.items():
            yield f"{name}: " + words_of(", ").join(row.label + f" {row.count:,}" for row in rows[:12])


def _hint_lines(hint: Hint, text: str) -> Iterator[Words | str]:
    """A hint, the place in the query that it is about, and what can be asked instead."""
    yield say("hint_line", hint=hint.text)
    if hint.span is not None:
        start, end = hint.span
        yield f"     {text}"
        yield f"     {' ' * _columns(text[:start])}{'~' * max(_columns(text[start:end]), 1)}"
    if hint.query and hint.total is not None:
        yield say("hint_query", query=hint.query, total=hint.total)


def _columns(text: str) -> int:
    """How wide a text stands on a terminal: Chinese characters take two columns."""
    return sum(2 if east_asian_width(one) in "WF" else 1 for one in text)


def _suggestion_line(row: Completion) -> Words:
    name = "  " + row.text if row.number or row.code else words_of(f"  ← {row.said}" if row.said else "")
    count = say("suggestion_count", count=row.count) if row.count is not None else ""
    return KINDS[row.kind] + f"  {row.query}" + name + count


def _hit_line(hit: AnswerHit) -> Words:
    line = f"{hit.record.number}  {hit.record.title}  [" + value_words("status", hit.status.value) + "]"
    return line + "  → " + COMMA.join(hit.record.replaced_by) if hit.status.ended and hit.record.replaced_by else line


def _standard_lines(found: StandardView) -> Iterator[Words | str]:
    record = found.record
    yield f"{record.number}  {record.title}"
    yield from (say("fact", name=name, value=value) for name, value in _facts(found) if value)
    for row in found.related:
        other = say("with_day", text=row.number, day=row.degree) if row.degree else words_of(row.number)
        told = other + f"  {row.title}" if row.title else other
        yield say("fact", name=say(f"related_{row.kind}"), value=told)
    if len(found.editions) > 1:
        rows = (say("with_day", text=row.number, day=value_words("status", row.status.value)) for row in found.editions)
        yield say("editions", editions=tuple(rows))
    yield from (say("beware", text=text) for text in found.contradictions)


def _facts(found: StandardView) -> list[tuple[Words | str, object]]:
    """The name and the value of each line about a standard."""
    record = found.record
    nature = value_words("nature", record.nature) if record.nature in NATURES else SILENCE
    return [
        (say("fact_title_en"), record.title_en),
        (say("fact_status"), say("with_day", text=value_words("status", found.status.value), day=found.day)),
        (say("fact_level"), words_of(" ").join((value_words("level", record.level.value), nature))),
        (say("fact_issued"), record.issued),
        (say("fact_effective"), record.effective),
        (say("fact_abolished"), record.abolished),
        (say("fact_issuers"), record.issuers),
        (say("fact_department"), record.department),
        (say("fact_committee"), record.committee),
        ("ICS", _SEMICOLON.join(f"{code.code} " + code.name for code in found.ics)),
        ("CCS", _SEMICOLON.join(f"{code.code} " + code.name for code in found.ccs)),
        (say("fact_source"), _source(record)),
    ]


def _source(record: Record) -> Words:
    if not record.source:
        return SILENCE
    if record.checked is None:
        return say("source_unchecked", source=record.source, url=record.url)
    return say("source_checked", source=record.source, url=record.url, day=record.checked)

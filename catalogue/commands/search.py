"""`lubiao search`: hits as lines or JSON, or all of them as a file."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import click

from catalogue.catalogue import Catalogue
from catalogue.commands.hit_line import hit_line
from catalogue.commands.home import home_option
from catalogue.commands.text_table import text_width
from catalogue.export import FORMATS, find_format, save
from catalogue.search import FILTERS, MAX_ROWS, Addresses, Answer, Hint, Search
from catalogue.wording import GROUPS, Words, say
from indexer.commands import DONE, PARTLY, index_option, json_option, show, spoken
from indexer.engines import SORTS
from indexer.errors import RequestError
from indexer.lifecycle import check_targets
from standard.wording import words_of

#: a word to exclude, and what stands for its hyphen until options are read
_EXCLUDED = re.compile(r"-[^-\s]")
_MINUS = "−"


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
@click.pass_obj
def search_command(
    addresses: Addresses,
    query: tuple[str, ...],
    level: tuple[str, ...],
    status: tuple[str, ...],
    filters: tuple[str, ...],
    sort: str,
    limit: int,
    offset: int,
    output: Path | None,
    index: str,
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
        total = _write(Catalogue.open(index, home=home), search, output, addresses, force=force, as_json=as_json)
    else:
        answer = Catalogue.open(index, home=home).search(search)
        show(answer.to_json(addresses), list(_answer_lines(answer, with_facets=with_facets)), as_json=as_json)
        total = answer.total
    sys.exit(DONE if total else PARTLY)


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        raise click.BadParameter(spoken(say("filter_no_pair", given=repr(text))), param_hint="--filter")
    if name.strip() not in FILTERS:
        raise RequestError("filter_unknown", value=repr(name.strip()), known=", ".join(FILTERS))
    return name.strip(), value.strip()


def _write(
    catalogue: Catalogue, search: Search, path: Path, addresses: Addresses, *, force: bool, as_json: bool
) -> int:
    """All results into a file of the format that its ending names; how many there are."""
    chosen = find_format(path.suffix.removeprefix(".").lower())
    listing = catalogue.every(search)
    save(listing, chosen, path, addresses, force=force)
    line = say("list_written", total=listing.total, count=listing.count, path=path, day=listing.day)
    show({"total": listing.total, "count": listing.count, "output": str(path)}, [line], as_json=as_json)
    return listing.total


def _answer_lines(answer: Answer, *, with_facets: bool) -> Iterator[Words | str]:
    yield say("found", total=answer.total, ms=answer.took_ms, day=answer.day)
    yield from (line for hint in answer.hints for line in _hint_lines(hint, answer.typed))
    if answer.home_first is not None:
        yield answer.home_first
    group = ""
    for hit in answer.hits:
        if hit.group != group:
            group = hit.group
            yield "—— " + Words(*GROUPS[group])
        yield hit_line(hit)
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
        yield f"     {' ' * text_width(text[:start])}{'~' * max(text_width(text[start:end]), 1)}"
    if hint.query and hint.total is not None:
        yield say("hint_query", query=hint.query, total=hint.total)

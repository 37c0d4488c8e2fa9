"""What changed between two generations: the page and its JSON."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from flask import Blueprint, render_template, request

from catalogue.changes import FILTERED, MAX_LISTED, RECORD, STANDARD, Changes, Choice, Kind
from catalogue.search import Search
from catalogue.wording import Words, say
from indexer.errors import NothingBefore
from webapp import query_args
from webapp.access import current_catalogue
from webapp.addresses import API, CHANGES, here, standard_link
from webapp.paging import ListPages

blueprint = Blueprint("changes", __name__)
#: entries of a page
PAGE = 50
_PAGING = ("offset", "limit")


@blueprint.get(CHANGES)
def show() -> str:
    """The changes, those of standards first; kinds with their counts are filters."""
    args = query_args.pairs(request.args.items(multi=True))
    choice = _choice(args)
    try:
        all_kinds = current_catalogue().changes(replace(choice, kind=(), what=""))
        found = current_catalogue().changes(choice)
    except NothingBefore as error:
        return render_template("changes/nothing.html", reason=error.words)
    offset = Search.from_args(pair for pair in args if pair[0] == "offset").offset
    kept = [pair for pair in args if pair[0] in FILTERED and pair[1].strip()]
    paging = ListPages(
        len(found.entries),
        offset,
        PAGE,
        lambda start: here().changes([*kept, *([("offset", str(start))] * (start > 0))]),
    )
    return render_template(
        "changes/show.html",
        found=found,
        choice=choice,
        rows=found.entries[offset : offset + PAGE],
        paging=paging,
        whats=[(what, words, all_kinds.count(what), _link(kept, "what", what)) for what, words in _whats()],
        all_link=here().changes(pair for pair in kept if pair[0] not in ("what", "kind")),
        all_total=all_kinds.total,
        kinds=[(kind, count, _link(kept, "kind", kind.value)) for kind, count in _kinds(all_kinds)],
        api_link=here().changes_json(kept),
        text_of=lambda name: "\n".join(value for key, value in kept if key == name),
        max_listed=MAX_LISTED,
        standard_link=standard_link,
    )


@blueprint.get(API + CHANGES)
def show_json() -> dict[str, Any]:
    """The same as data: `since`, filters, `offset`, and `limit` up to 100; with the reason where none is before."""
    args = query_args.pairs(request.args.items(multi=True))
    query_args.refuse_unknown(args, (*FILTERED, *_PAGING))
    page = Search.from_args(pair for pair in args if pair[0] in _PAGING)
    choice = _choice(args)
    try:
        return current_catalogue().changes(choice).to_json(here(), page.offset, page.limit)
    except NothingBefore as error:
        generation = current_catalogue().generation
        return {"since": None, "until": generation, "total": 0, "entries": [], "reason": error.words}


def _choice(args: Iterable[tuple[str, str]]) -> Choice:
    values: dict[str, list[str]] = {}
    for key, value in args:
        values.setdefault(key, []).append(value)
    return Choice.of(values)


def _whats() -> list[tuple[str, Words]]:
    return [(STANDARD, say("what_standard")), (RECORD, say("what_record"))]


def _kinds(found: Changes) -> list[tuple[Kind, int]]:
    return [(kind, found.counts[kind]) for kind in Kind if kind in found.counts]


def _page(kept: list[tuple[str, str]], start: int) -> str:
    return here().changes([*kept, ("offset", str(start))] if start else kept)


def _link(kept: list[tuple[str, str]], name: str, value: str) -> str:
    """The same page, narrowed to a kind of change, or to one of the two whats."""
    return here().changes([pair for pair in kept if pair[0] not in ("what", "kind")] + [(name, value)])

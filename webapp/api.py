"""The pages as JSON; the names of the keys are fixed in the documentation."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request, url_for

from catalogue.search import PARAMETERS, Completion, Search
from indexer.errors import RequestError
from webapp import query_args
from webapp.access import current_catalogue
from webapp.addresses import API, RESULTS, STANDARDS, here, text_link
from webapp.api_index import interfaces
from webapp.language import translate

blueprint = Blueprint("api", __name__)
MAX_SUGGESTIONS = 20


@blueprint.get("/api")
@blueprint.get("/api/")
def index() -> dict[str, Any]:
    """What there is to ask."""
    rows = [{"url": row.href, "example": row.shown, "meaning": translate(row.meaning)} for row in interfaces()]
    return {"interfaces": rows, "help": url_for("pages.guide", _anchor="api")}


@blueprint.get(API + RESULTS)
def search() -> dict[str, Any]:
    """The answer to a search. Unknown parameters are refused: a filter with a typing error must not look like none."""
    args = query_args.pairs(request.args.items(multi=True))
    query_args.refuse_unknown(args, PARAMETERS)
    return current_catalogue().search(Search.from_args(args)).to_json(here())


@blueprint.get(f"{API}{STANDARDS}/<path:number>")
def standard(number: str) -> dict[str, Any]:
    """Everything known of a standard, in any spelling of its number."""
    return current_catalogue().standard(query_args.clean(number)).to_json(here())


@blueprint.get(f"{API}{STANDARDS}/<path:number>/history")
def history(number: str) -> dict[str, Any]:
    """The editions of a standard, what it replaced and what replaced it."""
    return current_catalogue().history(query_args.clean(number)).to_json(here())


@blueprint.get("/api/suggest")
def suggest() -> dict[str, Any]:
    """Completions of what has been typed: `q`, and `limit` up to 20."""
    args = query_args.pairs(request.args.items(multi=True))
    query_args.refuse_unknown(args, ("q", "limit"))
    text = dict(args).get("q", "").strip()
    found = current_catalogue().suggest(text, limit=_limit(dict(args).get("limit", ""))) if text else []
    return {"query": text, "suggestions": [_suggestion(row) for row in found]}


@blueprint.get("/api/about")
def about() -> dict[str, Any]:
    """What the catalogue holds and lacks."""
    return current_catalogue().holdings().to_json()


@blueprint.get("/healthz")
def health() -> dict[str, Any]:
    """Whether searches can be answered; 503 with the reason where not."""
    catalogue = current_catalogue()
    return {"ok": True, "generation": catalogue.generation, "count": catalogue.count()}


def _suggestion(row: Completion) -> dict[str, Any]:
    """A suggestion with the address that it leads to: a standard's page, or the search."""
    value = row.to_json(here())
    return value if row.number else {**value, "url": text_link(row.query)}


def _limit(text: str) -> int:
    if not text:
        return 8
    if not (text.isascii() and text.isdigit() and len(text) < 4 and 1 <= int(text) <= MAX_SUGGESTIONS):
        raise RequestError("suggestions_out_of_range", value=text, most=MAX_SUGGESTIONS)
    return int(text)

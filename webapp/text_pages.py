"""Texts of standards: one text with its outline, and the clauses of all texts that a search finds."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, render_template, request

from catalogue.export import MEDIA_TYPE, REQUIREMENT_FORMATS, find_requirements_format, name_requirements_file
from catalogue.search import Search
from webapp import query_args
from webapp.access import current_catalogue
from webapp.addresses import API, CLAUSES, STANDARDS, TEXT, here, standard_link
from webapp.downloads import write_disposition
from webapp.marked_text import mark
from webapp.paging import ListPages
from webapp.slots import in_slot

blueprint = Blueprint("texts", __name__)
#: clauses of a page
PAGE = 20
_KNOWN = ("q", "offset", "limit", "strict")
_TYPES = {"xlsx": MEDIA_TYPE, "json": "application/json"}


@blueprint.get(f"{STANDARDS}/<number>{TEXT}")
def show(number: str) -> str:
    """The text of a standard: outline, clauses, terms, references, and what could not be read."""
    found = current_catalogue().text(query_args.clean(number))
    return render_template(
        "texts/show.html",
        found=found,
        text=found.text,
        record=found.record,
        files=[(name, here().text(found.record.number, name)) for name in REQUIREMENT_FORMATS],
        json_link=here().text_json(found.record.number),
        standard_link=standard_link,
    )


@blueprint.get(f"{STANDARDS}/<number>{TEXT}.<name>")
def export(number: str, name: str) -> Response:
    """What a text requires, as a file."""
    write = find_requirements_format(name)
    found = current_catalogue().text(query_args.clean(number))
    response = Response(in_slot(write(found, here())), content_type=_TYPES[name])
    response.headers["Content-Disposition"] = write_disposition(name_requirements_file(found, name))
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@blueprint.get(f"{API}{STANDARDS}/<number>{TEXT}")
def show_json(number: str) -> dict[str, Any]:
    """The text as data: clauses, terms, references, foreword, requirements, problems."""
    return current_catalogue().text(query_args.clean(number)).to_json(here())


@blueprint.get(CLAUSES)
def find() -> str:
    """The clauses that hold what is asked for."""
    search = _read_search().at(limit=PAGE)
    found = current_catalogue().search_clauses(search)
    return render_template(
        "texts/clauses.html",
        found=found,
        search=search,
        paging=ListPages(found.total, search.offset, PAGE, lambda start: here().clauses(search.at(offset=start))),
        api_link=here().clauses_json(search),
        results_link=here().results(search.at(offset=0)),
        text_at=lambda hit: here().text(hit.number, clause=hit.id),
        mark=mark,
    )


@blueprint.get(API + CLAUSES)
def find_json() -> dict[str, Any]:
    """The same as data: `q`, `limit` (at most 100), `offset`, `strict`."""
    query_args.refuse_unknown(request.args.items(multi=True), _KNOWN)
    return current_catalogue().search_clauses(_read_search()).to_json(here())


def _read_search() -> Search:
    return Search.from_args(query_args.pairs((key, value) for key, value in request.args.items() if key in _KNOWN))

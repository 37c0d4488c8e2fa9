"""What standards adopt, and whether that edition is still in force: the page, its JSON and its files."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, make_response, render_template, request

from catalogue.comparison import Adoptions
from catalogue.export import TABLE_FORMATS, find_table_format, name_adoptions_file
from catalogue.lookup import StandardNotFound
from catalogue.search import Search
from indexer.errors import RequestError
from webapp import query_args
from webapp.access import current_catalogue
from webapp.addresses import ADOPTIONS, API, here, standard_link
from webapp.downloads import write_disposition
from webapp.paging import ListPages
from webapp.slots import in_slot

blueprint = Blueprint("adoptions", __name__)
#: rows of a page
PAGE = 50
_KNOWN = ("number", "withdrawn")


@blueprint.get(ADOPTIONS)
def show() -> str | Response:
    """What is adopted, of all standards or of one; an international number shows who adopts it."""
    args = _read_args()
    try:
        found = _find(args)
    except StandardNotFound as error:
        response = make_response(render_template("adoptions/show.html", found=None, args=args, reason=error.words))
        response.status_code = 404
        return response
    offset = Search.from_args([("offset", request.args.get("offset", ""))]).offset
    kept = list(args.items())
    paging = ListPages(
        len(found.rows),
        offset,
        PAGE,
        lambda start: here().adoptions([*kept, *([("offset", str(start))] * (start > 0))]),
    )
    number = [(key, value) for key, value in kept if key == "number"]
    return render_template(
        "adoptions/show.html",
        found=found,
        args=args,
        rows=found.rows[offset : offset + PAGE],
        paging=paging,
        all_link=here().adoptions(number),
        withdrawn_link=here().adoptions([*number, ("withdrawn", "1")]),
        files=[(one.words, here().adoptions(kept, one.name)) for one in TABLE_FORMATS.values()],
        api_link=here().adoptions_json(kept),
        standard_link=standard_link,
    )


@blueprint.get(f"{ADOPTIONS}/export.<name>")
def export(name: str) -> Response:
    """All rows of the page and of those behind it, as a file."""
    chosen = find_table_format(name)
    found = _find(_read_args())
    response = Response(in_slot(chosen.write(found)), content_type=chosen.media_type)
    response.headers["Content-Disposition"] = write_disposition(name_adoptions_file(found, chosen.name))
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@blueprint.get(API + ADOPTIONS)
def show_json() -> dict[str, Any]:
    """The same as data: `number`, and `withdrawn=1` for editions that are not in force any more."""
    query_args.refuse_unknown(request.args.items(multi=True), _KNOWN)
    return _find(_read_args()).to_json()


def _read_args() -> dict[str, str]:
    """The parameters that say something. Raises RequestError for a `withdrawn` that is neither 1 nor 0."""
    args = dict(query_args.pairs((key, value) for key, value in request.args.items() if key in _KNOWN))
    found = {key: value.strip() for key, value in args.items() if value.strip()}
    if found.get("withdrawn", "1") not in ("0", "1"):
        raise RequestError("withdrawn_unknown", value=repr(found["withdrawn"][:20]))
    return {key: value for key, value in found.items() if (key, value) != ("withdrawn", "0")}


def _find(args: dict[str, str]) -> Adoptions:
    return current_catalogue().adoptions(args.get("number", ""), withdrawn="withdrawn" in args)

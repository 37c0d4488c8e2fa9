"""Result lists, and references to single standards, as files to take away."""

from __future__ import annotations

import re
from urllib.parse import quote

from flask import Blueprint, Response, request

from catalogue.export import CITING, Format, clean_name, find_format, name_file
from catalogue.search import Listing, Search
from catalogue.standards import list_single
from webapp import query_args
from webapp.access import current_catalogue
from webapp.addresses import RESULTS, STANDARDS, here
from webapp.slots import in_slot

blueprint = Blueprint("export", __name__)


@blueprint.get(f"{RESULTS}/export.<name>")
def results(name: str) -> Response:
    """All results of the search that the address is, from the first on: `offset` and `limit` belong to the screen."""
    chosen = find_format(name)
    listing = current_catalogue().every(Search.from_args(query_args.pairs(request.args.items(multi=True))))
    response = _download(chosen, listing, name_file(listing, chosen.name), whole=True)
    response.headers["X-Total-Count"] = str(listing.total)
    return response


@blueprint.get(f"{STANDARDS}/<path:number>/cite.<name>")
def cite(number: str, name: str) -> Response:
    """One standard, by any spelling of its number, as a reference."""
    chosen = find_format(name, CITING)
    listing = list_single(current_catalogue().standard(query_args.clean(number)))
    return _download(chosen, listing, f"{clean_name(listing.search.text)}.{chosen.name}")


def _download(chosen: Format, listing: Listing, name: str, *, whole: bool = False) -> Response:
    """A file that is written while it is sent; the file of a whole list holds a slot meanwhile."""
    blocks = chosen.write(listing, here())
    response = Response(in_slot(blocks) if whole else blocks, content_type=chosen.media_type)
    response.headers["Content-Disposition"] = write_disposition(name)
    # files are no pages: a search engine that follows the links should not keep them
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def write_disposition(name: str) -> str:
    """Content-Disposition for all clients (RFC 6266): the name in UTF-8 (RFC 8187), and its ASCII part for old ones."""
    plain = re.sub(r"[^A-Za-z0-9._-]+", "", name.replace("鲁标", "lubiao").replace(" ", "_"))
    plain = re.sub(r"-{2,}", "-", plain).replace("-.", ".")
    plain = f"lubiao{plain}" if plain.startswith(".") else plain
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"

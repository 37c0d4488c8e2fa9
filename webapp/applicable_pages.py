"""What applies to a product: the page, its JSON and its workbook."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, render_template, request, url_for

from catalogue.applicable import EXAMPLES, Applicable, names_product
from catalogue.export import MEDIA_TYPE, name_applicable_file, write_applicable
from catalogue.search import Hint, Search, shorten
from indexer.errors import RequestError
from standard.status import Status
from webapp import query_args
from webapp.access import current_catalogue
from webapp.addresses import here, search_link, standard_link
from webapp.downloads import write_disposition
from webapp.slots import in_slot

blueprint = Blueprint("applicable", __name__)
#: rows of a group that are seen at once; the others open below them
SHOWN = 10


@blueprint.get("/applicable")
def show() -> str:
    """What applies to the product of the address; without one, examples of products."""
    product = _read_product()
    applicable = current_catalogue().applicable(product) if product else None
    return render_template(
        "applicable/show.html",
        product=product,
        applicable=applicable,
        hints=[(hint, _link_hint(hint)) for hint in applicable.hints()] if applicable is not None else [],
        examples=EXAMPLES,
        shown=SHOWN,
        standard_link=standard_link,
        withdrawn_link=_link_withdrawn(applicable) if applicable is not None else "",
    )


@blueprint.get("/applicable/export.xlsx")
def workbook() -> Response:
    """All that applies, as a workbook."""
    applicable = _find_applicable()
    response = Response(in_slot(write_applicable(applicable)), content_type=MEDIA_TYPE)
    response.headers["Content-Disposition"] = write_disposition(name_applicable_file(applicable))
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@blueprint.get("/api/applicable")
def show_json() -> dict[str, Any]:
    """What applies to `product`: groups of standards with reasons."""
    unknown = [key for key in request.args if key != "product"]
    if unknown:
        raise RequestError("parameter_unknown", name=repr(shorten(unknown[0])), known="product")
    answer: dict[str, Any] = _find_applicable().to_json(here())
    return answer


def product_link(text: str) -> str:
    """Address of what applies to a query that is the name of a product; empty for other queries."""
    return url_for("applicable.show", product=text.strip()) if names_product(text) else ""


def _read_product() -> str:
    return query_args.clean(request.args.get("product", "")).strip()


def _find_applicable() -> Applicable:
    """What applies to the `product` of the address. Raises RequestError where there is none."""
    product = _read_product()
    if not product:
        raise RequestError("product_missing")
    return current_catalogue().applicable(product)


def _link_withdrawn(applicable: Applicable) -> str:
    """A search for the standards that are left out."""
    ended = tuple(status.value for status in Status if status.ended)
    return search_link(Search(applicable.product.query, filters=(("status", ended),)))


def _link_hint(hint: Hint) -> str:
    """A wider product leads to this page, every other hint to a search."""
    if hint.kind == "wider_product":
        return url_for("applicable.show", product=hint.query)
    return search_link(hint.search or Search(hint.query))

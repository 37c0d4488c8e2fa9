"""Walking through the catalogue: by classification, region and issuer, as pages and as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, render_template, request, url_for

from catalogue.search import Search
from catalogue.statistics import ISSUERS, SCHEMES, TREES, Branch, Node, find_issuers, read_branch
from catalogue.wording import Words
from indexer.errors import RequestError
from webapp import query_args
from webapp.access import current_catalogue
from webapp.addresses import search_link
from webapp.paging import ListPages

blueprint = Blueprint("browse", __name__)
#: issuers on a page
PAGE = 100
#: codes of a scheme that the overview shows
BIGGEST = 8


@dataclass(frozen=True)
class Card:
    """A scheme on the overview: the biggest of its top codes, and the way to all."""

    scheme: str
    words: Words
    href: str
    #: how many of its codes have standards
    used: int
    biggest: tuple[tuple[str, Words, int, str], ...]


@blueprint.get("/browse")
def overview() -> str:
    """The ways to browse."""
    return render_template("browse/overview.html", cards=[_build_card(name) for name in SCHEMES])


@blueprint.get("/browse/issuer")
def issuer_list() -> str:
    """Issuers by count, narrowed by a text."""
    text, offset = _read_issuer_args()
    matching = find_issuers(current_catalogue().counts(ISSUERS), text)
    rows = matching[offset : offset + PAGE]
    paging = ListPages(
        len(matching), offset, PAGE, lambda start: url_for("browse.issuer_list", **_issuer_args(text, start))
    )
    links = [(row, _link_filter(ISSUERS, row.name)) for row in rows]
    return render_template("browse/issuers.html", text=text, rows=links, paging=paging, words=SCHEMES[ISSUERS])


@blueprint.get("/browse/<scheme>")
@blueprint.get("/browse/<scheme>/<path:code>")
def tree(scheme: str, code: str = "") -> str:
    """A place in a tree, with what lies below; codes without standards only when asked for."""
    place = _find_branch(scheme, code)
    return render_template(
        "browse/tree.html",
        place=place,
        words=TREES[scheme],
        hidden=sum(not node.count for node in place.children),
        with_empty=request.args.get("empty", "") not in ("", "0"),
        node_link=_link_node,
        filter_link=_link_filter,
    )


@blueprint.get("/api/browse")
def overview_json() -> dict[str, Any]:
    """The schemes with their addresses."""
    rows = [
        {
            "scheme": name,
            "name": words.chinese,
            "name_en": words.english,
            "url": url_for("browse.tree_json", scheme=name),
        }
        for name, words in SCHEMES.items()
    ]
    return {"schemes": rows, "generation": current_catalogue().generation}


@blueprint.get("/api/browse/issuer")
def issuers_json() -> dict[str, Any]:
    """Issuers by count: `q` narrows, `offset` goes on; a hundred at once."""
    text, offset = _read_issuer_args()
    matching = find_issuers(current_catalogue().counts(ISSUERS), text)
    rows = [{"name": row.name, "count": row.count} for row in matching[offset : offset + PAGE]]
    generation = current_catalogue().generation
    return {"query": text, "total": len(matching), "offset": offset, "issuers": rows, "generation": generation}


@blueprint.get("/api/browse/<scheme>")
@blueprint.get("/api/browse/<scheme>/<path:code>")
def tree_json(scheme: str, code: str = "") -> dict[str, Any]:
    """A place in a tree: the codes above and below it with counts, those without standards too."""
    return {**_find_branch(scheme, code).to_json(), "generation": current_catalogue().generation}


def _find_branch(scheme: str, code: str) -> Branch:
    if scheme not in TREES:
        abort(404)
    return read_branch(scheme, query_args.clean(code), current_catalogue().counts(scheme))


def _build_card(scheme: str) -> Card:
    counts = current_catalogue().counts(scheme)
    if scheme == ISSUERS:
        biggest = find_issuers(counts)[:BIGGEST]
        rows = [(row.name, Words(row.name), row.count, _link_filter(scheme, row.name)) for row in biggest]
    else:
        top = sorted(read_branch(scheme, "", counts).children, key=lambda node: -node.count)[:BIGGEST]
        rows = [(node.code, node.name, node.count, _link_node(scheme, node)) for node in top if node.count]
    return Card(scheme, SCHEMES[scheme], url_for("browse.tree", scheme=scheme), len(counts), tuple(rows))


def _link_node(scheme: str, node: Node) -> str:
    """Where a node leads: further down, or at the end of a branch to its standards."""
    return url_for("browse.tree", scheme=scheme, code=node.code) if node.divided else _link_filter(scheme, node.code)


def _link_filter(scheme: str, code: str) -> str:
    return search_link(Search().with_filter(scheme, code))


def _read_issuer_args() -> tuple[str, int]:
    """The text and offset of the address. Raises RequestError."""
    text = query_args.clean(request.args.get("q", "")).strip()[:100]
    offset = request.args.get("offset", "0")
    if not (offset.isascii() and offset.isdigit() and len(offset) < 8):
        raise RequestError("offset_negative", value=repr(offset[:20]))
    return text, int(offset)


def _issuer_args(text: str, offset: int) -> dict[str, Any]:
    """Arguments of an address, defaults left out."""
    return {**({"q": text} if text else {}), **({"offset": offset} if offset else {})}

"""Pages and answers may be kept, but are checked each time: a reload shows at once what a reindex changed.

What a page shows depends on its address, its language, the index generation, the day, the home, and this program; these
make its ETag, so an unchanged page is answered with 304 before anything is searched or rendered.
"""

from __future__ import annotations

from hashlib import sha256

from flask import Flask, Response, current_app, g, request

from indexer.errors import IndexFault
from webapp.access import current_catalogue
from webapp.language import language

#: endpoints whose answer must never come from a store
LIVE = frozenset({"static", "api.health"})


def init_app(app: Flask) -> None:
    """Check `If-None-Match` before each page, and tag the page after it."""
    app.before_request(_unchanged)
    app.after_request(_tag)


def _unchanged() -> Response | None:
    """304 where the reader's copy still holds; the tag is taken first, so that no newer tag meets an older page."""
    if request.method not in ("GET", "HEAD") or request.endpoint is None or request.endpoint in LIVE:
        return None
    try:
        g.etag = _current_tag()
    except IndexFault:
        # the view asks again, and the error page says why
        return None
    if request.if_none_match.contains_weak(g.etag):
        return Response(status=304)
    return None


def _current_tag() -> str:
    catalogue = current_catalogue()
    version = current_app.config["WEB_VERSION"]
    day, told = catalogue.today().isoformat(), str(catalogue.notice or "")
    parts = (catalogue.generation, day, version, request.script_root, language(), catalogue.home, told)
    return sha256("\n".join(parts).encode()).hexdigest()[:20]


def _tag(response: Response) -> Response:
    """Headers for keeping; errors are never kept."""
    if request.endpoint == "static":
        return response
    tag = g.get("etag")
    if tag is None or response.status_code not in (200, 301, 304):
        response.headers["Cache-Control"] = "no-store"
        return response
    response.headers["Cache-Control"] = "public, no-cache"
    if response.status_code != 301:
        response.set_etag(tag, weak=True)
    return response

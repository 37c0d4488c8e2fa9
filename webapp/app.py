"""The web application, assembled."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from catalogue.catalogue import Catalogue
from standard.home import HOME
from webapp import (
    access,
    adoptions_pages,
    api,
    applicable_pages,
    assets,
    browse_pages,
    caching,
    calendar_pages,
    changes_pages,
    check_api,
    check_pages,
    compare_pages,
    coverage_pages,
    downloads,
    draft_pages,
    error_pages,
    help_pages,
    language,
    monitoring_pages,
    overlap_pages,
    overlap_runs,
    search_pages,
    security,
    slots,
    standard_pages,
    text_pages,
    uploads,
    wording,
)

#: the settings and their defaults; each can be given as `LUBIAO_<NAME>` in the environment
DEFAULTS: Mapping[str, Any] = {
    # where the index lies
    "INDEX": "index",
    # the province or city that the catalogue belongs to: 37, 3702
    "HOME": HOME,
    # how many reverse proxies stand before this server and may be believed about host, scheme and path prefix
    "PROXIES": 0,
    # longest address that is read, in bytes, path and query; the HTTP server refuses 64 KiB by itself, without a page
    "MAX_ADDRESS": 32 * 1024,
    # result lists that a worker writes into files at once
    "EXPORTS": 2,
    # lists that a worker reads at once; xlsx and PDF take time and memory
    "CHECKS": 1,
    # seconds that a page waits for a list of overlaps before it says that it is on its way
    "PATIENCE": 1.0,
    # bytes of a body; only what takes lists takes more (`uploads`)
    "MAX_CONTENT_LENGTH": 64 * 1024,
}


def create_app(
    index: Path | str | None = None,
    *,
    catalogue: Catalogue | None = None,
    config: Mapping[str, Any] | None = None,
) -> Flask:
    """The WSGI application over the index in a folder, or over an open catalogue.

    Settings are `DEFAULTS`, overridden by the environment (`LUBIAO_PROXIES=1`), by `index`, and by `config`.
    The index is opened by the first request that needs it, and again by the next where that failed: a server that
    starts before the first `lubiao reindex` answers 503 with the reason, and works as soon as there is an index.
    """
    app = Flask(__name__)
    app.config.from_mapping(DEFAULTS)
    app.config.from_prefixed_env("LUBIAO")
    if index is not None:
        app.config["INDEX"] = index
    app.config.from_mapping(config or {})
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    access.init_app(app, catalogue)
    for part in (language, assets, wording, uploads, security, slots, overlap_runs, error_pages, caching):
        part.init_app(app)
    pages = (search_pages, standard_pages, applicable_pages, downloads, browse_pages, help_pages, api)
    officer = (draft_pages, text_pages, compare_pages, adoptions_pages, overlap_pages, coverage_pages, monitoring_pages)
    for noun in (*pages, changes_pages, calendar_pages, check_pages, check_api, *officer):
        app.register_blueprint(noun.blueprint)
    if app.config["PROXIES"]:
        _believe_proxies(app, int(app.config["PROXIES"]))
    return app


def _believe_proxies(app: Flask, count: int) -> None:
    """Read host, scheme and prefix from what the proxies add; without a proxy anybody could set these headers."""
    app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
        app.wsgi_app, x_for=count, x_proto=count, x_host=count, x_prefix=count
    )

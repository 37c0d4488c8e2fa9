"""Headers that keep foreign code and foreign frames out of the pages."""

from __future__ import annotations

from flask import Flask, Response, abort, current_app, request

#: everything comes from here or not at all; no inline script or style exists anywhere
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}
HEADERS = {
    "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in POLICY.items()),
    "X-Content-Type-Options": "nosniff",
    # the sources that pages link to do not learn what was searched
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    # instead of the name of the HTTP server
    "Server": "lubiao",
}


def init_app(app: Flask) -> None:
    """Add the headers to every response, and refuse addresses longer than any query, and bodies: no page reads one."""
    app.before_request(_refuse_long)
    app.after_request(_protect)


def _refuse_long() -> None:
    if len(request.query_string) > current_app.config["MAX_QUERY_STRING"]:
        abort(414)
    if (request.content_length or 0) > current_app.config["MAX_CONTENT_LENGTH"]:
        abort(413)


def _protect(response: Response) -> Response:
    response.headers.update(HEADERS)
    return response

"""Headers that keep foreign code and foreign frames out of the pages, and what is refused before it is looked at."""

from __future__ import annotations

import re
from collections.abc import Iterable
from ipaddress import IPv6Address
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit, urlunsplit

from flask import Flask, Response, abort, current_app, request
from werkzeug.utils import redirect

from webapp.admission import REFUSED

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

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


_LABEL = "[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?"
#: a name, an IPv4 or a bracketed IPv6 address, with a port (RFC 3986, 3.2.2); none at all is HTTP/1.0
_HOST = re.compile(rf"(?:(?:{_LABEL}(?:\.{_LABEL})*\.?|\[(?P<address>[0-9A-Fa-f:.]{{2,45}})\])(?::[0-9]{{0,5}})?)?")
_LONGEST_HOST = 260


class KnownHost:
    """WSGI: refuses a request whose Host header names no host, before anything makes an address of it."""

    def __init__(self, app: WSGIApplication) -> None:
        self._app = app

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        if not is_host(environ.get("HTTP_HOST", "")):
            environ |= {"HTTP_HOST": "localhost", REFUSED: "host"}
        return self._app(environ, start_response)


def is_host(text: str) -> bool:
    """Whether a Host header names a host.

    >>> is_host("example.org:8000"), is_host("[::1]"), is_host("a..b")
    (True, True, False)
    """
    match = _HOST.fullmatch(text) if len(text) <= _LONGEST_HOST else None
    if match is None:
        return False
    try:
        if match["address"]:
            IPv6Address(match["address"])
        text.encode("ascii").decode("idna")
    except ValueError:
        return False
    return True


def init_app(app: Flask) -> None:
    """Add the headers to every response, and refuse addresses and bodies longer than are read."""
    app.wsgi_app = KnownHost(app.wsgi_app)  # type: ignore[method-assign]
    app.before_request(_refuse_long)
    app.after_request(_protect)


def _refuse_long() -> None:
    length = len(quote(request.root_path + request.path)) + len(request.query_string)
    if length > current_app.config["MAX_ADDRESS"]:
        abort(414)
    if (request.content_length or 0) > (request.max_content_length or 0):
        abort(413)


def _protect(response: Response) -> Response:
    response.headers.update(HEADERS)
    location = response.headers.get("Location")
    if location is not None:
        _stay_here(response, location)
    return response


def _stay_here(response: Response, location: str) -> None:
    """Lead to a path of this server: what stands in the Host header was written by whoever asks."""
    parts = urlsplit(location)
    target = urlunsplit(("", "", f"/{parts.path.lstrip('/')}", parts.query, parts.fragment))
    if target != location:
        response.headers["Location"] = target
        response.set_data(redirect(target).get_data())

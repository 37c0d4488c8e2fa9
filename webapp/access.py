"""The catalogue that a request asks."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from threading import Lock

from flask import Flask, Response, current_app, json, request

from catalogue.catalogue import Catalogue
from catalogue.search import read_home
from catalogue.wording import Words
from indexer.errors import IndexFault
from standard.home import HOME
from webapp.admission import REFUSED
from webapp.language import plain


class Access:
    """Opens the catalogue when first asked, once for all threads; a failed opening is tried again by the next."""

    def __init__(self, index: Path | str, catalogue: Catalogue | None = None, home: str = HOME) -> None:
        self._index = index
        #: code of the province or city that the catalogue belongs to
        self.home = catalogue.home if catalogue is not None else home
        self._catalogue = catalogue
        self._lock = Lock()

    def get(self) -> Catalogue:
        """The open catalogue. Raises an `indexer.errors.IndexFault` where the index cannot be used."""
        if self._catalogue is None:
            with self._lock:
                if self._catalogue is None:
                    self._catalogue = Catalogue.open(self._index, home=self.home, checked=True, stand_in=True)
        return self._catalogue

    def close(self) -> None:
        """Stop what goes on in the background."""
        if self._catalogue is not None:
            self._catalogue.close()


def init_app(app: Flask, catalogue: Catalogue | None) -> None:
    """Give the application its catalogue, or the place to open one from. Raises RequestError for a wrong home."""
    index = app.config["INDEX"]
    place = index if isinstance(index, Path) else str(index)
    app.extensions["lubiao"] = Access(place, catalogue, read_home(app.config["HOME"]))
    app.jinja_env.globals.update(data_date=data_date, notice=notice)
    app.after_request(_tell)


def notice() -> Words | None:
    """What every page must tell of the index; None where there is nothing, or no index."""
    if REFUSED in request.environ:
        return None  # the page that says so must not wait for the index
    try:
        return current_catalogue().notice
    except IndexFault:
        return None


def _tell(response: Response) -> Response:
    """The same in the answers of the API, as `notice`."""
    if is_interface() and response.status_code == 200 and response.is_json and (told := notice()) is not None:
        response.set_data(json.dumps({**response.get_json(), "notice": plain(told)}) + "\n")
    return response


def is_interface() -> bool:
    """Whether this request is for a program: the API, or whoever watches the server."""
    return request.path == "/api" or request.path.startswith("/api/") or request.path == "/healthz"


def current_catalogue() -> Catalogue:
    """The catalogue of the application that serves this request."""
    access: Access = current_app.extensions["lubiao"]
    return access.get()


def home() -> str:
    """Code of the province or city that the catalogue of this application belongs to; needs no index."""
    access: Access = current_app.extensions["lubiao"]
    return access.home


def data_date() -> date | None:
    """How old the data are; None where nothing is known of it, as on the page that says that the index is missing."""
    if REFUSED in request.environ:
        return None  # the page that says so must not wait for the index
    try:
        return current_catalogue().data_date
    except IndexFault:
        return None

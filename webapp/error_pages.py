"""Every error as a page for people, and below `/api` as a problem document (RFC 9457)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from traceback import extract_tb
from typing import Any

from flask import Flask, Response, current_app, json, make_response, render_template, request, url_for
from werkzeug.exceptions import HTTPException

from catalogue.export import UnknownFormat
from catalogue.lookup import StandardNotFound
from catalogue.query import QueryError
from catalogue.statistics import CodeNotFound
from indexer.errors import AddressUnknown, IndexFault, RequestError
from standard.errors import LubiaoError
from standard.number import NumberError, StandardNumber
from standard.record import Record
from standard.wording import say
from webapp.access import is_interface
from webapp.addresses import standard_link, text_link
from webapp.admission import REFUSED
from webapp.help_topics import PROBLEMS
from webapp.language import plain, translate
from webapp.list_forms import ListRefused
from webapp.overlap_runs import ListsBusy
from webapp.slots import FilesBusy
from webapp.uploads import ChecksBusy

_TITLES = {topic.slug: topic.title for topic in PROBLEMS}
_STATUSES = {topic.slug: topic.status for topic in PROBLEMS}
_ADVICE = {topic.slug: topic.advice for topic in PROBLEMS}
#: words for what the HTTP layer itself refuses; everything else is a "request"
_HTTP_SLUGS = {404: "no-page", 405: "method", 413: "body", 414: "too-long", 415: "media", 500: "server"}


@dataclass(frozen=True)
class Problem:
    """An error, as data: `slug` names its row in `help_topics.PROBLEMS`."""

    slug: str
    status: int
    detail: str
    #: further members of the problem document
    more: dict[str, Any] = field(default_factory=dict)
    #: for the page: what was asked, and where in it the mistake is
    text: str = ""
    span: tuple[int, int] | None = None
    near: Sequence[Record] = ()

    @property
    def title(self) -> str:
        """What kind of error this is, the same for all of its kind."""
        return translate(_TITLES[self.slug])


def init_app(app: Flask) -> None:
    """Answer all errors here, and the requests that the server has no room or time for."""
    app.before_request(_refuse)
    app.register_error_handler(LubiaoError, answer_lubiao)
    app.register_error_handler(HTTPException, answer_http)


def _refuse() -> Response | None:
    """Say so where the request is refused (`admission`, `security`), before anything is looked up for it."""
    slug = request.environ.get(REFUSED)
    return None if slug is None else _answer(Problem(slug, _STATUSES[slug], ""))


def answer_lubiao(error: LubiaoError) -> Response:
    """An error of this project."""
    return _answer(_problem(error))


def _problem(error: LubiaoError) -> Problem:
    """What an error of this project is to somebody on the web; what is not listed is our own fault."""
    if isinstance(error, StandardNotFound):
        near = [_near(row) for row in error.near]
        return Problem(
            "not-found", 404, plain(error.words), {"near": near}, text=_readable(error.text), near=error.near
        )
    if isinstance(error, CodeNotFound):
        return Problem("no-code", 404, plain(error.words))
    if isinstance(error, QueryError):
        return Problem("query", 400, plain(error.reason), {"span": list(error.span)}, text=error.text, span=error.span)
    if isinstance(error, FilesBusy):
        return Problem("exports-busy", 503, "")
    if isinstance(error, ListsBusy):
        return Problem("overlaps-busy", 503, "")
    if isinstance(error, ChecksBusy):
        return Problem("checks-busy", 503, "")
    if isinstance(error, ListRefused):
        told = {"problems": [plain(words) for words in error.remarks]} if error.remarks else {}
        return Problem(error.slug, _STATUSES[error.slug], plain(error.words), told)
    if isinstance(error, RequestError):
        return Problem("request", 404 if isinstance(error, UnknownFormat) else 400, plain(error.words))
    current_app.logger.error("%s: %s", type(error).__name__, error)
    if isinstance(error, IndexFault):
        return Problem("index", 503, _index_reason(error))
    return Problem("server", 500, plain(error.words))


def _index_reason(error: IndexFault) -> str:
    """What is wrong with the index: the reason is public, the folders and addresses of the server are not."""
    if isinstance(error, AddressUnknown):
        return plain(say("index_address"))
    return plain(error.words).replace(str(error.path), error.path.name)


def _readable(number: str) -> str:
    """What was asked for, as a number is written: the address form has underscores."""
    try:
        return str(StandardNumber(number))
    except NumberError:
        return number


def _near(record: Record) -> dict[str, str]:
    return {"number": record.number, "title": record.title, "url": standard_link(record.number)}


def answer_http(error: HTTPException) -> Response:
    """What Flask refuses or a bug raises; a redirect is no error and passes."""
    status = error.code or 500
    if status < 400:
        return make_response(error.get_response())
    slug = _HTTP_SLUGS.get(status)
    # the HTTP layer speaks English only
    detail = "" if status >= 500 else translate(_ADVICE[slug]) if slug else error.description or ""
    response = _answer(Problem(slug or "request", status, detail))
    for name, value in error.get_headers(request.environ):
        if name not in ("Content-Type", "Content-Length"):
            response.headers[name] = value
    return response


def status_of(slug: str) -> int:
    """The HTTP status of a kind of problem."""
    return _STATUSES[slug]


def place_of(error: BaseException) -> str:
    """A fault of the program without its words, for the log: its kind, and where in the program it is."""
    frames = [f"{frame.filename}:{frame.lineno}" for frame in extract_tb(error.__traceback__)]
    return " ".join((type(error).__name__, *frames[-3:]))


def _answer(problem: Problem) -> Response:
    if is_interface():
        response = Response(json.dumps(document(problem)), mimetype="application/problem+json")
    else:
        links = {"standard_link": standard_link, "text_link": text_link}
        response = make_response(render_template("errors/problem.html", problem=problem, **links))
    response.status_code = problem.status
    if problem.status == 503:
        response.headers["Retry-After"] = "30"
    return response


def document(problem: Problem) -> dict[str, Any]:
    """The problem document; its `type` is the place in the help that explains the kind."""
    return {
        "type": url_for("pages.guide", _anchor=f"problem-{problem.slug}"),
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail or problem.title,
        "instance": request.script_root + request.path,
        **problem.more,
    }

"""Checking a list: the form, what was recognised in it, the result, and the result as a file.

Nothing that is sent outlives its answer. What the next page needs, the page carries in its form.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, current_app, make_response, render_template, request
from werkzeug.exceptions import HTTPException, InternalServerError

from catalogue.export import REPORT_FORMATS, fill, filled_path, find_report_format, name_report
from catalogue.validity import Check, EarlierReport, Progress, read_entries
from indexer.errors import IndexFault, RequestError
from indexer.readers import read_document
from standard.errors import LubiaoError
from webapp import error_pages
from webapp.access import current_catalogue
from webapp.addresses import CHECK, standard_link
from webapp.carried_list import pack_list
from webapp.check_run import InContext, Run
from webapp.check_views import Recognised, lay_out, may_choose, offered_for
from webapp.downloads import write_disposition
from webapp.kept_files import FILLED, KeptFile, kept_list, kept_report, read_kept_report
from webapp.list_forms import CHOICE, ListRefused, SentList, read_day, read_form, read_page
from webapp.slots import BlocksInSlot, in_slot
from webapp.uploads import MAX_FILE, MAX_NUMBERS, give_slot_back, keep_slot, take_slot

blueprint = Blueprint("check", __name__)
blueprint.before_request(take_slot)
blueprint.teardown_request(give_slot_back)
_log = logging.getLogger(__name__)
#: lists longer than this show how far they are
LONG = 1000
#: characters of a page that are sent together
_BLOCK = 16_384


@dataclass(frozen=True)
class Asked:
    """What a form asks for: a list, a day, and the files that its pages carry along."""

    sent: SentList
    day: date | None
    list_file: KeptFile | None
    report_file: KeptFile | None
    report: EarlierReport | None

    @classmethod
    def of_form(cls) -> Asked:
        """What the form of this request asks for. Raises RequestError."""
        sent, day, report = read_form(), read_day(request.form.get("on", "")), kept_report()
        return cls(sent, day, kept_list(sent.document), report, read_kept_report(report))

    def check(self, progress: Progress | None = None) -> Check:
        """The list, checked; needs the request."""
        return self.checker()(progress)

    def checker(self) -> Callable[[Progress | None], Check]:
        """The check as a function for another thread, which knows no request."""
        catalogue, sent = current_catalogue(), self.sent
        return lambda progress: catalogue.check_document(
            sent.document, self.day, entries=sent.entries, progress=progress, baseline=self.report
        )

    def fields(self) -> Iterator[tuple[str, str]]:
        """What the page carries in its form."""
        yield "list", pack_list(self.sent.document, self.sent.entries)
        for kept in (self.list_file, self.report_file):
            yield from kept.fields if kept is not None else ()


@blueprint.get(CHECK)
def form() -> str:
    """Where a list is pasted or dropped."""
    return _form()


@blueprint.post(CHECK)
def answer() -> Response:
    """What was recognised in a list, or with `do=run` how each standard in it stands."""
    try:
        asked = Asked.of_form()
        return _result(asked) if request.form.get("do") == "run" else make_response(_recognised(asked))
    except RequestError as error:
        return _refuse(error)


@blueprint.post(f"{CHECK}/report.<name>")
def report(name: str) -> Response:
    """The result as a report: xlsx, docx, csv or json."""
    chosen = find_report_format(name)
    try:
        check = Asked.of_form().check()
    except RequestError as error:
        return _refuse(error)
    return _download(in_slot(chosen.write(check)), chosen.media_type, name_report(check, chosen.name))


@blueprint.post(f"{CHECK}/filled")
def filled() -> Response:
    """A copy of the list with the verdicts in columns of their own."""
    try:
        asked = Asked.of_form()
    except RequestError as error:
        return _refuse(error)
    try:
        return _filled(asked)
    except IndexFault:
        raise
    except LubiaoError as error:
        response = _result(asked, error)
        response.status_code = 400
        return response


@blueprint.errorhandler(Exception)
def tell_error(error: Exception) -> Response:
    """Every error as elsewhere; of a fault of the program only its kind is logged: its words may be those of a list."""
    if isinstance(error, HTTPException):
        return error_pages.answer_http(error)
    if isinstance(error, LubiaoError):
        return error_pages.answer_lubiao(error)
    _log.error("check: %s", error_pages.place_of(error))
    return error_pages.answer_http(InternalServerError())


def _form(error: RequestError | None = None) -> str:
    return render_template(
        "check/form.html",
        error=error,
        text=request.form.get("text", "") if error is not None else "",
        on=request.form.get("on", "") if error is not None else "",
        today=current_catalogue().today(),
        most_bytes=MAX_FILE >> 20,
        most_numbers=MAX_NUMBERS,
    )


def _refuse(error: RequestError) -> Response:
    """The form again, with what was pasted and the reason."""
    response = make_response(_form(error))
    response.status_code = error_pages.status_of(error.slug) if isinstance(error, ListRefused) else 400
    return response


def _recognised(asked: Asked) -> str:
    return render_template(
        "check/recognised.html",
        document=asked.sent.document,
        seen=Recognised.of(asked.sent.entries),
        report=asked.report,
        on=asked.day or current_catalogue().today(),
        carried=list(asked.fields()),
        choice=CHOICE,
    )


def _result(asked: Asked, refused: LubiaoError | None = None) -> Response:
    """The page of a check; that of a long list is sent while the check goes on."""
    shown, first = read_page()
    run = Run(asked.checker())
    if len(asked.sent.entries.entries) <= LONG:
        run.check = asked.check()
    values = {
        "run": run,
        "refused": refused,
        "total": len(asked.sent.entries.entries),
        "lay_out": lambda: lay_out(run.result(), shown, first),
        "on": asked.day or current_catalogue().today(),
        "carried": list(asked.fields()),
        "fillable": asked.sent.document.format in FILLED,
        "kept": asked.list_file is not None and bool(asked.list_file.fields),
        "formats": REPORT_FORMATS.values(),
        "choice": CHOICE,
        "may_choose": may_choose,
        "offered_for": offered_for,
        "shown": shown,
        "standard_link": standard_link,
    }
    if run.check is not None:
        return make_response(render_template("check/result.html", **values))
    blocks = InContext(_blocks("check/result.html", values, run))
    return Response(BlocksInSlot(blocks, keep_slot()), content_type="text/html; charset=utf-8")


def _blocks(name: str, values: dict[str, Any], run: Run) -> Iterator[bytes]:
    """A page in blocks as it is made; what tells of the progress is sent at once."""
    current_app.update_template_context(values)
    pieces: list[str] = []
    size = 0
    for piece in current_app.jinja_env.get_template(name).generate(values):
        # pieces are joined, not added: adding markup to a text escapes the text
        pieces.append(piece)
        size += len(piece)
        if size > _BLOCK or "</progress>" in piece:
            yield "".join(pieces).encode()
            pieces, size = [], 0
    yield "".join(pieces).encode()
    if run.error is not None:
        _log.error("check: %s", error_pages.place_of(run.error))


def _filled(asked: Asked) -> Response:
    """The filled copy. Raises LubiaoError where the file is another, or cannot be filled."""
    if asked.list_file is None:
        raise RequestError("fill_file_missing")
    document = read_document(asked.list_file.data, asked.list_file.name)
    places = [(entry.place, entry.citation.given) for entry in read_entries(document).entries]
    if places != [(entry.place, entry.citation.given) for entry in asked.sent.entries.entries]:
        raise RequestError("fill_another_file", name=document.name)
    made = fill(asked.list_file.data, document, asked.check())
    media = {"xlsx": find_report_format("xlsx").media_type}.get(document.format, f"text/{document.format}")
    return _download([made.data], media, filled_path(Path(document.name or f"list.{document.format}")).name)


def _download(blocks: Iterable[bytes], media_type: str, name: str) -> Response:
    response = Response(blocks, content_type=media_type)
    response.headers["Content-Disposition"] = write_disposition(name)
    return response

"""`POST /api/check`: a list from a program, as JSON, as a form, or as the file itself; the answer is JSON."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, request

from catalogue.search import shorten
from catalogue.validity import Check, Verdict, read_numbers
from indexer.errors import RequestError
from indexer.readers import Document
from webapp import query_args
from webapp.access import current_catalogue
from webapp.addresses import API, CHECK
from webapp.check_pages import tell_error
from webapp.list_forms import ListRefused, SentList, file_of, read_day, read_pasted, read_sent, refuse_long, sent_file
from webapp.uploads import MAX_FILE, give_slot_back, take_slot

blueprint = Blueprint("check_api", __name__)
blueprint.before_request(take_slot)
blueprint.teardown_request(give_slot_back)
blueprint.register_error_handler(Exception, tell_error)
PARAMETERS = ("on", "fail_on")
_NAMES = ("numbers", "text")


@blueprint.post(API + CHECK)
def check() -> dict[str, Any]:
    """How each standard of a list stands `on` a day; with `fail_on`, whether none has one of these verdicts."""
    args = query_args.pairs(request.args.items(multi=True))
    unknown = [name for name, _ in args if name not in PARAMETERS]
    if unknown:
        raise RequestError("parameter_unknown", name=repr(shorten(unknown[0])), known=", ".join(PARAMETERS))
    day, failing = (
        read_day(dict(args).get("on", "")),
        _read_verdicts([value for name, value in args if name == "fail_on"]),
    )
    sent = _read_list()
    found = current_catalogue().check_document(sent.document, day, entries=sent.entries)
    return {**found.to_json(), **_ok(found, failing)}


def _ok(found: Check, failing: set[Verdict]) -> dict[str, Any]:
    if not failing:
        return {}
    failed = [row.row for row in found.rows if row.verdict in failing]
    return {"ok": not failed and not found.problems, "failed": failed}


def _read_verdicts(values: list[str]) -> set[Verdict]:
    names = [name.strip() for value in values for name in value.split(",") if name.strip()]
    known = [verdict.value for verdict in Verdict]
    unknown = [name for name in names if name not in known]
    if unknown:
        raise RequestError("verdict_unknown", value=shorten(unknown[0]), known=", ".join(known))
    return {Verdict(name) for name in names}


def _read_list() -> SentList:
    """The list in the body, whatever it is sent as. Raises RequestError."""
    kind = request.mimetype
    if kind == "application/json" or kind.endswith("+json"):
        return _read_json()
    if kind == "multipart/form-data":
        file = sent_file("file")
        if file is None and not request.form.get("text", "").strip():
            raise RequestError("sent_empty_form")
        if file is not None:
            return read_sent(file_of(file), file.filename or "")
        return read_pasted(request.form["text"])
    if kind.startswith("application/x-www-form"):
        abort(415)
    data = request.get_data(cache=False)
    if len(data) > MAX_FILE:
        raise ListRefused("sent_file_too_long", "list-too-long", most=MAX_FILE >> 20)
    if not data:
        raise RequestError("sent_nothing")
    return read_sent(data)


def _read_json() -> SentList:
    """`{"numbers": [...]}`, one standard a text, or `{"text": ...}`, in which they are found."""
    value = request.get_json(silent=True)
    if not isinstance(value, dict) or len(value) != 1 or next(iter(value)) not in _NAMES:
        raise RequestError("sent_json_unknown")
    if isinstance(text := value.get("text"), str) and text.strip():
        return read_pasted(text)
    numbers = value.get("numbers")
    if not isinstance(numbers, list) or not numbers or not all(isinstance(one, str) for one in numbers):
        raise RequestError("sent_json_unknown")
    refuse_long(len(numbers))
    entries = read_numbers(query_args.clean(one) for one in numbers)
    refuse_long(len(entries.entries))
    return SentList(Document("", "json", ()), entries)

"""What is to be looked at in a draft that somebody sends: a page, and its JSON; nothing of the draft is kept."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, make_response, render_template, request

from catalogue.drafts import DraftCheck
from catalogue.wording import Words, say
from indexer.errors import RequestError
from webapp import error_pages
from webapp.access import current_catalogue
from webapp.addresses import API, DRAFT, here, standard_link
from webapp.check_pages import tell_error
from webapp.list_forms import ListRefused, file_of, read_day, sent_file
from webapp.uploads import MAX_FILE, give_slot_back, take_slot

blueprint = Blueprint("draft", __name__)
blueprint.before_request(take_slot)
blueprint.teardown_request(give_slot_back)
blueprint.register_error_handler(Exception, tell_error)


@blueprint.get(DRAFT)
def form() -> str:
    """The form that takes a draft."""
    return _form()


@blueprint.post(DRAFT)
def answer() -> str | Response:
    """What is to be looked at in the draft that was sent."""
    try:
        found = _read_draft()
    except RequestError as error:
        response = make_response(_form(error))
        response.status_code = error_pages.status_of(error.slug) if isinstance(error, ListRefused) else 400
        return response
    return render_template(
        "draft/show.html", found=found, standard_link=standard_link, verdict_words=_name_verdict, compare=here().compare
    )


@blueprint.post(API + DRAFT)
def answer_json() -> dict[str, Any]:
    """The same as data: the draft as `file` of a form, or as the body itself; `on` is the day."""
    return _read_draft().to_json(here())


def _read_draft() -> DraftCheck:
    """The draft in the body, checked. Raises RequestError."""
    day = read_day(request.form.get("on", "") or request.args.get("on", ""))
    if request.mimetype == "multipart/form-data":
        file = sent_file("file")
        if file is None:
            raise RequestError("sent_empty_form")
        return current_catalogue().check_draft(file_of(file), day, name=file.filename or "")
    data = request.get_data(cache=False)
    if len(data) > MAX_FILE:
        raise ListRefused("sent_file_too_long", "list-too-long", most=MAX_FILE >> 20)
    if not data:
        raise RequestError("sent_nothing")
    return current_catalogue().check_draft(data, day)


def _name_verdict(verdict: str) -> Words:
    return say(f"compare_verdict_{verdict}")


def _form(error: RequestError | None = None) -> str:
    return render_template("draft/form.html", error=error, most_bytes=MAX_FILE >> 20)

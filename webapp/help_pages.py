"""Help, and what the data is."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, render_template

from catalogue.search import home_sentence
from catalogue.statistics import OPTIONAL
from indexer.fields import FIELDS
from webapp.access import current_catalogue, home
from webapp.addresses import text_link
from webapp.api_index import interfaces
from webapp.help_topics import FIELD_TOPICS, PROBLEMS, SHORTCUTS, SPELLINGS, TOPICS
from webapp.uploads import MAX_FILE, MAX_NUMBERS
from webapp.wording import GROUP_MEANINGS, LEVEL_MEANINGS

blueprint = Blueprint("pages", __name__)


@blueprint.get("/help")
def guide() -> str:
    """The query language, by examples that are links."""
    return render_template(
        "pages/help.html",
        topics=TOPICS,
        spellings=SPELLINGS,
        field_topics=FIELD_TOPICS,
        shortcuts=SHORTCUTS,
        problems=PROBLEMS,
        fields=FIELDS,
        interfaces=interfaces(),
        level_meanings=LEVEL_MEANINGS,
        group_meanings=GROUP_MEANINGS,
        home_first=home_sentence(home()),
        text_link=text_link,
        most_bytes=MAX_FILE >> 20,
        most_numbers=MAX_NUMBERS,
    )


@blueprint.get("/about")
def about() -> str:
    """How much there is, where it comes from, how old it is, and what is missing."""
    return render_template(
        "pages/about.html",
        held=current_catalogue().holdings(),
        optional=OPTIONAL,
        level_meanings=LEVEL_MEANINGS,
        text_link=text_link,
    )


@blueprint.get("/favicon.ico")
def favicon() -> Response:
    """The sign, for browsers that ask for it by this name whatever the page says."""
    return current_app.send_static_file("logo.svg")


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Standards may be listed by search engines; lists without end, and what is worked out when asked, may not."""
    shut = ("/search", "/api/", "/compare", "/overlaps", "/worklist", "/monitoring")
    lines = ("User-agent: *", *(f"Disallow: {way}{path}" for path in shut for way in ("", "/*")), "")
    return Response("\n".join(lines), mimetype="text/plain")

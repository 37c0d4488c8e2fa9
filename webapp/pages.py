"""Help, and what the data is."""

from __future__ import annotations

from typing import NamedTuple

from flask import Blueprint, render_template, url_for

from indexer.fields import FIELDS
from standard.publisher import Level
from webapp.access import current_catalogue
from webapp.help_topics import FIELD_TOPICS, PROBLEMS, SHORTCUTS, SPELLINGS, TOPICS
from webapp.links import text_link
from webapp.wording import GROUP_MEANINGS, LEVEL_MEANINGS

blueprint = Blueprint("pages", __name__)


class Interface(NamedTuple):
    """An address of the API, as a link to an example."""

    href: str
    shown: str
    meaning: str


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
        interfaces=_interfaces(),
        level_meanings=LEVEL_MEANINGS,
        group_meanings=GROUP_MEANINGS,
        text_link=text_link,
    )


@blueprint.get("/about")
def about() -> str:
    """How much there is, where it comes from, and how old it is."""
    catalogue = current_catalogue()
    counts = {row.value: row.count for row in catalogue.levels()}
    return render_template(
        "pages/about.html",
        count=catalogue.count(),
        levels=[(level, counts[level.value]) for level in Level if counts.get(level.value)],
        level_meanings=LEVEL_MEANINGS,
        data_date=catalogue.data_date,
        generation=catalogue.generation,
        today=catalogue.today(),
        field_topics=FIELD_TOPICS,
        text_link=text_link,
    )


def _interfaces() -> list[Interface]:
    """The addresses of the API, each with an example that answers."""
    return [
        Interface(
            url_for("api.search", q="大蒜", limit=5),
            "/api/search?q=大蒜&limit=5",
            "检索。参数：q、sort、limit（至多 100）、offset、strict，以及 level、status、year、ics 等筛选字段。",
        ),
        Interface(
            url_for("api.standard", number="GB_T_1.1-2020"),
            "/api/standards/GB_T_1.1-2020",
            "一项标准的全部信息，标准号可以用任何写法。",
        ),
        Interface(url_for("api.suggest", q="GB/T 1."), "/api/suggest?q=GB/T 1.", "输入时的补全建议。"),
        Interface(url_for("api.health"), "/healthz", "服务是否可用，供监控使用。"),
    ]

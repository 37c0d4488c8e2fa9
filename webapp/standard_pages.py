"""The page of one standard."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from catalogue.export import CITING
from catalogue.standards import Edition, Related, StandardView, lay_out
from catalogue.wording import Words
from standard.number import NumberError, StandardNumber
from standard.publisher import Level
from standard.status import Status
from webapp import query_args
from webapp.access import current_catalogue
from webapp.addresses import STANDARDS, here, segment, standard_link, text_link, with_query
from webapp.wording import ENDINGS, RELATIONS

blueprint = Blueprint("standards", __name__)


@blueprint.get(f"{STANDARDS}/<path:number>")
def show(number: str) -> str | Response:
    """The page of a standard; any spelling but the one of its address is sent there."""
    view = current_catalogue().standard(query_args.clean(number))
    if number != segment(view.record.number):
        return _redirect(view, number)
    history = current_catalogue().history(view.record.number)
    return render_template(
        "standards/show.html",
        history=history,
        timeline=lay_out(history),
        view=view,
        record=view.record,
        official=print_number(view.record.number),
        successors=view.of_kind("replaced_by"),
        in_force=_find_in_force(view),
        endings=ENDINGS,
        standing=_find_standing(view),
        relations=_group_relations(view),
        adoptions=current_catalogue().adoptions(view.record.number).rows,
        compare_link=here().compare([view.record.number]),
        overlaps_link=here().overlaps([("number", view.record.number)]),
        text_page=here().text(view.record.number) if current_catalogue().holds_text(view.record.number) else "",
        json_link=here().standard_json(view.record.number),
        cite_links=_link_citations(view),
        standard_link=standard_link,
        text_link=text_link,
    )


def _redirect(view: StandardView, spelling: str) -> Response:
    """To the standard's address: for good, or for now where the year was left out and a later edition may come."""
    target = with_query(standard_link(view.record.number), request.query_string.decode("ascii", "replace"))
    return redirect(target, 301 if _names_edition(spelling, view) else 302)


def _names_edition(spelling: str, view: StandardView) -> bool:
    try:
        return StandardNumber(spelling).year is not None
    except NumberError:
        return view.record.number in spelling


def print_number(number: str) -> str:
    """The number as it stands on a standard's cover: `GB/T 1.1—2020`, `DB37/ 2376—2019` (GB/T 1.1-2020, 8.1)."""
    try:
        return StandardNumber(number).display
    except NumberError:
        return number


def _link_citations(view: StandardView) -> list[tuple[Words, str]]:
    """The standard as a reference, in each kind of file for references."""
    name = segment(view.record.number)
    return [
        (Words(file_format.label, file_format.label_en), url_for("export.cite", number=name, name=file_format.name))
        for file_format in CITING.values()
    ]


def _find_in_force(view: StandardView) -> tuple[Related, ...]:
    """What applies today, where the direct successors do not say it."""
    named = {row.number for row in view.of_kind("replaced_by")}
    return tuple(row for row in view.in_force if row.number not in named) if view.status.ended else ()


def _find_standing(view: StandardView) -> tuple[Edition, ...]:
    """Editions that are in force while this one is not."""
    if not (view.status.ended or view.status is Status.UPCOMING):
        return ()
    return tuple(row for row in view.editions if row.status is Status.CURRENT and row.number != view.record.number)


def _group_relations(view: StandardView) -> list[tuple[str, tuple[Related, ...]]]:
    """Related standards by kind, in the order of the table of words; kinds without any, and adoptions, left out."""
    apart = ("adopts", "adopted_by") if view.record.level is Level.INTERNATIONAL else ("adopts",)
    rows = ((kind, view.of_kind(kind)) for kind in RELATIONS if kind not in apart)
    return [(kind, related) for kind, related in rows if related]

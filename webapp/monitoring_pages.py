"""What the changes of a generation mean for the standards of a place (标准比对监测): page, JSON and feed."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify, make_response, render_template, request

from catalogue.changes import Effect, Monitoring, MonitoringScope, name_scope
from catalogue.comparison import HIGHER
from catalogue.export import ATOM_TYPE, write_monitoring_atom
from catalogue.search import Search
from catalogue.wording import say
from indexer.errors import NothingBefore, RequestError
from webapp import query_args
from webapp.access import current_catalogue
from webapp.addresses import API, MONITORING, here, standard_link, whole
from webapp.language import language
from webapp.overlap_pages import AGAIN, compare_link
from webapp.overlap_runs import Run, run_monitoring
from webapp.paging import ListPages

blueprint = Blueprint("monitoring", __name__)
#: rows of a page
PAGE = 50
_KNOWN = ("region", "level", "since")


@blueprint.get(MONITORING)
def show() -> str | Response:
    """The standards that have to be looked at again, and why; effects with their counts are filters."""
    scope, since = _read_scope()
    effect = request.args.get("effect", "")
    if effect and effect not in tuple(Effect):
        raise RequestError("monitoring_effect_unknown", value=repr(effect[:20]), known=", ".join(Effect))
    kept = [*scope.to_args(), *([("since", since)] if since else [])]
    try:
        run = run_monitoring(scope, since)
    except NothingBefore as error:
        return render_template("monitoring/nothing.html", reason=error.words, scope=name_scope(scope))
    if run.found is None:
        return _wait(run, scope)
    found = run.found
    rows = [one for one in found.impacts if effect in ("", one.effect)]
    offset = Search.from_args([("offset", request.args.get("offset", ""))]).offset
    narrowed = [*kept, *([("effect", effect)] if effect else [])]
    return render_template(
        "monitoring/show.html",
        found=found,
        scope=name_scope(scope),
        rows=rows[offset : offset + PAGE],
        total=len(rows),
        paging=ListPages(
            len(rows),
            offset,
            PAGE,
            lambda start: here().monitoring([*narrowed, *([("offset", str(start))] * (start > 0))]),
        ),
        effects=[
            (one, count, here().monitoring([*kept, ("effect", one.value)]), one == effect)
            for one, count in found.counts.items()
        ],
        effect=effect,
        all_link=here().monitoring(kept),
        chosen=scope,
        levels=[level.value for level in HIGHER],
        feed_link=here().monitoring_feed(scope.to_args()),
        api_link=here().monitoring_json(kept),
        standard_link=standard_link,
        compare_link=compare_link,
    )


@blueprint.get(API + MONITORING)
def show_json() -> dict[str, Any] | Response:
    """The same as data: `region`, `level`, `since`; 202 while it is on its way."""
    query_args.refuse_unknown(request.args.items(multi=True), _KNOWN)
    scope, since = _read_scope()
    try:
        run = run_monitoring(scope, since)
    except NothingBefore as error:
        generation = current_catalogue().generation
        return {"since": None, "until": generation, "impacts": [], "reason": error.words}
    if run.found is None:
        response = jsonify({"state": "working"})
        response.status_code = 202
        response.headers["Retry-After"] = str(AGAIN)
        return response
    return run.found.to_json(here())


@blueprint.get(f"{MONITORING}.atom")
def feed() -> Response:
    """The latest as a feed; empty of entries where there is no generation before."""
    query_args.refuse_unknown(request.args.items(multi=True), _KNOWN)
    scope, since = _read_scope()
    try:
        found = run_monitoring(scope, since).found
    except NothingBefore:
        generation, today = current_catalogue().generation, current_catalogue().today()
        found = Monitoring(scope, generation, generation, today, today, (), 0, 0)
    if found is None:
        response = Response("", 503)
        response.headers["Retry-After"] = "30"
        return response
    links, args = whole(), scope.to_args()
    written = write_monitoring_atom(found, links, links.monitoring_feed(args), links.monitoring(args), language())
    response = Response(written, content_type=ATOM_TYPE)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _read_scope() -> tuple[MonitoringScope, str]:
    """Whose standards, and since which generation. Raises RequestError."""
    args = query_args.pairs(request.args.items(multi=True))
    levels = [value for key, value in args if key == "level"]
    values = dict(args)
    scope = MonitoringScope.of(values.get("region", ""), levels, current_catalogue().home)
    return scope, values.get("since", "").strip()


def _wait(run: Run[Monitoring], scope: MonitoringScope) -> Response:
    values = {"run": run, "filters": (name_scope(scope),), "title": say("monitoring_page"), "again": AGAIN}
    response = make_response(render_template("overlaps/waiting.html", carried=None, **values), 202)
    response.headers["Retry-After"] = str(AGAIN)
    return response

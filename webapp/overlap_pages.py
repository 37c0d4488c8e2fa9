"""What may overlap with one standard, or with each of many, and the work list of an officer; their JSON."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, jsonify, make_response, render_template, request
from werkzeug.wrappers import Response

from catalogue.comparison import CHECKS, Conclusion, OverlapList, Selection
from catalogue.export import COMPARISON_FORMATS, find_comparison_format, name_comparison
from catalogue.lookup import StandardNotFound
from catalogue.search import region_words
from catalogue.wording import Words, say, value_words
from indexer.errors import RequestError
from webapp import query_args
from webapp.access import current_catalogue, home
from webapp.addresses import API, OVERLAPS, WORKLIST, here, standard_link
from webapp.decision_forms import CARRIED, CONCLUSION, FILE, REMARK, REVIEWER, Taken, field_of, read_rest, read_taken
from webapp.downloads import write_disposition
from webapp.overlap_runs import Run, run_list
from webapp.overlap_views import AGAINST, KNOWN, LOOKED_AT, SIZES, Wanted, lay_out, list_chips
from webapp.slots import in_slot
from webapp.uploads import give_slot_back, take_slot

blueprint = Blueprint("overlaps", __name__)
blueprint.before_request(take_slot)
blueprint.teardown_request(give_slot_back)
#: seconds after which a page whose list is not there yet asks again
AGAIN = 3
#: names of the fields of the form on which pairs are decided
DECISION_FIELDS = {"conclusion": CONCLUSION, "remark": REMARK, "carried": CARRIED, "reviewer": REVIEWER, "file": FILE}


@blueprint.get(OVERLAPS)
def show() -> str | Response:
    """The overlaps of the standard `number`, or of all that the filters leave; without any, the form."""
    args = _read_args()
    number = dict(args).get("number", "")
    try:
        wanted = Wanted.of(args)
        if number:
            return _one(number, wanted)
        if not wanted.selection.narrow:
            return _form(wanted)
        run = run_list(wanted.selection)
    except StandardNotFound as error:
        return _refuse(error.words, args, 404, [(row, here().overlaps([("number", row.number)])) for row in error.near])
    except RequestError as error:
        return _refuse(error.words, args, 400)
    return _wait(run, wanted, say("overlaps_title")) if run.found is None else _list(run.found, wanted)


@blueprint.post(OVERLAPS)
def decide() -> Response:
    """The same list while an officer decides on its pairs: what is decided so far comes with the form, and goes on."""
    try:
        wanted = _read_narrow()
        run = run_list(wanted.selection)
    except RequestError as error:
        return _refuse(error.words, _read_args(), 400)
    if run.found is None:
        return _wait(run, wanted, say("overlaps_title"))
    try:
        taken = read_taken(current_catalogue(), run.found)
    except RequestError as error:
        return _list(run.found, wanted, read_rest(current_catalogue(), run.found), error.words, 400)
    return _list(run.found, wanted, taken)


@blueprint.route(f"{OVERLAPS}/export.<name>", methods=["GET", "POST"])
def export(name: str) -> Response:
    """The comparison as a file: workbook, letter, page or JSON; what the form decides is filled in."""
    chosen = find_comparison_format(name)
    wanted = _read_narrow()
    run = run_list(wanted.selection)
    if run.found is None:
        return _wait(run, wanted, say("overlaps_title"))
    taken = read_taken(current_catalogue(), run.found).decisions if request.method == "POST" else None
    report = current_catalogue().comparison_report(wanted.selection, taken, found=run.found)
    response = Response(in_slot(chosen.write(report, here())), content_type=chosen.media_type)
    response.headers["Content-Disposition"] = write_disposition(name_comparison(report, chosen.name))
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@blueprint.get(WORKLIST)
def worklist() -> str | Response:
    """What an officer has to look at in a place and a field: counts by check, each with the way to its list."""
    try:
        wanted = Wanted.of(_read_args())
        if not wanted.selection.narrow:
            return render_template("worklist/form.html", **_form_values(wanted))
        run = run_list(wanted.selection)
    except RequestError as error:
        return _refuse(error.words, _read_args(), 400)
    if run.found is None:
        return _wait(run, wanted, say("worklist_title"))
    whole = run.found
    return render_template(
        "worklist/show.html",
        found=whole,
        rows=[
            (kind, say(f"check_kind_{kind}"), whole.standards.get(kind, 0), here().overlaps(wanted.args(check=kind)))
            for kind in CHECKS
        ],
        all_link=here().overlaps(wanted.args(check=None)),
        monitoring_link=here().monitoring(pair for pair in wanted.args() if pair[0] in ("level", "region")),
        changes_link=here().changes(pair for pair in wanted.args() if pair[0] in ("level", "region", "ics", "ccs")),
        coverage_link=here().coverage(_coverage_args(wanted)),
        api_link=here().overlaps_json(wanted.args()),
        **_form_values(wanted),
    )


@blueprint.get(API + OVERLAPS)
def show_json() -> dict[str, Any] | Response:
    """The same as data: `number` and `against`, or filters; 202 with how far it is where a list is on its way."""
    args = _read_args()
    query_args.refuse_unknown(request.args.items(multi=True), ("number", *KNOWN))
    wanted, number = Wanted.of(args), dict(args).get("number", "")
    if number:
        return current_catalogue().overlaps(number, wanted.selection.against).to_json(here())
    wanted = _read_narrow()
    run = run_list(wanted.selection)
    if run.found is None:
        response = jsonify({"state": "working", "looked_at": run.done, "total": run.total})
        response.status_code = 202
        response.headers["Retry-After"] = str(AGAIN)
        return response
    return run.found.narrowed(wanted.selection.checks).to_json(here())


def _coverage_args(wanted: Wanted) -> list[tuple[str, str]]:
    """The coverage of the same place and field; of several codes the first counts."""
    fields = wanted.fields()
    by = "ccs" if "ccs" in fields and "ics" not in fields else "ics"
    under = [("by", by), ("under", fields[by][0])] if by in fields else []
    return [*under, *(("region", region) for region in fields.get("region", ())[:1])]


def compare_link(number: str, candidate: str) -> str:
    """Address of the two standards of a pair side by side."""
    return here().compare([number, candidate])


def _read_args() -> list[tuple[str, str]]:
    """What the address says, empty values left out."""
    args = query_args.pairs(request.args.items(multi=True))
    return [(key, value.strip()) for key, value in args if value.strip()]


def _read_narrow() -> Wanted:
    """What the address asks for. Raises RequestError where it chooses no standards."""
    wanted = Wanted.of(_read_args())
    if not wanted.selection.narrow:
        raise RequestError("overlaps_nothing_chosen")
    return wanted


def _one(number: str, wanted: Wanted) -> str:
    found = current_catalogue().overlaps(number, wanted.selection.against)
    return render_template(
        "overlaps/one.html",
        found=found,
        levels=[(level.value, level in wanted.selection.against) for level in AGAINST],
        api_link=here().overlaps_json([("number", found.record.number), *wanted.args()]),
        **_row_links(),
    )


def _list(
    whole: OverlapList, wanted: Wanted, taken: Taken | None = None, problem: Words | None = None, status: int = 200
) -> Response:
    """A page of a list; with `taken` one on which pairs are decided, without those that are settled."""
    settled = current_catalogue().settled(taken.decisions) if taken is not None else None
    whole = whole.narrowed(settled=settled)
    page = lay_out(whole.narrowed(wanted.selection.checks), wanted)
    shown = render_template(
        "overlaps/list.html",
        page=page,
        chips=list_chips(whole, wanted),
        sorts=[(sort, here().overlaps(wanted.args(sort=sort))) for sort in ("number", "score")],
        sizes=[(size, here().overlaps(wanted.args(limit=size))) for size in SIZES],
        here_link=here().overlaps(wanted.args(offset=wanted.offset or None)),
        files=[
            (Words(one.label, one.label_en), here().overlaps_file(one.name, wanted.args(sort=None, limit=None)))
            for one in COMPARISON_FORMATS.values()
        ],
        taken=taken,
        problem=problem,
        decision_fields=DECISION_FIELDS,
        conclusions=[(one.value, value_words("conclusion", one.value)) for one in Conclusion],
        field_of=field_of,
        worklist_link=here().worklist(wanted.args(check=None, sort=None, limit=None)),
        api_link=here().overlaps_json(wanted.args(sort=None, limit=None)),
        **_row_links(),
        **_form_values(wanted),
    )
    return make_response(shown, status)


def _wait(run: Run[OverlapList], wanted: Wanted, title: Words) -> Response:
    """A page that says how far the list is, and asks again; it is never kept. A form is asked to be sent again."""
    carried = list(request.form.items(multi=True)) if request.method == "POST" else None
    values = {"run": run, "filters": wanted.words, "title": title, "again": AGAIN, "carried": carried}
    response = make_response(render_template("overlaps/waiting.html", **values), 202)
    response.headers["Retry-After"] = str(AGAIN)
    return response


def _form(wanted: Wanted, status: int = 200, **values: object) -> Response:
    page = render_template("overlaps/form.html", **{"problem": None, "near": (), **_form_values(wanted), **values})
    return make_response(page, status)


def _refuse(problem: Words, args: list[tuple[str, str]], status: int, near: Any = ()) -> Response:
    """The form again with what was asked and the reason."""
    values: dict[str, tuple[str, ...]] = {}
    for key, value in args:
        values[key] = (*values.get(key, ()), value)
    return _form(Wanted(Selection(), "number", 0, SIZES[0]), status, problem=problem, near=near, values=values)


def _form_values(wanted: Wanted) -> dict[str, object]:
    return {
        "wanted": wanted,
        "values": wanted.fields(),
        "looked_at": [level.value for level in LOOKED_AT],
        "against": [level.value for level in AGAINST],
        "home_name": region_words(home()),
        "home_link": here().overlaps([("level", "local"), ("region", home())]),
        "home_worklist": here().worklist([("region", home())]),
    }


def _row_links() -> dict[str, object]:
    return {"standard_link": standard_link, "compare_link": compare_link}

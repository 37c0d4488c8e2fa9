"""Standards side by side: the page, where they are chosen, and its JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, make_response, redirect, render_template, request
from werkzeug.wrappers import Response

from catalogue.comparison import MOST_STANDARDS, Adopting, Comparison, Named, clause_changes, compare_words
from catalogue.export import COMPARED_FORMATS, find_compared_format, name_compared, write_compared
from catalogue.lookup import StandardNotFound
from catalogue.search import Search
from catalogue.wording import Words, say
from indexer.errors import RequestError
from standard.record import Record
from webapp import query_args
from webapp.access import current_catalogue
from webapp.addresses import API, COMPARE, here, standard_link
from webapp.downloads import write_disposition
from webapp.wording import RELATIONS

blueprint = Blueprint("compare", __name__)
#: most numbers of an address that are looked up, and most standards that are offered for one that is not there
MOST_GIVEN, MOST_OFFERED = 12, 8


@dataclass(frozen=True)
class Chosen:
    """What stands in one box: the standard that it names, or what it may name."""

    text: str
    record: Record | None
    #: standards with a number or a title like it, each with the address of the comparison that has it instead
    offered: tuple[tuple[Record, str], ...] = ()


@dataclass(frozen=True)
class Share:
    """What the same ones of the standards name."""

    #: numbers of those that name it
    holders: tuple[str, ...]
    rows: tuple[Named, ...]


@blueprint.get(COMPARE)
def show() -> str | Response:
    """The standards of the address side by side; where they are too few, too many or unknown, why, and a way on."""
    given = _read_numbers()
    chosen = [_look_up(given, place) for place in range(len(given[:MOST_GIVEN]))]
    missing = next((one for one in chosen if one.record is None), None)
    if missing is not None:
        return _answer(_form(chosen, StandardNotFound(missing.text).words), 404)
    numbers = [one.record.number for one in chosen if one.record is not None]
    if len(numbers) < 2:
        return _form(chosen)
    try:
        found = current_catalogue().compare(numbers)
    except RequestError as error:
        return _answer(_form(chosen, error.words), 400)
    address = here().compare(numbers)
    if numbers != request.args.getlist("number"):
        return redirect(address)
    return render_template(
        "compare/show.html",
        found=found,
        relations=[
            (RELATIONS[kind], _share(found, rows)) for kind, rows in found.named.items() if rows and kind != "adopts"
        ],
        adoptions=_list_adoptions(found),
        without=[here().compare(number for number in numbers if number != one) for one in numbers],
        most=MOST_STANDARDS,
        address=address,
        api_link=here().compare_json(numbers),
        overlaps_link=lambda number: here().overlaps([("number", number)]),
        standard_link=standard_link,
        verdict_words=lambda verdict: say(f"compare_verdict_{verdict}"),
        clause_changes=clause_changes,
        changes=compare_words,
        files=[(f".{ending}", here().compare(numbers, ending)) for ending in COMPARED_FORMATS if ending != "json"],
    )


@blueprint.get(COMPARE + "/export.<ending>")
def download(ending: str) -> Response:
    """The comparison of the address as a file."""
    find_compared_format(ending)
    found = current_catalogue().compare(_read_numbers())
    response = make_response(b"".join(write_compared(found, ending, here())))
    response.mimetype = COMPARED_FORMATS[ending]
    response.headers["Content-Disposition"] = write_disposition(name_compared(found, ending))
    return response


@blueprint.get(API + COMPARE)
def show_json() -> dict[str, Any]:
    """The same as data: `number`, two to four times."""
    args = query_args.pairs(request.args.items(multi=True))
    query_args.refuse_unknown(args, ("number",))
    return current_catalogue().compare(_read_numbers()).to_json(here())


def _read_numbers() -> list[str]:
    """What the boxes hold, empty ones left out."""
    args = query_args.pairs(request.args.items(multi=True))
    return [text for key, value in args if key == "number" and (text := value.strip())]


def _look_up(given: list[str], place: int) -> Chosen:
    catalogue, text = current_catalogue(), given[place]
    try:
        return Chosen(text, catalogue.standard(text).record)
    except StandardNotFound as error:
        records = [*error.near, *(hit.record for hit in catalogue.search(Search(text, limit=MOST_OFFERED)).hits)]
    found = list({record.number: record for record in records}.values())[:MOST_OFFERED]
    offered = tuple((one, here().compare([*given[:place], one.number, *given[place + 1 :]])) for one in found)
    return Chosen(text, None, offered)


def _form(chosen: list[Chosen], problem: Words | None = None) -> str:
    """Where the standards are chosen; one that stands there alone has what may be about the same object beside it."""
    first = chosen[0].record if len(chosen) == 1 else None
    beside = current_catalogue().overlaps(first.number) if first is not None else None
    rows = [*beside.candidates, *beside.related] if beside is not None else []
    return render_template(
        "compare/form.html",
        chosen=chosen,
        first=first,
        problem=problem,
        likely=[
            (row.candidate, here().compare([first.number, row.candidate.number])) for row in rows if first is not None
        ],
        most=MOST_STANDARDS,
        standard_link=standard_link,
    )


def _answer(page: str, status: int) -> Response:
    response = make_response(page)
    response.status_code = status
    return response


def _share(found: Comparison, rows: tuple[Named, ...]) -> list[Share]:
    """What all name first, then what some name, then what only one names, in the order of the standards."""
    groups: dict[tuple[int, ...], list[Named]] = {}
    for row in rows:
        groups.setdefault(row.holders, []).append(row)
    ordered = sorted(groups.items(), key=lambda group: (-len(group[0]), group[0]))
    return [Share(tuple(found.records[at].number for at in holders), tuple(held)) for holders, held in ordered]


def _list_adoptions(found: Comparison) -> list[Adopting]:
    """What the standards adopt, and how the adopted editions stand."""
    numbers = [record.number for record in found.records if record.adopts]
    return [row for number in numbers for row in current_catalogue().adoptions(number).rows]

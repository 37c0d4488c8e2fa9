"""Coverage by class and level: the heat map with its table, its JSON and its files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, render_template, request

from catalogue.export import COVERAGE_FILES, MEDIA_TYPE, name_coverage_file, write_coverage
from catalogue.search import region_words
from catalogue.statistics import (
    ALL,
    ASKED,
    COVERAGE_SCHEMES,
    GAPS,
    TREES,
    Cell,
    Coverage,
    Row,
    class_words,
    gap_words,
    head_words,
    list_gaps,
    remarks,
    share_words,
)
from catalogue.wording import Words, say
from webapp import query_args
from webapp.access import current_catalogue
from webapp.addresses import API, COVERAGE, here, search_link
from webapp.downloads import write_disposition
from webapp.slots import in_slot

blueprint = Blueprint("coverage", __name__)
#: counts from which a cell has the next darker step; the first step is what is in force at all
STEPS = (1, 10, 50, 200, 1000)
#: kinds of files -> media type
_TYPES = {"xlsx": MEDIA_TYPE, "csv": "text/csv; charset=utf-8"}


@dataclass(frozen=True)
class Square:
    """A cell as it is drawn and linked."""

    cell: Cell
    words: Words
    #: 0 for none, then one for each of STEPS
    step: int
    #: the search for what it counts; empty where there is nothing, or no search for it
    href: str
    #: whether a gap of the class is that there is nothing here
    gap: bool


@dataclass(frozen=True)
class Line:
    """A row as it is drawn and linked."""

    code: str
    name: Words
    #: where its parts are; empty where there are none
    href: str
    row: Row
    squares: tuple[Square, ...]
    gaps: tuple[Words, ...]


@blueprint.get(COVERAGE)
def show() -> str:
    """The table that the address asks for, as a picture and in figures."""
    found = _find_coverage()
    kept = _kept(found)
    return render_template(
        "coverage/show.html",
        found=found,
        head=head_words(found),
        share=share_words(found),
        remarks=list(remarks(found)),
        lines=list(_lines(found)),
        total=_line(found, found.total, say("coverage_total")),
        rest=_line(found, found.rest, say("coverage_rest")),
        schemes=[(by, TREES[by], _link(found, by=by, under="", gap="")) for by in COVERAGE_SCHEMES],
        above=[(node, _link(found, under=node.code, gap="")) for node in found.above],
        top=_link(found, under="", gap=""),
        gaps=[(gap, gap_words(found, gap), len(found.with_gap(gap)), _link(found, gap=gap)) for gap in GAPS],
        all_rows=_link(found, gap=""),
        steps=STEPS,
        region=region_words(found.scope.region),
        against=_name_against(found),
        scheme=TREES[found.scope.by],
        columns_of_sums=[say(name) for name in ("coverage_sum", "coverage_median", "coverage_due")],
        share_column=say("coverage_share_column", region=region_words(found.scope.region)),
        gap_column=say("coverage_gap_column"),
        class_column=say("coverage_class"),
        files=[(kind, here().coverage_file(kind, kept)) for kind in COVERAGE_FILES],
        api_link=here().coverage_json(kept),
    )


@blueprint.get(API + COVERAGE)
def show_json() -> dict[str, Any]:
    """The same as data: `by`, `region`, `against`, `under`, `gap`."""
    query_args.refuse_unknown(request.args.items(multi=True), ASKED)
    answer: dict[str, Any] = _find_coverage().to_json(here())
    return answer


@blueprint.get(f"{COVERAGE}/export.<any(xlsx, csv):kind>")
def export(kind: str) -> Response:
    """The table as a file."""
    found = _find_coverage()
    response = Response(in_slot(write_coverage(found, kind)), content_type=_TYPES[kind])
    response.headers["Content-Disposition"] = write_disposition(name_coverage_file(found, kind))
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _find_coverage() -> Coverage:
    """What the address asks for. Raises RequestError."""
    return current_catalogue().coverage(dict(query_args.pairs(request.args.items(multi=True))))


def _kept(found: Coverage, **changes: str) -> list[tuple[str, str]]:
    """The arguments of an address, defaults left out."""
    values = {**found.scope.to_args(), **changes}
    defaults = {"by": COVERAGE_SCHEMES[0], "region": current_catalogue().home}
    return [(name, values[name]) for name in ASKED if values.get(name) and values[name] != defaults.get(name)]


def _link(found: Coverage, **changes: str) -> str:
    return here().coverage(_kept(found, **changes))


def _name_against(found: Coverage) -> Words | str:
    against = found.scope.against
    return "" if not against else against if against == ALL else region_words(against)


def _lines(found: Coverage) -> Iterator[Line]:
    return (_line(found, row, class_words(row)) for row in found.shown)


def _line(found: Coverage, row: Row, name: Words) -> Line:
    node = row.node
    href = _link(found, under=node.code, gap="") if node is not None and node.divided else ""
    squares = tuple(_square(found, row, at) for at in range(len(found.columns)))
    return Line(node.code if node is not None else "", name, href, row, squares, list_gaps(found, row))


def _square(found: Coverage, row: Row, at: int) -> Square:
    column, cell = found.columns[at], row.cells[at]
    search = found.search_of(row, column) if cell.count else None
    missing = {"no_local": "own", "only_elsewhere": "own", "no_national": "national"}
    gap = not cell.count and any(column.kind == missing[one] for one in row.gaps)
    step = sum(cell.count >= least for least in STEPS)
    return Square(cell, column.words, step, search_link(search) if search is not None else "", gap)

"""The start page and the result page."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from flask import Blueprint, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from catalogue.changes import Subject
from catalogue.export import FORMATS
from catalogue.query import MAX_TEXT
from catalogue.search import MAX_ROWS, PARAMETERS, Answer, AnswerHit, Hint, Search
from catalogue.wording import Words, say
from standard.number import find_numbers
from webapp import facet_panels, query_args
from webapp.access import current_catalogue
from webapp.addresses import RESULTS, here, search_link, standard_link, text_link, with_query
from webapp.applicable_pages import product_link
from webapp.help_topics import SIGHTS, STARTS
from webapp.language import plain, translate
from webapp.marked_text import cut_excerpt, mark
from webapp.paging import ResultPages
from webapp.wording import HINT_LINKS, SORTS

blueprint = Blueprint("search", __name__)
#: parameters without a meaning that are named
_NAMED = 5
#: the sort orders that stand in the bar; each turns round on a second click
_BAR = (
    ("relevance", "相关度"),
    ("-issued", "发布日期"),
    ("-effective", "实施日期"),
    ("number", "标准号"),
    ("title", "题名"),
)


@dataclass(frozen=True)
class SortLink:
    """One entry of the sort bar."""

    label: str
    title: str
    href: str
    current: bool
    #: `up`, `down`, or empty for orders without a direction
    arrow: str


@dataclass(frozen=True)
class HintLink:
    """A hint, and where it leads."""

    hint: Hint
    #: empty where it leads nowhere
    href: str
    label: str
    #: the query with the place marked that the hint is about
    place: Markup


@blueprint.get("/")
def start() -> str | Response:
    """The start page; an address that carries a query is sent on to its results."""
    if "q" in request.args:
        return redirect(with_query(url_for("search.results"), request.query_string.decode("ascii", "replace")))
    catalogue = current_catalogue()
    return render_template(
        "search/start.html",
        count=catalogue.count(),
        levels=[(row, search_link(Search().with_filter("level", row.value))) for row in catalogue.levels()],
        starts=STARTS,
        sights=SIGHTS,
        text_link=text_link,
    )


def _count_clauses(search: Search) -> int:
    """How many clauses of texts hold what is asked; none for what is no plain text, or not on the first page."""
    if search.offset or search.filters or not search.text.strip() or find_numbers(search.text):
        return 0
    return current_catalogue().search_clauses(Search(text=search.text, limit=1)).total


@blueprint.get(RESULTS)
def results() -> str:
    """The result page of the search that the address is."""
    args = query_args.pairs(request.args.items(multi=True))
    search = Search.from_args(args)
    answer = current_catalogue().search(search.at(open_facets=True))
    # the page and its links say what was searched, not what was cut off
    search = search.at(text=search.text[:MAX_TEXT])
    return render_template(
        "search/results.html",
        answer=answer,
        search=search,
        clauses=_count_clauses(search),
        clauses_link=here().clauses(Search(text=search.text)),
        paging=ResultPages(search, answer.total),
        panels=facet_panels.build_panels(answer.facets, search),
        chips=_link_chips(answer),
        chosen=sum(len(values) for _, values in search.filters),
        carried=facet_panels.list_unseen_filters(search),
        groups=_group_hits(answer),
        # a page behind the end says so itself
        hints=[_link_hint(hint, search) for hint in (*_note_ignored(args), *answer.hints) if hint.kind != "past_end"],
        sorts=[_link_sort(name, label, search) for name, label in _BAR],
        without_filters=search_link(search.at(filters=(), offset=0)),
        api_link=here().results_json(search),
        calendar_link=here().calendar(Subject(search)),
        feed_link=here().feed(Subject(search)),
        export_links=_link_exports(search),
        max_rows=MAX_ROWS,
        applicable_link=product_link(search.text),
        mark=mark,
        cut_excerpt=cut_excerpt,
        standard_link=standard_link,
        text_link=text_link,
    )


def _note_ignored(args: list[tuple[str, str]]) -> tuple[Hint, ...]:
    """A hint that names parameters without a meaning: a shared address must not seem to mean more than it does."""
    names = tuple(dict.fromkeys(key[:20] for key, _ in args if key not in PARAMETERS))[:_NAMED]
    return (Hint("ignored", say("ignored", names=names)),) if names else ()


def _link_chips(answer: Answer) -> list[facet_panels.ChipLink]:
    """What was recognised in the query, and the filters, each with a link to the search without it."""
    return [
        facet_panels.ChipLink(plain(chip.name), chip.text, search_link(chip.without), chip.kind)
        for chip in answer.chips
    ]


def _group_hits(answer: Answer) -> list[tuple[str, list[AnswerHit]]]:
    """Neighbouring hits of one group together; sorted by a field there are no groups, the order goes across them."""
    if answer.search.sort != "relevance":
        return [("", list(answer.hits))] if answer.hits else []
    return [(name, list(rows)) for name, rows in groupby(answer.hits, key=lambda hit: hit.group)]


def _link_hint(hint: Hint, search: Search) -> HintLink:
    """Where a hint leads: to its own search, or to its query text under the same filters."""
    target = hint.search
    if target is None and hint.query:
        target = search.at(text=hint.query, offset=0)
    if target is None:
        return HintLink(hint, "", "", mark(search.text, (hint.span,)) if hint.span else Markup(""))
    words = HINT_LINKS.get(hint.kind) or ("" if hint.query else HINT_LINKS["search"])
    return HintLink(hint, search_link(target), translate(words) if words else hint.query, Markup(""))


def _link_exports(search: Search) -> list[tuple[Words, str]]:
    """The whole list as a file: the same search, from its first row on."""
    query = here().query(search.at(offset=0, limit=Search().limit))
    rows = (
        (Words(file_format.label, file_format.label_en), url_for("export.results", name=file_format.name))
        for file_format in FORMATS.values()
    )
    return [(words, with_query(path, query)) for words, path in rows]


def _link_sort(name: str, label: str, search: Search) -> SortLink:
    """The entry of an order: current in either direction, leading to the other one."""
    turned = SORTS[name][1]
    current = search.sort in (name, turned)
    target = turned if search.sort == name else name
    shown = search.sort if current else name
    arrow = "" if turned == name else "down" if shown.startswith("-") else "up"
    return SortLink(label, SORTS[target][0], search_link(search.at(sort=target, offset=0)), current, arrow)

"""Addresses of standards and searches: they are made here and nowhere else, by the words of the routes below.

A standard's address is `/standards/GB_T_1.1-2020`, slash and blank as underscore. The catalogue finds a standard by
that spelling as by any other, so nothing takes an address apart again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, quote_plus, urlencode

from catalogue.changes import Subject
from catalogue.search import Search

#: paths of the routes: pages of standards, the result page, what stands before both for their JSON, and checks of lists
STANDARDS, RESULTS, API, CHECK = "/standards", "/search", "/api", "/check"
#: which classes have standards at which level
COVERAGE = "/coverage"
#: what changed, the calendar, and feeds
CHANGES, CALENDAR, FEEDS = "/changes", "/calendar", "/feeds"
#: how standards stand to one another: side by side, what they adopt, overlaps, and what an officer has to look at
COMPARE, ADOPTIONS, OVERLAPS, WORKLIST = "/compare", "/adoptions", "/overlaps", "/worklist"
#: clauses of the texts at hand, and the last part of the address of a text
CLAUSES, TEXT = "/clauses", "/text"
#: what is to be looked at in a draft
DRAFT = "/draft"
#: what changes above mean for the standards of a place
MONITORING = "/monitoring"
#: beginnings of the paths that a list, or a file of decisions, may be sent to
FILE_POSTS = (CHECK, API + CHECK, OVERLAPS, DRAFT, API + DRAFT)
#: what may stand in a path as it is (RFC 3986)
_SAFE = "!$&'()*+,/:;=@"
#: stands for a value while the address around it is made; no value has a control character in it
_SLOT = "\x00"
#: the same few thousand codes and names stand on every page
_quoted = lru_cache(8192)(quote_plus)


@dataclass(frozen=True)
class PageAddresses:
    """Addresses under a root: prefix and language of a request; nothing for the command line, which has no server."""

    root: str = ""

    def standard(self, number: str) -> str:
        """Path of a standard's page."""
        return self.root + _standard(number)

    def standard_json(self, number: str) -> str:
        """Path of the JSON of a standard."""
        return self.root + API + _standard(number)

    def text(self, number: str, ending: str = "", clause: str = "") -> str:
        """Path of a standard's text, at a clause; with an ending that of a file of what it requires."""
        path = self.root + _standard(number) + TEXT + (f".{ending}" if ending else "")
        return f"{path}#{quote('c-' + clause)}" if clause else path

    def text_json(self, number: str) -> str:
        """Path of the JSON of that."""
        return self.root + API + _standard(number) + TEXT

    def clauses(self, search: Search) -> str:
        """Address of the clauses that a search finds."""
        return with_query(self.root + CLAUSES, self.query(search))

    def clauses_json(self, search: Search) -> str:
        """Address of the JSON of that."""
        return with_query(self.root + API + CLAUSES, self.query(search))

    def query(self, search: Search) -> str:
        """A search as the part of an address behind the question mark; `Search.from_args` reads it back."""
        return "&".join(_encoded(name, value) for name, value in search.to_args())

    def results(self, search: Search) -> str:
        """Address of a result page."""
        return with_query(self.root + RESULTS, self.query(search))

    def results_json(self, search: Search) -> str:
        """Address of the JSON of a search."""
        return with_query(self.root + API + RESULTS, self.query(search))

    def changes(self, args: Iterable[tuple[str, str]]) -> str:
        """Address of the page of changes, with filters."""
        return with_query(self.root + CHANGES, urlencode(list(args)))

    def changes_json(self, args: Iterable[tuple[str, str]]) -> str:
        """Address of the JSON of changes, with filters."""
        return with_query(self.root + API + CHANGES, urlencode(list(args)))

    def compare(self, numbers: Iterable[str], ending: str = "") -> str:
        """Address of standards side by side; with an ending that of a file of it."""
        path = f"{COMPARE}/export.{ending}" if ending else COMPARE
        return with_query(self.root + path, urlencode([("number", number) for number in numbers]))

    def compare_json(self, numbers: Iterable[str]) -> str:
        """Address of the JSON of that."""
        return with_query(self.root + API + COMPARE, urlencode([("number", number) for number in numbers]))

    def adoptions(self, args: Iterable[tuple[str, str]] = (), ending: str = "") -> str:
        """Address of the page of adoptions, with filters; with an ending that of a file of them."""
        path = f"{ADOPTIONS}/export.{ending}" if ending else ADOPTIONS
        return with_query(self.root + path, urlencode(list(args)))

    def adoptions_json(self, args: Iterable[tuple[str, str]] = ()) -> str:
        """Address of the JSON of that."""
        return with_query(self.root + API + ADOPTIONS, urlencode(list(args)))

    def overlaps(self, args: Iterable[tuple[str, str]] = ()) -> str:
        """Address of the page of overlaps: of a `number`, or of all that filters leave."""
        return with_query(self.root + OVERLAPS, urlencode(list(args)))

    def overlaps_file(self, ending: str, args: Iterable[tuple[str, str]] = ()) -> str:
        """Address of that as a file: `xlsx`, `docx`, `html`, `json`."""
        return with_query(f"{self.root}{OVERLAPS}/export.{ending}", urlencode(list(args)))

    def overlaps_json(self, args: Iterable[tuple[str, str]] = ()) -> str:
        """Address of the JSON of that."""
        return with_query(self.root + API + OVERLAPS, urlencode(list(args)))

    def worklist(self, args: Iterable[tuple[str, str]] = ()) -> str:
        """Address of what an officer has to look at in a place and a field."""
        return with_query(self.root + WORKLIST, urlencode(list(args)))

    def coverage(self, args: Iterable[tuple[str, str]]) -> str:
        """Address of a coverage table."""
        return with_query(self.root + COVERAGE, urlencode(list(args)))

    def coverage_json(self, args: Iterable[tuple[str, str]]) -> str:
        """Address of the JSON of that."""
        return with_query(self.root + API + COVERAGE, urlencode(list(args)))

    def coverage_file(self, kind: str, args: Iterable[tuple[str, str]]) -> str:
        """Address of that as a file: `csv`, `xlsx`."""
        return with_query(f"{self.root}{COVERAGE}/export.{kind}", urlencode(list(args)))

    def monitoring(self, args: Iterable[tuple[str, str]] = ()) -> str:
        """Address of what changes above mean for the standards of a place."""
        return with_query(self.root + MONITORING, urlencode(list(args)))

    def monitoring_json(self, args: Iterable[tuple[str, str]] = ()) -> str:
        """Address of the JSON of that."""
        return with_query(self.root + API + MONITORING, urlencode(list(args)))

    def monitoring_feed(self, args: Iterable[tuple[str, str]] = ()) -> str:
        """Address of the feed of that."""
        return with_query(f"{self.root}{MONITORING}.atom", urlencode(list(args)))

    def feed(self, subject: Subject) -> str:
        """Address of the feed of a search or a list."""
        name = "list" if subject.numbers else "search"
        return with_query(f"{self.root}{FEEDS}/{name}.atom", urlencode(subject.to_args()))

    def calendar(self, subject: Subject, month: str = "") -> str:
        """Address of the calendar of a search or a list in a month (`2026-12`); the current one without."""
        return with_query(self.root + CALENDAR, _of_month(subject, month))

    def calendar_json(self, subject: Subject, month: str = "") -> str:
        """Address of the JSON of that."""
        return with_query(self.root + API + CALENDAR, _of_month(subject, month))

    def calendar_file(self, subject: Subject) -> str:
        """Address of the calendar as a file to subscribe to."""
        return with_query(f"{self.root}{CALENDAR}.ics", urlencode(subject.to_args()))

    def subject(self, subject: Subject) -> str:
        """Address of the page that shows what a feed is about: the results, or the calendar of a list."""
        return self.calendar(subject) if subject.numbers else self.results(subject.search)

    def narrowed(self, search: Search, name: str) -> Callable[[str], str]:
        """Value -> address of a search with one more value of a filter.

        Made once and filled in, since a page has hundreds of them.
        """
        head, _, tail = self.results(search.with_filter(name, _SLOT)).partition(quote_plus(_SLOT))
        return lambda value: f"{head}{_quoted(value)}{tail}"


def here() -> PageAddresses:
    """Addresses under the prefix, and in the language, that this request came by."""
    from flask import request  # commands make addresses without a server, and need not load one

    return PageAddresses(request.script_root)


def whole() -> PageAddresses:
    """The same with scheme and host, for what is read away from the page: feeds and calendars."""
    from flask import request

    return PageAddresses(request.url_root.rstrip("/"))


def standard_link(number: str) -> str:
    """Address of a standard's page, for templates."""
    return here().standard(number)


def search_link(search: Search) -> str:
    """Address of a result page."""
    return here().results(search)


def text_link(text: str, **filters: str) -> str:
    """Address of the result page of a query text, narrowed by filters."""
    return search_link(Search(text=text, filters=tuple((name, (value,)) for name, value in filters.items())))


def segment(number: str) -> str:
    """The last part of a standard's address as it is shown: `GB_T_1.1-2020`."""
    return number.replace("/", "_").replace(" ", "_")


def with_query(path: str, query: str) -> str:
    """A path with what stands behind the question mark, if there is anything."""
    return f"{path}?{query}" if query else path


def _of_month(subject: Subject, month: str) -> str:
    return urlencode([*subject.to_args(), *([("month", month)] if month else [])])


def _standard(number: str) -> str:
    return f"{STANDARDS}/{quote(segment(number), safe=_SAFE)}"


@lru_cache(maxsize=4096)
def _encoded(name: str, value: str) -> str:
    """One argument of an address; the links of a page repeat the same few."""
    return urlencode(((name, value),))

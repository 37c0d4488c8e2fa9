"""Addresses of standards and searches: they are made here and nowhere else, by the words of the routes below.

A standard's address is `/standards/GB_T_1.1-2020`, slash and blank as underscore. The catalogue finds a standard by
that spelling as by any other, so nothing takes an address apart again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, quote_plus, urlencode

from catalogue.search import Search

#: paths of the routes: pages of standards, the result page, and what stands before both for their JSON
STANDARDS, RESULTS, API = "/standards", "/search", "/api"
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

    def query(self, search: Search) -> str:
        """A search as the part of an address behind the question mark; `Search.from_args` reads it back."""
        return "&".join(_encoded(name, value) for name, value in search.to_args())

    def results(self, search: Search) -> str:
        """Address of a result page."""
        return with_query(self.root + RESULTS, self.query(search))

    def results_json(self, search: Search) -> str:
        """Address of the JSON of a search."""
        return with_query(self.root + API + RESULTS, self.query(search))

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


def _standard(number: str) -> str:
    return f"{STANDARDS}/{quote(segment(number), safe=_SAFE)}"


@lru_cache(maxsize=4096)
def _encoded(name: str, value: str) -> str:
    """One argument of an address; the links of a page repeat the same few."""
    return urlencode(((name, value),))

"""Addresses of pages, right under any prefix."""

from __future__ import annotations

from urllib.parse import unquote

from flask import url_for

from catalogue.search import Search

#: what the catalogue puts before the last part of a standard's address
_STANDARDS = "/standards/"


def search_link(search: Search) -> str:
    """Address of a result page; the search in it is read back by `Search.from_args`."""
    query = search.query_string()
    return f"{url_for('search.results')}?{query}" if query else url_for("search.results")


def text_link(text: str, **filters: str) -> str:
    """Address of the result page of a query text, narrowed by filters."""
    return search_link(Search(text=text, filters=tuple((name, (value,)) for name, value in filters.items())))


def name_in(address: str) -> str:
    """The last part of a standard's address, as text: `GB_T_1.1-2020`."""
    return unquote(address.removeprefix(_STANDARDS))


def standard_link(address: str) -> str:
    """Address of a standard's page here, from the catalogue's `/standards/GB_T_1.1-2020`."""
    return url_for("standards.show", number=name_in(address))


def standard_json_link(address: str) -> str:
    """Address of the JSON of a standard."""
    return url_for("api.standard", number=name_in(address))

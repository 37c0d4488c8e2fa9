"""Who makes addresses: not the catalogue, which knows numbers and searches."""

from __future__ import annotations

from typing import Protocol

from catalogue.search.request import Search


class Addresses(Protocol):
    """What puts addresses into JSON; the web application has it, and gives it also to the command line."""

    def standard(self, number: str) -> str:
        """Path of a standard's page."""
        ...

    def query(self, search: Search) -> str:
        """A search as the part of an address behind the question mark."""
        ...

"""The pages of a list."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass

from catalogue.search import Search
from webapp.addresses import search_link

#: pages shown on each side of the current one
NEAR = 2
#: page sizes offered
SIZES = (10, 20, 50)


@dataclass(frozen=True)
class Page:
    """A link to a page; `gap` says that pages before it are left out."""

    number: int
    href: str
    current: bool = False
    gap: bool = False


class Pages(ABC):
    """Where in a list the reader is; what kind of list it is say `ResultPages` and `ListPages`."""

    total: int

    @property
    @abstractmethod
    def size(self) -> int:
        """Rows on a page."""

    @property
    @abstractmethod
    def offset(self) -> int:
        """Rows before the first one shown."""

    @abstractmethod
    def href(self, number: int) -> str:
        """Address of a page."""

    @property
    def count(self) -> int:
        """How many pages there are."""
        return -(-self.total // self.size)

    @property
    def current(self) -> int:
        """The current page, from 1; beyond `count` where the address asks for more than there is."""
        return self.offset // self.size + 1

    @property
    def beyond(self) -> bool:
        """Whether the address asks for rows behind the last one."""
        return self.total > 0 and self.offset >= self.total

    @property
    def first_row(self) -> int:
        """Number of the first row shown, from 1."""
        return self.offset + 1

    @property
    def last_row(self) -> int:
        """Number of the last row shown."""
        return min(self.offset + self.size, self.total)

    @property
    def pages(self) -> tuple[Page, ...]:
        """First page, the pages around the current one, last page."""
        near = range(self.current - NEAR, self.current + NEAR + 1)
        numbers = sorted({number for number in (1, *near, self.count) if 1 <= number <= self.count})
        before = [0, *numbers]
        return tuple(
            Page(number, self.href(number), number == self.current, number > previous + 1)
            for previous, number in zip(before, numbers, strict=False)
        )

    @property
    def previous(self) -> str:
        """Address of the page before, empty on the first."""
        return self.href(min(self.current - 1, self.count)) if self.current > 1 and self.count else ""

    @property
    def next(self) -> str:
        """Address of the page after, empty on the last."""
        return self.href(self.current + 1) if self.current < self.count else ""


@dataclass(frozen=True)
class ResultPages(Pages):
    """The pages of a result list."""

    search: Search
    total: int

    @property
    def size(self) -> int:
        """Rows on a page; a search for no rows still has pages of ten."""
        return self.search.limit or 10

    @property
    def offset(self) -> int:
        """Rows before the first one shown."""
        return self.search.offset

    def href(self, number: int) -> str:
        """Address of a page."""
        return search_link(self.search.at(offset=(number - 1) * self.size))

    @property
    def sizes(self) -> tuple[tuple[int, str], ...]:
        """The page sizes with their addresses."""
        return tuple((size, search_link(self.search.at(limit=size, offset=0))) for size in SIZES)


class ListPages(Pages):
    """The pages of any other list."""

    def __init__(self, total: int, offset: int, size: int, link: Callable[[int], str]) -> None:
        """`link` gives the address of the page that begins behind so many rows."""
        self.total = total
        self._offset = offset
        self._size = size
        self._link = link

    @property
    def size(self) -> int:
        """Rows on a page."""
        return self._size

    @property
    def offset(self) -> int:
        """Rows before the first one shown."""
        return self._offset

    def href(self, number: int) -> str:
        """Address of a page."""
        return self._link((number - 1) * self._size)

"""The pages of a result list."""

from __future__ import annotations

from dataclasses import dataclass

from catalogue.search import Search
from webapp.links import search_link

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


@dataclass(frozen=True)
class Paging:
    """Where in the list the reader is."""

    search: Search
    total: int

    @property
    def size(self) -> int:
        """Rows on a page; a search for no rows still has pages of ten."""
        return self.search.limit or 10

    @property
    def count(self) -> int:
        """How many pages there are."""
        return -(-self.total // self.size)

    @property
    def current(self) -> int:
        """The current page, from 1; beyond `count` where the address asks for more than there is."""
        return self.search.offset // self.size + 1

    @property
    def beyond(self) -> bool:
        """Whether the address asks for rows behind the last one."""
        return self.total > 0 and self.search.offset >= self.total

    @property
    def first_row(self) -> int:
        """Number of the first row shown, from 1."""
        return self.search.offset + 1

    @property
    def last_row(self) -> int:
        """Number of the last row shown."""
        return min(self.search.offset + self.size, self.total)

    def href(self, number: int) -> str:
        """Address of a page."""
        return search_link(self.search.at(offset=(number - 1) * self.size))

    @property
    def pages(self) -> tuple[Page, ...]:
        """First page, the pages around the current one, last page."""
        near = range(self.current - NEAR, self.current + NEAR + 1)
        wanted = sorted({number for number in (1, *near, self.count) if 1 <= number <= self.count})
        before = [0, *wanted]
        return tuple(
            Page(number, self.href(number), number == self.current, number > previous + 1)
            for previous, number in zip(before, wanted, strict=False)
        )

    @property
    def previous(self) -> str:
        """Address of the page before, empty on the first."""
        return self.href(min(self.current - 1, self.count)) if self.current > 1 and self.count else ""

    @property
    def next(self) -> str:
        """Address of the page after, empty on the last."""
        return self.href(self.current + 1) if self.current < self.count else ""

    @property
    def sizes(self) -> tuple[tuple[int, str], ...]:
        """The page sizes with their addresses."""
        return tuple((size, search_link(self.search.at(limit=size, offset=0))) for size in SIZES)

"""Functions of texts that remember what short texts gave: cells repeat, a few thousand values in millions of rows."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, update_wrapper
from typing import Generic, TypeVar

Result = TypeVar("Result")

#: characters of a text that is remembered; long ones do not come again, and thousands of them would fill the memory
LONGEST = 500


class Remembering(Generic[Result]):
    """A function of a text that remembers its latest answers for short texts."""

    def __init__(self, work: Callable[[str], Result], count: int) -> None:
        self._work = work
        self._known = lru_cache(maxsize=count)(work)
        update_wrapper(self, work)

    def __call__(self, text: str) -> Result:
        """The answer for a text."""
        return self._known(text) if len(text) <= LONGEST else self._work(text)


def remembered(count: int) -> Callable[[Callable[[str], Result]], Remembering[Result]]:
    """Make a function of a text remember so many answers."""
    return lambda work: Remembering(work, count)

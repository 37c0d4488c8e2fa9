"""Properties that are worked out once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

Value = TypeVar("Value")


class Once(Generic[Value]):
    """A property that is worked out when it is first asked for, and then is an attribute of the object.

    `functools.cached_property`, but without the lock that it takes in Python 3.11: two threads that ask at the same
    moment both work the same value out, which is cheaper than a lock for each of millions of values.
    """

    def __init__(self, work_out: Callable[[Any], Value]) -> None:
        self._work_out = work_out
        self._name = work_out.__name__
        self.__doc__ = work_out.__doc__

    def __get__(self, owner: Any, _: type | None = None) -> Value:
        value = owner.__dict__[self._name] = self._work_out(owner)
        return value

"""Python's search for unused cycles, put off while an index is built."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """No search for unused cycles meanwhile; afterwards it runs again, if it did before.

    Millions of texts and numbers that a build keeps would set it off again and again, and it looks at all of them each
    time. Nothing that a build makes is in a cycle (a test holds that), so memory does not grow for it.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()

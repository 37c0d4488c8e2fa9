"""PDF -> paragraphs, from the text that the file has; pictures of text are not read."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

from indexer.readers.problem import Unreadable
from indexer.readers.text.bounds import MOST_MIB, MOST_PAGES, MOST_SECONDS
from indexer.readers.text.collecting import Collected
from indexer.readers.text.pages import Page, collect
from indexer.readers.text.pdf_pages import of_json
from standard.wording import say

#: pages named in a note
_NAMED = 20


def read_pdf(data: bytes, into: Collected) -> None:
    """The text of a PDF. Raises `Unreadable` where it is locked, damaged, or has no text."""
    pages: list[Page] = []
    for item in _told(data):
        if isinstance(item, Page):
            pages.append(item)
        else:
            into.problem(item)
    empty = [page.number for page in pages if not page.lines]
    if pages and len(empty) == len(pages) and not into.problems:
        raise Unreadable("pdf_without_text", pages=len(pages))
    if empty:
        more = "…" if len(empty) > _NAMED else ""
        into.notes.append(say("document_pages_without_text", pages=(*empty[:_NAMED], *more)))
    collect(pages, into)


def _told(data: bytes) -> Iterator[Page | Unreadable]:
    """What a process of its own tells of a file; where that is ended early, what it told before, and that it was."""
    command = [
        sys.executable,
        "-m",
        "indexer.readers.text.pdf_process",
        *map(str, (MOST_PAGES, MOST_SECONDS, MOST_MIB)),
    ]
    path = os.pathsep.join(one or "." for one in sys.path)
    ended = False
    try:
        done = subprocess.run(  # noqa: S603 - this program, and numbers of its own
            command, input=data, capture_output=True, timeout=2 * MOST_SECONDS, env={**os.environ, "PYTHONPATH": path},
            check=False,
        )  # fmt: skip
        output, ended = done.stdout, done.returncode != 0
    except subprocess.TimeoutExpired as late:
        output, ended = late.output or b"", True
    for line in output.splitlines(keepends=True):
        if line.endswith(b"\n"):
            yield of_json(line)
    if ended:
        yield Unreadable("pdf_too_costly", seconds=MOST_SECONDS, most=MOST_MIB)

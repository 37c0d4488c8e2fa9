"""`lubiao check --fill`: where the filled copy of a list goes, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from catalogue.export import Filled, fill, filled_path, save_blocks
from catalogue.validity import Check
from catalogue.wording import Words, say
from indexer.errors import RequestError
from indexer.readers import MOST_BYTES, Document, read_document


@dataclass(frozen=True)
class Original:
    """A list that is to be filled."""

    data: bytes
    document: Document
    #: of the copy
    target: Path


def read_original(path: Path, output: Path | None) -> Original:
    """Read a list once, for its check and for its copy.

    Raises RequestError where it cannot be read, where the copy would be the list itself, or have another ending.
    """
    if str(path) == "-":
        raise RequestError("fill_no_file")
    target = output or filled_path(path)
    if target.suffix.lower() != path.suffix.lower():
        raise RequestError("fill_other_ending", name=target.name, ending=path.suffix)
    if target.resolve() == path.resolve() or (target.exists() and path.exists() and target.samefile(path)):
        raise RequestError("fill_over_input", path=target)
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise RequestError("fill_unopened", path=path, reason=error.strerror) from error
    return Original(data, read_document(data, path.name), target)


def write_filled(original: Original, check: Check, *, force: bool) -> Filled:
    """Write the copy. Raises RequestError where there is such a file, unless `force`, and what `fill` raises."""
    filled = fill(original.data, original.document, check)
    save_blocks([filled.data], original.target, force=force)
    return filled


def filled_lines(filled: Filled, original: Original, check: Check) -> Iterator[Words]:
    """What is said of the copy."""
    yield say("fill_written", rows=filled.rows, path=original.target, day=check.day)
    yield from filled.notes

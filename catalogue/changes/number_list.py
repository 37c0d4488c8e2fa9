"""A list of numbers in a text file."""

from __future__ import annotations

from pathlib import Path

from catalogue.changes.choice import MAX_LIST
from indexer.errors import RequestError
from standard.number import find_numbers


def read_list(path: Path) -> tuple[str, ...]:
    """The numbers in a text, in its order, each once. Raises RequestError where it cannot be read or has none."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise RequestError("list_unread", path=path, error=getattr(error, "strerror", None) or error) from error
    numbers = tuple(dict.fromkeys(str(match.number) for match in find_numbers(text)))
    if not numbers:
        raise RequestError("list_without_numbers", path=path)
    if len(numbers) > MAX_LIST:
        raise RequestError("list_too_long", count=len(numbers), most=MAX_LIST)
    return numbers

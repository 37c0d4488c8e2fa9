"""The text of a standard, clause by clause."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from indexer.readers.sources import opened
from indexer.readers.sts.documents import standard_of
from indexer.readers.sts.parsing import whole
from indexer.readers.sts.tree import Node, lines, plain

_SECTIONS = ("sec", "term-sec", "app")
_HEADING = frozenset({"label", "title"})
#: sections within these belong to the metadata: an abstract has some
_METADATA = ("std-meta", "iso-meta", "reg-meta", "nat-meta", "std-doc-meta")


class Clause(NamedTuple):
    """A section of a standard, without those within it."""

    #: `4.2.1`, `附录 A`; empty where it has none, as the foreword
    label: str
    #: of a terminological entry its first term
    title: str
    #: a paragraph, list item or table row a line; table cells are separated by tabs
    text: str


def clauses(path: Path) -> Iterator[Clause]:
    """Every section of a standard in the order of the document: foreword, clauses, terms, annexes, bibliography.

    A section's clauses follow it, each as its own. Footnotes and index terms are left out. The file may be packed with
    gzip. Raises `Unreadable` where it is no standard in STS, and `OSError`, `EOFError` or `zlib.error` where it cannot
    be read.
    """
    with opened(path) as (_, stream, head):
        root = standard_of(whole(stream, head))
    for section in root.iter(*_SECTIONS, "ref-list"):
        if next(section.iterancestors(*_METADATA), None) is None and not _is_part(section):
            text = lines(section, leave=_SECTIONS, own=_HEADING)
            yield Clause(plain(section.find("label")), _title(section), text)


def _is_part(section: Node) -> bool:
    """Whether a list of references belongs to the section it stands in."""
    return section.tag == "ref-list" and next(section.iterancestors(*_SECTIONS, "ref-list"), None) is not None


def _title(section: Node) -> str:
    title = plain(section.find("title"))
    return title if title or section.tag != "term-sec" else plain(section.find(".//{*}term"))

"""The normative references of a document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.readers.sts.naming import canonical, number_of, numbers_in
from indexer.readers.sts.tree import Node, plain
from standard.number import find_numbers

#: documents that may stand within one another
DOCUMENTS = ("standard", "adoption")
_HEADING = re.compile(r"规范性引用文件|引用标准|normative references?", re.IGNORECASE)
_KINDS = frozenset({"norm-refs", "normrefs", "normative-references", "normative"})
#: how far a number may stand from the beginning of an entry that it is the number of
_NEAR = 2


def citations(document: Node, *, inner: bool) -> list[str]:
    """The canonical numbers of a document's normative references, each once, in its order.

    `inner`: those of the documents within it too. A bibliography is none, nor what a title or a footnote names.
    """
    found: dict[str, None] = {}
    for section in document.iter("sec", "ref-list"):
        own = next(section.iterancestors(*DOCUMENTS), None) is document
        if (own or inner) and _is_normative(section):
            found |= dict.fromkeys(_cited(section))
    return list(found)


def _is_normative(section: Node) -> bool:
    kinds = {section.get("sec-type"), section.get("content-type")}
    return bool(kinds & _KINDS) or _HEADING.fullmatch(plain(section.find("title"))) is not None


def _cited(section: Node) -> Iterator[str]:
    for entry in section.iter("std", "ref", "p"):
        if next(entry.iterancestors("fn", "std"), None) is not None:
            continue
        if entry.tag == "std":
            yield from map(canonical, numbers_in(number_of(entry) or plain(entry, ("title",))))
        elif next(entry.iter("std"), None) is None:
            yield from _leading(plain(entry, ("label",)))


def _leading(text: str) -> Iterator[str]:
    """The number that an entry begins with; what follows it is its title and may name others."""
    for found in find_numbers(text)[:1]:
        if found.span[0] <= _NEAR:
            yield str(found.number)

"""The parts of an office file as small trees, one behind another, within bounds."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from indexer.readers.parts import Parts, local
from indexer.readers.problem import Unreadable
from indexer.readers.sources import FREE, MOST_RATIO
from indexer.readers.text.bounds import DEEPEST, MOST_ELEMENTS, MOST_UNPACKED
from indexer.readers.workbook import opened_parts


def opened(data: bytes) -> Parts:
    """The parts of an office file in memory. Raises `Unreadable`, and later where it unpacks too far: a bomb."""
    return opened_parts(io.BytesIO(data), min(MOST_UNPACKED, FREE + MOST_RATIO * len(data)))


def trees(parts: Parts, name: str, depth: int) -> Iterator[Any]:
    """The elements of a part that are nested so deep (1 is the root), each whole, gone when the next is asked for.

    Nothing is fetched and no entity is expanded. Raises `Unreadable` for entities of the file's own, too many elements
    in one tree and too deep a nesting, KeyError where there is no such part, and what is in DAMAGE.
    """
    from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

    parser = etree.XMLPullParser(
        ("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    events, level, held = parser.read_events(), 0, 0
    broken = None
    for piece in parts.pieces(name):
        try:
            parser.feed(piece)
        except etree.XMLSyntaxError as error:
            # what stands before the damage is sound
            broken = error
        for event, element in events:
            if event == "start":
                level, held = level + 1, held + 1
                if level == 1:
                    _check_prolog(element)
                if level > DEEPEST or held > MOST_ELEMENTS:
                    raise _beyond(level)
                continue
            if level == depth:
                yield element
                _let_go(element)
                held = 0
            level -= 1
        if broken is not None:
            raise broken
    parser.close()


def _check_prolog(root: Any) -> None:
    """Raise `Unreadable` where entities are declared: what an XML bomb is made of; office programs declare none."""
    subset = root.getroottree().docinfo.internalDTD
    if subset is not None and any(True for _ in subset.iterentities()):
        raise Unreadable("document_entities")


def _beyond(level: int) -> Unreadable:
    if level > DEEPEST:
        return Unreadable("document_too_deep", most=DEEPEST)
    return Unreadable("document_too_many_elements", most=MOST_ELEMENTS)


def _let_go(element: Any) -> None:
    parent = element.getparent()
    element.clear()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]


def name_of(element: Any) -> str:
    """An element's name without its namespace."""
    return _name(element.tag)


@lru_cache(4096)
def _name(tag: object) -> str:
    return local(tag) if isinstance(tag, str) else ""


def value_of(element: Any, name: str = "val") -> str:
    """An attribute by its name without a namespace; empty where it has none, or the element is not there."""
    if element is None:
        return ""
    return next((str(value) for key, value in element.items() if _name(key) == name), "")


def child(element: Any, *path: str) -> Any:
    """The first child of a name, and of that the next; None where there is none."""
    for name in path:
        if element is None:
            return None
        for one in element:
            if _name(one.tag) == name:
                element = one
                break
        else:
            return None
    return element

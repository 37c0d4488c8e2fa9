"""What stands before the root element: the encoding, the document type, and which element the root is."""

from __future__ import annotations

import re

#: root elements of NISO STS and ISO STS
ROOTS = frozenset({"standard", "adoption"})

_DECLARATION = re.compile(rb"""(?:\xef\xbb\xbf)?<\?xml\s[^<>]*?\bencoding\s*=\s*["']([A-Za-z][\w.-]*)["']""")
#: blanks, instructions, comments and the document type, then the root's name; possessive, so that it is linear
_START = re.compile(r"(?>\ufeff|\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)*+<([^\s<>/!?]+)", re.DOTALL)


def root_of(text: str) -> str:
    """The name of the root element of a text that begins like XML; empty where none is seen."""
    found = _START.match(text)
    return found[1] if found else ""


def declares_entities(text: str) -> bool:
    """Whether the document type declares entities: what an XML bomb is made of, and how files are read from outside.

    A standard has no use for it: the entities that STS files do use (`&mdash;`) are those of its public DTD.
    """
    found = _START.match(text)
    return "<!ENTITY" in (text[: found.start(1)] if found else text)


def declared_encoding(data: bytes) -> str:
    """The encoding that the XML declaration names, lower case; empty where it names none."""
    found = _DECLARATION.match(data)
    return found[1].decode("ascii").lower() if found else ""

"""Bytes -> tree, by the safe rules of docs/domain.md 7.

Nothing is fetched, no DTD is loaded, nothing is repaired, no entity is expanded but the named characters of HTML.
"""

from __future__ import annotations

import codecs
import html.entities
from typing import Any

from indexer.readers.encoding import HEAD, UTF16_BOMS
from indexer.readers.lines import Chunks
from indexer.readers.problem import WHOLE_FILE, Unreadable
from indexer.readers.sts.prolog import declared_encoding, declares_entities
from indexer.readers.sts.tree import Node

#: largest file that is parsed, in bytes; the longest standards in STS have some MiB, a tree takes some ten times that
LARGEST = 16 << 20

#: most tags of it, since memory goes with these; a long standard has some ten thousand
MOST_TAGS = 1_000_000

#: name in the XML declaration -> codec. GB 2312 and GBK are read as GB18030, of which they are subsets, since files
#: that say gb2312 hold characters of GBK
_CODECS = {"": "utf-8", "utf-8": "utf-8", "utf8": "utf-8", "us-ascii": "utf-8", "ascii": "utf-8"}
_CODECS |= dict.fromkeys(("gb18030", "gbk", "gb2312", "cp936", "x-gbk"), "gb18030")
_CODECS |= dict.fromkeys(("iso-8859-1", "windows-1252"), "cp1252") | {"big5": "big5"}

_CUT = "xml_cut"
#: libxml2's kinds of error -> the name of the sentence for the user
_REASONS = {
    "ERR_TAG_NOT_FINISHED": _CUT,
    "ERR_DOCUMENT_EMPTY": "xml_empty",
    "ERR_UNDECLARED_ENTITY": "xml_entity_undeclared",
    "ERR_RESOURCE_LIMIT": "xml_beyond_limits",
}


class Malformed(Unreadable):
    """XML that cannot be parsed, with the line where it goes wrong."""

    def __init__(self, kind: str, value: str = "", line: int = WHOLE_FILE, /, **values: object) -> None:
        super().__init__(kind, value, **values)
        self.line = line


def whole(stream: Chunks, head: bytes) -> bytes:
    """All bytes of a stream whose first ones were read already. Raises `Unreadable` where they are too many."""
    data = bytearray(head)
    while piece := stream.read1(HEAD):
        data += piece
        if len(data) > LARGEST:
            raise Unreadable("xml_too_large", most=LARGEST >> 20)
    return bytes(data)


def parsed(data: bytes) -> Node:
    """The root element; every entity in the text is the character it stands for, an unknown one U+FFFD.

    Raises `Malformed` for what is no well-formed XML or declares entities, `Unreadable` where the encoding is not the
    declared one.
    """
    from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

    text = _decoded(data)
    if declares_entities(text):
        raise Malformed("xml_entities", "<!ENTITY")
    if text.count("<") > MOST_TAGS:
        raise Malformed("xml_too_many_tags", most=MOST_TAGS)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, attribute_defaults=False,
        huge_tree=False, recover=False, remove_comments=True, remove_pis=True, encoding="utf-8",
    )  # fmt: skip
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise _malformed(error, etree.ErrorTypes, text) from None
    subset = root.getroottree().docinfo.internalDTD
    if subset is not None and subset.entities():
        raise Malformed("xml_entities", "<!ENTITY")
    _resolve(root, etree.Entity)
    tree: Node = root
    return tree


def _decoded(data: bytes) -> str:
    """The text in the declared encoding. Raises `Unreadable` where it is in another one, or in one nobody knows."""
    if data.startswith(UTF16_BOMS):
        return _strictly(data, "utf-16", "UTF-16")
    declared = declared_encoding(data)
    if (codec := _CODECS.get(declared)) is None:
        raise Unreadable("xml_encoding_unknown", declared)
    if codec != "utf-8" and not data.isascii() and _is_utf8(data):
        raise Unreadable("xml_is_utf8", declared)
    return _strictly(data.removeprefix(codecs.BOM_UTF8), codec, declared.upper() or "UTF-8")


def _strictly(data: bytes, codec: str, name: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Malformed("xml_undecodable", "", line, place=error.start + 1, encoding=name) from None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _malformed(error: Any, kinds: Any, text: str) -> Malformed:
    """What the user is told of a syntax error of lxml. A text that does not end in `>` was cut within something."""
    other = "xml_malformed" if text.rstrip().endswith(">") else _CUT
    reason = next((told for kind, told in _REASONS.items() if getattr(kinds, kind) == error.code), other)
    return Malformed(reason, error.msg or "", error.lineno or WHOLE_FILE)


def _resolve(root: Any, entity: object) -> None:
    """Put characters in place of the entity nodes, each parent once, so that many of them take no longer than few."""
    for parent in {node.getparent(): None for node in root.iter(entity)}:
        before, texts = None, [parent.text or ""]
        for child in list(parent):
            if child.tag is entity:
                texts += [html.entities.html5.get(f"{child.name};", "\ufffd"), child.tail or ""]
                parent.remove(child)
                continue
            _put(parent, before, texts)
            before, texts = child, [child.tail or ""]
        _put(parent, before, texts)


def _put(parent: Any, before: Any, texts: list[str]) -> None:
    """The text behind a child, or where there is none, the parent's first."""
    if before is None:
        parent.text = "".join(texts)
    else:
        before.tail = "".join(texts)

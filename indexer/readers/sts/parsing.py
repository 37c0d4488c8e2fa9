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

_CUT = "XML 到文件末尾仍未结束，文件不完整；请重新取得文件"
#: libxml2's kinds of error -> what the user is told
_REASONS = {
    "ERR_TAG_NOT_FINISHED": _CUT,
    "ERR_DOCUMENT_EMPTY": "XML 里没有任何元素；请重新取得文件",
    "ERR_UNDECLARED_ENTITY": "XML 用了没有声明的实体；请补上 DOCTYPE，或改用字符本身",
    "ERR_RESOURCE_LIMIT": "XML 嵌套过深或单段过长，不是标准文本；请检查文件",
}
_MALFORMED = "不是格式正确的 XML，不作修补；请重新取得文件"
_BOMB = "XML 声明了实体（ENTITY），可能危害系统，未读取；请删去声明后重试"


class Malformed(Unreadable):
    """XML that cannot be parsed, with the line where it goes wrong."""

    def __init__(self, reason: str, value: str = "", line: int = WHOLE_FILE) -> None:
        super().__init__(reason, value)
        self.line = line


def whole(stream: Chunks, head: bytes) -> bytes:
    """All bytes of a stream whose first ones were read already. Raises `Unreadable` where they are too many."""
    data = bytearray(head)
    while piece := stream.read1(HEAD):
        data += piece
        if len(data) > LARGEST:
            raise Unreadable(f"XML 超过 {LARGEST >> 20} MiB，未读取；请检查是否是一个标准的文件")
    return bytes(data)


def parsed(data: bytes) -> Node:
    """The root element; every entity in the text is the character it stands for, an unknown one U+FFFD.

    Raises `Malformed` for what is no well-formed XML or declares entities, `Unreadable` where the encoding is not the
    declared one.
    """
    from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

    text = _decoded(data)
    if declares_entities(text):
        raise Malformed(_BOMB, "<!ENTITY")
    if text.count("<") > MOST_TAGS:
        raise Malformed(f"XML 里的标签超过 {MOST_TAGS:,} 个，不是标准文本；请检查文件")
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
        raise Malformed(_BOMB, "<!ENTITY")
    _resolve(root, etree.Entity)
    tree: Node = root
    return tree


def _decoded(data: bytes) -> str:
    """The text in the declared encoding. Raises `Unreadable` where it is in another one, or in one nobody knows."""
    if data.startswith(UTF16_BOMS):
        return _strictly(data, "utf-16", "UTF-16")
    declared = declared_encoding(data)
    if (codec := _CODECS.get(declared)) is None:
        raise Unreadable("XML 声明了不支持的编码；请把文件另存为 UTF-8 并改正声明", declared)
    if codec != "utf-8" and not data.isascii() and _is_utf8(data):
        raise Unreadable("XML 声明的编码与内容不符：内容是 UTF-8；请改正声明", declared)
    return _strictly(data.removeprefix(codecs.BOM_UTF8), codec, declared.upper() or "UTF-8")


def _strictly(data: bytes, codec: str, name: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Malformed(
            f"XML 的编码与声明不符：第 {error.start + 1} 个字节起不是有效的 {name}；请改正声明，或另存为 UTF-8",
            line=line,
        ) from None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _malformed(error: Any, kinds: Any, text: str) -> Malformed:
    """What the user is told of a syntax error of lxml. A text that does not end in `>` was cut within something."""
    other = _MALFORMED if text.rstrip().endswith(">") else _CUT
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

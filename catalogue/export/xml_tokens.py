"""The tags of an XML part as its bytes come, with the bytes between them, so that they can be written as they were."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from standard.errors import LubiaoError

#: what a tag holds behind its name: no quotation mark, `<` or `>` stands open in it
_REST = rb"(?P<rest>[^<>\"']*(?:\"[^\"<]*\"[^<>\"']*|'[^'<]*'[^<>\"']*)*)>"
_NAME = rb"(?:[^\s<>/:!?\"'=]+:)?(?P<name>%s)(?=[\s/>])"
#: the beginning of what is no tag, and its end
_ASIDE = {b"<!--": b"-->", b"<![CDATA[": b"]]>", b"<?": b"?>"}
_ATTRIBUTE = re.compile(r"""([^\s=]+)\s*=\s*("[^"]*"|'[^']*')""")
#: bytes of a tag or comment, and of what stands between two; libxml2 refuses longer ones too
_LONGEST_TAG, _LONGEST_TEXT = 4 << 20, 32 << 20
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']+)["']""")


class Token(NamedTuple):
    """A tag, and the bytes before it."""

    #: what stands before the tag: text, comments, tags that are left out
    text: bytes
    #: empty behind the last one
    tag: bytes
    #: without its prefix
    name: str
    #: `</name>`
    closes: bool
    #: `<name/>`
    is_empty: bool

    @property
    def raw(self) -> bytes:
        """Text and tag as they were written."""
        return self.text + self.tag

    @property
    def prefix(self) -> str:
        """`x:` of `<x:row>`."""
        head, colon, _ = re.match(rb"</?([^\s/>]+)", self.tag)[1].partition(b":")  # type: ignore[index]  # it is a tag
        return (head + colon).decode() if colon else ""

    def attributes(self) -> dict[str, str]:
        """The attributes of the tag."""
        return {name: html.unescape(value[1:-1]) for name, value in _ATTRIBUTE.findall(self.tag.decode())}


def tokens_of(pieces: Iterable[bytes], part: str, names: frozenset[str] = frozenset()) -> Iterator[Token]:
    """The tokens of a part, whose bytes together are those of the part; only tags with these names, if any are given.

    What is left out stands before the next one. Raises LubiaoError for what is not UTF-8, and for tags without end.
    """
    shape = _shape(names)
    rest = text = b""
    checked = False
    for piece in pieces:
        rest += piece
        if not checked:
            _check_encoding(rest, part)
            checked = True
        at = begin = 0
        while found := shape.search(rest, at):
            if aside := found["aside"]:
                end = rest.find(_ASIDE[aside], found.end())
                if end < 0:
                    break
                at = end + len(_ASIDE[aside])
                continue
            at = found.end()
            tag = found[0]
            yield Token(
                text + rest[begin : found.start()],
                tag,
                found["name"].decode("utf-8", "replace"),
                closes=tag.startswith(b"</"),
                is_empty=found["rest"].endswith(b"/"),
            )
            text, begin = b"", at
        # what may be the beginning of a tag, or of what is none, is looked at again with what comes behind it
        open_at = found.start() if found else max(rest.rfind(b"<"), at)
        if not found and _shape(frozenset()).match(rest, open_at):
            open_at = len(rest)
        text, rest = text + rest[begin:open_at], rest[open_at:]
        if len(rest) > _LONGEST_TAG or len(text) > _LONGEST_TEXT:
            raise LubiaoError("fill_part_unread", part=part)
    if b"<" in rest:
        raise LubiaoError("fill_part_unread", part=part)
    yield Token(text + rest, b"", "", closes=False, is_empty=False)


@cache
def _shape(names: frozenset[str]) -> re.Pattern[bytes]:
    wanted = "|".join(map(re.escape, sorted(names))).encode() or rb"[^\s<>/:!?\"'=]+"
    return re.compile(rb"(?P<aside><!--|<!\[CDATA\[|<\?)|</?" + _NAME % wanted + _REST)


def _check_encoding(head: bytes, part: str) -> None:
    declared = _DECLARED.match(head.removeprefix(b"\xef\xbb\xbf"))
    named = declared[1].decode("ascii", "replace").lower() if declared else "utf-8"
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in head[:64] or named not in ("utf-8", "utf8", "us-ascii"):
        raise LubiaoError("fill_part_encoding", part=part)


def with_attribute(tag: bytes, name: str, value: str) -> bytes:
    """A tag with an attribute set, where it stands or else behind the others."""
    shape = re.compile(rb"(\s" + name.encode() + rb"\s*=\s*)(?:\"[^\"]*\"|'[^']*')")
    new = f'"{html.escape(value)}"'.encode()
    if shape.search(tag):
        return shape.sub(lambda found: found[1] + new, tag, count=1)
    return re.sub(rb"\s*(/?)>$", lambda found: f" {name}=".encode() + new + found[1] + b">", tag, count=1)

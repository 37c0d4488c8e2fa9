"""The tags of an XML part as its bytes come, with the bytes between them, so that they can be written as they were."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from standard.errors import LubiaoError

#: a tag, a comment, a piece of literal text or an instruction; no quotation mark, `<` or `>` stands open in it
_TAG = re.compile(
    rb"<(?:!--.*?-->|!\[CDATA\[.*?\]\]>|\?.*?\?>"
    rb"|(?P<end>/?)(?P<name>[^\s<>/!?\"'=]+)(?P<rest>[^<>\"']*(?:\"[^\"<]*\"[^<>\"']*|'[^'<]*'[^<>\"']*)*)>)",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""([^\s=]+)\s*=\s*("[^"]*"|'[^']*')""")
#: bytes of a tag or comment; libxml2 refuses longer ones too
_LONGEST_TAG = 4 << 20
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']+)["']""")


class Token(NamedTuple):
    """The bytes up to the end of a tag, and what the tag is."""

    #: text before the tag
    text: bytes
    #: the tag, comment or instruction; empty behind the last one
    tag: bytes
    #: without its prefix; empty for comments, instructions and the end
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


def tokens_of(pieces: Iterable[bytes], part: str) -> Iterator[Token]:
    """The tokens of a part, whose bytes together are those of the part.

    Raises LubiaoError for what is not UTF-8, and for tags that do not end.
    """
    rest = b""
    checked = False
    for piece in pieces:
        rest += piece
        if not checked:
            _check_encoding(rest, part)
            checked = True
        at = 0
        while (begin := rest.find(b"<", at)) >= 0 and (found := _TAG.match(rest, begin)):
            yield _token(rest[at:begin], found)
            at = found.end()
        rest = rest[at:]
        if len(rest) > _LONGEST_TAG:
            raise LubiaoError("fill_part_unread", part=part)
    if b"<" in rest:
        raise LubiaoError("fill_part_unread", part=part)
    yield Token(rest, b"", "", closes=False, is_empty=False)


def _token(text: bytes, found: re.Match[bytes]) -> Token:
    name = found["name"]
    if name is None:
        return Token(text, found[0], "", closes=False, is_empty=False)
    local = name.rpartition(b":")[2].decode("utf-8", "replace")
    return Token(text, found[0], local, closes=bool(found["end"]), is_empty=found["rest"].endswith(b"/"))


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

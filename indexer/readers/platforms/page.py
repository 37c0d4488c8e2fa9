"""A saved page: its bytes read, decoded and parsed, within limits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from indexer.readers.encoding import HEAD, UTF16_BOMS
from indexer.readers.lines import Chunks
from indexer.readers.platforms.origin import Origin, origin_of
from indexer.readers.problem import Unreadable

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

#: largest page in bytes, and in tags, since memory goes with these: the largest page seen has 270 kB and 4,000 tags
MOST_BYTES = 20 << 20
MOST_TAGS = 100_000
#: deepest nesting, since looking through a tag takes longer the deeper it goes; the deepest page seen has 20 levels
DEEPEST = 250

#: stands for a `<br>` in texts until blanks are folded (U+2028, line separator)
BREAK = "\u2028"
#: what the decoder puts in place of bytes that it cannot read (U+FFFD)
DAMAGE = "\ufffd"

_NOT_ASCII, _CHINESE, _HIGH = re.compile(r"[^\x00-\x7f]"), re.compile(r"[\u4e00-\u9fff]"), re.compile(rb"[\x80-\xff]")
_COMMENT = re.compile("<!--.*?-->", re.DOTALL)
_OPENED, _CLOSED = re.compile(r"<html[\s>]", re.IGNORECASE), re.compile("</html>", re.IGNORECASE)


@dataclass(frozen=True)
class Page:
    """A page as it was saved."""

    soup: BeautifulSoup
    origin: Origin
    #: what stands in the window's title
    title: str
    #: whether the source runs to its end; a page saved half breaks off anywhere
    complete: bool

    @property
    def host(self) -> str:
        """The host it was saved from, without the port; empty where the page does not say."""
        return self.origin.url.partition("://")[2].partition("/")[0].partition(":")[0].lower()

    @property
    def address(self) -> str:
        """Path and query of where it was saved from."""
        return self.origin.url.partition("://")[2].partition("/")[2]


def page_of(stream: Chunks, head: bytes) -> Page:
    """The page that a stream holds, whose first bytes, `head`, were read already.

    Raises `Unreadable` for what is too large, and what the stream raises.
    """
    source = decoded(_all(stream, head))
    if source.count("<") > MOST_TAGS:
        raise Unreadable("page_too_many_tags", most=MOST_TAGS)
    soup = _parsed(source)
    if _depth(soup) > DEEPEST:
        raise Unreadable("page_too_deep", most=DEEPEST)
    return Page(soup, origin_of(source), _title(soup), _is_complete(source))


def _all(stream: Chunks, head: bytes) -> bytes:
    """The whole page. A packed one is counted as it unpacks."""
    parts, size, piece = [], 0, head
    while piece:
        parts.append(piece)
        size += len(piece)
        if size > MOST_BYTES:
            raise Unreadable("page_too_large", most=MOST_BYTES >> 20)
        piece = stream.read1(HEAD)
    return b"".join(parts)


def decoded(data: bytes) -> str:
    """The text. Pages lie about their encoding, so the bytes decide; what is in another one than most is marked."""
    if data.startswith(UTF16_BOMS):
        return data.decode("utf-16", "replace")
    text = data.decode("utf-8-sig", "replace")
    damaged = text.count(DAMAGE)
    if not damaged or damaged < len(_NOT_ASCII.findall(text)) - damaged:
        return text
    return b"\n".join(map(_without_utf8, data.split(b"\n"))).decode("gb18030", "replace")


def _without_utf8(line: bytes) -> bytes:
    """A line of a GB18030 page; one in UTF-8, which would decode into gibberish, with a mark in place of each byte."""
    if line.isascii():
        return line
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        return line
    # two bytes of GB18030 may look like one letter of UTF-8, six hardly ever like two Chinese characters
    return _HIGH.sub(b"\xff", line) if len(_CHINESE.findall(text)) > 1 else line


def _parsed(source: str) -> BeautifulSoup:
    from bs4 import BeautifulSoup

    # the HTML parser of libxml2 fetches nothing and expands no entity but HTML's own
    soup = BeautifulSoup(source.replace("\0", ""), "lxml")
    for line_break in soup.find_all("br"):
        line_break.replace_with(BREAK)
    return soup


def _depth(soup: BeautifulSoup) -> int:
    """How deep the tags are nested; parents come before their children."""
    depths = {id(soup): 0}
    for tag in soup.find_all(True):
        depths[id(tag)] = depths[id(tag.parent)] + 1
    return max(depths.values())


def _title(soup: BeautifulSoup) -> str:
    title = soup.find("title")
    return " ".join(title.get_text().split()) if title else ""


def _is_complete(source: str) -> bool:
    """Whether every document in it ends; pages of the full-text platform hold a second one in the midst."""
    source = _COMMENT.sub("", source)
    return 0 < len(_OPENED.findall(source)) <= len(_CLOSED.findall(source))

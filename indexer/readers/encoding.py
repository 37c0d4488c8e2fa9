"""Bytes -> text: UTF-8 with or without BOM, UTF-16 with BOM, GB18030.

Chinese spreadsheets save as GB18030 (as GBK or GB 2312, its subsets), web services as UTF-8. A file is decided on
its first bytes; where these are plain ASCII, the first line that is not decides.
"""

from __future__ import annotations

import codecs

from indexer.readers.problem import SHOWN, Unreadable

#: bytes looked at before a file's encoding is decided
HEAD = 1 << 16

#: unlike `utf-8-sig` and `gb18030` these have line ends of two bytes
UTF16_BOMS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def encoding_of(head: bytes) -> str:
    """`utf-8-sig`, `utf-16`, `gb18030`, or `ascii` where the first bytes leave it open."""
    if head.startswith(UTF16_BOMS):
        return "utf-16"
    if head.startswith(codecs.BOM_UTF8):
        # some programs put the mark before any text
        text = without_marks(head)
        return "utf-8-sig" if text.isascii() or _mostly_utf8(text) else "gb18030"
    if head.isascii():
        return "ascii"
    return "utf-8-sig" if _mostly_utf8(head) else "gb18030"


def without_marks(line: bytes) -> bytes:
    """Bytes without the byte-order marks before them: one, or several where files were put together."""
    while line.startswith(codecs.BOM_UTF8):
        line = line[len(codecs.BOM_UTF8) :]
    return line


def _mostly_utf8(head: bytes) -> bool:
    """Whether most lines are UTF-8: one damaged line must not turn a whole file into GB18030 gibberish."""
    lines = [line for line in head.split(b"\n") if not line.isascii()]
    # the last line may be cut within a character
    good = sum(_is(line, "utf-8", final=at < len(lines) - 1) for at, line in enumerate(lines))
    return good * 2 > len(lines) or (good * 2 == len(lines) and not _is(head, "gb18030", final=False))


def _is(data: bytes, encoding: str, *, final: bool) -> bool:
    try:
        codecs.getincrementaldecoder(encoding)().decode(data, final)
    except UnicodeDecodeError:
        return False
    return True


class LineDecoder:
    """Decodes the lines of one file; not for UTF-16, whose lines cannot be told apart as bytes."""

    def __init__(self, head: bytes) -> None:
        self.encoding = encoding_of(head)

    def decode(self, line: bytes) -> str:
        """The line's text without BOM. Raises `Unreadable` where the file's encoding cannot read it."""
        if self.encoding == "ascii":
            self._decide(line)
        try:
            return without_marks(line).decode(self.encoding)
        except UnicodeDecodeError as error:
            raise Unreadable(
                "bytes_undecodable",
                line[: 4 * SHOWN].decode(self.encoding, "replace"),
                place=error.start + 1,
                encoding=_shown(self.encoding),
            ) from None

    def _decide(self, line: bytes) -> None:
        if not line.isascii():
            self.encoding = "utf-8-sig" if _is(line, "utf-8", final=True) else "gb18030"


def _shown(encoding: str) -> str:
    return {"utf-8-sig": "UTF-8", "gb18030": "GB18030"}[encoding]

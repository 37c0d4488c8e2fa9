"""Bytes as lines of text."""

from __future__ import annotations

import io
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.readers.encoding import HEAD, encoding_of
from indexer.readers.lines import LONGEST_LINE, lines_of
from indexer.readers.problem import Unreadable

TEXT = "标准号,题名\nGB/T 1.1-2020,标准化工作导则\n\n山东\n"
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le-bom", "utf-16-be-bom", "gb18030"]


def encoded(text: str, encoding: str) -> bytes:
    if encoding.endswith("-bom"):
        return ("\ufeff" + text).encode(encoding.removesuffix("-bom"))
    return text.encode(encoding)


def read(data: bytes) -> list[tuple[int, str | Unreadable]]:
    stream = io.BytesIO(data)
    return [(line.number, line.text) for line in lines_of(stream, stream.read1(HEAD))]


def texts(data: bytes) -> list[str]:
    return [text if isinstance(text, str) else text.reason for _, text in read(data)]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_encodings(encoding: str, end: str) -> None:
    data = encoded(TEXT.replace("\n", end), encoding)
    assert texts(data) == TEXT.splitlines()
    assert [number for number, _ in read(data)] == [1, 2, 3, 4]


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1), st.sampled_from(ENCODINGS[:4]))
def test_any_text_comes_back(text: str, encoding: str) -> None:
    text = text.lstrip("\ufeff") or "x"
    assert texts(encoded(text + "\n标", encoding)) == [text, "标"]


def test_the_first_line_that_is_not_ascii_decides() -> None:
    plain = b"x" * 99 + b"\n"
    for encoding in ("utf-8", "gb18030"):
        assert texts(plain * 1000 + "鲁标\n".encode(encoding))[-1] == "鲁标"


def test_one_damaged_line_is_one_problem() -> None:
    data = "标准\n".encode() * 5 + b"\xe6\xa0\xff\xff\n" + "标准\n".encode() * 5
    found = [text for _, text in read(data)]
    assert [number for number, text in enumerate(found) if isinstance(text, Unreadable)] == [5]
    assert "UTF-8" in texts(data)[5]


def test_gb18030_in_a_utf8_file_is_a_problem_of_its_line() -> None:
    data = "标准化工作导则\n".encode() * 3 + "标准化工作导则\n".encode("gb18030")
    assert [isinstance(text, Unreadable) for _, text in read(data)] == [False, False, False, True]


def test_damaged_utf16() -> None:
    data = encoded("甲\n", "utf-16-le-bom") + b"\x00\xd8\x0a\x00" + "乙\n".encode("utf-16-le")
    assert [isinstance(text, Unreadable) for _, text in read(data)] == [False, True, False]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_line_that_is_too_long_is_skipped(encoding: str) -> None:
    data = ("甲\n" + "x" * (LONGEST_LINE + 1) + "\n乙\n" + "y" * (LONGEST_LINE * 3)).encode(encoding)
    lines = read(data)
    assert [number for number, _ in lines] == [1, 2, 3, 4]
    assert [text for _, text in lines if isinstance(text, str)] == ["甲", "乙"]
    assert "超过 1 MiB" in texts(data)[1]


def test_the_longest_line_is_read() -> None:
    data = b"x" * LONGEST_LINE + b"\n" + b"y" * LONGEST_LINE
    assert [len(text) for text in texts(data)] == [LONGEST_LINE, LONGEST_LINE]


class Endless(io.RawIOBase):
    """200 MB without a line's end, made as it is read."""

    left = 200_000_000

    def read1(self, size: int) -> bytes:
        given = min(size, self.left)
        self.left -= given
        return b"x" * given


def test_a_line_of_200_mb_takes_little_memory() -> None:
    tracemalloc.start()
    try:
        assert [number for number, _ in lines_of(Endless(), b"x")] == [1]
        assert tracemalloc.get_traced_memory()[1] < 16 << 20
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        (b"abc", "ascii"),
        (b"", "ascii"),
        ("标准".encode()[:-1], "utf-8-sig"),
        ("标准化".encode("gb18030")[:-1], "gb18030"),
        (b"\xef\xbb\xbfabc", "utf-8-sig"),
        (b"\xff\xfea\x00", "utf-16"),
    ],
)
def test_the_encoding_is_told_by_the_head(head: bytes, encoding: str) -> None:
    assert encoding_of(head) == encoding


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_carriage_returns_alone_end_lines_too(encoding: str) -> None:
    assert texts(TEXT.replace("\n", "\r").encode(encoding)) == TEXT.splitlines()

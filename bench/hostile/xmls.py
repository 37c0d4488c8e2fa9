"""Saved pages and standards in XML made to hurt."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from bench.hostile.jsons import packed, plain
from bench.hostile.workbooks import MIB, many

PAGE = "<html><body><table><tr><th>标准号<th>标准名称</tr><tr><td>GB 1-2020<td>甲</tr></table>", "</body></html>"
_META = "<title-wrap><full>甲</full></title-wrap><std-ref>GB 1-2020</std-ref>"
STANDARD = f"<standard><front><nat-meta>{_META}</nat-meta></front><body>", "</body></standard>"


def page(piece: str, size: int, folder: Path, before: str = "", after: str = "") -> Path:
    """A page with so many bytes of a piece."""
    return plain("a.html", many(piece, size, PAGE[0] + before, after + PAGE[1]), folder)


def standard(piece: str, size: int, folder: Path, before: str = "", after: str = "") -> Path:
    """A standard in XML with so many bytes of a piece."""
    return plain("a.xml", many(piece, size, STANDARD[0] + before, after + STANDARD[1]), folder)


def attributes(write: Callable[..., Path], size: int, folder: Path) -> Path:
    """A tag with hundreds of thousands of attributes."""
    named = "".join(f' a{at}="b"' for at in range(size // 11))
    return write("", 0, folder, f"<p{named}>", "</p>")


FILES: dict[str, Callable[[Path], Path]] = {
    "html: attribute of 18 MB": partial(page, "x", 18 * MIB, before='<p a="', after='"></p>'),
    "html: 18 MB of attributes": partial(attributes, page, 18 * MIB),
    "html: 18 MB of bare attributes": partial(page, " a", 18 * MIB, before="<p", after="></p>"),
    "html: 18 MB of tags": partial(page, "<p>", 18 * MIB),
    "html: 480,000 tags": partial(page, "<p>", 480_000 * 3),
    "html: 480,000 deep": partial(page, "<b>", 480_000 * 3),
    "html: 1 GB, packed": partial(packed, "a.html.gz", many(" ", 1000 * MIB, *PAGE)),
    "xml: attribute of 15 MB": partial(standard, "x", 15 * MIB, before='<p a="', after='"></p>'),
    "xml: 15 MB of attributes": partial(attributes, standard, 15 * MIB),
    "xml: 15 MB of tags": partial(standard, "<a/>", 15 * MIB),
    "xml: 3 million deep": partial(standard, "<a>", 9 * MIB),
    "xml: 1 GB, packed": partial(packed, "a.xml.gz", many(" ", 1000 * MIB, *STANDARD)),
    "xml: 15 MB of `<!DOCTYPE`": partial(standard, "<!DOCTYPE x [", 15 * MIB),
}

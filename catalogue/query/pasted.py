"""Text copied out of an address or the source of a page, as it was meant: `GB%2FT%207714`, `GB/T&nbsp;7714`."""

from __future__ import annotations

import html
import re
from urllib.parse import parse_qs, unquote, urlsplit

from indexer.analysis import HAN, parse
from standard.products import is_product

#: two at least are an encoding; one may be a share (50%20目), unless it stands for a sign of numbers or for a blank
_ENCODED = re.compile(r"(?:%[0-9A-Fa-f]{2}){2}|(?<=[A-Za-z])%2[Ff]|(?<=[A-Za-z])%20(?=\d)")
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{1,6}|#[xX][0-9A-Fa-f]{1,5});")
#: single Chinese characters with blanks between them
_SPACED = re.compile(f"(?<![^\\s])[{HAN}](?:[ \u3000]+[{HAN}]){{1,7}}(?![^\\s])")
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
#: the page of a standard, on whatever host: its number, with underscores for slash and blank
_PAGE = re.compile(r"/standards/(?P<name>[^/]+)/?$")


def unpasted(text: str) -> str:
    """The text decoded, and words closed up; of an address that names a standard its number, else its query.

    >>> unpasted("GB%2FT%207714"), unpasted("https://example.org/standards/GB_T_7714-2015"), unpasted("50%酒精")
    ('GB/T 7714', 'GB T 7714-2015', '50%酒精')
    """
    stripped = text.strip()
    if _ADDRESS.fullmatch(stripped):
        return _of_address(stripped) or text
    return _SPACED.sub(_closed_up, _decoded(text))


def _closed_up(match: re.Match[str]) -> str:
    """水泥 of 水 泥, as it is set on covers; characters that are no name together stay apart: 铅 汞."""
    joined = "".join(match.group().split())
    return joined if is_product(joined) else match.group()


def _decoded(text: str) -> str:
    if _ENTITY.search(text):
        text = _ENTITY.sub(lambda match: html.unescape(match.group()), text)
    if not _ENCODED.search(text):
        return text
    decoded = unquote(text, errors="replace")
    return text if "\ufffd" in decoded else decoded


def _of_address(address: str) -> str:
    """What an address of a catalogue's page asks for; empty for other addresses."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    asked = parse_qs(parts.query).get("q", [])
    if asked:
        return asked[0]
    page = _PAGE.search(parts.path)
    name = unquote(page["name"]).replace("_", " ") if page else ""
    return name if parse(name) is not None else ""

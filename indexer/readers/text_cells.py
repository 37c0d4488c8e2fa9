"""Text cells -> clean text: markup, blanks, widths, punctuation (docs/domain.md 2.3)."""

from __future__ import annotations

import html
import re

#: letters and digits, and the signs between them; Chinese punctuation stays as wide as it is
_WIDE = {0xFF10 + i: 0x30 + i for i in range(10)}
_WIDE |= {0xFF21 + i: 0x41 + i for i in range(26)} | {0xFF41 + i: 0x61 + i for i in range(26)}
_WIDE |= {ord(wide): ord(narrow) for wide, narrow in zip("－．／％＋＝", "-./%+=", strict=True)}

#: the tags that platforms leave in cells; anything else in angle brackets is text (`粘粒(<0.002mm)`)
_TAG = "sacinfo|b|strong|em|i|u|font|span|a|sub|sup|br|p|div|h[1-6]|td|tr|li|ul"
_TAGS = re.compile(rf"</?({_TAG})\b[^<>]*/?>", re.IGNORECASE)
#: these end a line where they stand
_BREAKS = frozenset({"br", "p", "div", "td", "tr", "li", "ul", "h1", "h2", "h3", "h4", "h5", "h6"})
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")

#: zero width, soft hyphen, controls, half surrogates: never part of a text
_NOISE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_BLANKS = re.compile(r"[\s\u3000\u00a0\u2000-\u200a]+")
_TWICE_QUOTED = re.compile(r"《《([^《》]*)》》")

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_COLON = re.compile(r"\s*[:：]\s*")


def text_of(value: object) -> str:
    """A cell as one line of text: no markup, no invisible characters, single blanks.

    Whole numbers lose their `.0` (spreadsheets); several values are joined by `; `; what is no text gives an empty one.
    """
    if isinstance(value, str):
        return one_line(value)
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, float):
        return "" if value != value else str(int(value)) if value.is_integer() else str(value)
    if isinstance(value, list | tuple):
        return "; ".join(filter(None, map(text_of, value)))
    return "" if isinstance(value, dict) else one_line(str(value))


def one_line(text: str) -> str:
    """Text without markup, invisible characters, double and outer blanks."""
    if "<" in text or "&" in text:
        text = without_markup(text)
    if text.isprintable() and "  " not in text and text == text.strip():
        return text
    return _BLANKS.sub(" ", _NOISE.sub("", text)).strip()


def without_noise(text: str) -> str:
    """Text without invisible characters."""
    return text if text.isprintable() else _NOISE.sub("", text)


def without_markup(text: str) -> str:
    """Tags removed and entities resolved, also where they were escaped twice (`&amp;nbsp;`, `&lt;br`)."""
    for _ in range(2):
        text = _ENTITY.sub(lambda entity: html.unescape(entity.group()), text)
    return _TAGS.sub(lambda tag: " " if tag.group(1).lower() in _BREAKS else "", text)


def title_of(value: object) -> str:
    """A title as one writes it: narrow letters and digits, no enclosing 《》, wide colons where it is Chinese."""
    title = _unquoted(narrow(text_of(value)))
    if (":" in title or "：" in title) and _CHINESE.search(title):
        title = _COLON.sub(_colon, title)
    return title


def _colon(found: re.Match[str]) -> str:
    """`：` between words; `:` in a ratio or an edition (`1:50 000`, `ISO 9001:2015`)."""
    sides = found.string[: found.start()][-1:] + found.string[found.end() :][:1]
    return ":" if len(sides) == 2 and sides.isascii() and sides.isalnum() else "："


def abstract_of(value: object) -> str:
    """An abstract; where a template put its own 《》 around a title that had them, one pair goes."""
    return _TWICE_QUOTED.sub(r"《\1》", text_of(value))


def narrow(text: str) -> str:
    """Full-width letters and digits made half-width; explicit, since NFKC would turn ① into 1 and ㎡ into m2."""
    return text if text.isascii() else text.translate(_WIDE)


def _unquoted(title: str) -> str:
    """`《标题》` -> `标题`; not `《甲》和《乙》`, and not the front quotation of an amendment's title."""
    if title.startswith("《") and title.endswith("》") and "》" not in title[1:-1]:
        return title[1:-1].strip()
    return title

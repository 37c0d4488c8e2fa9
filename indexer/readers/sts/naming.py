"""Number and titles of a standard's metadata, and of a reference to another standard."""

from __future__ import annotations

import re

from indexer.readers.sts.tree import LANGUAGE, Node, plain
from standard.number import NumberError, StandardNumber, find_numbers
from standard.publisher import Level

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_YEAR = re.compile(r"(?:19|20)\d\d$")
#: `ISO 16634:—`, an edition that is not out yet
_NOT_YET = re.compile(r"\s*[:：]\s*[-—–]+$")
#: `doc-type` that stands in a number; others (`is`, `international-standard`, `st`) do not
_TYPES = {
    "tr": "/TR", "technical-report": "/TR", "ts": "/TS", "technical-specification": "/TS", "pas": "/PAS",
    "guide": " Guide", "t": "/T", "z": "/Z", "recommended": "/T",
}  # fmt: skip
_STD_IDS = ("std-ident/std-id-group/std-id", "std-ident/std-id", "std-id-group/std-id")
_PARTS = ("intro", "main", "compl")


def parsed_number(text: str) -> StandardNumber | None:
    """The number that a text is; None where no grammar reads it."""
    try:
        return StandardNumber(text)
    except NumberError:
        return None


def canonical(text: str) -> str:
    """The canonical form of a number; as it stands where no grammar reads it."""
    number = parsed_number(text)
    return text if number is None else str(number)


def is_chinese(text: str) -> bool:
    """Whether a text is the number of a Chinese standard."""
    number = parsed_number(text)
    return number is not None and number.level not in (Level.INTERNATIONAL, Level.FOREIGN, Level.UNKNOWN)


def number_of(node: Node) -> str:
    """The number in a meta element, `std-xref` or `std`, as it is written there; empty where there is none.

    The dated `std-ref`, else one without a type, else a dated `std-id` that is a number (it may be an internal key or
    URN), else the undated `std-ref` with the year of `std-ident`, else what the parts of `std-ident` make up.
    """
    refs = [(ref.get("type"), text) for ref in node.findall("std-ref") if (text := plain(ref))]
    undated = next((text for kind, text in refs if kind not in ("dated", None)), "")
    return (
        next((text for kind, text in refs if kind == "dated"), "")
        or next((text for kind, text in refs if kind is None), "")
        or _std_id(node)
        or (_with_year(undated, _part(node, "year")) if undated else _composed(node))
    )


def numbers_in(text: str) -> list[str]:
    """The numbers that a reference names: itself, or those within it; itself too where no grammar reads it."""
    text = _NOT_YET.sub("", text)
    if parsed_number(text) is not None:
        return [text]
    return [str(found.number) for found in find_numbers(text)] or ([text] if re.search(r"\d", text) else [])


def titles_of(meta: Node) -> dict[str, object]:
    """`title`, the Chinese one, else the English, else the first there is; `title_en`; further Chinese ones.

    The content decides, since `xml:lang` is often left at the default of the schema, which is `en`.
    """
    found = [(_language(wrap, text), text) for wrap in meta.findall("title-wrap") if (text := _title(wrap))]
    simplified, traditional, english = (
        [text for language, text in found if language == wanted] for wanted in ("zh", "zh-Hant", "en")
    )
    chinese = simplified + traditional
    title = next(iter([*chinese, *english, *(text for _, text in found)]), "")
    return {
        "title": title,
        "title_en": next(iter(english), ""),
        "alt_titles": [text for text in chinese[1:] if text != title],
    }


def _std_id(node: Node) -> str:
    for path in _STD_IDS:
        for element in node.findall(path):
            text = plain(element)
            if element.get("std-id-type") == "dated" and (number := parsed_number(text)) and number.year:
                return text
    return ""


def _with_year(undated: str, year: str) -> str:
    number = parsed_number(undated)
    if number is None or number.year or not _YEAR.match(year):
        return undated
    return undated + ("-" if is_chinese(undated) else ":") + year


def _composed(node: Node) -> str:
    """`GB/T 1.1-2020` out of originator, type, number, part and year."""
    originator, number = _part(node, "originator"), _part(node, "doc-number")
    if not (originator and number):
        return ""
    stem = f"{originator}{_TYPES.get(_part(node, 'doc-type').lower(), '')} {number}"
    if part := _part(node, "part-number"):
        # GB/T 1.1, but ISO 17301-1
        stem += ("." if is_chinese(stem) else "-") + part
    return _supplemented(node, _with_year(stem, _part(node, "year")))


def _supplemented(node: Node, number: str) -> str:
    """The number of an amendment or corrigendum of an international standard: `ISO 9001:2015/Amd 1:2024`."""
    kind, serial = _part(node, "suppl-type")[:3].title(), _part(node, "suppl-number")
    if kind not in ("Amd", "Cor") or not serial:
        return number
    return f"{number}/{kind} {serial}" + (f":{year}" if _YEAR.match(year := _part(node, "suppl-version")) else "")


def _part(node: Node, name: str) -> str:
    return plain(node.find(f"std-ident/{name}"))


def _title(wrap: Node) -> str:
    """The full title, or its elements: with blanks between them in Chinese (GB/T 1.1-2020, 6.1), else dashes."""
    full = next((text for element in wrap.iter("full") if (text := plain(element))), "")
    parts = [text for element in wrap.iter(*_PARTS) if (text := plain(element))]
    return full or (" " if any(map(_CHINESE.search, parts)) else " — ").join(parts)


def _language(wrap: Node, text: str) -> str:
    """`zh`, `zh-Hant`, or what the element says; `en` where it says nothing."""
    said = (wrap.get(LANGUAGE) or "").lower()
    if _CHINESE.search(text) and not _KANA.search(text) and not said.startswith(("ja", "ko")):
        return "zh-Hant" if any(mark in said for mark in ("hant", "tw", "hk")) else "zh"
    return "en" if not said or said.startswith("zh") else said[:2]

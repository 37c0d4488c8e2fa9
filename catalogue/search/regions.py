"""Provinces and cities in words, and the one that a catalogue belongs to."""

from __future__ import annotations

from functools import cache

from catalogue.wording import Words, say
from indexer.errors import RequestError
from standard.home import home_code
from standard.publisher import region_name
from standard.tables import rows

#: most characters of a wrong home that are repeated
_SHOWN = 40


def region_words(code: str) -> Words:
    """The name of a region; English for those that the table names in English."""
    return Words(region_name(code), _read_english_names().get(code, ""))


def read_home(text: str) -> str:
    """The code of the province or city that a setting names. Raises RequestError."""
    code = home_code(str(text))
    if code is None:
        raise RequestError("home_unknown", value=str(text)[:_SHOWN])
    return code


def home_sentence(home: str) -> Words:
    """That home's local standards come first where all else is equal."""
    return say("home_first", place=say(_choose_kind(home)), name=region_words(home))


def _choose_kind(home: str) -> str:
    """What people of a place call it: 本省, 本市, 本自治区."""
    name = region_name(home)
    return next((f"home_{kind}" for kind, end in _ENDS.items() if name.endswith(end)), "home_place")


_ENDS = {"province": "省", "city": "市", "region": "自治区"}


@cache
def _read_english_names() -> dict[str, str]:
    return {row["code"]: row["name_en"] for row in rows("regions")}

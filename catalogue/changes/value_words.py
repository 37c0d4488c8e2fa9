"""Fields of a record and their values, as people are told of them."""

from __future__ import annotations

from typing import Any

from catalogue.wording import Words, field_words, say, value_words
from indexer.fields import field_named
from standard.wording import COMMA, words_of

#: field of a record -> field of searches that has its name
_NAMES = {"issuers": "issuer", "drafters": "drafter"}
#: characters of a long text that are shown
_LONGEST = 60


def name_of(field: str) -> Words:
    """The name of a record's field."""
    known = field_named(_NAMES.get(field, field))
    return field_words(known) if known is not None else say(f"changed_{field}")


def value_of(field: str, value: Any) -> Words:
    """A value as JSON has it, in words: lists side by side, long texts cut."""
    if value in (None, "", []):
        return say("change_empty")
    if isinstance(value, list):
        return COMMA.join(value_of(field, one) for one in value)
    if isinstance(value, dict):
        return words_of(" ".join(str(part) for part in value.values() if part))
    text = str(value)
    return value_words(field, text) if len(text) <= _LONGEST else words_of(text[:_LONGEST] + "…")

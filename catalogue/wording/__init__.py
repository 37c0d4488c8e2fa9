"""How it is said: the names of values in both languages; the sentences are those of `standard.wording`."""

from catalogue.wording.value_labels import (
    CHIPS,
    CLOSED,
    FUNCTIONS,
    GROUPS,
    LEVELS,
    NATURES,
    field_words,
    known_values,
    label,
    value_named,
    value_words,
)
from standard.wording import Words, say

__all__ = [
    "CHIPS",
    "CLOSED",
    "FUNCTIONS",
    "GROUPS",
    "LEVELS",
    "NATURES",
    "Words",
    "field_words",
    "known_values",
    "label",
    "say",
    "value_named",
    "value_words",
]

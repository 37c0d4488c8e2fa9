"""How it is said: the names of values and every sentence for the reader, in Chinese and English."""

from catalogue.wording.messages import Words, say
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

"""Why the answer is as it is, and how to go on."""

from catalogue.hints.answer_hints import hints_on
from catalogue.hints.number_hints import near_records, part_records

__all__ = [
    "hints_on",
    "near_records",
    "part_records",
]

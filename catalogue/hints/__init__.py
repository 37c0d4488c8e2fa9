"""Why the answer is as it is, and how to go on."""

from catalogue.hints.answer_hints import hints_on

__all__ = [
    "hints_on",
]

"""What a reader types."""

from catalogue.commands.reader import COMMANDS

__all__ = [
    "COMMANDS",
]

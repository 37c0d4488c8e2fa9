"""What a reader types."""

from catalogue.commands.home import home_option
from catalogue.commands.reader import COMMANDS

__all__ = [
    "COMMANDS",
    "home_option",
]

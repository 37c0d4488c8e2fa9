"""What an operator types, and what all commands share."""

from indexer.commands.command_line import DONE, FAILED, PARTLY, USAGE, ProgressLine, index_option, json_option, show
from indexer.commands.operator import COMMANDS, shipped_corpus

__all__ = [
    "COMMANDS",
    "DONE",
    "FAILED",
    "PARTLY",
    "USAGE",
    "ProgressLine",
    "index_option",
    "json_option",
    "shipped_corpus",
    "show",
]

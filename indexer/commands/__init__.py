"""What an operator types, one module a command, and what all commands share."""

from indexer.commands.add import add_command
from indexer.commands.command_line import (
    DONE,
    FAILED,
    PARTLY,
    USAGE,
    ProgressLine,
    index_option,
    json_option,
    language,
    language_option,
    shipped_corpus,
    show,
    spoken,
    tell,
)
from indexer.commands.generations import generations_command
from indexer.commands.reindex import reindex_command
from indexer.commands.remove import remove_command
from indexer.commands.rollback import rollback_command
from indexer.commands.verify import verify_command

COMMANDS = (reindex_command, add_command, remove_command, verify_command, generations_command, rollback_command)

__all__ = [
    "COMMANDS",
    "DONE",
    "FAILED",
    "PARTLY",
    "USAGE",
    "ProgressLine",
    "index_option",
    "json_option",
    "language",
    "language_option",
    "shipped_corpus",
    "show",
    "spoken",
    "tell",
]

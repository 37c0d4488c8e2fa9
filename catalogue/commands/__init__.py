"""What a reader types: one module a command."""

from catalogue.commands.adoptions import adoptions_command
from catalogue.commands.applicable import applicable_command
from catalogue.commands.changes import changes_command
from catalogue.commands.check import check_command
from catalogue.commands.clauses import clauses_command
from catalogue.commands.compare import compare_command
from catalogue.commands.coverage import coverage_command
from catalogue.commands.draft import draft_command
from catalogue.commands.history import history_command
from catalogue.commands.home import home_option
from catalogue.commands.monitoring import monitoring_command
from catalogue.commands.overlaps import overlaps_command
from catalogue.commands.search import search_command
from catalogue.commands.show import show_command
from catalogue.commands.suggest import suggest_command
from catalogue.commands.text import text_command

COMMANDS = (
    search_command,
    show_command,
    suggest_command,
    applicable_command,
    adoptions_command,
    history_command,
    changes_command,
    check_command,
    draft_command,
    compare_command,
    overlaps_command,
    monitoring_command,
    coverage_command,
    text_command,
    clauses_command,
)

__all__ = [
    "COMMANDS",
    "home_option",
]

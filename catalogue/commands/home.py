"""The option that says which place the catalogue belongs to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from catalogue.search import read_home
from standard.home import HOME

Command = TypeVar("Command", bound=Callable[..., Any])


def home_option(command: Command) -> Command:
    """`--home CODE`, or LUBIAO_HOME. What is no province or city is refused before anything is opened."""
    return click.option(
        "--home",
        metavar="CODE",
        default=HOME,
        envvar="LUBIAO_HOME",
        show_default=True,
        show_envvar=True,
        callback=lambda _context, _option, value: read_home(value),
        help="Province or city whose local standards come before those of others: 37, 3702.",
    )(command)

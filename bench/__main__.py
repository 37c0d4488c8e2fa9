"""`python -m bench SUBCOMMAND [--json FILE]`: measures, prints, never judges."""

from bench.cli import main

main()

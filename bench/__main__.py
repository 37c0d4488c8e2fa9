"""`python -m bench SUBCOMMAND [--json FILE]`: measures, prints, never judges."""

from bench.cli import main

# processes that build indexes import this module, too
if __name__ == "__main__":
    main()

"""Measures everything: `python -m bench`, or `python -m bench ledger` for one part."""

import sys
from importlib import import_module

from bench.table import print_table

PARTS = ("core", "ledger", "desk", "http", "mirror", "verify", "postgres", "hazard")
LONG = ("proof", "opening", "starting")  # a minute or two, most of it making entries


def main() -> None:
    """Print the table of each part that is asked for, else of all."""
    for part in sys.argv[1:] or (*PARTS, *LONG):
        print(f"\n{part}")
        print_table(import_module(f"bench.{part}").rows())


if __name__ == "__main__":
    main()

"""The bench as a document has it: `python -m bench.markdown`, or with some parts."""

import os
import platform
import sys
from importlib import import_module

import apsw

from bench.__main__ import LONG, PARTS
from bench.table import print_markdown


def main() -> None:
    """Print on which machine it was, then the table of each part."""
    print(
        f"{os.cpu_count()} cores ({platform.machine()}), {platform.system()} "
        f"{platform.release()}, Python {platform.python_version()}, SQLite "
        f"{apsw.sqlite_lib_version()}; load before the run {os.getloadavg()[0]:.1f}."
    )
    for part in sys.argv[1:] or (*PARTS, *LONG):
        print(f"\n### {part.capitalize()}")
        print_markdown(import_module(f"bench.{part}").rows())


if __name__ == "__main__":
    main()

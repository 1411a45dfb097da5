"""Where the program begins: before anything is imported that takes time, so that Ctrl-C ends it in a line even then."""

from __future__ import annotations

import sys

from scraper.errors import INTERRUPTED


def main() -> int:
    """Run the command line and return its exit code."""
    try:
        from scraper import cli  # noqa: PLC0415  (most of the start's time, within reach of Ctrl-C)
    except KeyboardInterrupt:
        print("council-scraper: stopped", file=sys.stderr)
        return INTERRUPTED
    return cli.main()

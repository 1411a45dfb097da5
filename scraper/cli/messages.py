"""What the program says to people: one line each, on stderr, safe to show on any terminal.

Names of files, addresses and words of a page come from strangers; control characters in them are shown, not obeyed.
"""

from __future__ import annotations

import sys

from scraper.cli import output


def say(text: str) -> None:
    """Print one message on stderr, headed by the program's name; where that is closed or full, nobody can be told."""
    if sys.stderr is not None:
        try:
            print(f"council-scraper: {visible(text)}", file=sys.stderr, flush=True)
        except OSError:
            output.let_go_of(sys.stderr)


def on_terminal() -> bool:
    """Tell whether a person reads stderr as it is written."""
    return sys.stderr is not None and sys.stderr.isatty()


def visible(text: str) -> str:
    r"""Return text with every character that a terminal might obey, or not show, written as an escape.

    That is all that Unicode calls not printable (controls, bidi marks, line separators, lone surrogates), but for
    the no-break space: `\x1b[2J` stays readable and harmless.
    """
    if text.isprintable():
        return text
    return "".join(one if one.isprintable() or one == "\N{NO-BREAK SPACE}" else _escaped(one) for one in text)


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: `1 page`, `2 pages`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")

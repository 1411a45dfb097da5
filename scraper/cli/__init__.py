"""The command line: arguments come in, one function is called, data goes to stdout and messages to stderr.

Commands are imported when they are invoked, so that `--help` costs nothing. Every end has an exit code
(docs/cli.md); an error is one line and never a traceback.
"""

from __future__ import annotations

import importlib
import io
import signal
import sys
from typing import TYPE_CHECKING

import click

from scraper import __version__
from scraper.cli import messages, output
from scraper.errors import CouncilScraperError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

PROGRAM = "council-scraper"
INTERRUPTED = 130
BROKEN_PIPE = 141
"""What a shell reports for a program that was stopped by SIGINT (128 + 2) and by SIGPIPE (128 + 13)."""

COMMANDS = {
    "extract": "Read pages into projects: files, folders, addresses or stdin.",
    "run": "Read every source and publish the dataset.",
    "fixture": "Save pages with their right answers, and hold the program to them.",
    "sources": "Look at source definitions, check them, and begin new ones.",
}
"""Each command, a module of this package, and what `--help` says of it."""


class LazyGroup(click.Group):
    """A group that imports a command's module only when that command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command; None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"scraper.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands from the table, so that help imports none of them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> object:
        """Run a command and flush what it wrote; an interrupt or a reader that left ends it quietly."""
        try:
            result = super().invoke(ctx)
            _flush()
        except KeyboardInterrupt:
            messages.say("stopped before the end; nothing was left half-written")
            raise click.exceptions.Exit(INTERRUPTED) from None
        except BrokenPipeError:
            output.let_go_of_stdout()
            raise click.exceptions.Exit(BROKEN_PIPE) from None
        return result


@click.command(
    cls=LazyGroup,
    no_args_is_help=False,  # a call without a command is a wrong call: one line, exit 2
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name=PROGRAM, message="%(prog)s %(version)s")
def cli() -> None:
    """Turn Finnish regional councils' funding pages into a dataset whose every value leads to its words."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; whatever went wrong has been said on stderr.

    `arguments` defaults to those of the process.
    """
    speak_utf8()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # being asked to end cleans up as Ctrl-C does
    try:
        result = cli.main(arguments, prog_name=PROGRAM, standalone_mode=False)
    except click.UsageError as error:
        place = error.ctx.command_path if error.ctx else PROGRAM
        messages.say(f"{error.format_message().rstrip('.')}; see '{place} --help'")
        return UsageError.exit_code
    except click.Abort:
        return INTERRUPTED
    except CouncilScraperError as error:
        messages.say(str(error))
        return error.exit_code
    return result if isinstance(result, int) else 0


def speak_utf8() -> None:
    """Write UTF-8 whatever the locale says; line ends are left as each format wants them."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    if isinstance(sys.stderr, io.TextIOWrapper):
        sys.stderr.reconfigure(encoding="utf-8", errors="backslashreplace")


def _flush() -> None:
    if sys.stdout is not None:
        sys.stdout.flush()

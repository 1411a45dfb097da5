"""The command line: arguments come in, one function is called, data goes to stdout and messages to stderr.

Commands are imported when they are invoked, so that `--help` costs nothing. Every end has an exit code
(docs/cli.md); an error is one line and never a traceback.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import signal
import sys
from typing import TYPE_CHECKING, Any

import click

from scraper import __version__
from scraper.cli import messages, output
from scraper.errors import INTERRUPTED, CouncilScraperError, PublishError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PROGRAM = "council-scraper"
BROKEN_PIPE = 141
"""What a shell reports for a program that was stopped by SIGPIPE (128 + 13)."""

COMMANDS = {
    "extract": "Read pages into projects: files, folders, addresses or stdin.",
    "run": "Read every source and publish the dataset.",
    "fixture": "Save pages with their right answers, and hold the program to them.",
    "sources": "Look at source definitions, check them, and begin new ones.",
    "archive": "Look into the archive of what was fetched, and check it.",
    "reparse": "Read archived pages anew and print what would change.",
    "export": "Write a published dataset in one format.",
    "report": "Write a site on what is published, every value beside its words.",
    "status": "Tell how the last run went.",
    "serve": "Show the report in a browser.",
    "review": "Look at records with warnings in a browser, accept them or write lookups.",
    "changes": "Tell what the last runs changed.",
    "history": "Look at the names of persons that the history keeps, and erase them.",
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

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,  # noqa: ANN401  (click's own)
    ) -> click.Context:
        """Read the arguments; `--help` and `--version` print while they are read."""
        with _quiet_ends():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> object:
        """Run a command and flush what it wrote."""
        with _quiet_ends():
            result = super().invoke(ctx)
            _flush()
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
    _end_in_order()
    try:
        result = cli.main(arguments, prog_name=PROGRAM, standalone_mode=False)
    except click.UsageError as error:
        place = error.ctx.command_path if error.ctx else PROGRAM
        said = " ".join(error.format_message().split())  # click puts each choice on a line of its own
        messages.say(f"{said.rstrip('.')}; see '{place} --help'")
        return UsageError.exit_code
    except click.Abort:
        return INTERRUPTED
    except CouncilScraperError as error:
        messages.say(str(error))
        return error.exit_code
    except MemoryError:
        messages.say("stopped, since there is no more memory; give the program more")
        return CouncilScraperError.exit_code
    return result if isinstance(result, int) else 0


def _end_in_order() -> None:
    """Let being asked to end, or a terminal that goes, clean up as Ctrl-C does; not where that is ignored (nohup)."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, signal.default_int_handler)


@contextlib.contextmanager
def _quiet_ends() -> Iterator[None]:
    """Give an interrupt, and a reader of stdout that left, their exit codes. Raises PublishError for a full stdout."""
    try:
        yield
    except KeyboardInterrupt:
        messages.say("stopped before the end; nothing was left half-written")
        raise click.exceptions.Exit(INTERRUPTED) from None
    except BrokenPipeError:
        output.let_go_of(sys.stdout)
        raise click.exceptions.Exit(BROKEN_PIPE) from None
    except OSError as error:
        if error.filename is not None:  # no stream's error: those of other streams were made our own where they rose
            raise
        output.let_go_of(sys.stdout)
        raise PublishError(f"standard output: could not be written ({error.strerror}); try another place") from None


def speak_utf8() -> None:
    """Write UTF-8 whatever the locale says; line ends are left as each format wants them."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")
    if isinstance(sys.stderr, io.TextIOWrapper):
        sys.stderr.reconfigure(encoding="utf-8", errors="backslashreplace")


def _flush() -> None:
    if sys.stdout is not None:
        sys.stdout.flush()

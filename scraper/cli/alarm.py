"""`--on-failure CMD`: a command of the user's is told why a run failed, by mail, chat or whatever it does.

How the run ended comes in; the command gets the reasons on its standard input, a line each, and the rest as variables.
What becomes of the command never changes the run's own end.
"""

from __future__ import annotations

import functools
import os
import signal
import subprocess
from typing import TYPE_CHECKING, Any, Final

import click

from scraper.cli import messages
from scraper.errors import CouncilScraperError, UsageError
from scraper.runs import run_record

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

    from scraper.runs.run_record import RunRecord

PATIENCE: Final = 300.0
"""Seconds that the command may take."""
ROOM: Final = 1000
"""Characters of the reason in a variable; all of it is on standard input."""
_NO_FAILURES: Final = (click.exceptions.Exit, click.Abort, BrokenPipeError)
"""A person, or whoever read the output, ended the run."""


def with_alarm(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command that publishes to `output` the option `--on-failure`."""

    @click.option(
        "--on-failure",
        metavar="CMD",
        help="Run this command where the run fails, with the reasons on its standard input: docs/runs.md.",
    )
    @functools.wraps(command)
    def watched(*, on_failure: str | None, output: Path, **others: Any) -> int:  # noqa: ANN401  (the command's own)
        if on_failure is None:
            return command(output=output, **others)
        with _Alarm(on_failure, output):
            code = command(output=output, **others)
        if code:
            record = run_record.read(output)
            _ring(on_failure, code, reasons(record), output, status="failed" if record is None else record.status)
        return code

    return watched


class _Alarm:
    """Rings where the block ends by an error that is no person's wish."""

    def __init__(self, command: str, output: Path) -> None:
        self._command = command
        self._output = output

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if not isinstance(error, Exception) or isinstance(error, _NO_FAILURES):
            return
        if isinstance(error, CouncilScraperError):
            code, reason = error.exit_code, str(error)
        elif isinstance(error, click.ClickException):
            code, reason = UsageError.exit_code, error.format_message()
        else:
            code, reason = 1, f"the program itself failed ({type(error).__name__}: {error}); please report it"
        _ring(self._command, code, [reason], self._output, status="failed")


def reasons(record: RunRecord | None) -> list[str]:
    """Return all reasons why a run failed, a line each."""
    if record is None:
        return ["the run failed, and its record can't be read"]
    lines = [f"{source.id}: {line}" for source in record.sources for line in source.failures]
    return lines if record.reason is None or record.reason in lines or len(lines) > 1 else [record.reason, *lines]


def _ring(command: str, exit_code: int, lines: list[str], output: Path, *, status: str) -> None:
    """Run the command; where that fails, say so and go on."""
    text = "".join(f"{messages.visible(line)}\n" for line in lines)
    variables = {
        "COUNCIL_SCRAPER_STATUS": status,
        "COUNCIL_SCRAPER_EXIT_CODE": str(exit_code),
        "COUNCIL_SCRAPER_REASON": text.partition("\n")[0][:ROOM],
        "COUNCIL_SCRAPER_OUTPUT": str(output.absolute()),
        "COUNCIL_SCRAPER_RECORD": str(output.absolute() / run_record.FILE),
    }
    try:
        running = subprocess.Popen(  # noqa: S602  (a command line is what the user gave us)
            command,
            shell=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            env={**os.environ, **variables},
            start_new_session=True,
        )
    except OSError as error:
        messages.say(f"--on-failure: no shell to run {command} ({error.strerror}); nobody was told")
        return
    with running:
        try:
            running.communicate(text.encode(), timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)  # and what it started
            messages.say(f"--on-failure: {command} took longer than {PATIENCE:.0f} s and was ended; let it be quick")
            return
    if code := running.returncode:
        messages.say(f"--on-failure: {command} ended with {code}; try it by hand: nobody may have been told")

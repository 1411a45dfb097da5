"""The log for programs: a line an event, safe on any terminal, whole whichever thread it comes from."""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime

import pytest

from scraper.cli.log import line, log_to
from scraper.crawl.events import Event
from scraper.errors import PublishError

AT = datetime(2024, 5, 1, 12, 0, 0, 123_456, tzinfo=UTC)


def test_an_event_is_a_line_without_what_does_not_apply():
    event = Event("fetched", url="https://liitto.fi/ä", host="liitto.fi", status=200, bytes=0, seconds=0.12345, at=AT)
    assert line(event) == (
        '{"at": "2024-05-01T12:00:00.123Z", "kind": "fetched", "url": "https://liitto.fi/ä", "host": "liitto.fi",'
        ' "status": 200, "bytes": 0, "seconds": 0.123}\n'
    )


HOSTILE = [
    "\r\nforged",
    "\x1b[2J",
    "\x9b2J",
    "a\u202eb",
    "\u2066x\u2069",
    "\u2028",
    "\ufeff",
    "\x00",
    "\ud800",
    '"',
    "\\",
]


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_a_strangers_text_can_do_nothing(text):
    written = line(Event("failed", message=text, at=AT))
    assert written[:-1].isprintable()
    assert json.loads(written)["message"] == text


def test_lines_are_whole_and_added_to_a_file(tmp_path):
    log = tmp_path / "run.log"
    for _ in range(2):
        with log_to(str(log)) as write:
            threads = [
                threading.Thread(target=lambda: [write(Event("wait", url="x" * 500)) for _ in range(50)])
                for _ in range(4)
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
    assert {json.loads(text)["kind"] for text in log.read_text().splitlines()} == {"wait"}
    assert len(log.read_text().splitlines()) == 400


def test_a_line_is_there_at_once(tmp_path):
    log = tmp_path / "run.log"
    with log_to(str(log)) as write:
        write(Event("wait"))
        assert log.read_text().endswith("}\n")


def test_standard_output(capsys):
    with log_to("-") as write:
        write(Event("wait", at=AT))
    assert capsys.readouterr().out == '{"at": "2024-05-01T12:00:00.123Z", "kind": "wait"}\n'


def test_a_log_that_can_not_be_opened(tmp_path):
    with (
        pytest.raises(PublishError, match=r"no-such/run\.log: can't be written"),
        log_to(f"{tmp_path}/no-such/run.log"),
    ):
        pass


def test_a_full_disk():
    with pytest.raises(PublishError, match="/dev/full: can't be written"), log_to("/dev/full") as write:
        write(Event("wait"))

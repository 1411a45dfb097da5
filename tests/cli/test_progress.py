"""What a run says of itself while it is under way, and in figures at its end."""

from __future__ import annotations

import pytest
from rich.console import Console

from scraper.cli.progress import Board
from scraper.cli.tally import Tally, size
from scraper.crawl.events import Event

EVENTS = [
    Event("wait", host="liitto.fi", seconds=1.5),
    Event("fetched", host="liitto.fi", bytes=1500),
    Event("visited", host="liitto.fi", source="a", waiting=7),
    Event("visited", host="liitto.fi", source="b", waiting=2),
    Event("read", source="a", projects=3),
    Event("unchanged", host="toinen.fi"),
    Event("visited", host="toinen.fi", source="c", waiting=0),
    Event("retry", host="toinen.fi", seconds=30.4, message="the site answered 503"),
    Event("refused", host="kolmas.fi"),
    Event("wait", host="\x1b[2J.fi", seconds=99),
]


def shown(events: list[Event], width: int = 80) -> list[list[str]]:
    board = Board()
    for event in events:
        board.tell(event)
    console = Console(width=width, record=True, force_terminal=False)
    with console.capture() as taken:
        console.print(board.render())
    return [line.split() for line in taken.get().splitlines()]


def test_a_line_for_each_host():
    assert shown(EVENTS) == [
        ["liitto.fi", "2", "done", "9", "to", "do"],
        ["toinen.fi", "1", "done", "0", "to", "do", "asks", "again", "(the", "site", "answered", "503)", "30", "s"],
        ["kolmas.fi", "0", "done", "0", "to", "do", "1", "failed"],
        [r"\x1b[2J.fi", "0", "done", "0", "to", "do", "waits", "99", "s"],
        ["all", "3", "done", "9", "to", "do", "3", "projects"],
    ]


def test_not_more_lines_than_a_screen_has():
    lines = shown([Event("visited", host=f"{number}.fi", source=str(number), waiting=1) for number in range(100)])
    assert len(lines) == Board.MOST + 1
    assert lines[-2][0] == "99.fi"
    assert lines[-1][:4] == ["all", "100", "done", "100"]


def test_markup_of_a_stranger_is_text():
    [line, _] = shown([Event("retry", host="[red]x[/red].fi", seconds=9, message="[bold]")])
    assert line[0] == "[red]x[/red].fi"
    assert "([bold])" in line


def test_the_figures_of_a_crawl():
    tally = Tally()
    for event in EVENTS:
        tally(event)
    assert list(tally.lines()) == ["Crawl: 1 page (1.5 kB), 1 unchanged, 1 retried, 1 refused, 100 s waited"]
    tally(Event("archived"))
    assert list(tally.lines()) == [
        "Crawl: 1 page (1.5 kB), 1 unchanged, 1 taken up, 1 retried, 1 refused, 100 s waited"
    ]


def test_a_run_that_asked_for_nothing_has_none():
    assert list(Tally().lines()) == []


SIZES = {0: "0.0 kB", 1500: "1.5 kB", 999_949: "999.9 kB", 1_500_000: "1.5 MB", 1_234_567_890: "1,234.6 MB"}


@pytest.mark.parametrize(("count", "text"), SIZES.items(), ids=str)
def test_sizes(count, text):
    assert size(count) == text

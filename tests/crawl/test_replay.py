from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from scraper.crawl.replay import Replay
from scraper.errors import FetchError, InputError, MissingInputError

URL = "https://www.hameenliitto.fi/rahoitus/akke-2021/"
META = {
    "url": URL,
    "file": "page.txt",
    "content_type": "text/plain; charset=utf-8",
    "fetched_at": "2021-04-22T09:00:00Z",
}


def record(root, meta: object = META, folder: str = "hameen-liitto/2021-04-akke", body: bytes = b"Hankkeet"):
    place = root / folder
    place.mkdir(parents=True)
    (place / "page.txt").write_bytes(body)
    (place / "meta.json").write_text(meta if isinstance(meta, str) else json.dumps(meta), encoding="utf-8")
    return place


def test_a_recorded_address_answers_as_the_web_did(tmp_path):
    record(tmp_path)
    response = Replay(tmp_path).fetch(URL)
    assert (response.url, response.status, response.body) == (URL, 200, b"Hankkeet")
    assert response.content_type == response.headers["content-type"] == "text/plain; charset=utf-8"
    assert response.fetched_at == datetime(2021, 4, 22, 9, tzinfo=UTC)


@pytest.mark.parametrize("url", [URL + "#sisalto", URL.replace("www.hameenliitto.fi", "WWW.Hameenliitto.FI")])
def test_the_same_address_written_otherwise(tmp_path, url):
    record(tmp_path)
    assert Replay(tmp_path).fetch(url).url == URL


@pytest.mark.parametrize("url", [URL.rstrip("/"), URL + "?a=1", URL.replace("https", "http"), "http://[", "", "x"])
def test_another_address_is_refused_with_the_nearest_one(tmp_path, url):
    record(tmp_path)
    record(tmp_path, META | {"url": "https://satakunta.fi/"}, "satakuntaliitto/2021-01-x")
    with pytest.raises(FetchError, match="no recording of this address; the nearest one is https://"):
        Replay(tmp_path).fetch(url)


def test_the_nearest_one_is_near(tmp_path):
    record(tmp_path)
    record(tmp_path, META | {"url": "https://satakunta.fi/"}, "satakuntaliitto/2021-01-x")
    with pytest.raises(FetchError, match=URL):
        Replay(tmp_path).fetch(URL.replace("2021", "2022"))


def test_the_latest_recording_of_an_address_counts(tmp_path):
    record(tmp_path, META | {"fetched_at": "2022-05-01T12:00:00+03:00"}, "a/2022-05-x", b"new")
    record(tmp_path, META, "a/2022-06-named-later", b"old")
    response = Replay(tmp_path).fetch(URL)
    assert (response.body, response.fetched_at.hour) == (b"new", 9)


def test_other_renderings_in_the_folder_are_not_what_an_address_answers(tmp_path):
    (record(tmp_path, META | {"renderings": [{"file": "dl.html"}]}) / "dl.html").write_text("<dl>")
    assert Replay(tmp_path).fetch(URL).body == b"Hankkeet"


def test_a_page_of_unknown_type(tmp_path):
    record(tmp_path, {key: value for key, value in META.items() if key != "content_type"})
    response = Replay(tmp_path).fetch(URL)
    assert response.content_type is None
    assert response.headers == {}


def test_a_page_that_went_missing_is_refused(tmp_path):
    folder = record(tmp_path)
    replay = Replay(tmp_path)
    (folder / "page.txt").unlink()
    with pytest.raises(FetchError, match=r"page\.txt can't be read"):
        replay.fetch(URL)


@pytest.mark.parametrize(
    ("meta", "words"),
    [
        ("{", "no JSON"),
        ("[]", "no JSON object"),
        (META | {"url": None}, "url is missing"),
        (META | {"file": 1}, "file is missing"),
        (META | {"file": "../../page.txt"}, "no file in this folder"),
        (META | {"file": "other.txt"}, "no file in this folder"),
        (META | {"file": ""}, "no file in this folder"),
        (META | {"content_type": 5}, "content_type is no text"),
        (META | {"fetched_at": "21.4.2021"}, "fetched_at '21.4.2021' is no ISO 8601 time"),
        (META | {"fetched_at": "2021-04-21T09:00:00"}, "no ISO 8601 time with its zone"),
    ],
    ids=str,
)
def test_a_wrong_recording_is_named(tmp_path, meta, words):
    record(tmp_path, meta)
    with pytest.raises(InputError, match=words) as caught:
        Replay(tmp_path)
    assert "meta.json" in str(caught.value)


@pytest.mark.parametrize("name", ["", "nowhere"], ids=["empty folder", "no folder"])
def test_nothing_to_replay(tmp_path, name):
    with pytest.raises(MissingInputError):
        Replay(tmp_path / name)

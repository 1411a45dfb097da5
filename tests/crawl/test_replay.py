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


@pytest.mark.parametrize("url", ["http://[", "", "x", "file:///etc/passwd", URL.replace("//", "//user:pass@")])
def test_no_page_has_such_an_address(tmp_path, url):
    record(tmp_path)
    with pytest.raises(FetchError, match=r"not a web address|a password in the address|no recording of this"):
        Replay(tmp_path).fetch(url)


@pytest.mark.parametrize(
    "url",
    [
        URL + "#sisalto",
        URL.replace("www.hameenliitto.fi", "WWW.Hameenliitto.FI"),
        URL.replace("www.hameenliitto.fi", "www.hameenliitto.fi:443"),
    ],
)
def test_the_same_address_written_otherwise(tmp_path, url):
    record(tmp_path)
    assert Replay(tmp_path).fetch(url).url == URL


@pytest.mark.parametrize("url", [URL.rstrip("/"), URL + "?a=1", URL.replace("https", "http"), "https://satakunta.fi/x"])
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
    assert "content-type" not in response.headers


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
        (META | {"content_type": "text/html\r\nX: y"}, "content_type is no text"),
        (META | {"asked_url": ["a"]}, "asked_url is no text"),
        (META | {"status": "200"}, "status '200' is none of an answer"),
        (META | {"status": 100}, "status 100 is none of an answer"),
        (META | {"headers": {"etag": "a\r\nb"}}, "headers are no lower-case names with texts"),
        (META | {"headers": {"a b": "1"}}, "headers are no lower-case names with texts"),
        (META | {"headers": {"transfer-encoding": "chunked"}}, "headers are no lower-case names with texts"),
        (META | {"fetched_at": "0001-01-01T00:00:00+14:00"}, "is no ISO 8601 time"),
        ("[" * 100_000, "no JSON"),
        (META | {"headers": ["etag"]}, "headers are no lower-case names with texts"),
        (META | {"fetched_at": "21.4.2021"}, "fetched_at '21.4.2021' is no ISO 8601 time"),
        (META | {"fetched_at": "2021-04-21T09:00:00"}, "no ISO 8601 time with its zone"),
    ],
    ids=lambda value: str(value)[:200],
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


@pytest.mark.parametrize(
    "url", ["https://hämeenliitto.fi/myönnetyt/?haku=äly", "http://127.0.0.1:8080/a|b", "https://[::1]/"]
)
def test_an_address_is_found_however_a_request_spells_it(tmp_path, url):
    record(tmp_path, META | {"url": url})
    assert Replay(tmp_path).fetch(url).body == b"Hankkeet"


def test_a_recorded_redirect_is_followed(tmp_path):
    record(tmp_path, META | {"asked_url": "https://hameenliitto.fi/akke"})
    assert Replay(tmp_path).fetch("https://hameenliitto.fi/akke").url == URL


def test_the_fetch_layer_refuses_a_recorded_answer_as_it_does_a_live_one(tmp_path):
    record(tmp_path, META | {"status": 404})
    record(tmp_path, META | {"url": "https://a.fi/", "headers": {"content-encoding": "br"}}, "a/2021-01-packed")
    with pytest.raises(FetchError, match="the site answered 404 Not Found; the page is gone"):
        Replay(tmp_path).fetch(URL)
    with pytest.raises(FetchError, match="packed as 'br'"):
        Replay(tmp_path).fetch("https://a.fi/")


def test_further_headers_are_answered(tmp_path):
    record(tmp_path, META | {"headers": {"etag": '"a1"', "last-modified": "Wed, 21 Apr 2021 09:00:00 GMT"}})
    assert Replay(tmp_path).fetch(URL).headers["etag"] == '"a1"'

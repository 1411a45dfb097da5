"""nginx, to which nothing is wrong: what it sends arrives byte for byte, and what did not change is not sent again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scraper.crawl.fetch import Fetcher
from scraper.errors import FetchError
from scraper.response import Validators
from tests.faults import nginx
from tests.faults.wire import PAGE

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(nginx.program() is None, reason="no nginx on this machine; run: make nginx")
LONG = PAGE * 2000


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = tmp_path_factory.mktemp("site")
    for name, body in {"page.html": PAGE, "long.html": LONG, "hämeen liitto.html": PAGE, "empty.html": b""}.items():
        (root / name).write_bytes(body)
    (root / "page.txt").write_text("Hämeen liitto myönsi 79 900 €.\n", encoding="utf-8")
    with nginx.serving(root) as (address, _):
        yield address


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    with Fetcher(allow_private=True) as one:
        yield one


ARRIVING = {
    "/page.html": PAGE,
    "/plain/page.html": PAGE,
    "/chunked/page.html": PAGE,
    "/once/page.html": PAGE,
    "/no-validators/page.html": PAGE,
    "/moved/page.html": PAGE,
    "/found/": PAGE,
    "/moved/h%C3%A4meen%20liitto.html": PAGE,
    "/hämeen liitto.html": PAGE,
    "/long.html": LONG,
    "/plain/long.html": LONG,
    "/chunked/long.html": LONG,
    "/empty.html": b"",
    "/page.txt": "Hämeen liitto myönsi 79 900 €.\n".encode(),
}


@pytest.mark.parametrize("path", ARRIVING)
def test_what_is_there_arrives(site: str, fetcher: Fetcher, path: str) -> None:
    for _ in range(2):
        response = fetcher.get(site + path)
        assert response.body == ARRIVING[path]
        assert response.status == 200


def test_the_kinds_of_traffic_are_what_they_are_called(site: str, fetcher: Fetcher) -> None:
    sent = {path: fetcher.get(site + path).headers for path in ("/page.html", "/plain/page.html", "/chunked/page.html")}
    assert sent["/page.html"]["content-encoding"] == "gzip"
    assert "content-encoding" not in sent["/plain/page.html"]
    assert sent["/plain/page.html"]["content-length"] == str(len(PAGE))
    assert sent["/chunked/page.html"]["transfer-encoding"] == "chunked"
    assert "etag" in sent["/plain/page.html"]
    assert "last-modified" in sent["/plain/page.html"]


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("/none.html", 404, "status"),
        ("/gone", 410, "status"),
        ("/busy", 503, "status"),
        ("/round/", None, "redirect"),
        ("/../../etc/passwd", 404, "status"),
        ("/%2e%2e/%2e%2e/etc/passwd", 400, "status"),
        ("/page.html%00.txt", 400, "status"),
    ],
)
def test_what_is_not_there_is_an_error(site: str, fetcher: Fetcher, path: str, status: int | None, kind: str) -> None:
    with pytest.raises(FetchError) as caught:
        fetcher.get(site + path)
    assert (caught.value.kind, caught.value.status) == (kind, status)


def test_retry_after_is_handed_on(site: str, fetcher: Fetcher) -> None:
    with pytest.raises(FetchError) as caught:
        fetcher.get(f"{site}/busy")
    assert caught.value.retry_after == "7"


@pytest.mark.parametrize("path", ["/page.html", "/plain/page.html", "/long.html", "/page.txt"])
@pytest.mark.parametrize("by", ["etag", "last-modified", "both"])
def test_what_did_not_change_is_not_sent_again(site: str, fetcher: Fetcher, path: str, by: str) -> None:
    headers = fetcher.get(site + path).headers
    etag = headers.get("etag") if by != "last-modified" else None
    date = headers.get("last-modified") if by != "etag" else None
    again = fetcher.get(site + path, validators=Validators(etag, date))
    assert (again.status, again.body) == (304, b"")


@pytest.mark.parametrize(
    "validators",
    [
        Validators('"another"', None),
        Validators(None, "Thu, 01 Jan 1998 00:00:00 GMT"),
        Validators('"another"', "Fri, 01 Jan 2100 00:00:00 GMT"),
        Validators("no quotes", None),
        Validators(None, "yesterday"),
        Validators(None, None),
    ],
    ids=str,
)
def test_what_changed_is_sent(site: str, fetcher: Fetcher, validators: Validators) -> None:
    again = fetcher.get(f"{site}/plain/page.html", validators=validators)
    assert (again.status, again.body) == (200, PAGE)


def test_a_listing_of_a_folder_is_a_page(site: str, fetcher: Fetcher) -> None:
    assert b'href="page.html"' in fetcher.get(f"{site}/browse/").body


def test_connections_are_kept_alive(site: str, fetcher: Fetcher) -> None:
    for _ in range(50):
        assert fetcher.get(f"{site}/page.html").body == PAGE

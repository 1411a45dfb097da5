from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scraper.crawl.fetch import fetch
from scraper.errors import FetchError
from tests.faults.internet import OTHER, PUBLIC, Internet
from tests.faults.server import ARRIVES, Fault, FaultServer
from tests.faults.wire import PAGE, html, moved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.faults.certificates import Authority

SPELLINGS = [
    "127.0.0.1", "127.1", "127.0.1", "127.0.0.1.", "127.255.255.254", "2130706433", "0x7f000001", "0x7F.1",
    "0x7f.0x0.0x0.0x1",
    "0177.0.0.1", "0177.1", "017700000001", "0000177.0.0.1", "localhost", "LOCALHOST", "localhost.", "LocalHost.",
    "0", "0x0", "00000000", "127。0。0。1", "127．0．0．1", "１２７.０.０.１", "①②⑦.⓪.⓪.①", "ｌｏｃａｌｈｏｓｔ",
    "0.0.0.0",  # noqa: S104
    "127%2e0%2e0%2e1", "%6cocalhost", "%31%32%37.0.0.1", "127.0.0.1%00.example", "127.0.0.1%20", "127.0.0.1\t",
    "[::1]", "[0:0:0:0:0:0:0:1]", "[0000::0001]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::FFFF:7F00:0001]",
    "[::127.0.0.1]", "[::ffff:0:127.0.0.1]", "[64:ff9b::127.0.0.1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]",
    "[2001::1]", "[fe80::1]", "[fe80::1%25lo]", "[fc00::1]", "[fd00:ec2::254]", "[fec0::1]", "[ff02::1]", "[ff01::1]",
    "10.0.0.1", "0xa.1", "172.16.0.1", "192.168.1.1", "3232235777", "0xc0a80101", "100.64.0.1", "169.254.169.254",
    "2852039166", "0xA9FEA9FE", "0251.0376.0251.0376", "[::ffff:a9fe:a9fe]", "192.0.0.192", "192.0.2.1", "198.18.0.1",
    "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "192.88.99.1",
    "private.example", "mapped.example", "both.example", "both-turned.example", "metadata.example",
    "193.166.3.2@127.0.0.1", "public.example:80@127.0.0.1", "public.example\\@127.0.0.1", "127.0.0.1\\@public.example",
    "127.0.0.1#@public.example", "127.0.0.1?@public.example", "127.0.0.1/@public.example",
]  # fmt: skip
"""This machine and its neighbours, in every way of writing that some resolver or parser understands."""


def hops(number: int) -> dict[str, bytes]:
    """Return a chain of redirects whose `number`th leads to this machine."""
    chain = {str(hop): moved(str(hop + 1)) for hop in range(1, number)}
    return chain | {str(number): moved("//127.0.0.1/secret")}


ODD = [
    *[Fault(f"to loopback at redirect {last}", moved("1"), "refused-address", more=hops(last)) for last in range(1, 5)],
    *[Fault(f"to {host}", moved(f"//{host}/x"), "refused-address") for host in ("localhost", "2130706433", "[::1]")],
    Fault("to a private name", moved("//private.example/"), "refused-address"),
    Fault("to metadata", moved("//169.254.169.254/latest/meta-data/"), "refused-address"),
    Fault("to a name that turns private", moved("//turning.example/good"), "refused-address"),
    Fault("to another public name", moved("//other.example/good"), ARRIVES),
]  # fmt: skip


@pytest.fixture(scope="module")
def site(authority: Authority) -> Iterator[FaultServer]:
    with FaultServer(authority.server("public.example", "turning.example", "other.example"), ODD) as running:
        yield running


@pytest.fixture
def internet(site: FaultServer, monkeypatch: pytest.MonkeyPatch) -> Internet:
    port = int(site.host("http").partition(":")[2])
    return Internet(
        names={
            "localhost": [["::1", "127.0.0.1"]],
            "public.example": [[PUBLIC]],
            "other.example": [[OTHER]],
            "private.example": [["192.168.1.1"]],
            "mapped.example": [["::ffff:127.0.0.1"]],
            "metadata.example": [["169.254.169.254"]],
            "both.example": [[PUBLIC, "127.0.0.1"]],
            "both-turned.example": [["::1", PUBLIC]],
            "turning.example": [["127.0.0.1"]],
            "rebinding.example": [[PUBLIC], ["127.0.0.1"]],
        },
        sites={PUBLIC: port, OTHER: port, "127.0.0.1": port, "::1": port},
    ).instead_of(monkeypatch)


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("host", SPELLINGS)
def test_no_spelling_leads_to_a_machine_that_is_not_public(internet: Internet, host: str, scheme: str) -> None:
    with pytest.raises(FetchError) as caught:
        fetch(f"{scheme}://{host}/secret")
    assert internet.reached == []
    assert caught.value.kind in {"refused-address", "address", "dns"}


@pytest.mark.parametrize("fault", ODD, ids=str)
def test_no_redirect_leads_there(internet: Internet, site: FaultServer, fault: Fault) -> None:
    url = f"http://public.example/{ODD.index(fault)}/"
    if fault.outcome == ARRIVES:
        assert fetch(url).body == PAGE
    else:
        with pytest.raises(FetchError) as caught:
            fetch(url)
        assert caught.value.kind == fault.outcome
    assert set(internet.reached) <= {PUBLIC, OTHER}


def test_a_name_is_looked_up_once_and_that_address_connected_to(internet: Internet) -> None:
    assert fetch("http://rebinding.example/good").body == PAGE
    assert internet.reached == [PUBLIC]
    with pytest.raises(FetchError, match="private network"):
        fetch("http://rebinding.example/good")
    assert internet.reached == [PUBLIC]


@pytest.mark.usefixtures("trusting")
def test_a_name_under_tls_is_checked_like_any_other(internet: Internet, site: FaultServer) -> None:
    internet.sites[PUBLIC] = int(site.host("https").partition(":")[2])
    assert fetch("https://public.example/good").body == PAGE
    with pytest.raises(FetchError, match="private network"):
        fetch("https://turning.example/good")
    assert internet.reached == [PUBLIC]


def test_what_is_allowed_is_reached(internet: Internet) -> None:
    """The same site, with `allow_private`: the tests above could not fail if it answered nobody."""
    assert fetch("http://127.0.0.1/good", allow_private=True).body == PAGE == html()[-len(PAGE) :]
    assert internet.reached == ["127.0.0.1"]

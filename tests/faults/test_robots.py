"""robots.txt on a real server: what each answer to it allows, how long it is remembered, how much of it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scraper.crawl.fetch import Fetcher
from scraper.crawl.robots import MOST, Robots
from tests.faults.connections import never_a_word, sent_then
from tests.faults.server import ARRIVES, HASTY, Fault, FaultServer, Wire
from tests.faults.wire import PAGE, chunk, head, html, moved, packed, typed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.faults.certificates import Authority

AGENT = "council-scraper"
DAY = 24 * 3600.0
RULES = b"User-agent: *\nDisallow: /secret\nCrawl-delay: 7\nSitemap: https://example.org/sitemap.xml\n"
TWICE = b"User-agent: council-scraper\nAllow: /page\n\nUser-agent: *\nDisallow: /\n\n" + RULES.replace(
    b"*", AGENT.encode()
)
PADDING = b"# " + b"x" * 97 + b"\n"
UMLAUT = RULES.replace(b"/secret", b"/*\xc3\xa4")
CUT_IN_A_LETTER = UMLAUT + b"#" * (MOST - len(UMLAUT) - 1) + b"\xc3\xa4\n"
CUT_IN_A_RULE = RULES + b"#" * (MOST - len(RULES) - 12) + b"\nDisallow: /secret/more\n"
EVERYTHING, RULED, NOTHING = "everything", "what the rules allow", "nothing"
BOM = b"\xef\xbb\xbf"


def text(body: bytes, content_type: str = "text/plain") -> bytes:
    return typed(content_type, body)


def answer(status: str, body: bytes = RULES) -> bytes:
    return html(status=status, body=body)


def redirects(number: int) -> dict[str, bytes]:
    """Return the answers below robots.txt of which the last is the rules, after so many redirects."""
    return {str(hop): moved(str(hop + 1)) for hop in range(1, number)} | {str(number): text(RULES)}


CASES = [
    (Fault("200", text(RULES), ARRIVES), RULED),
    (Fault("200 in chunks", head("Transfer-Encoding: chunked") + chunk(RULES) + b"0\r\n\r\n", ARRIVES), RULED),
    (Fault("200 that is empty", text(b""), ARRIVES), EVERYTHING),
    (Fault("200 with a byte order mark", text(BOM + RULES), ARRIVES), RULED),
    (Fault("200 with carriage returns", text(RULES.replace(b"\n", b"\r")), ARRIVES), RULED),
    (Fault("200 with both line ends", text(RULES.replace(b"\n", b"\r\n")), ARRIVES), RULED),
    (Fault("200 in Latin-1", text("# Häme\n".encode("latin-1") + RULES), ARRIVES), RULED),
    (Fault("200 with zero bytes", text(b"\0\0\n" + RULES), ARRIVES), RULED),
    (Fault("200 that is the home page", html(), ARRIVES), EVERYTHING),
    (Fault("200 of another type", text(RULES, "application/octet-stream"), ARRIVES), RULED),
    (Fault("200 that is random", text(bytes(range(256)) * 100), ARRIVES), EVERYTHING),
    (Fault("rules before 500 KiB, a megabyte in all", text(RULES + PADDING * 10_000), ARRIVES), RULED),
    (Fault("rules after 500 KiB", text(PADDING * 6000 + RULES), ARRIVES), EVERYTHING),
    (
        Fault(
            "rules for us alone",
            text(b"User-agent: council-scraper\nDisallow: /secret\n\nUser-agent: *\nDisallow: /\n"),
            ARRIVES,
        ),
        RULED,
    ),
    (Fault("rules for another alone", text(b"User-agent: otherbot\nDisallow: /\n"), ARRIVES), EVERYTHING),
    (Fault("rules that forbid all", text(b"User-agent: *\nDisallow: /\n"), ARRIVES), NOTHING),
    (
        Fault(
            "rules for our name with its version",
            text(b"User-Agent: Council-Scraper/1.0 (+x)\nDisallow: /secret\n"),
            ARRIVES,
        ),
        RULED,
    ),
    (Fault("rules in UTF-16", text(RULES.decode().encode("utf-16")), ARRIVES), RULED),
    (Fault("rules for us in two groups", text(TWICE), ARRIVES), RULED),
    (
        Fault("a rule of 5,000 stars", text(b"User-agent: *\nDisallow: /" + b"*a" * 5000 + b"$\n" + RULES), ARRIVES),
        RULED,
    ),
    (
        Fault(
            "an unknown line within a group",
            text(b"User-agent: council-scraper\nNoindex: /\nUser-agent: *\nDisallow: /\n"),
            ARRIVES,
        ),
        NOTHING,
    ),
    (
        Fault(
            "a comment in Latin-1 beside a rule in UTF-8",
            text(b"# H\xe4me, p\xe4iv\xe4\nUser-agent: *\nDisallow: /*\xc3\xa4\n"),
            ARRIVES,
        ),
        RULED,
    ),
    (Fault("a rule in UTF-8 and 500 KiB that end in a letter", text(CUT_IN_A_LETTER), ARRIVES), RULED),
    (Fault("a rule that 500 KiB cut off", text(CUT_IN_A_RULE), ARRIVES), RULED),
    (Fault("one redirect", moved("1"), ARRIVES, more=redirects(1)), RULED),
    (Fault("five redirects", moved("1"), ARRIVES, more=redirects(5)), RULED),
    (Fault("six redirects", moved("1"), ARRIVES, more=redirects(6)), EVERYTHING),
    (Fault("redirects in a circle", moved("/robots.txt"), ARRIVES), EVERYTHING),
    *[
        (Fault(status, answer(status), "status"), EVERYTHING)
        for status in ("400 No", "401 No", "403 No", "404 No", "410 No", "451 No")
    ],
    *[
        (Fault(status, answer(status), "status"), NOTHING)
        for status in ("500 Oh", "502 Oh", "503 Busy", "504 Oh", "599 Oh")
    ],
    (Fault("no answer", never_a_word, "timeout", HASTY), NOTHING),
    (Fault("closed at once", b"", "connection"), NOTHING),
    (Fault("cut off", head("Content-Length: 999") + RULES, "cut-off"), NOTHING),
    (Fault("reset", sent_then("reset", head("Content-Length: 999") + RULES), "connection"), NOTHING),
    (Fault("garbage", b"SSH-2.0-OpenSSH_9.2\r\n", "broken"), NOTHING),
    (Fault("gzip that is none", packed(RULES), "encoding"), NOTHING),
]


class Site(FaultServer):
    """A server whose robots.txt is the fault that it is told."""

    robots = CASES[0][0]

    def fault_at(self, path: str) -> tuple[Fault, str] | None:
        """Return the robots.txt of now, and what redirects from it lead to."""
        if path == "/robots.txt":
            return self.robots, ""
        return (self.robots, path.removeprefix("/")) if path.removeprefix("/") in self.robots.more else None


@pytest.fixture(scope="module")
def site(authority: Authority) -> Iterator[Site]:
    with Site(authority.server(), []) as running:
        yield running


def rules(site: Site, fault: Fault, fetcher: Fetcher) -> Robots:
    site.robots = fault
    site.requests.clear()
    return Robots(fetcher.get, AGENT)


@pytest.mark.parametrize(("fault", "allowed"), CASES, ids=str)
def test_what_an_answer_allows(site: Site, fault: Fault, allowed: str) -> None:
    base = f"http://{site.host('http')}"
    with Fetcher(limits=fault.limits, allow_private=True) as fetcher:
        robots = rules(site, fault, fetcher)
        assert robots.allows(f"{base}/page") is (allowed != NOTHING)
        assert robots.allows(f"{base}/secret/%C3%A4") is (allowed == EVERYTHING)


@pytest.mark.parametrize("allowed", [True, False])
def test_it_is_remembered_for_a_day(site: Site, allowed: bool) -> None:
    clock = [0.0]
    base = f"http://{site.host('http')}"
    with Fetcher(allow_private=True) as fetcher:
        site.robots = Fault("rules", text(RULES), ARRIVES) if allowed else Fault("none", answer("404 No"), "status")
        site.requests.clear()
        robots = Robots(fetcher.get, AGENT, now=lambda: clock[0])
        for clock[0] in (0, 1, DAY / 2, DAY - 1):
            robots.allows(f"{base}/page")
            robots.delay(f"{base}/page")
        assert len(site.requests) == 1
        clock[0] = DAY + 1
        robots.allows(f"{base}/page")
        assert len(site.requests) == 2


def test_the_scheme_and_port_have_rules_of_their_own(site: Site, trusting: None) -> None:
    with Fetcher(allow_private=True) as fetcher:
        robots = rules(site, Fault("rules", text(RULES), ARRIVES), fetcher)
        for scheme in ("http", "https"):
            assert robots.allows(f"{scheme}://{site.host(scheme)}/page")
        assert len(site.requests) == 2


@pytest.mark.parametrize(
    ("line", "delay"),
    [("7", 7.0), ("0.5", 0.5), ("0", 0.0), ("-1", None), ("soon", None), ("1e999", None), ("nan", None), ("", None)],
)
def test_the_delay_that_it_asks_for(site: Site, line: str, delay: float | None) -> None:
    fault = Fault("delay", text(f"User-agent: *\nCrawl-delay: {line}\nDisallow:\n".encode()), ARRIVES)
    with Fetcher(allow_private=True) as fetcher:
        robots = rules(site, fault, fetcher)
        assert robots.delay(f"http://{site.host('http')}/page") == delay


def test_the_sitemaps_that_it_names(site: Site) -> None:
    with Fetcher(allow_private=True) as fetcher:
        robots = rules(site, Fault("rules", text(RULES), ARRIVES), fetcher)
        assert robots.sitemaps(f"http://{site.host('http')}/page") == ["https://example.org/sitemap.xml"]
        assert fetcher.get(site.good("http")).body == PAGE


async def shut(wire: Wire) -> None:
    wire.reset()


def test_an_error_is_asked_about_again(site: Site) -> None:
    """A site that was down for a moment is not left alone for a day: what an error said is soon forgotten."""
    clock = [0.0]
    base = f"http://{site.host('http')}"
    with Fetcher(allow_private=True) as fetcher:
        site.robots = Fault("down", shut, "connection")
        robots = Robots(fetcher.get, AGENT, now=lambda: clock[0])
        assert not robots.allows(f"{base}/page")
        site.robots = Fault("up", text(RULES), ARRIVES)
        clock[0] = DAY + 1
        assert robots.allows(f"{base}/page")

"""Other people's robots.txt: Google's examples are judged alike but for its quirks, thousands of real ones do no harm.

The examples are read out of robots_test.cc, in which each expectation names a file, a robot and an address.
"""

from __future__ import annotations

import ast
import os
import re
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from scraper.crawl.robots import Robots
from scraper.response import Response
from tests.peers.archives import contents

MISSING = "the peers' archives are not fetched; run: make peers"
QUIRKS = {
    example: group["reason"]
    for group in tomllib.loads(Path(__file__).with_name("differences.toml").read_text("utf-8"))["robots"]
    for example in group["examples"]
}
LITERAL = r'"(?:\\.|[^"\\])*"'
STATEMENT = re.compile(
    rf"""TEST\(\w+,\s*(?P<test>\w+)\)
    |(?:const\s+)?(?:absl::string_view|std::string)\s+(?P<name>\w+)\s*=\s*(?P<text>(?:{LITERAL}\s*)+);
    |EXPECT_(?P<allowed>TRUE|FALSE)\(\s*IsUserAgentAllowed\(\s*(?P<arguments>(?:(?:\w+|(?:{LITERAL}\s*)+)[\s,]*){{3}})\)\)""",
    re.VERBOSE,
)


class Example(NamedTuple):
    """A robots.txt, who asks for what, and whether they may."""

    name: str
    text: bytes
    agent: str
    url: str
    allowed: bool

    def __str__(self) -> str:
        return self.name


def examples() -> list[Example]:
    """Return Google's expectations, but those of a robot or an address without a name."""
    source = contents("jwm-robotstxt", "robotstxt/robots_test.cc")
    found: list[Example] = []
    texts: dict[str, bytes] = {}
    test = ""
    for statement in STATEMENT.finditer("".join(text.decode() for text in source.values())):
        if statement["test"]:
            test = statement["test"]
        elif statement["name"]:
            texts[statement["name"]] = joined(statement["text"])
        else:
            arguments = re.findall(rf"\w+|(?:{LITERAL}\s*)+", statement["arguments"])
            text, agent, url = [joined(each) if each[0] == '"' else texts[each] for each in arguments]
            if agent and url:
                number = sum(example.name.startswith(f"{test} ") for example in found) + 1
                found.append(
                    Example(f"{test} {number}", text, agent.decode(), url.decode(), statement["allowed"] == "TRUE")
                )
    return found


def joined(literals: str) -> bytes:
    """Return the bytes of C++ string literals that stand one after another."""
    return b"".join(
        ast.literal_eval(f"u{literal}").encode("latin-1") if literal.isascii() else ast.literal_eval(literal).encode()
        for literal in re.findall(LITERAL, literals)
    )


def robots(text: bytes, agent: str) -> Robots:
    """Return the rules of a robots.txt that is the same on every host."""
    headers = {"content-type": "text/plain"}
    return Robots(lambda url: Response(url, 200, headers, "text/plain", text, datetime.now(UTC)), agent)


EXAMPLES = examples()


@pytest.mark.parametrize("example", EXAMPLES or [pytest.param(None, marks=pytest.mark.skip(MISSING))], ids=str)
def test_as_google_judges(example: Example) -> None:
    judged = robots(example.text, example.agent).allows(example.url)
    assert judged == (example.allowed != (example.name in QUIRKS)), QUIRKS.get(example.name, "")


def test_examples_are_many_and_quirks_few() -> None:
    if not EXAMPLES:
        pytest.skip(MISSING)
    assert len(EXAMPLES) >= 138
    assert set(QUIRKS) <= {example.name for example in EXAMPLES}
    assert len(QUIRKS) <= 11


def test_real_files_do_no_harm() -> None:
    """Every twentieth of protego's collection; `make test-faults` reads all."""
    files = list(contents("protego", "tests/test_data/*").values())[
        :: 1 if os.environ.get("COUNCIL_SCRAPER_ALL_ROBOTS") else 20
    ]
    if not files:
        pytest.skip(MISSING)
    for text in files:
        rules = robots(text, "council-scraper")
        assert rules.allows("https://example.org/") in {True, False}
        delay = rules.delay("https://example.org/")
        assert delay is None or delay >= 0
        assert all(isinstance(sitemap, str) for sitemap in rules.sitemaps("https://example.org/"))

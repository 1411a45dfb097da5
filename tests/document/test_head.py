from __future__ import annotations

import pytest

from scraper.document import read
from tests.document.reading import string

FACTS = [
    ("<title> Hankkeet\n2021 </title>", "title", "Hankkeet 2021", "/html/head/title"),
    ('<meta property="og:title" content="A">', "og:title", "A", "/html/head/meta/@content"),
    ('<meta property="og:site_name" content="Häme">', "site_name", "Häme", "/html/head/meta/@content"),
    ('<meta name="Description" content="A&amp;B">', "description", "A&B", "/html/head/meta/@content"),
    ('<meta property="article:modified_time" content="2021">', "modified", "2021", "/html/head/meta/@content"),
    ('<meta http-equiv="Last-Modified" content="x">', "modified", "x", "/html/head/meta/@content"),
    ('<meta name="DCTERMS.date" content="2021">', "published", "2021", "/html/head/meta/@content"),
    ('<meta charset="utf-8"><meta name="date" content="2021">', "published", "2021", "/html/head/meta[2]/@content"),
    ('<link rel="canonical" href="https://x.fi/">', "canonical", "https://x.fi/", "/html/head/link/@href"),
    ('<link rel=alternate hreflang=sv href="/sv/">', "translation", "/sv/", "/html/head/link/@href"),
    ('<script type="application/ld+json">{"dateModified": "2021-04-21T10:00"}</script>', "modified", "2021-04-21T10:00",
     "/html/head/script"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "fact", "text", "path"), FACTS, ids=[row[0] for row in FACTS])
def test_facts(head, fact, text, path):
    page = f"<html><head>{head}</head><body><p>A</p></body></html>"
    document = read(page.encode())
    (block,) = document.facts[fact]
    assert block.text == text
    found = document.locate(block.number, 0, len(text), block.number)
    assert found.path == path
    assert string(page, path)[found.start : found.end] == found.raw


def test_times_in_the_text():
    page = '<nav><time datetime="2000">x</time></nav><p>A <time datetime=" 2021-04-21 ">21.4.</time> B</p>'
    document = read(page.encode())
    (block,) = document.facts["time"]
    found = document.locate(block.number, 0, 4, block.number)
    assert found == ("2021", "/html/body/p/time/@datetime", 1, 5)


@pytest.mark.parametrize(
    ("element", "kept"),
    [
        ("<link rel=alternate hreflang=sv href=/sv/>", {"translation": 50}),
        ("<meta name=date content=2021>", {"published": 50}),
        ("<meta name=date content=&#8203;>", {}),
        ("<title>&#8203;</title>", {}),
    ],
)
def test_a_hundred_thousand_facts_are_no_more_than_a_few(element, kept):
    found = read(f"<head>{element * 100_000}</head><p>A".encode()).facts
    assert {fact: len(blocks) for fact, blocks in found.items()} == kept


def test_empty_facts_are_none():
    assert read(b'<title> </title><meta name="description" content=""><time datetime="">A</time>').facts == {}


LANGUAGES = [
    ('<html lang="fi">', "fi"),
    ('<html lang="sv-FI">', "sv"),
    ('<html xml:lang="EN">', "en"),
    ("<html>", None),
    ('<html lang="">', None),
    ('<html><meta property="og:locale" content="fi_FI">', "fi"),
]


@pytest.mark.parametrize(("start", "language"), LANGUAGES, ids=[row[0] for row in LANGUAGES])
def test_language(start, language):
    assert read(f"{start}<body><p>A</p></body></html>".encode()).language == language

"""The Atom feed is one whatever the projects say: RFC 4287's elements, and no character that XML can't hold."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from lxml import etree

from scraper.atom import Step, feed
from scraper.changes import compare
from scraper.model import Project
from scraper.schema import project_record

AT = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
ATOM = "{http://www.w3.org/2005/Atom}"


def feed_of(old: list[Project], new: list[Project]):
    changes = compare(*([project_record(one, evidence=False) for one in side] for side in (old, new)))
    return etree.fromstring(feed([Step(AT, changes)], title="Hankkeet & muuta", begun=AT).encode())


def project(**values):
    return Project(**{"id": "a", "name": "Silta", "source_url": "https://example.org/", **values})


def test_a_feed_has_all_that_the_standard_requires():
    feed = feed_of([], [project()])
    assert feed.tag == f"{ATOM}feed"
    for element in (feed, feed.find(f"{ATOM}entry")):
        assert {f"{ATOM}id", f"{ATOM}title", f"{ATOM}updated"} <= {child.tag for child in element}
        assert element.findtext(f"{ATOM}id").startswith("urn:uuid:")
        assert element.findtext(f"{ATOM}updated") == "2026-03-02T06:00:00Z"
    assert feed.findtext(f"{ATOM}title") == "Hankkeet & muuta"
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "council-scraper"


@pytest.mark.parametrize(
    ("old", "new", "title", "content"),
    [
        ([], [project(applicant="Kehitys Oy")], "added: Silta", "applicant: Kehitys Oy"),
        ([project(applicant="Kehitys Oy")], [], "removed: Silta", "applicant: Kehitys Oy"),
        ([project(goals=["a"])], [project(goals=["a", "b"])], "changed: Silta", "goals: a → a; b"),
        ([project(goals=["a"])], [project()], "changed: Silta", "goals: a → –"),
        ([project()], [project(other_fields={"Aika": "aina"})], "changed: Silta", "other_fields: – → Aika: aina"),
        ([project()], [project(name="<b>&\0\x1b\ud800\uffff")], "changed: <b>&", "name: Silta → <b>&"),
        ([], [project(source_url=None, applicant="x")], "added: Silta", "applicant: x"),
    ],
    ids=["added", "removed", "list", "list gone", "object", "markup and what XML can't hold", "no address"],
)
def test_an_entry_says_what_happened(old, new, title, content):
    [entry] = feed_of(old, new).findall(f"{ATOM}entry")
    assert (entry.findtext(f"{ATOM}title"), entry.findtext(f"{ATOM}content")) == (title, content)


def test_a_feed_without_entries_is_one_still():
    assert feed_of([], []).findtext(f"{ATOM}updated") == "2026-03-02T06:00:00Z"

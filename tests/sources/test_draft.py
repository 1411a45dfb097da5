from __future__ import annotations

import pytest

from scraper import pipeline
from scraper.errors import UsageError
from scraper.sources import load_sources
from scraper.sources.draft import draft
from scraper.sources.lint import lint

DRAFTS = [
    ("https://www.pirkanmaa.fi/hankkeet/", "pirkanmaan-liitto", "Pirkanmaan liitto", "06", "fi", "/hankkeet/x", "/x"),
    ("https://www.pirkanmaa.fi/a/lista.html", "pirkanmaan-liitto", "Pirkanmaan liitto", "06", "fi", "/a/b", "/c/a/"),
    ("https://obotnia.fi/sv/aktuellt", "osterbottens-forbund", "Österbottens förbund", "15", "sv", "/sv/x", "/fi/x"),
    ("https://regeringen.ax/bidrag", "alands-landskapsregering", "Ålands landskapsregering", "21", "sv", "/x", None),
    ("https://hankkeet.example.org:8080/a.b/c?id=1", "hankkeet-example-org", "hankkeet-example-org", None, "fi",
     "/a.b/d", "/axb/d"),
    ("http://example.org/o'clock/", "example-org", "example-org", None, "fi", "/o'clock/x", "/o"),
    ("http://example.org", "example-org", "example-org", None, "fi", "/x", None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("url", "name", "funder", "region", "language", "followed", "not_followed"),
    DRAFTS,
    ids=[each[0] for each in DRAFTS],
)
def test_a_draft_is_a_definition_without_fault(tmp_path, url, name, funder, region, language, followed, not_followed):
    drafted, text = draft(url)
    file = tmp_path / f"{drafted}.toml"
    file.write_text(text, encoding="utf-8")
    assert list(lint([file])) == []
    [source] = load_sources(tmp_path)
    assert (source.id, source.funder, source.region, source.language) == (name, funder, region, language)
    assert (source.starts, source.live, source.verified) == ((url,), "named", None)
    [pattern] = source.follow.allow
    root = "/".join(url.split("/")[:3])
    assert pattern.search(root + followed)
    assert not pattern.search(f"https://other.org/{url}")
    if not_followed:
        assert not pattern.search(root + not_followed)


def test_a_page_that_was_read_tells_its_language_and_how_many_projects_it_has():
    page = '<html lang="sv"><main><h1>Projekt</h1><p>Sökande: Vasa stad</p><p>Beviljat stöd: 5 000 €</p></main></html>'
    read = pipeline.extract(page.encode())
    _, text = draft("https://www.obotnia.fi/projekt/", read=read)
    assert 'language = "sv"' in text
    assert "the start page has 1 today" in text


@pytest.mark.parametrize("url", ["pirkanmaa.fi", "ftp://a.fi/", "https://u:p@a.fi/", "https://a.fi/a b", "http://["])
def test_what_is_no_address(url):
    with pytest.raises(UsageError, match="is no address of a page") as caught:
        draft(url)
    assert "u:p" not in str(caught.value)


@pytest.mark.parametrize("name", ["", "A", "a b", "../a", "a--b"])
def test_what_is_no_id(name):
    if not name:
        assert draft("https://a.fi/", name=name)[0] == "a-fi"
        return
    with pytest.raises(UsageError, match="is no id"):
        draft("https://a.fi/", name=name)

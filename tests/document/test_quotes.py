from __future__ import annotations

import pytest

from scraper import extract
from scraper.document.printed import read_printed
from scraper.model import Evidence
from tests.saved_pages import all_pages

PAGE = (
    b"<html><head><meta name=d content='M'><script>x = 1</script></head>"
    b"<body><p>Hakija <b>Forssan  kaupunki</b>, joka<p>on"
)


@pytest.mark.parametrize(
    ("path", "start", "end", "room", "quote"),
    [
        ("/html/body/p[1]/b", 0, 17, 40, ("Hakija", "Forssan kaupunki", ", joka on")),
        ("/html/body/p[1]/b", 0, 17, 5, ("…", "Forssan kaupunki", ", …")),
        ("/html/body/p[1]", 0, 6, 40, ("", "Hakija", "Forssan kaupunki, joka on")),
        ("/html/body/p[2]", 0, 2, 8, ("…joka", "on", "")),
        ("/html/head/meta/@content", 0, 1, 40, ("", "M", "")),
    ],
)
def test_words_are_quoted_with_what_stands_around_them(path, start, end, room, quote):
    raw = {"/html/body/p[1]/b": "Forssan  kaupunki", "/html/body/p[1]": "Hakija", "/html/body/p[2]": "on"}.get(
        path, "M"
    )
    assert read_printed(PAGE).around(Evidence(raw, path, start, end, "structure"), room) == quote


def test_of_a_text_too():
    page = "Nimi: Ääni\r\nHakija: Forssa\r\nAika: 2021".encode("windows-1252")
    evidence = Evidence("Forssa", "line:2", 8, 14, "line")
    assert read_printed(page, content_type="text/plain").around(evidence) == (
        "Nimi: Ääni Hakija:",
        "Forssa",
        "Aika: 2021",
    )


@pytest.mark.parametrize("page", all_pages(), ids=lambda page: f"{page.path.parent.name}/{page}")
def test_every_value_of_the_saved_pages_stands_among_its_words(page):
    data = page.path.read_bytes()
    printed = read_printed(data, content_type=page.content_type, path_hint=page.url)
    for project in extract(data, url=page.url, content_type=page.content_type).projects:
        quote = printed.around(project.evidence["name"])
        assert quote.words == " ".join(project.evidence["name"].raw.split())
        if project.granted_amount:
            around = printed.around(project.evidence["granted_amount"])
            assert around.before
            assert around.before[-1] not in "0123456789"

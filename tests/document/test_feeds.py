"""Sitemaps and feeds: the addresses they name, and the lists that are refused."""

from __future__ import annotations

import gzip

import pytest

from scraper.document.feeds import MOST_ADDRESSES, Addresses, read_addresses
from scraper.errors import UnreadablePageError

HERE = "https://liitto.fi/lists/all.xml"
SITEMAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'

LISTS = {
    "sitemap": (
        f"<?xml version='1.0' encoding='UTF-8'?><urlset {SITEMAP}><url><loc>\n https://liitto.fi/a?x=1&amp;y=2 </loc>"
        "<lastmod>2021-01-01</lastmod></url><url><loc>/b</loc></url></urlset>",
        ["https://liitto.fi/a?x=1&y=2", "https://liitto.fi/b"],
    ),
    "sitemap with pictures": (
        f'<urlset {SITEMAP} xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"><url>'
        "<image:image><image:loc>https://liitto.fi/kuva.jpg</image:loc></image:image><loc>https://liitto.fi/a</loc>"
        "</url></urlset>",
        ["https://liitto.fi/a"],
    ),
    "sitemap without a namespace": ("<urlset><url><loc>/a</loc></url></urlset>", ["https://liitto.fi/a"]),
    "sitemap with a doubled page": (
        "<urlset><url><loc>/a</loc></url><url><loc>/a</loc></url></urlset>",
        ["https://liitto.fi/a"],
    ),
    "plain text": (
        "https://liitto.fi/a\r\n\r\nhttps://liitto.fi/b\r\n",
        ["https://liitto.fi/a", "https://liitto.fi/b"],
    ),
    "RSS 2.0": (
        '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><link>https://liitto.fi/</link>'
        '<atom:link href="https://liitto.fi/feed" rel="self"/><item><title>A</title><link>https://liitto.fi/a</link>'
        '<guid isPermaLink="false">12</guid></item><item><guid>https://liitto.fi/b</guid></item>'
        "<item><guid>tag:b</guid></item></channel></rss>",
        ["https://liitto.fi/a", "https://liitto.fi/b"],
    ),
    "RSS 1.0": (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
        "<item><link>https://liitto.fi/a</link></item></rdf:RDF>",
        ["https://liitto.fi/a"],
    ),
    "RSS 0.91 with its document type": (
        '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" '
        '"http://my.netscape.com/publish/formats/rss-0.91.dtd">'
        "<rss><channel><item><link>/a</link></item></channel></rss>",
        ["https://liitto.fi/a"],
    ),
    "Atom": (
        '<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://liitto.fi/"/>'
        '<entry><link rel="edit" href="/edit"/><link href="/a"/></entry>'
        '<entry><link rel="alternate" type="text/html" href="/b"/></entry><entry><id>c</id></entry></feed>',
        ["https://liitto.fi/a", "https://liitto.fi/b"],
    ),
    "RSS with further links": (
        "<rss><channel><image><link>/kuva</link></image><item><title>A</title><source><link>/muu</link></source>"
        "<link> </link><link>/a</link><link>/b</link></item></channel></rss>",
        ["https://liitto.fi/a"],
    ),
    "sitemap with more in it": (
        "<urlset><!-- <url> --><huomio>/x</huomio><url><lastmod>/m</lastmod><loc>/a<!-- b -->b</loc><loc>/c</loc>"
        "<other><url><loc>/d</loc></url></other></url><loc>/e</loc></urlset>",
        ["https://liitto.fi/ab"],
    ),
    "plain text with a mark and a line that is none": (
        "\ufeffhttps://liitto.fi/a\nhttp://[\nhttps://liitto.fi/b",
        ["https://liitto.fi/a", "https://liitto.fi/b"],
    ),
    "Atom with bases": (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="/uutiset/"><entry><link href="a"/></entry>'
        '<entry xml:base="2026/"><link href="b"/></entry><entry xml:base="http://["><link href="/c"/></entry></feed>',
        ["https://liitto.fi/uutiset/a", "https://liitto.fi/uutiset/2026/b", "https://liitto.fi/c"],
    ),
    "Atom with a page in several forms": (
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><link type="application/pdf" href="/a.pdf"/>'
        '<link type="text/html" href="/a"/></entry><entry><link type="application/pdf" href="/b.pdf"/></entry>'
        '<entry><link rel="http://www.iana.org/assignments/relation/alternate" href="/c"/></entry></feed>',
        ["https://liitto.fi/a", "https://liitto.fi/b.pdf", "https://liitto.fi/c"],
    ),
    "empty sitemap": (f"<urlset {SITEMAP}/>", []),
}


def in_parts(data: bytes) -> bytes:
    """Pack each half by itself, as programs do that use several processors, and fill up a block of the disk."""
    half = len(data) // 2
    return gzip.compress(data[:half]) + gzip.compress(data[half:]) + bytes(512)


@pytest.mark.parametrize("pack", [lambda data: data, gzip.compress, in_parts], ids=["plain", "gzip", "gzip in parts"])
@pytest.mark.parametrize(("text", "pages"), LISTS.values(), ids=LISTS)
def test_what_a_list_names(text, pages, pack):
    assert read_addresses(pack(text.encode()), url=HERE) == Addresses(pages=tuple(pages))


def test_an_index_names_lists():
    index = f"<sitemapindex {SITEMAP}><sitemap><loc>/1.xml.gz</loc></sitemap><sitemap><loc>/2.xml</loc></sitemap>"
    found = read_addresses(f"{index}</sitemapindex>".encode(), url=HERE)
    assert found == Addresses(lists=("https://liitto.fi/1.xml.gz", "https://liitto.fi/2.xml"))


def test_other_encodings_are_read_as_declared():
    text = '<?xml version="1.0" encoding="iso-8859-1"?><urlset><url><loc>/hämeenlinna</loc></url></urlset>'
    assert read_addresses(text.encode("latin-1"), url=HERE).pages == ("https://liitto.fi/hämeenlinna",)
    assert read_addresses(text.replace("iso-8859-1", "utf-16").encode("utf-16"), url=HERE).pages == (
        "https://liitto.fi/hämeenlinna",
    )


BOMB = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
REFUSED = {
    "nothing": (b" \n", "empty"),
    "an HTML page": (b"<!doctype html><html><body><p>Ei sivua</p></body></html>", "no well-formed XML"),
    "another XML document": (b"<kml/>", "no sitemap or feed"),
    "cut off": (b"<urlset><url><loc>https://liitto.fi/a</loc></url><url><lo", "no well-formed XML"),
    "gzip cut off": (gzip.compress(b"<urlset/>" + b" " * 99)[:-9], "cut off"),
    "gzip cut off in its second part": (in_parts(b"https://liitto.fi/a\n" * 9)[:-530], "cut off"),
    "gzip with more after it": (gzip.compress(b"https://liitto.fi/a") + b"more", "broken gzip, or bytes after it"),
    "gzip with a wrong checksum": (gzip.compress(b"<urlset/>")[:-8] + bytes(8), "broken gzip"),
    "gzip that is none": (b"\x1f\x8bhello there", "broken gzip"),
    "a gzip bomb": (gzip.compress(b"\0" * 60_000_000), "over 50,000,000 bytes"),
    "too many addresses": (
        b"\n".join(b"https://liitto.fi/%d" % n for n in range(MOST_ADDRESSES + 1)),
        "over 50,000 addresses",
    ),
    "too many entries": (
        b"<urlset>" + b"".join(b"<url><loc>/%d</loc></url>" % n for n in range(MOST_ADDRESSES + 1)) + b"</urlset>",
        "over 50,000 addresses",
    ),
    "words": (b"Palvelussa on huoltokatko.", "no sitemap or feed"),
    "JSON": (b'{"urls": ["https://liitto.fi/a"]}', "no sitemap or feed"),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "no sitemap or feed"),
    "gzip twice": (gzip.compress(gzip.compress(b"<urlset/>")), "no sitemap or feed"),
    "entities in UTF-16": (
        "<!DOCTYPE x [<!ENTITY f 'x'>]><urlset><url><loc>&f;</loc></url></urlset>".encode("utf-16"),
        "declares entities",
    ),
    "a file of this machine": (
        b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><urlset><url><loc>&f;</loc></url></urlset>',
        "declares entities",
    ),
    "an address of this machine": (
        b'<!DOCTYPE x [<!ENTITY f SYSTEM "http://127.0.0.1:9/x">]><urlset><url><loc>&f;</loc></url></urlset>',
        "declares entities",
    ),
    "a parameter entity": (
        b'<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]><urlset/>',
        "declares entities|no well-formed",
    ),
    "a billion laughs": (
        f'<!DOCTYPE x [<!ENTITY a0 "ha">{BOMB}]><rss><channel><item><link>&a9;</link></item></channel></rss>'.encode(),
        "declares entities|no well-formed",
    ),
    "laughs in an attribute": (
        f'<!DOCTYPE x [<!ENTITY a0 "ha">{BOMB}]><feed><entry><link href="&a9;"/></entry></feed>'.encode(),
        "declares entities|no well-formed",
    ),
}


@pytest.mark.parametrize(("data", "words"), REFUSED.values(), ids=REFUSED)
def test_lists_that_are_refused(data, words):
    with pytest.raises(UnreadablePageError, match=words) as refused:
        read_addresses(data, url=HERE)
    assert "root:" not in str(refused.value)
    assert len(str(refused.value).splitlines()) == 1


def test_a_document_type_is_never_read(tmp_path):
    (tmp_path / "x.dtd").write_text('<!ENTITY f "https://liitto.fi/from-the-dtd">')
    page = f'<!DOCTYPE urlset SYSTEM "{tmp_path}/x.dtd"><urlset><url><loc>&f;</loc></url></urlset>'
    assert read_addresses(page.encode(), url=HERE) == Addresses()

from __future__ import annotations

import codecs

import pytest

from scraper.document import read
from scraper.document.encoding import decode_name
from tests.document.reading import texts

WORDS = "Hämeen liitto myönsi 79 900 € – Åland, Šeškus"
PAGE = "<!doctype html><html><head>{}<title>T</title></head><body><p>Hämeen ryhmä: {}</p></body></html>"
EQUIV = '<META http-equiv=Content-Type content="text/html; charset=iso-8859-15">'
DECLARATION = '<?xml version="1.0" encoding="iso-8859-15"?>'
UTF_8, LATIN, NINE, WIDE, EURO = "utf-8", "windows-1252", "iso-8859-15", "utf-16-le", "€ – š"


def page(meta: str = "", more: str = "") -> str:
    return PAGE.format(meta, more)


PAGES = [
    ("utf-8", page(more=EURO).encode("utf-8"), None, UTF_8, EURO),
    ("utf-8 with a mark", codecs.BOM_UTF8 + page(more=EURO).encode(), None, UTF_8, EURO),
    ("cp1252", page(more=EURO).encode("cp1252"), None, LATIN, EURO),
    ("latin-1 in the header", page().encode("latin-1"), "text/html; charset=ISO-8859-1", LATIN, ""),
    ("latin-1 means cp1252", page(more=EURO).encode("cp1252"), "text/html; charset=latin1", LATIN, EURO),
    ("latin-9 in the header", page(more="€ š").encode(NINE), 'text/html; charset="iso-8859-15"', NINE, "€ š"),
    ("latin-9 in the meta", page('<meta charset="ISO-8859-15">', "€").encode(NINE), None, NINE, "€"),
    ("utf-16 with a mark", codecs.BOM_UTF16_LE + page(more=EURO).encode("utf-16-le"), None, WIDE, EURO),
    ("utf-16-be with a mark", codecs.BOM_UTF16_BE + page(more=EURO).encode("utf-16-be"), None, "utf-16-be", EURO),
    ("utf-16 without a mark", page(more=EURO).encode("utf-16-le"), None, WIDE, EURO),
    ("utf-16 in the header only", page(more=EURO).encode(), "text/html; charset=utf-16", UTF_8, EURO),
    ("utf-8 under a wrong header", page(more=EURO).encode(), "text/html; charset=iso-8859-1", UTF_8, EURO),
    ("utf-8 under a wrong meta", page('<meta charset="windows-1252">', EURO).encode(), None, UTF_8, EURO),
    ("cp1252 under a wrong header", page(more=EURO).encode("cp1252"), "text/html; charset=utf-8", LATIN, EURO),
    ("cp1252 under a wrong meta", page('<meta charset="utf-8">', EURO).encode("cp1252"), None, LATIN, EURO),
    ("http-equiv", page(EQUIV, "€").encode(NINE), None, NINE, "€"),
    ("XML declaration", (DECLARATION + page(more="€")).encode(NINE), None, NINE, "€"),
    ("utf-7 is no label", page(more="+ADw-").encode(), "text/html; charset=utf-7", UTF_8, "+ADw-"),
    ("rot13 is no label", page(more=EURO).encode("cp1252"), "text/html; charset=rot13", LATIN, EURO),
    ("zlib is no label", page(more=EURO).encode("cp1252"), "text/html; charset=zlib", LATIN, EURO),
    ("an empty label", page(more=EURO).encode(), "text/html; charset=", UTF_8, EURO),
    ("undefined in cp1252", page(more="EURO").encode(LATIN).replace(b"EURO", b"\xff\x81"), None, LATIN, "ÿ\ufffd"),
    ("utf-8 with a stray byte", page(more="ö EURO").encode().replace(b"EURO", b"\xff"), None, UTF_8, "ö \ufffd"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "content_type", "name", "more"), [row[1:] for row in PAGES], ids=[row[0] for row in PAGES]
)
def test_pages(data, content_type, name, more):
    document = read(data, content_type=content_type)
    assert texts(document) == [f"Hämeen ryhmä: {more}".strip()]
    assert document.encoding == name
    assert document.media == "html"


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_plain_text(name):
    document = read(WORDS.replace("š", "s").encode(name))
    assert texts(document) == [WORDS.replace("š", "s")]
    assert document.media == "text"


REFERENCES = [
    ("&#128;", "€"), ("&auml;", "ä"), ("&nbsp;|", "|"), ("&#xD800;", "\ufffd"), ("&#0;", "\ufffd"), ("a&shy;b", "ab"),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "expected"), REFERENCES, ids=[row[0] for row in REFERENCES])
def test_references(reference, expected):
    assert texts(read(f"<p>{reference}</p>".encode())) == [expected]


def test_a_declaration_after_the_first_bytes_is_not_looked_for():
    late = b" " * 5000 + b'<meta charset="iso-8859-15">\xe4'
    assert decode_name(late) == "windows-1252"


@pytest.mark.parametrize("label", ["UTF8", " l1 ", "iso-8859-1", "x-cp1252", "us-ascii"])
def test_labels_in_any_writing(label):
    assert decode_name(b"\xe4", f"text/html;charset={label}") == LATIN

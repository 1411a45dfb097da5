from __future__ import annotations

import pytest

from scraper.document import read
from tests.document.reading import lines

P, H, L, C = "paragraph", "heading", "item", "cell"

TEXTS = [
    ("A:\nB.\n\nC.", [(P, 0, "A:"), (P, 0, "B."), (P, 0, "C.")]),
    ("Otsikko\n\nHakija: A\nTuki: B", [(H, 0, "Otsikko"), (P, 0, "Hakija: A"), (P, 0, "Tuki: B")]),
    ("Lause päättyy.\n\nOtsikko", [(P, 0, "Lause päättyy."), (H, 0, "Otsikko")]),
    ("x" * 201, [(P, 0, "x" * 201)]),
    ("Otsikko\n=======\nA.", [(H, 1, "Otsikko"), (P, 0, "A.")]),
    ("Otsikko\n-------\nA.", [(H, 2, "Otsikko"), (P, 0, "A.")]),
    ("## Otsikko\nA.", [(H, 2, "Otsikko"), (P, 0, "A.")]),
    ("#akke\nA.", [(P, 0, "#akke"), (P, 0, "A.")]),
    ("A.\n\n-----\n\nB.", [(P, 0, "A."), (P, 0, "B.")]),
    ("A.\n\n* * *\n\nB.", [(P, 0, "A."), (P, 0, "B.")]),
    (" • A\n • B", [(L, 1, "A"), (L, 1, "B")]),
    (" •  • A\n • B", [(L, 1, "A"), (L, 1, "B")]),
    ("* A\n  * B\n    * C\n  * D\n* E", [(L, 1, "A"), (L, 2, "B"), (L, 3, "C"), (L, 2, "D"), (L, 1, "E")]),
    ("- A\n- B", [(L, 1, "A"), (L, 1, "B")]),
    ("1. A\n\n2. B\n\n3.C", [(L, 1, "A"), (L, 1, "B"), (L, 1, "C")]),
    ("• A\n  jatkuu\n• B\nei jatku", [(L, 1, "A jatkuu"), (L, 1, "B"), (P, 0, "ei jatku")]),
    ("• A\n  jatkuu\n  Hakija: B", [(L, 1, "A jatkuu"), (P, 0, "Hakija: B")]),
    ("• A\n\n  Ei jatku.", [(L, 1, "A"), (P, 0, "Ei jatku.")]),
    ("A\tB\nC\tD", [(C, 0, "A"), (C, 0, "B"), (C, 0, "C"), (C, 0, "D")]),
    ("Hakija:\tA\n\nB.", [(H, 0, "Hakija: A"), (P, 0, "B.")]),
    # Headings stand out to the left of the text, or in its middle; lines within its margin are none.
    (
        "          Otsikko\n\nHakija\n\n   A\n\n   B\n   C.\n   D.\n",
        [(H, 1, "Otsikko"), (H, 2, "Hakija"), (P, 0, "A"), (P, 0, "B"), (P, 0, "C."), (P, 0, "D.")],
    ),
    ("+ A\n+ B", [(L, 1, "A"), (L, 1, "B")]),
    ("* 3.10.2024 A\n* B", [(L, 1, "3.10.2024 A"), (L, 1, "B")]),
    ("· A · B\n· C", [(P, 0, "· A · B"), (L, 1, "C")]),
    ("\tA.\n\tB.", [(P, 0, "A."), (P, 0, "B.")]),
    ("A.\r\nB.\rC.\r\n\r\nD.", [(P, 0, "A."), (P, 0, "B."), (P, 0, "C."), (P, 0, "D.")]),
    ("\ufeffA\u00a0B\u00adC.", [(P, 0, "A BC.")]),
]


@pytest.mark.parametrize(("page", "expected"), TEXTS, ids=[page for page, _ in TEXTS])
def test_texts(page, expected):
    document = read(page.encode(), path_hint="page.txt")
    assert lines(document) == expected
    assert (document.media, document.parents, document.facts, document.language) == ("text", [-1], {}, None)


def test_paragraphs_are_parted_by_blank_lines():
    document = read(b"A\nB\n \nC")
    a, b, c = (block.paragraph for block in document.blocks)
    assert a == b != c


def test_tabs_part_the_columns_of_a_table():
    document = read(b"Hanke\tTuki\nA\t79 900\n\nB.\n\nC\tD\nE\tF")
    cells = [(block.text, *block.cell[:3]) for block in document.blocks if block.cell]
    assert cells == [
        ("Hanke", 0, 0, 0), ("Tuki", 0, 0, 1), ("A", 0, 1, 0), ("79 900", 0, 1, 1),
        ("C", 1, 0, 0), ("D", 1, 0, 1), ("E", 1, 1, 0), ("F", 1, 1, 1),
    ]  # fmt: skip


MEDIA = [
    (b"<p>A</p>", None, None, "html"),
    (b"Hakija: A", None, None, "text"),
    (b"Hakija: A", "text/html; charset=utf-8", None, "text"),
    (b"<p>A</p>", "text/plain", None, "text"),
    (b"<!doctype html><p>A</p>", "text/plain", "a.txt", "html"),
    (b"\n <!-- x --><HTML><p>A</p></html>", None, "a.txt", "html"),
    (b"Hakija: A", None, "sivu.ASPX", "html"),
    (b"<p>A</p>", None, "sivu.txt", "text"),
    (b"<p>A</p>", None, "https://x.fi/sivu.txt?a=b.html", "text"),
    (b"a < b ja c > d", None, None, "text"),
    (b"Kirje <a@b.fi> tuli", None, None, "text"),
    (b"<strong>A</strong>", None, None, "html"),
    (b"Hakija<br/>A", None, None, "html"),
    (b"<table><tr><td>A</table>", None, "sivu", "html"),
]


@pytest.mark.parametrize(("data", "content_type", "hint", "media"), MEDIA, ids=[repr(row[:3]) for row in MEDIA])
def test_media(data, content_type, hint, media):
    assert read(data, content_type=content_type, path_hint=hint).media == media

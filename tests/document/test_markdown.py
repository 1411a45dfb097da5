"""Marks of Markdown are taken off, and what they showed is kept."""

from __future__ import annotations

import pytest

from scraper.document import read
from tests.document.reading import assert_traced, pieces, texts

MARKED = [
    ("**Hakija:** Lopen kunta", [["Hakija:", " Lopen kunta"]]),
    ("_Hakija_ : Lopen kunta **x**", [["Hakija", ": Lopen kunta ", "x"]]),
    ("# Silta\n\n1\\. Lopen kunta", [["Silta"], ["Lopen kunta"]]),
    ("Ks. [Silta](https://a.fi/silta_(1) \"Silta\") ja ![kuva](a.png)muu", [["Ks. ", "Silta", " ja ", "muu"]]),
    ("**Silta**\n\n<https://a.fi/a_b_c>", [["Silta"], ["https://a.fi/a_b_c"]]),
    # No marks: footnotes, products, file names, and all in a text without Markdown.
    ("**A**\n\nTuki* 5 € ja summa*, 5 * 3 * 2, a_b_c", [["A"], ["Tuki* 5 € ja summa*, 5 * 3 * 2, a_b_c"]]),
    ("_Hakija_ ja *Silta*", [["_Hakija_ ja *Silta*"]]),
]  # fmt: skip


@pytest.mark.parametrize(("page", "expected"), MARKED, ids=[page for page, _ in MARKED])
def test_marks(page: str, expected: list[list[str]]) -> None:
    data = page.encode()
    document = read(data, path_hint="page.txt")
    found = [block.text for block in document.blocks]
    assert found == ["".join(parts).strip() for parts in expected]
    for block, parts in zip(document.blocks, expected, strict=True):
        assert [part.strip() for part in pieces(block)] == [part.strip() for part in parts if part.strip()]
        for piece in block.pieces:
            if "\\" not in piece.raw:
                assert_traced(data, document, block, piece.start, piece.end, block)


def test_emphasis_and_links_are_known() -> None:
    document = read(b"**Silta**\n\n**Hakija:** [Loppi](https://loppi.fi)", path_hint="page.txt")
    name, fact = document.blocks
    assert name.strong
    assert not fact.strong
    assert [(piece.strong, piece.link) for piece in fact.pieces] == [
        (True, None), (False, None), (False, "https://loppi.fi"),
    ]  # fmt: skip


def test_marks_of_lists_stand_before_emphasis() -> None:
    document = read(b"* **Silta**\n* _Satama_\n", path_hint="page.txt")
    assert texts(document) == ["Silta", "Satama"]
    assert [block.kind for block in document.blocks] == ["item", "item"]

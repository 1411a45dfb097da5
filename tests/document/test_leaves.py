"""Leaves are read as the last one like them was: never otherwise than they would be one by one."""

from __future__ import annotations

from itertools import pairwise
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.document import read
from scraper.document.walk import Walker
from scraper.errors import UnreadablePageError

CASES = [
    "<div><o:p>A</o:p><o:p>B</o:p><o:p>C</o:p></div>",
    '<div><p class="a">A</p><p class="b">B</p><p class="a">C</p><p class="sidebar">D</p><p>E</p></div>',
    "<div><h2>A</h2><p>B</p></div><div><h2>C</h2></div><div><h2>Evästeet</h2><p>D</p></div><div><h2>E</h2></div>",
    "<table><tr><td>A<td>B<tr hidden><td>C<td>D<tr><td>E<td>F</table>",
    "<table><tr><td>A<td>B<tr><td>C<form>x</form><td>D</table>",
    "<table><tr><td><ul><li>A<li>B</ul><h3>x</h3><td>B<tr><th>C<td>D</table><ul><li>E</ul>",
    "<table><tr><td rowspan=2>A<td>B<tr><td>C<tfoot><tr><td>D<td>E<tbody><tr><td>F<td>G</table>",
    "<table><tr><th>A<td>B<tr><th>C<td><ul><li><h3>D</h3><p>E</p></ul></table><ul><li><h3>F</h3><p>G</p></ul>",
    "<ol><li>A<li>B</ol><ul><li>C<li><h2>D</h2><p>E</p><li>F</ul>",
    '<p><a href="/x">A</a></p><p>B</p><p><b>C</b>D<br>E</p><p>F</p>',
]
TAGS = st.sampled_from(
    ["p", "div", "h2", "h3", "ul", "ol", "li", "dl", "dt", "dd", "table", "tr", "td", "th", "b", "a", "o:p", "section"]
)
CLASSES = st.sampled_from(
    ["", "", "", ' class="a"', ' class="menu"', ' class="b c"', " hidden", ' id="x"', ' style=""']
)
TEXTS = st.sampled_from(["A", "Hakija", " B ", "1 000\xa0€", "", "\n", "Evästeet", "• C", "x  y"])


def element(tag: str, said: str, inside: list[str], after: str) -> str:
    return f"<{tag}{said}>{''.join(inside)}</{tag}>{after}"


bodies = st.recursive(TEXTS, lambda inner: st.builds(element, TAGS, CLASSES, st.lists(inner, max_size=4), TEXTS))


def told(body: str) -> object:
    """Return all that a document says of a page, but for the numbers of its paragraphs."""
    try:
        document = read(f"<!doctype html><html><body><main>{body}</main></body></html>".encode())
    except UnreadablePageError as error:
        return str(error)
    blocks = [
        (
            block.text,
            block.style,
            block.container,
            block.cell,
            document.locate(at, 0, len(block.text), at),
            block.pieces,
        )
        for at, block in enumerate(document.blocks)
    ]
    parted = [above.paragraph != below.paragraph for above, below in pairwise(document.blocks)]
    return blocks, parted, document.parents


def one_by_one(body: str) -> object:
    with patch.object(Walker, "alike", frozenset()):
        return told(body)


@pytest.mark.parametrize("body", CASES)
def test_leaves_of_a_page(body: str) -> None:
    assert told(body) == one_by_one(body)


@given(st.lists(bodies, min_size=1, max_size=6).map("".join))
def test_leaves_of_any_page(body: str) -> None:
    assert told(body) == one_by_one(body)

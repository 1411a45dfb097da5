from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.document import read
from scraper.errors import UnreadablePageError
from tests.document.reading import assert_traced, html, string

PLACES = [
    ("<p>A</p><p>Hakija</p>", 1, (0, 6), ("Hakija", "/html/body/p[2]", 0, 6)),
    ("<div><p>Hakija: B</p></div>", 0, (8, 9), ("B", "/html/body/div/p", 8, 9)),
    ("<p><b>Hakija</b> Hämeen</p>", 0, (7, 13), ("Hämeen", "/html/body/p", 7, 13)),
    ("<p><b>Hakija</b> Hämeen</p>", 0, (0, 6), ("Hakija", "/html/body/p/b", 0, 6)),
    ("<p>x <b>79</b> <i>900</i> €</p>", 0, (2, 8), ("79 900", "/html/body/p", 2, 8)),
    ("<p> \n a&nbsp;&nbsp;b </p>", 0, (0, 3), ("a\xa0\xa0b", "/html/body/p", 3, 7)),
    ("<p>79&shy; 900\u202f€</p>", 0, (0, 6), ("79\xad 900", "/html/body/p", 0, 7)),
    ("<p>A<!-- x -->B<script>zz</script>C</p>", 0, (0, 3), ("ABzzC", "/html/body/p", 0, 5)),
    ("<p>Tuki 79 €</p>", 0, (4, 8), ("79", "/html/body/p", 5, 7)),
    ("<p>• A</p>", 0, (0, 1), ("A", "/html/body/p", 2, 3)),
    ("<table><tr><td>A<td>B</table>", 1, (0, 1), ("B", "/html/body/table/tr/td[2]", 0, 1)),
    ("<p><o:p>A</o:p><b>B</b></p>", 0, (0, 1), ("A", "/html/body/p/*[1]", 0, 1)),
    ("<p>A<br>B\r\nC</p>", 1, (0, 3), ("B\nC", "/html/body/p", 1, 4)),
    ("<p>Myo\u0308nnetty: A</p>", 0, (11, 12), ("A", "/html/body/p", 12, 13)),
    ("<p>Myo&#776;nnetty: A</p>", 0, (0, 9), ("Myo\u0308nnetty", "/html/body/p", 0, 10)),
    (
        "<p><b>Ka\u0308\u200byt\xad\xadto\u0308</b> A\u030a</p>",
        0,
        (0, 8),
        ("Ka\u0308\u200byt\xad\xadto\u0308 A\u030a", "/html/body/p", 0, 14),
    ),
]


@pytest.mark.parametrize(("body", "number", "span", "expected"), PLACES, ids=[row[0] for row in PLACES])
def test_places(body, number, span, expected):
    page = f"<!doctype html><html><head><title>T</title></head><body>{body}</body></html>".encode()
    document = read(page)
    block = document.blocks[number]
    assert document.locate(block.number, *span, block.number) == expected
    assert_traced(page, document, block, *span, block)


def test_several_blocks_are_traced_to_their_common_parent():
    document = html("<div><p>A</p><p>B <b>C</b> D</p></div>")
    first, last = document.blocks
    assert document.locate(first.number, 0, 3, last.number) == ("AB C", "/html/body/div", 0, 4)


def test_places_in_text():
    document = read("A.\n  Tuki:  79\u00a0900 €\n• B\n  C".encode(), path_hint="a.txt")
    _, money, item = document.blocks
    assert document.locate(money.number, 6, 12, money.number) == ("79\u00a0900", "line:2", 9, 15)
    assert document.locate(item.number, 0, 3, item.number) == ("B", "line:3", 2, 3)
    assert document.locate(item.number, 2, 3, item.number) == ("C", "line:4", 2, 3)


INLINE = st.recursive(
    st.lists(st.sampled_from(["a\u0308", *"aä €\n\t\xa0\u202f\xad\u200b•-1."]), max_size=6).map("".join),
    lambda inner: st.lists(
        st.builds("<{0}>{1}</{0}>".format, st.sampled_from(["b", "span", "a", "p", "div", "li", "td", "pre"]), inner)
        | st.sampled_from(["<br>", "<!-- x -->", "&nbsp;", "&amp;", "<script>zz</script>", "\r\n"])
        | inner,
        max_size=4,
    ).map("".join),
    max_leaves=12,
)


@given(INLINE, st.data())
def test_every_stretch_is_where_its_trace_says(body, data):
    page = f"<!doctype html><html><body><div>{body}</div></body></html>".encode()
    try:
        document = read(page)
    except UnreadablePageError:
        return
    for number, block in enumerate(document.blocks):
        start = data.draw(st.integers(0, len(block.text) - 1))
        end = data.draw(st.integers(start + 1, len(block.text)))
        assert_traced(page, document, block, start, end, block)
        for last in document.blocks[number + 1 : number + 2]:
            assert_traced(page, document, block, 0, len(last.text), last)


@given(
    st.lists(st.sampled_from(["a\u0308", *"aä €\n\t\xa0\xad•-1.\r"]), min_size=1, max_size=60).map("".join), st.data()
)
def test_every_stretch_of_a_text_is_in_its_line(page, data):
    try:
        document = read(page.encode(), content_type="text/plain")
    except UnreadablePageError:
        return
    for block in document.blocks:
        start = data.draw(st.integers(0, len(block.text) - 1))
        found = document.locate(block.number, start, len(block.text), block.number)
        assert string(page, found.path)[found.start : found.end] == found.raw


def test_many_records_in_one_element_are_read_and_traced_in_linear_time():
    def seconds(count: int) -> float:
        record = "<b>Hakija</b> Hämeen <i>liitto</i> ry<br><b>Tuki</b> 79 900 €<br>"
        began = time.process_time()
        document = html(f"<div>{record * count}</div>")
        for block in document.blocks:
            found = document.locate(block.number, 0, len(block.text), block.number)
            assert len(found.raw) == len(block.text)
        return time.process_time() - began

    seconds(100)
    assert seconds(8_000) < 20 * seconds(1_000) + 0.1

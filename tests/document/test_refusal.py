from __future__ import annotations

import gzip
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.document import read
from scraper.errors import UnreadablePageError
from tests.document.reading import texts

START = b"<!doctype html><html><head><title>T</title></head><body><div><p>Hakija</p>"
TAG = b"<p>A</p><a *>B</a>"
NAMES = [b"a%d" % number for number in range(40_000)]
REFUSED = [
    ("empty", b"", "empty"),
    ("blank", b" \r\n\t", "empty"),
    ("PDF", b"%PDF-1.7 x", "a PDF file"),
    ("ZIP", b"PK\x03\x04xxxx", "ZIP or Office"),
    ("PNG", b"\x89PNG\r\n\x1a\n", "PNG"),
    ("JPEG", b"\xff\xd8\xff\xe0", "JPEG"),
    ("GIF", b"GIF89a", "GIF"),
    ("gzip", gzip.compress(b"<p>A</p>"), "gzip"),
    ("old Office", b"\xd0\xcf\x11\xe0\xa1\xb1", "Office"),
    ("controls", b"abc\x01\x02\x03\x04\x05" * 20, "binary"),
    ("NULs", b"a\0b\0\0\0c" * 50, "binary"),
    ("over 50 MB", b"<p>" + b"a" * 50_000_000, "bytes"),
    ("deep", b"<div>" * 300 + b"A", "limits"),
    ("deep with classes", b"<div class=a>" * 250 + b"A", "nested too deep"),
    ("long text", b"<p>" + b"a" * 10_000_001, "limits"),
    ("cut in a tag", START + b'<p class="a', "within a tag"),
    ("cut in a comment", START + b"<!-- <p>A</p>", "within a comment"),
    ("cut in a script", START + b"</div><script>var a = 1;", "within a script"),
    ("cut between tags", START + b"<ul><li>A</li>", "still open"),
    ("no text", b"<html><body><script>x</script></body></html>", "no text"),
    ("only a menu", b"<html><body><nav>A</nav></body></html>", "no text"),
    ("only a comment", b"<!-- a -->", "no element"),
    ("attributes", TAG.replace(b"*", b" ".join(NAMES)), "attributes"),
    ("attributes with tags in them", TAG.replace(b"*", b'=">" '.join(NAMES)), "attributes"),
    ("attributes with end tags in them", TAG.replace(b"*", b'="</b>" '.join(NAMES)), "attributes"),
    ("few attributes with end tags", TAG.replace(b"*", b" ".join(NAMES).replace(b"00 ", b"00='</b>' ")), "attributes"),
    ("stray quotes among attributes", TAG.replace(b"*", b"' " + b'="</b>" " '.join(NAMES)), "attributes"),
]


@pytest.mark.parametrize(("data", "reason"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_refused(data, reason):
    began = time.process_time()
    with pytest.raises(UnreadablePageError, match=reason) as caught:
        read(data, content_type="text/html" if data.startswith(b"<!--") else None)
    assert "\n" not in str(caught.value)
    assert time.process_time() - began < 3


WHOLE = [
    ("a fragment", b"<div><p>A"),
    ("nested like no page is", b"<div class=a>" * 120 + b"A"),
    ("minified", b"<!doctype html><html><title>T</title><p>A<ul><li>B</ul>"),
    ("no end tags but one", START + b"</body>"),
    ("an end tag long before the end", START + b"</div></body></html>" + b"<!-- x -->" * 1000),
    ("a base64 image", b'<img src="data:image/png;base64,' + b"QUJD" * 30_000 + b'"><p>A</p>'),
    ("attributes with markup", b"<p>A</p>" + b'<a title="<b>B</b>" class="c">B</a>' * 10_000),
    ("a long script", b"<script>" + b"a < b || c ; " * 20_000 + b"</script><p>A</p>"),
    ("a long text", b"<p>" + b"Sanoja riitti paljon. " * 20_000 + b"</p>"),
    ("many unclosed rows", b"<table>" + b"<tr><td>A<td>B" * 5_000 + b"</table>"),
    ("some controls", b"<p>" + b"Hakija " * 20 + b"\x0c\x0bA\x00</p>"),
]


@pytest.mark.parametrize("data", [row[1] for row in WHOLE], ids=[row[0] for row in WHOLE])
def test_whole(data):
    assert read(data).blocks


def test_a_gigantic_page_is_not_parsed_first():
    with pytest.raises(UnreadablePageError, match="50,000,000"):
        read(b"a" * 50_000_001)


@given(st.binary(max_size=400))
def test_any_bytes_give_blocks_or_a_refusal(data):
    for content_type in ("text/html", "text/plain"):
        try:
            document = read(data, content_type=content_type)
        except UnreadablePageError:
            continue
        assert all(texts(document))


TAGS = st.sampled_from([
    *("<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<br>", "<ul>", "<li>", "</ul>", "<dl>", "<dt>", "<dd>"),
    *("<table>", "<tr>", "<td>", "<th rowspan=2>", "</table>", "<h1>", "</h1>", "<details>", "<summary>", "<button>"),
    *("<section hidden>", "<span class=menu>", "<main>", "</main>", "&nbsp;", "&shy;", "<pre>", "</pre>", "<!--x-->"),
    *("<svg>", "<a>", "• ", "- ", "1. ", "a) ", "\n", "x", "<caption>", "<tfoot>", "<thead>", "<title>"),
    "<li class=panel hidden>",
])  # fmt: skip


@given(st.lists(TAGS | st.text(max_size=5), max_size=40).map("".join))
def test_any_soup_of_tags_gives_sound_blocks(soup):
    try:
        document = read(soup.encode("utf-8", "replace"), content_type="text/html")
    except UnreadablePageError:
        return
    for block in document.blocks:
        assert block.text == " ".join(block.text.split()) != ""
        assert 0 <= block.container < len(document.parents)
        assert block.pieces[0].start == 0
        assert block.pieces[-1].end == len(block.text)
        for before, after in zip(block.pieces, block.pieces[1:], strict=False):
            assert block.text[before.end : after.start] in ("", " ")


STALLING = [
    ("words", b"<p>A</p>" + b'<div class="widget">B</div>' * 20_000),
    ("articles", b"<article>A</article>" + b'<div class="related"><article>B</article></div>' * 10_000),
    ("hidden", b"<p>A</p>" + b"<div hidden>B</div>" * 20_000),
    ("openers", b"<p>A</p>" + b'<div class="panel" hidden>B</div>' * 20_000),
    (
        "one cell",
        b"<table><tr><th>A<td rowspan=1000 colspan=1000>" + b"B<br>" * 5_000 + b"<tr><td>C" * 500 + b"</table>",
    ),
    ("breaks", b"<p>A" + b"<br>" * 50_000),
    ("inline", b"<p>" + b"<b>A</b>" * 20_000),
    ("numbers", b"<p>" + b"1.A<br>" * 20_000),
    ("wrapped", "\u2022 A\n".encode() + b"  B\n" * 50_000),
    ("tabs", b"A\tB\n" * 20_000),
]


@pytest.mark.parametrize("data", [row[1] for row in STALLING], ids=[row[0] for row in STALLING])
def test_nothing_stalls(data):
    began = time.process_time()  # of this process alone: a busy machine must not fail it
    assert read(data).blocks
    assert time.process_time() - began < 5, "what grows with the square of the page takes minutes"

from __future__ import annotations

import pytest

from tests.document.reading import html, lines, pieces

P, H, L, T, D, C = "paragraph", "heading", "item", "term", "definition", "cell"

BLOCKS = [
    ("<p>Yksi</p><p>Kaksi</p>", [(P, 0, "Yksi"), (P, 0, "Kaksi")]),
    ("<div>Edellä <p>Yksi</p> jälkeen</div>", [(P, 0, "Edellä"), (P, 0, "Yksi"), (P, 0, "jälkeen")]),
    ("<h1>A</h1><h2>B</h2><h6>C</h6>", [(H, 1, "A"), (H, 2, "B"), (H, 6, "C")]),
    ('<div role="heading" aria-level="3">A</div>', [(H, 3, "A")]),
    ('<div role="heading">A</div>', [(H, 2, "A")]),
    ('<div role="heading" aria-level="²">A</div>', [(H, 2, "A")]),
    ("<h2><div>A</div></h2>", [(H, 2, "A")]),
    ("<p>Yksi<br>Kaksi<br><br>Kolme</p>", [(P, 0, "Yksi"), (P, 0, "Kaksi"), (P, 0, "Kolme")]),
    ("<h2>Häme<br>Goes<br/>Global</h2>", [(H, 2, "Häme Goes Global")]),
    ("<ul><li>A<ul><li>B</li></ul></li><li>C</li></ul>", [(L, 1, "A"), (L, 2, "B"), (L, 1, "C")]),
    ("<ul><li><p>A</p></li></ul>", [(L, 1, "A")]),
    ("<ul><li><div><div>A</div></div></li></ul>", [(L, 1, "A")]),
    ("<ul><li><h3>A</h3><p>B</p></li></ul>", [(H, 3, "A"), (P, 0, "B")]),
    ("<ul><li><div>Hakija</div><div>B oy</div></li></ul>", [(P, 0, "Hakija"), (P, 0, "B oy")]),
    ("<ul><li><div>A</div>b<p>c</p></li></ul>", [(L, 1, "A"), (L, 1, "b"), (P, 0, "c")]),
    ("<dl><dt>A<dd>B<dt>C<dd><p>D</p><p>E</p></dl>", [(T, 0, "A"), (D, 0, "B"), (T, 0, "C"), (D, 0, "D"), (D, 0, "E")]),
    ("<dl><div><dt>A</dt><dd>B</dd></div></dl>", [(T, 0, "A"), (D, 0, "B")]),
    ("<dl><dt>A</dt><dd><ul><li>B</li></ul></dd></dl>", [(T, 0, "A"), (L, 1, "B")]),
    ("<figure><figcaption>A</figcaption></figure>", [("caption", 0, "A")]),
    ("<pre>A: 1\nB: 2\n\nC</pre>", [(P, 0, "A: 1"), (P, 0, "B: 2"), (P, 0, "C")]),
    ("<my-card>A</my-card><my-card>B</my-card>", [(P, 0, "A"), (P, 0, "B")]),
    ("<font>A<p>B</p></font>c", [(P, 0, "A"), (P, 0, "B"), (P, 0, "c")]),
    ("<fieldset><legend>A</legend>B</fieldset>", [(H, 0, "A"), (P, 0, "B")]),
    ("<p>  \n A \t&nbsp; B\u202fC &shy;D\u200b </p>", [(P, 0, "A B C D")]),
    ("<p>&#8203;</p><p> </p>A", [(P, 0, "A")]),
    ("<p>A<!-- x -->B</p>", [(P, 0, "AB")]),
    ("A<script>x</script>B", [(P, 0, "AB")]),
]


@pytest.mark.parametrize(("body", "expected"), BLOCKS, ids=[body for body, _ in BLOCKS])
def test_blocks(body, expected):
    assert lines(html(body)) == expected


PIECES = [
    ("<p><strong>Hakija</strong>Hämeen</p>", "HakijaHämeen", ["Hakija", "Hämeen"]),
    ("<p><b>Hakija</b> Hämeen</p>", "Hakija Hämeen", ["Hakija", "Hämeen"]),
    ("<p><b>Hakija </b>Hämeen</p>", "Hakija Hämeen", ["Hakija", "Hämeen"]),
    ("<p><b>Hakija</b>\n<i>Hämeen</i></p>", "Hakija Hämeen", ["Hakija", "Hämeen"]),
    ("<p><b>Hakija</b>\u200b Hämeen</p>", "Hakija Hämeen", ["Hakija", "Hämeen"]),
    ("<p><b>Hakija</b><span>\u200b </span>Hämeen</p>", "Hakija Hämeen", ["Hakija", "Hämeen"]),
    ("<p><span><span>79</span> <span>900</span></span> €</p>", "79 900 €", ["79", "900", "€"]),
    ("<p> <b></b>A</p>", "A", ["A"]),
    ("<p>A<wbr>B<script>x</script>C</p>", "ABC", ["A", "B", "C"]),
    ("<p>• <b>A</b></p>", "A", ["A"]),
    ("<p><b>• A</b> b</p>", "A b", ["A", "b"]),
]


@pytest.mark.parametrize(("body", "text", "expected"), PIECES, ids=[body for body, _, _ in PIECES])
def test_pieces(body, text, expected):
    (block,) = html(body).blocks
    assert block.text == text
    assert pieces(block) == expected


STRONG = [
    ("<p><b>A</b></p>", True),
    ("<p><b>A</b> <i>B</i></p>", True),
    ("<p><b>A</b> B</p>", False),
    ("<p><span><em>A</em></span></p>", True),
    ("<dl><dt>A</dt></dl>", True),
    ("<b><div>A</div></b>", True),
    ("<label>A</label>", True),
    ("<details><summary>A</summary></details>", True),
    ("<h2>A</h2>", False),
]


@pytest.mark.parametrize(("body", "expected"), STRONG, ids=[body for body, _ in STRONG])
def test_strong(body, expected):
    assert html(body).blocks[0].strong is expected


def test_pieces_know_emphasis_and_link():
    (block,) = html('<p><b>A</b> <a href="/x">B <i>C</i></a> D</p>').blocks
    assert [(piece.strong, piece.link) for piece in block.pieces] == [
        (True, None), (False, "/x"), (True, "/x"), (False, None),
    ]  # fmt: skip


def test_lines_of_a_paragraph_share_its_number():
    document = html("<p>A<br>B<br> <br>C</p><p>D</p>E")
    a, b, c, d, e = (block.paragraph for block in document.blocks)
    assert a == b
    assert len({a, c, d, e}) == 4


def test_containers_form_a_tree():
    document = html("<div><section><h2>A</h2><p>B</p></section><section><p>C</p></section></div><p>D</p>")
    a, b, c, d = (block.container for block in document.blocks)
    assert a == b != c
    assert document.parents[a] == document.parents[c]
    assert (d, document.parents[0]) == (0, -1)
    assert all(parent < number for number, parent in enumerate(document.parents))


def test_shape_is_name_and_class():
    document = html('<p class="a b">A</p><div class="c"><span class="d">B</span></div><p>C</p>')
    assert [block.shape for block in document.blocks] == ["p.a b", "div.c", "p"]


def test_an_item_has_its_mark_on_its_first_line_only():
    document = html("<ol><li>A<br>B</li></ol><ul><li><p>C</p></li></ul>")
    assert [block.marker for block in document.blocks] == ["1.", "", "•"]


MARKS = [
    ("<p>• A</p>", [("•", "A")]),
    ("<p>•A</p>", [("•", "A")]),
    ("<p>· • A</p>", [("·", "A")]),
    ("<li>• A</li>", [("•", "A")]),
    ("<p>- A<br>- B</p>", [("-", "A"), ("-", "B")]),
    ("<p>Saajat:<br>– A</p>", [("", "Saajat:"), ("–", "A")]),
    ("<p>– Sanoi hän.</p>", [("", "– Sanoi hän.")]),
    ("<p>-A<br>-B</p>", [("", "-A"), ("", "-B")]),
    ("<p>1. A</p>", [("1.", "A")]),
    ("<p>2) A</p>", [("2)", "A")]),
    ("<p>a) A</p>", [("a)", "A")]),
    ("<p>9. A</p><p>10.B</p>", [("9.", "A"), ("10.", "B")]),
    ("<p>2. vaihe</p>", [("", "2. vaihe")]),
    ("<p>1. saada</p><p>2. lisätä</p>", [("1.", "saada"), ("2.", "lisätä")]),
    ("<p>10.B</p>", [("", "10.B")]),
    ("<p>1.9.2021 voimaan</p>", [("", "1.9.2021 voimaan")]),
    ("<p>29.11.2023</p>", [("", "29.11.2023")]),
    ("<p>21. huhtikuuta 2021</p>", [("", "21. huhtikuuta 2021")]),
    ("<p>1. – 3.5.2021</p>", [("", "1. – 3.5.2021")]),
    ("<p>1. 5. 2021</p>", [("", "1. 5. 2021")]),
    ("<p>153.999 €</p>", [("", "153.999 €")]),
    ("<p>79 900 €</p>", [("", "79 900 €")]),
    ("<p>2021. Vuosi</p>", [("", "2021. Vuosi")]),
    ("<h2>1. Hanke</h2>", [("", "1. Hanke")]),
    ("<dl><dt>A</dt><dd>2. Osaaminen</dd></dl>", [("", "A"), ("", "2. Osaaminen")]),
    ("<p>•</p><p>-</p>", [("", "•"), ("", "-")]),
]


@pytest.mark.parametrize(("body", "expected"), MARKS, ids=[body for body, _ in MARKS])
def test_marks(body, expected):
    assert [(block.marker, block.text) for block in html(body).blocks] == expected
    assert all((block.kind == "item") == bool(block.marker) for block in html(body).blocks)

"""Blocks as views: what a document hands on, how views compare, and pages too long for plain lists."""

from __future__ import annotations

import gc

import pytest
from lxml import etree

from scraper.blocks import Block
from scraper.columns import Cell
from scraper.document import read
from scraper.document.places import path_of
from tests.document.reading import html

PAGE = "<h1>Otsikko</h1><p><b>Hakija</b> A oy</p><table><tr><td>B<td>79 900 €</table>"


def test_blocks_are_a_sequence():
    blocks = html(PAGE).blocks
    assert [block.text for block in blocks] == list(blocks.texts) == ["Otsikko", "Hakija A oy", "B", "79 900 €"]
    assert [block.kind for block in blocks] == list(blocks.kinds) == ["heading", "paragraph", "cell", "cell"]
    assert [block.number for block in blocks] == [0, 1, 2, 3]
    assert [block.text for block in blocks[1:3]] == ["Hakija A oy", "B"]
    assert blocks[-1] == blocks[3] != blocks[2]
    with pytest.raises(IndexError):
        blocks[4]


def test_views_of_one_block_are_equal():
    document, other = html(PAGE), html(PAGE)
    assert document.blocks[1] == document.blocks[1]
    assert len({document.blocks[1], document.blocks[1], document.blocks[2]}) == 2
    assert document.blocks[1] != other.blocks[1]


def test_cells_by_number():
    cells = html(PAGE).blocks.cells
    assert dict(cells) == {2: Cell(0, 0, 0, False, False), 3: Cell(0, 0, 1, False, False)}
    assert (1 in cells, 2 in cells, 4 in cells, len(cells)) == (False, True, False, 2)
    with pytest.raises(KeyError):
        cells[1]


def test_facts_are_numbered_after_the_blocks():
    document = html("<p>A</p>")
    (title,) = document.facts["title"]
    assert title.number >= len(document.blocks)
    assert document.locate(title.number, 0, 1, title.number).path == "/html/head/title"


def test_nothing_of_the_parsed_tree_is_kept():
    gc.collect()
    before = sum(isinstance(thing, etree._Element) for thing in gc.get_objects())
    document = html(PAGE + "<details><summary>A</summary><p>x</p></details>")
    assert document.blocks
    assert sum(isinstance(thing, etree._Element) for thing in gc.get_objects()) == before


LONG = [
    ("<main>", "<div><h2>Hanke {0}</h2><p><b>Hakija</b> A{0}<br>Tuki&nbsp;{0}</p><ul><li>x<li>y</ul></div>", "</main>",
     "/html/body/main/div[2000]/ul/li[2]"),
    ("<table>", "<tr><td>Hanke {0}<td rowspan=2>{0} €<tr><td>A", "</table>", "/html/body/table/tr[3999]/td[2]"),
]  # fmt: skip


@pytest.mark.parametrize(("start", "record", "end", "path"), LONG, ids=[row[0] for row in LONG])
def test_a_long_page_is_read_as_a_short_one_is(start, record, end, path):
    long = html(start + "".join(record.format(number) for number in range(2_000)) + end)
    short = html(start + record.format(1_999) * 2 + end)
    size = len(short.blocks) // 2
    assert len(long.blocks) == size * 2_000

    def facts(block: Block) -> tuple[object, ...]:
        pieces = [(piece.start, piece.end, piece.raw, piece.offset, piece.strong) for piece in block.pieces]
        return (block.text, block.style, pieces, block.cell and block.cell[2:])

    assert list(map(facts, long.blocks[-size:])) == list(map(facts, short.blocks[-size:]))
    last = long.blocks[-1]
    assert long.locate(last.number, 0, 1, last.number).path == path


ODD = "<html><body><o:p>A</o:p><div><o:p>B</o:p>c<o:p>D</o:p></div><div>E</div></body></html>"


@pytest.mark.parametrize("number", range(7))
def test_paths_of_elements(number):
    root = etree.fromstring(ODD, etree.HTMLParser())
    element = list(root.iter())[number]
    assert root.xpath(path_of(element)) == [element]


def test_a_stretch_over_two_walks_is_cut_to_the_first():
    document = read(b"<html><body><div><h1>A</h1></div><main><p>B</p></main></body></html>")
    assert document.locate(0, 0, 1, 1) == ("A", "/html/body/div/h1", 0, 1)

from __future__ import annotations

import time

import pytest

from tests.document.reading import html, lines

GRIDS = [
    ("<table><tr><td>A<td>B<tr><td>C<td>D</table>", {(0, 0): "A", (0, 1): "B", (1, 0): "C", (1, 1): "D"}),
    ("<table><tr><td rowspan=2>A<td>B<tr><td>C</table>", {(0, 0): "A", (0, 1): "B", (1, 0): "A*", (1, 1): "C"}),
    ("<table><tr><td colspan=2>A<td>B<tr><td>C<td>D<td>E</table>",
     {(0, 0): "A", (0, 1): "A*", (0, 2): "B", (1, 0): "C", (1, 1): "D", (1, 2): "E"}),
    ("<table><tr><td colspan=2>Otsikko<tr><td>A<td>B</table>", {(0, 0): "Otsikko", (1, 0): "A", (1, 1): "B"}),
    ("<table><tr><td rowspan=99>A<td>B</table>", {(0, 0): "A", (0, 1): "B"}),
    ("<table><tr><td rowspan=0>A<td>B<tr><td>C</table>", {(0, 0): "A", (0, 1): "B", (1, 0): "A*", (1, 1): "C"}),
    ("<table><tr><td colspan=x>A<td rowspan=-1>B</table>", {(0, 0): "A", (0, 1): "B"}),
    ("<table><tfoot><tr><td>Y<td>Z</tfoot><tbody><tr><td>A<td>B</tbody><thead><tr><td>H<td>K</thead></table>",
     {(0, 0): "H", (0, 1): "K", (1, 0): "A", (1, 1): "B", (2, 0): "Y", (2, 1): "Z"}),
    ("<table><tbody><tr><td rowspan=9>A<td>B</tbody><tbody><tr><td>C<td>D</tbody></table>",
     {(0, 0): "A", (0, 1): "B", (1, 0): "C", (1, 1): "D"}),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), GRIDS, ids=[body for body, _ in GRIDS])
def test_grid(body, expected):
    blocks = html(body).blocks
    assert {(b.cell.row, b.cell.column): b.text + "*" * b.cell.repeated for b in blocks} == expected
    assert [(b.cell.row, b.cell.column) for b in blocks] == sorted(expected)


LAYOUTS = [
    '<table role="presentation"><tr><td>A<td>B</table>',
    "<table><tr><td>A<td><table><tr><td>B</table></table>",
    "<table><tr><td><h3>A</h3><td>B</table>",
    "<table><tr><td>A<tr><td>B</table>",
    "<table><tr><td>&nbsp;<td>A<tr><td>B</table>",
    "<table><tr><td>A<td><dl><dt>B<dd>C</dl></table>",
    "<table><tr><td colspan=2>A<tr><td>B<td><p>C<p>D<p>E<tr><td colspan=2>F</table>",
]


@pytest.mark.parametrize("body", LAYOUTS)
def test_layout_tables_are_walked_as_boxes(body):
    document = html(body)
    assert all(block.cell is None for block in document.blocks)
    assert [block.text for block in document.blocks][:2] == ["A", "B"]


def test_a_table_in_a_layout_table_is_read_on_its_own_grid():
    document = html("<table><tr><td>A<td><table><tr><td>B<td>C</table></table>")
    assert [(block.text, block.cell and block.cell.column) for block in document.blocks] == [
        ("A", None), ("B", 0), ("C", 1),
    ]  # fmt: skip


def test_header_cells():
    document = html("<table><thead><tr><td>A<td>B</thead><tr><th>C<td>D</table>")
    assert [block.cell.header for block in document.blocks] == [True, True, True, False]
    assert [block.strong for block in document.blocks] == [False, False, True, False]


def test_lines_and_lists_in_a_cell_keep_the_cell():
    document = html("<table><tr><th>A<td>b<br>c<ul><li>d</ul><p>• e</p></table>")
    assert [(block.kind, block.text, block.cell[1:3]) for block in document.blocks] == [
        ("cell", "A", (0, 0)), ("cell", "b", (0, 1)), ("cell", "c", (0, 1)),
        ("item", "d", (0, 1)), ("item", "e", (0, 1)),
    ]  # fmt: skip


def test_caption_comes_before_the_cells():
    document = html("<table><tr><td>A<td>B</tr><caption>K</caption></table>")
    assert lines(document)[0] == ("caption", 0, "K")


def test_copies_stand_in_the_container_of_their_row():
    document = html("<table><tr><td rowspan=2>A<td>B<tr><td>C</table>")
    a, b, copy, c = document.blocks
    assert (copy.text, copy.container, a.container) == ("A", c.container, b.container)


def test_tables_are_numbered():
    document = html("<table><tr><td>A<td>B</table><table><tr><td>C<td>D</table>")
    assert [block.cell.table for block in document.blocks] == [0, 0, 1, 1]


@pytest.mark.parametrize("span", ["colspan=1000", "colspan=99999999999999999999", "rowspan=65000 colspan=65000"])
def test_hostile_spans_are_bounded(span):
    rows = "".join(f"<tr><td {span}>a<td>b" for _ in range(1000))
    began = time.process_time()
    document = html(f"<table>{rows}</table>")
    assert len(document.blocks) < 25_000
    assert time.process_time() - began < 2

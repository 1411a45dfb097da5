"""Blocks as they are written: `Ledger` takes one after the other into columns, and changes what is written, by number.

Rows are gathered in plain lists, which are quick to write, and packed into the columns by the thousand.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from scraper.columns import Cell, Columns, Look, Run, Style
from scraper.document.fold import unfold_end, unfold_start
from scraper.document.numbers import add_numbers, as_array

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.columns import Kind, Source

_COLUMNS = ("styles", "containers", "paragraphs", "nodes", "begins", "runs", "cells")
_ROW = len(_COLUMNS)
_PLACE = len(Cell._fields)
_CELL = _COLUMNS.index("cells")
_ROWS = 4096
"""How many rows are packed at once."""
ROOM = _ROW * _ROWS
"""How many numbers wait at most."""
ALONE = -1
"""Instead of a list of runs: the block is one run, as it stands in its own element from `begin` on."""


class Ledger:
    """Writes the columns of blocks. What is written is changed only after `pack`."""

    def __init__(self, source: Source, first: int = 0) -> None:
        self.columns = Columns(source, first=first)
        self._texts = self.columns.texts
        self._rows: list[int] = []
        self._styles: dict[tuple[Kind, int, str, str, bool, bool], int] = {}
        self._looks: dict[Look, int] = {}

    def write(
        self,
        text: str,
        style: int,
        container: int,
        paragraph: int,
        node: int,
        begin: int,
        runs: int = ALONE,
        cell: int = -1,
    ) -> None:
        """Write a block: `style` and `cell` are numbers, `runs` the place of its runs or ALONE."""
        self._texts.append(text)
        self._rows += (style, container, paragraph, node, begin, runs, cell)
        if len(self._rows) == ROOM:
            self.make_room()

    def make_room(self) -> None:
        """Pack the rows that wait, and keep one string of each label among them: many a project has a `Hakija`."""
        for name in (*_COLUMNS, "listed", "places"):
            setattr(self.columns, name, as_array(getattr(self.columns, name)))
        self.pack()
        shared: dict[str, str] = {}
        last = self._texts[-_ROWS:]
        self._texts[-_ROWS:] = map(shared.setdefault, last, last)

    def pack(self) -> None:
        """Move the rows that wait into the columns."""
        for place, name in enumerate(_COLUMNS):
            add_numbers(getattr(self.columns, name), self._rows[place::_ROW])
        self._rows.clear()

    def style(self, kind: Kind, level: int, marker: str, shape: str, hidden: bool, strong: bool) -> int:
        """Return the number of a style."""
        key = (kind, level, marker, shape, hidden, strong)
        number = self._styles.get(key)
        if number is None:
            number = self._styles[key] = len(self._styles)
            self.columns.kinds.append(Style(*key))
        return number

    def look(self, look: Look) -> int:
        """Return the number of a look."""
        number = self._looks.get(look)
        if number is None:
            number = self._looks[look] = len(self._looks)
            self.columns.looks.append(look)
        return number

    def list_runs(self, numbers: list[int], count: int) -> int:
        """Note the runs of a block (the fields of `Run`, so many times), and return their place."""
        listed = self.columns.listed
        place = len(listed)
        add_numbers(listed, [count, *numbers])
        return place

    def add_cells(self, places: list[int]) -> int:
        """Note places in a table (the fields of `Cell`, so many times); return the first's number: others follow."""
        held = self.columns.places
        first = len(held) // _PLACE
        add_numbers(held, places)
        return first

    def cells_from(self, first: int) -> list[int]:
        """Return the numbers of the cells of the blocks from `first` on, packed or not."""
        packed = self.columns.cells
        return [*packed[first:], *self._rows[max(first - len(packed), 0) * _ROW + _CELL :: _ROW]]

    def style_of(self, at: int) -> int:
        """Return the number of a block's style, packed or not."""
        packed = self.columns.styles
        return packed[at] if at < len(packed) else self._rows[(at - len(packed)) * _ROW]

    def container_of(self, at: int) -> int:
        """Return the container of a block, packed or not."""
        packed = self.columns.containers
        return packed[at] if at < len(packed) else self._rows[(at - len(packed)) * _ROW + 1]

    # Changes

    def restyle(self, at: int, *, kind: Kind, level: int, marker: str = "") -> None:
        """Give a block another kind, level and mark."""
        style = self.columns.kinds[self.columns.styles[at]]
        self.columns.styles[at] = self.style(*style._replace(kind=kind, level=level, marker=marker))

    def take_off(self, at: int, width: int) -> None:
        """Take the first `width` characters off a block; runs within them go too."""
        columns = self.columns
        text = columns.texts[at]
        columns.texts[at] = text[width:]
        if columns.runs[at] == ALONE:
            columns.begins[at] += width
            return
        runs = []
        for run in columns.runs_of(at):
            if run.start < width < run.end:
                raw = columns.raw[run.begin : run.finish]
                cut = unfold_start(raw, text[run.start : run.end], width - run.start)
                runs.append(run._replace(start=0, end=run.end - width, begin=run.begin + cut))
            elif run.start >= width:
                runs.append(run._replace(start=run.start - width, end=run.end - width))
        columns.runs[at] = self.list_runs([*chain.from_iterable(runs)], len(runs))

    def keep(self, at: int, stretches: Sequence[tuple[int, int, Look]]) -> None:
        """Leave of a block's text these stretches, each with its look; nothing changes if none of them prints."""
        columns = self.columns
        text = columns.texts[at]
        runs: list[Run] = []
        length = 0
        for start, end, look in stretches:
            for run in columns.runs_of(at):
                first, last = max(start, run.start), min(end, run.end)
                if first < last:
                    raw, clean = columns.raw[run.begin : run.finish], text[run.start : run.end]
                    begin = run.begin + unfold_start(raw, clean, first - run.start)
                    finish = run.begin + unfold_end(raw, clean, last - run.start)
                    place = length + first - start
                    runs.append(Run(place, place + last - first, begin, finish, run.node, self.look(look)))
            length += end - start
        kept = "".join([text[start:end] for start, end, _ in stretches])
        if kept.strip() != kept or not kept:
            return
        columns.texts[at] = kept
        columns.runs[at] = self.list_runs([*chain.from_iterable(runs)], len(runs))
        if all(look.strong for _, _, look in stretches):
            style = columns.kinds[columns.styles[at]]
            columns.styles[at] = self.style(*style._replace(strong=True))

    def join(self, at: int, others: Sequence[int]) -> None:
        """Add the texts of other blocks to a block's, parted by spaces. The others stay as they are."""
        columns = self.columns
        number = self.look(Look(columns.kinds[columns.styles[at]].strong, link=None))
        runs: list[Run] = []
        shift = 0
        for block in (at, *others):
            for run in columns.runs_of(block):
                look = run.look if run.look >= 0 else number
                runs.append(run._replace(start=run.start + shift, end=run.end + shift, look=look))
            shift += len(columns.texts[block]) + 1
        columns.texts[at] = " ".join([columns.texts[block] for block in (at, *others)])
        columns.runs[at] = self.list_runs([*chain.from_iterable(runs)], len(runs))

    def pick(self, numbers: Sequence[int], first: int = 0) -> None:
        """Put in the place of the blocks from `first` on those with these numbers, in this order."""
        columns = self.columns
        columns.texts[first:] = [columns.texts[number] for number in numbers]
        for name in _COLUMNS:
            column = getattr(columns, name)
            picked = [column[number] for number in numbers]
            del column[first:]
            add_numbers(column, picked)

    def drop(self, first: int) -> None:
        """Leave out the blocks from `first` on."""
        self.pack()
        self.pick((), first)

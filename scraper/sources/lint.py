"""What is wrong with definitions: files come in, one line for each fault goes out, with file, key and line.

All that loading refuses, but every fault instead of the first, and what a careful author would not leave: no
`[expect]`, a minimum of nothing without a reason, an id that two files use, a parser that can't be imported.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scraper.errors import ParserError, SourceError
from scraper.sources.definition import Definition
from scraper.sources.loader import definition_files, read_source, twice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from importlib.resources.abc import Traversable

    from scraper.sources.source import Source


def files_of(paths: Sequence[Path], folder: Path | None = None) -> list[Traversable]:
    """Return the definitions that are meant: files, all in folders, else those in `folder`, else the shipped ones.

    Raises SourceError for a path where there is none.
    """
    if not paths:
        return definition_files(folder)
    return [file for path in paths for file in (definition_files(path) if path.is_dir() else [path])]


def lint(files: Iterable[Traversable]) -> Iterator[str]:
    """Yield the faults of the definitions, file by file."""
    held: dict[str, str] = {}
    for file in files:
        try:
            definition = Definition(file)
        except SourceError as fault:
            yield str(fault)
            continue
        source, faults = read_source(definition)
        yield from faults
        yield from _careless(definition)
        if source is not None:
            yield from _parser_faults(source, definition)
            if source.id in held:
                yield f"{definition.place('id')}: id: {twice(source.id, held[source.id])}"
            held.setdefault(source.id, Path(str(file)).name)


def _careless(definition: Definition) -> Iterator[str]:
    """Yield what loading lets pass and nobody should leave."""
    expect = definition.table.get("expect")
    if expect is None:
        yield f"{definition.end}: expect: is missing; say how many projects are right: [expect] minimum = 1"
    elif isinstance(expect, dict) and expect.get("minimum") == 0 and "allow_empty" not in expect:
        yield (
            f"{definition.place('expect.minimum')}: expect.minimum: 0 lets every mistake pass; give the least that is"
            ' right, and allow_empty = "why" where nothing is right, too'
        )


def _parser_faults(source: Source, definition: Definition) -> Iterator[str]:
    if source.parser is None:
        return
    from scraper.sources.parser import load_parser  # noqa: PLC0415  (brings the readers of pages with it)

    try:
        load_parser(source)
    except ParserError as fault:
        yield f"{definition.place('parser')}: parser: {fault}"

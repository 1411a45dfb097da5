"""What project pages load: projects and the pages that they were read from come in, script files go out.

A project is in the file that its id leads to, so that its address stays the same from run to run; it says which file
has the text of its page. Files hold several projects or pages each: a site of thousands of pages is no folder of
thousands of files.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from scraper.report.evidence import page_data
from scraper.schema import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scraper.desk.pages import Pages
    from scraper.model import Project
    from scraper.report.discretion import Discretion

EACH: Final = 50
"""About how many projects are in a file."""
ROOM: Final = 200_000
"""Characters of text in a file, a page more or less."""


def places(projects: int) -> int:
    """Return among how many files so many projects are shared: a power of two, which seldom changes."""
    return 1 << max(0, (projects - 1) // EACH).bit_length()


def place(name: str, of: int) -> int:
    """Return the number of the file that has the project of an id: FNV-1a of its UTF-16 units, as core.js has it."""
    units = memoryview(name.encode("utf-16-le", "surrogatepass")).cast("H")
    digest = 0x811C9DC5
    for unit in units:
        digest = (digest ^ unit) * 0x01000193 & 0xFFFFFFFF
    return digest % of


def data_files(
    projects: Sequence[Project], pages: Pages | None, discreet: Discretion, told: Mapping[str, Sequence[object]]
) -> Iterator[tuple[str, bytes]]:
    """Yield the files of all projects and of their pages' texts; `told` has each project's past."""
    files = places(len(projects))
    records: defaultdict[int, dict[str, Any]] = defaultdict(dict)
    texts: list[object] = []
    number = size = 0
    for inside in _by_page(projects):
        data = page_data(inside, pages, discreet)
        for name, record in data.pop("projects").items():
            where = [number, len(texts)]
            records[place(name, files)][name] = {**record, "page": where, "history": told.get(name, ())}
        texts.append(data)
        size += sum(len(piece if isinstance(piece, str) else piece[0]) for line in data["lines"] for piece in line)
        if size >= ROOM:
            yield f"data/pages/{number}.js", script("pages", texts)
            number, size, texts = number + 1, 0, []
    if texts:
        yield f"data/pages/{number}.js", script("pages", texts)
    for at in range(files):
        yield f"data/projects/{at}.js", script("projects", records[at])


def script(what: str, data: object) -> bytes:
    """Return a script that hands data to the page that loads it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=plain)
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("</", "<\\/")
    return f"report.take({json.dumps(what)},{text});\n".encode(errors="backslashreplace")


def _by_page(projects: Sequence[Project]) -> Iterator[list[Project]]:
    """Yield the projects that were read from the same bytes, page by page."""
    found: defaultdict[tuple[str | None, str], list[Project]] = defaultdict(list)
    for project in projects:
        found[project.source_url, project.content_digest].append(project)
    yield from found.values()

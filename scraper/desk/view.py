"""The desk's pages: records and what is known of them come in, HTML in one of three languages goes out.

Every text of a page or a record is escaped by Jinja2; no script or style stands in the HTML itself.
"""

from __future__ import annotations

import functools
import tomllib
from collections import Counter
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from scraper.normalise.text import clean
from scraper.publish.dictionary import LANGUAGES, Language, entries
from scraper.schema import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.desk.cases import Case
    from scraper.document.printed import Part
    from scraper.sources import Lookup

__all__ = ["LANGUAGES", "View"]

ASIDE: Final = frozenset({"id", "warnings", "source", "content_digest", "retrieved_at", "source_url", "currency"})
"""Columns that are no part of what a person reviews."""


class View:
    """Pages in one language, below one address."""

    def __init__(self, language: Language, root: str) -> None:
        self.language = language
        self._root = root

    def text(self, key: str, **values: object) -> str:
        """Return a text of `texts.toml`."""
        return str(_texts()[key][self.language]).format(**values)

    def list(
        self,
        cases: Sequence[Case],
        *,
        every: Sequence[Case],
        asked: dict[str, str],
        found: int,
        number: int,
        pages: int,
    ) -> bytes:
        """Return the list of records; `every` are all, of which `cases` are shown."""
        counts = Counter(code for case in every for code in case.open)
        return self._render(
            "list.html",
            cases=cases,
            asked=asked,
            found=found,
            number=number,
            pages=pages,
            sources=[(name, name) for name in sorted({case.project.source or "" for case in every})],
            warnings=[(code, f"{self.text(code)} ({count:,})") for code, count in sorted(counts.items())],
        )

    def case(
        self,
        case: Case,
        *,
        lines: Sequence[Sequence[Part]],
        missing: str,
        waiting: Sequence[Lookup],
        writable: bool,
        seen: str,
        fault: str,
        typed: dict[str, str],
    ) -> bytes:
        """Return a record beside its page; `fault` is what is wrong with the form that `typed` comes from."""
        return self._render(
            "case.html",
            case=case,
            project=case.project,
            fields=self._fields(case),
            headings={entry.column: entry.heading for entry in entries("projects", self.language)},
            lines=lines,
            missing=missing,
            waiting=[(one, plain(one.value)) for one in waiting],
            writable=writable,
            seen=seen,
            fault=fault,
            typed=typed,
        )

    def _fields(self, case: Case) -> Sequence[tuple[str, str, object, Sequence[str]]]:
        """Return, for each column with a value or words on the page: name, heading, value, and words that differ."""
        found = []
        for entry in entries("projects", self.language):
            value = plain(getattr(case.project, entry.column))
            words = [piece.raw for piece in case.evidence.get(entry.column, ())]
            if entry.column not in ASIDE and (words or value not in (None, [], {})):
                said = value if isinstance(value, list) else str(value).split("\n\n")
                found.append((entry.column, entry.heading, value, [each for each in words if clean(each) not in said]))
        return found

    def _render(self, template: str, **values: Any) -> bytes:  # noqa: ANN401  (a template takes anything)
        page = _templates().get_template(template)
        return page.render(language=self.language, languages=LANGUAGES, root=self._root, t=self.text, **values).encode(
            errors="backslashreplace"
        )


@functools.cache
def _templates() -> Environment:
    loader = PackageLoader(__package__)
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


@functools.cache
def _texts() -> dict[str, dict[str, str]]:
    return tomllib.loads(resources.files(__package__).joinpath("texts.toml").read_text(encoding="utf-8"))

"""What the tests of this room share: a page in, its projects in one line each out, every evidence looked up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scraper.document import read
from scraper.extraction.choose import Found, find_projects
from scraper.pipeline import extract
from tests.document.reading import string

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.extraction.record import RawRecord


def page(body: str, title: str = "Rahoitetut hankkeet 2022", head: str = "", language: str = "fi") -> str:
    """Return a page with this main text under a heading that is its title."""
    return (
        f"<!doctype html><html lang={language}><head><title>{title}</title>{head}</head>"
        f"<body><main><h1>{title}</h1>{body}</main></body></html>"
    )


def document(text: str, url: str | None = None) -> dict[str, Any]:
    """Return the JSON document of a page after each of its evidences was found in it with plain lxml."""
    found = extract(text.encode(), url=url).to_dict()
    for record in (*found["pages"], *found["projects"]):  # type: ignore[misc]
        for evidence in evidences(record["evidence"]):
            whole = string(text, evidence["path"])
            assert whole[evidence["start"] : evidence["end"]].split() == evidence["raw"].split()
    return found


def evidences(of_record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for evidence in of_record.values():
        yield from evidence if isinstance(evidence, list) else [evidence]


def projects(text: str, url: str | None = None) -> list[dict[str, Any]]:
    return list(document(text, url)["projects"])


def rows(text: str, url: str | None = None) -> list[str]:
    """Return each project as `name | applicant | granted | cost | start–end`, `-` for what it lacks."""
    return [row(project) for project in projects(text, url)]


def row(project: dict[str, Any]) -> str:
    ends = [project["start_date"], project["end_date"]]
    period = "–".join(day or "" for day in ends) if any(ends) else None
    facts = (project["name"], project["applicant"], project["granted_amount"], project["total_cost"], period)
    return " | ".join("-" if fact is None else str(fact) for fact in facts)


def found(text: str, url: str | None = None) -> Found:
    """Return what extraction alone finds, nothing normalised."""
    return find_projects(read(text.encode()), url)


def records(text: str) -> list[RawRecord]:
    return found(text).records

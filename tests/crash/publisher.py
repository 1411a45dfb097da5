"""Publishes one of two datasets in a folder: what the sweep kills, and starves of disk space."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from scraper.errors import CouncilScraperError
from scraper.model import Page, Project
from scraper.publish import dataset
from scraper.publish.formats import Edition

FETCHED = datetime(2021, 4, 22, 9, 30, tzinfo=UTC)


def rows(edition: str, count: int = 30) -> list[Project]:
    """Return projects that tell which edition of the dataset they belong to."""
    return [
        Project(
            id=f"{number:03}",
            name=f"Hanke {number}, {edition} painos",
            granted_amount=Decimal(number) * 1000,
            goals=["verkosto", "kasvu"],
            content_digest="sha256:00",
            retrieved_at=FETCHED,
        )
        for number in range(1, count + 1)
    ]


def publish(folder: Path, edition: str) -> None:
    """Make an edition the dataset of the folder."""
    dataset.publish(folder, Edition([Page(url="https://example.org/", title=edition, projects=30)], rows(edition)))


if __name__ == "__main__":
    try:
        publish(Path(sys.argv[1]), sys.argv[2])
    except CouncilScraperError as error:
        print(error, file=sys.stderr)
        sys.exit(error.exit_code)

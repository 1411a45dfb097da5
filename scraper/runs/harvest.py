"""One page of a source: what it answered comes in, its projects go out, as the source's definition has them.

Two steps, since the first one takes longer: what stands on a page is the same as long as its bytes are, and can be
kept; what the definition and the visit say of it is added each time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper import pipeline
from scraper.lookups import apply_lookups
from scraper.sources.parser import load_parser

if TYPE_CHECKING:
    from collections import Counter
    from datetime import datetime

    from scraper.pipeline import Extraction
    from scraper.response import Response
    from scraper.sources import Lookup, Source


def read_page(source: Source, response: Response) -> Extraction:
    """Return what stands on a page of the source. Raises InputError."""
    return pipeline.extract(
        response.body,
        url=response.url,
        content_type=response.content_type,
        labels=source.labels,
        parser=load_parser(source),
    )


def finish(source: Source, response: Response, found: Extraction, *, since: datetime | None = None) -> Counter[Lookup]:
    """Say of each project where it comes from, correct it by the source's lookups, and return which were used.

    `since` is when the page's bytes were first fetched, where that is known to be earlier than the response.
    """
    for project in found.projects:
        project.source = source.id
        project.source_url = response.url
        project.retrieved_at = since or response.fetched_at
        if project.funder is None:
            project.funder, project.funder_region = source.funder, source.region
    return apply_lookups(source.lookups, found.projects)

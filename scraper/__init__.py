"""Council funding pages in, a dataset that people can trust out.

>>> from scraper import extract
>>> extraction = extract(open("page.html", "rb").read(), url="https://…")   # doctest: +SKIP
>>> extraction.projects[0].granted_amount                                    # doctest: +SKIP
Decimal('79900')
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.errors import CouncilScraperError
from scraper.model import Evidence, Page, Project

if TYPE_CHECKING:
    from scraper.pipeline import Extraction, extract
    from scraper.publish.frame import read_projects

__all__ = ["CouncilScraperError", "Evidence", "Extraction", "Page", "Project", "extract", "read_projects"]
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """Import the parts that cost start-up time when they are first asked for."""
    if name in {"Extraction", "extract"}:
        from scraper import pipeline  # noqa: PLC0415  (lxml: for those who read pages)

        return getattr(pipeline, name)
    if name == "read_projects":
        from scraper.publish import frame  # noqa: PLC0415  (pandas: for those who want a frame)

        return frame.read_projects
    raise AttributeError(f"module 'scraper' has no attribute {name!r}")

"""What was fetched, kept for good: a folder of WARC 1.1 files, with an index that can be made anew from them.

Responses come in with the bytes that travelled, captures and their bodies go out. It never asks the web, and knows
nothing of what stands on a page.
"""

from __future__ import annotations

from scraper.archive.archive import Archive
from scraper.archive.capture import Capture

__all__ = ["Archive", "Capture"]

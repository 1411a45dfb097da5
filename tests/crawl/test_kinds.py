"""The kinds of failures: what the code gives is what docs/crawling.md lists."""

from __future__ import annotations

import re
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
GIVEN = re.compile(r'FetchError\([^()]*(?:\([^()]*\)[^()]*)*kind="([a-z-]+)"')
LISTED = re.compile(r"^\| `([a-z-]+)` \|", re.MULTILINE)


def test_every_kind_is_documented_and_given():
    code = "\n".join(file.read_text(encoding="utf-8") for file in (REPOSITORY / "scraper" / "crawl").glob("*.py"))
    section = (REPOSITORY / "docs" / "crawling.md").read_text(encoding="utf-8").partition("## Kinds of failures")[2]
    listed = set(LISTED.findall(section.partition("\n## ")[0]))
    assert {"timeout", "redirect", "robots"} <= set(GIVEN.findall(code)) <= listed
    assert all(f'"{kind}"' in code for kind in listed)

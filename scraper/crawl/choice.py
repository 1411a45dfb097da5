"""Which addresses are followed: a source's `[follow]` and the links of a page come in, leads with their depth go out.

A link is followed where an `allow` pattern is found in its normal address and no `deny` pattern, where its text is one
of `links` if there are any, and no deeper than `depth`. To another host only a pattern leads that names it. Further
pages of a list need no `allow`: they are as deep as the page that leads there. Files that are no pages are never
followed.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from scraper.crawl import urls
from scraper.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from scraper.document.links import Link
    from scraper.sources.source import Follow


_REMEMBERED = 20_000
"""Addresses of one source."""


class Lead(NamedTuple):
    """An address to visit."""

    url: str
    """In its normal spelling."""
    depth: int
    """How many links away from a start page it is; pages of one list are equally far."""


class _Judged(NamedTuple):
    """An address that may be followed, and what speaks for it."""

    url: str
    """In its normal spelling."""
    page: urls.Numbered
    """Which page of a list it shows."""
    allowed: bool
    """Whether a pattern is found in it."""


class Choice:
    """Chooses for one source, and remembers what it thinks of an address: each page of a site has the same menus."""

    def __init__(self, follow: Follow) -> None:
        self._follow = follow
        self._judged = lru_cache(_REMEMBERED)(self._judge)

    def may_lead(self, here: str, depth: int) -> Callable[[str], bool]:
        """Return what tells of an absolute address whether a link to it might be a lead, before its text is known."""
        judged, home, shown = self._judged, urls.site(here), urls.numbered(here)
        paged = self._follow.pagination
        called_next = paged and depth == 0
        deeper = depth < self._follow.depth

        def may_lead(url: str) -> bool:
            found = judged(url, home)
            if found is None:
                return False
            return called_next or (deeper and found.allowed) or (paged and found.page.pages_on(shown))

        return may_lead

    def leads(self, links: Iterable[Link], *, here: str, depth: int) -> Iterator[Lead]:
        """Yield where to go on from the page `here`, which is `depth` links away from a start page, in its order."""
        follow, home, shown = self._follow, urls.site(here), urls.numbered(here)
        for link in links:
            found = self._judged(link.url, home)
            if found is None or found.url == here:
                continue
            further = found.page.pages_on(shown) or (depth == 0 and _is_next(link, found.url, here))
            if follow.pagination and further:
                yield Lead(found.url, depth)
            elif depth < follow.depth and found.allowed and _says(follow.links, link.text):
                yield Lead(found.url, depth + 1)

    def listed(self, addresses: Iterable[str], *, here: str) -> Iterator[Lead]:
        """Yield which addresses of the sitemap or feed `here` to visit: those that a start page might link to."""
        home = urls.site(here)
        for address in addresses if self._follow.depth else ():
            found = self._judge(address, home)
            if found is not None and found.allowed:
                yield Lead(found.url, 1)

    def _judge(self, address: str, home: str) -> _Judged | None:
        """Return an address that stands on a page of the site `home`, if it may be followed at all."""
        url = urls.normalise(address)
        if url is None or urls.is_file(url) or any(pattern.search(url) for pattern in self._follow.deny):
            return None
        return _Judged(url, urls.numbered(url), self._is_allowed(url, home))

    def _is_allowed(self, url: str, home: str) -> bool:
        """Tell whether a pattern is found in an address; one of another host must be found up to the host's end."""
        end = 0 if urls.site(url) == home else len(urls.to_host(url))
        found = (match for pattern in self._follow.allow if (match := pattern.search(url)))
        return any(match.end() >= end > match.start() or not end for match in found)


def _is_next(link: Link, url: str, here: str) -> bool:
    """Tell whether a list's page calls a link the next one.

    Asked of start pages only: on a page that a list led to, what is called next is another item, not another page.
    """
    called_next = link.next or link.text.lower() in _next_words()
    return called_next and urls.host(url) == urls.host(here)


def _says(wanted: tuple[str, ...], text: str) -> bool:
    """Tell whether a link's text is one of those wanted, or begins or ends with one (`Lue lisää: Silta`)."""
    return not wanted or any(_wording(words).search(text) for words in wanted)


@cache
def _wording(words: str) -> re.Pattern[str]:
    asked = r"\s+".join(map(re.escape, words.split()))
    return re.compile(rf"\A{asked}(?!\w)|(?<!\w){asked}\W*\Z", re.IGNORECASE)


@cache
def _next_words() -> frozenset[str]:
    return frozenset(table("links")["next"])

"""Which addresses are followed: a source's `[follow]` and the links of a page come in, leads with their depth go out.

A link is followed where an `allow` pattern is found in its normal address and no `deny` pattern, where its text is one
of `links` if there are any, and no deeper than `depth`. To another host only a pattern leads that names it. Further
pages of a list need no `allow`: they are as deep as the page that leads there. Files that are no pages are never
followed.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from scraper.crawl import urls
from scraper.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scraper.document.links import Link
    from scraper.sources.source import Follow


class Lead(NamedTuple):
    """An address to visit."""

    url: str
    """In its normal spelling."""
    depth: int
    """How many links away from a start page it is; pages of one list are equally far."""


def leads(follow: Follow, links: Iterable[Link], *, here: str, depth: int) -> Iterator[Lead]:
    """Yield where to go on from the page `here`, which is `depth` links away from a start page, in its order."""
    for link in links:
        url = urls.normalise(link.url)
        if url is None or url == here or not _may_follow(follow, url):
            continue
        if follow.pagination and _is_further_page(link, url, here, depth):
            yield Lead(url, depth)
        elif depth < follow.depth and _is_allowed(follow, url, here) and _says(follow.links, link.text):
            yield Lead(url, depth + 1)


def listed(follow: Follow, addresses: Iterable[str], *, here: str) -> Iterator[Lead]:
    """Yield which addresses of the sitemap or feed `here` to visit: those that a start page might link to."""
    for address in addresses if follow.depth else ():
        url = urls.normalise(address)
        if url is not None and _may_follow(follow, url) and _is_allowed(follow, url, here):
            yield Lead(url, 1)


def _may_follow(follow: Follow, url: str) -> bool:
    return not urls.is_file(url) and not any(pattern.search(url) for pattern in follow.deny)


def _is_allowed(follow: Follow, url: str, here: str) -> bool:
    """Tell whether a pattern is found in an address; one of another host must be found up to the host's end."""
    home = 0 if urls.site(url) == urls.site(here) else len(urls.to_host(url))
    return any(found.end() >= home > found.start() or not home for found in _found(follow, url))


def _found(follow: Follow, url: str) -> Iterator[re.Match[str]]:
    return (found for pattern in follow.allow if (found := pattern.search(url)))


def _is_further_page(link: Link, url: str, here: str, depth: int) -> bool:
    """Tell whether a link leads to another page of the list that is shown `here`.

    On a page that a list led to, only numbers count: what is called next there is another item, not another page.
    """
    if urls.pages_on(here, url):
        return True
    called_next = link.next or link.text.lower() in _next_words()
    return depth == 0 and called_next and urls.host(url) == urls.host(here)


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

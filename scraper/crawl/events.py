"""What happens on a crawl, told one event at a time to whoever listens: a log, a progress bar, a summary.

An event says when, what, where and how much; it never holds what a page says, nor a secret.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

Kind = Literal[
    "wait",
    "fetched",
    "unchanged",
    "archived",
    "retry",
    "refused",
    "failed",
    "known",
    "visited",
    "read",
    "gate",
    "published",
]
"""What happened:

`wait`       a request is held back for `seconds`, out of politeness
`fetched`    an address gave a page of so many `bytes`
`unchanged`  the site said that an archived page is as it was (304)
`archived`   a page comes from the archive, where the stopped run that is taken up put it
`retry`      an address is asked again in `seconds`; `message` says why
`refused`    an address is never asked, since robots.txt or our own rules forbid it
`failed`     an address gave no page
`known`      a page was read before, under another address
`visited`    an address is done with; so many of its source's are `waiting`
`read`       so many `projects` were read from a page
`gate`       what a source yielded did not pass a gate; `message` says which, and what was seen
`published`  the dataset is made of so many `projects`
"""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened. What does not apply is None."""

    kind: Kind
    url: str | None = None
    host: str | None = None
    source: str | None = None
    status: int | None = None
    bytes: int | None = None
    seconds: float | None = None
    waiting: int | None = None
    projects: int | None = None
    message: str | None = None
    at: datetime = field(default_factory=lambda: datetime.now(UTC))
    """In UTC."""


Watch = Callable[[Event], None]
"""Who is told; called from several threads."""


def unwatched(event: Event) -> None:
    """Tell nobody."""


def all_of(listeners: Sequence[Watch]) -> Watch:
    """Return what tells each of the listeners."""

    def tell(event: Event) -> None:
        for listener in listeners:
            listener(event)

    return tell

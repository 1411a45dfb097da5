"""One archived answer of one address: the noun that the index keeps and that readers of the archive get."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

Revisit = Literal["not-modified", "identical"]
"""Why a body is not kept again: the site said so (304), or it sent the very same bytes."""

OK: Final = 200


class Capture(NamedTuple):
    """What an address answered at one time, and where that stands in the archive."""

    url: str
    """The address that answered."""
    asked_url: str
    """The address that was asked for: it redirected to the other one where they differ."""
    time: datetime
    """When it was asked, in UTC; `WARC-Date`."""
    status: int
    """The status of the page: 200 also where a 304 confirmed it."""
    digest: str
    """`sha256:…` of the body, unpacked; of what is no page (a redirect), of the payload as it was sent."""
    content_type: str | None
    etag: str | None
    last_modified: str | None
    payload: str
    """`sha256:…` of the payload as it was sent; `WARC-Payload-Digest`."""
    revisit: Revisit | None
    file: str = ""
    """The name of the file in the archive's folder."""
    offset: int = 0
    """Where in it the record begins, in bytes."""
    body_file: str | None = None
    """Where the record with the body stands: this one, or the one that a revisit refers to; None where it is lost."""
    body_offset: int | None = None

    def placed(self, file: str, offset: int) -> Capture:
        """Return the capture with where its record stands; a revisit's body is still elsewhere."""
        own = self.revisit is None
        return self._replace(
            file=file,
            offset=offset,
            body_file=file if own else self.body_file,
            body_offset=offset if own else self.body_offset,
        )

    def of_page(self, original: Capture) -> Capture:
        """Return a revisit with what it has of the page that it confirms.

        What type an empty 304 calls itself is none of the page's: it would be read in another encoding.
        """
        typed = self if self.revisit == "identical" and self.content_type else original
        return self._replace(
            digest=original.digest,
            content_type=typed.content_type,
            etag=self.etag or original.etag,
            last_modified=self.last_modified or original.last_modified,
            payload=original.payload,
            body_file=original.body_file,
            body_offset=original.body_offset,
        )

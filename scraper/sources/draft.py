"""A definition to begin with: the address of a page comes in, the text of a TOML file goes out.

What the address tells is filled in: funder and region by its host, the language, and the start's folder as the
pattern of what is followed. What it can't tell is said in comments. Refused is what is no address of a page.
"""

from __future__ import annotations

import json
import re
import unicodedata
from posixpath import dirname
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scraper.errors import UsageError
from scraper.extraction.funder import default_funders
from scraper.sources.definition import without_password
from scraper.sources.follow import is_address
from scraper.sources.loader import ID

if TYPE_CHECKING:
    from scraper.extraction.funder import Funder
    from scraper.pipeline import Extraction

_SWEDISH = re.compile(r"\.ax$|^sv\.|/sv(?:/|$)|/svenska(?:/|$)")
_NOT_WORD = re.compile(r"[^a-z0-9]+")


def draft(url: str, *, name: str | None = None, read: Extraction | None = None) -> tuple[str, str]:
    """Return the id and the text of a definition for a page; `read` is what was found on it, where it was fetched.

    Raises UsageError for an address or a name (the id) that can't be one.
    """
    if not is_address(url):
        told = without_password(repr(url))
        raise UsageError(f"{told} is no address of a page; give one that begins with https://, no password in it")
    parts = urlsplit(url)
    language = (read.pages[0].language if read else None) or ("sv" if _is_swedish(url) else "fi")
    funder = default_funders().of_address(url, language)
    name = name or _slug(funder.name if funder else (parts.hostname or "").removeprefix("www."))
    if not ID.fullmatch(name):
        raise UsageError(f"{name!r} is no id: small letters, digits and single hyphens; name one with --id")
    return name, "\n".join([*_head(name, funder, language, url), *_follow(url), *_expect(read)])


def _head(name: str, funder: Funder | None, language: str, url: str) -> list[str]:
    return [
        f"id = {_quoted(name)}",
        f"funder = {_quoted(funder.name)}" if funder else f"funder = {_quoted(name)}  # who grants, in basic form",
        f"region = {_quoted(funder.region)}" if funder and funder.region else '# region = "01" … "21"',
        f"language = {_quoted(language)}",
        "starts = [",
        f"    {_quoted(url)},",
        "]",
        '# licence = "…"  # what the site says of reuse',
        '# contact = "…"  # who answers for the data there',
        'live = "named"   # true, when it reads the live pages rightly: then every run fetches it',
        "verified = false # and the day on which you saw that it does",
        "",
    ]


def _follow(url: str) -> list[str]:
    parts = urlsplit(url)
    folder = parts.path if parts.path.endswith("/") else f"{dirname(parts.path).rstrip('/')}/"
    below = re.escape(f"{parts.scheme}://{parts.netloc}{folder}").replace(r"\-", "-")
    pattern = _quoted(f"^{below}") if "'" in below else f"'^{below}'"
    return [
        "# Links on the start page that lead below its folder are read, too; without [follow] only the start page is.",
        "[follow]",
        f"allow = [{pattern}]",
        "depth = 1",
        "pages = 50",
        "",
    ]


def _expect(read: Extraction | None) -> list[str]:
    found = (
        f"  # the start page has {len(read.projects)} today" if read else "  # fill in: fewer mean that pages changed"
    )
    return [
        "[expect]",
        f"minimum = 1{found}",
        '# allow_empty = "…"  # why a run without any project is right, too, if it is',
        "",
        "[expect.fill]",
        "applicant = 0.8  # in which share of the projects a column has a value, at least",
        "",
    ]


def _is_swedish(url: str) -> bool:
    parts = urlsplit(url)
    return any(_SWEDISH.search(text) for text in (parts.hostname or "", parts.path))


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode("ascii")
    return _NOT_WORD.sub("-", plain).strip("-")


def _quoted(text: str) -> str:
    """Return a text as TOML writes it: JSON's strings are TOML's, too."""
    return json.dumps(text, ensure_ascii=False)

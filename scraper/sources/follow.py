"""Which pages besides the start pages are read: `[follow]` comes in, a checked `Follow` goes out.

Refused are patterns that are no regular expressions or that let every address pass, and what is no address.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scraper.sources.definition import is_count, is_text
from scraper.sources.source import Follow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.sources.definition import Definition, Form


def read_follow(table: dict[str, Any], definition: Definition) -> Follow:
    """Return the checked `[follow]` of a source's file. Raises SourceError."""
    pagination = table.get("pagination") is not False and not table.keys() & {"links", "sitemaps", "feeds"}
    definition.check(table, _FORMS, () if pagination else ("allow",), prefix="follow.")  # else nothing is followed
    for key in ("sitemaps", "feeds"):
        check_addresses(table.get(key, ()), key=f"follow.{key}", definition=definition)
    values = dict(table)
    for key in ("allow", "deny"):
        values[key] = _patterns(table.get(key, ()), key, definition)
    for key in ("links", "sitemaps", "feeds"):
        values[key] = tuple(table.get(key, ()))
    return Follow(**values)


def check_addresses(addresses: list[str], *, key: str, definition: Definition) -> None:
    """Refuse what is no address of a page, and one that stands there twice. Raises SourceError."""
    for number, url in enumerate(addresses):
        if not is_address(url):
            definition.refuse(key, f"{url!r} is no address of a page (https://…, no password in it)", near=url)
        if url in addresses[:number]:
            definition.refuse(key, f"{url} is there twice; leave one", near=url)


def is_address(url: str) -> bool:
    """Tell whether a text is the web address of a page, without a password in it."""
    try:
        parts = urlsplit(url)
        valid = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return valid and parts.username is None and url.isprintable() and " " not in url


def _patterns(texts: Sequence[str], key: str, definition: Definition) -> tuple[re.Pattern[str], ...]:
    """Return the regular expressions under a key, compiled. Raises SourceError."""
    patterns = []
    for text in texts:
        try:
            pattern = re.compile(text)
        except (re.error, RecursionError, OverflowError) as error:
            definition.refuse(f"follow.{key}", f"{text!r} is no regular expression ({error}); correct it", near=text)
        if pattern.search(""):
            definition.refuse(f"follow.{key}", f"{text!r} is found in every address; say more", near=text)
        patterns.append(pattern)
    return tuple(patterns)


def _is_lines(value: object) -> bool:
    return isinstance(value, list) and all(map(is_text, value))


def _is_some_lines(value: object) -> bool:
    return _is_lines(value) and bool(value)


_FORMS: dict[str, Form] = {
    "allow": (_is_some_lines, "a list of regular expressions"),
    "deny": (_is_lines, "a list of regular expressions"),
    "links": (_is_lines, "a list of link texts"),
    "pagination": (lambda value: isinstance(value, bool), "true or false"),
    "depth": (is_count, "a whole number, 0 or more"),
    "pages": (lambda value: is_count(value) and value != 0, "a whole number, 1 or more"),
    "sitemaps": (_is_lines, "a list of addresses"),
    "feeds": (_is_lines, "a list of addresses"),
}

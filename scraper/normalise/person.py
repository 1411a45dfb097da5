"""Natural persons: an applicant's name comes in, whether it is a person's goes out.

A person's name is two to four capitalised words without digits, the first or last of which is a given name that many
people in Finland have, and none of which belongs to an organisation. A title before it (`FT`, `taiteilija`) and a
working group behind it do not count. What can't be told is no person: names that nobody's list has stay. The words are
in vocabulary/persons.toml.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from scraper.normalise import ASKED_AGAIN
from scraper.normalise.organisation import is_organisation
from scraper.normalise.tables import words
from scraper.normalise.text import clean

_WORD = re.compile(r"(?:von|af|de|van|di|da|[A-ZÅÄÖÜÉŠŽ][a-zåäöüéèáëïšžøæ'’]+(?:-[A-ZÅÄÖ][a-zåäöüéèáëï]+)?|[A-ZÅÄÖ]\.)")


@lru_cache(ASKED_AGAIN)
def is_person(name: str) -> bool:
    """Tell whether a name is certainly a natural person's."""
    rules = _rules()
    bare = rules.followers.sub("", rules.titles.sub("", clean(name)))
    if "," in bare:  # Virtanen, Anna
        last, _, first = bare.partition(",")
        bare = f"{first.strip()} {last.strip()}"
    parts = bare.split()
    if not 2 <= len(parts) <= 4 or not all(_WORD.fullmatch(part) for part in parts):
        return False
    if is_organisation(bare) or not rules.not_surnames.isdisjoint(parts):
        return False
    return any(part.split("-")[0] in rules.given_names for part in (parts[0], parts[-1]))


class _Rules(NamedTuple):
    given_names: frozenset[str]
    not_surnames: frozenset[str]
    titles: re.Pattern[str]
    followers: re.Pattern[str]


@cache
def _rules() -> _Rules:
    titles = "|".join(map(re.escape, words("persons", "titles")))
    followers = "|".join(map(re.escape, words("persons", "followers")))
    return _Rules(
        frozenset(words("persons", "given_names")),
        frozenset(words("persons", "not_surnames")),
        re.compile(rf"^(?:(?:{titles})\s+)+", re.IGNORECASE),
        re.compile(rf"\s+(?:{followers})$", re.IGNORECASE),
    )

"""Natural persons: an applicant's name comes in, whether it is a person's goes out.

A person's name is two to four capitalised words without digits, the first or last of which is a given name that many
people in Finland have, or an initial, and none of which belongs to an organisation. A title before it (`FT`,
`taiteilija`) and a working group behind it do not count. What can't be told is no person: names that nobody's list has
stay. The words are in vocabulary/persons.toml.
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
_INITIAL = re.compile(r"[A-ZÅÄÖ]\.")


@lru_cache(ASKED_AGAIN)
def is_person(name: str) -> bool:
    """Tell whether a name is certainly a natural person's."""
    rules, bare = _rules(), _bare(name)
    parts = bare.split()
    if not 2 <= len(parts) <= 4 or not all(_WORD.fullmatch(part) for part in parts):
        return False
    if is_organisation(bare) or not rules.not_surnames.isdisjoint(parts):
        return False
    return any(_is_given(part) or _INITIAL.fullmatch(part) for part in (parts[0], parts[-1]))


def names_person(text: str, name: str) -> bool:
    """Tell whether a text has a person's surname, in whatever case Finnish puts it: `Virtanen`, `Virtasen`.

    In doubt it does: a longer word may begin so.
    """
    parts = _bare(name).split()
    surnames = [part for part in parts if not _is_given(part) and not _INITIAL.fullmatch(part)] or parts
    stems = "|".join(re.escape(part.removesuffix("nen") if len(part) > 5 else part) for part in surnames)
    return re.search(rf"(?<!\w)(?:{stems})", text) is not None


def _bare(name: str) -> str:
    """Return a name without titles and working groups, the given name first where a comma says which that is."""
    rules = _rules()
    bare = rules.followers.sub("", rules.titles.sub("", clean(name)))
    last, comma, first = bare.partition(",")
    return f"{first.strip()} {last.strip()}" if comma else bare


def _is_given(part: str) -> bool:
    return part.partition("-")[0] in _rules().given_names


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

"""The words by which a line of a list is told from totals, sentences and facts, as patterns.

They come from `vocabulary/leads.toml` and `vocabulary/prose.toml`; each pattern is made once.
"""

from __future__ import annotations

import re
from functools import cache

from scraper.normalise.tables import either, starting, words


@cache
def of_many() -> re.Pattern[str]:
    """Return a pattern, for text in lower case, of the words of totals and envelopes."""
    return starting({*words("leads", "line", "total"), *words("leads", "line", "envelope")}, whole=True)


@cache
def prizes() -> re.Pattern[str]:
    """Return a pattern of how a line begins that tells what the winner of a contest gets: `1. palkinto: Paja Oy`."""
    return re.compile(
        rf"(?:[0-9i]+\S* )?(?:jaettu |delat |shared )?(?:{either(words('leads', 'line', 'prizes'))})(?!\w)"
    )


def ends_in(key: str, segment: str) -> bool:
    """Tell whether words before a sum end in one of a list: a whole word, or the end of a compound in lower case."""
    ending, folded = words("leads", "line", key), segment.lower()
    if not folded.endswith(ending):
        return False
    before = folded.removesuffix(next(word for word in ending if folded.endswith(word)))
    return segment[0].islower() or not before or not before[-1].isalpha()


@cache
def acts() -> re.Pattern[str]:
    """Return a pattern of what only sentences have within: `Rahasto jakoi yhteisöille`, `Liitto myönsi kunnalle`."""
    return re.compile(rf" (?:{either(words('leads', 'line', 'acts'))}) ")


@cache
def grants() -> re.Pattern[str]:
    """Return a pattern of what a sentence on a grant has before its project: `LUT-yliopistolle myönnettiin`."""
    return re.compile(rf" (?:{either(words('prose', 'verbs', 'grants') + words('prose', 'verbs', 'receives'))}) ")


@cache
def received() -> re.Pattern[str]:
    """Return a pattern of how a head ends that names a project as its receiver: `Silta-hankkeelle`."""
    endings = either(word.lstrip("-") for word in words("leads", "line", "received"))
    return re.compile(rf"-(?:{endings})$", re.IGNORECASE)


@cache
def unnamed() -> re.Pattern[str]:
    """Return a pattern of how a head ends whose project is not named in it: ` hankkeelle myönnettiin`."""
    endings = either(word.lstrip("-") for word in words("leads", "line", "received"))
    return re.compile(rf" (?:{endings})(?: (?:{either(words('leads', 'line', 'joining'))}))?$", re.IGNORECASE)

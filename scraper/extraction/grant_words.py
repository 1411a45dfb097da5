"""The words that grant, refuse and count in sentences, and what the sentences tell: a sum and who gets it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from scraper.normalise.tables import either, starting, words

if TYPE_CHECKING:
    from scraper.extraction.bodies import Organisation
    from scraper.extraction.named_projects import Project
    from scraper.extraction.sentences import Span


class Grant(NamedTuple):
    """One sum and who receives it; the places are those in the sentence."""

    sum: Span
    organisation: Organisation | None
    project: Project | None
    verb: str
    """The word that grants, as printed."""
    asked: Span | None = None
    """What was asked for, where the sentence tells that too."""


class Grammar(NamedTuple):
    """The patterns of vocabulary/prose.toml, `[verbs]`."""

    verbs: re.Pattern[str]
    receives: re.Pattern[str]
    vetoes: re.Pattern[str]
    asks: re.Pattern[str]
    """Those of the vetoes that only ask: `haki`."""
    several: re.Pattern[str]
    sums_up: re.Pattern[str]
    parts: re.Pattern[str]
    share: re.Pattern[str]
    """What leads from a sum to whom a share of it was granted: `jakoi 2 miljoonaa euroa, josta Turun kaupungille …`."""
    weak: re.Pattern[str]
    ranked: re.Pattern[str]
    shares: re.Pattern[str]
    """Verbs of sharing out that lead to a list."""
    receivers_are: re.Pattern[str]
    """Verbs that such a list follows with no colon."""
    grants_are: re.Pattern[str]
    """`Avustukset:` at a sentence's beginning, which may head what one receives too ..."""
    givers: re.Pattern[str]
    """... where a body that gives is named."""
    charges: re.Pattern[str]
    refusals: re.Pattern[str]
    """The vetoes that count before such a list too."""


@cache
def grammar() -> Grammar:
    """Return them, compiled once."""
    verbs = {
        key: words("prose", "verbs", key)
        for key in (
            "grants",
            "receives",
            "vetoes",
            "asks",
            "sums_up",
            "parts",
            "ranked",
            "shares",
            "set_aside",
            "charges",
            "receivers",
            "some",
            "heads",
            "givers",
        )
    }
    several, counted, numbers = (either(words("prose", "verbs", key)) for key in ("several", "counted", "numbers"))
    return Grammar(
        verbs=_words(either(verbs["grants"] + verbs["receives"])),
        receives=_words(either(verbs["receives"])),
        vetoes=_words(either(verbs["vetoes"] + verbs["asks"])),
        asks=_words(either(verbs["asks"])),
        several=re.compile(
            rf"(?<![\w-])(?:[^\W\d_]*(?:{several})"
            rf"|(?:[0-9]+|[^\W\d_]*(?:{numbers}))\s(?:(?!eur)[^\W\d_]+\s)?(?:{counted})"
            rf"|[1-9][0-9]?\s(?!eur)[^\W\d_][\w-]*\s(?:[0-9]+\s)?[-–](?:{counted}))(?![\w-])",
            re.IGNORECASE,  # the last of these is `10 Suomi 100 -hanketta`
        ),
        sums_up=_words(either(verbs["sums_up"])),
        parts=_words(either(verbs["parts"])),
        share=re.compile(
            rf",?\s(?:{either(words('prose', 'grant', 'of_total'))})"
            rf"(?=\s(?:[^.;0-9]*\s)?(?:{either(verbs['grants'] + verbs['receives'])})\s)",
            re.IGNORECASE,
        ),
        weak=_words(either(words("prose", "verbs", "weak"))),
        ranked=re.compile(rf"(?<![\w-])(?:{either(verbs['ranked'])})\s*$", re.IGNORECASE),
        shares=_words(either(verbs["shares"])),
        receivers_are=re.compile(
            rf"(?<![\w-])(?:{either(verbs['receivers'])})(?: (?:{either(verbs['some'])}))* (?=(?-i:[A-ZÅÄÖ”\"]))",
            re.IGNORECASE,
        ),
        grants_are=re.compile(rf"(?:{either(verbs['heads'])}):", re.IGNORECASE),
        givers=re.compile(rf"(?:{either(verbs['givers'])})$", re.IGNORECASE),
        charges=starting(verbs["charges"]),
        refusals=_words(either(word for word in verbs["vetoes"] + verbs["asks"] if word not in verbs["set_aside"])),
    )


def _words(alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w-])", re.IGNORECASE)


def leaves_open(text: str) -> bool:
    """Tell whether a sentence tells of a call, a plan or a refusal, or of several receivers' money."""
    return grammar().vetoes.search(text) is not None or grammar().several.search(text) is not None

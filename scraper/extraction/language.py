"""Which language a page is in, told by the small words that every text is full of."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scraper.model import Block

_SMALL_WORDS = {
    "fi": frozenset(
        [
            "ja",
            "on",
            "ei",
            "että",
            "tai",
            "sekä",
            "joka",
            "ovat",
            "myös",
            "sen",
            "mukaan",
            "kanssa",
            "hanke",
            "hankkeen",
            "rahoitus",
        ]
    ),
    "sv": frozenset(
        [
            "och",
            "är",
            "en",
            "ett",
            "att",
            "som",
            "för",
            "på",
            "av",
            "i",
            "med",
            "till",
            "från",
            "den",
            "det",
            "projektet",
            "inom",
            "sökande",
            "stöd",
            "beviljat",
        ]
    ),
    "en": frozenset(["and", "the", "of", "to", "in", "is", "for", "a", "with", "are", "by", "from", "project", "on"]),
}
_FINNISH_ENDINGS = ("aa", "ää", "aan", "ään", "iin", "uun", "ksi", "ssä", "llä")
"""Cases that words of the other two languages do not end like: Finnish has few small words."""
_ENOUGH = 4000
"""Characters after which more text says no more."""


def read_language(blocks: Iterable[Block]) -> str | None:
    """Return `fi`, `sv` or `en`, or None where the text is too short to tell or tells two."""
    counts = dict.fromkeys(_SMALL_WORDS, 0)
    seen = 0
    for block in blocks:
        words = block.text.lower().split()
        for language, small in _SMALL_WORDS.items():
            counts[language] += sum(word in small for word in words)
        counts["fi"] += sum(word.endswith(_FINNISH_ENDINGS) for word in words)
        seen += len(block.text)
        if seen > _ENOUGH:
            break
    ranked = sorted(counts.items(), key=lambda item: -item[1])
    (best, most), (_, next_most) = ranked[0], ranked[1]
    return best if most >= 2 and most > next_most else None

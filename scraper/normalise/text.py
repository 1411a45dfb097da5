"""Cleaning of text: what a page prints in, the same words without the page's accidents out.

Nothing here changes a word. What can't be mended (mojibake) or decided (a goal that reads as the tail of the one
before) is only noticed.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# Soft hyphen, zero-width characters, BOM, bidi controls and the control characters that are no white space.
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\x00-\x08\x0e-\x1b\x7f]+"
)

# A mark that follows a name: *), **, ¹ ², [1], 1). The last only where it closes no bracket of the name's own.
_MARK = re.compile(r"\s*(?:\*+\)?|[¹²³⁰⁴-⁹]+\)?|[†‡]|\[(?:[0-9]{1,2}|\*+)\])$")
_NUMBERED_MARK = re.compile(r"\s*(?<![0-9.,])[0-9]{1,2}\)$")
_MOST_MARKS = 5
_SQUARED_UNIT = re.compile(r"(?:^|[\s0-9])[kcdm]?m[²³]$")

_CONJUNCTIONS = frozenset({"sekä", "ja", "och", "samt", "and"})

# UTF-8 that was read as Latin-1 or cp1252: the lead byte as a letter, then what cp1252 prints for 80-BF.
_CP1252_TAIL = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ\u00a0-¿"
_MOJIBAKE = re.compile(rf"Ã[{_CP1252_TAIL}]|â[€‚][{_CP1252_TAIL}]|Â[\u00a0-¿]|[ÄÅ][¡-ª¬-º¼-¾]|[\x80-\x9f\ufffd]")

# Words that can only continue a sentence: relative pronouns.
_RELATIVE = frozenset({"joka", "jotka", "jossa", "joissa", "jolla", "joilla", "jonka", "joiden", "som", "which"})
# Case endings that no Finnish infinitive has; -sta, -lla and their like are left out (julkaista, tulla).
_NOUN_ENDINGS = ("lle", "ksi", "jen", "ien", "iden", "tten", "iin", "een")
_FIRST_WORD = re.compile(r"[^\W\d_]+")


def clean(text: str) -> str:
    """Return the text in NFC, white space folded to single spaces, ends trimmed, invisible characters removed."""
    if (
        text.isprintable()
        and "  " not in text
        and text[:1] != " "
        and text[-1:] != " "
        and (text.isascii() or unicodedata.is_normalized("NFC", text))
    ):
        return text
    return " ".join(unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).split())


def strip_footnote(text: str) -> str:
    """Return a name without the footnote marks at its end: `Verkko *)`, `Verkko¹`, `Verkko [1]`, `Verkko 1)`.

    Ends that belong to the name stay: `Suomi 2.0`, `Talo 5`, `Verkosto (ASE)`, `Vaihe (osa 1)`, `500 m²`.
    """
    if text[-1:].isalpha():
        return text
    for _ in range(_MOST_MARKS):
        found = _MARK.search(text[-12:])
        if found is None and text.count(")") > text.count("("):
            found = _NUMBERED_MARK.search(text[-12:])
        if found is None or _SQUARED_UNIT.search(text[-6:]):
            break
        shorter = text[: len(text) - len(found.group())].rstrip()
        if not shorter:
            break
        text = shorter
    return text


def trim_goal(text: str) -> str:
    """Return a goal bullet without the punctuation and the conjunction that only led on to the next bullet."""
    while True:
        text = text.rstrip(" ,;.")
        head, _, last = text.rpartition(" ")
        if last.lower() not in _CONJUNCTIONS:
            return text
        text = head


def has_mojibake(text: str) -> bool:
    """Return whether the text was decoded wrongly somewhere: `MyÃ¶nnetty`, `79 900 â‚¬`, `\ufffd`, C1 controls."""
    if text.isascii():
        return False
    # Of the pairs, one begins with such a letter or ends with U+0080-U+00BF, which UTF-8 writes behind a C2.
    suspect = "Ã" in text or "â" in text or "\ufffd" in text or b"\xc2" in text.encode("utf-8", "surrogatepass")
    return suspect and _MOJIBAKE.search(text) is not None


def goal_continues(goals: Sequence[str], index: int) -> bool:
    """Return whether the goal at `index` reads as the tail of the one before; says no where in doubt.

    It does if it starts in lower case and with a relative pronoun, or after a goal that ends in a hyphen, or with a
    noun in a case ending where every other goal starts with an infinitive, or where all others start in upper case.
    """
    if not 0 < index < len(goals) or not goals[index][:2].islower():  # "eOppiminen" is a name
        return False
    first, before = _first_word(goals[index]), goals[index - 1]
    if first in _RELATIVE or before.rstrip().endswith(("-", "–")):
        return True
    endless = not first.endswith(_NOUN_ENDINGS)
    if endless and before and not before[0].isupper():
        return False
    others = [goal for position, goal in enumerate(goals) if position != index and goal]
    if len(others) < 2:
        return False
    if all(goal[0].isupper() for goal in others):
        return True
    return not endless and all(_first_word(goal).endswith(("a", "ä")) for goal in others)


def _first_word(text: str) -> str:
    found = _FIRST_WORD.match(text)
    return found.group().lower() if found else ""

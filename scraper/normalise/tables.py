"""The words behind the normalisers: lists in `vocabulary/*.toml`.

In goes the name of a table and a path in it, out come its words. Refuses a key that holds no list of words, naming
it, so that whoever edits a table is told where to look.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any

from scraper.errors import CouncilScraperError
from scraper.vocabulary import Table, table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping


def section(name: str, *path: str) -> Table:
    """Return a sub-table. Raises `CouncilScraperError` if there is none at that path."""
    found: object = table(name)
    for key in path:
        found = found.get(key) if isinstance(found, dict) else None
    if not isinstance(found, dict):
        raise CouncilScraperError(f"vocabulary/{name}.toml has no table [{'.'.join(path)}]. Add it.")
    return found


@cache
def words(name: str, *path: str) -> tuple[str, ...]:
    """Return the list of words at a path, in the file's order. Raises `CouncilScraperError` if there is none."""
    *parents, key = path
    return word_list(section(name, *parents), key, f"vocabulary/{name}.toml")


def word_list(entry: Mapping[str, object], key: str, where: str) -> tuple[str, ...]:
    """Return the list of words that `entry` has under `key`; `where` is for the message if it has none."""
    found = entry.get(key)
    if not isinstance(found, list) or not all(isinstance(word, str) for word in found):
        raise CouncilScraperError(f"{where}: {key} is {found!r}, expected a list of words. Mend that key.")
    return tuple(found)


def lower(text: str) -> str:
    """Return a text in lower case, character by character: places in it are places in the text."""
    return text.replace("\u0130", "i").lower()  # the one letter whose small form is longer


def starting(alternatives: Iterable[str], *, whole: bool = False) -> re.Pattern[str]:
    """Return a pattern of words that begin as one of `alternatives`, or are one, for text in lower case.

    The pattern begins with its words' first letters, which lets it pass over all others in one stride.
    """
    by_first: dict[str, list[str]] = {}
    for word in sorted(alternatives, key=len, reverse=True):
        by_first.setdefault(word[0], []).append(word[1:])
    end = r"(?!\w)" if whole else ""
    return re.compile(
        "|".join(
            rf"{re.escape(letter)}(?<!\w{re.escape(letter)})(?:{'|'.join(map(re.escape, rests))}){end}"
            for letter, rests in by_first.items()
        )
    )


def globbed(alternatives: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern of words and phrases in any case; a `*` at an end of one stands for letters that go on there."""
    return re.compile("|".join(map(_globbed, alternatives)), re.IGNORECASE)


def _globbed(phrase: str) -> str:
    begin = "" if phrase.startswith("*") else r"(?<!\w)"
    end = "" if phrase.endswith("*") else r"(?!\w)"
    return begin + re.escape(phrase.strip("*")) + end


def either(alternatives: Iterable[str]) -> str:
    """Return a pattern of any of the words, the longest first.

    It is a tree of letters, behind a look at the first: where none of the words can begin, that is all it costs.
    """
    tree: dict[str, Any] = {}
    for word in alternatives:
        node = tree
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    firsts = "".join(re.escape(letter) for letter in tree if letter)
    return f"(?=[{firsts}]){_branches(tree)}" if len(tree) > 1 else _branches(tree)


def signs(texts: Collection[str], length: int = 5) -> tuple[str, ...]:
    """Return few short strings of which each text holds one: what holds none of them holds none of the texts.

    To look for a dozen strings is quicker than for the first words of hundreds of names.
    """
    left, found = set(texts), list[str]()
    while left:
        counts = Counter(part for text in left for part in _parts(text, length))
        best = max(counts, key=lambda part: (counts[part], len(part), part))
        found.append(best)
        left = {text for text in left if best not in text}
    return tuple(found)


def _parts(text: str, length: int) -> set[str]:
    """Return the stretches of that length of a text, or all of a shorter one."""
    return {text[start : start + length] for start in range(max(1, len(text) - length + 1))}


def _branches(tree: dict[str, Any]) -> str:
    found = [re.escape(letter) + _branches(below) for letter, below in tree.items() if letter]
    if not found:
        return ""
    return f"(?:{'|'.join(found)}){'?' if '' in tree else ''}"

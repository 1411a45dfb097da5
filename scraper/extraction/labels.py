"""Label words found in text: which field a label names and where its value begins.

The words come from `vocabulary/labels.toml`. A label must not be the stem of a longer word: `Hakijana toimii`,
`Kustannusarviossa` and `Hakijaorganisaation` are prose or other labels, and are refused.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from scraper.errors import CouncilScraperError
from scraper.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Iterable

Field = str
"""A column of the dataset, or one of `period`, `code`, `status`, `other`, `call`, `total`, `page_updated`."""

MONEY_FIELDS = frozenset({"granted_amount", "applied_amount", "total_cost"})
DATE_FIELDS = frozenset({"period", "start_date", "end_date", "decision_date", "page_updated"})

_KEY = 3
"""Labels are looked up by their first characters; the shortest label that matters has three."""

# What may stand between a label and its value: a unit or a note in parentheses, then a colon or a spaced dash.
_UNIT = re.compile(
    r" ?(?:\( ?(?P<paren>[^()]{1,40}) ?\)|,? ?(?P<bare>€|%|euroa|euro|eur|t€|1 ?000 ?€(?=:))(?![\w%]))", re.IGNORECASE
)
_MARK = re.compile(r" ?(?P<mark>:|=|[–—-](?= ))[ :]*")
_COLUMN_UNIT = re.compile(r"(?:euroa|euro|eur|€)(?![a-zåäö])")
_COLUMN_GAP = re.compile(r"(?: ?\([^()]{1,20}\))?[ /|,;:\t]*")


class Label(NamedTuple):
    """A label found in a text."""

    field: Field
    text: str
    """The label as printed, without colon or unit."""
    end: int
    """Where the label itself ends."""
    value: int
    """Where the value begins (after unit and colon)."""
    form: str
    """How it is set off: `colon`, `dash`, `glued`, `space`, `bare` (nothing follows)."""
    weak: bool
    """An everyday word too: needs a colon or a structure of its own."""
    unit: str
    """What stands between label and colon: `€`, `1000 €`, `%`, a note; empty for nothing."""


class Labels:
    """The label vocabulary, indexed by how labels begin."""

    def __init__(self, extra: dict[Field, Iterable[str]] | None = None) -> None:
        self._by_start: dict[str, list[tuple[str, Field, bool]]] = {}
        words = table("labels")
        fields: dict[str, Field] = {}
        for field, languages in words["labels"].items():
            weak = {word.lower() for word in languages.get("weak", ())}
            for label in dict.fromkeys(word.lower() for group in languages.values() for word in group):
                if fields.setdefault(label, field) != field:
                    raise CouncilScraperError(
                        f"vocabulary/labels.toml: {label!r} stands under {fields[label]} and {field}; keep one"
                    )
                self._add(label, field, weak=label in weak)
        for field, labels in (extra or {}).items():
            for label in labels:
                self._add(label.lower(), field, weak=False)
        for entries in self._by_start.values():
            entries.sort(key=lambda entry: -len(entry[0]))
        self._prefixes = tuple(f"{word.lower()} " for word in words["prefixes"]["words"])
        self._prefix_starts = frozenset(prefix[:_KEY] for prefix in self._prefixes)

    def _add(self, label: str, field: Field, *, weak: bool) -> None:
        self._by_start.setdefault(label[:_KEY], []).append((label, field, weak))

    def stem(self, text: str, start: int = 0) -> tuple[Field, int, bool] | None:
        """Return (field, end, weak) of the longest label that stands at `start`, as a whole word."""
        lowered = text[start : start + 64].lower()
        key = lowered[:_KEY]
        for label, field, weak in self._by_start.get(key, ()):
            if lowered.startswith(label) and _is_whole(text, start, start + len(label)):
                return field, start + len(label), weak
        if key in self._prefix_starts:
            for prefix in self._prefixes:
                if lowered.startswith(prefix) and (found := self.stem(text, start + len(prefix))):
                    return found[0], found[1], False
        return None

    def at(self, text: str, start: int = 0) -> Label | None:
        """Return the label at `start` and where its value begins, or None where the words there are no label."""
        found = self.stem(text, start)
        if found is None:
            return None
        field, end, weak = found
        combined = self._combined(text, end)
        value = combined
        unit = ""
        if noted := _UNIT.match(text, value):
            unit = noted["paren"] or noted["bare"]
            value = noted.end()
        if mark := _MARK.match(text, value):
            form, value = "dash" if mark["mark"] in "–—-" else "colon", mark.end()
        elif value == len(text):
            form = "bare"
        elif text[value] == " ":
            form, value = "space", value + 1
        else:
            form = "glued"
        if "%" in unit and field in MONEY_FIELDS:
            field = "other"
        return Label(field, text[start:combined], combined, value, form, weak, unit)

    def _combined(self, text: str, end: int) -> int:
        """Return where a label such as `Hakija / toteuttaja` ends: a second label may follow a slash or `ja`."""
        joint = _JOINT.match(text, end)
        if joint and (second := self.stem(text, joint.end())):
            return second[1]
        return end

    def run(self, text: str) -> list[tuple[Field, str]] | None:
        """Return the fields of a line made of two or more labels and nothing else, as tables that lost their cells.

        `Hakijaeuroa`, `Hankkeen nimi / Hakija / Tuki €`: each with the label as printed; a bare unit is a sum's column.
        """
        fields: list[tuple[Field, str]] = []
        position = 0
        while position < len(text):
            lowered = text[position : position + 64].lower()
            known = next(
                ((f, len(w)) for w, f, _ in self._by_start.get(lowered[:_KEY], ()) if lowered.startswith(w)), None
            )
            unit = _COLUMN_UNIT.match(lowered)
            if known is None and unit is None:
                return None
            field, length = known or ("granted_amount", unit.end() if unit else 0)
            fields.append((field, text[position : position + length]))
            position = _COLUMN_GAP.match(text, position + length).end()  # type: ignore[union-attr]
        return fields if len(fields) > 1 else None

    def exact(self, text: str) -> Label | None:
        """Return the label that the whole text is, with or without a colon and unit; else None."""
        found = self.at(text)
        return found if found and found.value >= len(text) else None


_JOINT = re.compile(r" ?/ ?| ja (?=[a-zåäö])| och (?=[a-zåäö])", re.IGNORECASE)


def _is_whole(text: str, start: int, end: int) -> bool:
    """Tell whether text[start:end] ends as a word does: not inside a longer word, not before a hyphenated part."""
    if end >= len(text):
        return True
    after = text[end]
    if after == "-":
        return not text[end + 1 : end + 2].isalpha()
    if not after.isalpha():
        return after not in "'’_"
    # Glued to its value: a capital after a small letter, or a capitalised word after capitals throughout.
    return after.isupper() and (
        text[end - 1].islower() or (text[start:end].isupper() and text[end + 1 : end + 2].islower())
    )


@cache
def is_explicit(label: str) -> bool:
    """Tell whether a label says in its own words that a sum was granted, as `Myönnetty rahoitus` does."""
    return label.lower().startswith(tuple(table("labels")["explicit"]["words"]))


@cache
def kinds_of_applicants() -> frozenset[str]:
    """Return the words that name no applicant but a kind of them, as calls for applications do."""
    return frozenset(table("labels")["kinds"]["words"])


@cache
def default_labels() -> Labels:
    """Return the shipped vocabulary, built once."""
    return Labels()

"""Label words found in text: which field a label names and where its value begins.

The words come from `vocabulary/labels.toml`. A label must not be the stem of a longer word: `Hakijana toimii`,
`Kustannusarviossa` and `Hakijaorganisaation` are prose or other labels, and are refused.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from scraper.errors import CouncilScraperError
from scraper.normalise.tables import either
from scraper.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

Field = str
"""A column of the dataset, or one of `period`, `code`, `status`, `other`, `call`, `total`, `page_updated`."""

MONEY_FIELDS = frozenset({"granted_amount", "applied_amount", "total_cost"})
DATE_FIELDS = frozenset({"period", "start_date", "end_date", "decision_date", "page_updated"})

# What may stand between a label and its value: a unit or a note in parentheses, then a colon or a spaced dash.
_UNIT = re.compile(
    r" ?(?:\( ?(?P<paren>[^()]{1,40}) ?\)"
    r"|,? ?(?:i |in )?(?P<bare>€|%|euroa|euroina|euros|euro|eur|t€|1 ?000 ?€(?=:))(?![\w%]))",
    re.IGNORECASE,
)
_MARK = re.compile(r" ?(?P<mark>(?:[.…_·]{3,} ?)?[:=]|[.…_·]{3,}|[–—-](?= ))[ :]*")
_SHARE = re.compile(r"[^0-9]*(?:%|prosent|procent|percent)[^0-9]*", re.IGNORECASE)
_COLUMN_UNIT = re.compile(r"(?:euroa|euro|eur|€)(?-i:(?![a-zåäö]))", re.IGNORECASE)
_COLUMN_GAP = re.compile(r"(?: ?\([^()]{1,20}\))?[ /|,;:\t]*")


_REMEMBERED = 4096
_UNASKED = object()


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
    """The label vocabulary, as one pattern that finds the longest label at a place."""

    def __init__(self, extra: dict[Field, Iterable[str]] | None = None) -> None:
        words = table("labels")
        self._entries: dict[str, tuple[Field, bool]] = {}
        for field, languages in words["labels"].items():
            weak = {word.lower() for word in languages.get("weak", ())}
            for label in dict.fromkeys(word.lower() for group in languages.values() for word in group):
                held, _ = self._entries.setdefault(label, (field, label in weak))
                if held != field:
                    raise CouncilScraperError(
                        f"vocabulary/labels.toml: {label!r} stands under {held} and {field}; keep one"
                    )
        for label, field in _compounds(words["compounds"]):
            self._entries.setdefault(label.lower(), (field, not is_explicit(label)))
        for field, labels in (extra or {}).items():
            self._entries |= {label.lower(): (field, False) for label in labels}
        self._begun: dict[str, Label | object | None] = {}
        """The labels that texts begin with: several readers ask about each line of a page."""
        self._label = re.compile(either(self._entries), re.IGNORECASE)
        self._prefix = re.compile(f"{either(word.lower() for word in words['prefixes']['words'])} ", re.IGNORECASE)

    def stem(self, text: str, start: int = 0) -> tuple[Field, int, bool] | None:
        """Return (field, end, weak) of the longest label that stands at `start`, as a whole word."""
        found = self._label.match(text, start)
        while found:
            end = found.end()
            field, weak = self._entries[found[0].lower()]
            if _is_whole(text, start, end) or (field in DATE_FIELDS and _month().match(text, end)):
                return field, end, weak
            found = self._label.match(text, start, end - 1)
        if (prefix := self._prefix.match(text, start)) and (found_after := self.stem(text, prefix.end())):
            return found_after[0], found_after[1], False
        return None

    def at(self, text: str, start: int = 0) -> Label | None:
        """Return the label at `start` and where its value begins, or None where the words there are no label."""
        if start:
            return self._read(text, start)
        found = self._begun.get(text, _UNASKED)
        if found is _UNASKED:
            if len(self._begun) >= _REMEMBERED:
                self._begun.clear()
            found = self._begun[text] = self._read(text, 0)
        return cast("Label | None", found)

    def _read(self, text: str, start: int) -> Label | None:
        found = self.stem(text, start)
        if found is None:
            return None
        field, end, weak = found
        second, combined = self._second(text, end) or (field, end)
        value = combined
        unit = ""
        if noted := _UNIT.match(text, value):
            unit = noted["paren"] or noted["bare"]
            value = noted.end()
        if mark := _MARK.match(text, value):
            form, value = "dash" if mark["mark"] in "–—-" else "colon", mark.end()
        elif value == len(text):
            if second != field and {second, field} <= MONEY_FIELDS and "/" not in text:
                return None  # `Kustannukset ja rahoitus` heads the labels of both
            form = "bare"
        elif text[value] == " ":
            form, value = "space", value + 1
            if weak and text.startswith("of ", value):
                return None  # `End of February 2025`
        else:
            form = "glued"
        if _SHARE.fullmatch(unit) and field in MONEY_FIELDS:
            field = "other"
        return Label(field, text[start:combined], combined, value, form, weak, unit)

    def _second(self, text: str, end: int) -> tuple[Field, int] | None:
        """Return the second label of `Hakija / toteuttaja`, behind a slash or `ja`, and where it ends."""
        joint = _JOINT.match(text, end)
        return second[:2] if joint and (second := self.stem(text, joint.end())) else None

    def run(self, text: str, opening: Collection[Field] = ()) -> list[tuple[Field, str]] | None:
        """Return the fields of a line made of two or more labels and nothing else, as tables that lost their cells.

        `Hakijaeuroa`, `Hankkeen nimi / Hakija / Tuki €`: each with the label as printed; a bare unit is a sum's column,
        but behind the label of one.
        Where fields are given that may open the line, one that another opens is none.
        """
        fields: list[tuple[Field, str]] = []
        position = 0
        while position < len(text):
            known = self._label.match(text, position)
            unit = None if known else _COLUMN_UNIT.match(text, position)
            if known is None and unit is None:
                return None
            if known and position and text[position - 1].isalpha() and text[position].islower():
                return None  # `Kohdeavustus` is one word
            field = self._entries[known[0].lower()][0] if known else "granted_amount"
            if opening and not fields and field not in opening:
                return None
            length = len((known or unit)[0])  # type: ignore[index]
            if known or not fields or fields[-1][0] not in MONEY_FIELDS:
                fields.append((field, text[position : position + length]))
            position = _COLUMN_GAP.match(text, position + length).end()  # type: ignore[union-attr]
        return fields if len(fields) > 1 else None

    def exact(self, text: str) -> Label | None:
        """Return the label that the whole text is, with or without a colon and unit; else None."""
        found = self.at(text)
        return found if found and found.value >= len(text) else None


def _compounds(words: dict[str, Any]) -> Iterator[tuple[str, Field]]:
    """Yield the labels that name a programme or a known body, each with its field."""
    acronyms = [acronym for entry in table("programmes")["programme"] for acronym in entry["acronyms"]]
    kinds = [(words["programme"], acronyms)]
    kinds += [(words["body"][language], _owners(language, endings)) for language, endings in words["genitive"].items()]
    for fields, names in kinds:
        for field, patterns in fields.items():
            yield from ((pattern.format(name), field) for pattern in patterns for name in names)


def _owners(language: str, endings: Mapping[str, str]) -> list[str]:
    """Return the genitives of the known bodies' names in a language, by what the names end with."""
    bodies = table("funders")["funder"]
    names = [name for body in bodies for name in ([body["name"]] if language == "fi" else body.get(language, ()))]
    names += [body["name"] for body in bodies if "sv" not in body and "en" not in body and language == "en"]
    return [
        name.removesuffix(ending) + genitive
        for name in names
        for ending, genitive in endings.items()
        if name.endswith(ending)
    ]


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
def _month() -> re.Pattern[str]:
    """Return a pattern of what a label of dates may be glued to in small letters: `Kestoelokuu 2019`."""
    stems = (stem for month in table("months")["months"].values() for stem in month["finnish"])
    return re.compile(rf"(?:{either(stems)})(?:kuu(?:n|ta)?)? (?:19|20)[0-9]{{2}}")


@cache
def is_explicit(label: str) -> bool:
    """Tell whether a label says in its own words that a sum was granted, as `Myönnetty rahoitus` does."""
    return label.lower().startswith(tuple(table("labels")["explicit"]["words"]))


@cache
def kinds_of_applicants() -> frozenset[str]:
    """Return the words that name no applicant but a kind of them, as calls for applications do."""
    return frozenset(table("labels")["kinds"]["words"])


@cache
def themes() -> frozenset[str]:
    """Return the words for what grants are for, under which those of many are added up: `Teatteri ja tanssi`."""
    return frozenset(table("labels")["themes"]["words"])


@cache
def purposes() -> frozenset[str]:
    """Return the words over a column that says what each grant is for: where no column names projects, it does."""
    return frozenset(table("labels")["purposes"]["words"])


@cache
def applications() -> frozenset[str]:
    """Return the words over a column of what was asked for, where its cells are sums."""
    return frozenset(table("labels")["applications"]["words"])


def name_grants(fields: AbstractSet[Field]) -> bool:
    """Tell whether the names of columns say who receives or what is funded, and a sum, and not of a call."""
    told = not fields.isdisjoint(("name", "applicant")) and not fields.isdisjoint(MONEY_FIELDS)
    return told and "call" not in fields


@lru_cache(_REMEMBERED)
def names_receipts(label: str) -> bool:
    """Tell whether a label of a sum says that somebody got it; `Rahoitus` may be what somebody paid."""
    return any(word in label.lower() for word in table("labels")["receipts"]["words"])


@lru_cache(_REMEMBERED)
def names_receivers(label: str) -> bool:
    """Tell whether a label of organisations says that they got something: `Saaja`."""
    return any(word in label.lower() for word in table("labels")["receivers"]["words"])


@lru_cache(_REMEMBERED)
def names_givers(label: str) -> bool:
    """Tell whether a label of organisations says that they paid: `Lahjoittaja`."""
    return any(word in label.lower() for word in table("labels")["givers"]["words"])


@cache
def default_labels() -> Labels:
    """Return the shipped vocabulary, built once."""
    return Labels()


def labels_with(additions: Mapping[Field, Sequence[str]]) -> Labels:
    """Return the shipped vocabulary and a source's own labels, built once for the same additions."""
    if not additions:
        return default_labels()
    return _labels_with(tuple((field, tuple(words)) for field, words in additions.items()))


@cache
def _labels_with(additions: tuple[tuple[Field, tuple[str, ...]], ...]) -> Labels:
    return Labels(dict(additions))

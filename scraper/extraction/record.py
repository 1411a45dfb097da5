"""What extraction finds: pairs of label and value, and raw records made of them. Nouns only."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from scraper.extraction.fit import SHARES, organisations
from scraper.extraction.labels import MONEY_FIELDS, is_explicit
from scraper.extraction.numbers import FewNumbers
from scraper.model import WarningCode

if TYPE_CHECKING:
    from scraper.extraction.labels import Field
    from scraper.model import RawValue


class Pair(NamedTuple):
    """A label and the value that a page prints for it."""

    field: Field
    label: str
    """The label as printed."""
    value: RawValue | None
    """None for a label that only opens a section, such as `Tarkemmat tavoitteet ovat`."""
    first: int
    """Number of the block in which the label stands."""
    last: int
    """Number of the block in which the value ends."""
    unit: str = ""
    """What the page prints between label and value: `€`, `1000 €`, `%`, a note."""
    more: tuple[RawValue, ...] = ()
    """Further values of the same label: a list of partners, several definitions of one term."""


class Total(NamedTuple):
    """A sum that a page prints for several rows."""

    field: Field
    value: RawValue
    unit: str
    start: int
    """Number of the first block of its table's rows."""
    since: int
    """Number of the first block after the total before it."""
    end: int
    """Number of its own first block."""


_KEPT_ASIDE = frozenset({"other", "unknown", "code", "call", "total"})
_NAMES = frozenset({"applicant", "partners"})
_DASHES = " -–—"
_DIGIT = re.compile("[0-9]")


_LENT = re.compile(r"\blaina|\blån|\bloan|\btakau|\bborgen|\bguarantee", re.IGNORECASE)
_PAID_BY_OWNER = re.compile(r"\bomarahoit|\bomaa |\begenfinans|\begen |\bsjälvfinans|\bown ", re.IGNORECASE)
_LONGEST_SHARE = 60


def is_tainted(text: str, start: int, *, granted: bool) -> bool:
    """Tell whether the clause that begins there says that a part of a sum is lent, or is no grant: `omarahoitusta`."""
    found = SHARES.match(text, start)
    clause = text[found.end() : found.end() + _LONGEST_SHARE] if found else ""
    return bool(_LENT.search(clause) or (granted and _PAID_BY_OWNER.search(clause)))


def _without_shares(value: RawValue, *, granted: bool) -> RawValue:
    """Return a sum without the clause that tells its shares: `142 000 euroa, josta AKKE-rahoitusta 99 400 euroa`.

    One of which a part is lent stays whole, and so is refused: nowhere is printed what was granted. So does a grant of
    which those who got it paid a part.
    """
    found = SHARES.search(value.text, 1) if value.block == value.last else None
    if found is None or is_tainted(value.text, found.start(), granted=granted):
        return value
    return value._replace(text=value.text[: found.start()], end=value.start + found.start())


@dataclass(slots=True)
class RawRecord:
    """A project as the page prints it: stretches of text, nothing read yet."""

    layout: str
    """Which layout reader proposed it."""
    first: int
    """Number of its first block."""
    last: int
    """Number of its last block."""
    name: RawValue | None = None
    values: dict[Field, RawValue] = field(default_factory=dict)
    labels: dict[Field, str] = field(default_factory=dict)
    """The labels, as printed, that the values stood beside."""
    units: dict[Field, str] = field(default_factory=dict)
    partners: list[RawValue] = field(default_factory=list)
    goals: list[RawValue] = field(default_factory=list)
    description: list[RawValue] = field(default_factory=list)
    other: list[tuple[str, RawValue]] = field(default_factory=list)
    """Labels that fill no column, with their values."""
    code: RawValue | None = None
    """The funder's own number of the project."""
    warnings: list[WarningCode] = field(default_factory=list)
    blocks: FewNumbers = field(default_factory=FewNumbers)
    """Numbers of the blocks that it explains."""

    def take(self, pair: Pair) -> None:
        """Add a pair: a label's first value fills its column, whatever else it says is kept beside.

        Of two labels of one column, one that says outright what it is (`Myönnetty rahoitus` beside `EU-tuki`) wins,
        and so does the one with a sum (`Rahoitus: EAKR` beside `Tuki: 5 000 €`).
        """
        self.blocks.update(range(pair.first, pair.last + 1))
        if pair.value is None or (pair.field in _NAMES and pair.value.text.strip(_DASHES) == ""):
            return  # `Muut toteuttajat: –` names nobody
        if pair.field == "partners":
            self.partners += [each for value in (pair.value, *pair.more) for each in organisations(value)]
        elif pair.field == "goals":
            self.goals += [pair.value, *pair.more]
        elif pair.field == "description":
            self.description += [pair.value, *pair.more]
        elif pair.field in self.values and self._gives_way(pair):
            self.other.append((self.labels.get(pair.field, pair.field), self.values.pop(pair.field)))
            self.take(pair)
        elif pair.field in _KEPT_ASIDE or pair.field in self.values:
            self.other += [(pair.label, value) for value in (pair.value, *pair.more)]
            if pair.field == "code":
                self.code = self.code or pair.value
            if pair.field == "unknown":
                self.warnings.append(WarningCode.UNKNOWN_LABEL)
        else:
            granted = pair.field == "granted_amount"
            money = pair.field in MONEY_FIELDS
            self.values[pair.field] = _without_shares(pair.value, granted=granted) if money else pair.value
            self.labels[pair.field] = pair.label
            if pair.unit:
                self.units[pair.field] = pair.unit
            if pair.field == "applicant":
                self.partners += pair.more
            else:
                self.other += [(pair.label, value) for value in pair.more]

    def _gives_way(self, pair: Pair) -> bool:
        """Tell whether what fills a pair's column says less than the pair does."""
        held, said = self.values[pair.field], self.labels.get(pair.field, "")
        if is_explicit(said) or pair.value is None:
            return False
        if is_explicit(pair.label):
            return True
        return (
            pair.field in MONEY_FIELDS and not _DIGIT.search(held.text) and _DIGIT.search(pair.value.text) is not None
        )

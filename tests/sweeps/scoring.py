"""What was read of a page beside what it tells: right, partly, missed, wrong and invented projects."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.sweeps.form import Told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.model import Project

_SUMS = ("granted_amount", "applied_amount", "total_cost")
_QUOTES = "”\"“'„ "


@dataclass
class Score:
    """Counts of projects, and of pages; `faults` says what was wrong."""

    pages: int = 0
    right: int = 0
    partly: int = 0
    missed: int = 0
    wrong: int = 0
    wrong_sums: int = 0
    invented: int = 0
    faults: list[str] = field(default_factory=list)

    def __add__(self, other: Score) -> Score:
        return Score(*(getattr(self, key) + getattr(other, key) for key in self.__dataclass_fields__))

    @property
    def clean(self) -> bool:
        """Whether nothing was read that a page doesn't say: no sum, no project."""
        return not self.wrong_sums and not self.invented


def score(told: Sequence[Told], read: Sequence[Project]) -> Score:
    """Hold what was read of a page against what it tells."""
    found = Score(pages=1)
    left = [Told(*(getattr(project, key) for key in Told._fields)) for project in read]
    pairs = []
    for alike in (_named, _holds, _paid, _received):
        for want in [want for want in told if not any(want is paired for paired, _ in pairs)]:
            if got := next((got for got in left if alike(want, got)), None):
                left.remove(got)
                pairs.append((want, got))
    for want, got in pairs:
        wrong = [key for key in Told._fields if _differs(key, getattr(want, key), getattr(got, key))]
        lacking = [key for key in Told._fields if getattr(want, key) is not None and getattr(got, key) is None]
        found.wrong += bool(wrong)
        found.wrong_sums += any(key in _SUMS for key in wrong)
        found.partly += bool(lacking and not wrong)
        found.right += not wrong and not lacking
        found.faults += [f"{want.name}: {key} {getattr(got, key)!s} for {getattr(want, key)!s}" for key in wrong]
        found.faults += [f"{want.name}: no {key}" for key in lacking]
    found.missed = len(told) - len(pairs)
    found.invented = len(left)
    found.faults += [f"{want.name}: missed" for want in told if not any(want is paired for paired, _ in pairs)]
    found.faults += [f"invented: {got.name} | {got.applicant} | {got.granted_amount}" for got in left]
    return found


def _named(want: Told, got: Told) -> bool:
    return _plain(got.name) == _plain(want.name)


def _holds(want: Told, got: Told) -> bool:
    """Tell whether a name stands in one that was not parted from what stands beside it: wrong, not invented."""
    return _plain(want.name) in _plain(got.name)


def _plain(name: str) -> str:
    """Return a name without the quotes around it, and with one kind of dash: disguises print others."""
    return name.strip(_QUOTES).translate({ord(dash): "-" for dash in "–—"})


def _paid(want: Told, got: Told) -> bool:
    said = {want.granted_amount, want.applied_amount} - {None}
    return bool(said & {got.granted_amount, got.applied_amount})


def _received(want: Told, got: Told) -> bool:
    return bool(want.applicant) and got.applicant == want.applicant


def _differs(key: str, want: object, got: object) -> bool:
    if key == "name":
        return _plain(str(got)) != _plain(str(want))
    return got is not None and got != want

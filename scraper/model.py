"""The nouns of the house: what readers hand on, what extraction finds, what is published.

No logic and no input or output here. A page is read into a `Document` of `Block`s, which blocks.py describes;
extraction points at stretches of them with `RawValue`s; normalisers turn those into a `Project`, each value with its
`Evidence`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, NamedTuple

from scraper.blocks import Block, Blocks, Document, Located, Media, Piece
from scraper.columns import Cell, Columns, Kind

if TYPE_CHECKING:
    from datetime import date, datetime
    from decimal import Decimal

__all__ = [
    "Block",
    "Blocks",
    "Cell",
    "Columns",
    "Document",
    "Evidence",
    "EvidenceMap",
    "Kind",
    "Located",
    "Media",
    "Page",
    "Person",
    "Piece",
    "Precision",
    "Project",
    "RawValue",
    "Status",
    "WarningCode",
]

Precision = Literal["day", "month", "year"]
Status = Literal["granted", "proposed", "applied", "rejected", "withdrawn"]


class Evidence(NamedTuple):
    """Where a value was read: `string(path)[start:end]` is `raw`, up to white space."""

    raw: str
    path: str
    start: int
    end: int
    rule: str


class RawValue(NamedTuple):
    """A stretch of the document that was read as a value: from `start` in `block` to `end` in `last`."""

    text: str
    block: Block
    start: int
    end: int
    last: Block
    rule: str


class WarningCode(StrEnum):
    """What a reader of the dataset should know about a record. A warning never changes a value."""

    AMBIGUOUS_MONEY = "AMBIGUOUS_MONEY"
    AMBIGUOUS_DATE = "AMBIGUOUS_DATE"
    APPROXIMATE_AMOUNT = "APPROXIMATE_AMOUNT"
    UNPARSED_VALUE = "UNPARSED_VALUE"
    GRANT_OVER_COST = "GRANT_OVER_COST"
    END_BEFORE_START = "END_BEFORE_START"
    PERIOD_OUTSIDE_PROGRAMME = "PERIOD_OUTSIDE_PROGRAMME"
    GOAL_CONTINUES = "GOAL_CONTINUES"
    DUPLICATE_ON_PAGE = "DUPLICATE_ON_PAGE"
    TOTAL_MISMATCH = "TOTAL_MISMATCH"
    UNKNOWN_LABEL = "UNKNOWN_LABEL"
    MISSING_APPLICANT = "MISSING_APPLICANT"
    MISSING_AMOUNT = "MISSING_AMOUNT"
    MOJIBAKE = "MOJIBAKE"
    OVERRIDDEN = "OVERRIDDEN"
    WITHHELD = "WITHHELD"


EvidenceMap = Mapping[str, "Evidence | list[Evidence]"]
"""Where a record's values were read, by column; a list for a column that holds one."""


@dataclass(slots=True)
class Project:
    """One funded project. The fields, in this order, are the columns of every file (docs/data-model.md)."""

    id: str
    name: str
    applicant: str | None = None
    applicant_business_id: str | None = None
    applicant_legal_form: str | None = None
    partners: list[str] = field(default_factory=list)
    granted_amount: Decimal | None = None
    total_cost: Decimal | None = None
    applied_amount: Decimal | None = None
    currency: str = "EUR"
    start_date: date | None = None
    end_date: date | None = None
    date_precision: Precision | None = None
    description: str | None = None
    goals: list[str] = field(default_factory=list)
    funder: str | None = None
    funder_region: str | None = None
    programme: str | None = None
    programme_year: int | None = None
    decision_date: date | None = None
    status: Status = "granted"
    page_title: str | None = None
    page_updated: date | None = None
    source: str | None = None
    source_url: str | None = None
    retrieved_at: datetime | None = None
    content_digest: str = ""
    other_fields: dict[str, str] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    evidence: EvidenceMap = field(default_factory=dict)


class Person(NamedTuple):
    """The name of a natural person, which published files do not have."""

    project: str
    """The id of the project as it is published."""
    role: str
    """`applicant`, `partner`, or `name` where the project is named after the person."""
    name: str


@dataclass(slots=True)
class Page:
    """What a page says of itself."""

    url: str | None
    title: str | None = None
    updated: date | None = None
    funder: str | None = None
    programme: str | None = None
    programme_year: int | None = None
    language: str | None = None
    content_digest: str = ""
    projects: int = 0
    unread: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    evidence: EvidenceMap = field(default_factory=dict)
